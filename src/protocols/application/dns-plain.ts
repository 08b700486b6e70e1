import type { Plain } from '../../codec/rules.js';
import { dnsTypes } from '../../registries/dns.js';

const HEADER = 12;
const POINTER_TO_QUESTION = 0xc000 | HEADER;
const QUERY_TYPES = 255;
const A = 1;
const AAAA = 28;

const word = (b: Uint8Array, at: number): number =>
  ((b[at] as number) << 8) | (b[at + 1] as number);

/** RFC 6895, 3.2. */
const isClass = (klass: number): boolean =>
  klass === 1 || klass === 3 || klass === 4 || klass === 254 || klass === 255;

/** Behind a name written whole, in letters that stand for themselves; negative: it is not. */
function behindName(b: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; ) {
    const n = b[at++] as number;
    if (n === 0) return at - from > 1 ? at : -1;
    if (n > 63 || at + n >= end || at - from > 127) return -1;
    for (const stop = at + n; at < stop; at++) {
      const letter = b[at] as number;
      if (letter <= 32 || letter > 126 || letter === 46 || letter === 92) return -1;
    }
  }
  return -1;
}

/**
 * One question, and addresses for its name: what nearly all messages are. Names stand in them in
 * one way alone, and no check has anything to say.
 */
export function isUsual(b: Uint8Array, start: number, end: number): boolean {
  if (start + HEADER >= end || word(b, start + 4) !== 1) return false;
  const flags = word(b, start + 2);
  const answers = word(b, start + 6) + word(b, start + 8) + word(b, start + 10);
  const asks = (flags & 0x8000) === 0;
  // Opcode, reserved bit; of a query also what answers alone may say.
  if ((flags & 0x7840) !== 0 || (asks && ((flags & 0x060f) !== 0 || answers > 0))) return false;
  let at = behindName(b, start + HEADER, end);
  if (at < 0 || at + 4 > end) return false;
  const type = word(b, at);
  if (type >= QUERY_TYPES || dnsTypes.nameOf(type) === undefined) return false;
  if (!isClass(word(b, at + 2))) return false;
  at += 4;
  for (let i = 0; i < answers; i++) {
    if (at + 12 > end || word(b, at) !== POINTER_TO_QUESTION) return false;
    const kind = word(b, at + 2);
    if ((kind !== A && kind !== AAAA) || !isClass(word(b, at + 4))) return false;
    if ((b[at + 6] as number) > 127) return false;
    at += 12 + word(b, at + 10);
  }
  return at === end;
}

export const dnsPlain: Plain = (b, o, { body, stop }) => body === stop && isUsual(b, o, body);
