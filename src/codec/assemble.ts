import type { Sealed } from './checksum/seal.js';
import { derive, settle } from './derive.js';
import { refuseEdit } from './edits.js';
import { FieldError, type Loose } from './field.js';
import { bytesFrom } from './fixed.js';
import { fragmentBits } from './fragment-rule.js';
import { layInto, valueAt } from './keys.js';
import type { Computed, Protocol } from './protocol.js';
import { pseudoAddresses } from './pseudo.js';
import { Writer } from './writer.js';

/** A layer as build is given it. */
export interface LayerGiven {
  readonly protocol: Protocol;
  readonly fields: Loose;
  /** The header as it stands: fields beside it must say the same. */
  readonly raw?: string | undefined;
  /** Surplus bytes behind the layer of that index, outside of its own length. */
  readonly after?: number | undefined;
}

/** A value that was given, and kept, though it should be another. */
export interface Warning {
  readonly layer: number;
  readonly field: string;
  readonly given: unknown;
  readonly expected: unknown;
}

export interface AssembleLook {
  /** Computes derived fields even where they were given. */
  readonly fix?: boolean;
  /** Learns of values that were kept though they are wrong. */
  readonly warn?: (warning: Warning) => void;
  /** Learns where the layers came to stand; the first one's offset is that of the packet. */
  readonly landed?: (layers: readonly Landed[]) => void;
}

/** Where a layer landed. */
export class Landed implements LayerGiven {
  readonly protocol: Protocol;
  readonly fields: Loose;
  readonly raw: string | undefined;
  readonly after: number | undefined;
  offset = 0;
  body = 0;
  /** Where the payload ends, and then the tail. */
  stop = 0;
  end = 0;
  /** In a fragment, or quoted: what its fields say of the whole datagram cannot be judged here. */
  partial = false;
  /** The layer within. */
  inner: Landed | undefined;
  /** Offsets of the items of the header and of the tail. */
  readonly at: number[] = [];
  readonly tailAt: number[] = [];
  /** What was given, by the slots of its keys. */
  readonly slots: unknown[];

  constructor(
    layer: LayerGiven,
    readonly index: number,
  ) {
    this.protocol = layer.protocol;
    this.fields = layer.fields;
    this.raw = layer.raw;
    this.after = layer.after;
    this.slots = layer.protocol.plan.struct.slots();
  }

  /** Forgets what was given for a packet before. */
  clear(): void {
    this.slots.fill(undefined);
  }
}

const shared = new Writer();

/** Joins layers, outermost first: what is given stays verbatim, what is left out is computed. */
export const assemble = (layers: readonly LayerGiven[], look?: AssembleLook): Uint8Array =>
  assembleIn(placesFor(layers), look);

/** Where layers will land: who joins the same ones again, with other values, makes it once. */
export const placesFor = (layers: readonly LayerGiven[]): readonly Landed[] =>
  layers.map((layer, i) => new Landed(layer, i));

/** The same, of layers whose places are there. */
export function assembleIn(landed: readonly Landed[], look: AssembleLook = {}): Uint8Array {
  const w = shared;
  w.reset();
  const warnings: Warning[] = [];
  const heard: AssembleLook = look.warn ? { ...look, warn: (one) => warnings.push(one) } : look;
  const surplus: Landed[] = [];
  let outer: Landed | undefined;
  for (let i = 0; i < landed.length; i++) {
    const layer = landed[i] as Landed;
    layer.clear();
    if (layer.after !== undefined) {
      surplus.push(layer);
      continue;
    }
    if (outer) {
      outer.inner = layer;
      layer.partial = cutsShort(w, outer);
    }
    writeHead(w, layer, heard);
    outer = layer;
  }
  writeEnds(w, landed, surplus, heard);
  for (const layer of landed) derive(w, layer, heard);
  // Inner sums first: an outer one may cover them.
  for (let i = landed.length - 1; i >= 0; i--) seal(w, landed, landed[i] as Landed, heard);
  look.landed?.(landed);
  const bytes = w.copy();
  // Whoever is told may encode something else in answer.
  for (const warning of warnings) look.warn?.(warning);
  return bytes;
}

/** What the layer carries is a part of a datagram. */
function cutsShort(w: Writer, { partial, protocol, offset }: Landed): boolean {
  const { fragment, quotes } = protocol.plan;
  const part = fragment !== undefined && fragmentBits(fragment, w.bytes, offset) !== 0;
  return partial || part || (quotes?.(w.bytes, offset) ?? false);
}

