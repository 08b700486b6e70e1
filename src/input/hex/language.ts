import { hexDigit } from '../../codec/hex.js';
import type { Encoding } from './encodings.js';
import type { Escapes } from './escapes.js';

/** How a programming language writes bytes down. */
export interface Language {
  readonly name: string;
  /** What gives it away in a text, and how surely, from 0 to 1. */
  readonly tells: readonly (readonly [RegExp, number])[];
  /** The bracket around a list of numbers, if it has lists. */
  readonly list?: '{' | '[';
  readonly numbers: Numbers;
  /** Types: in casts, between brackets, before a list's brace. */
  readonly types?: readonly string[];
  /** What may stand before a packet within a list of packets. */
  readonly makers?: readonly string[];
  /** Calls by the end of their name, and what stands in them; `told`: the second string says. */
  readonly calls?: Readonly<Record<string, Encoding | 'list' | 'told'>>;
  /** What a string holds that stands in none of these calls, by its prefix. */
  readonly strings?: Readonly<Record<string, Encoding>>;
  readonly escapes: Escapes;
  /** A single quote with this prefix is around a character, which is a number. */
  readonly chars?: string;
  /** Between brackets before a list stands how many elements it has. */
  readonly sized?: true;
  /** What ends a string's packet, outside of brackets, when no other token does. */
  readonly ends?: 'line' | 'blank line';
}

interface Numbers {
  /** What may stand behind the digits. */
  readonly suffix: RegExp;
  /** A leading zero makes a number octal. */
  readonly octal?: true;
}

const NUMBER = /^(?:0[xX]([\da-fA-F_]+?)|0[bB]([01_]+)|0[oO]([0-7_]+)|(0|[1-9][\d_]*))$/;

/** The number that the word is, or what is wrong with it. */
export function numberOf(word: string, rules: Numbers): number | string {
  const most = shortNumber(word);
  if (most >= 0) return most;
  const suffix = rules.suffix.exec(word)?.[0] ?? '';
  const digits = suffix === '' ? word : word.slice(0, -suffix.length);
  if (/^0\d/.test(digits)) {
    if (!rules.octal) return `'${word}' has a leading zero: octal or decimal`;
    if (!/^[0-7]+$/.test(digits)) return `'${word}' has a leading zero, but is not octal`;
    return inRange(word, Number.parseInt(digits, 8));
  }
  const [, hex, binary, octal, decimal] = NUMBER.exec(digits) ?? [];
  if (hex !== undefined) return inRange(word, Number.parseInt(hex.replaceAll('_', ''), 16));
  if (binary !== undefined) return inRange(word, Number.parseInt(binary.replaceAll('_', ''), 2));
  if (octal !== undefined) return inRange(word, Number.parseInt(octal.replaceAll('_', ''), 8));
  if (decimal !== undefined) return inRange(word, Number.parseInt(decimal.replaceAll('_', ''), 10));
  return none(word);
}

/** What nearly all numbers are, `0x45` and `69`, read at once; negative: it is something else. */
function shortNumber(word: string): number {
  const { length } = word;
  const first = hexDigit(word.charCodeAt(0));
  if (length === 1 || (length <= 3 && first > 0)) {
    let value = 0;
    for (let i = 0; i < length; i++) {
      const digit = word.charCodeAt(i) - 48;
      if (digit < 0 || digit > 9) return -1;
      value = value * 10 + digit;
    }
    return value <= 255 ? value : -1;
  }
  if (length !== 4 || first !== 0 || word.charAt(1) !== 'x') return -1;
  const high = hexDigit(word.charCodeAt(2));
  const low = hexDigit(word.charCodeAt(3));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function inRange(word: string, value: number): number | string {
  if (Number.isNaN(value)) return none(word);
  return value > 255 ? `${word} is more than a byte holds` : value;
}

function none(word: string): string {
  const shown = word.length > 24 ? `${word.slice(0, 24)}…` : word;
  if (/^[\da-fA-F]+$/.test(word)) return `'${shown}' is no number: hex has 0x before it here`;
  return `'${shown}' stands where a number should`;
}
