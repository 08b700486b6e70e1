import { TextDecoder } from 'node:util';
import type { Place } from '../hex/dialect.js';
import type { InputError } from '../input-error.js';
import type { Ahead } from '../source.js';
import { wrongAt } from './wrong.js';

const SIZE = 1 << 18;
/** A packet of 16 MiB with every byte in hex, and as much again around it. */
const LONGEST = 1 << 26;
/** What is shown of a line around the place of an error. */
const SHOWN = 60;

const FEED = 10;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** The stretch of a text that is being read: as much of it as was asked to stay. */
export class TextWindow {
  bytes: Buffer = Buffer.allocUnsafeSlow(SIZE);
  at = 0;
  end = 0;
  /** From here on all stays; negative: nothing has to. */
  keep = -1;
  line = 1;
  /** Where the line begins: before the window, if negative. */
  lineStart = 0;
  /** By how many its letters so far are fewer than its bytes. */
  wide = 0;

  constructor(private readonly source: Ahead) {}

  /** Reads more; false: there is no more, or what has to stay is too long. */
  more(): boolean {
    // What stands before is shown where something is wrong.
    const from = this.keep < 0 ? Math.max(0, this.at - SHOWN) : this.keep;
    if (from > 0) {
      this.bytes.copyWithin(0, from, this.end);
      this.at -= from;
      this.end -= from;
      this.lineStart -= from;
      if (this.keep > 0) this.keep = 0;
    }
    if (this.full) return false;
    if (this.end === this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(this.bytes.length * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    const count = this.source.into(this.bytes, this.end);
    this.end += count;
    return count > 0;
  }

  /** Nothing longer is one packet. */
  get full(): boolean {
    return this.end === LONGEST;
  }

  /** The byte at `index` is a line feed. */
  feed(index: number): void {
    this.line++;
    this.lineStart = index + 1;
    this.wide = 0;
  }

  /** The byte is none of ASCII: a letter has several, of which UTF-16 makes one or two. */
  high(byte: number): void {
    if ((byte & 0xc0) === 0x80) this.wide++;
    else if (byte >= 0xf0) this.wide--;
  }

  /** Where `at` is. */
  get place(): Place {
    return { line: this.line, column: this.at - this.lineStart - this.wide + 1 };
  }

  /** The bytes as text; `plain`: all of them are ASCII. */
  text(from: number, to: number, plain: boolean, place: Place): string {
    if (plain) return this.bytes.toString('latin1', from, to);
    const bytes = this.bytes.subarray(from, to);
    try {
      return strict.decode(bytes);
    } catch {
      throw notUtf8(bytes, place);
    }
  }

  /** What is wrong at `at`. */
  wrong(what: string): InputError {
    while (this.end - this.at < SHOWN && this.keep < 0 && this.more());
    const { bytes, at, end, lineStart, place } = this;
    let from = Math.max(0, lineStart, at - SHOWN);
    while (from < at && ((bytes[from] as number) & 0xc0) === 0x80) from++;
    const feed = bytes.indexOf(FEED, at);
    const to = Math.min(end, at + SHOWN, feed < 0 ? end : feed);
    const before = lenient.decode(bytes.subarray(from, at));
    const text = before + lenient.decode(bytes.subarray(at, to));
    const column = place.column - before.length;
    return wrongAt(what, text, before.length, { line: place.line, column });
  }
}

function notUtf8(bytes: Uint8Array, place: Place): InputError {
  const text = lenient.decode(bytes);
  const again = Buffer.from(text);
  let i = 0;
  while (i < bytes.length && again[i] === bytes[i]) i++;
  const byte = (bytes[i] as number).toString(16).padStart(2, '0');
  const index = lenient.decode(bytes.subarray(0, i), { stream: true }).length;
  lenient.decode();
  return wrongAt(`the byte 0x${byte} is no UTF-8: iconv makes it so`, text, index, place);
}
