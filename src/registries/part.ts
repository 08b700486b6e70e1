import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const PART = 4096;
/** Holds the number of a line that begins in it, whatever stands before. */
const START = 256;

/** Where parts begin was asked before: the number of the first whole line, if there is one. */
const firsts = new Map<string, number | undefined>();

/** The lines of a table around a number's, whole ones but for the first. */
export function partAround(path: string, value: number): string {
  const descriptor = openSync(path, 'r');
  try {
    return partOf(path, descriptor, value);
  } finally {
    closeSync(descriptor);
  }
}

/** Found by halving: the part that the number's line begins in, and those beside it. */
function partOf(path: string, descriptor: number, value: number): string {
  const buffer = Buffer.allocUnsafe(3 * PART);
  const read = (part: number, length: number): string =>
    buffer.toString('latin1', 0, readSync(descriptor, buffer, 0, length, part * PART));
  const firstIn = (part: number): number | undefined => {
    const key = `${path} ${part}`;
    if (!firsts.has(key)) {
      const found = /\n(\w+)/.exec(read(part, START))?.[1];
      firsts.set(key, found === undefined ? undefined : Number(found));
    }
    return firsts.get(key);
  };
  let low = 0;
  let high = Math.ceil(fstatSync(descriptor).size / PART);
  while (low < high) {
    const middle = (low + high) >> 1;
    const first = firstIn(middle);
    if (first !== undefined && first <= value) low = middle + 1;
    else high = middle;
  }
  const text = read(Math.max(0, low - 2), 3 * PART);
  return text.slice(0, text.lastIndexOf('\n') + 1);
}
