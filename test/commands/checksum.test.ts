import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tcpip-checksum-'));
afterAll(() => rmSync(folder, { recursive: true }));

function tcpip(args: readonly string[], input?: Uint8Array | string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'checksum', ...args], {
    env: { ...process.env, TCPIP_DEBUG: '' },
    ...(input === undefined ? {} : { input }),
  });
  return { status, stdout: stdout.toString(), stderr: stderr.toString(), bytes: stdout };
}

const SYN =
  '02000000000202000000000108004500003cabcd40004006a2b7c0000201c6336402' +
  'c82201bb000003e800000000a002faf093110000020405b40402080a000000010000000001030307';
const OFFLOADED = SYN.replace('9311', 'ec65');
const BAD = SYN.replace('9311', '9312');
const ARP = `ffffffffffff0200000000010806000108000604000102000000000${'1c0000201'.padEnd(29, '0')}`;

/** One datagram over IPv6, in two. */
const FRAGMENTS = [
  '6000000000182c4020010db800000000000000000000000120010db800000000000000000000000211000001' +
    '000000091388138900148542a1a2a3a4a5a6a7a8',
  '60000000000c2c4020010db800000000000000000000000120010db800000000000000000000000211000010' +
    '00000009b1b2b3b4',
] as const;

const words = (...numbers: readonly number[]): Buffer => {
  const found = Buffer.alloc(4 * numbers.length);
  numbers.forEach((n, i) => {
    found.writeUInt32LE(n, 4 * i);
  });
  return found;
};

function pcap(...packets: readonly string[]): Buffer {
  const records = packets.map((hex, i) => {
    const bytes = Buffer.from(hex, 'hex');
    return Buffer.concat([words(1_700_000_000, i, bytes.length, bytes.length), bytes]);
  });
  return Buffer.concat([words(0xa1b2c3d4, 0x00040002, 0, 0, 65_535, 1), ...records]);
}

const file = (name: string, bytes: Uint8Array | string): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

const good = (count: number): string[] => Array.from({ length: count }, () => SYN);

