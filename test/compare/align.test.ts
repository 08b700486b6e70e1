import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Alignment, align } from '../../src/compare/align.js';

const letters: Alignment<string> = {
  worth: (a, b) => (a === b ? 3 : a.toLowerCase() === b.toLowerCase() ? 2 : 0),
  equal: (a, b) => a === b,
  before: (a, b) => a < b,
};

const shown = (a: string, b: string): string =>
  align([...a], [...b], letters)
    .map(([x = '-', y = '-']) => x + y)
    .join(' ');

const rows = fc.string({ unit: fc.constantFrom('a', 'A', 'b', 'c', 'd'), maxLength: 12 });

describe('an alignment', () => {
  it.each([
    ['abc', 'abc', 'aa bb cc'],
    ['abd', 'abcd', 'aa bb -c dd'],
    ['abcd', 'ad', 'aa b- c- dd'],
    ['aBc', 'abc', 'aa Bb cc'],
    ['', 'ab', '-a -b'],
    ['a', 'b', 'a- -b'],
    ['xab', 'abx', 'x- aa bb -x'],
  ])('of %s and %s is %s', (a, b, expected) => {
    expect(shown(a, b)).toBe(expected);
  });

  it('holds each once, in order', () => {
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        const pairs = align([...a], [...b], letters);
        expect(pairs.map(([x = '']) => x).join('')).toBe(a);
        expect(pairs.map(([, y = '']) => y).join('')).toBe(b);
        expect(pairs.every(([x, y]) => !x || !y || letters.worth(x, y) > 0)).toBe(true);
      }),
    );
  });

  it('is the same the other way round', () => {
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        const sorted = (pairs: readonly string[]) => [...pairs].sort();
        const there = align([...a], [...b], letters).map(([x = '-', y = '-']) => x + y);
        const back = align([...b], [...a], letters).map(([x = '-', y = '-']) => y + x);
        expect(sorted(back)).toEqual(sorted(there));
      }),
    );
  });

  it('goes by the place where there are too many', () => {
    const a = Array.from({ length: 5000 }, (_, i) => `a${i}`);
    const b = Array.from({ length: 5001 }, (_, i) => `b${i}`);
    const pairs = align(a, b, { worth: () => 1, equal: () => false, before: (x, y) => x < y });
    expect(pairs.length).toBe(5001);
    expect(pairs[4999]).toEqual(['a4999', 'b4999']);
  });
});
