import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copied } from '../../src/craft/values.js';

describe('copied values', () => {
  it('are equal, and share no object', () => {
    fc.assert(
      fc.property(fc.object({ key: fc.stringMatching(/^[a-z]+$/) }), (value) => {
        const copy = copied(value);
        expect(copy).toEqual(value);
        const inner = (one: unknown): unknown[] =>
          typeof one === 'object' && one !== null
            ? [one, ...Object.values(one).flatMap(inner)]
            : [];
        const own = new Set(inner(value));
        expect(inner(copy).some((one) => own.has(one))).toBe(false);
      }),
    );
  });
});
