import { getBytes, putBytes } from './bits.js';
import { type Extent, endOf, sizedBy, sizeOf } from './extent.js';
import {
  type Field,
  FieldError,
  type Fields,
  type Given,
  type Loose,
  type Values,
} from './field.js';
import { bytesFrom } from './fixed.js';
import { toHex } from './hex.js';
import type { Names } from './names.js';
import { numberFrom } from './number.js';
import { getPath } from './paths.js';
import type { Reading } from './reading.js';
import { compresses, Struct } from './struct.js';
import type { Writer } from './writer.js';

/** One kind of option: its number, its label, and its fields (none: the value is empty). */
export interface Option<F extends Fields = Fields> {
  readonly kind: number;
  readonly label: string;
  readonly fields: F;
  /** In place of the shape's: as many bytes, cut in another way. */
  readonly between?: Fields | undefined;
}

export function option<const F extends Fields = {}>(
  kind: number,
  label: string,
  fields: F = {} as F,
  between?: Fields,
): Option<F> {
  return { kind, label, fields, between };
}

/** How options of one family look: type, length, value. */
export interface Shape {
  /** The JSON key of the type number: `kind` for TCP, `type` for most. */
  readonly key: string;
  /** Bits of the type and of the length. */
  readonly type: 8 | 16;
  readonly length: 8 | 16;
  /** What the length counts: the whole option, or its value alone. */
  readonly counts: 'all' | 'value';
  /** The length counts units of so many bytes. */
  readonly unit?: number;
  /** Options end at a multiple of so many bytes, which their length does not say. */
  readonly pad?: number;
  /** The last one is not padded: what it stands in ends with it. */
  readonly lastBare?: boolean;
  /** The JSON key of a value that has no declared form; `data` if left out. */
  readonly rest?: string;
  /** Fields between type and length. */
  readonly between?: Fields;
  /** Kinds of a single byte, without length or value. */
  readonly single?: readonly number[] | ((kind: number) => boolean);
  /** The kind after which only padding follows. */
  readonly end?: number;
  /** Names of kinds that have no form here. */
  readonly names?: Names;
}

type Known = Readonly<Record<string, Option<any>>>;
type FieldsOf<O> = O extends Option<infer F> ? F : never;

/** What decode gives: a known option, one whose value has no declared form, or a malformed rest. */
export type OptionOut<O extends Known> =
  | { [K in keyof O]: { name: K; [number: string]: unknown } & Values<FieldsOf<O[K]>> }[keyof O]
  | { name?: undefined; data?: string; raw?: string; [number: string]: unknown };
export type OptionIn<O extends Known> =
  | { [K in keyof O]: { name: K; [number: string]: unknown } & Given<FieldsOf<O[K]>> }[keyof O]
  | { name?: undefined; data?: string | Uint8Array; raw?: string; [number: string]: unknown };

interface Form {
  readonly name: string;
  readonly kind: number;
  readonly label: string;
  readonly struct: Struct;
  readonly between: Struct | undefined;
  readonly field: Field;
}

/** A list of options. Lossless: an unknown one keeps its `data`, a malformed rest its `raw` bytes. */
export function tlv<const O extends Known>(
  label: string,
  help: string,
  shape: Shape,
  known: O,
  look: { length?: Extent; filter?: string } = {},
): Field<OptionOut<O>[] | undefined, readonly OptionIn<O>[]> & { readonly known: O } {
  const size = look.length === undefined ? undefined : sizeOf(look.length);
  let made: Options | undefined;
  const options = () => (made ??= new Options(shape, known));
  return {
    bits: 0,
    label,
    help,
    known,
    shape,
    init: [],
    filter: look.filter,
    compresses: Object.values(known).some((o) => compresses(o.fields)),
    ...sizedBy(look.length, 'bytes'),
    read(r, v, key) {
      const end = size ? endOf(r, size(v), label) : r.end;
      if (r.problem || r.at === end) return undefined;
      r.path.push(key);
      const found = r.within(end, () => options().read(r)).value;
      r.path.pop();
      return found as OptionOut<O>[];
    },
    write(w, given) {
      if (!Array.isArray(given)) throw new FieldError('', 'a list of options is needed');
      given.forEach((one, i) => {
        try {
          options().write(w, one, i === given.length - 1);
        } catch (error) {
          throw error instanceof FieldError ? error.within(String(i)) : error;
        }
      });
    },
  };
}

