import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Sum, sumsOf } from '../../src/checksum/sums.js';
import { Tally, VERDICTS } from '../../src/checksum/tally.js';
import { Walk } from '../../src/checksum/walk.js';
import { getPath } from '../../src/codec/paths.js';
import type { View } from '../../src/codec/view.js';
import { fixtures, mutated, viewOf } from './views.js';

const met: string[] = [];
const walk: Walk = new Walk({
  met({ name }, verdict) {
    met.push([name, walk.at, walk.stored, verdict, walk.quoted].join(' '));
  },
  read({ name, sealed, stored, status, embedded }) {
    met.push([name, sealed.at + 7, stored, status, embedded].join(' '));
    return false;
  },
});

function walked(view: View): string[] {
  met.length = 0;
  walk.inward(view, view.cuts.count);
  return [...met].sort();
}

const read = (view: View): string[] =>
  sumsOf(view.packet())
    .map(({ name, at, stored, status, embedded }) =>
      [name, at + 7, stored, status, embedded].join(' '),
    )
    .sort();

describe('checksums met in passing', () => {
  it('are those that reading finds', () => {
    for (const one of fixtures) {
      const view = viewOf(one);
      expect({ of: one.name, sums: walked(view) }).toEqual({ of: one.name, sums: read(view) });
    }
  });

  it('also in what makes no sense, or was cut', () => {
    fc.assert(
      fc.property(mutated, fc.nat(20), (one, more) => {
        const view = viewOf(one, 1, one.bytes.length + more);
        expect(walked(view)).toEqual(read(view));
      }),
      { numRuns: 2000, seed: 6 },
    );
  });

  it('have the verdicts that decoding shows', () => {
    for (const one of fixtures) {
      for (const { layer, path, status } of sumsOf(viewOf(one).packet())) {
        expect(getPath(layer.fields, `${path}_status`.split('.'))).toBe(status);
      }
    }
  });

  it('are counted', () => {
    const all = new Map<string, number>();
    const count = ({ name, status, embedded }: Sum): void => {
      const key = `${name} ${embedded} ${status}`;
      all.set(key, (all.get(key) ?? 0) + 1);
    };
    const tally = new Tally(({ sums }) => sums.forEach(count));
    for (const one of fixtures) {
      const view = viewOf(one);
      const bits = tally.add(view);
      let seen = 0;
      const own = view.packet().layers.slice(0, tally.layers);
      for (const sum of sumsOf(view.packet())) {
        if (!own.includes(sum.layer)) continue;
        if (sum.status !== 'good') seen |= 1 << VERDICTS.indexOf(sum.status);
        count(sum);
      }
      expect(bits).toBe(seen);
    }
    tally.end();
    const counted = tally.totals.flatMap(({ name, quoted, counts }) =>
      VERDICTS.filter((verdict) => counts[verdict]).map(
        (verdict) => [`${name} ${quoted} ${verdict}`, counts[verdict]] as const,
      ),
    );
    expect(new Map([...counted].sort())).toEqual(new Map([...all].sort()));
    expect(tally.totals).toEqual(tally.totals);
  });
});
