import { ipv4Text, ipv6Text, macText } from '../codec/address.js';
import { toHex } from '../codec/hex.js';

/** Bytes where they lie. One serves many values: who keeps one copies it. */
export class Piece {
  bytes: Uint8Array = NO_BYTES;
  from = 0;
  to = 0;

  set(bytes: Uint8Array, from = 0, to = bytes.length): this {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    return this;
  }

  get size(): number {
    return this.to - this.from;
  }

  copy(): Piece {
    return new Piece().set(this.bytes.slice(this.from, this.to));
  }
}
const NO_BYTES = new Uint8Array(0);

/**
 * Numbers, flags, link and IPv4 addresses are numbers (a bigint beyond 2^53), times nanoseconds
 * as bigints; IPv6 addresses, bytes and protocols are pieces.
 */
export type Value = number | bigint | string | Piece;

export type KindName =
  | 'number'
  | 'flag'
  | 'ether'
  | 'ipv4'
  | 'ipv6'
  | 'bytes'
  | 'text'
  | 'protocol'
  | 'time'
  | 'span'
  | 'none';

/** What can be done with values of a kind. */
export interface Kind {
  readonly name: KindName;
  /** As messages call it. */
  readonly title: string;
  /** Values of kinds with the same word can be compared. */
  readonly like: string;
  /** Negative, zero or positive. */
  readonly order: (a: Value, b: Value) => number;
  /** How many bytes it has; undefined: its fields differ. */
  readonly size?: number;
  /** Makes one that gives a value's bytes, in a piece of its own. */
  readonly slicer?: () => (value: Value) => Piece;
  readonly masked?: true;
  readonly counted?: true;
  /** There are negative ones. */
  readonly signed?: true;
  /** Can it hold others, and match patterns? */
  readonly searched?: true;
  readonly text?: (value: Value) => string;
}

const numbers = (a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);

function pieces(a: Value, b: Value): number {
  const [x, y] = [a as Piece, b as Piece];
  const size = Math.min(x.size, y.size);
  for (let i = 0; i < size; i++) {
    const d = (x.bytes[x.from + i] as number) - (y.bytes[y.from + i] as number);
    if (d !== 0) return d;
  }
  return x.size - y.size;
}

const utf8 = new TextEncoder();

/** The big-endian bytes of a number. */
const bytesOf = (size: number) => () => {
  const piece = new Piece();
  const bytes = new Uint8Array(size);
  return (value: Value): Piece => {
    let left = value as number;
    for (let i = size - 1; i >= 0; i--) {
      bytes[i] = left;
      left = Math.floor(left / 256);
    }
    return piece.set(bytes);
  };
};
const itself = () => (value: Value) => value as Piece;
const inUtf8 = () => {
  const piece = new Piece();
  return (value: Value) => piece.set(utf8.encode(value as string));
};

const all: Readonly<Record<KindName, Omit<Kind, 'name'>>> = {
  number: {
    title: 'a number',
    like: 'number',
    order: numbers,
    masked: true,
    counted: true,
    signed: true,
    text: String,
  },
  flag: { title: 'a flag', like: 'number', order: numbers },
  ether: {
    title: 'a link-layer address',
    like: 'bytes',
    order: numbers,
    size: 6,
    masked: true,
    searched: true,
    slicer: bytesOf(6),
    text: (value) => macText(value as number),
  },
  ipv4: {
    title: 'an IPv4 address',
    like: 'ipv4',
    order: numbers,
    size: 4,
    masked: true,
    slicer: bytesOf(4),
    text: (value) => ipv4Text(value as number),
  },
  ipv6: {
    title: 'an IPv6 address',
    like: 'ipv6',
    order: pieces,
    size: 16,
    masked: true,
    slicer: itself,
    text: (value) => ipv6Text((value as Piece).bytes, (value as Piece).from),
  },
  bytes: {
    title: 'bytes',
    like: 'bytes',
    order: pieces,
    masked: true,
    searched: true,
    slicer: itself,
    text: (value) => {
      const { bytes, from, to } = value as Piece;
      return toHex(bytes, from, to);
    },
  },
  protocol: { title: 'a protocol', like: 'bytes', order: pieces, searched: true, slicer: itself },
  text: {
    title: 'text',
    like: 'text',
    order: numbers,
    searched: true,
    slicer: inUtf8,
    text: String,
  },
  time: { title: 'a time', like: 'time', order: numbers },
  span: { title: 'a span of time', like: 'span', order: numbers, signed: true, text: spanText },
  none: { title: 'a structure without a value', like: 'none', order: () => 0 },
};

/** Seconds, with as many digits as it takes. */
function spanText(value: Value): string {
  const nanoseconds = value as bigint;
  const [sign, size] = nanoseconds < 0n ? ['-', -nanoseconds] : ['', nanoseconds];
  const fraction = String(size % 1_000_000_000n).padStart(9, '0');
  return `${sign}${size / 1_000_000_000n}.${fraction}`;
}

export const kinds = Object.fromEntries(
  Object.entries(all).map(([name, kind]) => [name, { name, ...kind }]),
) as Readonly<Record<KindName, Kind>>;
