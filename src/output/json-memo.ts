import { Literal } from '../codec/out.js';
import type { Piece } from './json-builder.js';

/** Of all values that were met, so many are remembered. */
const SLOTS = 512;
/** No number is longer, nor is `false`. */
const VALUE = 24;

/**
 * Text for fields that fill a byte or two together, as flags do: few values occur, and each one's
 * text is put together once.
 */
export class Memo {
  readonly bits: number;
  private readonly keys = new Int32Array(SLOTS).fill(-1);
  private readonly lengths = new Int32Array(SLOTS);
  private readonly words: Float64Array;
  private readonly most: number;
  private readonly scratch: Uint8Array;
  /** Where they stand, in bytes from the structure's start. */
  readonly base: number;

  constructor(private readonly pieces: readonly Piece[]) {
    this.bits = pieces.reduce((sum, { cell }) => sum + (cell?.field.bits ?? 0), 0);
    this.base = (pieces[0]?.cell?.bit ?? 0) / 8;
    this.scratch = new Uint8Array(this.base + 2);
    const most = pieces.reduce((sum, piece) => sum + longest(piece) + VALUE, 0);
    this.most = (most + 7) >> 3;
    this.words = new Float64Array(SLOTS * this.most);
  }

  /** Bytes of the longest text. */
  get longest(): number {
    return 8 * this.most;
  }

  /** Writes the text for the value of these bits, and tells where it ends. */
  put(view: DataView, start: number, value: number): number {
    const slot = (value ^ (value >> 7)) & (SLOTS - 1);
    if (this.keys[slot] !== value) this.learn(slot, value);
    const { words } = this;
    const end = start + (this.lengths[slot] as number);
    let word = slot * this.most;
    for (let at = start; at < end; at += 8) view.setFloat64(at, words[word++] as number, true);
    return end;
  }

  private learn(slot: number, value: number): void {
    const { scratch, base } = this;
    scratch[base] = this.bits === 8 ? value : value >> 8;
    scratch[base + 1] = value;
    const { words, length } = new Literal(this.pieces.map((p) => this.textOf(p)).join(''));
    this.words.set(words, slot * this.most);
    this.lengths[slot] = length;
    this.keys[slot] = value;
  }

  private textOf({ before, cell }: Piece): string {
    const value: unknown = cell?.value(this.scratch, 0);
    const { alias } = cell ?? {};
    const other = alias?.when(Number(value));
    return `${other ? before.replace(/"[^"]*":$/, `"${alias?.key}":`) : before}${value}`;
  }
}

const longest = ({ before, cell }: Piece): number => before.length + (cell?.alias?.key.length ?? 0);
