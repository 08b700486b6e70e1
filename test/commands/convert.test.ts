import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { pcap, type Record } from '../input/capture/pcap-file.js';
import { type Known, read } from '../output/capture/packets.js';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tcpip-'));
afterAll(() => rmSync(folder, { recursive: true }));

const START = 1_700_000_000;
const ETHERNET = '0200000000020200000000010800';
const IP = '450000140000000040118ea2c0000201c6336402';
const UDP = '4500001c000000004011b6cac0000201c6336402138800350008b5d3';

function convert(args: readonly string[], input: string | Uint8Array = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'convert', ...args], {
    input,
    cwd: folder,
    env: { ...process.env, TCPIP_DEBUG: '' },
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr: stderr.toString() };
}

/** A file in the tests' own folder. */
function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return name;
}
const content = (name: string): Buffer => readFileSync(join(folder, name));
const packets = (name: string): Known[] => read(content(name)).packets;
const seconds = (name: string): number[] =>
  packets(name).map(({ time }) => (time?.[0] ?? 0) - START);

/** Packets of one byte each, at these seconds. */
const at = (...times: readonly number[]): Record[] =>
  times.map((time, i) => ({ seconds: START + time, bytes: Uint8Array.of(i) }));

/** Converts with success, and gives what was written. */
function made(args: readonly string[], name: string, input: string | Uint8Array = ''): Known[] {
  const { status, stderr } = convert([...args, '-w', name, '--force'], input);
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('output: ') });
  return packets(name);
}

