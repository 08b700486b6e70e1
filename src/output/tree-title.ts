import type { Out } from '../codec/out.js';

const SPACE = 32;
const TILDE = 126;
const LINE = 10;
/** `→`, which stands between ends. */
const ARROW = [0xe2, 0x86, 0x92] as const;
/** What a line after the first one is moved by. */
const INDENT = 2;

const NONE = -1;
const ODD = -2;

/**
 * Breaks the text from `start` on into lines of at most `width` columns, if it has more than one
 * line: then all of them have two less, and those after the first are moved by two. False: it has
 * to be measured, or broken, with more care.
 */
export function breakTitle(out: Out, start: number, width: number): boolean {
  if (out.at - start > width) {
    const arrow = arrowIn(out, start);
    const fits = arrow === ODD && columnsOf(out, start) <= width;
    if (!fits && (arrow === ODD || !breakLines(out, start, arrow, width))) return false;
  }
  out.bytes[out.at++] = LINE;
  return true;
}

/** Letters: the first byte of each is no other's. */
function columnsOf({ bytes, at: end }: Out, start: number): number {
  let columns = 0;
  for (let at = start; at < end; at++) if (((bytes[at] as number) & 0xc0) !== 0x80) columns++;
  return columns;
}

/** Where the arrow stands in what is ASCII otherwise; ODD: more than that is in it. */
function arrowIn({ bytes, view, at: end }: Out, start: number): number {
  let arrow = NONE;
  for (let at = start; at < end; ) {
    const word = view.getInt32(at, true);
    // Of four bytes none is less than a space, or more than a tilde.
    if (((word | (word - 0x20202020) | (word + 0x01010101)) & 0x80808080) === 0) {
      at += 4;
      continue;
    }
    const byte = bytes[at] as number;
    if (byte >= SPACE && byte <= TILDE) {
      at++;
      continue;
    }
    const found = byte === ARROW[0] && bytes[at + 1] === ARROW[1] && bytes[at + 2] === ARROW[2];
    if (!found || arrow !== NONE) return ODD;
    arrow = at;
    at += ARROW.length;
  }
  return arrow;
}

function breakLines(out: Out, start: number, arrow: number, width: number): boolean {
  const { bytes } = out;
  let from = start;
  let sign = arrow;
  // The arrow has one column.
  let more = sign === NONE ? 0 : ARROW.length - 1;
  if (out.at - from - more <= width) return true;
  const most = width - INDENT;
  while (out.at - from - more > most) {
    let gap = from + most;
    if (more > 0 && sign < gap) gap += more;
    while (gap > from && bytes[gap] !== SPACE) gap--;
    if (gap === from || gap + 1 === out.at) return false;
    // Several of them would be cut from the end of a line, and from the start of the next.
    if (bytes[gap - 1] === SPACE || bytes[gap + 1] === SPACE) return false;
    bytes.copyWithin(gap + 1 + INDENT, gap + 1, out.at);
    bytes[gap] = LINE;
    bytes[gap + 1] = SPACE;
    bytes[gap + 2] = SPACE;
    out.at += INDENT;
    from = gap + 1 + INDENT;
    if (sign < gap) more = 0;
    else sign += INDENT;
  }
  return true;
}
