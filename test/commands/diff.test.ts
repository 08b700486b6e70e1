import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tcpip-diff-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SYN =
  '02000000000202000000000108004500003cabcd40004006a2b7c0000201c6336402' +
  'c82201bb000003e800000000a002faf093110000020405b40402080a000000010000000001030307';
const ROUTED = SYN.replace('4006a2b7', '3f06a3b7');
const TAGGED = `${SYN.slice(0, 24)}81000064${SYN.slice(24)}`;

function tcpip(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    encoding: 'utf8',
    input,
    env: { ...process.env, TCPIP_DEBUG: '', FORCE_COLOR: undefined, NO_COLOR: undefined },
  });
  return { status, stdout, stderr };
}
const diff = (...args: readonly string[]) => tcpip(['diff', '-q', ...args]);

const words = (...numbers: readonly number[]): Buffer => {
  const found = Buffer.alloc(4 * numbers.length);
  numbers.forEach((n, i) => {
    found.writeUInt32LE(n, 4 * i);
  });
  return found;
};

function capture(name: string, packets: readonly string[], time = 1_700_000_000): string {
  const records = packets.map((hex, i) => {
    const bytes = Buffer.from(hex, 'hex');
    return Buffer.concat([words(time + i, 0, bytes.length, bytes.length), bytes]);
  });
  const path = join(folder, name);
  const head = words(0xa1b2c3d4, 0x00040002, 0, 0, 65_535, 1);
  writeFileSync(path, Buffer.concat([head, ...records]));
  return path;
}

/** The same with another sequence number: its checksum is no longer right. */
const numbered = (n: number): string => SYN.replace('000003e8', n.toString(16).padStart(8, '0'));

