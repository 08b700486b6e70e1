import { crc32, crc32c } from './crc.js';
import { fold, sum16 } from './internet.js';

/** What a checksum covers, and where it stands. */
export interface Sealed {
  readonly bytes: Uint8Array;
  /** Of the layer. */
  readonly start: number;
  /** Where its header ends. */
  readonly body: number;
  /** Where the layer ends, payload included. */
  readonly end: number;
  /** Where the checksum stands. */
  readonly at: number;
  /** The addresses of the pseudo-header. */
  readonly addresses: Addresses | undefined;
}

/** Source and final destination, as the network layer tells them: where they stand in `bytes`. */
export interface Addresses {
  readonly bytes: Uint8Array;
  readonly size: 4 | 16;
  readonly src: number;
  readonly dst: number;
}

/** `absent`: none was made. `partial`: the pseudo-header's sum alone, as offload leaves it. */
export type Verdict = 'good' | 'bad' | 'absent' | 'partial' | 'unverified';

/** A checksum: how it is made, and how a stored one is judged. */
export interface Seal {
  readonly algorithm: 'internet' | 'crc32' | 'crc32c';
  /** The protocol number of the pseudo-header, where there is one. */
  readonly pseudo?: number | undefined;
  /** 0 says that there is none, and a sum of 0 is sent as 0xffff. */
  readonly optional: boolean;
  /** Where the covered part ends. */
  endOf(s: Sealed): number;
  /** It covers the header alone: a cut payload does not matter. */
  readonly header: boolean;
  compute(s: Sealed): number;
  /** What is stored checks. */
  holds(s: Sealed, stored: number): boolean;
  /** Stored so, and that is 0 if anything, it says that there is none. */
  absent(s: Sealed, stored: number): boolean;
  /** What a host leaves to its network card to finish. */
  partial?(s: Sealed): number;
}

interface InternetLook {
  /** `header` leaves the payload out. */
  over?: 'header' | 'all';
  /** The protocol number in the pseudo-header; none if left out. */
  pseudo?: number;
  /** Where the covered part ends, if before the layer's end (UDP-Lite, DCCP). */
  cover?: (bytes: Uint8Array, start: number, end: number) => number;
  /** UDP's: 0 says that there is none, and a sum of 0 is sent as 0xffff (RFC 768). */
  optional?: boolean;
}

/** The Internet checksum (RFC 1071), with or without a pseudo-header. */
export function internet(look: InternetLook = {}): Seal {
  const { over = 'all', pseudo, cover, optional = false } = look;
  const pseudoSum = (s: Sealed): number => {
    if (pseudo === undefined || !s.addresses) return 0;
    const { bytes, size, src, dst } = s.addresses;
    const length = s.end - s.start;
    // They stand side by side, as a rule.
    const addresses =
      dst === src + size
        ? sum16(bytes, src, dst + size)
        : sum16(bytes, src, src + size) + sum16(bytes, dst, dst + size);
    return addresses + pseudo + (length >>> 16) + (length & 0xffff);
  };
  const endOf = (s: Sealed): number =>
    over === 'header' ? s.body : (cover?.(s.bytes, s.start, s.end) ?? s.end);
  return {
    algorithm: 'internet',
    pseudo,
    optional,
    endOf,
    header: over === 'header',
    absent: (s, stored) => optional && stored === 0 && s.addresses?.size !== 16,
    // The field's own complement is in the sum: all ones come out (RFC 1071, 1 (3)). For UDP, 0
    // where 0xffff should be says that there is no checksum: that does not hold.
    holds: (s, stored) =>
      fold(sum16(s.bytes, s.start, endOf(s)) + pseudoSum(s)) === 0xffff &&
      !(optional && stored === 0),
    compute(s) {
      const own = sum16(s.bytes, s.start, s.at) + sum16(s.bytes, s.at + 2, endOf(s));
      const sum = ~fold(own + pseudoSum(s)) & 0xffff;
      return optional && sum === 0 ? 0xffff : sum;
    },
    ...(pseudo === undefined ? {} : { partial: (s: Sealed) => fold(pseudoSum(s)) }),
  };
}

/** A CRC-32, sent low byte first. */
function reflected(
  algorithm: Seal['algorithm'],
  endOf: Seal['endOf'],
  crc: (s: Sealed) => number,
): Seal {
  const compute = (s: Sealed): number => {
    const v = crc(s);
    return (((v & 0xff) << 24) | ((v & 0xff00) << 8) | ((v >>> 8) & 0xff00) | (v >>> 24)) >>> 0;
  };
  return {
    algorithm,
    optional: false,
    endOf,
    header: false,
    absent: () => false,
    holds: (s, stored) => compute(s) === stored,
    compute,
  };
}

/** CRC-32C over all of the layer with the field as zero (RFC 9260, 6.8). */
export const sctpChecksum = reflected(
  'crc32c',
  ({ end }) => end,
  ({ bytes, start, end, at }) => crc32c(bytes, start, end, at, 4),
);

/** CRC-32 over all before it (IEEE 802.3, 3.2.9). */
export const frameCheck = reflected(
  'crc32',
  ({ at }) => at,
  ({ bytes, start, at }) => crc32(bytes, start, at),
);
