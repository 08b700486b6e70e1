import { TextDecoder } from 'node:util';
import type { LineReader, Place } from './hex/dialect.js';
import type { Source } from './source.js';

/** A line longer than this comes in pieces. */
const LONGEST = 1 << 16;

/** Called for each line, or each piece of a very long one: then `more` says that it goes on. */
export type TakeLine = (text: string, place: Place, more: boolean) => void;

/** UTF-8, or what its byte order mark says: PowerShell writes UTF-16. */
export function decoderFor(head: Uint8Array): TextDecoder {
  const little = head[0] === 0xff && head[1] === 0xfe;
  const big = head[0] === 0xfe && head[1] === 0xff;
  return new TextDecoder(little ? 'utf-16le' : big ? 'utf-16be' : 'utf-8');
}

/** Cuts text into lines: LF, CR and LF, or CR alone end them. */
export class Lines {
  private rest = '';
  private line = 1;
  private column = 1;

  constructor(private readonly take: TakeLine) {}

  /** Nothing of a line is waiting for the rest of it. */
  get between(): boolean {
    return this.rest === '' && this.column === 1;
  }

  /** Lines were taken another way. */
  pass(count: number): void {
    this.line += count;
  }

  add(text: string): void {
    const all = this.rest + text;
    let from = 0;
    // A carriage return at the very end may have its line feed in the next piece.
    const until = all.endsWith('\r') ? all.length - 1 : all.length;
    let feed = all.indexOf('\n');
    let back = all.indexOf('\r');
    for (;;) {
      if (feed >= 0 && feed < from) feed = all.indexOf('\n', from);
      if (back >= 0 && back < from) back = all.indexOf('\r', from);
      const end = back < 0 || (feed >= 0 && feed < back) ? feed : back;
      if (end < 0 || end >= until) break;
      this.whole(all.slice(from, end));
      from = end + (end === back && feed === back + 1 ? 2 : 1);
    }
    for (; until - from > LONGEST; from += LONGEST) {
      this.hand(all.slice(from, from + LONGEST), true);
      this.column += LONGEST;
    }
    this.rest = all.slice(from);
  }

  end(): void {
    const text = this.rest.endsWith('\r') ? this.rest.slice(0, -1) : this.rest;
    this.rest = '';
    if (text !== '' || this.column > 1) this.whole(text);
  }

  private whole(text: string): void {
    let from = 0;
    for (; text.length - from > LONGEST; from += LONGEST) {
      this.hand(text.slice(from, from + LONGEST), true);
      this.column += LONGEST;
    }
    this.hand(from ? text.slice(from) : text, false);
    this.line++;
    this.column = 1;
  }

  private hand(text: string, more: boolean): void {
    this.take(text, { line: this.line, column: this.column }, more);
  }
}

/** The lines of a text at hand; where it was cut off, without what the cut went through. */
export function linesOf(text: string, complete: boolean): string[] {
  const lines = text.split(/\r\n?|\n/);
  if (complete) return lines;
  const last = lines.pop() ?? '';
  if (lines.length > 0) return lines;
  const whole = Math.max(last.lastIndexOf(' '), last.lastIndexOf(','), last.lastIndexOf(':'));
  return [last.slice(0, whole > 0 ? whole : last.length & ~1)];
}

/** Takes lines from bytes as far as it can; gives where it stands then. */
type Quick = NonNullable<LineReader['quick']>;

/** Reads a source to its end, line by line. */
export function* readLines(
  source: Source,
  decoder: TextDecoder,
  take: TakeLine,
  quick?: Quick,
): Generator<void> {
  const lines = new Lines(take);
  for (let piece = source.read(); piece !== undefined; piece = source.read()) {
    const from = quick ? takeQuick(plainView(piece), lines, decoder, quick) : 0;
    lines.add(decoder.decode(from ? piece.subarray(from) : piece, { stream: true }));
    yield;
  }
  lines.add(decoder.decode());
  lines.end();
}

/** A Buffer is read through the same plain view as any other array: one shape, one speed. */
const plainView = ({ buffer, byteOffset, length }: Uint8Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, length);

/** Whole lines of a piece, most of them without a string; gives where the last one ends. */
function takeQuick(piece: Uint8Array, lines: Lines, decoder: TextDecoder, quick: Quick): number {
  const end = piece.lastIndexOf(FEED) + 1;
  for (let from = 0; from < end; ) {
    if (lines.between) from = quick(piece, from, end, lines);
    if (from === end) break;
    const to = piece.indexOf(FEED, from) + 1;
    lines.add(decoder.decode(piece.subarray(from, to), { stream: true }));
    from = to;
  }
  return end;
}

const FEED = 10;
