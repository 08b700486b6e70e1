import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { checksum } from '../../src/index.js';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tcpip-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SIZE = 60_000;
const RECORD = 16 + SIZE;
const PACKETS = 2300;
const HEADER = 'd4c3b2a1020004000000000000000000ffff000001000000';

/** Ethernet and IPv4; in twos they are fragments of one ICMP message; every 400th is wrong. */
function start(i: number): Buffer {
  const bytes = Buffer.from(`${'02000000000202000000000108004500'.padEnd(84, '0')}`, 'hex');
  bytes.writeUInt16BE(i % 10 < 8 ? SIZE - 14 : 4 * 8 + 20, 16);
  bytes.writeUInt16BE(i >> 1, 18);
  bytes[22] = 64;
  bytes[23] = i % 10 < 8 ? 253 : 1;
  if (i % 10 === 8) bytes[20] = 0x20;
  if (i % 10 === 9) bytes.writeUInt16BE(4, 20);
  if (i % 10 === 8) bytes.writeUInt32BE(0x0800f7ff, 34);
  // One message in several is not right, which only both fragments tell.
  if (i % 170 === 8) bytes[35] = 1;
  bytes.writeUInt16BE(checksum(bytes.subarray(14, 34)), 24);
  if (i % 400 === 17) bytes[30] = 1;
  return bytes;
}

/** What is not written are zeros, which take no room on the disk. */
function capture(name: string, tail: string): string {
  const path = join(folder, name);
  const file = openSync(path, 'w');
  writeSync(file, Buffer.from(HEADER, 'hex'));
  for (let i = 0; i < PACKETS; i++) {
    const record = Buffer.alloc(16);
    record.writeUInt32LE(1_700_000_000 + i, 0);
    record.writeUInt32LE(SIZE, 8);
    record.writeUInt32LE(SIZE, 12);
    writeSync(file, Buffer.concat([record, start(i)]), 0, 58, 24 + i * RECORD);
  }
  ftruncateSync(file, 24 + PACKETS * RECORD);
  writeSync(file, Buffer.from(tail, 'hex'), 0, tail.length / 2, 24 + PACKETS * RECORD);
  closeSync(file);
  return path;
}

function shell(line: string) {
  const script = `tcpip() { "${process.execPath}" "${bin}" "$@"; }; cd "${folder}"; ${line}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe.runIf(process.platform === 'linux')('checksums of a large capture, by threads', () => {
  capture('whole.pcap', '');
  capture('cut.pcap', `00f1536500000000ff000000ff000000${start(17).toString('hex')}`);

  it.each(['whole.pcap', 'cut.pcap'])('are those that one finds: %s', (name) => {
    const alone = shell(`tcpip checksum - < ${name}`);
    expect(alone.status).toBe(1);
    expect(alone.stdout).toMatch(/^#9\+10 +icmp\.checksum.*\n(?: .*\n)*#18 +ip\.checksum/);
    expect(alone.stdout).toMatch(/\nicmp\.checksum +216 +14\nip\.checksum +2,29\d +\d\n/);
    expect(shell(`tcpip checksum ${name}`)).toEqual(alone);
  });

  it.each(['whole.pcap', 'cut.pcap'])('are mended as by one: %s', (name) => {
    const alone = shell(`tcpip checksum --fix -w alone.pcap --force - < ${name}`);
    expect(alone.stderr).toMatch(/\n14 bad checksums over several fragments left as they are\n/);
    expect(alone.stderr).toMatch(/#18 {2}ip\.checksum/);
    expect(shell(`tcpip checksum --fix -w shared.pcap --force ${name}`)).toEqual(alone);
    expect(shell('cmp alone.pcap shared.pcap')).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(shell(`cmp ${name} shared.pcap`).status).toBe(1);
  });
});
