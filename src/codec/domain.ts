import { type Field, FieldError, shown } from './field.js';
import type { Look } from './fixed.js';
import type { Reading } from './reading.js';
import type { Writer } from './writer.js';

/** RFC 1035, 2.3.4: 255 bytes a name, so at most 127 labels. */
const MOST_BYTES = 255;
/** No name needs more than one before each label. */
const MOST_POINTERS = 127;

/** Letters that stand for themselves; others are written `\ddd`, dots and backslashes `\.` `\\`. */
function quoted(byte: number): string {
  if (byte === 46 || byte === 92) return `\\${String.fromCharCode(byte)}`;
  if (byte > 32 && byte < 127) return String.fromCharCode(byte);
  return `\\${String(byte).padStart(3, '0')}`;
}

/** The same for all bytes, made when the first name is read. */
let letters: readonly string[] | undefined;

/**
 * A domain name, compressed by pointers to earlier ones (RFC 1035, 4.1.4). With `compress: false`
 * it is written whole; without `pointers` it cannot be read otherwise either. Pointers count from
 * `base` bytes behind the layer's start.
 */
export function domainName(
  label: string,
  help: string,
  look: Look<string> & { compress?: boolean; pointers?: boolean; base?: number } = {},
): Field<string, string> {
  const { pointers = true, compress = pointers, base = 0, ...rest } = look;
  return {
    bits: 0,
    label,
    help,
    init: '.',
    compresses: pointers,
    inPlace: { kind: 'name', base: pointers ? base : undefined },
    ...rest,
    read(r, _v, key) {
      const from = r.at;
      const value = readName(r, pointers, base);
      if (r.trace && !r.problem) r.note(this, key, from, value);
      return value;
    },
    write(w, value = '.') {
      if (typeof value !== 'string') throw new FieldError('', 'a domain name is needed');
      writeName(w, value, compress, base);
    },
  };
}

/** A name already read, for the pointers to it: without the root's dot; bytes uncompressed. */
export interface NameRead {
  readonly text: string;
  readonly size: number;
}

/** Labels that stand side by side, before a pointer or the end. */
interface Piece {
  readonly at: number;
  readonly labels: string[];
  size: number;
}

function readName(r: Reading, pointers: boolean, base: number): string {
  const { bytes } = r;
  // The root, as OPT records have it (RFC 6891, 6.1.2): there is nothing to join.
  if (r.at < r.end && bytes[r.at] === 0) {
    r.at++;
    return '.';
  }
  letters ??= Array.from({ length: 256 }, (_, byte) => quoted(byte));
  const known = letters;
  r.names ??= new Map();
  let piece: Piece = { at: r.at, labels: [], size: 0 };
  const pieces = [piece];
  let rest: NameRead | undefined;
  let limit = r.end;
  let at = r.at;
  let end = -1;
  for (;;) {
    const n = at < limit ? (bytes[at++] as number) : -1;
    if (n === 0) break;
    if (n >= 0xc0 && at < limit && pointers) {
      const target = r.start + base + ((n & 0x3f) << 8) + (bytes[at++] as number);
      if (end < 0) end = at;
      // Only a pointer to before this part of the name can end: any other is refused.
      if (target >= piece.at) return fail(r, 'a name points forward or to itself');
      if (pieces.length > MOST_POINTERS) return fail(r, 'a name has too many pointers');
      rest = r.names.get(target);
      if (rest) break;
      limit = piece.at;
      at = target;
      piece = { at, labels: [], size: 0 };
      pieces.push(piece);
      continue;
    }
    if (n < 0 || n > 63 || at + n > limit) return fail(r, 'a name has a malformed label');
    piece.size += n + 1;
    if (piece.size >= MOST_BYTES) return fail(r, `a name is longer than ${MOST_BYTES} bytes`);
    let label = '';
    for (const stop = at + n; at < stop; at++) label += known[bytes[at] as number];
    piece.labels.push(label);
  }
  const { text, size } = joined(r.names, pieces, rest);
  if (size > MOST_BYTES) return fail(r, `a name is longer than ${MOST_BYTES} bytes`);
  r.at = end < 0 ? at : end;
  return text || '.';
}

/** The name whole; its ends are kept, for hostile packets point to one again and again. */
function joined(
  names: Map<number, NameRead>,
  pieces: readonly Piece[],
  rest: NameRead = { text: '', size: 1 },
): NameRead {
  let name = rest;
  for (const { at, labels, size } of [...pieces].reverse()) {
    const words = name.text === '' ? labels : [...labels, name.text];
    name = { text: words.join('.'), size: size + name.size };
    names.set(at, name);
  }
  return name;
}

function fail(r: Reading, why: string): string {
  r.problem = why;
  return '?';
}

/** The labels of a written name, still escaped. */
function labelsOf(text: string): string[] {
  if (text === '.' || text === '') return [];
  const labels = text.match(/(\\\d{3}|\\.|[^.\\])+/gs) ?? [];
  const whole = labels.join('.');
  // The dot of the root may stand at the end.
  if (whole !== text && `${whole}.` !== text) {
    throw new FieldError('', `${shown(text)} is no domain name`);
  }
  return labels;
}

const encoder = new TextEncoder();

function bytesOf(label: string): Uint8Array {
  const bytes: number[] = [];
  for (const [, decimal, escaped, plain] of label.matchAll(/\\(\d{3})|\\(.)|([^\\]+)/gsu)) {
    if (decimal !== undefined) bytes.push(Number(decimal));
    else for (const byte of encoder.encode(escaped ?? plain)) bytes.push(byte);
  }
  if (bytes.length > 63)
    throw new FieldError('', `a label of ${bytes.length} bytes: 63 are allowed`);
  if (bytes.some((b) => b > 255)) throw new FieldError('', `${label}: \\ddd goes up to \\255`);
  return Uint8Array.from(bytes);
}

function writeName(w: Writer, text: string, compress: boolean, base: number): void {
  w.names ??= new Map();
  if (compress && pointTo(w, w.names.get(text))) return;
  const labels = labelsOf(text);
  let suffix = labels.join('.');
  let size = 1;
  for (const label of labels) {
    const seen = w.names.get(suffix);
    if (compress && pointTo(w, seen)) return;
    const bytes = bytesOf(label);
    size += bytes.length + 1;
    if (size > MOST_BYTES) throw new FieldError('', `a name longer than ${MOST_BYTES} bytes`);
    const offset = w.at - w.start - base;
    if (offset < 0x4000 && seen === undefined) w.names.set(suffix, offset);
    const at = w.take(1);
    w.bytes[at] = bytes.length;
    w.put(bytes);
    suffix = suffix.slice(label.length + 1);
  }
  w.take(1);
}

/** A pointer has 14 bits. */
function pointTo(w: Writer, offset: number | undefined): boolean {
  if (offset === undefined) return false;
  const at = w.take(2);
  w.bytes[at] = 0xc0 | (offset >> 8);
  w.bytes[at + 1] = offset;
  return true;
}
