import type { Derivation } from '../../codec/protocol.js';
import type { Fields } from '../../codec/field.js';

/** Up to 1500 it is a length, and LLC follows (IEEE 802.3, 3.2.6). */
export const isLength = (value: number): boolean => value <= 1500;

/** For local experiments (IEEE 802, 9.2.4): what is sent where nothing else was said. */
const EXPERIMENTAL = 0x88b5;
/** LLC in a frame that is too long for a length. */
const JUMBO_LLC = 0x8870;

/** What to write where an EtherType or a length goes. */
export function lengthOrType(d: Derivation<Fields>): number {
  if (d.number('eth.len') === undefined) return d.number('ethertype') ?? EXPERIMENTAL;
  return isLength(d.payload) ? d.payload : JUMBO_LLC;
}

/** Novell's "raw" frames put IPX, whose checksum is always ffff, where LLC belongs. */
export const isRawIpx = (b: Uint8Array, body: number): boolean =>
  b[body] === 0xff && b[body + 1] === 0xff;
