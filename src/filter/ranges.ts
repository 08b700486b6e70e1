import { quoted, refuse } from './filter-error.js';
import { Piece } from './kinds.js';
import type { Range } from './syntax.js';
import type { Token } from './tokens.js';

const RANGE = /^\s*(?:(-?\d{1,9})?\s*:\s*(\d{1,9})?|(-?\d{1,9})\s*-\s*(-?\d{1,9})|(-?\d{1,9}))\s*$/;

/** `0:3`, `1-2`, `:4`, `4:`, `0`, and these with commas between. */
export function rangesOf(token: Token): Range[] {
  if (token.is === 'word') return [{ from: Number(token.text), length: 1 }];
  let at = token.from + 1;
  return token.text.split(',').map((text) => {
    const span = { from: at, to: at + Math.max(1, text.length) };
    at += text.length + 1;
    const [, start, length, first, last, one] = RANGE.exec(text) ?? [];
    if (one !== undefined) return { from: Number(one), length: 1 };
    if (first !== undefined) {
      const [from, to] = [Number(first), Number(last)];
      if (from < 0 === to < 0 && to < from) refuse('the range ends before it starts', span);
      return { from, to };
    }
    if (start === undefined && length === undefined) {
      return refuse(`${quoted(text)} is no range as 0:3, 1-2, :4, 4: or 0`, span);
    }
    if (length !== undefined && Number(length) === 0) refuse('the range is empty', span);
    const from = Number(start ?? 0);
    return length === undefined ? { from } : { from, length: Number(length) };
  });
}

const MISSING = -1;

/** Where the range starts in so many bytes, if all of it is there. */
function startOf({ from, to, length }: Range, size: number): number {
  const start = from < 0 ? size + from : from;
  const end = endOf(start, to, length, size);
  return start >= 0 && start < end && end <= size ? start : MISSING;
}

function endOf(start: number, to: number | undefined, length: number | undefined, size: number) {
  if (length !== undefined) return start + length;
  if (to === undefined) return size;
  return (to < 0 ? size + to : to) + 1;
}

/** Cuts ranges out of bytes; undefined where one is not all there. */
export function slicer(ranges: readonly Range[]): (piece: Piece) => Piece | undefined {
  const found = new Piece();
  const [only] = ranges;
  if (ranges.length === 1 && only) {
    return ({ bytes, from, to }) => {
      const start = startOf(only, to - from);
      if (start === MISSING) return undefined;
      const end = endOf(start, only.to, only.length, to - from);
      return found.set(bytes, from + start, from + end);
    };
  }
  return ({ bytes, from, to }) => {
    const size = to - from;
    const joined: number[] = [];
    for (const range of ranges) {
      const start = startOf(range, size);
      if (start === MISSING) return undefined;
      const end = endOf(start, range.to, range.length, size);
      for (let i = start; i < end; i++) joined.push(bytes[from + i] as number);
    }
    return found.set(Uint8Array.from(joined), 0, joined.length);
  };
}

/** Is the layer of that number, of so many of its protocol, in one of the ranges? */
export function layerIn(ranges: readonly Range[], number: number, count: number): boolean {
  return ranges.some(({ from, to, length }) => {
    const start = from < 0 ? count + 1 + from : from;
    // Numbers start at 1, so the last one is `count`.
    const end = endOf(start, to, length, count + 1);
    return number >= start && number < end;
  });
}
