import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../src/codec/hex.js';
import { readCapture } from '../../src/input/capture.js';
import { openInput } from '../../src/input/input.js';
import { openSource } from '../../src/input/opened.js';
import { bytesSource } from '../../src/input/source.js';
import { Folder } from './scapy.js';

/** Captures of many makers, where they are at hand; else a few packets of our own. */
const folders = ['../../../shared/captures/clean/', '../../../shared/captures/hostile/']
  .map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
  .filter(existsSync);
const own = fileURLToPath(new URL('../input/dumps/', import.meta.url));

const PACKETS = 200;
/** Of each file: the corpus has a few of everything. */
const EACH = 4;
/** Packets without bytes are lines without rows. */
const LEAST = 1;

/** Packets of the corpus by link type. */
function drawn(): Map<number, Uint8Array[]> {
  const found = new Map<number, Uint8Array[]>();
  let count = 0;
  for (const folder of folders.length ? folders : [own]) {
    for (const name of readdirSync(folder).filter((file) => /\.pcap(?:ng)?$/.test(file))) {
      let taken = 0;
      for (const { bytes, linktype } of readCapture(readFileSync(`${folder}${name}`))) {
        if (count >= PACKETS || taken >= EACH) break;
        if (bytes.length < LEAST || bytes.length > 10_000) continue;
        found.set(linktype, [...(found.get(linktype) ?? []), bytes]);
        taken++;
        count++;
      }
    }
  }
  return found;
}

function run(program: string, args: readonly string[], input?: Uint8Array): string {
  const { status, stdout, stderr } = spawnSync(program, args, { input, maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return stdout.toString('latin1');
}

const packetsIn = async (text: string): Promise<string[]> =>
  [...(await openSource(bytesSource(Buffer.from(text, 'latin1')))).frames].map(({ bytes }) =>
    toHex(bytes),
  );

describe('packets of the corpus', { timeout: 300_000 }, () => {
  const byLink = drawn();
  const folder = new Folder();
  const files = new Map<number, string>();
  const links = [...byLink.keys()];

  beforeAll(() => {
    for (const [linktype, packets] of byLink) {
      files.set(linktype, folder.capture(linktype, packets));
    }
  });
  afterAll(() => folder.remove());

  const expected = (linktype: number): string[] =>
    (byLink.get(linktype) ?? []).map((bytes) => toHex(bytes));
  const file = (linktype: number): string => files.get(linktype) as string;

  it('are enough', () => {
    const count = links.reduce((sum, linktype) => sum + expected(linktype).length, 0);
    expect(count).toBe(folders.length ? PACKETS : 4);
  });

  it.each(links)('of link type %i: the capture itself', async (linktype) => {
    const { frames } = await openInput([file(linktype)]);
    expect([...frames].map(({ bytes }) => toHex(bytes))).toEqual(expected(linktype));
  });

  it.each(links)('of link type %i: tcpdump -XX', async (linktype) => {
    const text = run('tcpdump', ['-n', '-XX', '-r', file(linktype)]);
    expect(await packetsIn(text)).toEqual(expected(linktype));
  });

  it.each(links)('of link type %i: tshark -x', async (linktype) => {
    const text = run('tshark', ['-n', '-x', '-r', file(linktype)]);
    expect(await packetsIn(text)).toEqual(expected(linktype));
  });

  it.each(links)('of link type %i: od, as text2pcap takes it', async (linktype) => {
    const dumps = (byLink.get(linktype) ?? []).map((bytes) =>
      run('od', ['-A', 'x', '-t', 'x1', '-v'], bytes),
    );
    expect(await packetsIn(dumps.join(''))).toEqual(expected(linktype));
  });

  it.each(links)('of link type %i: xxd -p, one by one', async (linktype) => {
    for (const bytes of byLink.get(linktype) ?? []) {
      expect(await packetsIn(run('xxd', ['-p'], bytes))).toEqual([toHex(bytes)]);
    }
  });

  it.each(links)('of link type %i: hex, a packet a line', async (linktype) => {
    const lines = expected(linktype);
    if (lines.length > 1) expect(await packetsIn(lines.join('\n'))).toEqual(lines);
  });
});
