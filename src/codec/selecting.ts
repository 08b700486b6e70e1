import type { Reader } from './bits.js';
import { type ByteRule, byteRule, byteSays } from './byte-rule.js';
import type { Cell } from './field.js';
import { twoBytes, twoBytesAt } from './two-bytes.js';

/** Gives the number of the next protocol; negative: none. */
type Ask = (bytes: Uint8Array, start: number, body: number, end: number) => number;

/** The same of a field, or of the lower or greater one of two. */
interface SelectField {
  readonly by: Reader;
  readonly and?: Reader;
  readonly take?: 'lower' | 'greater';
  /** Lesser numbers say nothing of what follows. */
  readonly from?: number;
}

export type Selector = Ask | SelectField;

const ASK = 0;
const BYTE = 1;
const BITS = 2;
const WORD = 3;
const LOWER = 4;
const GREATER = 5;
type How = typeof ASK | typeof BYTE | typeof BITS | typeof WORD | typeof LOWER | typeof GREATER;

/** As data: to call a function that differs from protocol to protocol takes longer. */
export interface Selecting {
  readonly how: How;
  /** Where the byte or the two bytes stand, and the two others. */
  readonly at: number;
  readonly and: number;
  readonly from: number;
  readonly byte: ByteRule | undefined;
  readonly ask: Ask;
}

export function selecting(selector: Selector, head: readonly Cell[]): Selecting {
  const plain = { at: -1, and: -1, from: 0, byte: undefined };
  if (typeof selector === 'function') {
    const byte = byteRule(selector, head);
    if (byte) {
      const how = byte.whole ? BYTE : BITS;
      return { ...plain, how, at: byte.at, byte, ask: selector };
    }
    // Equal only if it is one.
    const at = twoBytesAt(selector as Reader, head);
    return { ...plain, how: at < 0 ? ASK : WORD, at, ask: selector };
  }
  const { by, and = by, take, from = 0 } = selector;
  const pick = take === 'lower' ? Math.min : Math.max;
  const ask: Ask = (bytes, start) => {
    const number = pick(by(bytes, start), and(bytes, start));
    return number >= from ? number : -1;
  };
  const [at, other] = [twoBytesAt(by, head), twoBytesAt(and, head)];
  const how = take === undefined ? WORD : take === 'lower' ? LOWER : GREATER;
  return { ...plain, how: at < 0 || other < 0 ? ASK : how, at, and: other, from, ask };
}

export function numberBy(
  { how, at, and, from, byte, ask }: Selecting,
  bytes: Uint8Array,
  start: number,
  body: number,
  end: number,
): number {
  if (how === BYTE) return bytes[start + at] as number;
  if (how === ASK) return ask(bytes, start, body, end);
  if (how === BITS) return byteSays(byte as ByteRule, bytes, start);
  let number = twoBytes(bytes, start + at);
  if (how !== WORD) {
    const other = twoBytes(bytes, start + and);
    if (how === LOWER ? other < number : other > number) number = other;
  }
  return number >= from ? number : -1;
}
