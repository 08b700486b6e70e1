import { fold } from '../../codec/checksum/internet.js';
import type { Seal, Sealed } from '../../codec/checksum/seal.js';
import type { Computed } from '../../codec/protocol.js';
import { pseudoAddresses } from '../../codec/pseudo.js';
import { named, type Tell, valueText } from './change.js';
import type { Spot } from './spot.js';
import { rowOf } from './target.js';

/** A packet before an edit, or after it. */
export interface Laid {
  readonly bytes: Uint8Array;
  readonly spots: readonly Spot[];
}

/** What was asked for, and must stay as it is: a layer's index, and the path of a field. */
export type Forced = ReadonlySet<string>;
export const forcedKey = (layer: number, path: string): string => `${layer} ${path}`;

/**
 * How checksums follow an edit. Not what they should be is written, but what was there moves by as
 * much as what they should be moves: right stays right, and what was wrong by some amount stays
 * wrong by it, for an edit of the hop count says nothing of a sum that was broken on purpose, or
 * on the way. For the Internet checksum that is RFC 1624: it needs the change alone, so the sum of
 * a datagram of which only a fragment, a quotation or the first bytes are here follows as well. A
 * CRC moves by exclusive or, if all that it covers is here. What says that there is no sum still
 * says so, and the pseudo-header's sum alone, which offload leaves, becomes that of the new one.
 */
export function followSums(
  before: Laid,
  after: Laid,
  origins: readonly (number | undefined)[],
  forced: Forced,
  fresh: Forced,
  tell: Tell,
): void {
  // Inner sums first: an outer one may cover them.
  for (let i = after.spots.length - 1; i >= 0; i--) {
    const spot = after.spots[i] as Spot;
    if (spot.broken) continue;
    const { seals, tailComputed } = spot.protocol.plan;
    for (const one of seals) follow(one, false, i);
    for (const one of tailComputed) follow(one, true, i);
  }

  function follow(one: Computed, inTail: boolean, i: number): void {
    const { seal } = one;
    const at = (after.spots[i] as Spot).at(one, inTail);
    if (!seal || at < 0 || forced.has(forcedKey(i, one.path))) return;
    const now = sealedAt(after, i, at, one);
    const { place, field } = one.found.cell;
    const put = (value: number): void => {
      const stood: number = place.number?.(after.bytes, at) ?? 0;
      if (value === stood) return;
      place.put(after.bytes, at, value);
      tell({
        name: named(`${(after.spots[i] as Spot).protocol.name}.${one.path}`, rowOf(after.spots), i),
        before: valueText(field, stood),
        after: valueText(field, value),
        follows: true,
      });
    };
    const origin = origins[i];
    if (origin === undefined || fresh.has(forcedKey(i, one.path))) {
      // New: what it covers may have moved after it was computed.
      if (!seal.absent(now, place.number?.(after.bytes, at) ?? 0)) put(seal.compute(now));
      return;
    }
    const from = before.spots[origin] as Spot;
    const stoodAt = from.at(one, inTail);
    if (stoodAt < 0) return;
    const stored = place.number?.(before.bytes, stoodAt) ?? 0;
    const then = sealedAt(before, origin, stoodAt, one);
    put(moved(seal, then, now, stored, from.partial));
  }
}

/** What a stored checksum becomes. */
function moved(seal: Seal, then: Sealed, now: Sealed, stored: number, partial: boolean): number {
  if (saysNone(seal, then, stored)) return stored;
  if (seal.partial?.(then) === stored && !seal.holds(then, stored)) return seal.partial(now);
  if (seal.algorithm === 'internet') {
    return movedBy(seal, stored, seal.compute(then) + (~seal.compute(now) & 0xffff));
  }
  const expected = partial ? -1 : seal.compute(then);
  if (expected < 0) return stored;
  return (stored ^ expected ^ seal.compute(now)) >>> 0;
}

/** Over IPv6 too, where tunnels alone may say so (RFC 6935). */
export const saysNone = (seal: Seal, s: Sealed, stored: number): boolean =>
  seal.absent(s, stored) || (seal.optional && stored === 0);

/** RFC 1624, equation 3, where the sum of what is covered grew by `delta` (modulo 65,535). */
export function movedBy(seal: Seal, stored: number, delta: number): number {
  // Two zeros: nothing was changed, so neither becomes the other.
  if (delta % 0xffff === 0) return stored;
  const sum = ~fold((~stored & 0xffff) + delta) & 0xffff;
  return seal.optional && sum === 0 ? 0xffff : sum;
}

/** What one covers, for who computes it. */
export function sealedAt({ bytes, spots }: Laid, i: number, at: number, one: Computed): Sealed {
  const { offset, body, end } = spots[i] as Spot;
  return {
    bytes,
    start: offset,
    body,
    end,
    at: at + (one.found.cell.bit >> 3),
    addresses: pseudoAddresses(bytes, spots, i),
  };
}
