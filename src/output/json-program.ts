import { putDecimal, putIpv4, putMac } from '../codec/digits.js';
import type { Cell, Print } from '../codec/field.js';
import { Literal, type Out } from '../codec/out.js';
import { Memo } from './json-memo.js';

// JSON of fixed fields, worked out once: constant text, and values that come from the bytes.

/** A value, or (without a cell) a place where somebody else has to say that the text goes on. */
export interface Piece {
  /** The constant text before it. */
  readonly before: string;
  readonly cell: Cell | undefined;
}

/** What follows the constant text of a step. */
const NOTHING = 0;
const BITS8 = 1;
const BITS16 = 2;
const BITS32 = 3;
const MAC = 4;
const IPV4 = 5;
/** Whatever the field itself prints. */
const PRINT = 6;
/** Text that is remembered by the value of a byte, or of two. */
const MEMO8 = 7;
const MEMO16 = 8;

/** Some of the bits of four bytes. */
const PART = 9;

/** Numbers of a step: what, where, its text's first word and bytes, and which memo or print. */
const STEP = 5;

export class Program {
  constructor(
    readonly steps: Int32Array,
    readonly words: Float64Array,
    readonly prints: readonly Print[],
    readonly memos: readonly Memo[],
  ) {}
}

/** Writes it with the values of the structure at `from`. There must be room. */
export function run(program: Program, out: Out, bytes: Uint8Array, from: number): void {
  const { steps, words } = program;
  const { view } = out;
  let { at } = out;
  for (let i = 0; i < steps.length; i += STEP) {
    const word = steps[i + 2] as number;
    const end = at + (steps[i + 3] as number);
    // Two words are most texts; what is too much is written over.
    view.setFloat64(at, words[word] as number, true);
    view.setFloat64(at + 8, words[word + 1] as number, true);
    for (let k = 2; at + 8 * k < end; k++) {
      view.setFloat64(at + 8 * k, words[word + k] as number, true);
    }
    at = end;
    const p = from + (steps[i + 1] as number);
    switch (steps[i]) {
      case BITS8:
        at = putDecimal(view, at, bytes[p] as number);
        break;
      case BITS16:
        at = putDecimal(view, at, ((bytes[p] as number) << 8) | (bytes[p + 1] as number));
        break;
      case BITS32: {
        const high = ((bytes[p] as number) << 24) | ((bytes[p + 1] as number) << 16);
        const low = ((bytes[p + 2] as number) << 8) | (bytes[p + 3] as number);
        at = putDecimal(view, at, (high | low) >>> 0);
        break;
      }
      case MAC:
        at = putMac(view, at, bytes, p);
        break;
      case IPV4:
        at = putIpv4(view, at, bytes, p);
        break;
      case MEMO8:
        at = (program.memos[steps[i + 4] as number] as Memo).put(view, at, bytes[p] as number);
        break;
      case MEMO16: {
        const value = ((bytes[p] as number) << 8) | (bytes[p + 1] as number);
        at = (program.memos[steps[i + 4] as number] as Memo).put(view, at, value);
        break;
      }
      case PART: {
        const high = ((bytes[p] as number) << 24) | ((bytes[p + 1] as number) << 16);
        const low = ((bytes[p + 2] as number) << 8) | (bytes[p + 3] as number);
        // How far to the left, and then to the right.
        const shifts = steps[i + 4] as number;
        at = putDecimal(view, at, ((high | low) << (shifts >> 5)) >>> (shifts & 31));
        break;
      }
      case PRINT:
        out.at = at;
        program.prints[steps[i + 4] as number]?.(out, bytes, from);
        at = out.at;
        break;
      default:
    }
  }
  out.at = at;
}

/** A program a stretch: they are cut where a piece has no cell. Undefined: one has no way. */
export function programsOf(pieces: readonly Piece[], after: string): Program[] | undefined {
  const made: Program[] = [];
  let build = new Builder();
  for (let i = 0; i < pieces.length; ) {
    const { before, cell } = pieces[i] as Piece;
    if (cell === undefined) {
      made.push(build.done(before));
      build = new Builder();
      i++;
      continue;
    }
    const count = together(pieces, i);
    if (count > 0) build.memo(pieces.slice(i, i + count));
    else if (!build.value(before, cell)) return undefined;
    i += count || 1;
  }
  made.push(build.done(after));
  return made;
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

const SIZES = new Map([
  [8, BITS8],
  [16, BITS16],
  [32, BITS32],
]);

class Builder {
  private readonly steps: number[] = [];
  private readonly words: number[] = [];
  private readonly prints: Print[] = [];
  private readonly memos: Memo[] = [];
  private text = '';

  private step(kind: number, offset: number, which = 0): void {
    const { words, length } = new Literal(this.text);
    this.steps.push(kind, offset, this.words.length, length, which);
    this.words.push(...words);
    this.text = '';
  }

  memo(pieces: readonly Piece[]): void {
    const memo = new Memo(pieces);
    this.step(memo.bits === 8 ? MEMO8 : MEMO16, memo.base, this.memos.length);
    this.memos.push(memo);
  }

  value(before: string, cell: Cell): boolean {
    const { json, print } = cell.place;
    const text = json === 'mac' || json === 'ipv4' || json === 'text';
    if (json === undefined || print === undefined || cell.alias) return false;
    this.text += before + (text ? '"' : '');
    const whole = cell.bit % 8 === 0;
    const size = json === 'bits' && whole ? SIZES.get(cell.field.bits) : undefined;
    const address = !whole ? undefined : json === 'mac' ? MAC : json === 'ipv4' ? IPV4 : undefined;
    const kind = size ?? address;
    const { bits } = cell.field;
    // The last of the bits may be the last of the structure.
    const first = Math.max(0, ((cell.bit + bits + 7) >> 3) - 4);
    const left = cell.bit - 8 * first;
    if (kind === undefined && json === 'bits' && left >= 0 && left + bits <= 32 && bits < 32) {
      this.step(PART, first, (left << 5) | (32 - bits));
    } else if (kind === undefined) {
      this.step(PRINT, 0, this.prints.length);
      this.prints.push(print);
    } else {
      this.step(kind, cell.bit / 8);
    }
    if (text) this.text = '"';
    return true;
  }

  done(after: string): Program {
    this.text += after;
    if (this.text !== '') this.step(NOTHING, 0);
    const { steps, words, prints, memos } = this;
    // Who takes two words at once may reach behind the last.
    const room = [...words, 0, 0];
    return new Program(Int32Array.from(steps), Float64Array.from(room), prints, memos);
  }
}
