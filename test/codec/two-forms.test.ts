import { describe, expect, it } from 'vitest';
import { uint } from '../../src/codec/fixed.js';
import { Reading } from '../../src/codec/reading.js';
import { Struct } from '../../src/codec/struct.js';
import { mark, twoForms } from '../../src/codec/two-forms.js';
import { Writer } from '../../src/codec/writer.js';

/** One byte if its first bit is set, else two. */
const isShort = (b: Uint8Array, at: number) => (b[at] ?? 0) >= 0x80;
const struct = new Struct({
  short: mark('Short', 'one byte', isShort),
  value: twoForms(uint(16, 'Value', 'two bytes'), uint(8, 'Value', 'one byte'), {
    mark: 'short',
    other: isShort,
    seeds: [[0, 0], [0x80]],
  }),
  next: uint(8, 'Next', 'a byte behind it'),
});

const read = (...bytes: number[]) => {
  const r = new Reading(Uint8Array.from(bytes), 0, 0, bytes.length);
  return { v: struct.read(r), problem: r.problem, at: r.at };
};
const write = (given: object) => {
  const w = new Writer();
  struct.write(w, given);
  return [...w.copy()];
};

describe('twoForms', () => {
  it('reads the form that the bytes have, and marks the other one', () => {
    expect(read(0x12, 0x34, 0x56)).toEqual({
      v: { value: 0x1234, next: 0x56 },
      problem: '',
      at: 3,
    });
    expect(read(0x92, 0x34)).toEqual({
      v: { short: true, value: 0x92, next: 0x34 },
      problem: '',
      at: 2,
    });
  });

  it('writes the form that the mark says', () => {
    expect(write({ value: 0x1234, next: 1 })).toEqual([0x12, 0x34, 1]);
    expect(write({ short: true, value: 0x92, next: 1 })).toEqual([0x92, 1]);
    expect(write({ short: false, value: 0x12, next: 1 })).toEqual([0, 0x12, 1]);
  });

  it('leaves bytes of that form where a value is still to come', () => {
    expect(write({ next: 1 })).toEqual([0, 0, 1]);
    expect(write({ short: true, next: 1 })).toEqual([0x80, 1]);
  });

  it('a place keeps the form of what stands there', () => {
    const place = struct.find('value')?.cell.place;
    const long = Uint8Array.of(0, 0);
    const short = Uint8Array.of(0x80, 0);
    place?.put(long, 0, 0x1234);
    place?.put(short, 0, 0x93);
    expect([...long, ...short]).toEqual([0x12, 0x34, 0x93, 0]);
    expect(() => place?.put(short, 0, 0x100)).toThrow(/8 bits/);
  });

  it('says what is missing', () => {
    expect(read().problem).toMatch(/2 bytes, 0 left/);
    expect(read(0x12).problem).toMatch(/2 bytes, 1 left/);
  });

  it('a mark takes no bytes, and is no part of a trace', () => {
    const r = new Reading(Uint8Array.of(0x92, 0x34), 0, 0, 2);
    r.trace = [];
    struct.read(r);
    expect(r.trace.map(({ path, bit, width }) => [path.join(), bit, width])).toEqual([
      ['value', 0, 8],
      ['next', 8, 8],
    ]);
  });
});
