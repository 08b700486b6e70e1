import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tcpip-edit-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SYN =
  '02000000000202000000000108004500003cabcd40004006a2b7c0000201c6336402' +
  'c82201bb000003e800000000a002faf093110000020405b40402080a000000010000000001030307';
const EDITED = SYN.replace('4006a2b7', '3f06a3b7');

function tcpip(args: readonly string[], input?: Buffer | string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'edit', ...args], {
    ...(input === undefined ? {} : { input }),
    env: { ...process.env, TCPIP_DEBUG: '' },
  });
  return { status, stdout, stderr: stderr.toString() };
}

const words = (...numbers: readonly number[]): Buffer => {
  const found = Buffer.alloc(4 * numbers.length);
  numbers.forEach((n, i) => {
    found.writeUInt32LE(n, 4 * i);
  });
  return found;
};
const syn = Buffer.from(SYN, 'hex');

function pcap(packets: readonly Buffer[]): Buffer {
  const records = packets.map((bytes, i) =>
    Buffer.concat([words(1_700_000_000 + i, 7, bytes.length, bytes.length + 3), bytes]),
  );
  return Buffer.concat([words(0xa1b2c3d4, 0x00040002, 0, 0, 65_535, 1), ...records]);
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
const block = (type: number, body: Buffer): Buffer => {
  const size = 12 + body.length;
  return Buffer.concat([words(type, size), body, words(size)]);
};
const option = (code: number, text: string): Buffer =>
  Buffer.concat([words(code | (text.length << 16)), padded(Buffer.from(text))]);

/** With comments, an interface's name, an unknown block, and statistics. */
function pcapng(packets: readonly Buffer[]): Buffer {
  const section = block(0x0a0d0d0a, Buffer.concat([words(0x1a2b3c4d, 1, 0xffffffff, 0xffffffff)]));
  const eth0 = block(1, Buffer.concat([words(1, 0), option(2, 'eth0'), words(0)]));
  const enhanced = packets.map((bytes, i) =>
    block(
      6,
      Buffer.concat([
        words(0, 0x60000, i, bytes.length, bytes.length),
        padded(bytes),
        option(1, `comment ${i}`),
        words(0),
      ]),
    ),
  );
  const unknown = block(0x0bad0001, Buffer.from('whatever'));
  return Buffer.concat([section, eth0, unknown, ...enhanced, block(5, words(0, 0, 0, 0))]);
}

const file = (name: string, bytes: Buffer | string): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
/** Of `size` bytes with this byte another one. */
const others = (one: Buffer, other: Buffer): number[] => {
  expect(other.length).toBe(one.length);
  return [...one.keys()].filter((i) => one[i] !== other[i]);
};

describe('tcpip edit', () => {
  it('edits hex, and tells what it did on standard error', () => {
    const { status, stdout, stderr } = tcpip([SYN, '--set', 'ip.ttl=63']);
    expect({ status, stdout: stdout.toString() }).toEqual({ status: 0, stdout: `${EDITED}\n` });
    expect(stderr).toContain('packet 1: ip.ttl 64 → 63; follows: ip.checksum 0xa2b7 → 0xa3b7\n');
    const quiet = tcpip(['-q', SYN, '--set', 'ip.ttl=63']);
    expect(quiet.stderr).toBe('');
  });

  it('gives a packet a line for a packet a line', () => {
    const { status, stdout } = tcpip(['--set', 'ip.ttl=63'], `${SYN}\n${SYN}\n`);
    expect({ status, stdout: stdout.toString() }).toEqual({
      status: 0,
      stdout: `${EDITED}\n${EDITED}\n`,
    });
  });

  it('gives dumps for dumps, several packets, that we read again', () => {
    const row = (_: unknown, i: number): string =>
      `${(i * 16).toString(16).padStart(4, '0')}  ${SYN.slice(i * 32, i * 32 + 32)
        .match(/../g)
        ?.join(' ')}\n`;
    const dump = Array.from({ length: 5 }, row).join('');
    const rows = `${dump}\n${dump}`;
    const { status, stdout } = tcpip(['-', '--set', 'ip.ttl=63'], rows);
    expect(status).toBe(0);
    const again = spawnSync(process.execPath, [bin, 'decode', '-f', 'hex', '-'], { input: stdout });
    expect(again.stdout.toString()).toBe(`${EDITED}\n${EDITED}\n`);
  });

  it.each([
    ['pcap', pcap],
    ['pcapng', pcapng],
  ] as const)('copies a %s but for the edited bytes', (kind, make) => {
    const bytes = make([syn, syn, syn]);
    const path = file(`in.${kind}`, bytes);
    const out = join(folder, `out.${kind}`);
    const { status, stderr } = tcpip([path, '--set', 'ip.ttl=63', '--packets', '2', '-w', out]);
    expect(status).toBe(0);
    expect(stderr).toContain('changed: 1 of 3 packets: ip.ttl (1); follows: ip.checksum (1)');
    const first = bytes.indexOf(syn, bytes.indexOf(syn) + 1);
    expect(others(bytes, readFileSync(out))).toEqual([first + 22, first + 24]);
    const piped = tcpip(['--set', 'ip.ttl=63', '--packets', '2'], bytes);
    expect(piped.stdout.equals(readFileSync(out))).toBe(true);
  });

  it('keeps options of records that become longer, and their order', () => {
    const path = file('grow.pcapng', pcapng([syn, syn]));
    const out = join(folder, 'grown.pcapng');
    expect(tcpip([path, '--push', 'vlan id=5', '-w', out]).status).toBe(0);
    const decode = spawnSync(process.execPath, [bin, 'decode', '--json', '-q', out]);
    const { packets } = JSON.parse(decode.stdout.toString());
    const seen = packets.map(
      (one: { frame: { comments: string[]; len: number }; layers: { protocol: string }[] }) =>
        `${one.frame.comments} ${one.frame.len} ${one.layers.map((l) => l.protocol).join('/')}`,
    );
    expect(seen).toEqual(['comment 0 78 eth/vlan/ip/tcp', 'comment 1 78 eth/vlan/ip/tcp']);
  });

  it('gives a file without a link layer its link type, and leaves out what does not fit', () => {
    const arp = Buffer.from(`${'ff'.repeat(6)}0200000000010806${'00'.repeat(28)}`, 'hex');
    const path = file('mixed.pcap', pcap([syn, arp]));
    const out = join(folder, 'raw.pcap');
    const { status, stderr } = tcpip([path, '--strip', 'eth', '-w', out]);
    expect(status).toBe(1);
    expect(stderr).toContain('left out: 1 packet that cannot be of link type 101');
    const bytes = readFileSync(out);
    expect(bytes.readUInt32LE(20)).toBe(101);
    expect(bytes.length).toBe(24 + 16 + 60);
  });

  it('chooses packets with the language of filters', () => {
    const other = Buffer.from(SYN.replace('01bb', '0050'), 'hex');
    const path = file('two.pcap', pcap([syn, other]));
    const { status, stdout, stderr } = tcpip([
      ...[path, '--where', 'tcp.dstport == 80', '--set', 'tcp.dstport=8080', '--to', 'hex'],
    ]);
    expect(status).toBe(0);
    expect(stdout.toString().split('\n')[0]).toBe(SYN);
    expect(stderr).toContain('tcp.dstport 80 → 8080');
    expect(tcpip([path, '--where', 'tcp.dstprot == 80', '--set', 'ip.ttl=1']).status).toBe(2);
  });

  it('tells of ten packets, and counts all', () => {
    const path = file('many.pcap', pcap(Array(2500).fill(syn)));
    const { stderr, stdout } = tcpip([path, '--set', 'ip.ttl=63']);
    expect(stderr.match(/^packet /gm)).toHaveLength(10);
    expect(stderr).toContain('changed: 2,500 of 2,500 packets: ip.ttl (2,500)');
    expect(stdout.equals(pcap(Array(2500).fill(Buffer.from(EDITED, 'hex'))))).toBe(true);
  });

  it('writes no file that exists, but with --force or in place', () => {
    const bytes = pcap([syn]);
    const path = file('own.pcap', bytes);
    const refused = tcpip([path, '--set', 'ip.ttl=63', '-w', path]);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('exists already');
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(tcpip(['-i', path, '--set', 'ip.ttl=63']).status).toBe(0);
    expect(others(bytes, readFileSync(path))).toHaveLength(2);
    expect(tcpip([path, '--set', 'ip.ttl=64', '-w', path, '--force']).status).toBe(0);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('exits with 1 where nobody has the field, and 2 where it cannot be understood', () => {
    const none = tcpip([SYN, '--set', 'udp.length=8']);
    expect(none.status).toBe(1);
    expect(none.stdout.toString()).toBe(`${SYN}\n`);
    expect(none.stderr).toContain('no packet that was chosen has udp.length');
    const second = tcpip([SYN, '--set', 'ip.ttl#2=8']);
    expect(second.stderr).toContain('no packet that was chosen has ip.ttl#2\n');
    const chosen = tcpip([SYN, '--set', 'ip.ttl=8', '--packets', '2']);
    expect(chosen.stderr).toMatch(/\nno packet was chosen\n$/);
    const hex = file('one.hex', SYN);
    const inPlace = tcpip(['-i', hex, '--set', 'ip.ttl=3']);
    expect(inPlace.stderr).toBe(
      `error: --in-place: ${hex} is no plain capture (hex)\n  -w out.pcap writes another file\n`,
    );
    for (const [args, message] of [
      [['--set', 'ip.ttl=300'], 'ip.ttl: 300 does not fit 8 bits (0 to 255)'],
      [['--set', 'ip.tll=3'], "did you mean 'ip.ttl'?"],
      [[], 'what to change is not said'],
      [['--anonymize'], 'a seed is needed'],
      [['-i', '--set', 'ip.ttl=3'], '--in-place: one file is needed'],
      [['--map', '1=x'], "'x' is no address, and no port"],
      [['--push', 'vlan', 'id=10'], "'id=10' is no input\n  --push 'vlan id=10'"],
      [['--wrap', 'gre', 'key=1'], "'key=1' is no input\n  --wrap 'gre key=1'"],
      [['ip.ttl=3', '--fix'], "'ip.ttl=3' is no input\n  --set ip.ttl=3"],
      [['--fix', 'x', '--set', 'ip.ttl=3'], '--fix: all or sums'],
    ] as const) {
      const { status, stderr, stdout } = tcpip([SYN, ...args]);
      expect({ status, out: stdout.length }, args.join(' ')).toEqual({ status: 2, out: 0 });
      expect(stderr).toContain(message);
    }
    expect(tcpip([join(folder, 'none.pcap'), '--set', 'ip.ttl=3']).status).not.toBe(0);
    expect(existsSync(join(folder, 'none.pcap'))).toBe(false);
  });

  it('shows its help, examples first', () => {
    const { status, stdout } = tcpip(['--help']);
    expect(status).toBe(0);
    const text = stdout.toString();
    expect(text.startsWith('Examples:\n')).toBe(true);
    const lines = text.trimEnd().split('\n');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    expect(lines.length).toBeLessThanOrEqual(50);
    for (const name of ['--set', '--mutate', '--decode-as', '--quiet'])
      expect(text).toContain(name);
  });
});
