import type { Reader } from '../../codec/bits.js';
import type { Plain } from '../../codec/rules.js';
import { isToOne } from '../around.js';

interface Head {
  readonly srcport: Reader;
  readonly dstport: Reader;
  readonly ack: Reader;
  readonly flags: Reader;
  readonly window_size_value: Reader;
  readonly checksum: Reader;
  readonly urgent_pointer: Reader;
}

const HEADER = 20;
const FIN = 0x001;
const SYN = 0x002;
const RST = 0x004;
const ACK = 0x010;
const URG = 0x020;
const RESERVED = 0xe00;

/** A segment such as all connections have. */
export const tcpPlain =
  (f: Head): Plain =>
  (b, o, { cuts, index, body, stop }) => {
    const flags = f.flags(b, o);
    const opens = (flags & SYN) !== 0;
    if ((flags & (RESERVED | RST)) !== 0 || (opens && (flags & FIN) !== 0)) return false;
    if ((flags & ACK) === 0 && (!opens || f.ack(b, o) !== 0)) return false;
    if ((flags & URG) === 0 && f.urgent_pointer(b, o) !== 0) return false;
    if (f.window_size_value(b, o) === 0 || f.checksum(b, o) === 0xffff) return false;
    if (f.srcport(b, o) === 0 || f.dstport(b, o) === 0) return false;
    if (opens && (body < stop || !isToOne(b, cuts, index))) return false;
    return areUsual(b, o + HEADER, body, opens, (flags & ACK) !== 0);
  };

const NOP = 1;
const MSS = 2;
const SCALE = 3;
const SACK_PERMITTED = 4;
const TIMESTAMP = 8;
/** RFC 7323, 2.3. */
const MOST_SHIFT = 14;
/** No NOPs fill more. */
const MOST_NOPS = 3;

/** Options of the usual kinds, none twice, where they belong. */
function areUsual(
  b: Uint8Array,
  from: number,
  to: number,
  opens: boolean,
  answers: boolean,
): boolean {
  let met = 0;
  let nops = 0;
  for (let at = from; at < to; ) {
    const kind = b[at] as number;
    if (kind === NOP) {
      if (++nops > MOST_NOPS) return false;
      at++;
      continue;
    }
    nops = 0;
    const bit = 1 << kind;
    if (kind > TIMESTAMP || (met & bit) !== 0) return false;
    met |= bit;
    if (kind === TIMESTAMP) {
      const echoes = b[at + 6] || b[at + 7] || b[at + 8] || b[at + 9];
      if (!answers && echoes) return false;
    } else if (!opens) {
      return false;
    } else if (kind === MSS) {
      // Under 256 it may be too small.
      if (b[at + 2] === 0) return false;
    } else if (kind === SCALE) {
      if ((b[at + 2] as number) > MOST_SHIFT) return false;
    } else if (kind !== SACK_PERMITTED) {
      return false;
    }
    at += b[at + 1] as number;
  }
  return !opens || (met & (1 << MSS)) !== 0;
}
