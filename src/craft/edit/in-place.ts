import { putBits } from '../../codec/bits.js';
import type { Cell, Field, Place } from '../../codec/field.js';
import type { Layer, Packet } from '../../codec/packet.js';
import type { Trace } from '../../codec/reading.js';
import { counted } from '../../protocols/words.js';
import { type Change, named, type Tell, valueText } from './change.js';
import { spotsOf } from './spot.js';
import { followSums, forcedKey } from './sums.js';
import { rowOf } from './target.js';

/** A packet of which fields get other values where they stand. */
export class InPlace {
  readonly bytes: Uint8Array;
  private readonly forced = new Set<string>();
  private readonly asked: Change[] = [];
  private readonly traces: (Trace[] | undefined)[] = [];

  constructor(readonly packet: Packet) {
    this.bytes = packet.bytes.slice();
  }

  trace(layer: Layer): readonly Trace[] {
    let trace = this.traces[layer.index];
    if (trace === undefined) {
      trace = layer.trace();
      this.traces[layer.index] = trace;
    }
    return trace;
  }

  /** Lets `write` change a field, that is called `name` where its path is not what people say. */
  put(layer: Layer, met: Trace, write: Write, name?: string): void {
    const { bytes } = this;
    const { field, bit } = met;
    const from = bit >> 3;
    const place = placeOf(field, bit & 7);
    const before: unknown = place.value(bytes, from);
    const old = bytes.slice(from, (bit + met.width + 7) >> 3);
    write(bytes, from, { bit: bit & 7, field, place });
    const path = met.path.join('.');
    this.forced.add(forcedKey(layer.index, path));
    if (old.every((byte, i) => byte === bytes[from + i])) return;
    this.asked.push({
      name: named(name ?? `${layer.protocol.name}.${path}`, rowOf(this.packet.layers), layer.index),
      before: valueText(field, before),
      after: valueText(field, place.value(bytes, from)),
      follows: false,
    });
  }

  /** Bytes that have no field of their own here. */
  fill(name: string, from: number, to: number, value: number): void {
    const { bytes } = this;
    let left = 0;
    for (let i = from; i < to; i++) if (bytes[i] !== value) left++;
    if (left === 0) return;
    bytes.fill(value, from, to);
    const before = counted(to - from, 'byte');
    this.asked.push({ name, before, after: 'masked', follows: false });
  }

  /** The bytes with what depends on the changes; those that were, if there are none. */
  done(follows: boolean, tell: Tell): Uint8Array {
    const { bytes, packet, asked } = this;
    if (asked.length === 0) return packet.bytes;
    for (const change of asked) tell(change);
    if (!follows) return bytes;
    const spots = spotsOf(packet);
    const same = spots.map((_, i) => i);
    const before = { bytes: packet.bytes, spots };
    followSums(before, { bytes, spots }, same, this.forced, new Set(), tell);
    return bytes;
  }
}

/** Changes a field that stands so many bits behind the start of that byte. */
export type Write = (bytes: Uint8Array, offset: number, cell: WriteCell) => void;
type WriteCell = Pick<Cell, 'bit' | 'field' | 'place'>;

/** The write of what `value` makes of the number that stands there. */
export const writeOf =
  (value: (before: number) => unknown): Write =>
  (bytes, offset, { bit, field, place }) => {
    const wanted = value(place.number?.(bytes, offset) ?? 0);
    // Of flags only those are given that are to be set.
    if (place.cells) putBits(bytes, offset, bit, field.bits, 0);
    place.put(bytes, offset, wanted);
  };

const places = new WeakMap<Field, Place[]>();

/** Made once for each field and each bit of a byte at which it starts. */
function placeOf(field: Field, bit: number): Place {
  let own = places.get(field);
  if (own === undefined) {
    own = [];
    places.set(field, own);
  }
  own[bit] ??= field.place?.(bit) as Place;
  return own[bit] as Place;
}
