import type { Reader } from '../../codec/bits.js';
import type { Fields } from '../../codec/field.js';
import { uint } from '../../codec/fixed.js';
import type { Derivation } from '../../codec/protocol.js';
import { etherTypes } from '../../registries/ethertypes.js';
import { hex } from '../show.js';
import { inBytes } from '../words.js';

/** Up to 1500 it is a length, and LLC follows (IEEE 802.3, 3.2.6). */
const LONGEST = 1500;
const isLength = (value: number): boolean => value <= LONGEST;

/** For local experiments (IEEE 802, 9.2.4): what is sent where nothing else was said. */
export const EXPERIMENTAL = 0x88b5;
/** LLC in a frame that is too long for a length. */
const JUMBO_LLC = 0x8870;

/** The two bytes that end the header of Ethernet and of its tags. */
export const lengthOrType = (
  when: (value: number) => boolean = isLength,
  look: { filter?: string } = {},
) =>
  uint(16, 'EtherType', 'what the payload is; up to 1500 its length', {
    names: etherTypes,
    show: (value) => (when(value) ? String(value) : hex(4)(value)),
    alias: { key: 'len', when },
    means: (value) => (when(value) ? `${inBytes(value)} of payload` : undefined),
    ...look,
  });

/** What to write there. */
export function toLengthOrType(d: Derivation<Fields>): number {
  if (d.number('eth.len') === undefined) return d.number('ethertype') ?? EXPERIMENTAL;
  return isLength(d.payload) ? d.payload : JUMBO_LLC;
}

/** What it says of the payload; lengths start with `least`. */
export function payloadBy(by: Reader, least = 0) {
  const isOne = (value: number): boolean => value >= least && isLength(value);
  return {
    totalLength: { by, from: least, to: LONGEST, behind: true },
    selects: {
      ethertype: { by, from: LONGEST + 1 },
      'eth.len': (b: Uint8Array, o: number, body: number) =>
        isOne(by(b, o)) && !isRawIpx(b, body) ? 0 : -1,
    },
  } as const;
}

/** Novell's "raw" frames put IPX, whose checksum is always ffff, where LLC belongs. */
const isRawIpx = (b: Uint8Array, body: number): boolean => b[body] === 0xff && b[body + 1] === 0xff;
