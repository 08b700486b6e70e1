import type { Protocol } from '../../codec/protocol.js';
import type { View } from '../../codec/view.js';
import { Counts } from './counts.js';
import type { Ends, Place } from './ends.js';

/** Words of an address as a key: its length, and 16 bytes. */
export const ADDRESS = 5;
const PORTS = 1 << 16;
const PORT_BYTES = 2;

/** Packets and bytes of each port. */
export interface PortCounts {
  readonly protocol: Protocol;
  readonly packets: Float64Array;
  readonly bytes: Float64Array;
}

/** Who takes part: a packet counts for both its ends. */
export class Talkers {
  readonly addresses: Counts;
  readonly pairs: Counts;
  readonly ports: PortCounts[] = [];
  private readonly from = new Int32Array(ADDRESS);
  private readonly to = new Int32Array(ADDRESS);

  /** At most so many addresses, and pairs of them, are kept in mind. */
  constructor(most?: number) {
    this.addresses = new Counts(ADDRESS, most);
    this.pairs = new Counts(2 * ADDRESS, most);
  }

  add(view: View, { addresses, ports }: Ends): void {
    if (addresses !== undefined && isHere(view, addresses)) this.addAddresses(view, addresses);
    if (ports !== undefined && isHere(view, ports)) this.addPorts(view, ports);
  }

  private addAddresses({ bytes, cuts, len }: View, place: Place): void {
    const start = cuts.start[place.layer] as number;
    const { from, to, addresses, pairs } = this;
    readAddress(from, bytes, start + place.from, place.size);
    readAddress(to, bytes, start + place.to, place.size);
    const order = compare(from, to);
    addresses.key.set(from);
    addresses.add(len);
    if (order !== 0) {
      addresses.key.set(to);
      addresses.add(len);
    }
    // Both directions are one conversation.
    pairs.key.set(order < 0 ? from : to);
    pairs.key.set(order < 0 ? to : from, ADDRESS);
    pairs.add(len);
  }

  private addPorts({ bytes, cuts, len }: View, place: Place): void {
    if (place.size !== PORT_BYTES) return;
    const start = cuts.start[place.layer] as number;
    const counts = this.countsOf(place.protocol);
    const from = portAt(bytes, start + place.from);
    const to = portAt(bytes, start + place.to);
    count(counts, from, len);
    if (from !== to) count(counts, to, len);
  }

  private countsOf(protocol: Protocol): PortCounts {
    for (let i = 0; i < this.ports.length; i++) {
      const counts = this.ports[i] as PortCounts;
      if (counts.protocol === protocol) return counts;
    }
    const packets = new Float64Array(PORTS);
    const made = { protocol, packets, bytes: new Float64Array(PORTS) };
    this.ports.push(made);
    return made;
  }
}

/** The head of the layer is whole. */
function isHere({ cuts }: View, { layer, protocol }: Place): boolean {
  const head = (cuts.body[layer] as number) - (cuts.start[layer] as number);
  return head >= protocol.plan.head;
}

function readAddress(key: Int32Array, bytes: Uint8Array, from: number, size: number): void {
  key[0] = size;
  for (let word = 1; word < ADDRESS; word++) key[word] = 0;
  for (let i = 0; i < size; i++) {
    const word = 1 + (i >> 2);
    key[word] = (key[word] as number) | ((bytes[from + i] as number) << (24 - 8 * (i & 3)));
  }
}

function compare(a: Int32Array, b: Int32Array): number {
  for (let i = 0; i < ADDRESS; i++) {
    if (a[i] !== b[i]) return ((a[i] as number) >>> 0) - ((b[i] as number) >>> 0);
  }
  return 0;
}

const portAt = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) << 8) | (bytes[at + 1] as number);

function count({ packets, bytes }: PortCounts, port: number, size: number): void {
  packets[port] = (packets[port] as number) + 1;
  bytes[port] = (bytes[port] as number) + size;
}
