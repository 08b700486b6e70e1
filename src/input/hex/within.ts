import { hexDigit } from '../../codec/hex.js';
import { misread } from '../place.js';
import type { Dialect, Place, Sink } from './dialect.js';
import { TOO_LARGE } from './encodings.js';
import { PacketBytes } from './packet-bytes.js';
import { BYTES } from './row.js';
import { wholeLines } from './through.js';

/** So many bytes in a row are no word and no address. */
const LEAST = 14;
const SEPARATORS = ' :-';

/** A row of hex digits within a line. */
interface Run {
  readonly bytes: number[];
  readonly from: number;
  readonly to: number;
  /** A last digit stands alone. */
  readonly odd: boolean;
}

/** The rows of hex in a line, of groups of one size, with nothing that is a word beside them. */
function runsIn(line: string): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < line.length; ) {
    const run = runAt(line, at);
    const behind = line.charAt(run.odd ? run.to + 1 : run.to);
    if (run.bytes.length > 0 && !/\w/.test(behind)) runs.push(run);
    at = run.to;
    // To the end of the word.
    while (at < line.length && /\w/.test(line.charAt(at))) at++;
    while (at < line.length && !/[\dA-Za-z]/.test(line.charAt(at))) at++;
    if (/^[0\\]x/i.test(line.slice(at, at + 2))) at += 2;
    else if (line[at] === 'x' && line[at - 1] === '\\') at++;
  }
  return runs;
}

function runAt(line: string, from: number): Run {
  const bytes: number[] = [];
  let at = from;
  let start = from;
  let group = 0;
  for (;;) {
    const high = hexDigit(line.charCodeAt(at));
    const low = hexDigit(line.charCodeAt(at + 1));
    if (high < 0 || low < 0) return { bytes, from, to: at, odd: high >= 0 };
    bytes.push(high * 16 + low);
    at += 2;
    const next = line.charAt(at);
    if (next === '' || !SEPARATORS.includes(next)) continue;
    if (group > 0 && at - start !== group) return { bytes, from, to: at, odd: false };
    group = at - start;
    if (hexDigit(line.charCodeAt(at + 1)) < 0 || hexDigit(line.charCodeAt(at + 2)) < 0) {
      return { bytes, from, to: at, odd: false };
    }
    start = ++at;
  }
}

/** The one run that is all the line says. */
function alone(line: string): Run | undefined {
  const text = line.trim();
  const run = runAt(text, 0);
  const from = line.indexOf(text);
  return run.to === text.length && text !== '' ? { ...run, from, to: from + run.to } : undefined;
}

/** Bytes that stand in a line of text, or in lines of their own between such. */
class WithinReader {
  private readonly packet = new PacketBytes();

  constructor(private readonly to: Sink) {}

  read(text: string, place: Place): void {
    const whole = alone(text);
    if (whole !== undefined) {
      this.add(whole, text, place);
      return;
    }
    this.end();
    for (const run of runsIn(text)) {
      if (run.odd && run.bytes.length >= LEAST) this.refuse(text, run, place);
      if (run.bytes.length < LEAST) continue;
      this.add(run, text, place);
      if (run.to < text.trimEnd().length) this.end();
    }
  }

  end(): void {
    if (this.packet.length > 0) this.to.emit({ bytes: this.packet.take() });
  }

  private add(run: Run, text: string, place: Place): void {
    if (run.odd) this.refuse(text, run, place);
    if (!this.packet.addAll(Uint8Array.from(run.bytes))) {
      throw misread(TOO_LARGE, text, run.from, place);
    }
  }

  private refuse(text: string, { to }: Run, place: Place): never {
    throw misread('an odd number of hex digits: the last one stands alone', text, to, place);
  }
}

/** Words that are no hex; `\x` before digits is what PostgreSQL writes. */
const WORDS = /(?<![a-z_])(?=[a-z_]*[g-z_])[a-z_]{3,}|\\x[\da-f]{28}/i;
const OBJECTS = /^\s*[[{]\s*["[{\]}]/;

/** A line that is text, and no row of hex with a slip in it. */
export const isHeading = (line: string): boolean =>
  WORDS.test(line) && !BYTES.test(line.trimStart());

const OFFSET = /^\s*(?:0x)?([\da-f]{4,8})[:\s]\s*[\da-f]{2}/i;

/** Rows that count their bytes: each is part of a packet, and none of them one. */
function areRows(lines: readonly string[]): boolean {
  const offsets = lines.flatMap((line) => OFFSET.exec(line)?.[1] ?? []);
  const numbers = offsets.map((digits) => Number.parseInt(digits, 16));
  const step = (numbers[1] ?? 0) - (numbers[0] ?? 0);
  if (numbers[0] !== 0 || step < 4) return false;
  return numbers.every((n, i) => n === 0 || n - (numbers[i - 1] ?? 0) === step);
}

/** The last resort: whatever stands around, rows of hex that are long enough. */
export const within: Dialect = {
  name: 'hex within text',
  likes(sample) {
    const lines = sample.filter((line) => line.trim() !== '').map((line) => line.slice(0, 4096));
    const [first = ''] = lines;
    if (OBJECTS.test(first) || !lines.some((line) => WORDS.test(line))) return 0;
    if (areRows(lines)) return 0;
    let around = false;
    let headings = true;
    let most = 0;
    let bytes = 0;
    for (const line of lines) {
      const whole = alone(line);
      if (whole === undefined) {
        around ||= WORDS.test(line);
        headings &&= isHeading(line);
        bytes = 0;
        const sizes = runsIn(line).map((run) => run.bytes.length);
        most = Math.max(most, ...sizes);
        // What is less is taken for a word, and a line may go on in the next.
        if ((sizes.at(-1) ?? 0) >= LEAST) bytes = sizes.at(-1) as number;
      } else bytes += whole.bytes.length;
      most = Math.max(most, bytes);
    }
    if (!around || most < LEAST) return 0;
    // Text between rows of hex, and none in them.
    return headings ? 0.76 : 0.35;
  },
  open: (to) => wholeLines(new WithinReader(to)),
};
