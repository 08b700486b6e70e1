import type { LayerGiven } from './assemble.js';
import { type ByteRule, byteRule } from './byte-rule.js';
import type { Catalog } from './catalog.js';
import type { Seal } from './checksum/seal.js';
import { type Chooser, choosersOf } from './chooser.js';
import type { Fields, Given, Loose, Print, Readers } from './field.js';
import { type FragmentRule, fragmentRule } from './fragment-rule.js';
import type { Spot } from './keys.js';
import type { Found, Part } from './layout.js';
import { type LengthRule, lengthFunction, lengthRule, type TotalLength } from './length-rule.js';
import { Literal } from './out.js';
import { type Printed, printedOf } from './printed.js';
import type { Derive, Line, Rules } from './rules.js';
import { Struct } from './struct.js';

export type {
  Check,
  Derivation,
  Derive,
  Evidence,
  Line,
  Rules,
  Severity,
  Tail,
} from './rules.js';

/** What a protocol file declares. */
export interface Declaration<F extends Fields, T extends Fields> {
  /** Wireshark's name. */
  readonly name: string;
  readonly title: string;
  /** As people call it: `TCP`. Left out: the title is short enough. */
  readonly short?: string;
  readonly rfc?: string;
  /** Under which numbers it is carried, by table: `{ ethertype: 0x0800 }`. */
  readonly carriedBy?: Readonly<Record<string, number | readonly number[]>>;
  /** What names of its fields in filters begin with, where that is not its own name. */
  readonly namesUnder?: readonly string[];
  /** Tables of which the protocols stand on this one where nobody says what is below them. */
  readonly usualBelow?: readonly string[];
  /** The only network protocol that can carry it, though others select from its table. */
  readonly onlyOver?: string;
  /**
   * What a packet is built with where nothing was said, and nothing follows from other fields:
   * documentation addresses, fixed numbers. A function where what was given may leave no place
   * for it.
   */
  readonly example?: NoInfer<Given<F>> | ((given: Loose) => NoInfer<Given<F>> | undefined);
  readonly fields: F;
  /** Fields behind the payload. */
  readonly tail?: T;
  readonly rules?: (f: Readers<F>) => Rules<F, T>;
}

/** A field that is computed: by a rule, or as a checksum. */
export interface Computed {
  readonly path: string;
  readonly found: Found;
  readonly derive: Derive<any> | undefined;
  readonly seal: Seal | undefined;
  /** Where the verdict goes, and what should stand there. */
  readonly status: readonly string[];
  readonly expected: readonly string[];
  /** Where a value is laid that was given. */
  readonly spot: Spot;
}

/** A field behind the payload; bytes that are no such field are given under `rawKey`. */
interface TailPart {
  readonly part: Part;
  readonly rawKey: string;
  readonly slot: number;
  readonly rawSlot: number;
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
  readonly headerByte: ByteRule | undefined;
  readonly totalLength: TotalLength | undefined;
  readonly lengthRule: LengthRule | undefined;
  readonly accepts: Rules<any, any>['accepts'];
  readonly fragment: FragmentRule | undefined;
  readonly align: Rules<any, any>['align'];
  readonly addresses: Rules<any, any>['addresses'];
  readonly reroutes: Rules<any, any>['reroutes'];
  readonly quotes: Rules<any, any>['quotes'];
  readonly readers: Readers<F>;
  readonly choosers: readonly Chooser[];
  readonly computed: readonly Computed[];
  readonly derived: readonly Computed[];
  readonly seals: readonly Computed[];
  readonly tailComputed: readonly Computed[];
  /** Where `align.unless` is laid. */
  readonly alignUnless: Spot;
  readonly tailParts: readonly TailPart[];
  /** The first table that it selects from. */
  readonly nextTable: string;
  readonly from: Print | undefined;
  readonly to: Print | undefined;
  /** The same as data. */
  readonly fromEnd: Printed | undefined;
  readonly toEnd: Printed | undefined;
  /** The short name, for lines. */
  readonly label: Literal;
  readonly ends: 'link' | 'net' | 'port' | undefined;
  /** Bits of one of them. */
  readonly endBits: number;
  readonly line: Line | undefined;
  /** It is said of fragments alone. */
  readonly ofFragments: boolean;
}

let protocols = 0;

