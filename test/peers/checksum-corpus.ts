import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recordsOf } from '../../src/input/capture/open.js';
import { emptySlot } from '../../src/input/capture/slot.js';
import { PcapngWriter } from '../../src/output/capture/pcapng.js';
import { allFixtures } from '../fixtures.js';

export interface Captured {
  readonly bytes: Uint8Array;
  readonly linktype: number;
  readonly len: number;
  /** Where it is from. */
  readonly file: string;
}

const CAPTURES = fileURLToPath(new URL('../../../shared/captures/', import.meta.url));

const captureFiles = (): string[] =>
  existsSync(CAPTURES)
    ? readdirSync(CAPTURES, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.includes('/') && !name.endsWith('.tsv'))
        .sort()
        .map((name) => join(CAPTURES, name))
    : [];

/** Every packet of every capture; the fixtures where there are none. */
export function corpus(): Captured[] {
  const files = captureFiles();
  if (files.length > 0) return files.flatMap(packetsOf);
  return allFixtures().map(({ bytes, linktype, name }) => ({
    bytes,
    linktype,
    len: bytes.length,
    file: name,
  }));
}

export function packetsOf(file: string): Captured[] {
  const found: Captured[] = [];
  const records = recordsOf(readFileSync(file));
  const slot = emptySlot();
  while (records?.next(slot)) {
    const { bytes, start, end, len, linktype } = slot;
    // Of very long ones tshark reads what only it knows, for long; some lengths are lies.
    if (linktype === undefined || end - start > 70_000 || len > 1e6) continue;
    found.push({ bytes: bytes.slice(start, end), linktype, len: Math.max(len, end - start), file });
  }
  return found;
}

/** All of them in one file, so that one run of tshark reads them. */
export function inOneFile(all: readonly Captured[], path: string, apart = 1000): void {
  const pieces: Uint8Array[] = [];
  const writer = new PcapngWriter((bytes) => pieces.push(bytes.slice()), {
    digits: () => 6,
    notice() {},
  });
  all.forEach(({ bytes, linktype, len }, i) => {
    const slot = emptySlot();
    Object.assign(slot, { bytes, start: 0, end: bytes.length, len, linktype });
    // Far from each other: nothing that tshark remembers of one tells of another.
    Object.assign(slot, { timed: true, seconds: 1_600_000_000 + apart * i, nanoseconds: 0 });
    writer.packet(slot);
  });
  writer.end();
  writeFileSync(path, Buffer.concat(pieces));
}

/** Checking on; nothing that depends on an earlier packet. */
const PREFERENCES = [
  'ip.check_checksum:TRUE',
  'tcp.check_checksum:TRUE',
  'udp.check_checksum:TRUE',
  'udplite.check_checksum:TRUE',
  'udplite.ignore_checksum_coverage:FALSE',
  'sctp.checksum:CRC-32C',
  'eth.check_fcs:TRUE',
  'ipv6.tso_support:TRUE',
  'tcp.desegment_tcp_streams:FALSE',
  'tcp.analyze_sequence_numbers:FALSE',
  'tcp.relative_sequence_numbers:FALSE',
  'sctp.reassembly:FALSE',
  'sctp.tsn_analysis:FALSE',
];

/** Columns of tshark, a row a packet; a field that occurs several times gives its values in order. */
export function columns(
  path: string,
  fields: readonly string[],
  preferences: readonly string[] = [],
): string[][] {
  const home = mkdtempSync(join(tmpdir(), 'tcpip-'));
  const told = execFileSync(
    'tshark',
    [
      ...['-n', '-r', path, '-T', 'fields', '-E', 'separator=|', '-E', 'aggregator=,'],
      ...[...PREFERENCES, ...preferences].flatMap((one) => ['-o', one]),
      ...fields.flatMap((one) => ['-e', one]),
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, HOME: home }, stdio: 'pipe' },
  );
  rmSync(home, { recursive: true });
  return told
    .trimEnd()
    .split('\n')
    .map((line) => line.split('|'));
}
