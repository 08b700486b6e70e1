import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pattern } from '../../src/filter/pattern.js';
import { PatternError } from '../../src/filter/pattern-parse.js';

const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

function matches(pattern: string, text: string): boolean {
  const bytes = latin1(`#${text}#`);
  return new Pattern(latin1(pattern)).test(bytes, 1, bytes.length - 1);
}

/** Patterns, and texts that match (before the bar) or do not. */
const CASES: readonly (readonly [pattern: string, yes: string[], no: string[]])[] = [
  ['abc', ['abc', 'xABCx'], ['ab', 'acb']],
  ['^abc$', ['abc', 'ABC', 'abc\n'], ['abcd', ' abc', 'abc\n\n']],
  ['\\Aabc\\z', ['abc'], ['abc\n']],
  ['\\Aabc\\Z', ['abc', 'abc\n'], ['abc\nx']],
  ['(?m)^b$', ['a\nb\nc'], ['a\nbc']],
  ['a.c', ['abc', 'a\xffc', 'a\0c'], ['a\nc', 'ac']],
  ['(?s)a.c', ['a\nc'], ['ac']],
  ['(?-i)aBc', ['aBc'], ['abc']],
  ['a(?-i)B(?i)c', ['aBC', 'ABc'], ['abc']],
  ['a(?-i:B)c', ['ABC'], ['Abc']],
  ['(?x) a b # c\n c', ['abc'], ['a b']],
  ['a{2,3}b', ['aab', 'aaab'], ['ab']],
  ['^a{2}$', ['aa'], ['a', 'aaa']],
  ['^a{2,}$', ['aa', 'aaaaa'], ['a']],
  ['a{,2}', ['a{,2}'], ['a']],
  ['^(ab|cd)+?$', ['ab', 'abcd'], ['abc', '']],
  ['^(?:a|b)*c?$', ['', 'abab', 'bc'], ['abcc']],
  ['[a-c]x', ['bx', 'BX'], ['dx']],
  ['^[^a-c]$', ['d', '\n', '\xe9'], ['b', 'B']],
  ['[]a]', [']', 'a'], ['b']],
  ['[a\\]-]', ['-', ']'], ['b']],
  ['^[\\d_]+$', ['12_3'], ['12a']],
  ['[[:alpha:]]{3}', ['abc'], ['a1b']],
  ['^[[:^digit:]]+$', ['abc'], ['ab1']],
  ['\\bcat\\b', ['a cat.', 'cat'], ['concat', 'cats']],
  ['\\Bcat', ['concat'], ['cat']],
  ['\\x41\\x{42}\\103', ['abc'], ['ab']],
  ['\\.\\*\\\\', ['.*\\'], ['xx\\']],
  ['\\Qa.b\\E+', ['a.b'], ['axb']],
  ['\\w+@\\w+\\.\\w{2,3}', ['me@example.org'], ['me@org']],
  ['\\s\\S\\h\\d\\D', ['\tx 5x'], ['xx 5x']],
  ['(?P<n>a)(?<m>b)(?#c)', ['ab'], ['a']],
  ['', ['', 'x'], []],
  ['a||b', ['', 'c'], []],
];

describe('a pattern', () => {
  it.each(CASES)('%s', (pattern, yes, no) => {
    for (const text of yes) expect([text, matches(pattern, text)]).toEqual([text, true]);
    for (const text of no) expect([text, matches(pattern, text)]).toEqual([text, false]);
  });

  it.each(
    '( ) a( [a [z-a] * a** a{3,2} a{9999} \\ (?=a) (?!a) (?<=a) (?>a) (a)\\1 a++ \\y [[:x:]] (*F) \\x{100}'.split(
      ' ',
    ),
  )('is refused: %s', (pattern) => {
    expect(() => new Pattern(latin1(pattern))).toThrow(PatternError);
  });

  const letter = fc.constantFrom(
    'a',
    'b',
    'c',
    '.',
    '[ab]',
    '[^a]',
    '\\d',
    '\\b',
    '^',
    '$',
    '(?:)',
  );
  const { any } = fc.letrec<{ any: string }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      letter,
      fc.array(tie('any'), { maxLength: 4 }).map((all) => all.join('')),
      fc.tuple(tie('any'), tie('any')).map(([a, b]) => `(?:${a}|${b})`),
      fc
        .tuple(tie('any'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{0,}', '*?'))
        .map(([a, sign]) => `(?:${a})${sign}`),
    ),
  }));

  it('finds what an engine that tries all ways finds', () => {
    let found = 0;
    const text = fc.string({ unit: fc.constantFrom('a', 'B', 'c', '1', ' '), maxLength: 8 });
    fc.assert(
      fc.property(any, text, (pattern, given) => {
        const expected = new RegExp(pattern, 'i').test(given);
        if (expected) found++;
        expect(matches(pattern, given)).toBe(expected);
      }),
      { numRuns: 5000 },
    );
    expect(found).toBeGreaterThan(500);
  });

  it('never tries one way after the other', () => {
    const many = 'a'.repeat(100_000);
    for (const pattern of ['(a+)+b', '(a|a)*b', '(a*)*(a*)*b', '(a|aa)+$x', '(.*)(.*)(.*)(.*)b']) {
      expect(matches(pattern, many)).toBe(false);
    }
    expect(matches('(a|b)*a(a|b){12}c', `${'abbab'.repeat(20_000)}`)).toBe(false);
  });
});
