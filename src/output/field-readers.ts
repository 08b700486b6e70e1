import { getBits } from '../codec/bits.js';
import type { Catalog } from '../codec/catalog.js';
import type { Loose } from '../codec/field.js';
import { type Head, headAt, headText } from '../codec/field-head.js';
import {
  type FilterNames,
  filterNamesOf,
  holdersOf,
  judged,
  namesFor,
} from '../codec/filter-names.js';
import { toHex } from '../codec/hex.js';
import { closest } from '../codec/number.js';
import type { Layer } from '../codec/packet.js';
import { getPath } from '../codec/paths.js';
import type { Protocol } from '../codec/protocol.js';
import type { Trace } from '../codec/reading.js';
import { visible } from '../codec/visible.js';

/** Takes one value of a column. */
type Take = (column: number, text: string) => void;
/** Gives what a layer holds of the columns. */
type Read = (layer: Layer, take: Take) => void;

interface Readers {
  readonly reads: ReadonlyMap<Protocol, readonly Read[]>;
  /** The same, if all are fixed fields at the heads of their layers. */
  readonly heads: ReadonlyMap<Protocol, readonly Head[]> | undefined;
}

/** How the values of columns are read out of layers: found once, and not looked for again. */
export function readersOf(
  columns: readonly string[],
  others: ReadonlySet<string>,
  catalog: Catalog,
): Readers {
  const reads = new Map<Protocol, Read[]>();
  const heads = new Map<Protocol, Head[]>();
  let quick = true;
  const missing = new Set(columns.filter((column) => !others.has(column)));
  const holders = new Set(columns.flatMap((column) => holdersOf(catalog, column)));
  for (const protocol of holders) {
    const names = filterNamesOf(protocol);
    const own: Read[] = [];
    const first: Head[] = [];
    const traced = new Map<string, number[]>();
    columns.forEach((column, i) => {
      for (const name of namesFor(column, names)) {
        missing.delete(column);
        const place = placeOf(protocol, names, name, i);
        if (place?.head) first.push(place.head);
        else quick = false;
        if (place) own.push(place.read);
        else traced.set(name, [...(traced.get(name) ?? []), i]);
      }
    });
    if (traced.size > 0) own.push(walker(protocol, names, traced));
    if (own.length > 0) reads.set(protocol, own);
    if (first.length > 0) heads.set(protocol, first);
  }
  for (const column of missing) {
    const all = catalog.protocols.flatMap((protocol) => [...filterNamesOf(protocol).all()]);
    const words = new Set([...others, ...all]);
    const near = closest(column, words);
    const hint = near === undefined ? '' : `; did you mean '${near}'?`;
    throw new RangeError(`no field is called '${visible(column)}'${hint}`);
  }
  return { reads, heads: quick ? heads : undefined };
}

/** What is said of a checksum, in Wireshark's words and in ours. */
const VERDICTS: Readonly<Record<string, string>> = {
  '.status': '_status',
  _calculated: '_expected',
};

interface Place {
  readonly head?: Head;
  readonly read: Read;
}

/** Where it stands, if one place alone has that name; else all of the layer is to be walked. */
function placeOf(
  protocol: Protocol,
  names: FilterNames,
  name: string,
  column: number,
): Place | undefined {
  const base = names.has(name) ? name : judged(name);
  const whole = names.only(base);
  if (whole === undefined) return undefined;
  const path = whole.slice(protocol.name.length + 1);
  const verdict = VERDICTS[name.slice(base.length)];
  if (verdict !== undefined) return { read: pathRead((path + verdict).split('.'), column) };
  const head = headAt(protocol, path, column);
  if (head === undefined) {
    return names.holds(whole) ? undefined : { read: pathRead(path.split('.'), column) };
  }
  return {
    head,
    read(layer, take) {
      const text = headText(head, layer);
      if (text !== undefined) take(column, text);
    },
  };
}

/** By the keys that lead to it, through lists. */
function pathRead(path: readonly string[], column: number): Read {
  const last = path.length - 1;
  const key = path[last] ?? '';
  // Where it is no text, or makes no sense.
  const [hex, raw] = [`${key}_hex`, `${key}_raw`];
  const inside = (object: Loose, depth: number, take: Take): void => {
    if (depth < last) each(object[path[depth] ?? ''], depth + 1, take);
    else each(object[key] ?? object[hex] ?? object[raw], depth + 1, take);
  };
  const each = (value: unknown, depth: number, take: Take): void => {
    if (value === undefined) return;
    if (Array.isArray(value)) for (const one of value) each(one, depth, take);
    else if (depth > last) take(column, visible(String(value)));
    else if (typeof value === 'object') inside(value as Loose, depth, take);
  };
  return ({ fields }, take) => inside(fields, 0, take);
}

/** What stands anywhere in a layer: all of its fields are met on the way. */
function walker(
  { name: prefix }: Protocol,
  names: FilterNames,
  columns: ReadonlyMap<string, readonly number[]>,
): Read {
  return (layer, take) => {
    const put = (name: string, text: string): void => {
      for (const column of columns.get(name) ?? []) take(column, text);
    };
    for (const one of layer.trace()) {
      const path = one.path.filter((key) => key !== '');
      const name = names.of(one.field, [prefix, ...path.filter(isKey)].join('.'));
      if (columns.has(name)) put(name, textOf(one, layer.packet.bytes));
      for (const theirs in VERDICTS) {
        if (!columns.has(name + theirs)) continue;
        const last = `${path[path.length - 1]}${VERDICTS[theirs]}`;
        const found: unknown = getPath(layer.fields, [...path.slice(0, -1).map(String), last]);
        if (found !== undefined) put(name + theirs, String(found));
      }
    }
  };
}

const isKey = (key: string | number): boolean => typeof key === 'string';

/** The value as JSON has it; a group is its number as a whole, an option its bytes. */
function textOf({ field, bit, width, value }: Trace, bytes: Uint8Array): string {
  if (typeof value !== 'object' || value === null) return visible(String(value));
  if (field.bits > 0) return String(getBits(bytes, 0, bit, width));
  return toHex(bytes, bit >> 3, (bit + width) >> 3);
}
