import { type Kind, Piece, type Value } from './kinds.js';
import type { Test } from './source.js';

/** What is sought, copied: it is kept. */
export function needleOf(value: Value): Piece | string {
  return value instanceof Piece ? value.copy() : String(value);
}

export function searcher(kind: Kind, needle: Piece | string): Test {
  if (typeof needle === 'string') return (value) => (value as string).includes(needle);
  const sliced = kind.slicer?.();
  const sought = new Needle().set(needle);
  return (value) => sliced !== undefined && sought.isIn(sliced(value));
}

/** One value in another. */
export function contains(kind: Kind, other: Kind): (a: Value, b: Value) => boolean {
  const sliced = kind.slicer?.();
  const sought = other.slicer?.();
  const needle = new Needle();
  if (kind.name === 'text' && other.name === 'text') {
    return (a, b) => (a as string).includes(b as string);
  }
  if (!sliced || !sought) return () => false;
  return (a, b) => needle.set(sought(b)).isIn(sliced(a));
}

/**
 * What is sought, with where to go on in it after a byte that does not fit (Knuth, Morris, Pratt):
 * the time grows with the bytes alone, whatever they are.
 */
class Needle {
  private piece = new Piece();
  private back = new Int32Array(64);

  set(piece: Piece): this {
    this.piece = piece;
    const { bytes, from, size } = piece;
    if (this.back.length < size) this.back = new Int32Array(size);
    const { back } = this;
    back[0] = 0;
    for (let i = 1, held = 0; i < size; i++) {
      while (held > 0 && bytes[from + i] !== bytes[from + held]) held = back[held - 1] as number;
      if (bytes[from + i] === bytes[from + held]) held++;
      back[i] = held;
    }
    return this;
  }

  isIn({ bytes, from, to }: Piece): boolean {
    const { piece, back } = this;
    const { bytes: sought, from: start, size } = piece;
    if (size === 0) return true;
    const first = sought[start];
    for (let at = from, held = 0; at < to; at++) {
      // Most bytes are not even the first one.
      if (held === 0) while (at < to && bytes[at] !== first) at++;
      if (at >= to) return false;
      while (held > 0 && bytes[at] !== sought[start + held]) held = back[held - 1] as number;
      if (bytes[at] === sought[start + held] && ++held === size) return true;
    }
    return false;
  }
}
