import { hexDigit } from '../../codec/hex.js';
import { readCells } from './cells.js';
import { squeezedText } from './squeezed.js';

/** How a tool lays out a row: an offset, groups of hex digits, and mostly the same as text. */
export interface Layout {
  readonly name: string;
  /** What stands before a row's bytes; its group 1, where it has one, is the offset. */
  readonly start: RegExp;
  /** Of the offsets; 16 where nothing is said. */
  readonly radix?: 8 | 10;
  /** Offsets are addresses in memory: the first may be anything. */
  readonly address?: boolean;
  /** Bytes of a group; any number where nothing is said. */
  readonly group?: 1 | 2 | 4 | 8;
  /** The bytes of a group are written last first, as numbers of a little-endian machine are. */
  readonly little?: boolean;
  /** `0x` before each group. */
  readonly marked?: boolean;
  /** No text stands beside the bytes. */
  readonly bare?: boolean;
  /** The sign before the text; where nothing is said, two spaces or a tab part it off. */
  readonly fence?: '|' | '>' | '#';
  /** Its groups are numbers, not hex: each as long as a group, in so many digits or in any. */
  readonly numbers?: { readonly radix: 2 | 8 | 10; readonly digits?: number };
  /** Four columns a byte: a letter, an escape or three octal digits. */
  readonly cells?: boolean;
  /** What else may stand behind the text. */
  readonly after?: RegExp;
  /** A line below a row that says the same bytes in another way. */
  readonly beneath?: RegExp;
}

const SPACE = 32;
const TAB = 9;
const DASH = 45;
/** Bytes before the middle of a row. */
const HALF = 8;
/** Digits of bytes, and not just letters. */
export const BYTES = /^(?:[0-9a-f]{2})+(?:\s|$)/i;

/** Reads one row after another into the same place. */
export class Row {
  /** Negative: the row has none. */
  offset = -1;
  count = 0;
  bytes = new Uint8Array(64);
  /** Where the text begins; negative: there is none. */
  textAt = -1;
  /** Where the row goes wrong, and why. */
  wrongAt = -1;
  wrong = '';
  /** Where its first digit stands. */
  bytesAt = 0;
  /** Spaces before it. */
  room = 0;
  /** The last group had fewer bytes than a group has. */
  private short = false;
  /** A gap stood in the middle. */
  private halved = false;
  /** A row had one blank before its text: from there on each must show where its text begins. */
  squeezed = false;
  /** The text of this row was found by what it says. */
  private shown = false;
  /** Bytes of the first group. */
  private size = 0;
  /** A group had more bytes than the first one: it may be text. */
  private swollen = false;

  /** What the line began with, and the digits of the offset in that. */
  before = '';
  digits: string | undefined;

  constructor(private readonly layout: Layout) {}

  /** False when the line is none of this layout's rows. */
  parse(line: string): boolean {
    const { start, radix = 16, address = false } = this.layout;
    const found = start.exec(line);
    if (found === null) return false;
    const [before, offset] = found;
    this.before = before;
    this.digits = offset;
    this.room = before.length - before.trimEnd().length;
    // The upper bits of an address are the same for all, and more than a number can hold.
    const digits = address ? offset?.replace('`', '').slice(-12) : offset;
    this.offset = digits === undefined ? -1 : Number.parseInt(digits, radix);
    this.parseFrom(line, before.length);
    return true;
  }

  /** Whether a line whose offset cannot be read has bytes where the row before had its own. */
  resembles(line: string): boolean {
    if (line.length <= this.bytesAt || line.search(/\S/) === this.bytesAt) return false;
    if (line[this.bytesAt - 1] !== ' ') return false;
    this.parseFrom(line, this.bytesAt);
    return this.wrongAt < 0 && this.count > 3;
  }

  private clear(from: number): void {
    this.count = 0;
    this.size = 0;
    this.textAt = -1;
    this.wrongAt = -1;
    this.short = false;
    this.halved = false;
    this.shown = false;
    this.swollen = false;
    this.bytesAt = from;
  }

  private parseFrom(line: string, from: number): void {
    this.clear(from);
    // A number of four bytes and the blank before it take two letters.
    const most = line.length * 2;
    if (this.bytes.length < most) this.bytes = new Uint8Array(most);
    if (this.layout.cells) {
      const read = readCells(line, from, this.bytes);
      if (read < 0) this.fail(~read, 'cell');
      else this.count = read;
    } else {
      this.groups(line, from);
      const doubtful = this.wrongAt >= 0 || this.swollen || this.squeezed;
      if (doubtful && this.textAt < 0) this.unsqueeze(line, from);
    }
  }

  /** A single blank may stand before the text, where what follows it is their text. */
  private unsqueeze(line: string, from: number): void {
    const { numbers, fence, bare = false, little = false } = this.layout;
    if (numbers || fence !== undefined || bare || little) return;
    const textAt = squeezedText(line, from, this.layout.after);
    if (textAt >= 0) {
      this.clear(from);
      this.groups(line.slice(0, textAt).trimEnd(), from);
      this.textAt = textAt;
      this.shown = true;
      this.squeezed ||= this.wrongAt < 0;
    } else if (this.squeezed && this.wrongAt < 0) this.fail(from, 'unshown');
  }