describe('tcpip checksum', () => {
  it('shows every one of a packet', () => {
    const { status, stdout, stderr } = tcpip([SYN]);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'ip.checksum    0xa2b7   good\ntcp.checksum   0x9311   good\n',
    });
    expect(stderr).toMatch(/^input: hex, 74 bytes, read as Ethernet/);
  });

  it('says what a wrong one should be, and ends with 1', () => {
    const { status, stdout } = tcpip([BAD]);
    expect(status).toBe(1);
    expect(stdout).toContain('tcp.checksum   0x9312   bad: 0x9311 expected\n');
  });

  it('does not call bad what a network card was to finish', () => {
    const { status, stdout } = tcpip([OFFLOADED]);
    expect(status).toBe(0);
    expect(stdout).toContain('tcp.checksum   0xec65   partial: 0x9311 when it is finished\n');
  });

  it('has nothing to say where there is none', () => {
    expect(tcpip(['-q', ARP])).toMatchObject({ status: 0, stdout: 'no checksum in it\n' });
  });

  it('heads the packets where there are several', () => {
    const { stdout } = tcpip([file('two.pcap', pcap(SYN, BAD))]);
    const heads = stdout.split('\n').filter((line) => line.startsWith('#'));
    expect(heads.map((line) => line.slice(0, 27))).toEqual([
      '#1  Ethernet › IPv4 › TCP  ',
      '#2  Ethernet › IPv4 › TCP  ',
    ]);
  });

  it('counts those of many, and lists the bad ones', () => {
    const path = file('many.pcap', pcap(...good(6), BAD, OFFLOADED, ...good(3)));
    const { status, stdout } = tcpip([path]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^#7 {8}tcp\.checksum {2}0x9312 {2}bad: 0x9311 expected\n/);
    expect(stdout).toMatch(
      /\n\nchecksum {6}good {2}bad {2}partial\nip\.checksum {5}11 {4}– {8}–\ntcp\.checksum {5}9 {4}1 {8}1\n$/,
    );
  });

  it('lists ten of them, unless all are asked for', () => {
    const path = file('bad.pcap', pcap(...Array.from({ length: 13 }, () => BAD)));
    const some = tcpip([path]).stdout;
    const all = tcpip(['--all', path]).stdout;
    const listed = (text: string) => text.match(/^#\d+ /gm)?.length;
    expect([listed(some), listed(all)]).toEqual([10, 13]);
    expect(some).toContain('3 bad checksums more: --all lists every one\n');
    expect(all).not.toContain('more');
  });

  it('takes the packets that are asked for', () => {
    const path = file('some.pcap', pcap(SYN, BAD, SYN));
    expect(tcpip(['--packets', '1,3', path]).status).toBe(0);
    expect(tcpip(['--filter', 'tcp.checksum == 0x9312', path]).status).toBe(1);
    expect(tcpip(['-c', '1', path]).status).toBe(0);
    const none = tcpip(['--filter', 'udp', path]);
    expect(none.status).toBe(1);
    expect(none.stderr).toContain('none of the packets matches');
  });

  it('names what is likely, and how likely chance is', () => {
    expect(tcpip([BAD]).stdout).toMatch(
      /\n {15}One flipped bit[^(]+\([\s\S]+\n {15}\(1 random error in [\d,]+ would look the same\)\n/,
    );
    const any = SYN.replace('9311', '1234');
    expect(tcpip([any]).stdout).toMatch(
      /expected\n {15}Like any error[\s\S]+proves\s+nothing\.\n$/,
    );
    expect(tcpip([file('any.pcap', pcap(...good(6), any))]).stdout).toMatch(
      /^#7 {8}tcp\.checksum {2}0x1234 {2}bad: 0x9311 expected\n\n/,
    );
  });

  it('puts fragments together, and shows none that has no checksum of its own', () => {
    const [one, two] = FRAGMENTS;
    const { status, stdout } = tcpip(['-q', `${one}\n${two}`, '--from', 'ipv6']);
    expect(status).toBe(0);
    expect(stdout).toBe(
      'IPv6 › Fragment › UDP › Data   68 bytes, put together\n    from #1, #2\n' +
        'udp.checksum   0x8542   good\n',
    );
    expect(tcpip(['-q', one]).stdout).toBe(
      'udp.checksum   0x8542   cannot be checked: what follows byte 16 is missing\n',
    );
    expect(tcpip(['-q', two]).stdout).toMatch(/^no checksum of its own: a fragment, [^\n]+\n$/);
  });

  it('is a document for programs', () => {
    const path = file('json.pcap', pcap(...good(6), BAD));
    const told = JSON.parse(tcpip(['--json', path]).stdout);
    expect(told).toMatchObject({
      schema: 1,
      packets: 7,
      checksums: [
        {
          ...{ packet: 7, layer: 2, name: 'tcp.checksum', offset: 50, bits: 16 },
          ...{ stored: 0x9312, expected: 0x9311, status: 'bad', quoted: false },
        },
      ],
      totals: [
        { name: 'ip.checksum', quoted: false, good: 7, bad: 0 },
        { name: 'tcp.checksum', good: 6, bad: 1, partial: 0, absent: 0, unverified: 0 },
      ],
    });
    expect(JSON.parse(tcpip(['--json', '--all', path]).stdout).checksums).toHaveLength(14);
  });

  it('explains one, before or behind the packet', () => {
    for (const args of [
      ['--explain', 'ip', SYN],
      [SYN, '--explain', 'ip'],
    ]) {
      const { status, stdout } = tcpip(args);
      expect(status).toBe(0);
      expect(stdout).toMatch(/^ip\.checksum {3}0xa2b7 {3}good\n/);
      expect(stdout).not.toContain('tcp.checksum');
    }
    expect(tcpip(['--explain', SYN]).stdout).toContain('tcp.checksum   0x9311   good');
    expect(tcpip([SYN, '--explain', 'udp']).stdout).toBe('no such checksum in it\n');
  });

  it.each([
    [['zz'], /error: .*\n {2}zz/],
    [['--skip', '0:1', SYN], /--skip goes with --raw only\n {2}tcpip checksum --raw --skip …/],
    [['-w', 'x.pcap', SYN], /--write goes with --fix only/],
    [['--raw', '--algorithm', 'crc3', SYN], /there is no 'crc3'\n {2}did you mean 'crc32'/],
    [['--raw', '--pseudo', '1.2.3.4,::1,6', SYN], /one address is of IPv4, the other of IPv6/],
    [['--raw', '--pseudo', '1.2.3,1.2.3.4,6', SYN], /'1\.2\.3' is no address/],
    [['--raw', '--skip', '80:2', SYN], /error: --skip 80:2 is not within the 74 bytes/],
    [['--raw', '--skip', '8', SYN], /an offset and a length are needed, not '8'/],
    [['--raw', '--expect', '0x12345', SYN], /a number of 16 bits is needed/],
    [['--raw', '--binary', 'no.bin'], /error: no such file: no\.bin/],
    [['--fix', '--json', SYN], /cannot be used with/],
    [['--explain', 'tpc', SYN], /no protocol is called 'tpc'/],
    [['--raw', '--fix', SYN], /--fix and --raw exclude each other/],
    [['--raw', '--packets', '1', SYN], /--packets and --raw exclude each other/],
  ])('refuses %j', (args, message) => {
    const { status, stdout, stderr } = tcpip(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('tcpip checksum --fix', () => {
  it('gives hex for hex, and tells what it did', () => {
    const { status, stdout, stderr } = tcpip(['--fix', BAD]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${SYN}\n` });
    expect(stderr).toContain('#1  tcp.checksum  0x9312 → 0x9311\n1 checksum mended in 1 packet\n');
  });

  it('tells by how much, as RFC 1624 has it', () => {
    const { stderr } = tcpip(['--fix', '--explain', '--', BAD]);
    expect(stderr).toContain(
      '\n    as if one word of what it covers were 0x0001 more:\n    RFC 1624',
    );
    expect(stderr).toMatch(/\n {4}~ 6cee {2}= 9311 +the new checksum\n/);
  });

  it('keeps a capture but for the checksums', () => {
    const path = file('wrong.pcap', pcap(SYN, BAD, ARP, OFFLOADED));
    const out = join(folder, 'right.pcap');
    expect(tcpip(['--fix', '-w', out, path]).status).toBe(0);
    expect(readFileSync(out)).toEqual(pcap(SYN, SYN, ARP, SYN));
    expect(tcpip(['--fix', '-w', out, path])).toMatchObject({ status: 2 });
    expect(tcpip(['--fix', '-w', '-', path]).bytes).toEqual(pcap(SYN, SYN, ARP, SYN));
  });

  it('leaves packets alone that were not asked for', () => {
    const path = file('both.pcap', pcap(BAD, BAD, BAD));
    const { bytes, status } = tcpip(['--fix', '--packets', '2', path]);
    expect(bytes).toEqual(pcap(BAD, SYN, BAD));
    expect(status).toBe(0);
  });

  it('writes nothing where the input makes no sense', () => {
    const out = join(folder, 'none.pcap');
    expect(tcpip(['--fix', '-w', out, file('empty.pcap', '')]).status).toBe(2);
    expect(existsSync(out)).toBe(false);
  });

  it('mends what a capture ends with, also where it is cut', () => {
    const whole = pcap(BAD, BAD);
    const cut = whole.subarray(0, whole.length - 10);
    const { bytes, status, stderr } = tcpip(['--fix', file('cut.pcap', cut)]);
    expect(status).toBe(1);
    expect(stderr).toContain('damaged');
    expect(bytes.subarray(0, 24 + 16 + 74)).toEqual(pcap(SYN));
  });
});

describe('tcpip checksum --raw', () => {
  const NINE = '313233343536373839';
  it.each([
    [[NINE], '0xf62a', 'f6 2a'],
    [['--algorithm', 'crc32', NINE], '0xcbf43926', '26 39 f4 cb'],
    [['--algorithm', 'crc32c', NINE], '0xe3069283', '83 92 06 e3'],
    [['--algorithm', 'fletcher16', NINE], '0x1ede', '1e de'],
    [['--algorithm', 'adler32', NINE], '0x091e01de', '09 1e 01 de'],
    [['--skip', '24:2', '--skip', '0:14', '--skip', '34:40', SYN], '0xa2b7', 'a2 b7'],
    [['--zero', '24:2', '--skip', '0:14', '--skip', '-40:40', SYN], '0xa2b7', 'a2 b7'],
    [
      ['--pseudo', '192.0.2.1,198.51.100.2,tcp', '--zero', '16:2', SYN.slice(68)],
      ...['0x9311', '93 11'],
    ],
  ])('%j is %s', (args, value, sent) => {
    const { status, stdout, stderr } = tcpip(['--raw', ...args]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${value}\n` });
    expect(stderr).toContain(`; on the wire ${sent}\n`);
  });

  it('compares with what is expected', () => {
    expect(tcpip(['--raw', '--expect', '0xf62a', NINE]).status).toBe(0);
    expect(tcpip(['--raw', '--expect', 'f62a', NINE]).status).toBe(0);
    const swapped = tcpip(['--raw', '--expect', '0x2af6', NINE]);
    expect(swapped).toMatchObject({ status: 1, stdout: '0xf62a\n' });
    expect(swapped.stderr).toContain('0x2af6 was expected: the same bytes, swapped');
    expect(tcpip(['--raw', '--expect', '0x09d5', NINE]).stderr).toContain('complement');
  });

  it('reads a file as hex, or as it is', () => {
    const path = file('digits', '313233');
    expect(tcpip(['--raw', '-q', '--algorithm', 'crc32', path]).stdout).toBe('0x884863d2\n');
    expect(tcpip(['--raw', '-q', '--binary', '--algorithm', 'crc32', path]).stdout).toBe(
      tcpip(['--raw', '-q', '--algorithm', 'crc32', '333133323333']).stdout,
    );
  });
});
