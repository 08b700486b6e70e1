import type { Landed } from '../../codec/assemble.js';
import { BROKEN, CUT, PARTIAL, QUOTED, SHORT } from '../../codec/dissect.js';
import type { Loose } from '../../codec/field.js';
import type { Layer, Packet } from '../../codec/packet.js';
import type { Computed, Protocol } from '../../codec/protocol.js';
import { endsCut } from '../../codec/verdict.js';

/** Where a layer stands, read or rebuilt. */
export interface Spot {
  readonly protocol: Protocol;
  readonly offset: number;
  readonly body: number;
  /** Where its payload ends, and all of it. */
  readonly stop: number;
  readonly end: number;
  readonly fields: Loose;
  /** The layer within. */
  readonly inner: Protocol | undefined;
  /** It could not be read: nothing in it is computed. */
  readonly broken: boolean;
  /** What it is a part of is not all here: sums over it follow changes, but are not known. */
  readonly partial: boolean;
  /** Nor are its own lengths: it is a part, or quoted, or the capture ends in it. */
  readonly unsure: boolean;
  /** Not even the header is all here. */
  readonly cut: boolean;
  /** Where the bytes start from which the place of a computed field counts; negative: nowhere. */
  at(one: Computed, inTail?: boolean): number;
}

/** The layers as they were read. */
export const spotsOf = ({ layers }: Packet): Spot[] => layers.map((layer) => new ReadSpot(layer));

class ReadSpot implements Spot {
  readonly protocol: Protocol;
  readonly offset: number;
  readonly body: number;
  readonly stop: number;
  readonly end: number;

  constructor(private readonly layer: Layer) {
    this.protocol = layer.protocol;
    this.offset = layer.offset;
    this.body = layer.body;
    // What the lengths within leave over is payload, unless there is a tail for it.
    this.stop = layer.protocol.plan.tail ? layer.tailStart : layer.end;
    this.end = layer.end;
  }

  get fields(): Loose {
    return this.layer.fields;
  }

  get inner(): Protocol | undefined {
    const { inner } = this.layer;
    return inner?.after === undefined ? inner?.protocol : undefined;
  }

  get broken(): boolean {
    return (this.layer.flags & BROKEN) !== 0;
  }

  get partial(): boolean {
    return (this.layer.flags & (BROKEN | SHORT | PARTIAL)) !== 0 || endsCut(this.layer);
  }

  get unsure(): boolean {
    return (this.layer.flags & (BROKEN | PARTIAL | QUOTED)) !== 0 || endsCut(this.layer);
  }

  get cut(): boolean {
    return (this.layer.flags & (BROKEN | CUT | QUOTED)) !== 0;
  }

  at({ found }: Computed, inTail = false): number {
    const { item, cell, path } = found;
    if (item.index === 0 && item.kind === 'run' && !inTail) {
      const last = this.offset + ((cell.bit + cell.field.bits + 7) >> 3);
      return last <= this.body ? this.offset : -1;
    }
    const met = this.layer.trace().find((one) => isPath(one.path, path));
    return met ? (met.bit - cell.bit) >> 3 : -1;
  }
}

const isPath = (one: readonly (string | number)[], path: readonly string[]): boolean =>
  one.length === path.length && one.every((key, i) => key === path[i]);

/** The layers as they came to stand; `origins` are the same before, where there were any. */
export function landedSpots(
  landed: readonly Landed[],
  origins: readonly (Spot | undefined)[],
): Spot[] {
  const from = landed[0]?.offset ?? 0;
  return landed.map((layer, i) => ({
    protocol: layer.protocol,
    offset: layer.offset - from,
    body: layer.body - from,
    stop: layer.stop - from,
    end: layer.end - from,
    fields: layer.fields,
    inner: layer.inner?.protocol,
    broken: layer.raw !== undefined && (origins[i]?.broken ?? false),
    partial: layer.partial || (origins[i]?.partial ?? false),
    unsure: layer.partial || (origins[i]?.unsure ?? false),
    cut: origins[i]?.cut ?? false,
    at({ found: { item, key } }, inTail = false) {
      // A place behind the payload is known of each field, also of those that are not there.
      if (inTail && layer.fields[key] === undefined) return -1;
      if (layer.raw !== undefined) return item.index === 0 && !inTail ? layer.offset - from : -1;
      const at = (inTail ? layer.tailAt : layer.at)?.[item.index] ?? -1;
      return at < 0 ? -1 : at - from;
    },
  }));
}
