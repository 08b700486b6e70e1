import { describe, expect, it } from 'vitest';
import { Turns } from '../../src/commands/turns.js';

describe('turns', () => {
  it('hands out pieces in order, each with what stands before it', () => {
    const turns = new Turns();
    turns.begin(24, 1);
    const other = new Turns(turns.shared);
    const first = turns.take((offset) => {
      expect(offset).toBe(24);
      return { end: 100, packets: 3 };
    });
    const second = other.take((offset) => {
      expect(offset).toBe(124);
      return { end: 50, packets: 2 };
    });
    expect(first).toEqual({ index: 1, packets: 1, end: 100 });
    expect(second).toEqual({ index: 2, packets: 4, end: 50 });
    expect([turns.offset, turns.packets]).toEqual([174, 6]);
    expect(turns.take(() => undefined)).toBeUndefined();
  });

  it('lets write in order', () => {
    const turns = new Turns();
    expect(turns.await(0)).toBe(true);
    turns.written(0, Float64Array.of(3, 60));
    expect(turns.await(1)).toBe(true);
  });

  it('adds up what all have counted', () => {
    const turns = new Turns();
    const other = new Turns(turns.shared);
    turns.written(0, Float64Array.of(3, 60));
    other.written(1, Float64Array.of(2, 30, 5));
    expect([...turns.sums].slice(0, 4)).toEqual([5, 90, 5, 0]);
  });

  it('ends for all where one of them ends', () => {
    const turns = new Turns();
    const other = new Turns(turns.shared);
    turns.close();
    other.fail();
    expect([other.closed, other.failed]).toEqual([true, false]);
    expect(other.await(7)).toBe(false);
    expect(other.take(() => ({ end: 1, packets: 1 }))).toBeUndefined();
  });

  it('is free again after a fault', () => {
    const turns = new Turns();
    expect(() =>
      turns.take(() => {
        throw new Error('the disk is gone');
      }),
    ).toThrow('the disk is gone');
    expect(turns.take(() => ({ end: 1, packets: 1 }))).toBeDefined();
  });
});
