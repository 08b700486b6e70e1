import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { crc32 } from '../../src/codec/checksum/crc.js';
import { build, protocols } from '../../src/index.js';
import { type Capture, recordsOf } from '../../src/input/capture/open.js';
import { emptySlot } from '../../src/input/capture/slot.js';
import { PcapWriter } from '../../src/output/capture/pcap.js';
import { PcapCopy } from '../../src/output/capture/pcap-copy.js';
import { PcapngWriter } from '../../src/output/capture/pcapng.js';
import { PcapngCopy } from '../../src/output/capture/pcapng-copy.js';
import type { CaptureWriter } from '../../src/output/capture/writer.js';
import { pcap } from '../input/capture/pcap-file.js';
import { type Known, read } from '../output/capture/packets.js';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
const corpus = fileURLToPath(new URL('../../../shared/captures', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tcpip-'));
afterAll(() => rmSync(folder, { recursive: true }));

const own = (name: string): string => join(folder, name);

/** Every capture of the corpus, where there is one. */
const captures = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(pcap|pcapng|cap)$/.test(name))
      .map((name) => join(corpus, name))
  : [];

function written(
  capture: Capture,
  make: (sink: (bytes: Uint8Array) => void) => CaptureWriter,
): Uint8Array {
  const pieces: Uint8Array[] = [];
  const writer = make((bytes) => pieces.push(bytes.slice()));
  for (const slot = emptySlot(); capture.next(slot); ) writer.packet(slot);
  writer.end();
  return Buffer.concat(pieces);
}

const open = (file: Uint8Array): Capture => recordsOf(file) as Capture;

function copied(file: Uint8Array): Uint8Array {
  const capture = open(file);
  const look = { edited: false, selected: false, split: false, notice() {} };
  return written(capture, (sink) =>
    capture.format === 'pcap'
      ? new PcapCopy(capture, look, sink)
      : new PcapngCopy(capture, look, sink),
  );
}

function anew(file: Uint8Array, Writer: typeof PcapWriter | typeof PcapngWriter): Uint8Array {
  const capture = open(file);
  const options = { digits: () => capture.digits, notice() {} };
  return written(capture, (sink) => new Writer(sink, options));
}

/** Frame numbers, times and lengths as tshark reads them; it complains of nothing. */
function tshark(name: string): string {
  const fields = ['frame.time_epoch', 'frame.len', 'frame.cap_len'].flatMap((one) => ['-e', one]);
  const args = ['-n', '-r', name, '-T', 'fields', ...fields];
  const { stdout, stderr, status } = spawnSync('tshark', args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const complaints = stderr.split('\n').filter((line) => line && !line.startsWith('Running as'));
  expect({ name, status, complaints }).toEqual({ name, status: 0, complaints: [] });
  return stdout;
}

/** A tool that fails throws. */
const quietly = (tool: string, ...args: readonly string[]): void => {
  execFileSync(tool, args, { stdio: 'ignore' });
};

const oneLinkType = (packets: readonly Known[]): boolean =>
  new Set(packets.map(({ linktype }) => linktype)).size <= 1;

describe('captures', () => {
  it('of the corpus are the same when they were read and written', () => {
    const differing = captures.filter((name) => {
      const file = readFileSync(name);
      // Of a file cut short what is whole is kept: its last record says what there is.
      const cut = /the file (has|ends)/.test(read(file).capture.damage?.text ?? '');
      return !cut && !file.equals(copied(file));
    });
    expect(differing).toEqual([]);
  });

  it('of the corpus have the same packets when they went to pcapng and back', () => {
    for (const name of captures) {
      const file = readFileSync(name);
      const { packets, capture } = read(file);
      if (capture.format !== 'pcap') continue;
      const back = read(anew(anew(file, PcapngWriter), PcapWriter));
      expect({ name, packets: back.packets, damage: back.capture.damage }).toEqual({
        name,
        packets,
        damage: undefined,
      });
    }
  });

  it('that we write are read by tshark and capinfos without complaint', () => {
    // Each kind of file once: whatever differs between them differs in the first few.
    const kinds = new Map<string, string>();
    for (const name of captures) {
      const { packets, capture } = read(readFileSync(name));
      if (capture.damage || packets.length === 0 || packets.length > 100) continue;
      const first = packets[0] as Known;
      kinds.set(
        `${capture.format} ${capture.digits} ${first.linktype} ${first.more !== undefined}`,
        name,
      );
    }
    for (const name of kinds.values()) {
      const file = readFileSync(name);
      const facts = tshark(name);
      const { packets } = read(file);
      writeFileSync(own('o.pcapng'), anew(file, PcapngWriter));
      if (packets.every(({ time }) => time !== undefined)) {
        expect({ name, facts: tshark(own('o.pcapng')) }).toEqual({ name, facts });
      }
      quietly('capinfos', '-M', own('o.pcapng'));
      if (!oneLinkType(packets)) continue;
      writeFileSync(own('o.pcap'), anew(file, PcapWriter));
      expect(numbers(tshark(own('o.pcap')))).toEqual(numbers(facts));
      quietly('capinfos', '-M', own('o.pcap'));
    }
  }, 120_000);
});

describe('frames that end with a check sequence, as their capture says', () => {
  const syn = build(protocols.ip.with({}), protocols.tcp.with({ flags: ['syn'] }));
  const framed = (type: number, ...parts: readonly Uint8Array[]): Buffer => {
    const head = Buffer.from('020000000002020000000001', 'hex');
    return Buffer.concat([head, Uint8Array.of(type >> 8, type & 255), ...parts]);
  };
  const frames = [
    framed(0x0800, syn),
    framed(0x0800, syn, new Uint8Array(20)),
    framed(0x0800, syn, Buffer.from('behind it')),
    framed(0x1234, Buffer.from('of a kind that nobody knows, and rather long')),
    framed(0x0806, Buffer.from('0001080006040001020000000001c0000201000000000000c0000202', 'hex')),
  ];
  const all = frames.flatMap((frame) => {
    const fcs = Buffer.alloc(4);
    fcs.writeUInt32LE(crc32(frame, 0, frame.length));
    const right = Buffer.concat([frame, fcs]);
    const wrong = Buffer.from(right.map((byte, i) => (i === 20 ? byte ^ 1 : byte)));
    return [right, wrong].map((bytes) => ({ bytes, len: bytes.length }));
  });
  const [whole] = all as [(typeof all)[0], ...typeof all];
  const cut = { ...whole, bytes: whole.bytes.subarray(0, -4) };

  const columns = ['eth.fcs', 'eth.fcs.status', 'eth.padding', 'eth.trailer', 'data.data'];
  const asked = columns.flatMap((name) => ['-e', name]);
  const theirs = (name: string): string =>
    execFileSync('tshark', ['-r', name, '-o', 'eth.check_fcs:TRUE', '-T', 'fields', ...asked], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const run = (...args: readonly string[]): string =>
    execFileSync(process.execPath, [bin, ...args], { encoding: 'utf8' });
  /** Ours are in decimal, and in words. */
  const ours = (name: string): string =>
    run('decode', '-q', name, '-f', 'fields', ...asked)
      .replace(/^\d+/gm, (fcs) => `0x${Number(fcs).toString(16).padStart(8, '0')}`)
      .replace(/\tbad\t/g, '\t0\t')
      .replace(/\tgood\t/g, '\t1\t');

  it.each([
    ['4 bytes', 0x2400_0001],
    ['none', 0x0400_0001],
  ])('are read as tshark reads them, also when they were converted: %s', (_, linktype) => {
    const [name, other, back] = [own('fcs.pcap'), own('fcs.pcapng'), own('back.pcap')];
    writeFileSync(name, pcap([...all, cut], { linktype }));
    const wanted = theirs(name);
    expect(ours(name)).toBe(wanted);
    run('convert', '-q', '--force', name, '-w', other);
    expect(theirs(other)).toBe(wanted);
    expect(ours(other)).toBe(wanted);
    run('convert', '-q', '--force', other, '-w', back);
    expect(readFileSync(back).subarray(20).equals(readFileSync(name).subarray(20))).toBe(true);
  });

  const sums = (text: string) => text.split('\n').map((line) => line.split('\t').slice(0, 2));

  it('are right when they were mended, and edited', () => {
    const [name, fixed, edited] = [own('bad.pcap'), own('fixed.pcap'), own('edited.pcap')];
    writeFileSync(name, pcap(all, { linktype: 0x2400_0001 }));
    run('checksum', '-q', '--force', name, '--fix', '-w', fixed);
    run(
      'edit',
      '-q',
      '--force',
      fixed,
      '--push',
      'vlan id=9 after eth',
      '--set',
      'eth.src=02:00:00:00:00:07',
      '-w',
      edited,
    );
    for (const one of [fixed, edited]) {
      expect(theirs(one).match(/\t1\t/g)).toHaveLength(all.length);
      // What stands behind a tag is its trailer for tshark.
      expect(sums(ours(one))).toEqual(sums(theirs(one)));
    }
  });
});

/** Lengths, and times to the microsecond: a file says how many digits are shown. */
const numbers = (facts: string): string[] =>
  facts.split('\n').map((line) => line.replace(/^(\d+\.\d{6})\d*/, '$1'));

describe('convert and the tools of Wireshark', () => {
  const packets = Array.from({ length: 40 }, (_, i) => ({
    bytes: Buffer.alloc(60 + ((i * 37) % 90), i % 7).toString('hex'),
    len: 60 + ((i * 37) % 90),
    linktype: 1,
    time: [1_700_000_000 + ((i * 13) % 40), i * 1000] as const,
  }));
  const file = own('in.pcap');
  writeFileSync(file, pcapOf(packets));
  const second = own('second.pcap');
  // Of packets of one time mergecap takes that of the last file first, and we that of the first.
  const later = packets.map((one) => ({ ...one, time: [one.time[0], 500_000] as const }));
  writeFileSync(second, pcapOf(later));

  const ours = (...args: readonly string[]): Known[] => {
    execFileSync(process.execPath, [bin, 'convert', '-q', '--force', ...args, '-w', own('a.pcap')]);
    return read(readFileSync(own('a.pcap'))).packets;
  };
  const theirs = (tool: string, ...args: readonly string[]): Known[] => {
    quietly(tool, ...args);
    return read(readFileSync(own('b.pcap'))).packets;
  };
  const out = own('b.pcap');

  it.each<[string, readonly string[], readonly string[]]>([
    ['--packets', ['--packets', '3-9,20'], ['-r', '-F', 'pcap', file, out, '3-9', '20']],
    ['--snaplen', ['--snaplen', '64'], ['-s', '64', '-F', 'pcap', file, out]],
    ['--shift', ['--shift', '3600.5'], ['-t', '3600.5', '-F', 'pcap', file, out]],
    ['--shift back', ['--shift', '-0.25'], ['-t', '-0.25', '-F', 'pcap', file, out]],
    ['--chop', ['--chop', '14'], ['-C', '14', '-F', 'pcap', file, out]],
    ['--chop the end', ['--chop', '-4'], ['-C', '-4', '-F', 'pcap', file, out]],
    ['--chop inside', ['--chop', '12:4'], ['-C', '12:4', '-F', 'pcap', file, out]],
    [
      '--adjust-length',
      ['--chop', '14', '--adjust-length'],
      ['-L', '-C', '14', '-F', 'pcap', file, out],
    ],
    ['--strict-times', ['--strict-times', '0.000001'], ['-S', '0.000001', '-F', 'pcap', file, out]],
    ['--linktype', ['--linktype', '101'], ['-T', 'rawip', '-F', 'pcap', file, out]],
    [
      'times',
      ['--from-time', '1700000010', '--to-time', '1700000020'],
      ['-A', '1700000010', '-B', '1700000020', '-F', 'pcap', file, out],
    ],
  ])('agree on %s', (_, mine, other) => {
    expect(ours(file, ...mine)).toEqual(theirs('editcap', ...other));
  });

  it.each(['2', '5', '40'])('agree on duplicates in a window of %s', (window) => {
    const twice = own('twice.pcap');
    const some = Array.from({ length: 60 }, (_, i) => packets[(i * i) % 7] as Known);
    writeFileSync(twice, pcapOf(some));
    expect(ours(twice, '--dedup', window)).toEqual(
      theirs('editcap', '-D', window, '-F', 'pcap', twice, out),
    );
  });

  it('agree on merging and sorting', () => {
    const [one, two] = [own('one.pcap'), own('two.pcap')];
    theirs('reordercap', file, own('b.pcap'));
    writeFileSync(one, readFileSync(out));
    expect(ours(file, '--sort')).toEqual(read(readFileSync(one)).packets);
    theirs('reordercap', second, out);
    writeFileSync(two, readFileSync(out));
    expect(ours('--merge', one, two)).toEqual(
      theirs('mergecap', '-F', 'pcap', '-w', out, one, two),
    );
    expect(ours(one, two)).toEqual(theirs('mergecap', '-a', '-F', 'pcap', '-w', out, one, two));
  });

  it('read each other’s dumps', () => {
    const dump = own('dump.txt');
    execFileSync(process.execPath, [bin, 'convert', '-q', file, '-w', dump, '--force']);
    const again = theirs('text2pcap', '-F', 'pcap', '-t', 'ISO', dump, out);
    expect(again).toEqual(packets);
    expect(ours(dump, '--linktype', '1')).toEqual(packets);
  });

  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    [
      'UDP',
      ['--udp', '1000,2000'],
      ['-u', '1000,2000'],
      ['udp.srcport', 'udp.dstport', 'udp.length'],
    ],
    ['TCP', ['--tcp', '1000,2000'], ['-T', '1000,2000'], ['tcp.srcport', 'tcp.dstport', 'tcp.len']],
    ['SCTP', ['--sctp', '30,40'], ['-s', '30,40,0'], ['sctp.srcport', 'sctp.dstport']],
    ['an IP protocol', ['--ip-proto', '46'], ['-i', '46'], ['ip.proto', 'ip.len']],
    ['an EtherType', ['--ethertype', '0x88b5'], ['-e', '88b5'], ['eth.type', 'eth.dst.ig']],
  ])('write the same headers of %s', (_, mine, other, names) => {
    const dump = own('payload.txt');
    writeFileSync(dump, '000000 01 02 03 04 05 06 07 08\n');
    const shown = (name: string): string =>
      execFileSync(
        'tshark',
        ['-n', '-r', name, '-T', 'fields', ...names.flatMap((e) => ['-e', e])],
        {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      );
    ours(dump, ...mine);
    theirs('text2pcap', '-F', 'pcap', ...other, dump, out);
    expect(shown(own('a.pcap'))).toBe(shown(out));
  });
});

function pcapOf(packets: readonly Known[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  const sink = (bytes: Uint8Array) => pieces.push(bytes.slice());
  const writer = new PcapWriter(sink, { digits: () => 6, notice() {} });
  for (const { bytes: hex, len, linktype, time = [0, 0] } of packets) {
    const bytes = Buffer.from(hex, 'hex');
    const place = { bytes, start: 0, end: bytes.length, len, linktype };
    writer.packet({
      ...emptySlot(),
      ...place,
      timed: true,
      seconds: time[0],
      nanoseconds: time[1],
    });
  }
  writer.end();
  return Buffer.concat(pieces);
}
