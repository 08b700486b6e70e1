import { type Kind, Piece, type Value } from './kinds.js';
import type { Sign } from './syntax.js';

type Join = (a: Value, b: Value) => Value | undefined;

/** The operation on values of a kind; undefined: it has none. */
export function joinOf(sign: Sign, kind: Kind): Join | undefined {
  if (sign !== '&') return kind.counted ? (a, b) => computed(sign, a, b) : undefined;
  if (!kind.masked) return undefined;
  return kind.name === 'ipv6' || kind.name === 'bytes' ? maskedPieces() : masked;
}

function computed(sign: Sign, a: Value, b: Value): Value | undefined {
  if (typeof a !== 'number' || typeof b !== 'number') return exact(sign, a, b);
  const found = plain(sign, a, b);
  return found === undefined || Number.isSafeInteger(found) ? found : exact(sign, a, b);
}

/** Nothing is divided by zero. */
function plain(sign: Sign, a: number, b: number): number | undefined {
  switch (sign) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : Math.trunc(a / b);
    default:
      return b === 0 ? undefined : a % b;
  }
}

function exact(sign: Sign, left: Value, right: Value): Value | undefined {
  const [a, b] = [BigInt(left as number), BigInt(right as number)];
  switch (sign) {
    case '+':
      return narrowed(a + b);
    case '-':
      return narrowed(a - b);
    case '*':
      return narrowed(a * b);
    case '/':
      return b === 0n ? undefined : narrowed(a / b);
    default:
      return b === 0n ? undefined : narrowed(a % b);
  }
}

/** More bits than a field has are nobody's number. */
const WIDEST = 128;

function narrowed(value: bigint): Value | undefined {
  const found = Number(value);
  if (Number.isSafeInteger(found)) return found;
  return BigInt.asIntN(WIDEST, value) === value ? value : undefined;
}

type Turn = (value: Value) => Value | undefined;

/** Spans of time stay nanoseconds in a bigint, however few they are. */
export const negated = ({ name }: Kind): Turn =>
  name === 'span' ? (value) => -(value as bigint) : (value) => computed('-', 0, value);

export function absolute(kind: Kind): Turn {
  const turn = negated(kind);
  return (value) => ((value as number) < 0 ? turn(value) : value);
}

function masked(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    if (a <= 0x7fffffff && b <= 0x7fffffff && a >= 0 && b >= 0) return a & b;
    if (a >= 0 && b >= 0) {
      const high = Math.floor(a / 2 ** 32) & Math.floor(b / 2 ** 32);
      return high * 2 ** 32 + ((a & b) >>> 0);
    }
  }
  return narrowed(BigInt(a as number) & BigInt(b as number)) ?? 0;
}

function maskedPieces(): Join {
  const found = new Piece();
  let bytes = new Uint8Array(16);
  return (a, b) => {
    const [x, y] = [a as Piece, b as Piece];
    const size = Math.min(x.size, y.size);
    if (bytes.length < size) bytes = new Uint8Array(size);
    for (let i = 0; i < size; i++) {
      bytes[i] = (x.bytes[x.from + i] as number) & (y.bytes[y.from + i] as number);
    }
    return found.set(bytes, 0, size);
  };
}

/** What a mask leaves, or what was computed: is it anything but zero? */
export function isSome(value: Value): boolean {
  if (!(value instanceof Piece)) return typeof value === 'bigint' || value !== 0;
  for (let i = value.from; i < value.to; i++) if (value.bytes[i] !== 0) return true;
  return false;
}
