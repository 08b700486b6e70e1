import { type PlainSum, plainSum } from '../codec/checksum/plain.js';
import type { Protocol } from '../codec/protocol.js';
import type { Seat, Seats } from './seats.js';

/** A checksum that is told to be good from data. */
export interface Plain {
  readonly seat: Seat;
  readonly sum: PlainSum;
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
    const [seat] = seats.head;
    const alone = seats.tail.length === 0 && !seats.odd && !seats.oddTail;
    const sum = alone ? plainSum(protocols, layer) : undefined;
    if (seat && sum) plain.push({ seat, sum });
    else others.push(layer);
  });
  return { protocols, plain, others };
}
