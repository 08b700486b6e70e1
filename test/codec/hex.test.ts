import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromHex, hexDigit, toHex } from '../../src/codec/hex.js';

it('gives back what it was given, as Node does', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (b) => {
      const text = Buffer.from(b).toString('hex');
      expect(toHex(b)).toBe(text);
      expect(fromHex(text)).toEqual(b);
      expect(fromHex(text.toUpperCase())).toEqual(b);
    }),
  );
});

it('writes a part', () => {
  const b = Uint8Array.of(1, 2, 0xa5, 4);
  expect([toHex(b, 1, 3), toHex(b, 2), toHex(b, 4), toHex(b, 3, 1)]).toEqual([
    '02a5',
    'a504',
    '',
    '',
  ]);
});

it.each(['0', 'abc', '0g', ' 00', '0 0 ', '0x00', '00:00', 'ａａ', '00\n'])(
  'refuses %j',
  (text) => {
    expect(fromHex(text)).toBeUndefined();
  },
);

it('knows the hex digits among all characters', () => {
  const known = Array.from({ length: 0x10000 }, (_, code) => code).filter((c) => hexDigit(c) >= 0);
  expect(String.fromCharCode(...known)).toBe('0123456789ABCDEFabcdef');
  expect([...'0123456789ABCDEFabcdef'].map((c) => hexDigit(c.charCodeAt(0)))).toEqual([
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 10, 11, 12, 13, 14, 15,
  ]);
});
