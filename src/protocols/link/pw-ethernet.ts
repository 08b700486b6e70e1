import { reader } from '../../codec/bits.js';
import { etherTypes } from '../../registries/ethertypes.js';

const read16 = reader(0, 16);
const HEADER = 14;
const CONTROL_WORD = 4;

/** What a pseudowire carries that starts with four zero bits: nothing tells, only its types fit. */
export type Guess = 'ethernet' | 'control word' | undefined;

/**
 * A known EtherType is a better sign than a length that fits. Behind a control word it is rarer by
 * chance than in front of one: there the operation's addresses of ARP would pass for one.
 */
export function guessEthernet(b: Uint8Array, at: number, end: number): Guess {
  if ((b[at] ?? 0) >> 4 !== 0) return undefined;
  if (isKnown(b, at, end)) return 'ethernet';
  if (isKnown(b, at + CONTROL_WORD, end)) return 'control word';
  if (fits(b, at + CONTROL_WORD, end)) return 'control word';
  return fits(b, at, end) ? 'ethernet' : undefined;
}

const typeAt = (b: Uint8Array, at: number, end: number): number =>
  at + HEADER <= end ? read16(b, at + 12) : -1;

const isKnown = (b: Uint8Array, at: number, end: number): boolean =>
  etherTypes.nameOf(typeAt(b, at, end)) !== undefined;

/** LLC has three bytes at least. */
function fits(b: Uint8Array, at: number, end: number): boolean {
  const length = typeAt(b, at, end);
  return length >= 3 && length <= 1500 && at + HEADER + length <= end;
}
