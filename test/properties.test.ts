import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isComment } from '../src/codec/keys.js';
import type { Layer } from '../src/codec/packet.js';
import type { Trace } from '../src/codec/reading.js';
import { decode, encode, type Packet } from '../src/index.js';
import { catalog } from '../src/protocols/index.js';
import { allFixtures } from './fixtures.js';
import { fastest } from './quick.js';

const RUNS = 100_000;
const fixtures = allFixtures();
const protocols = catalog.protocols.map(({ name }) => name);
const linktypes = [...catalog.table('linktype').keys()];

/** Bytes, and how they are to be read. */
interface Case {
  readonly bytes: Uint8Array;
  readonly how: ({ linktype: number } | { from: string }) & { frame?: { fcs: number } };
}

/** A fixture with bytes changed, cut off or added. */
const mutated: fc.Arbitrary<Case> = fc
  .record({
    fixture: fc.constantFrom(...fixtures),
    edits: fc.array(fc.tuple(fc.nat(1500), fc.nat(255)), { maxLength: 6 }),
    length: fc.option(fc.nat(1500), { freq: 3 }),
    more: fc.uint8Array({ maxLength: 12 }),
    fcs: fc.option(fc.nat(6), { freq: 3 }),
  })
  .map(({ fixture, edits, length, more, fcs }) => {
    const whole = Uint8Array.from([...fixture.bytes, ...more]);
    for (const [at, value] of edits) whole[at % whole.length] = value;
    const bytes = length === null ? whole : whole.slice(0, length % (whole.length + 1));
    return {
      bytes,
      how: { linktype: fixture.linktype, ...(fcs === null ? {} : { frame: { fcs } }) },
    };
  });

const random: fc.Arbitrary<Case> = fc.record({
  bytes: fc.uint8Array({ maxLength: 96 }),
  how: fc.oneof(
    fc.constantFrom(...protocols).map((from) => ({ from })),
    fc.constantFrom(...linktypes).map((linktype) => ({ linktype })),
  ),
});
const any = fc.oneof({ arbitrary: mutated, weight: 4 }, { arbitrary: random, weight: 1 });

const settings = (numRuns: number) => ({ numRuns, endOnFailure: false });
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('any bytes', { timeout: 300_000 }, () => {
  it('come back, also through JSON text; nothing throws; nothing takes 50 ms', () => {
    const check = ({ bytes, how }: Case): void => {
      const packet = decode(bytes, how);
      const text = JSON.stringify(packet);
      expect(hex(encode(packet))).toBe(hex(bytes));
      expect(hex(encode(JSON.parse(text)))).toBe(hex(bytes));
    };
    fc.assert(
      fc.property(any, (one) => {
        expect(fastest(50, () => check(one))).toBeLessThan(50);
      }),
      settings(RUNS),
    );
  });

  it('belong to a field, an option, raw bytes or data, bit by bit', () => {
    fc.assert(
      fc.property(any, ({ bytes, how }) => {
        const covered = new Uint8Array(bytes.length * 8);
        for (const layer of decode(bytes, how).layers) {
          for (const { bit, width } of layer.trace()) covered.fill(1, bit, bit + width);
          if (layer.raw !== undefined) covered.fill(1, layer.offset * 8, layer.body * 8);
        }
        expect(covered.indexOf(0)).toBe(-1);
      }),
      settings(RUNS / 10),
    );
  });

  it('change in the bits of a fixed field alone when that field is edited', () => {
    let reformed = 0;
    let edited = 0;
    fc.assert(
      fc.property(mutated, fc.nat(), fc.nat(), ({ bytes, how }, i, j) => {
        const packet = decode(bytes, how);
        const layer = packet.layers[i % packet.layers.length] as Layer;
        const fixed = layer.trace().filter(isFixed);
        const one = fixed[j % (fixed.length || 1)];
        if (!one || layer.raw !== undefined) return;
        const { wanted, json } = edit(packet, layer, one);
        // Another form has other fields, which were not given: no edit of one field alone.
        if (formOf(decode(wanted, how).layers[layer.index]) !== formOf(layer)) {
          reformed++;
          return;
        }
        edited++;
        expect(hex(encode(json))).toBe(hex(wanted));
      }),
      settings(RUNS / 5),
    );
    expect(edited).toBeGreaterThan(4 * reformed);
  });
});

/** All of it is here, and it is one. */
const isFixed = ({ field, width }: Trace): boolean =>
  field.place !== undefined && !field.fields && width === field.bits;

/** The last bit of the field flipped: in the bytes, and in JSON. */
function edit(packet: Packet, layer: Layer, { field, bit, width, path }: Trace) {
  const wanted = packet.bytes.slice();
  const last = bit + width - 1;
  wanted[last >> 3] = (wanted[last >> 3] ?? 0) ^ (0x80 >> (last & 7));
  const value = field.place?.(bit & 7).value(wanted, bit >> 3);
  const json = JSON.parse(JSON.stringify(packet));
  let object = json.layers[layer.index].fields;
  for (const key of path.slice(0, -1)) object = object[key];
  const key = path.at(-1) as string;
  object[key] = value;
  return { wanted, json };
}

/** Which fields a layer has, and where, whatever their values. */
function formOf(layer: Layer | undefined): string {
  if (!layer) return '';
  const places = layer.trace().map(({ path, bit, width }) => [path, bit, width]);
  // Marks that take no bytes of their own are told by their keys.
  const keys = JSON.stringify(layer.fields, (key, v) =>
    isComment(key) ? undefined : typeof v === 'object' ? v : 0,
  );
  return JSON.stringify([layer.protocol.name, layer.raw !== undefined, places, keys]);
}
