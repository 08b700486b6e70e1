import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fold,
  internetChecksum,
  sum16,
  updateChecksum,
} from '../../../src/codec/checksum/internet.js';
import { fromHex } from '../toy.js';

/** Word by word with the carry put back at once, as RFC 1071, 4.1 does. */
function naiveSum(b: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 2) {
    sum += ((b[i] ?? 0) << 8) | (i + 1 < to ? (b[i + 1] ?? 0) : 0);
    if (sum > 0xffff) sum -= 0xffff;
  }
  return sum;
}

describe('sum16', () => {
  // RFC 1071, 3: the numerical example, and the same bytes without the last.
  it.each([
    ['0001 f203 f4f5 f6f7', 0xddf2],
    ['0001 f203 f4f5 f6', 0xdcfb],
    ['', 0],
    ['ff', 0xff00],
    ['ffff', 0xffff],
    ['ffff ffff', 0xffff],
    ['ffff 0001', 1],
  ])('%j -> %i', (hex, sum) => {
    const b = fromHex(hex);
    expect(sum16(b, 0, b.length)).toBe(sum);
  });

  it('agrees with the plain sum for any slice of any view, of shared memory too', () => {
    const slice = fc.record({
      lead: fc.nat(9),
      b: fc.uint8Array({ maxLength: 200 }),
      from: fc.nat(200),
      size: fc.nat(200),
      shared: fc.boolean(),
    });
    fc.assert(
      fc.property(slice, ({ lead, b, from, size, shared }) => {
        const length = lead + b.length + 5;
        const buffer = shared ? new SharedArrayBuffer(length) : new ArrayBuffer(length);
        new Uint8Array(buffer).fill(0xa5);
        const view = new Uint8Array(buffer, lead, b.length);
        view.set(b);
        const start = Math.min(from, b.length);
        const end = Math.min(start + size, b.length);
        const expected = naiveSum(b, start, end);
        // 0x0000 and 0xffff are the same number: only a row of zeros may give the first.
        expect(sum16(view, start, end)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([2, 60])('follows from buffer to buffer, of %i bytes, and sees changes', (size) => {
    const a = new Uint8Array(size);
    const b = new Uint8Array(size);
    a.set([1, 2]);
    b.set([3, 4]);
    const sum = (row: Uint8Array) => sum16(row, 0, size);
    expect([sum(a), sum(b), sum(a)]).toEqual([0x102, 0x304, 0x102]);
    a[1] = 9;
    expect(sum(a)).toBe(0x109);
  });

  it('does not overflow on 64 KiB of ones', () => {
    expect(sum16(new Uint8Array(65536).fill(0xff), 0, 65536)).toBe(0xffff);
    expect(sum16(new Uint8Array(65535).fill(0xff), 0, 65535)).toBe(0xff00);
  });
});

it.each([
  [0, 0],
  [0xffff, 0xffff],
  [0x10000, 1],
  [0x1ffff, 1],
  [0x1fffe, 0xffff],
  [2 ** 48 - 1, 0xffff],
])('folds %i into %i', (sum, expected) => {
  expect(fold(sum)).toBe(expected);
});

describe('internetChecksum', () => {
  it.each([
    ["RFC 1071's example", '0001 f203 f4f5 f6f7', 0x220d],
    ['an IPv4 header', '4500 0073 0000 4000 4011 0000 c0a8 0001 c0a8 00c7', 0xb861],
    ['nothing', '', 0xffff],
  ])('%s', (_, hex, sum) => {
    expect(internetChecksum(fromHex(hex))).toBe(sum);
  });

  it('does not depend on where the bytes are cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }), (pieces) => {
        const whole = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
        expect(internetChecksum(...pieces)).toBe(~naiveSum(whole, 0, whole.length) & 0xffff);
      }),
      { numRuns: 1000 },
    );
  });

  it('is exact for pieces far beyond a packet', () => {
    const size = 12 * 2 ** 20 + 3;
    const b = new Uint8Array(size).fill(0xff);
    b[size - 1] = 0xfe;
    expect(internetChecksum(b)).toBe(~naiveSum(b, 0, size) & 0xffff);
  });
});

describe('updateChecksum', () => {
  // RFC 1624, 4: the two ways to get zero, of which only equation 3 gives the right one.
  it.each([
    [0xdd2f, 0x5555, 0x3285, 0x0000],
    [0x0000, 0x3285, 0x5555, 0xdd2f],
    [0x1234, 0xabcd, 0xabcd, 0x1234],
  ])('%i, word %i to %i: %i', (checksum, before, after, expected) => {
    expect(updateChecksum(checksum, before, after)).toBe(expected);
  });

  it('gives what computing anew gives', () => {
    const word = fc.nat(0xffff);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 60 }), word, (b, after) => {
        // As in any real header, something beside the word is not zero.
        b[0] = 0x45;
        const at = 2;
        const before = ((b[at] ?? 0) << 8) | (b[at + 1] ?? 0);
        const old = internetChecksum(b);
        b[at] = after >> 8;
        b[at + 1] = after;
        expect(updateChecksum(old, before, after)).toBe(internetChecksum(b));
      }),
      { numRuns: 2000 },
    );
  });
});
