import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  getBits,
  getBytes,
  littleReader,
  littleSetter,
  putBits,
  putBytes,
  reader,
  setter,
} from '../../src/codec/bits.js';
import { fromHex, toHex } from './toy.js';

/** The bits one by one: slow, and plainly right. */
const naive = (b: Uint8Array, bit: number, width: number): number =>
  Number(
    `0b${[...b]
      .map((byte) => byte.toString(2).padStart(8, '0'))
      .join('')
      .slice(bit, bit + width)}`,
  );

/** A row of bytes, and a place in it. */
const place = fc
  .record({
    b: fc.uint8Array({ minLength: 10, maxLength: 14 }),
    offset: fc.nat(2),
    bit: fc.nat(9),
    width: fc.integer({ min: 1, max: 53 }),
  })
  .map((one) => ({ ...one, at: one.offset * 8 + one.bit }));

describe('reader', () => {
  it('gives the bits that stand there, for every width, place and offset', () => {
    fc.assert(
      fc.property(place, ({ b, offset, bit, width, at }) => {
        const expected = naive(b, at, width);
        expect(reader(bit, width)(b, offset)).toBe(expected);
        expect(getBits(b, offset, bit, width)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['8 bits', 0, 8, 0xff],
    ['16 bits', 0, 16, 0xffff],
    ['32 bits, not negative', 0, 32, 0xffffffff],
    ['48 bits', 0, 48, 2 ** 48 - 1],
    ['53 bits', 3, 53, 2 ** 53 - 1],
    ['13 bits behind 3', 3, 13, 0x1fff],
    ['32 bits across five bytes', 4, 32, 0xffffffff],
  ])('gives all ones for %s', (_, bit, width, expected) => {
    expect(reader(bit, width)(new Uint8Array(8).fill(0xff), 0)).toBe(expected);
  });

  it('finds bits beyond the first 256 MiB, where a place in bits needs more than 31 of them', () => {
    const far = { 300000000: 0x12, 300000001: 0x34 } as unknown as Uint8Array;
    expect(getBits(far, 300000000, 4, 8)).toBe(0x23);
  });
});

describe('setter', () => {
  it('writes its own bits and no others, whatever stood there', () => {
    fc.assert(
      fc.property(place, fc.maxSafeNat(), ({ b, offset, bit, width, at }, seed) => {
        const value = seed % 2 ** width;
        for (const put of [
          setter(bit, width),
          (x: Uint8Array, o: number, v: number) => putBits(x, o, bit, width, v),
        ]) {
          const after = b.slice();
          put(after, offset, value);
          expect(naive(after, at, width)).toBe(value);
          const end = at + width;
          expect(naive(after, 0, at) || 0).toBe(naive(b, 0, at) || 0);
          expect([...after].slice((end + 7) >> 3)).toEqual([...b].slice((end + 7) >> 3));
          const tail = -end & 7;
          if (tail) expect(naive(after, end, tail)).toBe(naive(b, end, tail));
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('whole bytes', () => {
  it.each([
    [1, 0xfe, 'fe'],
    [3, 0x010203, '010203'],
    [6, 0x0102030405ff, '0102030405ff'],
  ])('%i of them, most significant first', (size, value, hex) => {
    const b = new Uint8Array(size + 2).fill(0xa5);
    putBytes(b, 1, size, value);
    expect(toHex(b)).toBe(`a5${hex}a5`);
    expect(getBytes(b, 1, size)).toBe(value);
  });

  it.each([
    [8, 0x81, '81'],
    [16, 0x8102, '0281'],
    [32, 0xfedcba98, '98badcfe'],
    [48, 0x0102030405ff, 'ff0504030201'],
  ])('%i bits, least significant first', (width, value, hex) => {
    const b = new Uint8Array(width / 8 + 2).fill(0xa5);
    littleSetter(8, width)(b, 0, value);
    expect(toHex(b)).toBe(`a5${hex}a5`);
    expect(littleReader(8, width)(b, 0)).toBe(value);
    expect(littleReader(0, width)(fromHex(hex), 0)).toBe(value);
  });
});
