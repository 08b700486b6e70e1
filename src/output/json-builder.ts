import type { Cell, Print } from '../codec/field.js';
import { Literal } from '../codec/out.js';
import type { Computed } from '../codec/protocol.js';
import { Memo } from './json-memo.js';
import { type Act, Kind, Program } from './json-program.js';

/** The constant text before a value, or before the place where a checksum is to be judged. */
export interface Piece {
  readonly before: string;
  readonly cell: Cell | undefined;
  readonly seal: Computed | undefined;
}

const SIZES = new Map([
  [8, Kind.Bits8],
  [16, Kind.Bits16],
  [32, Kind.Bits32],
]);
/** No number or address is longer, quotation marks included. */
const VALUE = 64;
/** Whole words are written, and what is too much is written over. */
const OVER = 16;

/** Puts a program together; texts without a value in between become one. */
export class Builder {
  private readonly steps: number[] = [];
  private readonly words: number[] = [];
  private readonly prints: Print[] = [];
  private readonly memos: Memo[] = [];
  private readonly acts: Act[] = [];
  private longest = OVER;
  private before = '';
  /** Where the structure starts of which fields are told. */
  shift = 0;

  /** `shared`: what is remembered by the first of its pieces, for all programs. */
  constructor(private readonly shared: Map<unknown, Memo> = new Map()) {}

  text(text: string): void {
    this.before += text;
  }

  /** `most`: bytes that it writes at most. */
  act(act: Act, most = 0): void {
    this.step(Kind.Act, 0, this.acts.length);
    this.acts.push(act);
    this.longest += most;
  }

  /** False: one has no way. */
  pieces(pieces: readonly Piece[], judge?: (seal: Computed) => void): boolean {
    for (let i = 0; i < pieces.length; ) {
      const { before, cell, seal } = pieces[i] as Piece;
      const count = together(pieces, i);
      if (count > 0) this.memo(pieces.slice(i, i + count));
      else if (cell && !this.value(before, cell)) return false;
      if (seal) {
        this.text(before);
        judge?.(seal);
      }
      i += count || 1;
    }
    return true;
  }

  private step(kind: number, offset: number, which = 0): void {
    const { words, length } = new Literal(this.before);
    this.steps.push(kind, offset, this.words.length, length, which);
    this.words.push(...words);
    this.before = '';
    this.longest += length + VALUE;
  }

  private memo(pieces: readonly Piece[]): void {
    const memo = this.shared.get(pieces[0]) ?? new Memo(pieces);
    this.shared.set(pieces[0], memo);
    this.step(
      memo.bits === 8 ? Kind.Memo8 : Kind.Memo16,
      this.shift + memo.base,
      this.memos.length,
    );
    this.memos.push(memo);
    this.longest += memo.longest;
  }

  private value(before: string, cell: Cell): boolean {
    const { json, print } = cell.place;
    const text = json === 'mac' || json === 'ipv4' || json === 'text';
    if (json === undefined || print === undefined || cell.alias) return false;
    this.text(before + (text ? '"' : ''));
    const whole = cell.bit % 8 === 0;
    const size = json === 'bits' && whole ? SIZES.get(cell.field.bits) : undefined;
    const address = !whole
      ? undefined
      : json === 'mac'
        ? Kind.Mac
        : json === 'ipv4'
          ? Kind.Ipv4
          : undefined;
    const kind = size ?? address;
    const { bits } = cell.field;
    // The last of the bits may be the last of the structure.
    const first = Math.max(0, ((cell.bit + bits + 7) >> 3) - 4);
    const left = cell.bit - 8 * first;
    if (kind === undefined && json === 'bits' && left >= 0 && left + bits <= 32 && bits < 32) {
      this.step(Kind.Part, this.shift + first, (left << 5) | (32 - bits));
    } else if (kind === undefined) {
      this.step(Kind.Print, this.shift, this.prints.length);
      this.prints.push(print);
    } else {
      this.step(kind, this.shift + cell.bit / 8);
    }
    if (text) this.text('"');
    return true;
  }

  done(): Program {
    if (this.before !== '') this.step(Kind.Nothing, 0);
    const { steps, words, prints, memos, acts, longest } = this;
    // Who takes two words at once may reach behind the last.
    const room = Float64Array.from([...words, 0, 0]);
    return new Program(Int32Array.from(steps), room, prints, memos, acts, longest);
  }
}

/** Of fields alone. Undefined: one has no way. */
export function programOf(pieces: readonly Piece[], after: string): Program | undefined {
  const build = new Builder();
  if (!build.pieces(pieces)) return undefined;
  build.text(after);
  return build.done();
}

/** So many pieces from here on fill one byte or two, and are best remembered together; or none. */
function together(pieces: readonly Piece[], from: number): number {
  const first = pieces[from]?.cell;
  if (first === undefined || first.bit % 8) return 0;
  let best = 0;
  let bits = 0;
  for (let i = from; i < pieces.length && bits < 16; i++) {
    const cell = pieces[i]?.cell;
    if (!cell || !isSmall(cell) || cell.bit !== first.bit + bits) break;
    bits += cell.field.bits;
    if (bits === 8 || bits === 16) best = i + 1 - from;
  }
  return best === 1 && !first.alias && first.place.json === 'bits' ? 0 : best;
}

const isSmall = ({ field, place: { json } }: Cell): boolean =>
  field.bits <= 16 && (json === 'bits' || json === 'number' || json === 'flag');