/** What is written from here on belongs to this layer. */
function begin(w: Writer, { index, partial }: Landed, { fix = false, warn }: AssembleLook): void {
  w.layer();
  w.fix = fix && !partial;
  w.warn =
    warn && !partial
      ? (field, given, expected) => warn({ layer: index, field, given, expected })
      : undefined;
}

function writeHead(w: Writer, layer: Landed, look: AssembleLook): void {
  const { protocol, fields, raw, at, slots } = layer;
  const { struct, align, alignUnless } = protocol.plan;
  begin(w, layer, look);
  layer.offset = w.at;
  try {
    if (raw !== undefined) {
      const bytes = bytesFrom(raw);
      refuseEdit(protocol, bytes, fields);
      layInto(slots, struct.layout.known, fields);
      w.put(bytes);
    } else {
      struct.write(w, fields, at, undefined, slots);
      if (align && (w.fix || valueAt(slots, alignUnless) === undefined)) {
        const missing = (align.to - ((w.at - layer.offset) % align.to)) % align.to;
        if (align.fill) w.put(align.fill(missing));
        else w.take(missing);
      }
    }
  } catch (error) {
    throw error instanceof FieldError ? error.within(protocol.name) : error;
  }
  layer.body = w.at;
}

/** Tails from the innermost out, and behind each layer the surplus that stands there. */
function writeEnds(
  w: Writer,
  landed: readonly Landed[],
  surplus: readonly Landed[],
  look: AssembleLook,
): void {
  for (let i = landed.length - 1; i >= 0; i--) {
    const layer = landed[i] as Landed;
    if (layer.after !== undefined) continue;
    layer.stop = w.at;
    writeTail(w, layer, look);
    layer.end = w.at;
    for (const late of surplus) {
      if (late.after !== i) continue;
      writeHead(w, late, look);
      late.stop = late.end = w.at;
    }
  }
}

function writeTail(w: Writer, layer: Landed, look: AssembleLook): void {
  const { protocol, fields, slots, tailAt } = layer;
  const { tail, tailParts } = protocol.plan;
  if (!tail) return;
  begin(w, layer, look);
  for (const { part, rawKey, slot, rawSlot } of tailParts) {
    const raw = slots[rawSlot];
    const value = slots[slot];
    tailAt[part.index] = w.at;
    if (raw === undefined && value === undefined) continue;
    w.path.length = 0;
    w.path.push(part.key);
    try {
      if (raw !== undefined) w.put(bytesFrom(raw));
      else part.field.write?.(w, value, fields, part.key);
    } catch (error) {
      const key = raw === undefined ? part.key : rawKey;
      throw error instanceof FieldError ? error.within(`${protocol.name}.${key}`) : error;
    }
  }
}

function seal(w: Writer, all: readonly Landed[], layer: Landed, look: AssembleLook): void {
  if (layer.raw !== undefined) return;
  const { seals, tailComputed } = layer.protocol.plan;
  for (const one of seals) {
    const given = valueAt(layer.slots, one.spot);
    sealOne(w, all, layer, one, layer.at, given, look);
  }
  for (const one of tailComputed) {
    const given = valueAt(layer.slots, one.spot);
    // What stands behind the payload is there only if it was asked for.
    if (given !== undefined) sealOne(w, all, layer, one, layer.tailAt, given, look);
  }
}

function sealOne(
  w: Writer,
  all: readonly Landed[],
  layer: Landed,
  one: Computed,
  places: readonly number[],
  given: unknown,
  look: AssembleLook,
): void {
  const { item, cell } = one.found;
  const at = places[item.index] ?? -1;
  if (!one.seal || at < 0) return;
  if (given !== undefined && (layer.partial || (!look.fix && !look.warn))) return;
  const sealed: Sealed = {
    bytes: w.bytes,
    start: layer.offset,
    body: layer.body,
    end: layer.end,
    at: at + (cell.bit >> 3),
    addresses: pseudoAddresses(w.bytes, all, layer.index),
  };
  if (given !== undefined) {
    const stored = cell.place.number?.(w.bytes, at) ?? 0;
    if (one.seal.absent(sealed, stored) || one.seal.holds(sealed, stored)) return;
    // As offload leaves it: not wrong, but to be finished.
    if (!look.fix && one.seal.partial?.(sealed) === stored) return;
  }
  settle(one, w, at, layer, given, one.seal.compute(sealed), look);
}