describe('tcpip diff', () => {
  it('says nothing of what is the same', () => {
    expect(diff(SYN, SYN)).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(tcpip(['diff', SYN, SYN]).stderr).toContain('B: the same as A, 74 bytes\n');
  });

  it('shows fields, what follows, and bytes', () => {
    const { status, stdout } = diff(SYN, ROUTED);
    expect(status).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "A, B  192.0.2.1:51234 → 198.51.100.2:443  TCP SYN seq 1000 win 64240 [mss 1460,
         sack_perm, timestamp 1 0, nop, wscale 7] len 0  74 bytes

      Internet Protocol v4, bytes 14–33
        ip.ttl       A  64  likely sent with 64, 0 hops ago
                     B  63  likely sent with 64, 1 hop ago
                     follows from it: ip.checksum 0xa2b7 → 0xa3b7

        0000  02 00 00 00 00 02 02 00  00 00 00 01 08 00 45 00  ··············E·
      A 0010  00 3c ab cd 40 00 40 06  a2 b7 c0 00 02 01 c6 33  ·<··@·@········3
      B 0010  00 3c ab cd 40 00 3f 06  a3 b7 c0 00 02 01 c6 33  ·<··@·?········3
                                ^^     ^^
            … 42 bytes the same …
              ^^ differs

      1 field differs; 1 more follows
      "
    `);
  });

  it('shows a layer that only one has', () => {
    const { status, stdout } = diff(SYN, TAGGED);
    expect(status).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "A  192.0.2.1:51234 → 198.51.100.2:443  TCP SYN seq 1000 win 64240 [mss 1460,
         sack_perm, timestamp 1 0, nop, wscale 7] len 0  74 bytes
      B  802.1Q 100  192.0.2.1:51234 → 198.51.100.2:443  TCP SYN seq 1000 win 64240
         [mss 1460, sack_perm, timestamp 1 0, nop, wscale 7] len 0  78 bytes

      802.1Q tag, only in B, bytes 14–17
        vlan.priority  B  0  Best effort
        vlan.dei       B  0  not set
        vlan.id        B  100
        vlan.etype     B  0x0800  IPv4
        follows from it: eth.type 0x0800 → 0x8100

      A 0000  02 00 00 00 00 02 02 00  00 00 00 01 08 00 -- --  ··············
      B 0000  02 00 00 00 00 02 02 00  00 00 00 01 81 00 00 64  ···············d
                                                   ^^    ^^ ^^
      A 000e  -- -- 45 00 00 3c ab cd  40 00 40 06 a2 b7 c0 00    E··<··@·@·····
      B 0010  08 00 45 00 00 3c ab cd  40 00 40 06 a2 b7 c0 00  ··E··<··@·@·····
              ^^ ^^
            … 46 bytes the same …
              ^^ differs   -- not there

      1 layer differs; 1 more follows
      "
    `);
  });

  it('shows options that only one has, in ASCII', () => {
    const bare = SYN.replace('0402080a', '0101080a');
    expect(diff(SYN, bare, '--ascii').stdout).toMatchInlineSnapshot(`
      "A  192.0.2.1:51234 -> 198.51.100.2:443  TCP SYN seq 1000 win 64240 [mss 1460,
         sack_perm, timestamp 1 0, nop, wscale 7] len 0  74 bytes
      B  192.0.2.1:51234 -> 198.51.100.2:443  TCP SYN seq 1000 win 64240 [mss 1460,
         nop, nop, timestamp 1 0, nop, wscale 7] len 0  74 bytes

      Transmission Control Protocol, bytes 34-73
        tcp.options.nop        A  none
                               B  nop  No operation
        tcp.options.nop        A  none
                               B  nop  No operation
        tcp.options.sack_perm  A  sack_perm  SACK permitted
                               B  none
        tcp.checksum 0x9311 in both: in A good, in B bad: 0x9612 expected

            ... 48 bytes the same ...
      A 0030  fa f0 93 11 00 00 02 04  05 b4 04 02 08 0a 00 00  ................
      B 0030  fa f0 93 11 00 00 02 04  05 b4 01 01 08 0a 00 00  ................
                                             ^^ ^^
        0040  00 01 00 00 00 00 01 03  03 07                    ..........
              ^^ differs

      3 fields differ
      "
    `);
  });

  it('keeps within any width', () => {
    for (const width of ['30', '45', '80', '120']) {
      const { stdout } = diff(SYN, TAGGED, '--width', width);
      const wide = stdout.split('\n').filter((line) => line.length > Number(width));
      expect(wide).toEqual([]);
    }
  });

  it('marks by colour, or by signs', () => {
    const coloured = diff(SYN, ROUTED, '--color', 'always').stdout;
    expect(coloured).toContain('\u001b[31m40\u001b[39m');
    expect(coloured).not.toContain('^^');
    expect(diff(SYN, ROUTED).stdout).not.toContain('\u001b');
  });

  it('ignores what it is told, and what follows from that', () => {
    expect(diff(SYN, ROUTED, '--ignore', 'ip.ttl').status).toBe(0);
    expect(diff(SYN, ROUTED, '-i', 'volatile').status).toBe(0);
    expect(diff(SYN, ROUTED, '-i', 'ip.id,tcp').status).toBe(1);
    expect(diff(SYN, TAGGED, '-i', 'vlan').status).toBe(0);
    const { stdout } = diff(SYN, ROUTED.replace('c82201bb', 'c82201bc'), '-i', 'ip.ttl');
    expect(stdout).toContain('ignored: ip.ttl, ip.checksum\n');
    expect(stdout).toContain('~~');
  });

  it('takes one from standard input', () => {
    expect(tcpip(['diff', '-q', SYN, '-'], ROUTED).status).toBe(1);
    expect(tcpip(['diff', '-q', '-', SYN], SYN).status).toBe(0);
  });

  it('has one line a packet', () => {
    expect(diff(SYN, ROUTED, '--brief').stdout).toBe('ip.ttl 64 → 63, 1 that follows\n');
    expect(diff(SYN, TAGGED, '--brief').stdout).toBe('802.1Q only in B, 1 that follows\n');
  });

  it('never sends what a packet holds to the terminal', () => {
    const text = Buffer.from('\u001b]0;pwned\u0007\u009b2J').toString('hex');
    const other = SYN.replace('a002', '5002') + text;
    for (const more of [[], ['--brief'], ['--json'], ['--color', 'never']]) {
      const { stdout } = diff(`${SYN}${'00'.repeat(14)}`, other, ...more);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    }
  });

  it('says it as JSON', () => {
    const { stdout, status } = diff(SYN, ROUTED, '--json');
    expect(status).toBe(1);
    const { pairs, ...others } = JSON.parse(stdout);
    expect(others).toEqual({
      schema: 1,
      a: { input: 'hex' },
      b: { input: 'hex' },
      summary: { pairs: 1, same: 0, differ: 1, only_a: 0, only_b: 0 },
    });
    const [{ layers }] = pairs;
    const [{ protocol, fields }] = layers;
    expect(protocol).toBe('ip');
    expect(fields[0]).toEqual({
      id: 0,
      name: 'ip.ttl',
      label: 'Time to live',
      a: expect.objectContaining({ path: 'ttl', offset: 22, width: 8, raw: '40', value: 64 }),
      b: expect.objectContaining({ path: 'ttl', value: 63, meaning: expect.any(String) }),
    });
    expect(fields[1]).toMatchObject({ id: 1, name: 'ip.checksum', follows_from: [0] });
  });

  it('says it as JSON when nothing differs', () => {
    expect(JSON.parse(diff(SYN, SYN, '--json').stdout).pairs).toEqual([]);
  });

  it('reads what is damaged as it reads the other', () => {
    const odd = `ff${'0'.repeat(50)}${SYN.slice(52, 100)}`;
    const { stderr } = tcpip(['diff', SYN, odd]);
    expect(stderr).toMatch(/B: B is read as Ethernet|read as Ethernet/);
  });
});

