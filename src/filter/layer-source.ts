import type { Head } from '../codec/field-head.js';
import type { Protocol } from '../codec/protocol.js';
import type { View } from '../codec/view.js';
import { type Kind, Piece, type Value } from './kinds.js';
import { layerIn } from './ranges.js';
import type { ReadHead, ReadLayer } from './readers.js';
import type { Source, Test } from './source.js';
import type { Range } from './syntax.js';

/** From where a layer starts, where its payload starts and ends. */
export type ReadCut = (
  bytes: Uint8Array,
  start: number,
  body: number,
  stop: number,
  flags: number,
) => Value | undefined;

/** Where a value is in the layers of one protocol; without any of these: the layer itself. */
export interface Entry {
  readonly protocol: Protocol;
  /** A fixed field at the layer's head. */
  readonly head?: Head;
  readonly readHead?: ReadHead;
  /** All else takes the layer as an object. */
  readonly read?: ReadLayer;
  readonly cut?: ReadCut;
}

type FixedEntry = Entry & Required<Pick<Entry, 'head' | 'readHead'>>;

interface Look {
  readonly kind: Kind;
  readonly entries: readonly Entry[];
  readonly data: Protocol;
  readonly layers?: readonly Range[] | undefined;
  /** A protocol to its payload's end, for what searches it. */
  readonly wide?: boolean;
}

/** What the layers of a packet hold under one name. */
export class LayerSource implements Source {
  readonly kind: Kind;
  private readonly entries: readonly Entry[];
  private readonly layers: readonly Range[] | undefined;
  private readonly wide: boolean;
  private readonly piece = new Piece();
  /** Bytes that no layer claims are layers of an object only. */
  private readonly surplus: readonly Entry[];

  constructor(private readonly look: Look) {
    const { kind, entries, data, layers, wide = false } = look;
    this.kind = kind;
    this.entries = entries;
    this.layers = layers;
    this.wide = wide;
    this.surplus = entries.filter(({ protocol }) => protocol === data);
    const [first] = entries;
    if (entries.length === 1 && !layers && first?.head && !first.head.cell.alias) {
      this.only = first as FixedEntry;
    }
  }

  private readonly only: FixedEntry | undefined;

  /** The same, where a protocol is searched: what it carries belongs to it. */
  searched(): LayerSource {
    return new LayerSource({ ...this.look, wide: true });
  }

  some(view: View, test: Test): boolean {
    if (this.only !== undefined) return ofOne(this.only, view, test);
    const { count, protocols } = view.cuts;
    const { entries } = this;
    for (let i = 0; i < count; i++) {
      const protocol = protocols[i];
      for (let e = 0; e < entries.length; e++) {
        const entry = entries[e] as Entry;
        if (entry.protocol !== protocol) continue;
        if (this.layers !== undefined && !this.isIn(view, i)) continue;
        if (this.holds(view, i, entry, test)) return true;
      }
    }
    return this.surplus.length > 0 && this.layers === undefined && this.behind(view, test);
  }

  private holds(view: View, i: number, entry: Entry, test: Test): boolean {
    const { bytes, cuts } = view;
    const start = cuts.start[i] as number;
    const body = cuts.body[i] as number;
    const { head, readHead, read, cut } = entry;
    if (head !== undefined && readHead !== undefined) {
      if (body - start < head.end) return false;
      const { alias, number } = head.cell;
      if (alias !== undefined && alias.when(number?.(bytes, start) ?? 0) !== head.other) {
        return false;
      }
      const value = readHead(bytes, start);
      return value !== undefined && test(value);
    }
    if (read !== undefined) {
      const layer = view.packet().layers[i];
      return layer !== undefined && read(layer, test);
    }
    const stop = cuts.stop[i] as number;
    if (cut !== undefined) {
      const value = cut(bytes, start, body, stop, cuts.flags[i] as number);
      return value !== undefined && test(value);
    }
    return test(this.piece.set(bytes, start, this.wide ? Math.max(body, stop) : body));
  }

  private isIn({ cuts: { count, protocols } }: View, i: number): boolean {
    const name = protocols[i]?.name;
    let number = 0;
    let all = 0;
    for (let j = 0; j < count; j++) {
      if (protocols[j]?.name !== name) continue;
      all++;
      if (j === i) number = all;
    }
    return layerIn(this.layers ?? [], number, all);
  }

  /** Surplus bytes behind the layers. */
  private behind(view: View, test: Test): boolean {
    const { layers, bytes } = view.packet();
    for (let i = view.cuts.count; i < layers.length; i++) {
      const layer = layers[i];
      if (layer === undefined) continue;
      for (const { read, cut } of this.surplus) {
        const { offset, body, stop, flags } = layer;
        if (read) {
          if (read(layer, test)) return true;
          continue;
        }
        const value = cut
          ? cut(bytes, offset, body, stop, flags)
          : this.piece.set(bytes, offset, body);
        if (value !== undefined && test(value)) return true;
      }
    }
    return false;
  }
}

/** One field at one place, as most are. */
function ofOne({ protocol, head, readHead }: FixedEntry, view: View, test: Test): boolean {
  const { bytes, cuts } = view;
  for (let i = 0; i < cuts.count; i++) {
    if (cuts.protocols[i] !== protocol) continue;
    const start = cuts.start[i] as number;
    if ((cuts.body[i] as number) - start < head.end) continue;
    const value = readHead(bytes, start);
    if (value !== undefined && test(value)) return true;
  }
  return false;
}
