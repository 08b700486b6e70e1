import type { LayerGiven } from './assemble.js';
import type { Catalog } from './catalog.js';
import type { Addresses, Seal } from './checksum/seal.js';
import type { Fields, Given, Readers, Values } from './field.js';
import type { Found, Part } from './layout.js';
import type { Layer } from './packet.js';
import { Struct } from './struct.js';

/** What a derived field may look at. Sizes in bytes. */
export interface Derivation<F extends Fields> {
  /** Of the layer's own header. */
  readonly header: number;
  /** Of all that the header carries. */
  readonly payload: number;
  /** Both, and what follows the payload. */
  readonly total: number;
  /** The number of the next layer, in the first table that this protocol selects from. */
  readonly next: number | undefined;
  /** The same in another table. */
  number(table: string): number | undefined;
  /** What was given. */
  readonly given: Given<F>;
}
/** The common derivations have a word. */
export type Derive<F extends Fields> =
  | 'header'
  | 'payload'
  | 'total'
  | 'next'
  | ((d: Derivation<F>) => unknown);

/** Something odd: data beside the fields. It becomes a note, never a refusal. */
export interface Check<F extends Fields> {
  readonly severity: Severity;
  /** The field it is about. */
  readonly field?: string;
  readonly when: (v: Values<F>, layer: Layer) => boolean;
  readonly text: string | ((v: Values<F>, layer: Layer) => string);
  /** Where it is written: `RFC 791, 3.1`. */
  readonly rfc?: string;
}
export type Severity = 'error' | 'warning' | 'note';

/** The closed set of words with which a protocol says what is special about it. */
interface Rules<F extends Fields, T extends Fields> {
  /** Bytes of the header, options included. Left out: what reading it takes. */
  readonly headerLength?: (bytes: Uint8Array, start: number, limit: number) => number;
  /** Bytes of the whole layer by its own account (negative: it does not tell). */
  readonly totalLength?: (
    bytes: Uint8Array,
    start: number,
    header: number,
    limit: number,
  ) => number;
  /** The field that says what the payload is, by the table in which its numbers stand. */
  readonly selects?: Readonly<Record<string, Selector | readonly Selector[]>>;
  /** These bytes can be what a port or a guess suggested; if not, they are data. */
  readonly accepts?: (bytes: Uint8Array, start: number, end: number) => boolean;
  /** The payload does not start with a header. */
  readonly opaque?: (bytes: Uint8Array, start: number) => boolean;
  /** The payload is a part of a datagram: its checksum cannot be judged. */
  readonly fragment?: (bytes: Uint8Array, start: number) => boolean;
  /** The payload quotes a datagram and may cut it short, as ICMP errors do. */
  readonly quotes?: (bytes: Uint8Array, start: number) => boolean;
  /** Computed when left out. */
  readonly derived?: Readonly<Record<string, Derive<F>>>;
  /** Checksums: computed last, judged on decoding. */
  readonly sealed?: Readonly<Record<string, Seal>>;
  /** The header ends at a multiple of so many bytes, while `unless`, its length, is free. */
  readonly align?: { readonly to: number; readonly unless: string; readonly fill?: Fill };
  /** Source and destination for the pseudo-header of what is carried. */
  readonly addresses?: (bytes: Uint8Array, start: number, body: number) => Addresses;
  /** Changes these for what is carried: a route's last stop, a home address. */
  readonly reroutes?: (
    bytes: Uint8Array,
    start: number,
    body: number,
    found: Addresses,
  ) => Addresses;
  /** Canonical encoding gives these bytes back; left out: always. */
  readonly exact?: (bytes: Uint8Array, start: number) => boolean;
  /** Cuts what follows the payload into the fields of the tail, in bytes each. */
  readonly tail?: (tail: Tail) => Partial<Record<keyof T & string, number>>;
  readonly checks?: readonly Check<F>[];
  /** The layer in one line, without its name. */
  readonly summary?: (v: Values<F>, layer: Layer) => string;
}
/** Gives the number of the next protocol; negative: none. */
export type Selector = (bytes: Uint8Array, start: number, body: number, end: number) => number;
type Fill = (missing: number) => Uint8Array;
export interface Tail {
  readonly bytes: Uint8Array;
  /** Of the layer, of its tail, and where both end. */
  readonly start: number;
  readonly from: number;
  readonly end: number;
}

/** What a protocol file declares. */
export interface Declaration<F extends Fields, T extends Fields> {
  /** Wireshark's name. */
  readonly name: string;
  readonly title: string;
  readonly rfc?: string;
  /** Under which numbers it is carried, by table: `{ ethertype: 0x0800 }`. */
  readonly carriedBy?: Readonly<Record<string, number | readonly number[]>>;
  readonly fields: F;
  /** Fields behind the payload. */
  readonly tail?: T;
  readonly rules?: (f: Readers<F>) => Rules<F, T>;
}

