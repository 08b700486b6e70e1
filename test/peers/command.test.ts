import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Packet } from '../../src/codec/packet.js';
import { Maker } from '../../src/craft/maker.js';
import { recipeFrom } from '../../src/craft/recipe.js';
import { wordsFrom } from '../../src/craft/words.js';
import { decode } from '../../src/index.js';
import { readCapture } from '../../src/input/capture.js';
import { command } from '../../src/output/command.js';
import type { Format } from '../../src/output/format.js';
import { catalog } from '../../src/protocols/index.js';
import { allFixtures } from '../fixtures.js';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
const corpus = fileURLToPath(new URL('../../../shared/captures', import.meta.url));
const MOST = { maxBuffer: 2 ** 30 };
/** Every value of twenty-five thousand packets is left out once: a slow machine takes minutes. */
const LONG = { timeout: 900_000 };

interface Built {
  readonly name: string;
  readonly packet: Packet;
  /** As `decode -f command` prints it. */
  readonly line: string;
}

const format = command();
function lineOf(packet: Packet): string {
  let line = '';
  const out = { text: (text: string) => (line += text) };
  format.packet?.(packet, out as unknown as Parameters<NonNullable<Format['packet']>>[1]);
  return line;
}

function packetsIn(path: string): Built[] {
  return [...readCapture(readFileSync(path))].map(({ bytes, linktype }, i) => {
    const packet = decode(bytes.slice(), linktype === undefined ? {} : { linktype });
    return { name: `${path.slice(corpus.length)} ${i + 1}`, packet, line: lineOf(packet) };
  });
}

/** The words of each line, as a shell takes them. */
function wordsOf(all: readonly Built[]): string[][] {
  const script = `tcpip() { shift; printf '%s\\0' "$@" ; printf '\\001\\0'; }\n`;
  const input = script + all.map(({ line }) => line).join('');
  const text = execFileSync('sh', ['-e'], { input, encoding: 'utf8', ...MOST });
  return text
    .split('\u0001\0')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1));
}

/** What the program makes of these words. */
function bytesOf(words: readonly string[]): string {
  const bare = words[0] === '--bare';
  const recipe = recipeFrom(catalog, wordsFrom(catalog, bare ? words.slice(1) : words), { bare });
  return Buffer.from(new Maker(catalog, recipe).packet(0)).toString('hex');
}

const hex = ({ packet }: Built): string => Buffer.from(packet.bytes).toString('hex');

function differences(all: readonly Built[]): string[] {
  const words = wordsOf(all);
  expect(words).toHaveLength(all.length);
  return all.flatMap((one, i) => {
    const bytes = bytesOf(words[i] as string[]);
    return bytes === hex(one) ? [] : [`${one.name}: ${one.line}`];
  });
}

const captures = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(pcap|pcapng|cap)$/.test(name))
      .map((name) => join(corpus, name))
  : [];

const fixtures = allFixtures().map(({ file, name, bytes, linktype }): Built => {
  const packet = decode(bytes, { linktype });
  return { name: `${file} ${name}`, packet, line: lineOf(packet) };
});

describe('lines of decode -f command', () => {
  it('give the fixtures again', () => {
    expect(differences(fixtures)).toEqual([]);
  });

  it.skipIf(captures.length === 0)('give each packet of the corpus again', LONG, () => {
    let count = 0;
    let asHex = 0;
    for (const path of captures) {
      const all = packetsIn(path);
      expect(differences(all)).toEqual([]);
      count += all.length;
      asHex += all.filter(({ line }) => line.startsWith('tcpip build hex')).length;
    }
    expect(count).toBeGreaterThan(20_000);
    expect(asHex / count).toBeLessThan(0.05);
  });

  it('do so when a shell runs the program', () => {
    const step = Math.floor(fixtures.length / 40);
    const some = fixtures.filter(({ packet }, i) => i % step === 0 && packet.bytes.length > 0);
    expect(some.length).toBeGreaterThanOrEqual(40);
    const script = `tcpip() { "${process.execPath}" "${bin}" "$@"; }\n`;
    const input = script + some.map(({ line }) => line).join('');
    const text = execFileSync('sh', ['-e'], { input, encoding: 'utf8', ...MOST });
    const found = text.trimEnd().split('\n');
    expect(found).toEqual(some.map(hex));
  });
});
