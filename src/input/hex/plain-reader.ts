import { hexDigit } from '../../codec/hex.js';
import { misread, quoted } from '../place.js';
import type { LineReader, Place, Sink } from './dialect.js';
import { SHORTENED } from './number-list.js';
import { PacketBytes } from './packet-bytes.js';

/** Between bytes these stand for nothing. */
const SEPARATORS = new Set([...' \t\f\v:-.,'].map((sign) => sign.charCodeAt(0)));

/** Three dots, of which a text column of four bytes would have one more. */
const SHORT = /^(?:…|\.{3}(?!\.))/;
const DOTS: readonly number[] = [0x2e, 0x2026];

/** As shells have it: the line goes on in the next. */
const CONTINUED = /\\[ \t]*$/;

/** What ends a packet: the text's end, a line's, a blank line, or a line shorter than the first. */
export type PacketEnd = 'text' | 'line' | 'blank' | 'short line';

const ODD = 'an odd number of hex digits: the last one stands alone';

/** Digits with anything or nothing between the bytes. */
export class PlainReader implements LineReader {
  private readonly packet = new PacketBytes();
  /** The first digit of a byte whose second one comes; negative: none. */
  private high = -1;
  /** Right behind a `0x`. */
  private marked = false;
  private comment = false;
  private told = false;
  /** Bytes of this line and of the packet's first one. */
  private count = 0;
  private width = 0;

  constructor(
    private readonly packetEnd: PacketEnd,
    private readonly to: Sink,
  ) {}

  read(text: string, place: Place, more: boolean): void {
    if (!this.comment) this.scan(more ? text : text.replace(CONTINUED, ''), place);
    if (more) return;
    if (this.high >= 0) this.endRun(text, text.length, place);
    this.comment = false;
    this.marked = false;
    this.endLine();
  }

  end(): void {
    if (this.packet.length > 0) this.to.emit({ bytes: this.packet.take() });
    this.width = 0;
  }

  private scan(text: string, place: Place): void {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const digit = hexDigit(code);
      if (digit >= 0) {
        const letter = text.charCodeAt(i + 1);
        if (code === 48 && (letter | 32) === 120 && this.high < 0) {
          this.marked = true;
          i++;
        } else if (this.high < 0) {
          this.high = digit;
        } else {
          if (!this.packet.add(this.high * 16 + digit)) {
            throw misread('a packet of more than 16 MiB', text, i, place);
          }
          this.count++;
          this.high = -1;
          this.marked = false;
        }
        continue;
      }
      if (this.high >= 0) this.endRun(text, i, place);
      if (DOTS.includes(code) && SHORT.test(text.slice(i, i + 4))) {
        this.shortened(text, i, place);
        return;
      }
      if (SEPARATORS.has(code)) continue;
      if (startsComment(text, i)) {
        this.comment = true;
        return;
      }
      throw misread(`${quoted(text, i)} is not a hex digit`, text, i, place);
    }
  }

  /** At its end a line may say that the packet goes on; elsewhere other bytes would come out. */
  private shortened(text: string, at: number, place: Place): void {
    if (/[^.…\s]/.test(text.slice(at))) throw misread(SHORTENED, text, at, place);
    if (!this.told) this.to.notice(SHORTENED);
    this.told = true;
  }

  /** A digit alone is a byte behind `0x` only. */
  private endRun(text: string, end: number, place: Place): void {
    if (!this.marked) {
      const next = text.charCodeAt(end);
      const stray = end < text.length && !SEPARATORS.has(next) && !startsComment(text, end);
      if (stray) throw misread(`${quoted(text, end)} is not a hex digit`, text, end, place);
      throw misread(ODD, text, Math.max(0, end - 1), place);
    }
    this.packet.add(this.high);
    this.count++;
    this.high = -1;
    this.marked = false;
  }

  private endLine(): void {
    const { packetEnd, count } = this;
    if (this.width === 0) this.width = count;
    this.count = 0;
    const ends =
      packetEnd === 'line' ||
      (packetEnd === 'blank' && count === 0) ||
      (packetEnd === 'short line' && count < this.width);
    if (ends) this.end();
  }
}

/** `#`, `;` and `//` behind a space begin a comment. */
function startsComment(text: string, at: number): boolean {
  if (at > 0 && !' \t'.includes(text[at - 1] as string)) return false;
  return text[at] === '#' || text[at] === ';' || text.startsWith('//', at);
}
