import { Catalog } from '../../codec/catalog.js';
import type { Fields, Loose } from '../../codec/field.js';
import type { Layer, Packet } from '../../codec/packet.js';
import type { Computed, Derivation } from '../../codec/protocol.js';
import { endsCut } from '../../codec/verdict.js';
import { named, type Tell, valueText } from './change.js';
import type { Spot } from './spot.js';
import { type Forced, forcedKey, type Laid } from './sums.js';
import { rowOf } from './target.js';

/** What a rule computes for a layer, and whether it wanted to know what follows. */
export interface Told {
  readonly value: unknown;
  readonly asked: boolean;
}

/** The derived value that should stand in a layer. */
export function computedFor({ derive }: Computed, spot: Spot): Told {
  const facts = new Facts(spot);
  const value = typeof derive === 'function' ? derive(facts) : derive && facts[derive];
  return { value, asked: facts.asked };
}

class Facts implements Derivation<Fields> {
  asked = false;
  constructor(private readonly spot: Spot) {}

  get header(): number {
    return this.spot.body - this.spot.offset;
  }
  get payload(): number {
    return this.spot.stop - this.spot.body;
  }
  get total(): number {
    return this.spot.end - this.spot.offset;
  }
  get next(): number | undefined {
    return this.number(this.spot.protocol.plan.nextTable);
  }
  number(table: string): number | undefined {
    this.asked = true;
    return Catalog.number(this.spot.inner, table);
  }
  get given(): Loose {
    return this.spot.fields;
  }
}

/** Bytes of a layer that the capture left out, by the layer's own account. */
function leftOut(layer: Layer | undefined): number {
  if (!layer || !endsCut(layer)) return 0;
  const { protocol, packet, offset, body, stop, limit } = layer;
  const total = protocol.plan.totalLength?.(packet.bytes, offset, body - offset, limit) ?? 0;
  return Math.max(0, total - (stop - offset));
}

/** A new layer around what the capture cut short carries all of that, not what is here. */
export function lengthenNew(
  { layers }: Packet,
  { bytes, spots }: Laid,
  origins: readonly (number | undefined)[],
  forced: Forced,
): void {
  spots.forEach((spot, i) => {
    if (origins[i] !== undefined) return;
    const within = origins.slice(i).find((origin) => origin !== undefined);
    const more = leftOut(layers[within ?? -1]);
    if (more === 0) return;
    const whole = { ...spot, stop: spot.stop + more, end: spot.end + more };
    for (const one of spot.protocol.plan.derived) {
      const at = spot.at(one);
      const { place } = one.found.cell;
      // What was given stays.
      if (at < 0 || place.value(bytes, at) !== computedFor(one, spot).value) continue;
      const { value } = computedFor(one, whole);
      if (typeof value === 'number') place.put(bytes, at, value);
    }
    // Nobody knows the sum over what is not here; this says that there is none.
    for (const one of spot.protocol.plan.seals) {
      const at = spot.at(one);
      if (!one.seal?.optional || at < 0 || forced.has(forcedKey(i, one.path))) continue;
      one.found.cell.place.put(bytes, at, 0);
    }
  });
}

/**
 * How lengths and numbers of what follows go with an edit: as sums do, by as much as what they
 * should be moves. A length that tells of more than was captured, or was wrong, is as much off as
 * it was; 0, which leaves it to the network card, stays 0. Who follows is told anew where somebody
 * else follows.
 */
export function followLengths(
  before: Laid,
  after: Laid,
  origins: readonly (number | undefined)[],
  forced: Forced,
  tell: Tell,
): void {
  after.spots.forEach((spot, i) => {
    const origin = origins[i];
    if (origin === undefined || spot.broken) return;
    const from = before.spots[origin] as Spot;
    for (const one of spot.protocol.plan.derived) {
      const at = spot.at(one);
      const stoodAt = from.at(one);
      if (at < 0 || stoodAt < 0 || forced.has(forcedKey(i, one.path))) continue;
      const { place, field } = one.found.cell;
      const stored: unknown = place.value(before.bytes, stoodAt);
      const other = from.inner !== spot.inner;
      const value = moved(stored, computedFor(one, from), computedFor(one, spot), other);
      const stands: unknown = place.value(after.bytes, at);
      if (value !== stands) {
        try {
          place.put(after.bytes, at, value);
        } catch {
          // What no longer fits its field stays as it was: decoding tells of it.
          place.put(after.bytes, at, stored);
          continue;
        }
      }
      if (value === stored) continue;
      tell({
        name: named(`${spot.protocol.name}.${one.path}`, rowOf(after.spots), i),
        before: valueText(field, stored),
        after: valueText(field, value),
        follows: true,
      });
    }
  });
}

/** `other`: another layer follows than before. */
function moved(stored: unknown, then: Told, now: Told, other: boolean): unknown {
  if (now.value === undefined || then.value === now.value) return stored;
  if (stored === then.value || (other && now.asked)) return now.value;
  if (typeof stored !== 'number' || stored === 0) return stored;
  if (typeof then.value !== 'number' || typeof now.value !== 'number') return stored;
  return stored + now.value - then.value;
}
