import { coversAll } from '../codec/checksum/covers.js';
import type { Protocol } from '../codec/protocol.js';
import type { Seat, Seats } from './seats.js';

/** A checksum of which all that must be known to tell that it is good is data. */
export interface Plain {
  readonly seat: Seat;
  readonly layer: number;
  /** It covers the header alone. */
  readonly header: boolean;
  readonly optional: boolean;
  /** The protocol number of the pseudo-header; negative: there is none. */
  readonly pseudo: number;
  /** The layer with the addresses: where they start in it, and end. */
  readonly around: number;
  readonly from: number;
  readonly to: number;
  /** Bytes of that layer's header, when it is one that has them there. */
  readonly head: number;
}

/** The checksums of packets of these layers. */
export interface Row {
  readonly protocols: readonly Protocol[];
  readonly plain: readonly Plain[];
  /** Layers whose checksums, if there are any, have to be met one by one. */
  readonly others: readonly number[];
}

export function rowOf(protocols: readonly Protocol[], seatsOf: (p: Protocol) => Seats): Row {
  const plain: Plain[] = [];
  const others: number[] = [];
  protocols.forEach((protocol, layer) => {
    const seats = seatsOf(protocol);
    if (seats.none) return;
    const one = plainIn(protocols, layer, seats);
    if (one) plain.push(one);
    else others.push(layer);
  });
  return { protocols, plain, others };
}

const NONE = { around: 0, from: 0, to: 0, head: 0 };

/** The only checksum of a layer. */
function plainIn(protocols: readonly Protocol[], layer: number, seats: Seats): Plain | undefined {
  const [seat, ...more] = seats.head;
  if (!seat || more.length + seats.tail.length > 0 || seats.odd || seats.oddTail) return undefined;
  const { seal, bytes } = seat;
  if (seal.algorithm !== 'internet' || bytes !== 2 || !coversAll(seal)) return undefined;
  const { header, optional, pseudo = -1 } = seal;
  const addresses = pseudo < 0 ? NONE : addressesFor(protocols, layer);
  if (!addresses) return undefined;
  const { around, from, to, head } = addresses;
  // Written out: objects that were spread have no shape in common.
  return { seat, layer, header, optional, pseudo, around, from, to, head };
}

/** Where they always stand, behind each other, in a header of nothing but its fixed part. */
function addressesFor(protocols: readonly Protocol[], layer: number) {
  const around = protocols.findLastIndex(({ plan }, i) => i < layer && plan.addresses);
  const { plan } = protocols[around] ?? {};
  if (!plan || protocols.slice(around + 1, layer).some((one) => one.plan.reroutes))
    return undefined;
  const { head } = plan;
  const found = plan.addresses?.(new Uint8Array(head), 0, head);
  if (!found || found.dst !== found.src + found.size) return undefined;
  return { around, from: found.src, to: found.dst + found.size, head };
}
