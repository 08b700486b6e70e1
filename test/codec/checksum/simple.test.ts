import { expect, it } from 'vitest';
import { adler32, fletcher16 } from '../../../src/codec/checksum/simple.js';

const ascii = (text: string) => new TextEncoder().encode(text);

it.each([
  ['abcde', 0xc8f0],
  ['abcdef', 0x2057],
  ['abcdefgh', 0x0627],
  ['', 0],
  // 0xff is zero modulo 255, as 0x00 is.
  ['\u0000', 0],
])("Fletcher's sum of %j", (text, sum) => {
  expect(fletcher16(ascii(text))).toBe(sum);
});

it("keeps Fletcher's sums modulo 255, not 256", () => {
  expect(fletcher16(new Uint8Array(1000).fill(0xff))).toBe(0);
  expect(fletcher16(Uint8Array.of(0xfe, 1))).toBe(0xfe00);
});

it.each([
  ['Wikipedia', 0x11e60398],
  ['', 1],
  ['a', 0x00620062],
])('Adler-32 of %j', (text, sum) => {
  expect(adler32(ascii(text))).toBe(sum);
});

it('keeps the sums of Adler-32 below 65521, and not negative', () => {
  // zlib's value for a megabyte of ones.
  expect(adler32(new Uint8Array(2 ** 20).fill(0xff))).toBe(adlerOfOnes(2 ** 20));
  expect(adler32(new Uint8Array(5552).fill(0xff))).toBeGreaterThan(2 ** 31);
});

/** a = 1 + 255 n, b = n + 255 n (n + 1) / 2. */
function adlerOfOnes(n: number): number {
  const a = (1 + 255 * n) % 65521;
  const b = Number((BigInt(n) + (255n * BigInt(n) * BigInt(n + 1)) / 2n) % 65521n);
  return b * 65536 + a;
}

it('both cover a part', () => {
  const b = ascii('xxWikipediayy');
  expect(adler32(b, 2, 11)).toBe(0x11e60398);
  expect(fletcher16(ascii('xabcdex'), 1, 6)).toBe(0xc8f0);
});