describe('tcpip diff of captures', () => {
  const all = Array.from({ length: 30 }, (_, i) => numbered(1000 + i));
  const a = capture('a.pcap', all);
  const changed = capture('changed.pcap', [...all.slice(0, 3), ROUTED, ...all.slice(4)]);
  const later = capture('later.pcap', all, 1_800_000_000);
  const lost = capture('lost.pcap', [...all.slice(0, 7), ...all.slice(8)]);

  it('counts pairs', () => {
    expect(diff(a, a)).toEqual({
      status: 0,
      stdout: '30 pairs: 30 the same, 0 differ\n',
      stderr: '',
    });
    const { status, stdout } = diff(a, changed);
    expect(status).toBe(1);
    expect(stdout).toContain('A  #4  192.0.2.1:51234 → 198.51.100.2:443');
    expect(stdout).toMatch(/\n30 pairs: 29 the same, 1 differs\n$/);
  });

  it('shows the first ten, or all', () => {
    const { stdout } = diff(a, lost, '--brief');
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toBe('#8  tcp.seq 1007 → 1008');
    expect(lines.slice(10)).toEqual([
      expect.stringMatching(/^only in A {2}#30 {2}/),
      '… and 12 more pairs that differ: --all shows them',
      '29 pairs: 7 the same, 22 differ; 1 only in A',
    ]);
    expect(diff(a, lost, '--brief', '--all').stdout.split('\n').length).toBe(22 + 3);
  });

  it('folds what only one has, or cuts it', () => {
    const { stdout } = diff(lost, a);
    expect(stdout.split('\n').slice(-6, -3)).toEqual([
      expect.stringMatching(/^only in B {2}#30 {2}192\.0\.2\.1:51234 → .* win 64240$/),
      `${' '.repeat(11)}[mss 1460, sack_perm, timestamp 1 0, nop, wscale 7] len 0  74 bytes`,
      '',
    ]);
    const [brief = ''] = diff(lost, a, '--brief').stdout.split('\n').slice(10);
    expect(brief).toMatch(/^only in B {2}#30 .* win 64240 …$/);
    expect(brief.length).toBeLessThanOrEqual(80);
  });

  it('pairs by conversation', () => {
    const { status, stdout } = diff(a, lost, '--by', 'flow');
    expect(status).toBe(1);
    expect(stdout).toBe(
      'only in A  1 packet TCP 192.0.2.1:51234 – 198.51.100.2:443: #8\n\n' +
        '29 pairs: 29 the same, 0 differ; 1 only in A\n',
    );
    expect(diff(a, a, '--by', 'flow').status).toBe(0);
  });

  it('compares by conversation what is not equal', () => {
    const { stdout } = diff(a, changed, '--by', 'flow', '--brief');
    expect(stdout).toContain('#4  ip.ttl 64 → 63');
    const json = JSON.parse(diff(a, lost, '--by', 'flow', '--json').stdout);
    expect(json.pairs).toEqual([
      { a: { number: 8, flow: 'TCP 192.0.2.1:51234 – 198.51.100.2:443' }, b: null },
    ]);
  });

  it('compares times only when asked', () => {
    expect(diff(a, later).status).toBe(0);
    const { status, stdout } = diff(a, later, '--frame', '--brief');
    expect(status).toBe(1);
    expect(stdout).toContain('#1  frame.time_epoch 1700000000.000000000 → 1800000000.000000000\n');
    expect(diff(a, later, '--frame', '-i', 'frame.time_epoch').status).toBe(0);
  });

  it('is in trouble with a damaged one', () => {
    const path = join(folder, 'cut.pcap');
    writeFileSync(path, Buffer.concat([words(0xa1b2c3d4, 0x00040002, 0, 0, 65_535, 1), words(1)]));
    const { status, stderr } = tcpip(['diff', a, path]);
    expect(status).toBe(2);
    expect(stderr).toContain('B: the pcap file is damaged');
  });
});

describe('tcpip diff refuses', () => {
  const empty = capture('empty.pcap', []);

  it.each([
    [[], 'error: two things to compare are needed\n'],
    [[SYN], 'error: two things to compare are needed\n'],
    [['-', '-'], 'error: - stands for one of the two, not for both\n'],
    [[SYN, '450g'], "error: B: 'g' is not a hex digit (line 1, column 4)\n"],
    [[SYN, SYN, '-i', 'ip.tll'], "no field is called 'ip.tll'; did you mean 'ip.ttl'?\n"],
    [[SYN, SYN, '--by', 'time'], "error: --by: order or flow is needed, not 'time'\n"],
    [[SYN, '-', '--by', 'flow'], 'error: --by flow reads both twice'],
    [[empty, empty], 'error: there is no packet in either: A is pcap, B pcap\n'],
    [[SYN, 'missing.pcap'], 'error: B: no such file: missing.pcap\n'],
  ])('%j', (args, text) => {
    const { status, stdout, stderr } = diff(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(text);
  });

  it('but not an empty capture beside another', () => {
    const { status, stdout } = diff(empty, SYN);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^only in B {2}#1 /);
  });
});
