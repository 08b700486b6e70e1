import { TextDecoder } from 'node:util';
import { visible } from '../codec/visible.js';
import { captureKind } from './capture/open.js';
import { captureFrames } from './captured.js';
import type { InputFrame } from './frame.js';
import type { LineReader } from './hex/dialect.js';
import { PlainReader } from './hex/plain-reader.js';
import { isHtml, linesOfHtml } from './html.js';
import type { Input } from './input.js';
import { InputError, noBytes } from './input-error.js';
import { knownAs } from './known.js';
import { decoderFor, linesOf, readLines, type TakeLine } from './lines.js';
import { plainLine } from './plain-line.js';
import { type Reading, recognise } from './recognise.js';
import type { Ahead, Source } from './source.js';
import { type Wrapping, wrappingOf } from './wrapping.js';

/**
 * So much is looked at, and more only where it leaves doubts: whoever writes slowly is answered
 * early, and the same bytes are read the same however they come.
 */
const SAMPLES = [1024, 4096, 16384, 65536];
const CERTAIN = 0.9;
/** Short lines show soon enough what they are. */
const MOST_LINES = 1000;

/** Opens text of any dialect. */
export function openText(source: Ahead): Input {
  const decoder = decoderFor(source.peek(2));
  const { reading, written, seen, html } = look(source, decoder.encoding);
  const notices: string[] = [];
  const queue: InputFrame[] = [];
  const to = {
    emit: (frame: InputFrame) => queue.push(frame),
    notice: (text: string) => notices.push(text),
  };
  const known = knownAs(written, reading !== undefined);
  if (known !== undefined) throw known;
  if (reading === undefined && (isJson(seen) || !nearlyHex(seen))) throw nothing(written);
  const kind = reading?.dialect.name ?? 'hex';
  if (reading?.other) notices.push(`read as ${kind}; ${reading.other.name} would be other bytes`);
  const reader = reading?.dialect.open(to) ?? new PlainReader('text', to);
  const wrapping = reading?.wrapping ?? wrappingOf(seen);
  const frames = framesOf({ source, decoder, wrapping, reader, queue, html });
  return { kind, notices, frames: withCaptures(frames, to.notice) };
}

/** What the first lines are. */
interface Look {
  readonly written: readonly string[];
  /** The same, or what people see of the source of a page. */
  readonly seen: readonly string[];
  readonly html: boolean;
  readonly reading?: Reading;
}

/** The likeliest reading, from as few first bytes as make it certain. */
function look(source: Ahead, encoding: string, round = 0): Look {
  const size = SAMPLES[round] as number;
  // One more tells whether there is more.
  const head = source.peek(size + 1);
  const complete = head.length <= size;
  const text = new TextDecoder(encoding).decode(head.subarray(0, size));
  const written = linesOf(text, complete).slice(0, MOST_LINES).map(plainLine);
  const html = isHtml(written);
  const seen = html ? written.flatMap(linesOfHtml) : written;
  const reading = recognise(seen);
  const certain = reading !== undefined && reading.likes >= CERTAIN && !reading.other;
  if (certain || complete || round === SAMPLES.length - 1) {
    return { written, seen, html, ...(reading && { reading }) };
  }
  return look(source, encoding, round + 1);
}

interface Opened {
  readonly source: Source;
  readonly decoder: TextDecoder;
  readonly wrapping: Wrapping;
  readonly reader: LineReader;
  readonly queue: InputFrame[];
  readonly html: boolean;
}

function* framesOf(opened: Opened): Generator<InputFrame> {
  const { source, decoder, wrapping, reader, queue, html } = opened;
  let found = false;
  let goesOn = false;
  const take: TakeLine = (line, place, more) => {
    const at = goesOn ? 0 : wrapping.inner(line);
    goesOn = more;
    if (at <= 0) reader.read(at < 0 ? '' : line, place, more);
    else reader.read(line.slice(at), { line: place.line, column: place.column + at }, more);
  };
  const takePlain: TakeLine = (line, place, more) => {
    if (!html) take(plainLine(line), place, more);
    else {
      const lines = linesOfHtml(plainLine(line));
      for (const [i, text] of lines.entries()) take(text, place, more && i === lines.length - 1);
    }
  };
  // A colour stops the quick reader, and its line comes here.
  const byBytes = wrapping.bare && decoder.encoding === 'utf-8';
  const quick = byBytes ? reader.quick?.bind(reader) : undefined;
  const lines = readLines(source, decoder, takePlain, quick);
  for (const _ of lines) {
    found ||= queue.length > 0;
    yield* queue.splice(0);
  }
  reader.end();
  found ||= queue.length > 0;
  yield* queue.splice(0);
  if (!found) throw noBytes();
}

/** A capture file whose bytes are written as text is read as what it is. */
function* withCaptures(
  frames: Iterable<InputFrame>,
  notice: (text: string) => void,
): Generator<InputFrame> {
  for (const frame of frames) {
    const { bytes } = frame;
    const kind = captureKind(bytes);
    if (kind) {
      notice(`the bytes are a ${kind} file`);
      yield* captureFrames(bytes, notice);
    } else yield frame;
  }
}

/** At least half of it could be hex: then what is wrong can be said by its place. */
function nearlyHex(sample: readonly string[]): boolean {
  const text = sample.join(' ').replace(/[\s:.,-]/g, '');
  return text.length < 4 || text.replace(/[^0-9a-f]/gi, '').length * 2 >= text.length;
}

const firstOf = (sample: readonly string[]): string =>
  sample.find((text) => text.trim() !== '') ?? '';

const isJson = (sample: readonly string[]): boolean =>
  /^\s*[[{]\s*(?:["{[]|$)/.test(firstOf(sample));

function nothing(sample: readonly string[]): InputError {
  if (isJson(sample)) {
    return new InputError('no bytes found: the text is JSON', 'tcpip encode reads packets in JSON');
  }
  const shown = visible(firstOf(sample).trim().slice(0, 40));
  return new InputError(
    `no bytes found: the text begins with '${shown}'`,
    'hex digits, a dump of packets, bytes in source code or a capture can be read',
  );
}
