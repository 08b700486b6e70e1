import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Counts } from '../../../src/conversation/figures/counts.js';

const add = (counts: Counts, key: readonly number[], size: number): void => {
  counts.key.set(key);
  counts.add(size);
};
const some = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.nat(2000)), {
  maxLength: 400,
  size: 'max',
});

/** The same counts, made with a map. */
function counted(packets: readonly (readonly [number, number])[]): Map<number, [number, number]> {
  const all = new Map<number, [number, number]>();
  for (const [key, size] of packets) {
    const [count, bytes] = all.get(key) ?? [0, 0];
    all.set(key, [count + 1, bytes + size]);
  }
  return all;
}

describe('counts by key', () => {
  it('are exact while there is room', () => {
    fc.assert(
      fc.property(some, (packets) => {
        const counts = new Counts(2);
        for (const [key, size] of packets) add(counts, [key, -key], size);
        const top = counts.top(1000);
        expect(counts.rough).toBe(0);
        expect(new Map(top.map(({ key, ...own }) => [key[0], [own.packets, own.bytes]]))).toEqual(
          counted(packets),
        );
        const order = top.map(({ packets: n }) => n);
        expect(order).toEqual(order.toSorted((a, b) => b - a));
      }),
    );
  });

  it('are short by what they say at most, where there is none', () => {
    fc.assert(
      fc.property(some, (packets) => {
        const counts = new Counts(1, 8);
        for (const [key, size] of packets) add(counts, [key], size);
        expect(counts.size).toBeLessThanOrEqual(8);
        const found = new Map(counts.top(8).map(({ key, packets: n }) => [key[0], n]));
        for (const [key, [exact]] of counted(packets)) {
          const told = found.get(key) ?? 0;
          expect(told).toBeLessThanOrEqual(exact);
          expect(told).toBeGreaterThanOrEqual(exact - counts.rough);
        }
      }),
    );
  });

  it('hold more keys than they began with', () => {
    const counts = new Counts(1);
    for (let i = 0; i < 150_000; i++) add(counts, [i % 70_000], 1);
    expect(counts.size).toBe(70_000);
    expect(counts.rough).toBe(0);
    expect(counts.top(1)).toEqual([{ key: Int32Array.of(0), packets: 3, bytes: 3 }]);
  });
});
