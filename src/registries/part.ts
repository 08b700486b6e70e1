import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const PART = 4096;
/** Holds the number of a line that begins in it, whatever stands before. */
const START = 256;

/**
 * The lines of a table around a number's, whole ones but for the first; undefined where the table
 * is small. To read the largest one takes longer than to decode a packet, which asks for two
 * numbers of it.
 */
export function partAround(path: string, value: number): string | undefined {
  const descriptor = openSync(path, 'r');
  try {
    const { size } = fstatSync(descriptor);
    return size > 3 * PART ? partOf(descriptor, size, value) : undefined;
  } finally {
    closeSync(descriptor);
  }
}

/** Found by halving: the part that the number's line begins in, and those beside it. */
function partOf(descriptor: number, size: number, value: number): string {
  const buffer = Buffer.allocUnsafe(3 * PART);
  const read = (part: number, length: number): string =>
    buffer.toString('latin1', 0, readSync(descriptor, buffer, 0, length, part * PART));
  let low = 0;
  let high = Math.ceil(size / PART);
  while (low < high) {
    const middle = (low + high) >> 1;
    const first = /\n(\w+)/.exec(read(middle, START))?.[1];
    if (first !== undefined && Number(first) <= value) low = middle + 1;
    else high = middle;
  }
  const text = read(Math.max(0, low - 2), 3 * PART);
  return text.slice(0, text.lastIndexOf('\n') + 1);
}
