import { hexDigit } from '../../codec/hex.js';

/** Which escapes a language has in its strings. */
export interface Escapes {
  /** The letters that may follow a backslash alone; each stands for what C means by it. */
  readonly simple: string;
  /**
   * Octal digits after a backslash, at least and at most; a lone `\0` where it has no octal; up to
   * three decimal digits.
   */
  readonly digits: readonly [number, number] | 'zero' | 'decimal';
  /** C's `\x` takes every hex digit that follows, the others take two. */
  readonly greedy?: boolean;
  readonly unicode?: boolean;
  /** `\xe9` is the character é, not the byte. */
  readonly points?: boolean;
  /** Three quotes are around a string of several lines. */
  readonly triple?: boolean;
}

const SIMPLE: Record<string, number> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  e: 27,
  '"': 34,
  "'": 39,
  '?': 63,
  '\\': 92,
};

/** Letters of the longest escape, `\U0010ffff`: so many are needed to know where one ends. */
export const LONGEST_ESCAPE = 12;

export interface Letter {
  readonly value: number;
  /** A byte as it stands; else a character of text. */
  readonly byte: boolean;
  /** How many letters it took. */
  readonly length: number;
}

/** The escape whose backslash stands at `at`, or what is wrong with it. */
export function escapeAt(text: string, at: number, rules: Escapes): Letter | string {
  const kind = text.charAt(at + 1);
  if (kind === 'x') return hexEscape(text, at, rules);
  if (kind === 'u' || kind === 'U') {
    return rules.unicode ? unicodeEscape(text, at) : unknown(kind);
  }
  if (kind >= '0' && kind <= '9') {
    return rules.digits === 'decimal' ? decimalEscape(text, at) : octalEscape(text, at, rules);
  }
  const value = SIMPLE[kind];
  if (value === undefined || !rules.simple.includes(kind)) return unknown(kind);
  return { value, byte: !rules.points, length: 2 };
}

function unknown(kind: string): string {
  return kind === '' ? 'nothing follows this backslash' : 'an escape that is not known here';
}

function hexEscape(text: string, at: number, rules: Escapes): Letter | string {
  const digits = digitsAt(text, at + 2, rules.greedy ? 4 : 2);
  if (digits === 0 || (!rules.greedy && digits < 2)) return "'\\x' needs two hex digits";
  // What C does with a third digit is hardly ever what was meant, and a compiler refuses most.
  if (digits > 2) return "C takes every hex digit after '\\x', here more than two";
  const first = hexDigit(text.charCodeAt(at + 2));
  const value = digits === 1 ? first : first * 16 + hexDigit(text.charCodeAt(at + 3));
  return { value, byte: !rules.points, length: 2 + digits };
}

function unicodeEscape(text: string, at: number): Letter | string {
  const braced = /^\\u\{([\da-fA-F]{1,6})\}/.exec(text.slice(at, at + LONGEST_ESCAPE));
  const size = text.charAt(at + 1) === 'u' ? 4 : 8;
  const digits = braced?.[1] ?? text.slice(at + 2, at + 2 + size);
  const value = Number.parseInt(digits, 16);
  if (!braced && digitsAt(text, at + 2, size) < size) return 'an escape with too few hex digits';
  if (value > 0x10ffff) return 'no such character';
  return { value, byte: false, length: braced ? braced[0].length : 2 + size };
}

function decimalEscape(text: string, at: number): Letter | string {
  const digits = /^\d+/.exec(text.slice(at + 1, at + 4))?.[0] as string;
  const value = Number(digits);
  return value > 255
    ? 'a decimal escape over 255'
    : { value, byte: true, length: 1 + digits.length };
}

function octalEscape(text: string, at: number, rules: Escapes): Letter | string {
  const [least, most] = typeof rules.digits === 'string' ? [1, 1] : rules.digits;
  const digits = /^[0-7]*/.exec(text.slice(at + 1, at + 1 + most))?.[0] as string;
  const after = text.charAt(at + 2);
  if (rules.digits === 'zero' && (digits !== '0' || (after >= '0' && after <= '9'))) {
    return 'octal escapes are not known here';
  }
  if (digits.length < least) return 'an octal escape has three digits from 0 to 7 here';
  const value = Number.parseInt(digits, 8);
  if (value > 255) return 'an octal escape over 255';
  return { value, byte: !rules.points, length: 1 + digits.length };
}

/** How many hex digits stand there, up to `most`. */
function digitsAt(text: string, from: number, most: number): number {
  let count = 0;
  while (count < most && hexDigit(text.charCodeAt(from + count)) >= 0) count++;
  return count;
}
