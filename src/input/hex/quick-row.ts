import { hexDigit } from '../../codec/hex.js';
import type { PacketBytes } from './packet-bytes.js';
import type { Layout, Row } from './row.js';

const SPACE = 32;
const DOT = 46;
const FEED = 10;
const BACK = 13;
/** No row that is read so has more bytes. */
export const MOST = 64;
/** Bytes of a row in front of its text, where old tools left a gap in the middle. */
const HALF = 8;
/** By the code of a character; negative: no digit. */
const DIGIT = Int8Array.from({ length: 256 }, (_, code) => hexDigit(code));
/** Between four bytes, as they stand in three words. */
const BLANKS = 0x200000 | 0x2000 | 0x20;
/** By the codes of two characters, the first below: the byte; negative: they are no digits. */
let byPair: Int16Array | undefined;

function pairTable(): Int16Array {
  const table = new Int16Array(1 << 16).fill(-1);
  for (let low = 0; low < 128; low++) {
    for (let high = 0; high < 128; high++) {
      const byte = ((DIGIT[high] as number) << 4) | (DIGIT[low] as number);
      if (byte >= 0) table[(low << 8) | high] = byte;
    }
  }
  return table;
}

/**
 * Reads a row from the bytes of a text, without making a string of them: nearly all rows look like
 * the one before. It takes those only of which `Row` would say the very same, and leaves the rest.
 */
export class QuickRow {
  /** What stands before a row's bytes, and where in it the digits of the offset are. */
  private before = new Uint8Array(0);
  private from = 0;
  private to = 0;
  private lately: Uint8Array = new Uint8Array(0);
  private words: DataView = new DataView(this.lately.buffer);
  private readonly usable: boolean;
  private readonly group: number;
  private readonly bare: boolean;

  constructor(
    private readonly row: Row,
    private readonly packet: PacketBytes,
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
   * taken. Some line ends behind it. Its bytes are behind those of the packet, where there is room
   * for `MOST`, and no part of it yet.
   */
  read(bytes: Uint8Array, start: number): number {
    const { before, from, to, row } = this;
    if (to === 0) return -1;
    const digits = DIGIT;
    const { length } = before;
    for (let i = 0; i < from; i++) if (bytes[start + i] !== before[i]) return -1;
    for (let i = to; i < length; i++) if (bytes[start + i] !== before[i]) return -1;
    let offset = 0;
    for (let i = from; i < to; i++) {
      const digit = digits[bytes[start + i] as number] as number;
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

  /** Bytes that stand alone, the commonest rows of all: four at a time, then the last ones. */
  private pairs(bytes: Uint8Array, first: number): number {
    const { row, packet } = this;
    const { bytes: out, end } = packet;
    // What is at hand need not be looked up for every sign.
    const digits = DIGIT;
    byPair ??= pairTable();
    const pair = byPair;
    const words = this.wordsOf(bytes);
    const most = end + MOST;
    let to = end;
    let at = first;
    let goesOn = true;
    for (const last = bytes.length - 12; goesOn && at <= last && to < most; at += 12, to += 4) {
      const w0 = words.getInt32(at, true);
      const w1 = words.getInt32(at + 4, true);
      const w2 = words.getInt32(at + 8, true);
      const b0 = pair[w0 & 0xffff] as number;
      const b1 = pair[(w0 >>> 24) | ((w1 & 255) << 8)] as number;
      const b2 = pair[w1 >>> 16] as number;
      const b3 = pair[(w2 >> 8) & 0xffff] as number;
      const between = (w0 & 0xff0000) | (w1 & 0xff00) | (w2 & 0xff);
      if (between !== BLANKS || (b0 | b1 | b2 | b3) < 0) break;
      packet.words.setInt32(to, b0 | (b1 << 8) | (b2 << 16) | (b3 << 24), true);
      goesOn = w2 >>> 24 === SPACE;
    }
    while (goesOn && to < most) {
      const high = digits[bytes[at] as number] as number;
      const byte = (high << 4) | (digits[bytes[at + 1] as number] as number);
      if (byte < 0) break;
      out[to++] = byte;
      at += 3;
      goesOn = bytes[at - 1] === SPACE;
    }
    row.count = to - end;
    return to > end ? this.ends(bytes, at - 1) : -1;
  }

  /** The same bytes, as words: they hold many rows. */
  private wordsOf(bytes: Uint8Array): DataView {
    if (bytes !== this.lately) {
      this.lately = bytes;
      this.words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    return this.words;
  }

  /** Groups of several bytes, the same way. */
  private groups(bytes: Uint8Array, first: number): number {
    const { row, packet, group } = this;
    const { bytes: out, end } = packet;
    let at = first;
    let size = 0;
    for (let count = 0; count < MOST; ) {
      const high = DIGIT[bytes[at] as number] as number;
      if (high < 0) return -1;
      const low = DIGIT[bytes[at + 1] as number] as number;
      if (low < 0) return -1;
      out[end + count++] = (high << 4) | low;
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
    const { packet, row } = this;
    const { bytes: own, end } = packet;
    const { count } = row;
    let at = from;
    while (bytes[at] === SPACE) at++;
    if (bytes[at] !== FEED && bytes[at] !== BACK) {
      const gap = at - from;
      if (gap < 2 || this.bare || (count === HALF && gap < 4)) return -1;
      for (let i = 0; i < count; i++, at++) {
        const byte = own[end + i] as number;
        const code = bytes[at] as number;
        if (byte > SPACE && byte < 127 ? code !== byte : code !== DOT && code !== SPACE) return -1;
      }
    }
    if (bytes[at] === BACK) at++;
    return bytes[at] === FEED ? at + 1 : -1;
  }
}
