import type { Addresses, Seal } from './checksum/seal.js';
import type { Cuts } from './dissect.js';
import type { Fields, Given, Values } from './field.js';
import type { FragmentFields } from './fragment-rule.js';
import type { LengthField, TotalLength } from './length-rule.js';
import type { Out } from './out.js';
import type { Layer } from './packet.js';
import type { Selector } from './selecting.js';

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
/**
 * How much likelier it is to be seen in this protocol than in any bytes, as a power of two;
 * negative: less likely. The text is what people are told where it is much likelier.
 */
export type Evidence = readonly [bits: number, text?: string | undefined];

/** The closed set of words with which a protocol says what is special about it. */
export interface Rules<F extends Fields, T extends Fields> {
  /** Bytes of the header, options included. Left out, or negative: what reading it takes. */
  readonly headerLength?: (bytes: Uint8Array, start: number, limit: number) => number;
  /** Bytes of the whole layer by its own account (negative: it does not tell). */
  readonly totalLength?: TotalLength | LengthField;
  /** The field that says what the payload is, by the table in which its numbers stand. */
  readonly selects?: Readonly<Record<string, Selector | readonly Selector[]>>;
  /** Tables of `selects` whose numbers only suggest what follows, as ports do. */
  readonly guesses?: readonly string[];
  /**
   * What speaks for bytes of unknown kind being of this protocol, and against it. At least the
   * fixed fields at the head are there. Protocols without the rule are never thought of first.
   */
  readonly resembles?: (v: Values<F>, layer: Layer) => readonly Evidence[];
  /** These bytes can be what a port or a guess suggested; if not, they are data. */
  readonly accepts?: (bytes: Uint8Array, start: number, end: number) => boolean;
  /**
   * The fields that tell whether the payload is a part of a datagram: checksums over it cannot be
   * judged, and only the first part starts with a header.
   */
  readonly fragment?: FragmentFields;
  /** Routers on the way read it: it stands in every fragment (RFC 8200, 4.5). */
  readonly onTheWay?: boolean;
  /** The payload quotes a datagram and may cut it short, as ICMP errors do. */
  readonly quotes?: (bytes: Uint8Array, start: number) => boolean;
  /** Computed when left out. */
  readonly derived?: Readonly<Record<string, Derive<F>>>;
  /** Checksums: computed last, judged on decoding. */
  readonly sealed?: Readonly<Record<string, Seal>>;
  /** The header ends at a multiple of so many bytes, while `unless`, its length, is free. */
  readonly align?: { readonly to: number; readonly unless: string; readonly fill?: Fill };
  /** Source and destination for the pseudo-header of what is carried; always at the same places of
   *  a header that has nothing but its fixed part. */
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
  /**
   * The same, as a look at the bytes from start to body tells of nearly all headers; `false` says
   * nothing. For protocols in which it takes long to find out.
   */
  readonly regular?: (bytes: Uint8Array, start: number, body: number) => boolean;
  /** Cuts what follows the payload into the fields of the tail, in bytes each. */
  readonly tail?: (tail: Tail) => Partial<Record<keyof T & string, number>>;
  readonly checks?: readonly Check<F>[];
  /**
   * Surely no check has anything to say, as a few comparisons tell: for protocols that come by the
   * million. Asked of whole headers without notes of their own; `false` says nothing.
   */
  readonly plain?: Plain;
  /** From where to where. */
  readonly ends?: Ends<keyof F & string>;
  /** The layer in one line, without its name and its ends. */
  readonly summary?: (v: Values<F>, layer: Layer) => string;
  /** The same straight from the bytes, for protocols that come by the million. */
  readonly line?: Line;
  /** For all but fragments the line is empty. */
  readonly lineOf?: 'fragments';
}
/** Where a layer lies, without an object of its own: good until the rule returns. */
export interface LayerPlace {
  readonly cuts: Cuts;
  /** Of the layer among those of the packet. */
  readonly index: number;
  readonly body: number;
  /** Where the payload ends by the layer's own account, and the room that it had. */
  readonly stop: number;
  readonly limit: number;
  /** Where its tail starts, and ends. */
  readonly tail: number;
  readonly end: number;
}
export type Plain = (bytes: Uint8Array, start: number, place: LayerPlace) => boolean;
/** Ports stand behind the addresses around them; a link's addresses where there are no others. */
interface Ends<K extends string> {
  readonly of: 'link' | 'net' | 'port';
  readonly from: K;
  readonly to: K;
}
export type Line = (out: Out, bytes: Uint8Array, start: number, body: number, stop: number) => void;
type Fill = (missing: number) => Uint8Array;
export interface Tail {
  readonly bytes: Uint8Array;
  /** Of the layer, of its tail, and where both end. */
  readonly start: number;
  readonly from: number;
  readonly end: number;
  /** Bytes of the check sequence at the end, by the capture's word; negative: it tells nothing. */
  readonly fcs: number;
}
