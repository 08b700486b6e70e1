import { hexDigit } from '../../codec/hex.js';
import type { Layout, Row } from './row.js';

const SPACE = 32;
const DOT = 46;
const FEED = 10;
const BACK = 13;
/** No row that is read so has more bytes: there is room for them. */
const MOST = 64;
/** Bytes of a row in front of its text, where old tools left a gap in the middle. */
const HALF = 8;
/** By the code of a character; negative: no digit. */
const DIGIT = Int8Array.from({ length: 256 }, (_, code) => hexDigit(code));

/**
 * Reads a row from the bytes of a text, without making a string of them: nearly all rows look like
 * the one before. It takes those only of which `Row` would say the very same, and leaves the rest.
 */
export class QuickRow {
  /** What stands before a row's bytes, and where in it the digits of the offset are. */
  private before = new Uint8Array(0);
  private from = 0;
  private to = 0;
  private readonly usable: boolean;
  private readonly group: number;
  private readonly bare: boolean;

  constructor(
    private readonly row: Row,
    { radix, fence, marked, little, address, group, numbers, cells, bare = false }: Layout,
  ) {
    const plain = radix === undefined && fence === undefined && numbers === undefined;
    this.usable = plain && !marked && !little && !address && !cells;
    this.group = group ?? 0;
    this.bare = bare;
  }

  /** A row was read the other way: what its line begins with. */
  learn(before: string, offset: string | undefined): void {
    this.to = 0;
    if (!this.usable || !offset || offset.length > 8) return;
    this.before = Buffer.from(before);
    this.from = before.lastIndexOf(offset);
    this.to = this.before.length === before.length ? this.from + offset.length : 0;
  }

  /**
   * Reads the row that begins at `start`, and gives where the next line does; negative: it was not
   * taken. Some line ends behind it.
   */
  read(bytes: Uint8Array, start: number): number {
    const { before, from, to, row } = this;
    if (to === 0) return -1;
    const digits = DIGIT;
    let offset = 0;
    for (let i = 0; i < before.length; i++) {
      const code = bytes[start + i] as number;
      if (i < from || i >= to) {
        if (code !== before[i]) return -1;
        continue;
      }
      const digit = digits[code] as number;
      if (digit < 0) return -1;
      offset = offset * 16 + digit;
    }
    const first = start + before.length;
    const next = this.group === 1 ? this.pairs(bytes, first) : this.groups(bytes, first);
    if (next < 0) return -1;
    row.offset = offset;
    row.textAt = -1;
    row.wrongAt = -1;
    row.bytesAt = before.length;
    return next;
  }

  /** Bytes that stand alone, the commonest rows of all. */
  private pairs(bytes: Uint8Array, first: number): number {
    const { row } = this;
    const out = row.bytes;
    // What is at hand need not be looked up for every sign.
    const digits = DIGIT;
    const space = SPACE;
    let at = first;
    for (let count = 0; count < MOST; ) {
      const high = digits[bytes[at] as number] as number;
      const low = digits[bytes[at + 1] as number] as number;
      if ((high | low) < 0) return -1;
      out[count++] = (high << 4) | low;
      at += 2;
      if (bytes[at] === space && bytes[at + 1] !== space) at++;
      else {
        row.count = count;
        return this.ends(bytes, at);
      }
    }
    return -1;
  }

  /** Groups of several bytes, the same way. */
  private groups(bytes: Uint8Array, first: number): number {
    const { row, group } = this;
    const out = row.bytes;
    let at = first;
    let size = 0;
    for (let count = 0; count < MOST; ) {
      const high = DIGIT[bytes[at] as number] as number;
      if (high < 0) return -1;
      const low = DIGIT[bytes[at + 1] as number] as number;
      if (low < 0) return -1;
      out[count++] = (high << 4) | low;
      at += 2;
      size++;
      if ((DIGIT[bytes[at] as number] as number) >= 0) continue;
      if (group > 0 && size > group) return -1;
      const more = bytes[at] === SPACE && bytes[at + 1] !== SPACE;
      if (!more) {
        row.count = count;
        return this.ends(bytes, at);
      }
      // Only the last one may be shorter.
      if (group > 0 && size < group && bytes[at + 1] !== FEED) return -1;
      size = 0;
      at++;
    }
    return -1;
  }

  /** The end of the line, or a text that says the same as the bytes, sign for sign. */
  private ends(bytes: Uint8Array, from: number): number {
    const { bytes: own, count } = this.row;
    let at = from;
    while (bytes[at] === SPACE) at++;
    if (bytes[at] !== FEED && bytes[at] !== BACK) {
      const gap = at - from;
      if (gap < 2 || this.bare || (count === HALF && gap < 4)) return -1;
      for (let i = 0; i < count; i++, at++) {
        const byte = own[i] as number;
        const code = bytes[at] as number;
        if (byte > SPACE && byte < 127 ? code !== byte : code !== DOT && code !== SPACE) return -1;
      }
    }
    if (bytes[at] === BACK) at++;
    return bytes[at] === FEED ? at + 1 : -1;
  }
}
