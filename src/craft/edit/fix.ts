import type { Packet } from '../../codec/packet.js';
import { named, type Tell, valueText } from './change.js';
import { computedFor } from './lengths.js';
import { type Spot, spotsOf } from './spot.js';
import { sealedAt } from './sums.js';
import { rowOf } from './target.js';

/** What is to be computed anew, whether an edit touched it or not. */
export type Fix = 'sums' | 'all';

/** Lengths that tell nothing of what is not here. */
export function fixedLengths(packet: Packet, tell: Tell): Uint8Array {
  const bytes = packet.bytes.slice();
  const spots = spotsOf(packet);
  spots.forEach((spot, i) => {
    if (spot.unsure) return;
    for (const one of spot.protocol.plan.derived) {
      const at = spot.at(one);
      const { value, asked } = computedFor(one, spot);
      // Who follows was found by that number: it cannot be wrong.
      if (at < 0 || asked || value === undefined) continue;
      const { place, field } = one.found.cell;
      const stored: unknown = place.value(bytes, at);
      if (stored === value) continue;
      try {
        place.put(bytes, at, value);
      } catch {
        continue;
      }
      const after = valueText(field, value);
      const name = named(`${spot.protocol.name}.${one.path}`, rowOf(spots), i);
      tell({ name, before: valueText(field, stored), after, follows: true });
    }
  });
  return bytes;
}

/** Checksums over what is here: those of a fragment, or of a cut packet, nobody can know. */
export function fixedSums(packet: Packet, tell: Tell): Uint8Array {
  const bytes = packet.bytes.slice();
  const laid = { bytes, spots: spotsOf(packet) };
  for (let i = laid.spots.length - 1; i >= 0; i--) {
    const spot = laid.spots[i] as Spot;
    const { seals, tailComputed } = spot.protocol.plan;
    const all = [...seals.map((one) => [one, false] as const)];
    for (const [one, inTail] of [...all, ...tailComputed.map((t) => [t, true] as const)]) {
      const { seal, found } = one;
      const at = spot.at(one, inTail);
      if (!seal || at < 0 || spot.cut || (spot.partial && !seal.header)) continue;
      const sealed = sealedAt(laid, i, at, one);
      const { place, field } = found.cell;
      const stored = place.number?.(bytes, at) ?? 0;
      if (seal.absent(sealed, stored) || seal.holds(sealed, stored)) continue;
      // Half of what it covers stands in a header that is not here.
      if (seal.partial && !sealed.addresses) continue;
      const value = seal.compute(sealed);
      place.put(bytes, at, value);
      const name = named(`${spot.protocol.name}.${one.path}`, rowOf(laid.spots), i);
      const after = valueText(field, value);
      tell({ name, before: valueText(field, stored), after, follows: true });
    }
  }
  return bytes;
}
