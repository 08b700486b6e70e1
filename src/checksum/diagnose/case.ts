import type { Layer } from '../../codec/packet.js';
import type { Sum } from '../sums.js';

/** Sums of 16 bits count modulo this: 0 and 0xffff are the same (RFC 1071). */
export const MODULUS = 0xffff;

export const residue = (n: number): number => ((n % MODULUS) + MODULUS) % MODULUS;

/** A wrong Internet checksum, and what is needed to try how it came about. */
export interface Case {
  readonly sum: Sum;
  readonly layers: readonly Layer[];
  readonly bytes: Uint8Array;
  /** What is covered: from here to before there. */
  readonly from: number;
  readonly to: number;
  /** Where the checksum itself stands. */
  readonly at: number;
  readonly stored: number;
  readonly expected: number;
  /** Its words added up with no carry folded in, the checksum's own as zero. */
  readonly own: number;
  /** The same of the pseudo-header; 0 where there is none. */
  readonly pseudo: number;
  /** What the sum that is stored counted too much, modulo 65,535. */
  readonly excess: number;
}

/** Bytes added as big-endian words, of which the first starts at an even place. */
export function plainSum(bytes: Uint8Array, from: number, to: number, odd = false): number {
  let sum = 0;
  let high = !odd;
  for (let i = from; i < to; i++) {
    sum += high ? (bytes[i] as number) * 256 : (bytes[i] as number);
    high = !high;
  }
  return sum;
}

/** The length in the pseudo-header, as words. */
export const lengthWords = (length: number): number =>
  Math.floor(length / 0x10000) + (length & 0xffff);

export function caseOf(sum: Sum, expected: number): Case {
  const { seal, sealed, stored } = sum;
  const { bytes, start: from, at } = sealed;
  const to = seal.endOf(sealed);
  const own = plainSum(bytes, from, at) + plainSum(bytes, at + 2, to);
  const pseudo = pseudoSum(sum);
  return {
    sum,
    layers: sum.layer.packet.layers,
    bytes,
    from,
    to,
    at,
    stored,
    expected,
    own,
    pseudo,
    excess: residue(-stored - own - pseudo),
  };
}

function pseudoSum({ seal, sealed }: Sum): number {
  const { addresses: a, start, end } = sealed;
  if (seal.pseudo === undefined || !a) return 0;
  const addresses =
    plainSum(a.bytes, a.src, a.src + a.size) + plainSum(a.bytes, a.dst, a.dst + a.size);
  return addresses + seal.pseudo + lengthWords(end - start);
}

/** The excess that such a value in the field stands for. */
export const excessOf = (c: Case, value: number): number => -value - c.own - c.pseudo;

/** One way in which it may have gone wrong: what it would have counted too much. */
export interface Try {
  readonly excess: number;
  readonly what: () => string;
}

/** Something that may have gone wrong: the ways to try, and what to say where some of them fit. */
export interface Hypothesis {
  readonly name: string;
  tries(c: Case): Iterable<Try>;
  text(found: readonly string[], c: Case): string;
  /** Says nothing new where one of these fits. */
  readonly unless?: readonly string[];
}

export const hex16 = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`;

/** `a, b or c`. */
export function either(words: readonly string[]): string {
  const distinct = [...new Set(words)];
  const last = distinct.pop() ?? '';
  return distinct.length ? `${distinct.join(', ')} or ${last}` : last;
}
