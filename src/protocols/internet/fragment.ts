import type { Reader } from '../../codec/bits.js';
import type { Loose } from '../../codec/field.js';
import { uint } from '../../codec/fixed.js';
import { Literal } from '../../codec/out.js';
import type { Line } from '../../codec/protocol.js';
import { grouped } from '../words.js';

// What fragments of both versions have in common.

/** Thirteen bits (RFC 791, 3.1; RFC 8200, 4.5). */
export const fragmentOffset = (label: string, whole: string, hasMore: (v: Loose) => boolean) =>
  uint(13, label, 'in bytes, a multiple of 8', {
    scale: 8,
    means(offset, v) {
      if (offset > 0) return `bytes ${grouped(offset)} and on of the ${whole}`;
      return hasMore(v) ? 'first fragment' : 'first and only fragment';
    },
  });

const BYTES = new Literal(' bytes ');
const TO = new Literal('-');
const MORE = new Literal(', more follow');

/** `0xabcd bytes 1480-2959, more follow`; nothing where all of the datagram is here. */
export function fragmentLine(
  word: string,
  digits: number,
  idOf: Reader,
  offsetOf: Reader,
  moreOf: Reader,
): Line {
  const before = new Literal(word);
  return (out, b, o, body, stop) => {
    const from = offsetOf(b, o);
    const more = moreOf(b, o) === 1;
    if (from === 0 && !more) return;
    out.put(before);
    out.hex(idOf(b, o), digits);
    out.put(BYTES);
    out.decimal(from);
    out.put(TO);
    out.decimal(Math.max(from, from + stop - body - 1));
    if (more) out.put(MORE);
  };
}
