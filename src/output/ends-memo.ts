import type { Cuts } from '../codec/dissect.js';
import type { Out } from '../codec/out.js';

/** Conversations that are remembered; a new one takes the place of an older. */
const SLOTS = 2048;
/** Words of eight bytes for the text of one. */
const TEXT = 16;

/** Where in a packet words of four bytes stand. */
export interface Words {
  readonly layer: number;
  readonly at: number;
  readonly count: number;
}

/**
 * What was written of the same words of a packet lately. Most packets of a capture belong to a few
 * conversations: to copy their addresses and ports takes less than to write them again.
 */
export class EndsMemo {
  private readonly words: number;
  private readonly keys: Int32Array;
  private readonly texts: Float64Array;
  private readonly sizes: Uint8Array;
  /** The key that is looked for, and where it belongs. */
  private readonly key: Int32Array;
  private slot = 0;

  constructor(
    private readonly outer: Words,
    private readonly inner: Words,
  ) {
    this.words = outer.count + inner.count;
    this.key = new Int32Array(this.words);
    this.keys = new Int32Array(SLOTS * this.words);
    this.texts = new Float64Array(SLOTS * TEXT);
    this.sizes = new Uint8Array(SLOTS);
  }

  /** Writes what is remembered of these; false: nothing is. */
  write(out: Out, bytes: Uint8Array, cuts: Cuts): boolean {
    const { key, keys, outer, inner, words } = this;
    let hash = 0;
    let at = (cuts.start[outer.layer] as number) + outer.at;
    for (let i = 0; i < words; i++, at += 4) {
      if (i === outer.count) at = (cuts.start[inner.layer] as number) + inner.at;
      const word = wordAt(bytes, at);
      key[i] = word;
      hash = Math.imul(hash ^ word, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    const slot = hash & (SLOTS - 1);
    this.slot = slot;
    const size = this.sizes[slot] as number;
    if (size === 0) return false;
    for (let i = 0, k = slot * words; i < words; i++, k++) if (key[i] !== keys[k]) return false;
    const { view, at: start } = out;
    const { texts } = this;
    const first = slot * TEXT;
    for (let i = 0; i < size; i += 8) {
      view.setFloat64(start + i, texts[first + (i >> 3)] as number, true);
    }
    out.at = start + size;
    return true;
  }

  /** Remembers what was written from there on of what `write` did not know. */
  keep(out: Out, start: number): void {
    const { slot, words, key } = this;
    const { view, at } = out;
    const size = at - start;
    if (size > 8 * TEXT) return;
    // Words that end in other bytes could be no numbers.
    view.setFloat64(at, 0, true);
    for (let i = 0; i < size; i += 8) {
      this.texts[slot * TEXT + (i >> 3)] = view.getFloat64(start + i, true);
    }
    this.keys.set(key, slot * words);
    this.sizes[slot] = size;
  }
}

const wordAt = (b: Uint8Array, at: number): number =>
  ((b[at] as number) << 24) |
  ((b[at + 1] as number) << 16) |
  ((b[at + 2] as number) << 8) |
  (b[at + 3] as number);
