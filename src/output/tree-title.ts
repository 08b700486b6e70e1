import type { Out } from '../codec/out.js';

const SPACE = 32;
const TILDE = 126;
const LINE = 10;
/** `→`, which stands between ends. */
const ARROW = [0xe2, 0x86, 0x92] as const;
/** What a line after the first one is moved by. */
const INDENT = 2;

/**
 * Breaks the text from `start` on into lines of at most `width` columns, if it has more than one
 * line: then all of them have two less, and those after the first are moved by two. False: it has
 * to be measured, or broken, with more care.
 */
export function breakTitle(out: Out, start: number, width: number): boolean {
  const fits = out.at - start <= width || columnsOf(out, start) <= width;
  if (!fits && !breakLines(out, start, width - INDENT)) return false;
  out.bytes[out.at++] = LINE;
  return true;
}

/** Letters: the first byte of each is no other's. */
function columnsOf({ bytes, at: end }: Out, start: number): number {
  let columns = 0;
  for (let at = start; at < end; at++) if (((bytes[at] as number) & 0xc0) !== 0x80) columns++;
  return columns;
}

function breakLines(out: Out, start: number, width: number): boolean {
  const { bytes } = out;
  let column = 0;
  // The last space at which the line may end.
  let gap = -1;
  for (let at = start; at < out.at; at++, column++) {
    const byte = bytes[at] as number;
    if (byte === SPACE && column > 0) {
      // Several of them would be cut from the end of a line, and from the start of the next.
      if (bytes[at + 1] === SPACE || at + 1 === out.at) return false;
      gap = at;
    } else if (byte < SPACE || byte > TILDE) {
      if (byte !== ARROW[0] || bytes[at + 1] !== ARROW[1] || bytes[at + 2] !== ARROW[2]) {
        return false;
      }
      at += ARROW.length - 1;
    }
    if (column < width) continue;
    if (gap < 0) return false;
    bytes.copyWithin(gap + 1 + INDENT, gap + 1, out.at);
    bytes[gap] = LINE;
    bytes[gap + 1] = SPACE;
    bytes[gap + 2] = SPACE;
    out.at += INDENT;
    at = gap + INDENT;
    column = -1;
    gap = -1;
  }
  return true;
}
