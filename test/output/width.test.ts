import fc from 'fast-check';
import stringWidth from 'string-width';
import { beforeAll, describe, expect, it } from 'vitest';
import { isPlain, loadWide, widthOf, wrapped } from '../../src/output/width.js';

beforeAll(loadWide);

const texts = fc.string({ unit: 'grapheme', maxLength: 120 });
const words = fc
  .array(fc.stringMatching(/^[!-~→…]{1,30}$/), { maxLength: 12 })
  .map((all) => all.join(' '));

describe('widths', () => {
  it('are those of string-width', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(widthOf(text)).toBe(stringWidth(text));
      }),
    );
  });

  it('of our own signs are one column, as a terminal’s borders are', () => {
    for (const sign of '–—→›…·×’') {
      expect(isPlain(sign)).toBe(true);
      expect(stringWidth(sign), sign).toBe(1);
    }
    for (const other of ['한', '\u0301', '\u200b', '\u001b', 'é', '│']) {
      expect(isPlain(other), other).toBe(false);
    }
  });
});

describe('wrapping', () => {
  it('comes to an end where there is no room', () => {
    for (const width of [1, 0, -3]) expect(wrapped('abc', width)).toEqual(['a', 'b', 'c']);
  });

  it('keeps to the width, whatever the script', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 60 }), (text, width) => {
        for (const line of wrapped(text, width)) {
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
        }
      }),
    );
  });

  it('loses no letter, and breaks between words where it can', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 4, max: 60 }), (text, width) => {
        const lines = wrapped(text, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        if (text.split(' ').every((word) => word.length <= width)) {
          expect(lines.join(' ')).toBe(text);
        }
      }),
    );
  });

  it('of long text takes no more than its length', () => {
    expect(wrapped('x'.repeat(100_000), 40)).toHaveLength(2500);
    expect(wrapped(' '.repeat(10), 4).join('').trim()).toBe('');
  });
});
