import type { Cuts } from '../codec/dissect.js';
import type { Protocol } from '../codec/protocol.js';

// What is around a layer, for rules that run on every packet.

/**
 * Where the Ethernet frame starts that is straight around a datagram, through tags; negative:
 * there is none.
 */
export function frameStart({ protocols, start }: Cuts, index: number): number {
  for (let i = index - 1; i >= 0; i--) {
    const protocol = protocols[i] as Protocol;
    if (isFrame(protocol)) return start[i] as number;
    if (!isTag(protocol)) return -1;
  }
  return -1;
}

export const isFrame = ({ plan }: Protocol): boolean => plan.ends === 'link';
/** It says by an EtherType what follows, as the frame does, and is from nobody to nobody. */
export const isTag = ({ plan }: Protocol): boolean =>
  plan.nextTable === 'ethertype' && plan.ends === undefined;

/** The datagram straight around is surely to one host, or there is none. */
export function isToOne(b: Uint8Array, { protocols, start, body }: Cuts, index: number): boolean {
  if (index === 0) return true;
  const from = start[index - 1] as number;
  const to = body[index - 1] as number;
  const found = protocols[index - 1]?.plan.addresses?.(b, from, to);
  if (found === undefined) return false;
  const first = b[found.dst] as number;
  // Options and extensions may tell another receiver.
  return found.size === 4 ? first < 224 && to === from + 20 : first < 255 && to === from + 40;
}

/** Two addresses are the same; their ends differ, as a rule. */
export function isSame(b: Uint8Array, one: number, other: number, size: number): boolean {
  for (let i = size - 1; i >= 0; i--) if (b[one + i] !== b[other + i]) return false;
  return true;
}