/**
 * Where the first option of one of these kinds starts, without reading any other: for rules that
 * must be quick. Negative: none, or what stands before it is malformed.
 */
export function findOption(
  shape: Shape,
  kinds: readonly number[],
  bytes: Uint8Array,
  from: number,
  to: number,
): number {
  const single = Array.isArray(shape.single) ? shape.single : [];
  for (let at = from; at < to; ) {
    const kind = bytes[at] as number;
    if (kinds.includes(kind)) return at;
    if (kind === shape.end) return -1;
    const size = single.includes(kind) ? 1 : optionSize(shape, bytes[at + 1] ?? 0);
    if (size < 1) return -1;
    at += size;
  }
  return -1;
}

function optionSize(shape: Shape, told: number): number {
  const size = told * (shape.unit ?? 1) + (shape.counts === 'all' ? 0 : 2);
  return size < 2 ? -1 : size;
}

/** The forms of one family of options, made when first needed. */
class Options {
  private readonly byKind = new Map<number, Form>();
  private readonly byName = new Map<string, Form>();
  private readonly between: Struct | undefined;
  private readonly header: number;
  private readonly rest: string;
  private readonly unknown: Field = { bits: 0, label: 'Option', help: 'has no declared form' };

  constructor(
    private readonly shape: Shape,
    known: Known,
  ) {
    const { key, between, rest = 'data' } = shape;
    this.rest = rest;
    this.between = between && new Struct(between);
    this.header = (shape.type + shape.length) / 8 + (this.between?.head ?? 0);
    for (const [name, { kind, label, fields, between: own }] of Object.entries(known)) {
      const struct = new Struct(fields).allow(
        key,
        'name',
        'padding',
        ...Object.keys(own ?? between ?? {}),
      );
      const field = { bits: 0, label, help: `${key} ${kind}`, fields };
      const form = {
        name,
        kind,
        label,
        struct,
        field,
        between: own ? new Struct(own) : this.between,
      };
      this.byKind.set(kind, form);
      this.byName.set(name, form);
    }
  }

  private isSingle(kind: number): boolean {
    const { single } = this.shape;
    return typeof single === 'function' ? single(kind) : (single?.includes(kind) ?? false);
  }

  read(r: Reading): Loose[] {
    const found: Loose[] = [];
    while (r.at < r.end && !r.problem) {
      const from = r.at;
      r.path.push(found.length);
      const traced = r.trace?.length ?? 0;
      const entry = this.readOne(r, from);
      found.push(entry);
      r.path.pop();
      this.trace(r, from, found.length - 1, entry, traced);
    }
    return found;
  }

  private readOne(r: Reading, from: number): Loose {
    const { shape } = this;
    const typeBytes = shape.type / 8;
    if (r.left < typeBytes) return this.malformed(r, from, {}, 'no room for a type');
    const kind = getBytes(r.bytes, from, typeBytes);
    const form = this.byKind.get(kind);
    const entry: Loose = {};
    entry[shape.key] = kind;
    const name = form?.name ?? shape.names?.nameOf(kind);
    if (name !== undefined) entry.name = name;
    if (this.isSingle(kind)) {
      r.at += typeBytes;
      if (kind === shape.end && r.at < r.end) {
        entry.padding = toHex(r.bytes, r.at, r.end);
        r.at = r.end;
      }
      return entry;
    }
    if (r.left < this.header) return this.malformed(r, from, entry, 'no room for a length');
    const lengthAt = from + this.header - shape.length / 8;
    const told = getBytes(r.bytes, lengthAt, shape.length / 8) * (shape.unit ?? 1);
    const total = shape.counts === 'all' ? told : told + this.header;
    if (total < this.header || from + total > r.end) {
      return this.malformed(r, from, entry, `length ${told}, with ${r.left} bytes left`);
    }
    r.at = from + typeBytes;
    (form ? form.between : this.between)?.read(r, entry);
    r.at = from + this.header;
    this.readBody(r, from, from + total, form, entry);
    if (shape.pad) this.readPad(r, shape.pad, total, entry);
    return entry;
  }

