import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesFromHex } from '../../src/input/hex-text.js';
import { InputError } from '../../src/input/input-error.js';

describe('hex text', () => {
  it.each([
    ['0a1B2c'],
    ['0a 1b 2c'],
    ['0a:1b:2c'],
    ['0a-1b-2c'],
    ['0A.1B2C'],
    ['0a, 1b, 2c'],
    ['0x0a 0x1b 0X2c'],
    ['0x0a1b2c'],
    ['0x0a,0x1b,0x2c'],
    ['  0a1b\r\n\t2c\n'],
    ['0 a 1 b 2 c'],
    ['0a1b\n2c'],
  ])('%j', (text) => {
    expect(bytesFromHex(text)).toEqual(Uint8Array.of(0x0a, 0x1b, 0x2c));
  });

  it('takes 0x for a prefix only where a byte begins', () => {
    expect(bytesFromHex('00 0x00 00 0x00')).toEqual(new Uint8Array(4));
    expect(() => bytesFromHex('0 0x1')).toThrow("'x' is not a hex digit (line 1, column 4)");
  });

  it('gives back any bytes, whatever stands between', () => {
    const gap = fc.constantFrom('', ' ', ':', '-', '\n', ', ', ' 0x');
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), gap, (b, between) => {
        const text = [...b].map((byte) => byte.toString(16).padStart(2, '0')).join(between);
        expect(bytesFromHex(text)).toEqual(b);
      }),
    );
  });

  it('is read in one go, however long', () => {
    const from = performance.now();
    expect(bytesFromHex('a5 '.repeat(1_000_000))).toHaveLength(1_000_000);
    expect(performance.now() - from).toBeLessThan(2000);
  });
});

/** Message and hint, as the command line prints them. */
function complaint(text: string): string {
  try {
    bytesFromHex(text);
  } catch (error) {
    if (error instanceof InputError) return `${error.message}\n  ${error.hint}`;
  }
  return 'none';
}

describe('what is no hex', () => {
  it.each([
    ['45 0g', "'g' is not a hex digit (line 1, column 5)\n  45 0g\n      ^"],
    ['g', "'g' is not a hex digit (line 1, column 1)\n  g\n  ^"],
    ['4500\n00zz\n11', "'z' is not a hex digit (line 2, column 3)\n  00zz\n    ^"],
    [
      '450',
      'an odd number of hex digits: the last one stands alone (line 1, column 3)\n  450\n    ^',
    ],
    [
      '45 0\n',
      'an odd number of hex digits: the last one stands alone (line 1, column 4)\n  45 0\n     ^',
    ],
    ['0x', 'no bytes to decode\n  tcpip decode 4500…, or pipe hex in'],
    ['', 'no bytes to decode\n  tcpip decode 4500…, or pipe hex in'],
    [' \n:-', 'no bytes to decode\n  tcpip decode 4500…, or pipe hex in'],
    // A whole character, not half of one.
    ['45😀', "'😀' is not a hex digit (line 1, column 3)\n  45😀\n    ^"],
    // What would steer the terminal is shown escaped, and the caret still stands below it.
    ['45\u001b[2m', "'\\u001b' is not a hex digit (line 1, column 3)\n  45\\u001b[2m\n    ^"],
    ['\u0007', "'\\u0007' is not a hex digit (line 1, column 1)\n  \\u0007\n  ^"],
    [
      '00\t0\u202e',
      "'\\u202e' is not a hex digit (line 1, column 5)\n  00\\u00090\\u202e\n           ^",
    ],
  ])('%j', (text, message) => {
    expect(complaint(text)).toBe(message);
  });

  it('is shown with what stands around it, of a long line', () => {
    const [first = '', line = '', caret = ''] = complaint(
      `${'ab '.repeat(100)}x ${'cd '.repeat(100)}`,
    ).split('\n');
    expect(first).toBe("'x' is not a hex digit (line 1, column 301)");
    expect(line.length).toBeLessThan(70);
    expect(line[caret.indexOf('^')]).toBe('x');
  });
});