describe('tcpip convert', () => {
  const ten = file('ten.pcap', pcap(at(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)));

  it('turns hex into a capture, and back', () => {
    const [packet] = made([`${ETHERNET}${UDP}`], 'hex.pcapng');
    expect(packet).toEqual({ bytes: `${ETHERNET}${UDP}`, len: 42, linktype: 1 });
    const { stdout } = convert(['hex.pcapng', '--to', 'hex']);
    expect(stdout.toString()).toBe(`${ETHERNET}${UDP}\n`);
  });

  it('guesses the link type, and says so', () => {
    const { stderr } = convert([UDP, '-w', 'raw.pcap']);
    expect(stderr).toContain('packets are read as IPv4');
    expect(packets('raw.pcap')).toMatchObject([{ bytes: UDP, linktype: 101 }]);
    expect(made([UDP, '--linktype', 'user0'], 'user.pcap')[0]?.linktype).toBe(147);
  });

  it('writes rows with times and directions that it reads again', () => {
    const text = 'I 2024-01-01T10:00:00.123456789Z\n000000 01 02 03\n\nO\n000000 04\n';
    const capture = made(['-', '--linktype', '1'], 'rows.pcapng', text);
    expect(capture).toMatchObject([
      { bytes: '010203', time: [1_704_103_200, 123_456_789], more: { direction: 'in' } },
      { bytes: '04', more: { direction: 'out' } },
    ]);
    const { stdout } = convert(['rows.pcapng', '--to', 'hexdump', '-q']);
    expect(stdout.toString()).toContain('I 2024-01-01T10:00:00.123456789Z\n000000 01 02 03\n');
    expect(made(['-', '--linktype', '1'], 'again.pcapng', stdout)).toEqual(capture);
  });

  it('copies a capture as it stands', () => {
    expect(convert([ten, '-w', 'copy.pcap']).status).toBe(0);
    expect(content('copy.pcap')).toEqual(content(ten));
    expect(convert(['-', '-w', '-'], content(ten)).stdout).toEqual(content(ten));
  });

  it('keeps packets, times and lengths on the way to pcapng and back', () => {
    const nano = pcap([{ fraction: 7, len: 99 }, {}], { magic: 0xa1b23c4d, linktype: 113 });
    for (const bytes of [content(ten), nano]) {
      made(['-'], 'there.pcapng', bytes);
      made(['there.pcapng'], 'back.pcap');
      // The limit of a packet's bytes is our own.
      expect(content('back.pcap').subarray(20)).toEqual(Buffer.from(bytes).subarray(20));
    }
  });

  it.each<[string, readonly string[], readonly number[]]>([
    ['numbers', ['--packets', '2-3,5,9-'], [1, 2, 4, 8, 9]],
    ['times', ['--from-time', `${START + 3}`, '--to-time', '2023-11-14T22:13:26Z'], [3, 4, 5]],
    ['both', ['--packets', '1-5', '--from-time', `${START + 3}`], [3, 4]],
  ])('selects by %s', (_, args, left) => {
    made([ten, ...args], 'some.pcap');
    expect(seconds('some.pcap')).toEqual(left);
  });

  it('shifts, sets and orders times', () => {
    const times = (...args: readonly string[]) => {
      made([file('mixed.pcap', pcap(at(5, 3, 4))), ...args], 'times.pcap');
      return packets('times.pcap').map(({ time: [s = 0, ns = 0] = [] }) => s - START + ns / 1e9);
    };
    expect(times('--shift', '-2.5')).toEqual([2.5, 0.5, 1.5]);
    expect(times('--shift', '1h')).toEqual([3605, 3603, 3604]);
    expect(times('--strict-times')).toEqual([5, 5, 5]);
    expect(times('--strict-times', '1ms')).toEqual([5, 5.001, 5.002]);
    expect(times('--set-times', `${START},250ms`)).toEqual([0, 0.25, 0.5]);
    expect(times('--sort')).toEqual([3, 4, 5]);
  });

  it('cuts packets', () => {
    const one = file('one.pcap', pcap([{ bytes: Uint8Array.of(1, 2, 3, 4, 5, 6) }]));
    const cut = (...args: readonly string[]) => {
      const [packet] = made([one, ...args], 'cut.pcap');
      return [packet?.bytes, packet?.len];
    };
    expect(cut('--snaplen', '2')).toEqual(['0102', 6]);
    expect(cut('--snaplen', '2', '--adjust-length')).toEqual(['0102', 2]);
    expect(cut('--chop', '2')).toEqual(['03040506', 6]);
    expect(cut('--chop', '-2')).toEqual(['01020304', 6]);
    expect(cut('--chop', '1:2', '--adjust-length')).toEqual(['01040506', 4]);
    expect(cut('--chop', '9')).toEqual(['', 6]);
  });

  it('leaves duplicates out within a window', () => {
    const bytes = [1, 2, 1, 3, 4, 5, 1].map((byte) => ({ bytes: Uint8Array.of(byte) }));
    const name = file('twice.pcap', pcap(bytes));
    const left = (...args: readonly string[]) =>
      made([name, ...args], 'once.pcap').map(({ bytes }) => Number(bytes));
    expect(left('--dedup')).toEqual([1, 2, 3, 4, 5]);
    expect(left('--dedup', '4')).toEqual([1, 2, 3, 4, 5, 1]);
    expect(left('--dedup', '2')).toEqual([1, 2, 1, 3, 4, 5, 1]);
  });

  it('takes an input for what it is, behind an option that may stand alone', () => {
    const twins = file('twins.pcap', pcap([...at(0), ...at(1), ...at(3)]));
    expect(made(['--dedup', twins], 'alone.pcap')).toHaveLength(1);
    expect(made(['--strict-times', ten], 'alone.pcap')).toHaveLength(10);
    expect(made(['--dedup', '-'], 'alone.pcap', content(twins))).toHaveLength(1);
    expect(convert([ten, '--dedup', twins, '-w', 'no.pcap'])).toMatchObject({
      status: 2,
      stderr: "error: --dedup takes 'twins.pcap' for its value\n  --dedup=5, or last\n",
    });
    expect(convert([ten, '--strict-times=-1ms', '-w', 'no.pcap'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('not negative'),
    });
  });

  it('joins inputs in order, or by time', () => {
    const [one, two] = [file('a.pcap', pcap(at(0, 4, 6))), file('b.pcap', pcap(at(4, 5)))];
    made([one, two], 'joined.pcap');
    expect(seconds('joined.pcap')).toEqual([0, 4, 6, 4, 5]);
    const merged = made(['--merge', one, two], 'merged.pcapng');
    expect(seconds('merged.pcapng')).toEqual([0, 4, 4, 5, 6]);
    expect(merged.map(({ bytes }) => Number(bytes))).toEqual([0, 1, 0, 1, 2]);
  });

  it.each<[readonly string[], readonly number[][]]>([
    [
      ['--split-packets', '4'],
      [
        [0, 1, 2, 3],
        [4, 5, 6, 7],
        [8, 9],
      ],
    ],
    [
      ['--split-seconds', '5'],
      [
        [0, 1, 2, 3, 4],
        [5, 6, 7, 8, 9],
      ],
    ],
    [
      ['--split-size', '150'],
      [
        [0, 1, 2, 3],
        [4, 5, 6, 7],
        [8, 9],
      ],
    ],
  ])('splits with %s', (args, parts) => {
    for (const ending of ['pcap', 'pcapng']) {
      const name = `${args[0]}.${ending}`;
      if (ending === 'pcapng' && args[0] === '--split-size') continue;
      expect(convert([ten, '-w', name, ...args])).toMatchObject({ status: 0 });
      const all = readdirSync(folder).filter((one) => one.startsWith(`${args[0]}_0`));
      const own = all.filter((one) => one.endsWith(`.${ending}`)).sort();
      expect(own.map(seconds)).toEqual(parts);
      expect(own[0]).toBe(`${args[0]}_00001.${ending}`);
    }
  });

  it('says what to do where one pcap cannot hold it all', () => {
    const cooked = file('cooked.pcap', pcap(at(1), { linktype: 113 }));
    const { status, stderr } = convert([ten, cooked, '-w', 'two.pcap']);
    expect({ status, made: existsSync(join(folder, 'two.pcap')) }).toEqual({
      status: 2,
      made: false,
    });
    expect(stderr).toMatch(/^error: packet 11 has link type 113.*\n {2}--to pcapng.*\n$/);
    // Counted through all files, not from the first of its own.
    const parts = convert([ten, cooked, '--split-packets', '6', '-w', 'parts.pcap']);
    expect(parts.stderr).toContain('error: packet 11 has link type 113');
    expect(made([ten, cooked], 'two.pcapng').at(-1)?.linktype).toBe(113);
    expect(convert([ten, cooked, '--split-linktypes', '-w', 'by.pcap']).status).toBe(0);
    expect([packets('by_ethernet.pcap').length, packets('by_linux_sll.pcap').length]).toEqual([
      10, 1,
    ]);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['UDP', ['--udp', '5000,53'], /^0{0}020000000002020000000001080045.*13880035000b....010203$/],
    ['TCP', ['--tcp', '1,2'], /^02.{22}080045.{16}06.*0001000200000000.*010203$/],
    ['an IP protocol', ['--ip-proto', '47'], /^02.{22}080045.{16}2f.*010203$/],
    ['an EtherType', ['--ethertype', '0x88b5'], /^02.{22}88b5010203$/],
    ['IPv6', ['--udp', '1,2', '--ip', '2001:db8::1,2001:db8::2'], /^02.{22}86dd60.*010203$/],
  ])('writes headers of %s', (_, args, bytes) => {
    expect(made(['010203', ...args], 'headed.pcap')[0]?.bytes).toMatch(bytes);
  });

  it('writes source code and JSON', () => {
    expect(convert([`${ETHERNET}${IP}`, '-w', 'packet.py', '-q']).status).toBe(0);
    expect(content('packet.py').toString()).toContain('packet1 = (');
    convert([ten, '-w', 'ten.ndjson', '-q']);
    expect(content('ten.ndjson').toString().trimEnd().split('\n')).toHaveLength(10);
  });

  it('tells damage by its place, keeps what is whole, and exits with 1', () => {
    const { status, stderr } = convert([
      file('cut.pcap', content(ten).subarray(0, -1)),
      '-w',
      'w.pcap',
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain('damaged at byte 185: record 10 promises 1 bytes, the file has 0');
    expect(read(content('w.pcap')).capture.damage).toBeUndefined();
    expect(packets('w.pcap')).toHaveLength(10);
  });

  it('says when no packet is left', () => {
    expect(convert([ten, '--packets', '99', '-w', 'none.pcap']).status).toBe(1);
    expect(packets('none.pcap')).toEqual([]);
  });

  it('makes nothing of a capture without packets', () => {
    const empty = file('empty.pcap', content(ten).subarray(0, 24));
    for (const args of [
      ['-w', 'nothing.pcap'],
      ['--to', 'json'],
      ['--merge', '--to', 'pcapng'],
    ]) {
      const { status, stdout, stderr } = convert([empty, ...args]);
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: 'error: there is no packet in this pcap\n',
      });
      expect(stdout).toHaveLength(0);
    }
    expect(existsSync(join(folder, 'nothing.pcap'))).toBe(false);
  });

  it('overwrites nothing unasked, and follows links', () => {
    file('there.pcap', 'mine');
    const { status, stderr } = convert([ten, '-w', 'there.pcap']);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'error: there.pcap exists already\n  --force overwrites it\n',
    });
    expect(content('there.pcap').toString()).toBe('mine');
    symlinkSync('there.pcap', join(folder, 'link.pcap'));
    expect(convert([ten, '-w', 'link.pcap', '--force']).status).toBe(0);
    expect(content('there.pcap')).toEqual(content(ten));
  });

  it.each<[string, readonly string[], RegExp]>([
    ['no place', [ten], /where to write is not said/],
    ['no kind', [ten, '-w', 'x.doc'], /nothing is known to end in \.doc/],
    ['a wrong kind', [ten, '-w', 'x', '--to', 'pcp'], /no format is called 'pcp'/],
    ['wrong numbers', [ten, '-w', 'x.pcap', '--packets', '5-2'], /numbers of packets/],
    ['a wrong time', [ten, '-w', 'x.pcap', '--from-time', 'noon'], /a time is needed/],
    ['a day that is none', [ten, '-w', 'x.pcap', '--from-time', '2025-02-30'], /a time is needed/],
    [
      'one port',
      [ten, '--to', 'hex', '--tcp', '1'],
      /needed, with a comma, not '1'\n {2}--tcp 1000,2000\n/,
    ],
    ['a folder', [ten, '-w', '.'], /^error: \. is a directory: name a file in it\n/],
    ['a wrong port', [ten, '-w', 'x.pcap', '--udp', '1,x'], /^error: udp\.dstport: no such name/],
    ['a wrong address', [ten, '-w', 'x.pcap', '--ip', '1,2'], /^error: ip\.src: "1" is no addr/],
    ['a wrong type', [ten, '-w', 'x.pcap', '--ethertype', 'no'], /^error: eth\.type: no such/],
    ['a wrong length', [ten, '-w', 'x.pcap', '--shift', '1y'], /a length of time/],
    ['a wrong size', [ten, '-w', 'x.pcap', '--split-size', '1T'], /a number of bytes/],
    ['a split pipe', [ten, '--to', 'pcap', '--split-packets', '1'], /cannot be split/],
    ['two transports', ['00', '-w', 'x.pcap', '--udp', '1,2', '--tcp', '1,2'], /exclude/],
    [
      'no link type',
      [UDP.slice(40), '--from', 'x', '-w', 'y.pcap', '--udp', '1'],
      /two are needed/,
    ],
  ])('refuses %s', (_, args, message) => {
    const { status, stderr } = convert(args);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(message) });
  });

  it('leaves no file behind where it fails', () => {
    const names = readdirSync(folder);
    expect(convert([file('bad.txt', `${ETHERNET}${UDP}\nzz\n`), '-w', 'bad.pcap']).status).toBe(2);
    expect(readdirSync(folder).filter((name) => !names.includes(name))).toEqual(['bad.txt']);
  });

  it('ends quietly when the pipe closes', () => {
    const big = file('big.pcap', pcap(Array(20_000).fill({})));
    const command = `"${process.execPath}" "${bin}" convert -q ${big} --to hexdump | head -1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    expect({ lines: stdout.split('\n').length, stderr }).toEqual({ lines: 2, stderr: '' });
  });

  it('leaves no file when it is interrupted', async () => {
    const args = [bin, 'convert', '-', '-w', 'interrupted.pcapng'];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['pipe', 'ignore', 'pipe'] });
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    child.stdin.on('error', () => {});
    const records = pcap(Array(50_000).fill({})).subarray(24);
    child.stdin.write(pcap([]));
    const unfinished = () => readdirSync(folder).filter((name) => name.endsWith('.part'));
    // It is in the middle of writing as soon as the unfinished file is there.
    for (let i = 0; i < 6000 && unfinished().length === 0; i++) {
      if (child.stdin.writableLength === 0) child.stdin.write(records);
      await wait(10);
    }
    expect(unfinished()).toHaveLength(1);
    child.kill('SIGINT');
    child.stdin.write(records);
    child.stdin.end();
    expect(await ended).toBe(130);
    expect(unfinished()).toEqual([]);
    expect(existsSync(join(folder, 'interrupted.pcapng'))).toBe(false);
  });
});
