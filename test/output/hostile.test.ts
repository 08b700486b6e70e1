import { describe, expect, it } from 'vitest';
import { decode, encode, type Packet } from '../../src/index.js';
import { plain } from '../../src/output/paint.js';
import { allFixtures } from '../fixtures.js';
import { allFormats, formatFor, shown } from './screens.js';

/** Colours, a bell, C1's CSI, a bidirectional override, line separators, invisible signs. */
const TRICKS = [
  '\u001b[31m',
  '\u0007',
  '\u009b2J',
  '\u202e',
  '\u2028',
  '\u2067',
  '\u200f',
  '\r\n',
  '\u007f',
  '`|<b>*/"\'\\',
];
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** Every text and byte string of a packet replaced by one that plays tricks. */
function poisoned(value: unknown, trick: string, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => poisoned(one, trick, key));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([k, one]) => [k, poisoned(one, trick, k)]),
    );
  }
  if (typeof value !== 'string' || key === 'protocol' || key === 'name') return value;
  const hex = Buffer.from(trick).toString('hex');
  if (/^([\da-f]{2})+$/.test(value) && value.length >= hex.length) {
    return hex + value.slice(hex.length);
  }
  return /^[\d.:a-f]*$/.test(value) ? value : trick;
}

/** Packets with such texts, as many as can be built. */
function hostilePackets(): Packet[] {
  return allFixtures().flatMap(({ bytes, linktype }, i) => {
    const packet = decode(bytes, { linktype });
    const trick = TRICKS[i % TRICKS.length] as string;
    const found: Packet[] = [decode(withTrick(bytes, trick), { linktype })];
    for (const text of [trick, TRICKS.join('')])
      try {
        const layers = JSON.parse(JSON.stringify(packet.toJSON())).layers;
        const given = layers.map((layer: { raw?: string; fields: unknown }) =>
          layer.raw === undefined ? { ...layer, fields: poisoned(layer.fields, text) } : layer,
        );
        found.push(decode(encode({ layers: given }), { linktype }));
      } catch {
        // A text of fixed length, or one that names something.
      }
    return found;
  });
}

/** The end of the packet says it in bytes. */
function withTrick(bytes: Uint8Array, trick: string): Uint8Array {
  const changed = bytes.slice();
  const text = Buffer.from(trick);
  changed.set(text.subarray(0, changed.length), Math.max(0, changed.length - text.length));
  return changed;
}

const hostile = hostilePackets();

const withoutTabs = (text: string) => text.replaceAll('\t', ' ').split('\n');
/** CSV ends its lines as RFC 4180 has it; between columns there is a tab. */
const OWN: Readonly<Record<string, (text: string) => string[]>> = {
  csv: (text) => text.split('\r\n'),
  tsv: withoutTabs,
  fields: withoutTabs,
  // gofmt indents with tabs.
  go: withoutTabs,
};

describe.each(allFormats)('-f %s', (name) => {
  it.each([false, true])(
    'lets nothing through that steers a terminal (ascii: %s)',
    async (ascii) => {
      const look = { width: 80, ascii, paint: plain, annotate: true };
      const text = await shown(await formatFor(name, look), hostile);
      const lines = OWN[name]?.(text) ?? text.split('\n');
      expect(lines.filter((line) => RAW.test(line)).slice(0, 3)).toEqual([]);
    },
    120_000,
  );
});

it('holds such texts at all', () => {
  const texts = JSON.stringify(hostile.map((packet) => packet.toJSON()));
  expect(texts).toContain('\\u001b[31m');
  expect(texts).toContain('\u202e');
});
