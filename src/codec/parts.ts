import { type Extent, endOf, sizedBy, sizeOf } from './extent.js';
import {
  type Field,
  FieldError,
  type Fields,
  type Given,
  type Inline,
  type Loose,
  type Merged,
  type Values,
} from './field.js';
import { bytesFrom, type Look } from './fixed.js';
import { toHex } from './hex.js';
import { getPath, setPath } from './paths.js';
import type { Reading } from './reading.js';
import { compresses, Struct } from './struct.js';
import type { Writer } from './writer.js';

export interface PartLook<Out> extends Look<Out> {
  length?: Extent;
}

/** Bytes, as hex: all that is left, or as many as `length` says. Nothing at all is left out of JSON. */
export function bytes(
  label: string,
  help: string,
  look: PartLook<string> = {},
): Field<string | undefined, string | Uint8Array> {
  const { length, ...rest } = look;
  const size = length === undefined ? undefined : sizeOf(length);
  return {
    bits: 0,
    label,
    help,
    ...(rest as object),
    ...sizedBy(length, 'bytes'),
    read(r, v, key) {
      const from = r.at;
      const end = size ? endOf(r, size(v), label) : r.end;
      if (r.problem || from === end) return undefined;
      r.at = end;
      const value = toHex(r.bytes, from, end);
      if (r.trace) r.note(this, key, from, value);
      return value;
    },
    write(w, value) {
      if (value !== undefined) w.put(bytesFrom(value));
    },
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Zeros behind a text fill up to a multiple of `to` bytes, counted from `lead` bytes before it. */
export interface ZeroFill {
  readonly to: number;
  readonly lead?: number;
}

const fillOf = ({ to, lead = 0 }: ZeroFill, size: number) => (to - ((size + lead) % to)) % to;

/** Text; bytes that are no UTF-8 go as hex under `<key>_hex`. */
export function text(
  label: string,
  help: string,
  look: PartLook<string> & { fill?: ZeroFill } = {},
): Field<string | undefined, string> {
  const { length, fill, ...rest } = look;
  const size = length === undefined ? undefined : sizeOf(length);
  return {
    bits: 0,
    label,
    help,
    ...(rest as object),
    ...sizedBy(length, 'bytes'),
    orHex: true,
    read(r, v, key) {
      const from = r.at;
      const end = size ? endOf(r, size(v), label) : r.end;
      if (fill && fillOf(fill, end - from)) r.problem ||= `${label} is not filled up`;
      if (r.problem) return undefined;
      r.at = end;
      let stop = end;
      if (fill) while (stop > from && end - stop < fill.to - 1 && !r.bytes[stop - 1]) stop--;
      const raw = r.bytes.subarray(from, stop);
      let value: string | undefined;
      try {
        value = utf8.decode(raw);
      } catch {
        setPath(v, `${key}_hex`.split('.'), toHex(raw));
      }
      if (r.trace) r.note(this, key, from, value ?? toHex(raw));
      return value;
    },
    write(w, value, v, key) {
      const hex = getPath(v, `${key}_hex`.split('.'));
      const from = w.at;
      if (typeof value === 'string') w.put(encoder.encode(value));
      else if (hex !== undefined) w.put(bytesFrom(hex));
      if (fill) w.take(fillOf(fill, w.at - from));
    },
  };
}

/** A structure in an object of its own. */
export function nested<const F extends Fields>(
  label: string,
  help: string,
  fields: F,
  look: { length?: Extent } = {},
): Field<Values<F>, Given<F>> {
  const struct = new Struct(fields);
  const size = look.length === undefined ? undefined : sizeOf(look.length);
  return {
    bits: 0,
    label,
    help,
    compresses: compresses(fields),
    ...sizedBy(look.length, 'bytes'),
    read(r, v, key) {
      const from = r.at;
      r.path.push(key);
      const read = () => struct.read(r) as Values<F>;
      const end = size ? endOf(r, size(v), label) : r.end;
      const { value, whole } = size ? r.within(end, read) : { value: read(), whole: true };
      if (!whole) r.problem ||= `${label} does not fill its ${end - from} bytes`;
      r.path.pop();
      return value;
    },
    write: (w, value) => struct.write(w, (value ?? {}) as Loose),
  };
}

/** A field of fixed width as one whose length varies: an entry of a list, or an optional one. */
export function asPart<Out, In>(field: Field<Out, In>): Field<Out, In> {
  if (!field.place) return field;
  const place = field.place(0);
  const size = field.bits / 8;
  if (!Number.isInteger(size)) throw new Error(`${field.label}: fills no whole bytes`);
  return {
    ...field,
    read(r, _v, key) {
      const from = r.at;
      if (endOf(r, size, field.label) !== from + size || r.problem) return undefined as Out;
      r.at += size;
      const value = place.value(r.bytes, from);
      if (r.trace) r.note(this, key, from, value);
      return value;
    },
    write(w, value) {
      const from = w.take(size);
      if (value !== undefined) place.put(w.bytes, from, value);
    },
  };
}

/** A field that is there only under a condition, or if it was given. */
export function optional<Out, In>(
  when: (v: Loose) => boolean,
  field: Field<Out, In>,
): Field<Out | undefined, In> {
  return { ...asPart(field), optional: when } as Field<Out | undefined, In>;
}

/** A field that is there if room is left for anything, or if it was given. */
export function ifRoom<Out, In>(field: Field<Out, In>): Field<Out | undefined, In> {
  const { place: _, init: __, ...part } = asPart(field);
  return {
    ...part,
    read: (r: Reading, v: Loose, key: string) => (r.left > 0 ? part.read?.(r, v, key) : undefined),
    write(w: Writer, value: In | undefined, v: Loose, key: string) {
      if (value !== undefined) part.write?.(w, value, v, key);
    },
  } as Field<Out | undefined, In>;
}

/** The fallback of a choice that must fill its room: what the declared form does not fit. */
const DATA = { data: bytes('Data', 'not decoded any further') } satisfies Fields;

/** The path of a field before it, or a function: while reading it may look at what stands ahead. */
type Chooser = string | ((v: Loose, ahead?: Reading) => string | number | undefined);

type Alternatives = Readonly<Record<string, Fields>>;
type DataIf<X> = X extends { exact: true } | { length: Extent } ? typeof DATA : never;
type Either<A extends Alternatives, O, X> = A[keyof A] | (O extends Fields ? O : never) | DataIf<X>;
type EachOut<U> = U extends Fields ? Values<U> : never;
type EachIn<U> = U extends Fields ? Given<U> : never;

/**
 * One of several sets of fields, chosen by a field before it. Their keys stand in the object
 * around. With `exact` or `length` the chosen form must fill its room; what does not fit is `data`.
 */
export function choice<
  const A extends Alternatives,
  const O extends Fields | undefined = undefined,
  const X extends { length?: Extent; exact?: boolean } = {},
>(
  by: Chooser,
  alternatives: A,
  otherwise?: O,
  look: X = {} as X,
): Inline<Merged<EachOut<Either<A, O, X>>>, Merged<EachIn<Either<A, O, X>>>> {
  const keyOf = typeof by === 'string' ? sizeOf(by) : by;
  const structs = new Map<string, Struct>();
  const other = otherwise ? new Struct(otherwise) : undefined;
  const exact = look.exact || look.length !== undefined;
  const data = exact ? new Struct(DATA) : undefined;
  const size = look.length === undefined ? undefined : sizeOf(look.length);
  // Made when first met: a packet meets few of the alternatives.
  const chosen = (v: Loose, ahead?: Reading): Struct | undefined => {
    const key = String(keyOf(v, ahead));
    const fields = Object.hasOwn(alternatives, key) ? alternatives[key] : undefined;
    if (!fields) return other;
    let struct = structs.get(key);
    if (!struct) structs.set(key, (struct = new Struct(fields)));
    return struct;
  };
  const readExact = (r: Reading, v: Loose, end: number) => {
    const struct = chosen(v, r);
    // A copy, so that a failed attempt leaves nothing behind.
    const found = struct && r.attempt(end, () => struct.read(r, { ...v }));
    if (found) return Object.assign(v, found);
    // No byte at all is data too where a form was expected, or encoding would write that form.
    if (struct && r.at === end) return Object.assign(v, { data: '' });
    return r.within(end, () => data?.read(r, v)).value;
  };
  return {
    bits: 0,
    label: 'Body',
    dependent: true,
    help: 'depends on the fields before it',
    alternatives: { ...alternatives, ...(otherwise && { otherwise }), ...(exact && { DATA }) },
    compresses: [...Object.values(alternatives), otherwise ?? {}].some(compresses),
    ...sizedBy(look.length, 'bytes'),
    inline: (v) => [...keysOf(chosen(v)?.fields ?? {}), ...(exact ? ['data'] : [])],
    read(r: Reading, v: Loose): any {
      if (!exact) return chosen(v, r)?.read(r, v);
      const end = size ? endOf(r, size(v), 'the body') : r.end;
      return r.problem ? v : readExact(r, v, end);
    },
    write(w: Writer, _value: unknown, v: Loose) {
      const struct = chosen(v);
      const isField = struct && [...keysOf(struct.fields)].includes('data');
      const asData = exact && v.data !== undefined && !isField;
      writeOwn(w, asData ? data : struct, v);
    },
  };
}

function* keysOf(fields: Fields): Iterable<string> {
  for (const [key, field] of Object.entries(fields)) {
    if (field.inline) yield* Object.values(field.alternatives ?? {}).flatMap((f) => [...keysOf(f)]);
    else yield key;
    if (field.alias) yield field.alias.key;
    if (field.orHex) yield `${key}_hex`;
  }
}

/** Writes the fields of a choice out of the object around it, which holds others too. */
function writeOwn(w: Writer, struct: Struct | undefined, v: Loose): void {
  if (!struct) return;
  const own: Loose = {};
  for (const key of keysOf(struct.fields)) {
    const root = key.split('.')[0] as string;
    if (v[root] !== undefined) own[root] = v[root];
  }
  struct.write(w, own, [], v);
}

/** Zero bytes up to a multiple of `to`, counted from the layer's start; shown only where they are odd. */
export function padding(to: number): Field<string | undefined, string> {
  const missing = (at: number) => (to - (at % to)) % to;
  return {
    bits: 0,
    label: 'Padding',
    help: `fills up to a multiple of ${to} bytes`,
    read(r, _v, key) {
      const want = missing(r.at - r.start);
      const from = r.at;
      r.at += Math.min(want, r.left);
      const canonical = r.at - from === want && r.bytes.subarray(from, r.at).every((b) => b === 0);
      const value = toHex(r.bytes, from, r.at);
      if (r.trace && r.at > from) r.note(this, key, from, value);
      return canonical ? undefined : value;
    },
    write(w, value) {
      if (value === undefined) w.take(missing(w.at - w.start));
      else w.put(bytesFrom(value));
    },
  };
}

export interface ListLook {
  count?: Extent;
  length?: Extent;
  /** The list ends before an entry whose first byte is this: zeros that fill up, for example. */
  stop?: number;
  /** The list ends behind an entry that says so. */
  until?: (entry: any) => boolean;
  filter?: string;
}

/** A list: as many entries as `count` says, or as fit into `length`, or all that is left. */
export function list<const F extends Fields>(
  label: string,
  help: string,
  entry: F,
  look?: ListLook,
): Field<Values<F>[], readonly Given<F>[]>;
export function list<Out, In>(
  label: string,
  help: string,
  entry: Field<Out, In>,
  look?: ListLook,
): Field<Out[], readonly In[]>;
export function list(
  label: string,
  help: string,
  entry: Fields | Field,
  look: ListLook = {},
): Field<any[], readonly any[]> {
  const one = typeof entry.bits === 'number' ? asPart(entry as Field) : undefined;
  const struct = one ? undefined : new Struct(entry as Fields);
  const count = look.count === undefined ? undefined : sizeOf(look.count);
  const length = look.length === undefined ? undefined : sizeOf(look.length);
  // An entry that is one field may be sized by the fields before the list.
  const readEntry = (r: Reading, v: Loose) =>
    struct ? struct.read(r) : one?.read?.(r, one.orHex ? {} : v, '');
  const readAll = (r: Reading, v: Loose, most: number): unknown[] => {
    const found: unknown[] = [];
    while (found.length < most && !r.problem && (count || r.at < r.end)) {
      if (look.stop !== undefined && r.bytes[r.at] === look.stop) break;
      const from = r.at;
      r.path.push(found.length);
      const value = readEntry(r, v);
      r.path.pop();
      if (r.problem) r.problem = `${label}, entry ${found.length + 1}: ${r.problem}`;
      else if (r.at === from) r.problem = `${label}, entry ${found.length + 1} is empty`;
      if (!r.problem || struct) found.push(value);
      if (!r.problem && look.until?.(value)) break;
    }
    return found;
  };
  return {
    bits: 0,
    label,
    help,
    init: [],
    filter: look.filter,
    entry,
    compresses: one ? one.compresses : compresses(entry as Fields),
    ...sizedBy(look.count ?? look.length, look.count === undefined ? 'bytes' : 'entries'),
    read(r, v, key) {
      r.path.push(key);
      const most = count ? count(v) : Number.POSITIVE_INFINITY;
      const end = length ? endOf(r, length(v), label) : r.end;
      const found = r.problem ? [] : r.within(end, () => readAll(r, v, most)).value;
      const short = end > r.at && !count && look.stop === undefined && !look.until;
      if (short) r.problem ||= `${label} does not fill its room`;
      r.path.pop();
      return found;
    },
    write(w, entries, _v) {
      if (!Array.isArray(entries)) throw new FieldError('', 'a list is needed');
      entries.forEach((value, i) => {
        try {
          if (struct) struct.write(w, value as Loose);
          else one?.write?.(w, value, {}, '');
        } catch (error) {
          throw error instanceof FieldError ? error.within(String(i)) : error;
        }
      });
    },
  };
}