export type Table = Map<number, Protocol>;
interface Chooser {
  readonly select: Selector;
  readonly table: Table;
}
/** A field that is computed: by a rule, or as a checksum. */
export interface Computed {
  readonly path: string;
  readonly found: Found;
  readonly derive?: Derive<any>;
  readonly seal?: Seal;
  /** Where the verdict goes, and what should stand there. */
  readonly status: readonly string[];
  readonly expected: readonly string[];
}

/** A declaration worked out: made when a protocol is first met. */
export interface Plan<F extends Fields = any> {
  readonly struct: Struct;
  readonly tail: Struct | undefined;
  readonly rules: Rules<any, any>;
  /** What every packet asks of every protocol, at one place: all plans have one shape. */
  readonly head: number;
  readonly fixed: boolean;
  readonly headerLength: Rules<any, any>['headerLength'];
  readonly totalLength: Rules<any, any>['totalLength'];
  readonly accepts: Rules<any, any>['accepts'];
  readonly opaque: Rules<any, any>['opaque'];
  readonly fragment: Rules<any, any>['fragment'];
  readonly align: Rules<any, any>['align'];
  readonly addresses: Rules<any, any>['addresses'];
  readonly reroutes: Rules<any, any>['reroutes'];
  readonly quotes: Rules<any, any>['quotes'];
  readonly readers: Readers<F>;
  readonly choosers: readonly Chooser[];
  readonly computed: readonly Computed[];
  readonly seals: readonly Computed[];
  readonly tailComputed: readonly Computed[];
  /** The path of `align.unless`. */
  readonly alignUnless: readonly string[];
  readonly tailParts: readonly { readonly part: Part; readonly rawKey: string }[];
  /** The first table that it selects from. */
  readonly nextTable: string;
}

export class Protocol<F extends Fields = any, T extends Fields = any> {
  readonly name: string;
  readonly title: string;
  private made: Plan<F> | undefined;
  /** Where it finds those that it carries. */
  catalog: Catalog | undefined;

  constructor(readonly declaration: Declaration<F, T>) {
    this.name = declaration.name;
    this.title = declaration.title;
  }

  /** A layer to build: what is left out is computed. */
  with(fields: Given<F> & Given<T> = {} as Given<F> & Given<T>): LayerGiven {
    return { protocol: this, fields };
  }

  get plan(): Plan<F> {
    this.made ??= this.work();
    return this.made;
  }

  private work(): Plan<F> {
    const { fields, tail: tailFields, rules: make } = this.declaration;
    const struct = new Struct(fields);
    const readers = struct.readers();
    const rules: Rules<any, any> = make?.(readers) ?? {};
    const tail = tailFields && new Struct(tailFields);
    // The tail's fields stand in the same object.
    for (const key of Object.keys(tailFields ?? {})) struct.allow(key, `${key}_raw`);
    const choosers = Object.entries(rules.selects ?? {}).flatMap(([name, selectors]) => {
      const table = this.catalog?.table(name) ?? new Map();
      return [selectors].flat().map((select) => ({ select: select as Selector, table }));
    });
    const found = (path: string): { found: Found; inTail: boolean } => {
      const head = struct.find(path);
      const behind = head ? undefined : tail?.find(path);
      if (!head && !behind) throw new Error(`${this.name}: no fixed field ${path}`);
      return { found: (head ?? behind) as Found, inTail: !head };
    };
    const all: (Computed & { inTail: boolean })[] = [
      ...Object.entries(rules.derived ?? {}).map(([path, derive]) => ({ path, derive })),
      ...Object.entries(rules.sealed ?? {}).map(([path, seal]) => ({ path, seal })),
    ].map((one) => ({
      ...one,
      ...found(one.path),
      status: `${one.path}_status`.split('.'),
      expected: `${one.path}_expected`.split('.'),
    }));
    for (const { found: place, seal } of all) {
      if (seal && place.item.kind === 'run') place.item.sealed.add(place.key);
    }
    return {
      struct,
      tail,
      rules,
      head: struct.head,
      fixed: struct.fixed,
      headerLength: rules.headerLength,
      totalLength: rules.totalLength,
      accepts: rules.accepts,
      opaque: rules.opaque,
      fragment: rules.fragment,
      align: rules.align,
      addresses: rules.addresses,
      reroutes: rules.reroutes,
      quotes: rules.quotes,
      readers,
      choosers,
      computed: all.filter((one) => !one.inTail),
      seals: all.filter((one) => !one.inTail && one.seal !== undefined),
      tailComputed: all.filter((one) => one.inTail),
      alignUnless: rules.align?.unless.split('.') ?? [],
      tailParts: (tail?.layout.parts ?? []).map((part) => ({ part, rawKey: `${part.key}_raw` })),
      nextTable: Object.keys(rules.selects ?? {})[0] ?? '',
    };
  }
}

/** Declares a protocol: one file, one call. */
export function protocol<const F extends Fields, const T extends Fields = {}>(
  declaration: Declaration<F, T>,
): Protocol<F, T> {
  return new Protocol(declaration);
}
