import { ipv4Text, ipv6Text, macText, parseIpv4, parseIpv6, parseMac } from '../codec/address.js';
import { type Field, FieldError, type Loose, zeroOf } from '../codec/field.js';
import { parseNumber } from '../codec/number.js';
import type { Found, Step } from './fields.js';
import { randomAt } from './random.js';

/** Values that a field takes one after another. */
export interface Choices {
  readonly count: number;
  at(index: number): unknown;
}

/** A field that takes them. */
export interface Sweep extends Choices {
  readonly name: string;
  readonly fields: Loose;
  readonly steps: readonly Step[];
}

/** One stretch of values: `1..30`, `1-1024`, `192.0.2.0/28`. */
type Stretch = Choices;

/**
 * Several values of a number or an address: lists and ranges, `1-1024,8080`, `1..30`, with a step
 * `0..1000:100`, `192.0.2.1-192.0.2.9`, `192.0.2.0/28`. Undefined: it is one value, or of no field
 * that takes several.
 */
export function sweepFrom({ field }: Found, text: string): Choices | undefined {
  if (!field?.place || field.truth || field.fields) return undefined;
  const kind = kindOf(field);
  if (!kind || !/[,/]|\.\.|.-/.test(text)) return undefined;
  // A name may have a hyphen.
  if (field.names?.numberOf(text) !== undefined || kind.one(text) !== undefined) return undefined;
  const pieces = text.split(',').map((piece) => piece.trim());
  const stretches: Stretch[] = [];
  for (const piece of pieces) {
    const stretch = stretchFrom(kind, field, piece);
    if (!stretch && pieces.length > 1) refuse(field, piece);
    if (!stretch) return undefined;
    // What lies between the ends fits where these do, and the second one has the step.
    for (const i of [0, Math.min(1, stretch.count - 1), stretch.count - 1]) {
      field.place(0).put(SCRATCH, 0, stretch.at(i));
    }
    stretches.push(stretch);
  }
  return joined(stretches);
}

/** Says what is wrong with one value among others. */
function refuse(field: Field, piece: string): void {
  field.place?.(0).put(SCRATCH, 0, piece);
}
const SCRATCH = new Uint8Array(16);

interface Kind {
  /** A value as a number; undefined: it is none. */
  one(text: string): bigint | undefined;
  back(value: bigint): unknown;
  /** Bits of an address, for prefixes. */
  readonly bits?: number;
}

const big = (value: number | bigint | undefined): bigint | undefined =>
  value === undefined ? undefined : BigInt(value);

const NUMBER: Kind = {
  one: (text) => big(parseNumber(text)),
  back: (value) => (value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value)),
};
const IPV4: Kind = {
  one: (text) => big(parseIpv4(text)),
  back: (value) => ipv4Text(Number(value)),
  bits: 32,
};
const MAC: Kind = {
  one: (text) => big(parseMac(text)),
  back: (value) => macText(Number(value)),
  bits: 48,
};
const IPV6: Kind = {
  one(text) {
    const bytes = parseIpv6(text);
    return bytes?.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  },
  back(value) {
    const bytes = new Uint8Array(16);
    for (let i = 15, rest = value; i >= 0; i--, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
    return ipv6Text(bytes, 0);
  },
  bits: 128,
};

function kindOf(field: Field): Kind | undefined {
  const zero = zeroOf(field);
  if (typeof zero === 'number') return NUMBER;
  if (zero === '0.0.0.0') return IPV4;
  if (zero === '::') return IPV6;
  if (zero === '00:00:00:00:00:00') return MAC;
  return undefined;
}

function stretchFrom(kind: Kind, field: Field, piece: string): Stretch | undefined {
  const named = field.names?.numberOf(piece);
  const single = big(named) ?? kind.one(piece);
  if (single !== undefined) return range(kind, single, single, 1n);
  const prefix = /^(.+)\/(\d{1,3})$/.exec(piece);
  if (prefix && kind.bits) return network(kind, prefix[1] as string, Number(prefix[2]));
  const value = (text: string) => big(field.names?.numberOf(text)) ?? kind.one(text);
  // Colons and hyphens may belong to an address: the first way to read both ends is the one.
  for (const form of FORMS) {
    const [, from = '', to = '', step = '1'] = form.exec(piece) ?? [];
    const first = value(from);
    const last = value(to) ?? shortEnd(kind, from, to);
    if (first === undefined || last === undefined) continue;
    if (step === '0') throw new FieldError('', `'${piece}': a step of 0 leads nowhere`);
    if (last < first) throw new FieldError('', `'${piece}': the range ends before it starts`);
    return range(kind, first, last, BigInt(step));
  }
  return undefined;
}

const FORMS = [
  /^(.+)\.\.(.+)$/,
  /^(.+)\.\.(.+):(\d+)$/,
  /^([^-]+)-([^-]+)$/,
  /^([^-]+)-([^-]+):(\d+)$/,
  // Six pairs with hyphens between them, on each side.
  /^((?:[\da-f]{2}-){5}[\da-f]{2})-((?:[\da-f]{2}-){5}[\da-f]{2})$/i,
];

/** `192.0.2.1-9` */
function shortEnd(kind: Kind, from: string, to: string): bigint | undefined {
  if (kind.bits !== 32 || !/^\d+$/.test(to)) return undefined;
  return kind.one(from.replace(/\d+$/, to));
}

function network(kind: Kind, address: string, length: number): Stretch | undefined {
  const { bits = 0 } = kind;
  const value = kind.one(address);
  if (value === undefined) return undefined;
  if (length > bits) throw new FieldError('', `/${length}: an address has ${bits} bits`);
  const size = 1n << BigInt(bits - length);
  const first = value - (value % size);
  return range(kind, first, first + size - 1n, 1n);
}

function range(kind: Kind, first: bigint, last: bigint, step: bigint): Stretch {
  const count = Number((last - first) / step) + 1;
  const small = last <= Number.MAX_SAFE_INTEGER && kind === NUMBER;
  const [from, by] = [Number(first), Number(step)];
  return {
    count,
    at: small ? (i) => from + by * i : (i) => kind.back(first + step * BigInt(i)),
  };
}

function joined(stretches: readonly Stretch[]): Choices {
  const [only] = stretches;
  if (only && stretches.length === 1) return only;
  return {
    count: stretches.reduce((sum, { count }) => sum + count, 0),
    at(index) {
      let rest = index;
      for (const stretch of stretches) {
        if (rest < stretch.count) return stretch.at(rest);
        rest -= stretch.count;
      }
      return undefined;
    },
  };
}

/** Any value that fits, without an end; undefined: of no kind that has such. */
export function randomOf(field: Field, seed: number): Choices | undefined {
  if (field.truth)
    return { count: Number.POSITIVE_INFINITY, at: (i) => randomAt(seed, i) % 2 === 0 };
  const kind = field.fields ? undefined : kindOf(field);
  if (!kind || !field.place) return undefined;
  const words = Math.ceil(field.bits / 32);
  const one = field.place(0).value;
  // The greatest value tells the unit: some numbers count words.
  const greatest: unknown = one(new Uint8Array(16).fill(255), 0);
  const unit =
    typeof greatest === 'number' ? BigInt(greatest) / (2n ** BigInt(field.bits) - 1n) : 1n;
  return {
    count: Number.POSITIVE_INFINITY,
    at(index) {
      let value = 0n;
      for (let i = 0; i < words; i++) {
        value = (value << 32n) | BigInt(randomAt(seed, index * words + i));
      }
      return kind.back(BigInt.asUintN(field.bits, value) * unit);
    },
  };
}
