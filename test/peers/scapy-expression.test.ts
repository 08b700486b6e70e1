import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { decode, type Packet } from '../../src/index.js';
import { readCapture } from '../../src/input/capture.js';
import { scapy } from '../../src/output/scapy.js';
import { allFixtures } from '../fixtures.js';
import { written } from '../output/written.js';
import { Folder } from './scapy.js';

/** Real captures, where they are at hand. */
const CAPTURES = ['clean', 'pcapng'].map((folder) =>
  fileURLToPath(new URL(`../../../shared/captures/${folder}/`, import.meta.url)),
);
const WANTED = 200;

const folder = new Folder();
afterAll(() => folder.remove());

/** As many of each file as it takes. */
function captured(): Packet[] {
  const files = CAPTURES.filter(existsSync).flatMap((folder) =>
    readdirSync(folder).map((name) => join(folder, name)),
  );
  const each = Math.ceil(WANTED / Math.max(1, files.length));
  const packets: Packet[] = [];
  for (const file of files.sort()) {
    let count = 0;
    for (const { bytes, linktype = 1 } of readCapture(readFileSync(file))) {
      if (count++ === each) break;
      packets.push(decode(bytes.slice(), { linktype }));
    }
  }
  return packets;
}

const fixtures = (keep: number): Packet[] =>
  allFixtures().map(({ bytes, linktype }) =>
    decode(bytes.subarray(0, Math.ceil(bytes.length * keep)), { linktype }),
  );

interface Built {
  readonly hex: string;
  /** Names of Scapy's classes, or what went wrong. */
  readonly words: readonly string[];
}

/** What Scapy makes of the expressions, all in one run. */
function evaluated(packets: readonly Packet[]): Built[] {
  const [source, target] = ['expressions.py', 'results.txt'].map((name) => join(folder.path, name));
  writeFileSync(source as string, written(scapy(), packets));
  const script = fileURLToPath(new URL('evaluate.py', import.meta.url));
  execFileSync('/usr/bin/python3', ['-B', script, source as string, target as string]);
  const lines = readFileSync(target as string, 'utf8').split('\n');
  return lines.map((line) => {
    const [hex = '', ...words] = line.split(' ');
    return { hex, words };
  });
}

/** Layers of ours that Scapy has in words, and all of them; data are bytes to both. */
function share(packets: readonly Packet[], built: readonly Built[]) {
  let [said, all, whole] = [0, 0, 0];
  packets.forEach(({ layers }, i) => {
    const named = layers.filter(({ length, protocol }) => length > 0 && protocol.name !== 'data');
    const words = built[i]?.words.filter((word) => word !== 'Raw' && word !== 'Padding') ?? [];
    all += named.length;
    said += Math.min(named.length, words.length);
    if (words.length >= named.length) whole++;
  });
  return { said: said / all, whole: whole / packets.length };
}

it.each([
  // Each fixture is there for something odd.
  ['fixtures', fixtures(1), 0.8, 0.7],
  ['fixtures cut short', fixtures(0.6), 0.6, 0.25],
  ['captures', captured(), 0.9, 0.85],
] as const)(
  '%s: the expression builds the packet',
  (_, packets, said, whole) => {
    if (packets.length === 0) return;
    const built = evaluated(packets);
    const wrong = packets.flatMap(({ bytes }, i) => {
      const { hex, words } = built[i] ?? { hex: '', words: [] };
      return hex === Buffer.from(bytes).toString('hex')
        ? []
        : [`packet ${i + 1}: ${words.join(' ')}`];
    });
    expect(wrong).toEqual([]);
    const found = share(packets, built);
    expect(found.said).toBeGreaterThan(said);
    expect(found.whole).toBeGreaterThan(whole);
  },
  120_000,
);
