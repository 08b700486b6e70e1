import type { Packet } from '../../codec/packet.js';
import { randomAt, seedOf } from '../random.js';
import type { Tell } from './change.js';

/** Flips so many bits of a packet, as damage does: nothing follows. */
export function mutated(packet: Packet, bits: number, seed: number, tell: Tell): Uint8Array {
  const { bytes, frame } = packet;
  const room = bytes.length * 8;
  const wanted = Math.min(bits, room);
  if (wanted === 0) return bytes;
  const own = seedOf(String(frame.number ?? 1), seed);
  const flipped = new Set<number>();
  const made = bytes.slice();
  for (let i = 0; flipped.size < wanted; i++) {
    // The first that is free, so that it ends also where nearly all are flipped.
    let bit = randomAt(own, i) % room;
    while (flipped.has(bit)) bit = (bit + 1) % room;
    flipped.add(bit);
    const at = bit >> 3;
    const mask = 128 >> (bit & 7);
    const before = ((made[at] as number) & mask) === 0 ? 0 : 1;
    made[at] = (made[at] as number) ^ mask;
    tell({
      name: `byte ${at}, bit ${bit & 7} (${fieldAt(packet, bit)})`,
      before: String(before),
      after: String(1 - before),
      follows: false,
    });
  }
  return made;
}

/** The innermost field that this bit is of. */
function fieldAt({ layers }: Packet, bit: number): string {
  const within = (one: { bit: number; width: number }): boolean =>
    one.bit <= bit && bit < one.bit + one.width;
  for (const layer of layers) {
    const met = layer
      .trace()
      .filter((one) => one.width > 0 && within(one))
      .sort((one, other) => one.width - other.width)[0];
    if (met) return `${layer.protocol.name}.${met.path.join('.')}`;
  }
  const layer = layers.findLast(({ offset, end }) => offset * 8 <= bit && bit < end * 8);
  return layer ? layer.protocol.name : 'data';
}
