import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decoderOf } from '../../../src/input/hex/encodings.js';
import type { Language } from '../../../src/input/hex/language.js';
import { languages } from '../../../src/input/hex/languages.js';
import { literals } from '../../../src/input/hex/literals.js';
import { NumberList } from '../../../src/input/hex/number-list.js';
import { LARGEST } from '../../../src/input/hex/packet-bytes.js';
import { InputError } from '../../../src/input/input-error.js';
import { complaint, dialect, readAs } from './read-as.js';

/** Blocks of a dialect's name, a text, and what the program says of it. */
const cases = readFileSync(new URL('../literals/wrong.txt', import.meta.url), 'utf8')
  .split(/^== /m)
  .slice(1)
  .map((block) => /^(.*)\n([\s\S]*?)\n--\n([\s\S]*?)\n+$/.exec(block)?.slice(1) ?? [block]);

describe('what is wrong in a literal', () => {
  it.each(cases)('%s: %s', (name = '', text = '', expected = '') => {
    expect(complaint(name, text)).toBe(expected);
    // The place is the same when the line comes in pieces.
    expect(complaint(name, text, 40).split('\n')[0]).toBe(expected.split('\n')[0]);
  });

  it('shows no control character raw', () => {
    expect(complaint('C source', 'char x[] = "\u001b\u0007\\y"')).toBe(
      'an escape that is not known here (line 1, column 15)\n' +
        '  char x[] = "\\u001b\\u0007\\y"\n                          ^',
    );
    expect(complaint('Python source', "bytes.fromhex('45\u009b')").split('\n')[0]).toBe(
      "'\\u009b' is not a hex digit (line 1, column 18)",
    );
  });
});

describe('any text at all', () => {
  const names = literals.map(({ name }) => name);
  const pieces = [
    '[',
    ']',
    '{',
    '}',
    '(',
    ')',
    ',',
    '-',
    '.',
    '...',
    '=',
    ';',
    ':',
    '"',
    "'",
    "b'",
  ];
  const more = [
    '\\',
    '\\x4',
    '\\x45',
    '\\0',
    '\n',
    ' ',
    '/*',
    '*/',
    '//',
    '0x45',
    '69',
    '010',
    '<',
  ];
  const words = ['x', 'u8', 'byte', 'Buffer.from(', "'hex'", 'bytes.fromhex(', '%41', '>'];
  const others = ['<Buffer ', 'RQAA', 'new ', '(byte)', 'é', '\ud800', '\0', '\u001b', '&', '"""'];
  const text = fc
    .array(fc.oneof(fc.constantFrom(...pieces, ...more, ...words, ...others), fc.string()), {
      maxLength: 24,
    })
    .map((parts) => parts.join(''));

  it('is read or refused with a place, the same however it is cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), text, fc.nat(9), (name, written, piece) => {
        const [whole, cut] = [outcome(name, written), outcome(name, written, piece + 1)];
        expect(cut).toEqual(whole);
      }),
      { numRuns: 2000 },
    );
  });

  /** The packets, or the first line of the complaint; anything but an InputError is thrown. */
  function outcome(name: string, written: string, piece?: number): unknown {
    try {
      return readAs(name, written, piece).packets;
    } catch (error) {
      if (error instanceof InputError) return error.message;
      throw error;
    }
  }
});

describe('texts without an end', () => {
  const tooLarge = 'a packet of more than 16 MiB';

  it('stop at 16 MiB', () => {
    const reader = dialect('base64').open({ emit() {}, notice() {} });
    const piece = 'AAAA'.repeat(1 << 14);
    expect(() => {
      for (let size = 0; size <= LARGEST; size += 1 << 14) {
        reader.read(piece, { line: 1, column: 1 }, true);
      }
    }).toThrow(tooLarge);
  }, 60_000);

  it('stop there as lists and as strings', () => {
    const list = new NumberList(languages[0] as Language);
    list.bytes.addAll(new Uint8Array(LARGEST - 1));
    expect([list.word('1'), list.mark(','), list.word('1')]).toEqual([
      undefined,
      undefined,
      tooLarge,
    ]);
    for (const encoding of ['hex', 'base64', 'ascii', 'latin1', 'utf8'] as const) {
      const decoder = decoderOf(encoding);
      decoder.bytes.addAll(new Uint8Array(LARGEST));
      expect([decoder.letter(0x41, false), decoder.letter(0x41, false)]).toContain(tooLarge);
    }
  });

  it('refuses endless names', () => {
    expect(() => readAs('C source', 'x'.repeat(1 << 20), 1 << 16)).toThrow('too long for a name');
  });
});
