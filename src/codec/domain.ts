import { type Field, FieldError } from './field.js';
import type { Look } from './fixed.js';
import type { Reading } from './reading.js';
import type { Writer } from './writer.js';

/** RFC 1035, 2.3.4: 255 bytes a name, so at most 127 labels; it bounds hostile pointers too. */
const MOST_BYTES = 255;

/** Letters that stand for themselves; others are written `\ddd`, dots and backslashes `\.` `\\`. */
function quoted(byte: number): string {
  if (byte === 46 || byte === 92) return `\\${String.fromCharCode(byte)}`;
  if (byte > 32 && byte < 127) return String.fromCharCode(byte);
  return `\\${String(byte).padStart(3, '0')}`;
}

/**
 * A domain name, compressed by pointers to earlier ones (RFC 1035, 4.1.4). With `compress: false`
 * it is written whole; without `pointers` it cannot be read otherwise either. Pointers count from `base` bytes behind the layer's start.
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
    ...rest,
    read(r, _v, key) {
      const from = r.at;
      const value = readName(r, pointers, base);
      if (r.trace && !r.problem) r.note(this, key, from, value);
      return value;
    },
    write(w, value = '.') {
      if (typeof value !== 'string') throw new FieldError('', 'a domain name is needed');
      writeName(w, labelsOf(value), compress, base);
    },
  };
}

function readName(r: Reading, pointers: boolean, base: number): string {
  const { bytes } = r;
  const labels: string[] = [];
  let at = r.at;
  // Only a pointer to before this part of the name can end: any other is refused.
  let part = r.at;
  let limit = r.end;
  let end = -1;
  let size = 1;
  for (;;) {
    const n = at < limit ? (bytes[at++] as number) : -1;
    if (n === 0) break;
    if (n >= 0xc0 && at < limit && pointers) {
      const target = r.start + base + ((n & 0x3f) << 8) + (bytes[at++] as number);
      if (end < 0) end = at;
      if (target >= part) return fail(r, 'a name points forward or to itself');
      limit = part;
      part = target;
      at = target;
      continue;
    }
    if (n < 0 || n > 63 || at + n > limit) return fail(r, 'a name has a malformed label');
    size += n + 1;
    if (size > MOST_BYTES) return fail(r, `a name is longer than ${MOST_BYTES} bytes`);
    let label = '';
    for (const stop = at + n; at < stop; at++) label += quoted(bytes[at] as number);
    labels.push(label);
  }
  r.at = end < 0 ? at : end;
  return labels.length ? labels.join('.') : '.';
}

function fail(r: Reading, why: string): string {
  r.problem = why;
  return '?';
}

/** The labels of a written name, still escaped. */
function labelsOf(text: string): string[] {
  if (text === '.' || text === '') return [];
  const labels = text.match(/(\\\d{3}|\\.|[^.\\])+/gs) ?? [];
  if (labels.join('.') !== text.replace(/\.$/, '')) {
    throw new FieldError('', `${JSON.stringify(text)} is no domain name`);
  }
  return labels;
}

const encoder = new TextEncoder();

function bytesOf(label: string): Uint8Array {
  const bytes: number[] = [];
  for (const [, decimal, escaped, plain] of label.matchAll(/\\(\d{3})|\\(.)|([^\\])/gsu)) {
    if (decimal !== undefined) bytes.push(Number(decimal));
    else bytes.push(...encoder.encode(escaped ?? plain));
  }
  if (bytes.length > 63)
    throw new FieldError('', `a label of ${bytes.length} bytes: 63 are allowed`);
  if (bytes.some((b) => b > 255)) throw new FieldError('', `${label}: \\ddd goes up to \\255`);
  return Uint8Array.from(bytes);
}

function writeName(w: Writer, labels: readonly string[], compress: boolean, base: number): void {
  w.names ??= new Map();
  let size = 1;
  for (let i = 0; i < labels.length; i++) {
    const suffix = labels.slice(i).join('.');
    const seen = w.names.get(suffix);
    if (compress && seen !== undefined) {
      const at = w.take(2);
      w.bytes[at] = 0xc0 | (seen >> 8);
      w.bytes[at + 1] = seen;
      return;
    }
    const bytes = bytesOf(labels[i] as string);
    size += bytes.length + 1;
    if (size > MOST_BYTES) throw new FieldError('', `a name longer than ${MOST_BYTES} bytes`);
    const offset = w.at - w.start - base;
    // A pointer has 14 bits.
    if (offset < 0x4000 && seen === undefined) w.names.set(suffix, offset);
    const at = w.take(1);
    w.bytes[at] = bytes.length;
    w.put(bytes);
  }
  w.take(1);
}
