import type { AssembleLook, Landed } from './assemble.js';
import { Catalog } from './catalog.js';
import { nextOf } from './dissect.js';
import { covers } from './edits.js';
import { type Cell, FieldError, type Loose } from './field.js';
import { valueAt } from './keys.js';
import type { Computed, Derivation, Derive } from './protocol.js';
import type { Writer } from './writer.js';

/** Computes what a layer leaves to its rules; what was given is only compared. */
export function derive(w: Writer, layer: Landed, look: AssembleLook): void {
  if (layer.raw !== undefined) return;
  const { plan } = layer.protocol;
  let facts: Facts | undefined;
  for (const one of plan.derived) {
    const { item, cell } = one.found;
    const at = layer.at[item.index] ?? -1;
    if (at < 0) continue;
    const given = valueAt(layer.slots, one.spot) ?? (cell.alias && layer.slots[cell.aliasSlot]);
    if (given !== undefined && (layer.partial || (!look.fix && !look.warn))) continue;
    facts ??= new Facts(layer);
    facts.asked = false;
    const value = computedBy(one.derive as Derive<any>, facts);
    if (value === undefined) continue;
    if (given !== undefined && facts.asked) {
      if (leadsOn(w, layer, cell.number?.(w.bytes, at), value)) continue;
    }
    settle(one, w, at, layer, given, value, look);
  }
}

/** Writes a computed value, or tells that another was given. */
export function settle(
  { path, found }: Computed,
  w: Writer,
  at: number,
  layer: Landed,
  given: unknown,
  value: unknown,
  look: AssembleLook,
): void {
  const { place } = found.cell;
  if (given === undefined || look.fix) {
    try {
      place.put(w.bytes, at, value);
    } catch (error) {
      throw error instanceof FieldError ? error.within(`${layer.protocol.name}.${path}`) : error;
    }
    return;
  }
  const kept = place.value(w.bytes, at);
  const expected = asStored(found.cell, value);
  if (expected === undefined || covers(kept, expected)) return;
  look.warn?.({ layer: layer.index, field: path, given: kept, expected });
}

/** A value in the form in which decode gives it; undefined where it does not fit its field. */
function asStored({ bit, field, place }: Cell, value: unknown): unknown {
  const bytes = new Uint8Array((bit + field.bits + 7) >> 3);
  try {
    place.put(bytes, 0, value);
  } catch {
    return undefined;
  }
  return place.value(bytes, 0);
}

function computedBy(rule: Derive<any>, facts: Facts): unknown {
  if (typeof rule === 'function') return rule(facts);
  if (rule === 'header') return facts.header;
  if (rule === 'payload') return facts.payload;
  return rule === 'total' ? facts.total : facts.next;
}

/** What a rule may look at, and whether it wanted to know what follows. */
class Facts implements Derivation<any> {
  asked = false;

  constructor(private readonly layer: Landed) {}

  get header(): number {
    return this.layer.body - this.layer.offset;
  }
  get payload(): number {
    return this.layer.stop - this.layer.body;
  }
  get total(): number {
    return this.layer.end - this.layer.offset;
  }
  get next(): number | undefined {
    return this.number(this.layer.protocol.plan.nextTable);
  }
  number(table: string): number | undefined {
    this.asked = true;
    return Catalog.number(this.layer.inner?.protocol, table);
  }
  get given(): Loose {
    return this.layer.fields;
  }
}

/**
 * What was given leads to the next layer as well as the computed number would: another number of
 * the same protocol, or another field that tells (the source port of an answer). Nothing can be
 * said of what leads to mere data.
 */
function leadsOn(w: Writer, layer: Landed, kept: unknown, value: unknown): boolean {
  const { protocol, offset, body, stop, inner } = layer;
  const next = inner?.protocol;
  if (!next || next === protocol.catalog?.data) return true;
  const { plan } = protocol;
  const isNumber = (n: unknown) =>
    plan.choosers.some(({ table }) => table.get(n as number) === next);
  const tells = isNumber(value) || isNumber(kept);
  return tells && nextOf(plan, w.bytes, offset, body, stop) === next;
}