  private groups(line: string, from: number): void {
    const { fence, marked = false, bare = false, little = false } = this.layout;
    let at = from;
    while (at < line.length) {
      const gapAt = at;
      let wide = false;
      let code = line.charCodeAt(at);
      while (code === SPACE || code === TAB) {
        wide ||= code === TAB || at > gapAt;
        code = line.charCodeAt(++at);
      }
      // ovs parts the halves of a row with a dash, as debuggers of old did.
      if (code === DASH && at === gapAt && at > from) at++;
      if (at >= line.length) return;
      if (fence !== undefined) {
        if (line[at] === fence) {
          this.textAt = at + 1;
          return;
        }
      } else if (wide && !bare && this.count > 0) {
        this.textAt = at;
        const gap = at - gapAt;
        const goesOn = little
          ? this.completes(line, from, at)
          : this.halves(line, gap) || (gap === 1 && this.tabbed(line));
        if (!goesOn) return;
        this.textAt = -1;
      }
      if (marked && code === 48 && (line.charCodeAt(at + 1) | 32) === 120) at += 2;
      const end = this.layout.numbers ? this.number(line, at) : this.group(line, at);
      if (end < 0) return;
      at = end;
    }
  }

  /** One group of digits from there on: where it ends; negative: it is none. */
  private group(line: string, from: number): number {
    const start = this.count;
    let at = from;
    let high = -1;
    for (; at < line.length; at++) {
      const digit = hexDigit(line.charCodeAt(at));
      if (digit < 0) break;
      if (high < 0) high = digit;
      else {
        this.bytes[this.count++] = high * 16 + digit;
        high = -1;
      }
    }
    const { group, little = false } = this.layout;
    const code = line.charCodeAt(at);
    const ends = at === line.length || code === SPACE || code === TAB || code === DASH;
    if (at === from || !ends) return this.fail(at, 'letter');
    if (high >= 0) return this.fail(at - 1, 'odd');
    const size = this.count - start;
    if (start === 0) this.size = size;
    else if (size > this.size) this.swollen = true;
    if (group !== undefined) {
      // Only the last one of a row may be shorter.
      if (size > group || this.short) return this.fail(from, 'group');
      this.short = size < group;
    }
    if (little && size > 1) this.bytes.subarray(start, this.count).reverse();
    return at;
  }

  /** The same for a number in another radix. */
  private number(line: string, from: number): number {
    const { numbers, group = 1, little = false } = this.layout;
    const { radix = 10, digits = 0 } = numbers ?? {};
    const negative = radix === 10 && line.charCodeAt(from) === DASH;
    const first = negative ? from + 1 : from;
    let at = first;
    let value = 0;
    for (; at < line.length; at++) {
      const digit = line.charCodeAt(at) - 48;
      if (digit < 0 || digit >= radix) break;
      value = value * radix + digit;
    }
    const code = line.charCodeAt(at);
    if (at === first || (at < line.length && code !== SPACE && code !== TAB)) {
      return this.fail(at, 'number');
    }
    const padded = digits === 0 ? at - first > 1 && line[first] === '0' : at - first !== digits;
    if (padded) return this.fail(from, 'group');
    if (value >= 256 ** group) return this.fail(from, 'large');
    let rest = negative ? 256 ** group - value : value;
    const start = this.count;
    for (this.count += group; rest > 0; rest = Math.floor(rest / 256)) {
      this.bytes[--this.count] = rest % 256;
    }
    this.bytes.fill(0, start, this.count);
    this.count = start + group;
    if (little) this.bytes.subarray(start, this.count).reverse();
    return at;
  }

  /** A last word of fewer bytes than the others stands right: does one end where it should? */
  private completes(line: string, from: number, at: number): boolean {
    const size = 2 * (this.layout.group ?? 4) + 1;
    let end = at;
    while (end < line.length && hexDigit(line.charCodeAt(end)) >= 0) end++;
    return (end - from + 1) % size === 0 && end - at < size && line[end] !== undefined;
  }

  /** Old Wiresharks left two spaces in the middle of sixteen bytes, and one in that of the text. */
  private halves(line: string, gap: number): boolean {
    if (this.count !== HALF || gap > 3 || this.textFits(line)) return false;
    this.halved = BYTES.test(line.slice(this.textAt));
    return this.halved;
  }

  /** One tab stands for each blank, as in what came through a table. */
  private tabbed(line: string): boolean {
    return BYTES.test(line.slice(this.textAt)) && !this.textFits(line);
  }

  private fail(at: number, wrong: string): number {
    this.wrongAt = at;
    this.wrong = wrong;
    return -1;
  }

  /** Whether the text beside the bytes could be theirs. */
  textFits(line: string): boolean {
    const { fence } = this.layout;
    if (this.shown) return true;
    if (fence !== undefined) {
      const last = line.lastIndexOf(fence === '>' ? '<' : fence);
      return this.fits(line, this.textAt, last < this.textAt ? line.length : last);
    }
    if (this.fits(line, this.textAt, line.length)) return true;
    // Spaces that the text begins with look like the gap before it.
    let spaces = 0;
    while (spaces < this.count && this.bytes[spaces] === SPACE) spaces++;
    return spaces > 0 && this.fits(line, this.textAt - spaces, line.length);
  }

  private fits(line: string, from: number, end: number): boolean {
    const { fence, after } = this.layout;
    const parted = this.halved || (fence !== undefined && end - from > this.count);
    const shift = parted && line[from + HALF] === ' ' && this.bytes[HALF] !== SPACE ? 1 : 0;
    const last = from + this.count + shift;
    const rest = line.slice(last, end).trim();
    if (rest !== '' && !after?.test(rest)) return false;
    for (let i = 0; i < this.count; i++) {
      const byte = this.bytes[i] as number;
      const at = from + i + (i < HALF ? 0 : shift);
      const code = at < end ? line.charCodeAt(at) : SPACE;
      const graph = byte > SPACE && byte < 127;
      if (graph ? code !== byte : code > SPACE && code < 127 && code !== 46) return false;
    }
    return true;
  }
}
