import { crc32, crc32c } from '../codec/checksum/crc.js';
import { internetChecksum } from '../codec/checksum/internet.js';
import { adler32, fletcher16 } from '../codec/checksum/simple.js';

export interface Algorithm {
  readonly bits: number;
  readonly of: (bytes: Uint8Array) => number;
  /** On the wire its low byte comes first. */
  readonly little: boolean;
}

export const algorithms: Readonly<Record<string, Algorithm>> = {
  inet: { bits: 16, of: internetChecksum, little: false },
  crc32: { bits: 32, of: (bytes) => crc32(bytes), little: true },
  crc32c: { bits: 32, of: (bytes) => crc32c(bytes), little: true },
  fletcher16: { bits: 16, of: (bytes) => fletcher16(bytes), little: false },
  adler32: { bits: 32, of: (bytes) => adler32(bytes), little: false },
};

/** A stretch of bytes; an offset below zero counts from the end. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
  /** As it was asked for. */
  readonly typed: string;
}

/** The bytes without some, and with others as zeros; all places are those of the bytes given. */
export function prepared(
  bytes: Uint8Array,
  skip: readonly Stretch[],
  zero: readonly Stretch[],
): Uint8Array {
  if (!skip.length && !zero.length) return bytes;
  const own = bytes.slice();
  for (const one of zero) own.fill(0, ...placeOf(one, bytes));
  const out = skip.map((one) => placeOf(one, bytes)).sort(([a], [b]) => a - b);
  let at = 0;
  let kept = 0;
  for (const [from, to] of out) {
    if (from > at) {
      own.copyWithin(kept, at, from);
      kept += from - at;
    }
    at = Math.max(at, to);
  }
  own.copyWithin(kept, at);
  return own.subarray(0, kept + own.length - at);
}

function placeOf(
  { offset, length, typed }: Stretch,
  bytes: Uint8Array,
): [from: number, to: number] {
  const from = offset < 0 ? bytes.length + offset : offset;
  if (from >= 0 && from + length <= bytes.length) return [from, from + length];
  throw new RangeError(`${typed} is not within the ${bytes.length} bytes`);
}

/** Source and destination, of four bytes or of sixteen, and what follows in them. */
export interface Pseudo {
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
  readonly protocol: number;
  /** Of what is behind; left out: as many bytes as there are. */
  readonly length: number | undefined;
}

/** RFC 9293, 3.1 for IPv4; RFC 8200, 8.1 for IPv6. */
export function pseudoHeader(pseudo: Pseudo, length: number): Uint8Array {
  const { source, destination, protocol } = pseudo;
  const size = source.length;
  const header = new Uint8Array(2 * size + (size === 4 ? 4 : 8));
  const view = new DataView(header.buffer);
  const told = pseudo.length ?? length;
  header.set(source);
  header.set(destination, size);
  if (size === 4) {
    header[9] = protocol;
    view.setUint16(10, told);
  } else {
    view.setUint32(32, told);
    header[39] = protocol;
  }
  return header;
}
