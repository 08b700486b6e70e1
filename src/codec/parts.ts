import { type Extent, endOf, sizedBy, sizeOf } from './extent.js';
import {
  type Field,
  FieldError,
  type Fields,
  type Given,
  type Loose,
  shown,
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

/** Bytes, as hex: all that is left, or as many as `length` says. None at all: left out of JSON. */
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
    inPlace: { kind: 'hex', size },
    read(r, v, key) {
      const from = r.at;
      const end = size ? endOf(r, size(v, r), label) : r.end;
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

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** Undefined: no UTF-8. A decoder that throws instead takes a hundred times as long. */
function textFrom(raw: Uint8Array): string | undefined {
  const value = utf8.decode(raw);
  if (!value.includes('\ufffd')) return value;
  const again = encoder.encode(value);
  const same = again.length === raw.length && again.every((byte, i) => byte === raw[i]);
  return same ? value : undefined;
}

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
      const end = size ? endOf(r, size(v, r), label) : r.end;
      if (fill && fillOf(fill, end - from)) r.problem ||= `${label} is not filled up`;
      if (r.problem) return undefined;
      r.at = end;
      let stop = end;
      if (fill) while (stop > from && end - stop < fill.to - 1 && !r.bytes[stop - 1]) stop--;
      const raw = r.bytes.subarray(from, stop);
      const value = textFrom(raw);
      if (value === undefined) setPath(v, `${key}_hex`.split('.'), toHex(raw));
      if (r.trace) r.note(this, key, from, value ?? toHex(raw));
      return value;
    },
    write(w, value, v, key) {
      const hex = getPath(v, `${key}_hex`.split('.'));
      const from = w.at;
      if (typeof value === 'string') w.put(encoder.encode(value));
      else if (value !== undefined) throw new FieldError('', `text is needed, not ${shown(value)}`);
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
    entry: fields,
    compresses: compresses(fields),
    ...sizedBy(look.length, 'bytes'),
    inPlace: { kind: 'nested', struct, length: size },
    read(r, v, key) {
      const from = r.at;
      const outside = r.enter(key);
      const read = () => struct.read(r) as Values<F>;
      const end = size ? endOf(r, size(v, r), label) : r.end;
      const { value, whole } = size ? r.within(end, read) : { value: read(), whole: true };
      if (!whole) r.problem ||= `${label} does not fill its ${end - from} bytes`;
      r.leave(outside);
      return value;
    },
    write: (w, value) => struct.write(w, (value === undefined ? {} : value) as Loose),
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
      const given = value === undefined ? field.init : value;
      if (given !== undefined) place.put(w.bytes, from, given);
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
    inPlace: undefined,
    read(r: Reading, v: Loose, key: string) {
      return r.left > 0 ? part.read?.call(this as Field<Out, In>, r, v, key) : undefined;
    },
    write(w: Writer, value: In | undefined, v: Loose, key: string) {
      if (value !== undefined || part.orHex) part.write?.(w, value, v, key);
    },
  } as Field<Out | undefined, In>;
}

/** Zeros at the end of an option whose length counts units of `unit` bytes: shown only if odd. */
export function unitFill(unit: number): Field<string | undefined, string> {
  const rest = bytes('Padding', `fills up to a multiple of ${unit} bytes`);
  return {
    ...rest,
    inPlace: undefined,
    read(r, v, key) {
      const canonical = r.left < unit && r.bytes.subarray(r.at, r.end).every((b) => b === 0);
      const value = rest.read?.(r, v, key);
      return canonical ? undefined : value;
    },
  } as Field<string | undefined, string>;
}
