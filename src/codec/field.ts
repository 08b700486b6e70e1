import type { Reader } from './bits.js';
import type { Seal } from './checksum/seal.js';
import type { Names } from './names.js';
import type { Out } from './out.js';
import type { Layer } from './packet.js';
import type { Phrase } from './phrase.js';
import type { Reading } from './reading.js';
import type { Struct } from './struct.js';
import type { Writer } from './writer.js';

/** Values by key, where the keys are known to the declaration only. */
export type Loose = Record<string, any>;

/** A value that build was given does not fit its field. The path grows on its way out. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
  constructor(
    public path: string,
    public readonly reason: string,
  ) {
    super(path ? `${path}: ${reason}` : reason);
  }
  /** The same complaint, seen from one structure further out. */
  within(path: string): this {
    this.path = this.path ? `${path}.${this.path}` : path;
    this.message = `${this.path}: ${this.reason}`;
    return this;
  }
}

/** The value of a fixed field of which no bit is set. */
export const zeroOf = (field: Field): unknown =>
  field.place?.(0).value(new Uint8Array((field.bits + 7) >> 3), 0);

/** What was given, for a message: one short line, whatever it is. */
export function shown(given: unknown): string {
  let text: string | undefined;
  try {
    text = typeof given === 'bigint' ? String(given) : JSON.stringify(given);
  } catch {
    // Nested too deep, in a circle, or around a bigint.
  }
  text ??= typeof given;
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

export type Print = (out: Out, bytes: Uint8Array, offset: number) => void;

/** Where a value stands: its layer, and the object that holds it. */
export interface Where {
  readonly layer: Layer;
  readonly around: Loose;
}
/** `digits`: it is a number in hex with `0x` before, and with at least so many. */
export interface Show<Out> {
  (value: Out): string;
  readonly digits?: number;
}
export type Means<Out> = (value: Out, fields: Loose, where: Where) => string | Phrase | undefined;

/**
 * `bits`: the number that the bits are; `number`: one that `print` works out; `text` is what
 * `print` writes, in quotation marks, and `mac` and `ipv4` are such texts.
 */
type Json = 'bits' | 'number' | 'flag' | 'mac' | 'ipv4' | 'text';

/** A field of fixed width at its place in a structure: plain functions of (bytes, offset). */
export interface Place {
  /** The value as JSON holds it. */
  value(bytes: Uint8Array, offset: number): any;
  /** Checks what was given, and writes it. */
  put(bytes: Uint8Array, offset: number, given: any): void;
  /** Numbers, flags, groups and addresses up to 48 bits: without an object or a string. */
  readonly number?: Reader;
  /** Writes the value as JSON has it, without quotes. */
  readonly print?: Print;
  /** What JSON has, for whoever writes it straight from the bytes. */
  readonly json?: Json;
  /** The fields of a group, at their own places. */
  readonly cells?: readonly Cell[];
}

/** Out is what decode gives, which is what JSON holds; In is what build takes, a superset of it. */
export interface Field<Out = any, In = any> {
  readonly label: string;
  readonly help: string;
  /** The width of a fixed field; 0 where the length varies. */
  readonly bits: number;
  /** What stands where nothing was given and nothing is derived. */
  readonly init?: In;
  readonly names?: Names | undefined;
  /** Names that depend on the fields before it: codes within a type. */
  readonly namesBy?: ((v: Loose) => Names | undefined) | undefined;
  /** Wireshark's filter name, where it is not the path of the keys. */
  readonly filter?: string | undefined;
  /** What the value says to people, before its name does; `fields` are those of the layer. */
  readonly means?: Means<Out> | undefined;
  /** How the value is written for people; the value itself if left out. */
  readonly show?: Show<Out> | undefined;
  /** The same bits go under another key for some values (eth.type and eth.len). */
  readonly alias?: { readonly key: string; when(raw: number): boolean } | undefined;
  /** It is true or false. */
  readonly truth?: true | undefined;
  /** Other words for what is inside, as people type them: `s` and `rst` for flags. */
  readonly spelled?: Readonly<Record<string, string>> | undefined;
  /** Fixed width: the field at `bit` bits after its structure's start. */
  place?(bit: number): Place;
  /** Fields inside a group, for whoever lists them. */
  readonly fields?: Fields | undefined;
  /** Length varies: what it holds, from where `r` stands. `v` holds the fields before it. */
  read?(r: Reading, v: Loose, key: string): Out;
  write?(w: Writer, value: In | undefined, v: Loose, key: string): void;
  /** Text that is no UTF-8 goes under `<key>_hex`. */
  readonly orHex?: boolean | undefined;
  /** The sets of fields of a choice, for whoever lists them. */
  readonly alternatives?: Readonly<Record<string, Fields>> | undefined;
  /** The forms of options, for whoever lists them. */
  readonly known?: Readonly<Record<string, unknown>> | undefined;
  readonly shape?: unknown;
  /** What a list holds, or a nested structure, for whoever lists it. */
  readonly entry?: Fields | Field | undefined;
  /** Its keys, always the same array, which stand in the object around it. */
  readonly inline?: ((v: Loose) => readonly string[]) | undefined;
  /** What is written depends on the fields before it. */
  readonly dependent?: boolean | undefined;
  /** An example of its values, where no bytes of zeros can be read as one. */
  readonly like?: string | undefined;
  /** It takes all that is left of the header. */
  readonly fills?: boolean | undefined;
  /** It may be missing: then neither read nor written. */
  readonly optional?: ((v: Loose) => boolean) | undefined;
  /** The field before it that says how long it is, or how many there are. */
  readonly sizedBy?: SizedBy | undefined;
  /** A compressed name is somewhere inside: what is encoded may differ from what was decoded. */
  readonly compresses?: boolean | undefined;
  /** It is a checksum over the structure around it. */
  readonly seal?: Seal | undefined;
  /** How it lies in the bytes, for whoever writes text straight from these. */
  readonly inPlace?: InPlace | undefined;
  readonly __in?: In;
}
export type Fields = Readonly<Record<string, Field>>;

type Sizer = (v: Loose, ahead?: Reading) => number;
/** What `read` does, told in parts; `v` holds the fields before it. */
export type InPlace =
  | { readonly kind: 'hex'; readonly size: Sizer | undefined }
  /** The form that stands at `r`, and where it is to end if that is told. */
  | { readonly kind: 'choice'; chosen(r: Reading, v: Loose): Chosen }
  /** Structures one after another; the list may end before one that starts with `stop`. */
  | {
      readonly kind: 'list';
      readonly struct: Struct;
      readonly count: Sizer | undefined;
      readonly length: Sizer | undefined;
      readonly stop: number | undefined;
    }
  | { readonly kind: 'nested'; readonly struct: Struct; readonly length: Sizer | undefined }
  /** Pointers count from `base` bytes behind the layer's start; undefined: there are none. */
  | { readonly kind: 'name'; readonly base: number | undefined };
interface Chosen {
  readonly struct: Struct | undefined;
  readonly end: number | undefined;
}

/** `value of the field = (size + plus) / times`; size is in bytes, or in entries of a list. */
export interface SizedBy {
  readonly path: string;
  readonly plus: number;
  readonly times: number;
  readonly counts: 'bytes' | 'entries';
}

/** A fixed field laid out: its key, its path inside the layer, and its place. */
export interface Cell {
  readonly key: string;
  readonly path: readonly string[];
  readonly field: Field;
  readonly bit: number;
  readonly place: Place;
  /** What place and field say, one step nearer: all cells have one shape. */
  readonly value: Place['value'];
  readonly number: Place['number'];
  readonly inner: Place['cells'];
  readonly put: Place['put'];
  readonly init: unknown;
  readonly alias: Field['alias'];
  /** It stands under its own key, whatever its value. */
  readonly plain: boolean;
  /** Where its value is laid that is given; the same for its alias. */
  readonly slot: number;
  readonly aliasSlot: number;
}

// --- types that follow from a declaration ------------------------------------------------------

type OutOf<F> = F extends Field<infer O, any> ? O : never;
type InOf<F> = F extends Field<any, infer I> ? I : never;
type Flatten<T> = { [K in keyof T]: T[K] } & {};
type Root<K> = K extends `${infer R}.${string}` ? R : K;
type Under<F, R extends string> = {
  [K in keyof F as K extends `${R}.${infer T}` ? T : never]: F[K];
};
/** Field keys with dots nest: `hw.type` and `hw.size` are `{ hw: { type, size } }`. */
type Nested<F> = {
  [R in Root<keyof F & string>]: R extends keyof F ? OutOf<F[R]> : Nested<Under<F, R>>;
};
type NestedIn<F> = {
  [R in Root<keyof F & string>]?: R extends keyof F ? InOf<F[R]> : NestedIn<Under<F, R>>;
};
/** Marks a field whose keys stand in the object around it. */
export interface Inline<Out, In> extends Field<Out, In> {
  readonly inline: (v: Loose) => readonly string[];
}
type Plain<F> = { [K in keyof F as F[K] extends Inline<any, any> ? never : K]: F[K] };
type Spread<F> = { [K in keyof F as F[K] extends Inline<any, any> ? K : never]: F[K] };
type All<U> = (U extends any ? (x: U) => void : never) extends (x: infer I) => void ? I : never;
type InlineOut<F> = keyof Spread<F> extends never ? {} : All<OutOf<Spread<F>[keyof Spread<F>]>>;
type InlineIn<F> = keyof Spread<F> extends never ? {} : All<InOf<Spread<F>[keyof Spread<F>]>>;

/** What decode gives for these fields. */
export type Values<F extends Fields> = Flatten<Nested<Plain<F>> & InlineOut<F>>;
/** What build takes for them: anything may be left out. */
export type Given<F extends Fields> = Flatten<NestedIn<Plain<F>> & InlineIn<F>>;

/** Keys of the alternatives of a choice, each present in some of them only. */
export type Merged<U> = {
  [K in U extends any ? keyof U : never]?: U extends any
    ? K extends keyof U
      ? U[K]
      : never
    : never;
};

/** A group's own fields, with just their keys. */
export interface Grouped<F extends Fields> {
  readonly fields: F;
  /** For the compiler alone: `fields` of any field may have any key. */
  readonly __group: F;
}

/** The readers of the fixed fields at a structure's head, under the keys of the declaration. */
export type Readers<F extends Fields> = {
  readonly [K in keyof F]: Reader & (F[K] extends Grouped<infer G> ? Readers<G> : {});
};
