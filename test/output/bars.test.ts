import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bar, columnChart } from '../../src/output/bars.js';

describe('bars', () => {
  it('are as long as their share, and never nothing for something', () => {
    expect([0, 0.001, 0.5, 0.5625, 1].map((share) => bar(share, 4, false))).toEqual([
      ...['', '▏', '██', '██▎', '████'],
    ]);
    expect([0, 0.001, 0.5, 1].map((share) => bar(share, 4, true))).toEqual(['', '#', '##', '####']);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(80), (share, room) => {
        expect(bar(share, room, false).length).toBeLessThanOrEqual(Math.max(1, room));
      }),
    );
  });

  it('stand side by side, the greatest as high as there is room', () => {
    expect(columnChart([0, 1, 4, 8], 2, false)).toEqual(['   █', ' ▂██']);
    expect(columnChart([0, 1, 4, 8], 2, true)).toEqual(['   #', ' .##']);
    expect(columnChart([0, 0], 2, false)).toEqual(['', '']);
  });
});
