import { describe, expect, it } from 'vitest';
import { Writer } from '../../src/codec/writer.js';
import { toHex } from './toy.js';

describe('a writer', () => {
  it('gives room that is zero, however often it was used', () => {
    const w = new Writer();
    for (const size of [10, 4096, 4097, 100_000, 3, 2_000_000, 5]) {
      w.reset();
      const start = w.at;
      w.put(new Uint8Array(size).fill(0xa5));
      expect(w.take(size) - start).toBe(size);
      expect(
        w
          .copy()
          .subarray(size)
          .every((byte) => byte === 0),
      ).toBe(true);
      w.bytes.fill(0xa5, start, w.at);
    }
    w.reset();
    w.take(64);
    expect(toHex(w.copy())).toBe('00'.repeat(64));
  });

  it('keeps what was written when it grows', () => {
    const w = new Writer();
    w.put(Uint8Array.of(1, 2, 3));
    w.take(5000);
    w.put(Uint8Array.of(4));
    const b = w.copy();
    expect([b.length, toHex(b.subarray(0, 4)), b.at(-1)]).toEqual([5004, '01020300', 4]);
  });

  it('does not keep a giant for ever', () => {
    const w = new Writer();
    w.take(50_000_000);
    w.reset();
    expect(w.bytes.length).toBeLessThan(2_000_000);
  });

  it.each([0, 3, 5000])('refuses more than its room of %i bytes', (room) => {
    const w = new Writer(room);
    w.take(room);
    expect(w.copy()).toHaveLength(room);
    expect(() => w.take(1)).toThrow(`more than ${room} bytes`);
  });

  it('counts names from where the layer starts, and forgets those of others', () => {
    const w = new Writer();
    w.take(7);
    w.names = new Map([['a', 0]]);
    w.layer();
    expect([w.start, w.names]).toEqual([7, undefined]);
    w.names = new Map();
    w.reset();
    expect([w.start, w.at, w.names]).toEqual([0, 0, undefined]);
  });
});
