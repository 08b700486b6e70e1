import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lines } from '../../src/input/lines.js';

interface Got {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly more: boolean;
}

/** What comes out when the text comes in pieces. */
function cut(pieces: readonly string[]): Got[] {
  const got: Got[] = [];
  const lines = new Lines((text, { line, column }, more) => got.push({ text, line, column, more }));
  for (const piece of pieces) lines.add(piece);
  lines.end();
  return got;
}

const texts = (pieces: readonly string[]): string[] => cut(pieces).map(({ text }) => text);

describe('lines', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a\n', ['a']],
    ['a\nb', ['a', 'b']],
    ['a\r\nb\r\n', ['a', 'b']],
    ['a\rb\r', ['a', 'b']],
    ['a\n\rb', ['a', '', 'b']],
    ['\n\n', ['', '']],
    ['a\r\r\nb', ['a', '', 'b']],
    ['a\n b\r\n\nc\rd', ['a', ' b', '', 'c', 'd']],
  ])('%j', (text, lines) => {
    expect(texts([text])).toEqual(lines);
  });

  it('are the same however the text comes', () => {
    const part = fc.array(fc.constantFrom('\r', '\n', '\r\n', 'a', 'bc', 'x'.repeat(70_000)));
    fc.assert(
      fc.property(part, fc.array(fc.nat(200_000)), (parts, places) => {
        const text = parts.join('');
        const ends = [...places.map((place) => place % (text.length + 1)), text.length];
        ends.sort((a, b) => a - b);
        const pieces = ends.map((end, i) => text.slice(ends[i - 1] ?? 0, end));
        expect(cut(pieces)).toEqual(cut([text]));
      }),
    );
  });

  it('come in pieces when they are long, and say where each stands', () => {
    const got = cut([`short\n${'x'.repeat(150_000)}\nend`]);
    expect(got.map(({ text, ...where }) => ({ length: text.length, ...where }))).toEqual([
      { length: 5, line: 1, column: 1, more: false },
      { length: 65536, line: 2, column: 1, more: true },
      { length: 65536, line: 2, column: 65537, more: true },
      { length: 18928, line: 2, column: 131073, more: false },
      { length: 3, line: 3, column: 1, more: false },
    ]);
  });
});
