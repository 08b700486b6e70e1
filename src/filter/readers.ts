import { parseIpv4, parseIpv6, parseMac } from '../codec/address.js';
import { getBits } from '../codec/bits.js';
import type { Cell, Loose } from '../codec/field.js';
import type { FilterNames } from '../codec/filter-names.js';
import { fromHex, toHex } from '../codec/hex.js';
import type { Layer } from '../codec/packet.js';
import { getPath } from '../codec/paths.js';
import type { Trace } from '../codec/reading.js';
import { type KindName, Piece, type Value } from './kinds.js';
import type { Test } from './source.js';

/** Takes a value out of a layer's head. */
export type ReadHead = (bytes: Uint8Array, offset: number) => Value | undefined;
/** Hands what a layer holds to a test, until it holds. */
export type ReadLayer = (layer: Layer, test: Test) => boolean;

/** Straight from the bytes: nothing is made for numbers, nor for addresses and bytes. */
export function headReader(cell: Cell, kind: KindName): ReadHead {
  const { number, value, bit, field } = cell;
  if (kind === 'ipv6' || kind === 'bytes') {
    const piece = new Piece();
    const at = bit >> 3;
    const size = field.bits >> 3;
    return (bytes, offset) => piece.set(bytes, offset + at, offset + at + size);
  }
  if (number) return number;
  const convert = converter(kind);
  return (bytes, offset) => convert(value(bytes, offset));
}

const decoder = new TextDecoder();

type Convert = (value: unknown) => Value | undefined;

/** From what JSON holds. */
export function converter(kind: KindName): Convert {
  const piece = new Piece();
  const pieceOf = (bytes: Uint8Array | undefined): Value | undefined => bytes && piece.set(bytes);
  switch (kind) {
    case 'number':
    case 'flag':
      return numberOf;
    case 'ether':
      return (value) => parseMac(String(value));
    case 'ipv4':
      return (value) => parseIpv4(String(value));
    case 'ipv6':
      return (value) => pieceOf(parseIpv6(String(value)));
    case 'text':
      return (value) => (typeof value === 'string' ? value : undefined);
    case 'bytes':
      // Addresses of other networks stand in JSON with colons.
      return (value) => pieceOf(fromHex(String(value).replaceAll(':', '')));
    default:
      return () => 0;
  }
}

function numberOf(value: unknown): Value | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string' || !/^\d+$/.test(value)) return undefined;
  const found = Number(value);
  return Number.isSafeInteger(found) ? found : BigInt(value);
}

/** By the keys that lead to it, through lists. */
export function pathReader(path: readonly string[], convert: Convert): ReadLayer {
  const last = path.length - 1;
  const key = path[last] ?? '';
  const [hex, raw] = [`${key}_hex`, `${key}_raw`];
  const held = (value: unknown, test: Test): boolean => {
    const found = convert(value);
    return found !== undefined && test(found);
  };
  const each = (value: unknown, depth: number, test: Test): boolean => {
    if (Array.isArray(value)) {
      for (const one of value) if (each(one, depth, test)) return true;
      return false;
    }
    if (depth > last) return value !== undefined && held(value, test);
    if (typeof value !== 'object' || value === null) return false;
    const object = value as Loose;
    if (depth < last) return each(object[path[depth] as string], depth + 1, test);
    const own: unknown = object[key];
    if (own !== undefined) return each(own, depth + 1, test);
    const odd: unknown = object[hex];
    if (odd === undefined) return each(object[raw], depth + 1, test);
    return held(decoder.decode(fromHex(String(odd))), test);
  };
  return (layer, test) => each(layer.fields, 0, test);
}

/** What stands anywhere in a layer: all of its fields are met on the way. */
export function traceReader(name: string, names: FilterNames, kind: KindName): ReadLayer {
  const valueIn = tracedValue(kind);
  const isMeant = meant(name, names);
  return (layer, test) => {
    for (const one of layer.trace()) {
      if (!isMeant(layer, one)) continue;
      const value = valueIn(one, layer.packet.bytes);
      if (value !== undefined && test(value)) return true;
    }
    return false;
  };
}

/** One kind of option, by its own name. */
export function optionReader(list: string, option: string, names: FilterNames): ReadLayer {
  const isMeant = meant(list, names);
  const piece = new Piece();
  return (layer, test) => {
    for (const one of layer.trace()) {
      if ((one.value as Loose | undefined)?.name !== option || !isMeant(layer, one)) continue;
      const from = one.bit >> 3;
      const to = (one.bit + one.width) >> 3;
      if (test(piece.set(layer.packet.bytes, from, to))) return true;
    }
    return false;
  };
}

/** A list of options: all of its bytes. */
export function optionsReader(name: string, names: FilterNames): ReadLayer {
  const isMeant = meant(name, names);
  const piece = new Piece();
  return (layer, test) => {
    let from = -1;
    let to = -1;
    for (const one of layer.trace()) {
      if (!isMeant(layer, one)) continue;
      const start = one.bit >> 3;
      // Another list of that name, as in the next record.
      if (start !== to && from >= 0 && test(piece.set(layer.packet.bytes, from, to))) return true;
      if (start !== to) from = start;
      to = (one.bit + one.width) >> 3;
    }
    return from >= 0 && test(piece.set(layer.packet.bytes, from, to));
  };
}

/** What is said of a checksum, beside each of that name. */
export function verdictReader(
  name: string,
  suffix: string,
  names: FilterNames,
  convert: Convert,
): ReadLayer {
  const isMeant = meant(name, names);
  return (layer, test) => {
    for (const one of layer.trace()) {
      if (!isMeant(layer, one)) continue;
      const keys = one.path.filter((key) => key !== '').map(String);
      const last = `${keys[keys.length - 1]}${suffix}`;
      const said = convert(getPath(layer.fields, [...keys.slice(0, -1), last]));
      if (said !== undefined && test(said)) return true;
    }
    return false;
  };
}

/** Has it that name? */
function meant(name: string, names: FilterNames): (layer: Layer, one: Trace) => boolean {
  return ({ protocol }, { field, path }) => {
    if (field.filter !== undefined) return field.filter === name;
    const keys = path.filter((key) => typeof key === 'string' && key !== '');
    return names.of(field, [protocol.name, ...keys].join('.')) === name;
  };
}

function tracedValue(kind: KindName): (one: Trace, bytes: Uint8Array) => Value | undefined {
  const convert = converter(kind);
  const piece = new Piece();
  return ({ field, bit, width, value }, bytes) => {
    const [from, to] = [bit >> 3, (bit + width) >> 3];
    if (kind === 'bytes') return piece.set(bytes, from, to);
    if (typeof value === 'object' && value !== null && field.bits > 0) {
      return getBits(bytes, 0, bit, width);
    }
    if (!field.orHex || typeof value !== 'string') return convert(value);
    // No UTF-8: its bytes stand there in hex.
    const bare = (hex: string): string => hex.replace(/(00)+$/, '');
    const odd = to > from && bare(toHex(bytes, from, to)) === bare(value);
    return odd ? decoder.decode(fromHex(value)) : value;
  };
}
