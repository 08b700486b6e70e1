import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { bits } from '../../src/output/bits.js';
import { diagram } from '../../src/output/diagram.js';
import { dump } from '../../src/output/dump.js';
import { colours } from '../../src/output/paint.js';
import { tree } from '../../src/output/tree.js';
import { allFixtures } from '../fixtures.js';
import { anyPacket, shown } from './any-packet.js';
import { decode } from './decode.js';
import { HOSTILE, named, steering } from './hostile.js';
import { look, written } from './written.js';

const WIDTHS = [40, 60, 66, 80, 120];
const RUNS = 400;
const paint = await colours();
const packets = allFixtures().map(decode);
const every = (nth: number) => packets.filter((_, i) => i % nth === 0);
const isAscii = (text: string): boolean => /^[\n\x20-\x7e]*$/.test(text);
// The library counts U+00AD and the like as nothing; so does a terminal.
const tooWide = (text: string, width: number): string[] =>
  text.split('\n').filter((line) => (isAscii(line) ? line.length : stringWidth(line)) > width);

describe.each([
  ['dump', dump],
  ['tree', tree],
  ['diagram', diagram],
  ['bits', bits],
] as const)('%s', { timeout: 120_000 }, (_, make) => {
  it.each(WIDTHS)('has no line of more than %i columns', async (width) => {
    for (const packet of every(4)) {
      expect(tooWide(await shown(make, packet, { width }), width)).toEqual([]);
    }
  });

  it('takes any packet, at any width, without a line too wide or a byte that steers', async () => {
    const cases = fc.asyncProperty(anyPacket, fc.constantFrom(...WIDTHS), async (packet, width) => {
      const text = await shown(make, packet, { width });
      expect(steering(text)).toEqual([]);
      expect(tooWide(text, width)).toEqual([]);
    });
    await fc.assert(cases, { numRuns: RUNS });
  });

  it('says the same with and without colours', async () => {
    for (const packet of every(5)) {
      const coloured = await shown(make, packet, { paint });
      expect(coloured).toContain('\u001b[');
      expect(stripVTControlCharacters(coloured)).toBe(await shown(make, packet));
    }
  });

  it('needs no letter outside of ASCII', async () => {
    const cases = fc.asyncProperty(anyPacket, async (packet) => {
      expect(isAscii(await shown(make, packet, { ascii: true }))).toBe(true);
    });
    await fc.assert(cases, { numRuns: RUNS });
  });

  it.each([HOSTILE, '한국어 名前 🦊 é', '\ud83e\u0301'])(
    'shows the text %j as text',
    async (text) => {
      for (const width of WIDTHS) {
        const lines = await shown(make, named(text), { width });
        expect(steering(lines)).toEqual([]);
        expect(tooWide(lines, width)).toEqual([]);
        expect(isAscii(await shown(make, named(text), { width, ascii: true }))).toBe(true);
      }
    },
  );

  it('has an empty line between packets', () => {
    const one = named('one');
    const two = written(make(look), [one, one]);
    const alone = written(make(look), [one]);
    expect(two).toBe(`${alone}\n${alone}`);
    expect(alone).not.toMatch(/^\n|\n\n$/);
  });
});
