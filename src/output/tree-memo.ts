import type { Out } from '../codec/out.js';
import type { Bits, Spot } from './watch.js';

/** Texts that are remembered at most, and words for them: hostile packets bring any number. */
const MOST = 4096;
const ROOM = 1 << 15;
const FEW = 16;
/** Keys that differ by one, as addresses do, stay apart. */
const MIX = 31;
/** So many texts are new before it is asked whether all are, and then whether most are. */
const TRIED = 512;
const TRIED_LONG = 4096;
/** Of so many, one that is met again is no more than chance. */
const CHANCE = 8;

/** Texts by keys. Each is in one of two slots: of hosts that share one, none pushes another out. */
class Table {
  held = 0;
  /** In words of four bytes, those of a key side by side. */
  private readonly keys: Int32Array;
  private readonly lengths: Int32Array;
  private readonly texts: Float64Array;

  constructor(
    readonly slots: number,
    private readonly width: number,
    readonly words: number,
  ) {
    this.keys = new Int32Array(slots * width);
    this.lengths = new Int32Array(slots);
    this.texts = new Float64Array(slots * words);
  }

  /** Where it is; negative: it is not there, and would be at `-1 - slot`. */
  find(key: Int32Array): number {
    let hash = 0;
    for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, MIX) + (key[i] as number)) | 0;
    const first = this.slotOf(hash);
    if (this.isAt(first, key)) return first;
    const second = first ^ 1;
    if (this.isAt(second, key)) return second;
    return -1 - (this.lengths[first] === 0 ? first : second);
  }

  /** The same of a key of one word, as most are. */
  findWord(word: number): number {
    const { keys, lengths } = this;
    const first = this.slotOf(word);
    if (keys[first] === word && lengths[first] !== 0) return first;
    const second = first ^ 1;
    if (keys[second] === word && lengths[second] !== 0) return second;
    return -1 - (lengths[first] === 0 ? first : second);
  }

  private slotOf(hash: number): number {
    return (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (this.slots - 1);
  }

  private isAt(slot: number, key: Int32Array): boolean {
    const { keys } = this;
    const base = slot * key.length;
    for (let i = 0; i < key.length; i++) if (keys[base + i] !== key[i]) return false;
    return this.lengths[slot] !== 0;
  }

  write(slot: number, out: Out): void {
    const { texts } = this;
    const { view, at } = out;
    const end = at + (this.lengths[slot] as number);
    let word = slot * this.words;
    for (let p = at; p < end; p += 8) view.setFloat64(p, texts[word++] as number, true);
    out.at = end;
  }

  /** Takes what was written from `at` on. */
  add(key: Int32Array, { view, at: end }: Out, at: number): void {
    const found = this.find(key);
    const slot = found < 0 ? -1 - found : found;
    if (this.lengths[slot] === 0) this.held++;
    this.keys.set(key, slot * key.length);
    this.lengths[slot] = end - at;
    // What stands behind the text is taken along, and must not make a NaN of it.
    view.setFloat64(end, 0);
    let word = slot * this.words;
    for (let p = at; p < end; p += 8) this.texts[word++] = view.getFloat64(p, true);
  }

  /** The same in another size. */
  sized(slots: number, words: number): Table {
    const { width, keys, texts, lengths } = this;
    const made = new Table(slots, width, words);
    for (let i = 0; i < this.slots; i++) {
      if (lengths[i] === 0) continue;
      const key = keys.subarray(i * width, (i + 1) * width);
      const found = made.find(key);
      const to = found < 0 ? -1 - found : found;
      if (made.lengths[to] === 0) made.held++;
      made.keys.set(key, to * width);
      made.lengths[to] = lengths[i] as number;
      made.texts.set(texts.subarray(i * this.words, (i + 1) * this.words), to * words);
    }
    return made;
  }
}

/** Text by the bytes it follows from, each one made once while it is remembered. */
export class TextMemo {
  private readonly more: Bits[] = [];
  private key: Int32Array;
  private table: Table;
  private hits = 0;
  private misses = 0;

  /** The bytes from `from` to `to` of the structure are always part of the key. */
  constructor(
    private readonly own: Spot,
    private readonly from: number,
    private readonly to: number,
  ) {
    this.key = new Int32Array((to - from + 3) >> 2);
    this.table = new Table(FEW, this.key.length, 0);
  }

  /** Most texts are new: to look for them takes longer than it spares. */
  get idle(): boolean {
    const { hits, misses } = this;
    return misses > TRIED && misses > (misses > TRIED_LONG ? hits : CHANCE * hits);
  }

  /** False: it is not known. */
  put(out: Out, bytes: Uint8Array): boolean {
    const { table, key } = this;
    let slot: number;
    if (key.length === 1) {
      slot = table.findWord(this.word(bytes));
    } else {
      this.gather(bytes);
      slot = table.find(key);
    }
    if (slot < 0) {
      this.misses++;
      return false;
    }
    this.hits++;
    table.write(slot, out);
    return true;
  }

  /** Remembers what was written from `at` on for these bytes, and others that it follows from. */
  learn(out: Out, at: number, looked: readonly Bits[], bytes: Uint8Array): void {
    const { slots, held } = this.table;
    const words = Math.max(this.table.words, (out.at - at + 7) >> 3);
    if (this.widen(looked)) {
      this.key = new Int32Array((this.to - this.from + this.more.length + 3) >> 2);
      this.table = new Table(slots, this.key.length, words);
    } else {
      const most = Math.max(FEW, Math.min(MOST, 2 ** Math.floor(Math.log2(ROOM / words))));
      const wanted = Math.min(most, 2 * held > slots ? 2 * slots : slots);
      if (wanted !== slots || words > this.table.words) {
        this.table = this.table.sized(wanted, words);
      }
    }
    this.gather(bytes);
    this.table.add(this.key, out, at);
  }

  /** True: there were bits that are new. */
  private widen(looked: readonly Bits[]): boolean {
    const { more } = this;
    const { length } = more;
    for (const bits of looked) if (!this.has(bits)) more.push(bits);
    return more.length > length;
  }

  private gather(bytes: Uint8Array): void {
    const { key, more, own, to } = this;
    const end = own.start + to;
    let word = 0;
    let n = 0;
    for (let i = own.start + this.from; i < end; i++) {
      word = (word << 8) | (bytes[i] as number);
      key[n++ >> 2] = word;
    }
    for (let k = 0; k < more.length; k++) {
      const { spot, offset, mask } = more[k] as Bits;
      word = (word << 8) | ((bytes[spot.start + offset] as number) & mask);
      key[n++ >> 2] = word;
    }
  }

  /** The same of no more than four bytes. */
  private word(bytes: Uint8Array): number {
    const { more, own, to } = this;
    const end = own.start + to;
    let word = 0;
    for (let i = own.start + this.from; i < end; i++) word = (word << 8) | (bytes[i] as number);
    for (let k = 0; k < more.length; k++) {
      const { spot, offset, mask } = more[k] as Bits;
      word = (word << 8) | ((bytes[spot.start + offset] as number) & mask);
    }
    return word;
  }

  private has({ spot, offset, mask }: Bits): boolean {
    if (spot === this.own && offset >= this.from && offset < this.to) return true;
    return this.more.some(
      (one) => one.spot === spot && one.offset === offset && (mask & ~one.mask) === 0,
    );
  }
}
