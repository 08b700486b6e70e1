import { statSync } from 'node:fs';
import { hexDigit } from '../codec/hex.js';

/** No part of a path may be longer: no question to the system then. */
const LONGEST_NAME = 255;

export const exists = (path: string): boolean =>
  path.length < 4096 &&
  path.split('/').every(({ length }) => length <= LONGEST_NAME) &&
  statSync(path, { throwIfNoEntry: false }) !== undefined;

const SEPARATORS = ' :-,';

/**
 * The bytes of one row of hex digits, in groups of one size or in a single one. Whatever else it
 * may be (an offset in front, a text behind, an error) is undefined here, for others to tell.
 */
export function plainHex(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length >> 1);
  let count = 0;
  let group = 0;
  let from = 0;
  for (let i = 0; i < text.length; ) {
    const high = hexDigit(text.charCodeAt(i));
    const low = hexDigit(text.charCodeAt(i + 1));
    if (high < 0 || low < 0) return undefined;
    bytes[count++] = high * 16 + low;
    i += 2;
    if (i < text.length && !SEPARATORS.includes(text[i] as string)) continue;
    // The last group may be shorter.
    if (i < text.length && group > 0 && i - from !== group) return undefined;
    if (group > 0 && i - from > group) return undefined;
    if (group === 0) group = i - from;
    if (i === text.length) break;
    from = ++i;
  }
  return count > 0 ? bytes.subarray(0, count) : undefined;
}
