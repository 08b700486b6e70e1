import { getBits, putBits } from '../../codec/bits.js';
import type { Field } from '../../codec/field.js';
import type { Layer } from '../../codec/packet.js';
import type { Trace } from '../../codec/reading.js';
import { type Case, plainSum } from './case.js';

/** A fixed field that the sum is over. */
export interface Covered {
  /** As Wireshark calls it. */
  readonly name: string;
  readonly key: string;
  readonly field: Field;
  /** From the packet's first bit. */
  readonly bit: number;
  readonly width: number;
  /** What it adds to the sum as it stands. */
  readonly part: number;
  /** What 1 more in it adds; 0 where it does not lie within one word. */
  readonly weight: number;
}

/** Options may be many; what is sought is in the first fields. */
const MOST = 64;
/** The widest that is a number or an address. */
const WIDEST = 128;

const lately = new WeakMap<Case, readonly Covered[]>();

/** The fields of the layer that the sum is over, but for the checksum itself. */
export function coveredFields(c: Case): readonly Covered[] {
  const known = lately.get(c) ?? c.sum.layer.trace().flatMap((one) => coveredAt(c, one));
  lately.set(c, known);
  return known.slice(0, MOST);
}

function coveredAt(c: Case, trace: Trace): Covered[] {
  const { field, bit, width, path } = trace;
  if (!field.place || field.fields || width === 0 || width > WIDEST) return [];
  const inside = bit >= c.from * 8 && bit + width <= c.to * 8;
  if (!inside || (bit < (c.at + 2) * 8 && bit + width > c.at * 8)) return [];
  const ends = 16 - ((bit - c.from * 8) % 16) - width;
  return [
    {
      name: nameOf(c.sum.layer, trace),
      key: String(path[path.length - 1]),
      field,
      bit,
      width,
      part: partOf(c, bit, width),
      weight: ends >= 0 ? 2 ** ends : 0,
    },
  ];
}

const nameOf = ({ protocol }: Layer, { field, path }: Trace): string =>
  field.filter ?? [protocol.name, ...path.filter((key) => typeof key === 'string')].join('.');

function partOf({ bytes, from }: Case, bit: number, width: number): number {
  const first = bit >> 3;
  const alone = new Uint8Array(((bit & 7) + width + 7) >> 3);
  for (let i = 0; i < width; i++) {
    putBits(alone, 0, (bit & 7) + i, 1, getBits(bytes, 0, bit + i, 1));
  }
  return plainSum(alone, 0, alone.length, (first - from) % 2 === 1);
}

/** The number that stands in it, as bits. */
export const rawOf = ({ bytes }: Case, { bit, width }: Covered): number =>
  getBits(bytes, 0, bit, width);

/** How people write it, if it held these bits. */
export function shownAs({ bytes }: Case, { field, bit, width }: Covered, raw: number): string {
  const first = bit >> 3;
  const copy = bytes.slice(first, (bit + width + 7) >> 3);
  putBits(copy, 0, bit & 7, width, raw);
  const value: unknown = field.place?.(bit & 7).value(copy, 0);
  const text = field.show?.(value) ?? String(value);
  const name = typeof value === 'number' && field.names?.nameOf(value);
  return name ? `${text} (${name})` : text;
}

/** Counters of hops, which every router lowers: in headers that have addresses. */
export function hopsOf(c: Case): readonly Covered[] {
  if (!c.sum.layer.protocol.plan.addresses) return [];
  return coveredFields(c).filter(({ key }) => key === 'ttl');
}

/** The field that holds a bit of the packet, as Wireshark calls it. */
export function fieldAt(layers: readonly Layer[], bit: number): string | undefined {
  const holds = ({ offset, body, tailStart, end }: Layer) =>
    (bit >= offset * 8 && bit < body * 8) || (bit >= tailStart * 8 && bit < end * 8);
  const layer = layers.findLast(holds);
  const found = layer
    ?.trace()
    .filter(({ bit: from, width }) => bit >= from && bit < from + width)
    .pop();
  return layer && found && nameOf(layer, found);
}
