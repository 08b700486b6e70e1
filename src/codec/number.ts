import { FieldError, shown } from './field.js';
import type { Names } from './names.js';

/** Decimal, 0x and 0b; `010` is refused, for it means 8 to some programs and 10 to others. */
export function parseNumber(text: string): number | bigint | undefined {
  // No field is wider than 64 bits, and long rows of digits take long.
  if (text.length > 80) return undefined;
  if (!/^(-?0|-?[1-9]\d*|0x[\da-f]+|0b[01]+)$/i.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

/** No name is longer, and to look for one takes the longer. */
const LONGEST_NAME = 200;

/** The number that was given: itself, written, or by name. */
export function numberFrom(given: unknown, known: Names | undefined): number | bigint {
  if (typeof given === 'number') return given;
  if (typeof given === 'bigint') {
    const value = Number(given);
    return Number.isSafeInteger(value) ? value : given;
  }
  if (typeof given === 'string') {
    const names = given.length > LONGEST_NAME ? undefined : known;
    const value = parseNumber(given) ?? names?.numberOf(given);
    if (value !== undefined) return value;
    if (/^0\d+$/.test(given)) {
      throw new FieldError('', `${shown(given)} could be octal: write it without the leading zero`);
    }
    if (names)
      throw new FieldError('', `no such name or number: ${shown(given)}${nearest(given, names)}`);
  }
  throw new FieldError('', `a number is needed, not ${shown(given)}`);
}

function nearest(given: string, names: Names): string {
  const all: string[] = [];
  for (const [, name] of names.entries()) all.push(name);
  const best = closest(given, all);
  return best ? `; did you mean '${best}'?` : '';
}

/** The word of the list that is fewest typing slips away, if any is near. */
export function closest(given: string, words: Iterable<string>): string | undefined {
  if (given.length > LONGEST_NAME) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(given.length / 3)) + 1;
  for (const word of words) {
    const d = slips(given.toLowerCase(), word.toLowerCase(), least);
    // A word of which no letter stays is another word.
    if (d < least && d < word.length) [best, least] = [word, d];
  }
  return best;
}

/** Letters to insert, drop, change or swap with their neighbour; `most` if it is that many. */
function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most) return most;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let d = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        d = Math.min(d, before[j - 2]! + 1);
      }
      row.push(d);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
