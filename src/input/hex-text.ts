import { hexDigit } from '../codec/hex.js';
import { visible } from '../output/visible.js';
import { InputError } from './input-error.js';

/** Between digits these stand for nothing. */
const SEPARATORS = new Set(' \t\r\n:-.,');

/** Plain hex with any separators, `0x` before a byte or a word; a stray letter is an error. */
export function bytesFromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length >> 1);
  let count = 0;
  let high = -1;
  let highAt = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] as string;
    if (SEPARATORS.has(letter)) continue;
    if (letter === '0' && (text[i + 1] === 'x' || text[i + 1] === 'X') && high < 0) {
      i++;
      continue;
    }
    const digit = hexDigit(text.charCodeAt(i));
    if (digit < 0) throw at(text, i, `${quoted(text, i)} is not a hex digit`);
    if (high < 0) {
      high = digit;
      highAt = i;
    } else {
      bytes[count++] = high * 16 + digit;
      high = -1;
    }
  }
  if (high >= 0) throw at(text, highAt, 'an odd number of hex digits: the last one stands alone');
  if (count === 0) throw new InputError('no bytes to decode', 'tcpip decode 4500…, or pipe hex in');
  return bytes.subarray(0, count);
}

function quoted(text: string, at: number): string {
  return `'${visible(String.fromCodePoint(text.codePointAt(at) as number))}'`;
}

/** The line of the text with a caret under the place. */
function at(text: string, index: number, what: string): InputError {
  const before = text.slice(0, index);
  const line = before.split('\n').length;
  const start = before.lastIndexOf('\n') + 1;
  const column = index - start;
  const end = text.indexOf('\n', index);
  const whole = text.slice(start, end < 0 ? undefined : end);
  // Of a long line, what stands around the place.
  const from = Math.max(0, column - 30);
  const shown = visible(whole.slice(from, from + 60));
  const caret = ' '.repeat(visible(whole.slice(from, column)).length);
  return new InputError(`${what} (line ${line}, column ${column + 1})`, `${shown}\n  ${caret}^`);
}