export class Protocol<F extends Fields = any, T extends Fields = any> {
  readonly name: string;
  readonly title: string;
  readonly short: string;
  /** Tells stacks of protocols apart. */
  readonly id = protocols++;
  /** The plan, if there is one: for whoever asks for each packet. */
  made: Plan<F> | undefined;
  /** Where it finds those that it carries. */
  catalog: Catalog | undefined;

  constructor(readonly declaration: Declaration<F, T>) {
    this.name = declaration.name;
    this.title = declaration.title;
    this.short = declaration.short ?? declaration.title;
  }

  /** A layer to build: what is left out is computed. */
  with(fields: Given<F> & Given<T> = {} as Given<F> & Given<T>): LayerGiven {
    return { protocol: this, fields };
  }

  get plan(): Plan<F> {
    this.made ??= this.work();
    return this.made;
  }

  /** Works it out anew: the catalog was told something. */
  replan(): void {
    this.made = undefined;
  }

  private work(): Plan<F> {
    const { fields, tail: tailFields, rules: make } = this.declaration;
    const struct = new Struct(fields);
    // The tail's fields stand in the same object.
    for (const key of Object.keys(tailFields ?? {})) struct.allow(key, `${key}_raw`);
    const spot = (path: string) => struct.layout.known.spot(path.split('.'));
    const readers = struct.readers();
    const rules: Rules<any, any> = make?.(readers) ?? {};
    const tail = tailFields && new Struct(tailFields);
    const [first] = struct.items;
    const head = first?.kind === 'run' ? first.cells : [];
    const choosers = choosersOf(rules, this.catalog, head);
    const found = (path: string): { found: Found; inTail: boolean } => {
      const head = struct.find(path);
      const behind = head ? undefined : tail?.find(path);
      if (!head && !behind) throw new Error(`${this.name}: no fixed field ${path}`);
      return { found: (head ?? behind) as Found, inTail: !head };
    };
    const computed = (path: string, derive?: Derive<any>, seal?: Seal) => {
      const { found: place, inTail } = found(path);
      const status = `${path}_status`.split('.');
      const expected = `${path}_expected`.split('.');
      return { path, found: place, inTail, derive, seal, spot: spot(path), status, expected };
    };
    const from = rules.ends && found(rules.ends.from).found.cell;
    const to = rules.ends && found(rules.ends.to).found.cell;
    const all: (Computed & { inTail: boolean })[] = [
      ...Object.entries(rules.derived ?? {}).map(([path, rule]) => computed(path, rule)),
      ...Object.entries(rules.sealed ?? {}).map(([path, seal]) => computed(path, undefined, seal)),
    ];
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
      headerByte: byteRule(rules.headerLength, head),
      totalLength: lengthFunction(rules.totalLength),
      lengthRule: lengthRule(rules.totalLength, head),
      accepts: rules.accepts,
      fragment: fragmentRule(rules.fragment, head),
      align: rules.align,
      addresses: rules.addresses,
      reroutes: rules.reroutes,
      quotes: rules.quotes,
      readers,
      choosers,
      computed: all.filter((one) => !one.inTail),
      derived: all.filter((one) => !one.inTail && one.derive !== undefined),
      seals: all.filter((one) => !one.inTail && one.seal !== undefined),
      tailComputed: all.filter((one) => one.inTail),
      alignUnless: spot(rules.align?.unless ?? ''),
      tailParts: (tail?.layout.parts ?? []).map((part) => {
        const rawKey = `${part.key}_raw`;
        return { part, rawKey, slot: spot(part.key).slot, rawSlot: spot(rawKey).slot };
      }),
      nextTable: Object.keys(rules.selects ?? {})[0] ?? '',
      from: from?.place.print,
      to: to?.place.print,
      fromEnd: from && printedOf(from),
      toEnd: to && printedOf(to),
      label: new Literal(this.short),
      ends: rules.ends?.of,
      endBits: from?.field.bits ?? 0,
      line: rules.line,
      ofFragments: rules.lineOf === 'fragments',
    };
  }
}

/** Declares a protocol: one file, one call. */
export function protocol<const F extends Fields, const T extends Fields = {}>(
  declaration: Declaration<F, T>,
): Protocol<F, T> {
  return new Protocol(declaration);
}
