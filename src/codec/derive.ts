import type { AssembleLook, Landed } from './assemble.js';
import { Catalog } from './catalog.js';
import { nextOf } from './dissect.js';
import { covers } from './edits.js';
import { type Cell, FieldError } from './field.js';
import { getPath } from './paths.js';
import type { Computed, Derivation, Derive } from './protocol.js';
import type { Writer } from './writer.js';

/** Computes what a layer leaves to its rules; what was given is only compared. */
export function derive(w: Writer, layer: Landed, look: AssembleLook): void {
  if (layer.raw !== undefined) return;
  const { plan } = layer.protocol;
  let facts: Derivation<any> | undefined;
  for (const one of plan.computed) {
    if (one.derive === undefined) continue;
    const { item, cell, path } = one.found;
    const at = layer.at[item.index] ?? -1;
    if (at < 0) continue;
    const { alias } = cell.field;
    const given = getPath(layer.fields, path) ?? (alias && layer.fields[alias.key]);
    if (given !== undefined && (layer.partial || (!look.fix && !look.warn))) continue;
    facts ??= factsOf(layer);
    const value = computedBy(one.derive, facts);
    if (value === undefined) continue;
    if (given !== undefined && asksForNext(one.derive, facts)) {
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

function computedBy(rule: Derive<any>, facts: Derivation<any>): unknown {
  return typeof rule === 'function' ? rule(facts) : facts[rule];
}

function factsOf(layer: Landed): Derivation<any> {
  const inner = layer.inner?.protocol;
  return {
    header: layer.body - layer.offset,
    payload: layer.stop - layer.body,
    total: layer.end - layer.offset,
    next: Catalog.number(inner, layer.protocol.plan.nextTable),
    number: (table) => Catalog.number(inner, table),
    given: layer.fields,
  };
}

/** The rule wants to know what follows. */
function asksForNext(rule: Derive<any>, facts: Derivation<any>): boolean {
  if (typeof rule !== 'function') return rule === 'next';
  let asked = false;
  rule({
    ...facts,
    get next() {
      asked = true;
      return facts.next;
    },
    number(table) {
      asked = true;
      return facts.number(table);
    },
  });
  return asked;
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
