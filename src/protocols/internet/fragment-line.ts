import type { Reader } from '../../codec/bits.js';
import { Literal } from '../../codec/out.js';
import type { Line } from '../../codec/protocol.js';

const BYTES = new Literal(' bytes ');
const TO = new Literal('-');
const MORE = new Literal(', more follow');

/** `0xabcd bytes 1480-2959, more follow`; nothing where all of the datagram is here. */
export function fragmentLine(
  word: string,
  f: { id: Reader; digits: number; offset: Reader; more: Reader },
): Line {
  const before = new Literal(word);
  return (out, b, o, body, stop) => {
    const from = f.offset(b, o);
    const more = f.more(b, o) === 1;
    if (from === 0 && !more) return;
    out.put(before);
    out.hex(f.id(b, o), f.digits);
    out.put(BYTES);
    out.decimal(from);
    out.put(TO);
    out.decimal(Math.max(from, from + stop - body - 1));
    if (more) out.put(MORE);
  };
}
