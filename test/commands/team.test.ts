import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tcpip-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SIZE = 60_000;
const RECORD = 16 + SIZE;
const PACKETS = 4600;
/** With a filter, threads share only what is still larger. */
const MANY = 18_000;
const HEADER = 'd4c3b2a1020004000000000000000000ffff000001000000';
/** Ethernet and IPv4; the rest of each packet is zeros, which take no room on the disk. */
const START = '02000000000202000000000108004500ea60';

/** A capture of more than 256 MiB, or 1 GiB; what follows it is cut short. */
function capture(name: string, tail: string, packets = PACKETS): string {
  const path = join(folder, name);
  const file = openSync(path, 'w');
  writeSync(file, Buffer.from(HEADER, 'hex'));
  for (let i = 0; i < packets; i++) {
    const at = 24 + i * RECORD;
    const record = Buffer.alloc(16);
    record.writeUInt32LE(1_700_000_000 + i, 0);
    record.writeUInt32LE(SIZE, 8);
    record.writeUInt32LE(SIZE, 12);
    writeSync(file, record, 0, 16, at);
    writeSync(file, Buffer.from(START, 'hex'), 0, START.length / 2, at + 16);
    writeSync(file, Buffer.from([i >> 8, i & 255]), 0, 2, at + 16 + 18);
  }
  const end = 24 + packets * RECORD;
  ftruncateSync(file, end);
  writeSync(file, Buffer.from(tail, 'hex'), 0, tail.length / 2, end);
  closeSync(file);
  return path;
}

function shell(line: string) {
  const script = `tcpip() { "${process.execPath}" "${bin}" "$@"; }; ${line}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

describe.runIf(process.platform === 'linux')('a large capture, shown by several threads', () => {
  const whole = capture('whole.pcap', '');
  const larger = capture('larger.pcap', '', MANY);

  it('looks as if one had done it', () => {
    const alone = shell(`tcpip decode -f summary - < "${whole}"`);
    expect(alone.stdout.split('\n')).toHaveLength(PACKETS + 1);
    expect(shell(`tcpip decode -f summary "${whole}"`)).toEqual(alone);
  }, 60_000);

  it.each([
    [whole, '--verify', `checksums: 0 good, ${PACKETS.toLocaleString('en')} bad`],
    [larger, '--filter "ip.id < 2000 || frame.number == 4500"', '2,001 of 18,000 packets'],
    [larger, '--filter "frame.time_delta == 1"', '17,999 of 18,000 packets'],
    [larger, '--filter "ip.id < 2000" --verify', 'checksums: 0 good, 2,000 bad'],
  ])(
    'looks so, too: %s %s',
    (path, options, told) => {
      const alone = shell(`tcpip decode -f summary ${options} - < "${path}"`);
      expect(alone.stderr).toContain(told);
      expect(shell(`tcpip decode -f summary ${options} "${path}"`)).toEqual(alone);
    },
    60_000,
  );

  it('tells of the record that is cut short, and shows it as far as it goes', () => {
    const cut = capture('cut.pcap', `00f1536500000000ff000000ff000000${START}`);
    const alone = shell(`tcpip decode -f summary - < "${cut}"`);
    expect(alone.stderr).toContain(`record ${PACKETS + 1} promises 255 bytes, the file has 18`);
    expect(shell(`tcpip decode -f summary "${cut}"`)).toEqual(alone);
  }, 60_000);

  it('ends quietly where nobody reads on', () => {
    const { stdout, stderr } = shell(`tcpip decode -f summary "${whole}" | head -2`);
    expect(stdout.split('\n')).toHaveLength(3);
    expect(stderr).not.toContain('error');
  }, 60_000);
});
