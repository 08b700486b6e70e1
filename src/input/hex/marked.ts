import { hexDigit } from '../../codec/hex.js';
import { misread, quoted } from '../place.js';
import type { Dialect, LineReader, Place, Sink } from './dialect.js';
import { TOO_LARGE } from './encodings.js';
import { PacketBytes } from './packet-bytes.js';

interface Marking {
  readonly name: string;
  /** What stands before the two digits of a byte. */
  readonly mark: string;
  /** Other letters that may stand between: they are nothing, or themselves. */
  readonly between: RegExp;
  readonly literal?: RegExp;
  readonly line: RegExp;
}

/** Bytes each with a mark before its digits, without quotes around. A blank line ends a packet. */
class MarkedReader implements LineReader {
  private readonly bytes = new PacketBytes();
  private kept = '';

  constructor(
    private readonly marking: Marking,
    private readonly to: Sink,
  ) {}

  read(text: string, place: Place, more: boolean): void {
    const { mark, between, literal } = this.marking;
    const all = this.kept + text;
    const from = { line: place.line, column: place.column - this.kept.length };
    this.kept = '';
    if (!more && all.trim() === '') this.emit();
    for (let at = 0; at < all.length; ) {
      const letter = all.charAt(at);
      let byte = all.charCodeAt(at);
      let size = 1;
      if (letter === mark.charAt(0)) {
        size = mark.length + 2;
        if (more && at + size > all.length) {
          this.kept = all.slice(at);
          return;
        }
        byte = all.startsWith(mark, at) ? byteAt(all, at + mark.length) : -1;
        if (byte < 0) throw misread(`'${mark}' and two hex digits belong here`, all, at, from);
      } else if (between.test(letter)) byte = -1;
      else if (!literal?.test(letter)) {
        throw misread(`${quoted(all, at)} stands between the bytes`, all, at, from);
      }
      if (byte >= 0 && !this.bytes.add(byte)) throw misread(TOO_LARGE, all, at, from);
      at += size;
    }
  }

  end(): void {
    this.emit();
  }

  private emit(): void {
    if (this.bytes.length > 0) this.to.emit({ bytes: this.bytes.take() });
  }
}

function byteAt(text: string, at: number): number {
  const high = hexDigit(text.charCodeAt(at));
  const low = hexDigit(text.charCodeAt(at + 1));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

const MARKINGS: readonly Marking[] = [
  {
    name: 'bytes as \\x41',
    mark: '\\x',
    between: /[\s,;]/,
    line: /^\s*(?:\\x[\da-f]{2}[\s,;]*)(?:\\x[^"']*)?\\?$/i,
  },
  {
    name: 'percent encoding',
    mark: '%',
    between: /\s/,
    // RFC 3986, 2.3, and the slash that most encoders leave as it is.
    literal: /[\w.~/-]/,
    line: /^\s*(?:[\w.~/-]{0,16}%[\da-f]{2}){2}[\w.~/%\s-]*$/i,
  },
];

function markedDialect(marking: Marking): Dialect {
  return {
    name: marking.name,
    likes(sample) {
      const lines = sample.filter((line) => line.trim() !== '').map((line) => line.slice(0, 512));
      const [first] = lines;
      if (first === undefined || !marking.line.test(first)) return 0;
      return 0.5 + (0.45 * lines.filter((line) => marking.line.test(line)).length) / lines.length;
    },
    open: (to) => new MarkedReader(marking, to),
  };
}

export const marked: readonly Dialect[] = MARKINGS.map(markedDialect);
