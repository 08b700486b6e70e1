import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Change, Mender, type Wanted } from '../../src/checksum/mend.js';
import { type Sum, sumsOf } from '../../src/checksum/sums.js';
import { Tally } from '../../src/checksum/tally.js';
import { type Bytes, bytesOf, fixtures, mutated, viewOf } from './views.js';

const USUAL: Wanted = { verdicts: ['bad', 'partial'], quoted: false };
const ALL: Wanted = { verdicts: ['bad', 'partial', 'absent'], quoted: true };

function mend(one: Bytes, wanted: Wanted) {
  const view = viewOf(one);
  const changes: Change[] = [];
  const tally = new Tally();
  const mender = new Mender(wanted, (change) => changes.push({ ...change }));
  mender.mend(view, tally.add(view), tally.layers);
  return { bytes: bytesOf(view), changes, layers: tally.layers };
}

const sumsIn = (one: Bytes): Sum[] => sumsOf(viewOf(one).packet());

const placesOf = (sums: readonly Sum[]): Set<number> =>
  new Set(sums.flatMap(({ at, width }) => Array.from({ length: width >> 3 }, (_, i) => at + i)));

/** A fixture whose checksums are any numbers. */
const spoilt: fc.Arbitrary<Bytes> = fc
  .tuple(fc.constantFrom(...fixtures), fc.array(fc.nat(0xffff), { minLength: 12, maxLength: 12 }))
  .map(([{ bytes, linktype }, values]) => {
    const own = bytes.slice();
    sumsIn({ bytes, linktype }).forEach(({ at, name }, i) => {
      const value = values[i % values.length] as number;
      // What is no check sequence any more is no checksum any more.
      if (name === 'eth.fcs') return;
      own[at] = value >> 8;
      own[at + 1] = value & 0xff;
    });
    return { bytes: own, linktype };
  });

describe('mended packets', () => {
  it.each([
    ['what a receiver would refuse', USUAL],
    ['all', ALL],
  ])('have right checksums: %s', (_, wanted) => {
    fc.assert(
      fc.property(fc.oneof(spoilt, mutated), (one) => {
        const { bytes, changes, layers } = mend(one, wanted);
        const before = sumsIn(one);
        const after = sumsIn({ ...one, bytes }).filter(({ layer }) => layer.index < layers);
        const wrong = after.filter(
          ({ status, embedded }) =>
            wanted.verdicts.includes(status) && (wanted.quoted || !embedded),
        );
        // What a GRE header without a checksum has in its place is none.
        expect(wrong.filter(({ expected, stored }) => expected !== stored)).toEqual([]);
        // Nothing else is touched.
        const places = placesOf(before);
        const touched = [...bytes.keys()].filter((i) => bytes[i] !== one.bytes[i]);
        expect(touched.filter((i) => !places.has(i))).toEqual([]);
        // And all that was touched is told.
        const told = new Set(
          changes.flatMap(({ at, bytes: size }) => Array.from({ length: size }, (_, i) => at + i)),
        );
        expect(touched.filter((i) => !told.has(i))).toEqual([]);
      }),
      { numRuns: 1000, seed: 7 },
    );
  });

  it('leave what is quoted as it was, unless all is wanted', () => {
    const error = fixtures.find(
      (one) => one.file === 'icmp' && sumsIn(one).some(({ embedded }) => embedded),
    ) as Bytes;
    const quoted = sumsIn(error).find(({ embedded }) => embedded) as Sum;
    const bytes = error.bytes.slice();
    bytes[quoted.at] = (bytes[quoted.at] as number) ^ 1;
    const one = { ...error, bytes };
    expect(mend(one, USUAL).changes.map(({ name }) => name)).toEqual(['icmp.checksum']);
    const all = mend(one, ALL);
    expect(all.changes.map(({ name }) => name)).toEqual([quoted.name]);
    expect(all.bytes).toEqual(error.bytes);
  });

  it('change nothing that is right', () => {
    for (const one of fixtures) {
      if (sumsIn(one).some(({ status }) => status === 'bad' || status === 'partial')) continue;
      expect(mend(one, USUAL)).toMatchObject({ bytes: one.bytes, changes: [] });
    }
  });
});
