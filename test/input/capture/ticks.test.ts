import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ticks } from '../../../src/input/capture/ticks.js';

const rates = fc.oneof(
  fc.integer({ min: 0, max: 12 }).map((power) => 10n ** BigInt(power)),
  fc.integer({ min: 0, max: 40 }).map((power) => 2n ** BigInt(power)),
);
const word = fc.integer({ min: 0, max: 0xffff_ffff });
const offset = fc.oneof(fc.constant(0n), fc.bigInt({ min: -1_000_000n, max: 1_000_000n }));

describe('ticks', () => {
  it('are read exactly', () => {
    fc.assert(
      fc.property(rates, offset, word, word, (rate, later, high, low) => {
        const ticks = new Ticks(rate, later);
        ticks.read(high, low);
        const count = (BigInt(high) << 32n) | BigInt(low);
        const seconds = count / rate + later;
        // Beyond that, in some three hundred million years, numbers have gaps.
        if (seconds < 2n ** 53n) expect(BigInt(ticks.seconds)).toBe(seconds);
        expect(BigInt(ticks.nanoseconds)).toBe(((count % rate) * 1_000_000_000n) / rate);
      }),
      { numRuns: 2000 },
    );
  });

  it('are written so that they read the same', () => {
    const seconds = fc.integer({ min: 2_000_000, max: 2 ** 32 - 1 });
    const nanoseconds = fc.integer({ min: 0, max: 999_999_999 });
    fc.assert(
      fc.property(rates, offset, seconds, nanoseconds, (rate, later, s, ns) => {
        const ticks = new Ticks(rate, later);
        // A time that these ticks can say.
        const fraction = (BigInt(ns) * rate) / 1_000_000_000n;
        const own = Number((fraction * 1_000_000_000n) / rate);
        if (!ticks.write(s, own)) {
          expect(rate * BigInt(s)).toBeGreaterThan(2n ** 62n);
          return;
        }
        ticks.read(ticks.high, ticks.low);
        expect([ticks.seconds, ticks.nanoseconds]).toEqual([s, own]);
      }),
      { numRuns: 2000 },
    );
  });

  it('say how many digits they can have', () => {
    const digits = [1n, 1000n, 10n ** 6n, 10n ** 9n, 10n ** 12n, 2n ** 20n, 3n];
    expect(digits.map((rate) => new Ticks(rate, 0n).digits)).toEqual([0, 3, 6, 9, 9, 9, 9]);
  });

  it('have no place for what is too early or too late', () => {
    const ticks = new Ticks(10n ** 9n, 0n);
    expect(ticks.write(-1, 0)).toBe(false);
    expect(ticks.write(2 ** 35, 0)).toBe(false);
  });
});
