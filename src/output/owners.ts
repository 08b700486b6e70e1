import type { Packet } from '../codec/packet.js';

/** The index of the layer to which each byte belongs. */
export function ownersOf(packet: Packet): Uint8Array {
  const owners = new Uint8Array(packet.bytes.length);
  // The tails of the layers around stand behind all that lies within: each has its own bytes.
  for (const { index, offset, body, protocol, tailStart, end } of packet.layers) {
    owners.fill(index, offset, body);
    if (protocol.plan.tail) owners.fill(index, tailStart, end);
  }
  return owners;
}

/** Neighbouring bytes of one layer. */
export interface Stretch {
  readonly layer: number;
  readonly from: number;
  readonly to: number;
}

export function stretchesOf(owners: Uint8Array, from = 0, to = owners.length): Stretch[] {
  const found: Stretch[] = [];
  for (let at = from; at < to; ) {
    const start = at;
    const layer = owners[start] as number;
    while (at < to && owners[at] === layer) at++;
    found.push({ layer, from: start, to: at });
  }
  return found;
}

const MORE = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A letter for each layer that has bytes, from its name where that is possible. */
export function lettersOf(packet: Packet, owners: Uint8Array): string[] {
  const present = new Set(owners);
  const taken = new Set<string>();
  return packet.layers.map(({ index, protocol: { short } }) => {
    if (!present.has(index)) return '';
    const wanted = short.replace(/[^a-z]/gi, '');
    const all = [...wanted.toLowerCase(), ...wanted.toUpperCase(), ...MORE];
    // More layers than letters: the legend tells them apart.
    const letter = all.find((one) => !taken.has(one)) ?? '*';
    taken.add(letter);
    return letter;
  });
}
