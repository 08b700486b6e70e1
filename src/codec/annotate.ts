import { getBits } from './bits.js';
import type { Field, Loose } from './field.js';
import { toHex } from './hex.js';
import type { Layer } from './packet.js';

/** A field with its place, for tables and for other programs. */
export interface Annotation {
  /** The path of keys, joined with dots. */
  readonly name: string;
  /** Wireshark's filter name. */
  readonly filter: string;
  readonly label: string;
  /** From the packet's first byte, and from that byte's first bit. */
  readonly offset: number;
  readonly bit: number;
  readonly width: number;
  /** The bits as they stand: hex, or binary where they fill no bytes. */
  readonly raw: string;
  readonly value: unknown;
  readonly text: string;
  readonly meaning?: string;
}

export function annotate(layer: Layer): Annotation[] {
  const { bytes } = layer.packet;
  return layer.trace().map(({ path, field, bit, width, value }) => {
    const meaning = meaningOf(field, value, layer.fields);
    return {
      name: path.join('.'),
      filter: field.filter ?? [layer.protocol.name, ...path.filter(isKey)].join('.'),
      label: field.label,
      offset: bit >> 3,
      bit: bit & 7,
      width,
      raw: rawBits(bytes, bit, width),
      value,
      text: textOf(field, value),
      ...(meaning === undefined ? {} : { meaning }),
    };
  });
}

const isKey = (key: string | number): boolean => typeof key === 'string';

/** The value as people write it. */
export function textOf(field: Field, value: unknown): string {
  if (field.show) return field.show(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value !== 'object' || value === null) return String(value);
  const set = Object.entries(value).filter(([, v]) => v === true || typeof v === 'number');
  return set.map(([key, v]) => (v === true ? key : `${key}=${v}`)).join(' ');
}

/** What the value says: its name, or what the declaration tells of it. */
export function meaningOf(field: Field, value: unknown, fields: Loose): string | undefined {
  const named = typeof value === 'number' ? field.names?.textOf(value) : undefined;
  return named ?? field.means?.(value, fields);
}

/** The bits of a field as they stand. */
function rawBits(bytes: Uint8Array, bit: number, width: number): string {
  if (bit % 8 === 0 && width % 8 === 0) return toHex(bytes, bit / 8, (bit + width) / 8);
  return `0b${getBits(bytes, 0, bit, width).toString(2).padStart(width, '0')}`;
}