  private readBody(
    r: Reading,
    from: number,
    end: number,
    form: Form | undefined,
    entry: Loose,
  ): void {
    const room = end - r.at;
    if (form?.struct.fixed && form.struct.head === room) {
      form.struct.read(r, entry);
      return;
    }
    const tried = form && !form.struct.fixed;
    const fields = tried && r.attempt(end, () => form.struct.read(r, { ...entry }));
    if (fields) {
      Object.assign(entry, fields);
      return;
    }
    if (form) r.remark(from, `${form.label}: its form does not fit ${end - from} bytes`);
    if (r.at < end || form) entry[this.rest] = toHex(r.bytes, r.at, end);
    r.at = end;
  }

  private readPad(r: Reading, pad: number, total: number, entry: Loose): void {
    const from = r.at;
    const want = this.shape.lastBare && r.left === 0 ? 0 : (pad - (total % pad)) % pad;
    r.at += Math.min(want, r.left);
    const bare = this.shape.lastBare && r.left === 0 && want > 0;
    const zero = r.bytes.subarray(from, r.at).every((b) => b === 0);
    const canonical = r.at - from === want && zero && !bare;
    if (!canonical) entry.padding = toHex(r.bytes, from, r.at);
  }

  private malformed(r: Reading, from: number, entry: Loose, why: string): Loose {
    r.remark(from, `malformed option: ${why}`);
    r.at = r.end;
    return { ...entry, raw: toHex(r.bytes, from, r.end) };
  }

  /** The option itself stands before its fields. */
  private trace(r: Reading, from: number, index: number, value: Loose, traced: number): void {
    if (!r.trace) return;
    const field = this.byKind.get(value[this.shape.key])?.field ?? this.unknown;
    const path = [...r.path, index];
    const width = (r.at - from) * 8;
    r.trace.splice(traced, 0, { path, field, bit: from * 8, width, value });
  }

  write(w: Writer, given: Loose, last: boolean): void {
    if (given.raw !== undefined) {
      w.put(bytesFrom(given.raw));
      return;
    }
    const { shape } = this;
    const kind = this.kindOf(given);
    const form = this.byKind.get(kind);
    const from = w.take(shape.type / 8);
    putBytes(w.bytes, from, shape.type / 8, kind);
    if (this.isSingle(kind)) {
      if (given.padding !== undefined) w.put(bytesFrom(given.padding));
      return;
    }
    const between = form ? form.between : this.between;
    between?.write(w, pick(given, between.fields));
    const lengthAt = w.take(shape.length / 8);
    const rest = given[this.rest];
    if (rest !== undefined && !(form && holdsFieldOf(given, form.struct.fields))) {
      w.put(bytesFrom(rest));
    } else {
      form?.struct.write(w, given);
    }
    this.writeLength(w, from, lengthAt);
    if (given.padding !== undefined && shape.pad) w.put(bytesFrom(given.padding));
    else if (shape.pad && !(last && shape.lastBare))
      w.take((shape.pad - ((w.at - from) % shape.pad)) % shape.pad);
  }

  private writeLength(w: Writer, from: number, lengthAt: number): void {
    const { counts, length, unit = 1 } = this.shape;
    w.take((unit - ((w.at - from) % unit)) % unit);
    const told = (w.at - (counts === 'all' ? from : from + this.header)) / unit;
    if (told >= 2 ** length)
      throw new FieldError('', `an option of ${w.at - from} bytes is too long`);
    putBytes(w.bytes, lengthAt, length / 8, told);
  }

  private kindOf(given: Loose): number {
    const { key, names, type } = this.shape;
    const named = given.name === undefined ? undefined : this.byName.get(String(given.name));
    const told = given[key] ?? named?.kind ?? names?.numberOf(String(given.name));
    if (told === undefined) {
      throw new FieldError('name', `no option is called ${JSON.stringify(given.name)}`);
    }
    const kind = numberFrom(told, names);
    if (typeof kind !== 'number' || kind < 0 || kind >= 2 ** type) {
      throw new FieldError(key, `${kind} does not fit ${type} bits`);
    }
    return kind;
  }
}

/** Bytes beside fields of the form are a part of it, else they stand in for all of it. */
const holdsFieldOf = (given: Loose, fields: Fields): boolean =>
  Object.keys(fields).some((key) => getPath(given, key.split('.')) !== undefined);

function pick(given: Loose, fields: Fields): Loose {
  const own: Loose = {};
  for (const key of Object.keys(fields)) {
    const value = getPath(given, [key]);
    if (value !== undefined) own[key] = value;
  }
  return own;
}
