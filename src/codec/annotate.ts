import { getBits } from './bits.js';
import type { Field, Loose } from './field.js';
import { toHex } from './hex.js';
import type { Layer } from './packet.js';
import { getPath } from './paths.js';

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
    const meaning = verdictAt(layer.fields, path) ?? meaningOf(field, value, layer.fields);
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

/** What is said of a checksum beside it. */
function verdictAt(fields: Loose, path: readonly (string | number)[]): string | undefined {
  const keys = path.map(String);
  const last = keys.pop() ?? '';
  const verdict = getPath(fields, [...keys, `${last}_status`]);
  if (verdict !== 'bad') return verdict;
  const expected = Number(getPath(fields, [...keys, `${last}_expected`]));
  return `bad: 0x${expected.toString(16).padStart(4, '0')} expected`;
}

const isKey = (key: string | number): boolean => typeof key === 'string';

/** The value as people write it. */
function textOf(field: Field, value: unknown): string {
  if (field.show) return field.show(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value !== 'object' || value === null) return String(value);
  const set = Object.entries(value).filter(([, v]) => v === true || typeof v === 'number');
  return set.map(([key, v]) => (v === true ? key : `${key}=${v}`)).join(' ');
}

/** What the value says: its name, or what the declaration tells of it. */
function meaningOf(field: Field, value: unknown, fields: Loose): string | undefined {
  const named = typeof value === 'number' ? field.names?.textOf(value) : undefined;
  return named ?? field.means?.(value, fields);
}

/** The bits of a field as they stand. */
function rawBits(bytes: Uint8Array, bit: number, width: number): string {
  if (bit % 8 === 0 && width % 8 === 0) return toHex(bytes, bit / 8, (bit + width) / 8);
  const bits = Array.from({ length: width }, (_, i) => getBits(bytes, 0, bit + i, 1));
  return `0b${bits.join('')}`;
}
