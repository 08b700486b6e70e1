import { hexDigit } from '../../codec/hex.js';
import type { InputError } from '../input-error.js';
import { misread, quoted } from '../place.js';
import type { Dialect, LineReader, Place, Sink } from './dialect.js';
import { TOO_LARGE } from './encodings.js';
import { SHORTENED } from './number-list.js';
import { PacketBytes } from './packet-bytes.js';

const START = '<Buffer ';

/** Buffers as Node.js prints them, `<Buffer 45 00>`, in whatever other text. */
class NodeBufferReader implements LineReader {
  private readonly bytes = new PacketBytes();
  private inside = false;
  private high = -1;
  private kept = '';

  constructor(private readonly to: Sink) {}

  read(text: string, place: Place, more: boolean): void {
    const all = this.kept + text;
    const from = { line: place.line, column: place.column - this.kept.length };
    this.kept = '';
    for (let at = 0; at < all.length; ) {
      if (this.inside) {
        this.letter(all, at, from);
        at++;
        continue;
      }
      const start = all.indexOf(START, at);
      this.inside = start >= 0;
      if (!this.inside && more) this.kept = all.slice(Math.max(at, all.length - START.length));
      at = this.inside ? start + START.length : all.length;
    }
    if (!more && this.inside) throw misread("'>' is missing here", all, all.length, from);
  }

  end(): void {
    // A line's end within a buffer was an error already.
  }

  private letter(text: string, at: number, place: Place): void {
    const wrong = (what: string): InputError => misread(what, text, at, place);
    const digit = hexDigit(text.charCodeAt(at));
    if (digit >= 0 && this.high >= 0) {
      if (!this.bytes.add(this.high * 16 + digit)) throw wrong(TOO_LARGE);
      this.high = -1;
    } else if (digit >= 0) this.high = digit;
    else if (this.high >= 0) throw wrong('a hex digit is missing here');
    else if (text.charAt(at) === '>') this.emit();
    else if (text.charAt(at) === '.') throw wrong(SHORTENED);
    else if (text.charAt(at) !== ' ') throw wrong(`${quoted(text, at)} is not a hex digit`);
  }

  private emit(): void {
    this.inside = false;
    if (this.bytes.length > 0) this.to.emit({ bytes: this.bytes.take() });
  }
}

export const nodeBuffer: Dialect = {
  name: 'Node.js Buffer',
  likes: (sample) => (sample.some((line) => /<Buffer [\da-f]{2}\b/.test(line)) ? 0.95 : 0),
  open: (to) => new NodeBufferReader(to),
};
