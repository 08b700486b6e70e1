import { describe, expect, it } from 'vitest';
import type { Look } from '../../src/output/format.js';
import { colours, plain } from '../../src/output/paint.js';
import { allFormats, chosenPackets, formatFor, shown } from './screens.js';

const packets = chosenPackets();
const painted = await colours();
const looks: [string, Look][] = [80, 120].flatMap((width) => [
  [`${width}`, { width, ascii: false, paint: plain, annotate: false }] as [string, Look],
  [`${width}-colour`, { width, ascii: false, paint: painted, annotate: false }] as [string, Look],
]);
/** Formats that look the same however wide and colourful the terminal is. */
const ALIKE = 'fields csv tsv summary json ndjson hex base64 c python js go rust scapy';
const fixed = new Set(ALIKE.split(' '));

describe.each(allFormats)('-f %s', (name) => {
  it('looks as it did', async () => {
    const texts = new Map<string, string>();
    for (const [what, look] of looks) {
      texts.set(what, await shown(await formatFor(name, look), packets));
    }
    if (fixed.has(name)) expect(new Set(texts.values()).size, 'widths and colours').toBe(1);
    for (const [what, text] of fixed.has(name) ? [...texts].slice(0, 1) : texts) {
      const file = fixed.has(name) ? name : `${name}-${what}`;
      await expect(text).toMatchFileSnapshot(`../../fixtures/screens/${file}.txt`);
    }
  });
});
