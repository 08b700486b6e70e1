import type { Sum } from '../sums.js';
import { fieldAt } from './covered.js';
import { type Diagnosis, diagnosis } from './diagnosis.js';

/** Frames are not longer; beyond it the search would take long. */
const MOST = 1 << 18;
const POLYNOMIALS = { crc32: 0xedb88320, crc32c: 0x82f63b78 };

/**
 * A CRC is linear: one flipped bit changes it by what depends on the bit's distance from the end
 * alone. `syndrome` is stored against expected, as the reflected register holds it.
 */
export function flippedBit(sum: Sum, syndrome: number, of: number): Diagnosis[] {
  const { algorithm } = sum.seal;
  if (algorithm === 'internet') return [];
  const { bytes, start, at } = sum.sealed;
  const end = sum.seal.endOf(sum.sealed);
  const found = inChecksum(at, syndrome) ?? inBytes(start, end, POLYNOMIALS[algorithm], syndrome);
  if (!found || (found.at >= at && found.at < at + 4 && !found.own)) return [];
  const name = fieldAt(sum.layer.packet.layers, found.at * 8 + 7 - Math.log2(found.mask));
  const byte = bytes[found.at] ?? 0;
  const two = (v: number) => v.toString(16).padStart(2, '0');
  const text =
    `One flipped bit explains it: byte ${found.at}${name ? ` (${name})` : ''} was ` +
    `${two(byte ^ found.mask)}, and is ${two(byte)}. The CRC tells which.`;
  return [diagnosis('flipped-bit', text, (Math.min(end - start, MOST) + 4) * 8, of)];
}

interface Flip {
  readonly at: number;
  readonly mask: number;
  readonly own: boolean;
}

/** The register goes out low byte first. */
function inChecksum(at: number, syndrome: number): Flip | undefined {
  const bit = Math.log2(syndrome);
  if (!Number.isInteger(bit)) return undefined;
  return { at: at + (bit >> 3), mask: 1 << (bit & 7), own: true };
}

function inBytes(start: number, end: number, poly: number, syndrome: number): Flip | undefined {
  // What the last bit leaves when it is pushed out.
  let register = poly;
  for (let at = end - 1; at >= start && end - at <= MOST; at--) {
    // The first bit in is the lowest of the byte: the highest is nearest to the end.
    for (let mask = 0x80; mask > 0; mask >>= 1) {
      if (register === syndrome) return { at, mask, own: false };
      register = register & 1 ? ((register >>> 1) ^ poly) >>> 0 : register >>> 1;
    }
  }
  return undefined;
}
