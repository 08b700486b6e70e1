import type { Out } from '../codec/out.js';

/** RFC 1035, 2.3.4 and 4.1.4. */
const MOST_BYTES = 255;
const MOST_LABEL = 63;
const POINTER = 0xc0;

const DOT = 46;
const QUOTE = 34;
const BACKSLASH = 92;

/** Letters that stand for themselves, in a name and in JSON. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte > 32 && byte < 127 && byte !== DOT && byte !== QUOTE && byte !== BACKSLASH),
);

/**
 * Writes a domain name without quotes, and tells where it ends in `bytes`. Pointers count from
 * `base`; negative: there are none. Gives a negative number where the name is malformed or has
 * other letters than plain ones: reading it tells.
 */
export function putName(
  out: Out,
  bytes: Uint8Array,
  from: number,
  limit: number,
  base: number,
): number {
  const { bytes: to } = out;
  let { at: put } = out;
  let at = from;
  let piece = from;
  let room = limit;
  let end = -1;
  let size = 1;
  for (let first = true; ; ) {
    const n = at < room ? (bytes[at++] as number) : -1;
    if (n === 0) {
      if (first) to[put++] = DOT;
      out.at = put;
      return end < 0 ? at : end;
    }
    if (n >= POINTER && at < room && base >= 0) {
      const target = base + ((n & 0x3f) << 8) + (bytes[at++] as number);
      if (end < 0) end = at;
      // Only a pointer to before this part of the name can end.
      if (target >= piece) return -1;
      room = piece;
      piece = target;
      at = target;
      continue;
    }
    size += n + 1;
    if (n < 0 || n > MOST_LABEL || at + n > room || size > MOST_BYTES) return -1;
    if (!first) to[put++] = DOT;
    first = false;
    for (const stop = at + n; at < stop; at++) {
      const letter = bytes[at] as number;
      if (PLAIN[letter] === 0) return -1;
      to[put++] = letter;
    }
  }
}
