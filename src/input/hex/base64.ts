import type { InputError } from '../input-error.js';
import { misread } from '../place.js';
import type { Dialect, LineReader, Place, Sink } from './dialect.js';
import { Base64Letters } from './encodings.js';

/** Lines of these lengths are pieces of something longer: RFC 7468, 2 and RFC 2045, 6.8. */
const WRAPPED = [64, 76];
const DATA_URL = /^\s*data:[^,\s]{0,200};base64,/i;

/**
 * Base64 (RFC 4648) of either alphabet. A blank line, padding and a line shorter than those before
 * end a packet; unless cut at a usual length, each line is one.
 */
class Base64Reader implements LineReader {
  private letters = new Base64Letters();
  /** Letters in this line, and in the packet's first. */
  private count = 0;
  private width = 0;
  private starts = true;
  /** The line before was taken for a packet, though nothing but its end says so. */
  private supposed = false;
  private told = false;
  private last = { text: '', place: { line: 1, column: 1 } };

  constructor(private readonly to: Sink) {}

  read(text: string, place: Place, more: boolean): void {
    const from = this.starts ? (DATA_URL.exec(text)?.[0].length ?? 0) : 0;
    if (this.supposed && !this.told && text.trim() !== '' && from === 0) {
      this.told = true;
      this.to.notice('each line of base64 is read as a packet');
    }
    this.supposed = false;
    this.starts = !more;
    for (let at = from; at < text.length; at++) {
      const code = text.codePointAt(at) as number;
      if (code === 32 || code === 9) continue;
      if (this.width > 0 && ++this.count > this.width) {
        throw misread(
          'longer than the lines before: put blank lines between packets',
          text,
          at,
          place,
        );
      }
      if (this.width === 0) this.count++;
      this.last = { text, place };
      const wrong = this.letters.letter(code);
      if (wrong !== undefined) throw misread(wrong, text, at, place);
    }
    if (!more) this.endLine();
  }

  end(): void {
    this.flush();
  }

  private endLine(): void {
    const { count, width } = this;
    this.count = 0;
    if (width === 0 && WRAPPED.includes(count) && !this.letters.closed) this.width = count;
    else if (width === 0 || count < width || this.letters.closed) {
      this.supposed = count > 0 && width === 0 && !this.letters.closed;
      this.flush();
    }
  }

  private flush(): void {
    const wrong = this.letters.finish();
    if (wrong !== undefined) throw this.atEnd(wrong);
    const bytes = this.letters.bytes.take();
    this.letters = new Base64Letters();
    this.width = 0;
    if (bytes.length > 0) this.to.emit({ bytes });
  }

  private atEnd(wrong: string): InputError {
    const { text, place } = this.last;
    return misread(wrong, text, Math.max(0, text.trimEnd().length - 1), place);
  }
}

const LINE = /^\s*[\w+/-]+={0,2}\s*$/;

/** Hex has digits alone; other text has no two cases in the middle of words, or has spaces. */
function likes(sample: readonly string[]): number {
  const lines = sample.map((line) => line.slice(0, 1024)).filter((line) => line.trim() !== '');
  const [first] = lines;
  if (first === undefined) return 0;
  if (DATA_URL.test(first)) return 0.95;
  if (!lines.every((line) => LINE.test(line))) return 0;
  const text = lines.join('').replace(/[\s=]/g, '');
  const upper = text.match(/[G-Z]/g)?.length ?? 0;
  const lower = text.match(/[g-z]/g)?.length ?? 0;
  if (text.length < 16 || upper + lower < text.length / 16) return 0;
  return upper > 0 && lower > 0 ? 0.8 : lines.some((line) => line.includes('=')) ? 0.6 : 0;
}

export const base64: Dialect = { name: 'base64', likes, open: (to) => new Base64Reader(to) };
