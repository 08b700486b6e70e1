import { Literal, type Out } from '../../codec/out.js';
import type { Line } from '../../codec/protocol.js';
import { dnsRcodes, dnsTypes } from '../../registries/dns.js';

// What is asked of every DNS packet of a capture, straight from the bytes.

const HEADER = 12;
/** RFC 1035, 2.3.4. */
const MOST_BYTES = 255;
const POINTER = 0xc0;

/** Where the name at `at` ends; negative: malformed, or it may be. */
function nameEnd(b: Uint8Array, start: number, from: number, limit: number): number {
  let at = from;
  let piece = from;
  let end = -1;
  let size = 1;
  let room = limit;
  for (;;) {
    const n = at < room ? (b[at++] as number) : -1;
    if (n === 0) return end < 0 ? at : end;
    if (n >= POINTER && at < room) {
      const target = start + ((n & 0x3f) << 8) + (b[at++] as number);
      if (end < 0) end = at;
      if (target >= piece) return -1;
      room = piece;
      piece = target;
      at = target;
      continue;
    }
    size += n + 1;
    if (n < 0 || n > 63 || size > MOST_BYTES) return -1;
    at += n;
  }
}

const count = (b: Uint8Array, at: number): number =>
  ((b[at] as number) << 8) | (b[at + 1] as number);

/** Bytes of a message; negative: it is malformed, or may be: reading it tells. */
export function messageLength(b: Uint8Array, start: number, limit: number): number {
  let at = start + HEADER;
  if (at > limit) return -1;
  const questions = count(b, start + 4);
  for (let i = 0; i < questions; i++) {
    at = nameEnd(b, start, at, limit) + 4;
    if (at < 4 || at > limit) return -1;
  }
  const records = count(b, start + 6) + count(b, start + 8) + count(b, start + 10);
  for (let i = 0; i < records; i++) {
    at = nameEnd(b, start, at, limit) + 10;
    if (at < 10 || at > limit) return -1;
    at += count(b, at - 2);
    if (at > limit) return -1;
  }
  return at - start;
}

const QUERY = new Literal('query');
const RESPONSE = new Literal('response');
const SPACE = new Literal(' ');
const ROOT = new Literal('.');
const BACKSLASH = 92;
const DOT = 46;

/** `query A example.com`, `response A example.com Name error`. */
export function messageLine(base: number): Line {
  return (out, b, o, _body, stop) => {
    const start = o + base;
    if (start + HEADER > stop) return;
    out.put((b[start + 2] as number) & 0x80 ? RESPONSE : QUERY);
    const from = start + HEADER;
    const end = count(b, start + 4) + count(b, start + 6) ? nameEnd(b, start, from, stop) : -1;
    if (end >= 0 && end + 2 <= stop) {
      const type = count(b, end);
      out.put(SPACE);
      out.text(dnsTypes.nameOf(type) ?? String(type));
      out.put(SPACE);
      writeName(out, b, start, from);
    }
    const rcode = (b[start + 3] as number) & 15;
    if (rcode === 0) return;
    out.put(SPACE);
    out.text(dnsRcodes.textOf(rcode) ?? `code ${rcode}`);
  };
}

/** A name that was found to be whole. */
function writeName(out: Out, b: Uint8Array, start: number, from: number): void {
  let at = from;
  if (b[at] === 0) out.put(ROOT);
  for (let first = true; ; ) {
    const n = b[at++] as number;
    if (n === 0) return;
    if (n >= POINTER) {
      at = start + ((n & 0x3f) << 8) + (b[at] as number);
      continue;
    }
    if (!first) out.byte(DOT);
    first = false;
    for (const stop = at + n; at < stop; at++) writeLetter(out, b[at] as number);
  }
}

/** As domain names are written: `\.` is no separator, `\007` no letter. */
function writeLetter(out: Out, byte: number): void {
  if (byte === DOT || byte === BACKSLASH) out.byte(BACKSLASH);
  if (byte > 32 && byte < 127) {
    out.byte(byte);
    return;
  }
  out.byte(BACKSLASH);
  out.text(String(byte).padStart(3, '0'));
}
