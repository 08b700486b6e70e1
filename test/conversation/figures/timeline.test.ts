import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Timeline } from '../../../src/conversation/figures/timeline.js';

describe('packets over time', () => {
  it('are all in the stretch that holds their time, whatever order they come in', () => {
    const micros = fc.oneof(fc.nat(10_000), fc.nat(10 ** 9), fc.nat(2 ** 50));
    fc.assert(
      fc.property(
        fc.array(micros, { minLength: 1 }),
        fc.integer({ min: 1, max: 100 }),
        (all, most) => {
          const line = new Timeline();
          for (const at of all) line.add(Math.floor(at / 1e6), (at % 1e6) * 1000 + 999);
          const { start, length, packets } = line.stretches(most);
          expect(packets.length).toBeLessThanOrEqual(most);
          expect(String(length)).toMatch(/^[125]0*$/);
          expect(start % length).toBe(0);
          const expected = packets.map(() => 0);
          for (const at of all) {
            const stretch = Math.floor((at - start) / length);
            expected[stretch] = (expected[stretch] ?? 0) + 1;
          }
          expect(packets).toEqual(expected);
        },
      ),
    );
  });

  it('are as fine as there is room for', () => {
    const line = new Timeline();
    for (let i = 0; i < 1000; i++) line.add(100, i * 1e6);
    const { start, length, packets } = line.stretches(50);
    expect({ start, length }).toEqual({ start: 100e6, length: 20_000 });
    expect(packets).toEqual(Array.from({ length: 50 }, () => 20));
  });
});
