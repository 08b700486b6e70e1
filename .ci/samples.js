// Runs of the program that leave the compiled code of what they used beside it, for this version of
// Node: what is not among it is compiled when it is first called, in each thread.
import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const packet =
  '02000000000202000000000108004500003cabcd40004006a2b7c0000201c6336402c82201bb000003e800000000' +
  'a002faf093110000020405b40402080a000000010000000001030307';

export function keepCode(root, folder) {
  const large = join(folder, 'sample.pcap');
  const other = join(folder, 'other.pcap');
  const dump = join(folder, 'dump.txt');
  writeLarge(large);
  writeFileSync(dump, dumpOf(Buffer.from(packet, 'hex')).repeat(99));
  const run = (keep, [command, ...rest]) =>
    execFileSync(process.execPath, [join(root, 'bin/tcpip.js'), command, '-q', ...rest], {
      env: { ...process.env, TCPIP_KEEP_CODE: keep },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  const summary = ['decode', '-f', 'summary'];
  for (const line of [
    ['decode', packet],
    [...summary, large],
    [...summary, '--verify', large],
    [...summary, '--filter', 'tcp.flags.syn == 1', large],
    ['build', 'tcp', '--syn'],
    ['build', 'tcp', '--syn', '--sport', '1024-1151', '--force', '-w', other],
    ['checksum', packet],
    ['checksum', large],
    ['checksum', '--fix', '--force', '-w', other, large],
    ['edit', '--set', 'ip.ttl=9', packet],
    ['convert', '--force', '-w', other, dump],
    ['diff', other, other],
    ['assert', other, 'tcp'],
    ['encode', '{"layers":[{"protocol":"ip"}]}'],
  ]) {
    run('all', line);
  }
  // One packet is shown sooner the less its script holds.
  const few = ['decode', '--count', '99', large];
  for (const line of [
    [...few, '-f', 'ndjson'],
    [...few, '-f', 'tree'],
    [...few, '-f', 'fields', '-e', 'ip.src', '-e', 'tcp.dstport'],
    ['decode', dump],
    ['build', 'tcp', '--syn', '-f', 'json'],
    ['edit', '--set', 'ip.ttl=9', '--force', '-w', large, other],
    ...['decode', 'build', 'edit', 'checksum', 'convert', 'info'].map((name) => [name, '--help']),
  ]) {
    run('parts', line);
  }
  for (const file of [large, other, dump]) rmSync(file);
}

const RECORDS = 1200;
/** As many packets as make a file large: threads share it. */
const LENGTH = 240_000;

/** The packet, with zeros behind it, which take no room on the disk. */
function writeLarge(path) {
  const bytes = Buffer.from(packet, 'hex');
  const file = openSync(path, 'w');
  const header = Buffer.from('d4c3b2a1020004000000000000000000ffff000001000000', 'hex');
  writeSync(file, header);
  for (let i = 0; i < RECORDS; i++) {
    const record = Buffer.alloc(16);
    record.writeUInt32LE(LENGTH, 8);
    record.writeUInt32LE(LENGTH, 12);
    writeSync(file, Buffer.concat([record, bytes]), 0, 16 + bytes.length, at(i));
  }
  ftruncateSync(file, at(RECORDS));
  closeSync(file);
}

/** As text2pcap reads it. */
function dumpOf(bytes) {
  const rows = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const digits = bytes.toString('hex', at, at + 16).replace(/..(?=.)/g, '$& ');
    rows.push(`${at.toString(16).padStart(6, '0')}  ${digits}\n`);
  }
  return `${rows.join('')}\n`;
}

const at = (i) => 24 + i * (16 + LENGTH);
