import { type Extent, endOf, sizedBy, sizeOf } from './extent.js';
import { type Field, FieldError, type Fields, type Given, type Values } from './field.js';
import type { Names } from './names.js';
import { Options } from './options.js';

/** One kind of option: its number, its label, and its fields (none: the value is empty). */
export interface Option<F extends Fields = Fields> {
  readonly kind: number;
  readonly label: string;
  readonly fields: F;
  /** In place of the shape's: as many bytes, cut in another way. */
  readonly between?: Fields | undefined;
}

/** Large ones come from a function, called when the option is first met. */
export function option<const F extends Fields>(
  kind: number,
  label: string,
  fields: () => F,
): Option<F>;
export function option<const F extends Fields = {}>(
  kind: number,
  label: string,
  fields?: F,
  between?: Fields,
): Option<F>;
export function option(
  kind: number,
  label: string,
  fields: Fields | (() => Fields) = {},
  between?: Fields,
): Option {
  if (typeof fields !== 'function') return { kind, label, fields, between };
  let made: Fields | undefined;
  return {
    kind,
    label,
    get fields() {
      made ??= fields();
      return made;
    },
    between,
  };
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

/** The options of one family that have a declared form, by name. */
export type Known = Readonly<Record<string, Option<any>>>;
type FieldsOf<O> = O extends Option<infer F> ? F : never;

/** What decode gives: a known option, one whose value has no declared form, or a malformed rest. */
export type OptionOut<O extends Known> =
  | { [K in keyof O]: { name: K; [number: string]: unknown } & Values<FieldsOf<O[K]>> }[keyof O]
  | { name?: undefined; data?: string; raw?: string; [number: string]: unknown };
export type OptionIn<O extends Known> =
  | { [K in keyof O]: { name: K; [number: string]: unknown } & Given<FieldsOf<O[K]>> }[keyof O]
  | { name?: undefined; data?: string | Uint8Array; raw?: string; [number: string]: unknown };

/** One of very many kinds: their types together are longer than a declaration file may hold. */
export interface AnyOption {
  name?: string | undefined;
  [key: string]: any;
}
export type AnyOptions = Field<AnyOption[] | undefined, readonly AnyOption[]>;
export const anyOptions = (field: Field): AnyOptions => field;

/**
 * Options. Lossless: an unknown one keeps its `data`, a malformed rest its `raw` bytes. The forms
 * of a large family come from a function: few packets have any of them.
 */
export function tlv<const O extends Known>(
  label: string,
  help: string,
  shape: Shape,
  known: O | (() => O),
  look: { length?: Extent; filter?: string; spelled?: Readonly<Record<string, string>> } = {},
): Field<OptionOut<O>[] | undefined, readonly OptionIn<O>[]> & { readonly known: O } {
  const size = look.length === undefined ? undefined : sizeOf(look.length);
  let forms: O | undefined;
  const all = () => (forms ??= typeof known === 'function' ? known() : known);
  let made: Options | undefined;
  const options = () => (made ??= new Options(shape, all()));
  return {
    bits: 0,
    label,
    help,
    get known() {
      return all();
    },
    shape,
    init: [],
    filter: look.filter,
    spelled: look.spelled,
    fills: size === undefined,
    ...sizedBy(look.length, 'bytes'),
    read(r, v, key) {
      const end = size ? endOf(r, size(v, r), label) : r.end;
      if (r.problem || r.at === end) return undefined;
      const outside = r.enter(key);
      const outer = r.end;
      r.end = end;
      const found = options().read(r);
      r.end = outer;
      r.leave(outside);
      return found as OptionOut<O>[];
    },
    write(w, given) {
      if (!Array.isArray(given)) throw new FieldError('', 'a list of options is needed');
      for (let i = 0; i < given.length; i++) {
        if (w.warn) w.path.push(i);
        try {
          options().write(w, given[i], i === given.length - 1);
        } catch (error) {
          throw error instanceof FieldError ? error.within(String(i)) : error;
        }
        if (w.warn) w.path.pop();
      }
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

export function optionSize(shape: Shape, told: number): number {
  const size = told * (shape.unit ?? 1) + (shape.counts === 'all' ? 0 : 2);
  return size < 2 ? -1 : size;
}
