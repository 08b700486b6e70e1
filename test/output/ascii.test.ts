import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ascii, escapedAscii } from '../../src/output/ascii.js';

it('our own signs have an older form, other letters a number', () => {
  expect(ascii('a → b › 1–2 … · ×')).toBe('a -> b > 1-2 ... . x');
  expect(ascii('é한👍')).toBe('\\u{e9}\\u{d55c}\\u{1f44d}');
  expect(ascii('plain {text} \\u')).toBe('plain {text} \\u');
});

it('a packet’s own text has no signs of ours', () => {
  expect(escapedAscii('→ –')).toBe('\\u{2192} \\u{2013}');
});

it('nothing else is left of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII.
      expect(ascii(text)).toMatch(/^[\u0000-\u007f]*$/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII.
      expect(escapedAscii(text)).toMatch(/^[\u0000-\u007f]*$/);
    }),
  );
});
