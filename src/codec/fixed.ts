import { littleReader, littleSetter, type Reader, reader, setter, wholeByte } from './bits.js';
import {
  type Field,
  FieldError,
  type Loose,
  type Means,
  type Place,
  type Show,
  shown,
} from './field.js';
import { fromHex, toHex } from './hex.js';
import type { Names } from './names.js';
import { numberFrom } from './number.js';
import { Literal } from './out.js';

export { ipv4, ipv6, mac } from './address-field.js';

/** What any field may say of itself beside its label and help. */
export interface Look<Out> {
  /** Wireshark's filter name, where it is not the path of the keys. */
  filter?: string;
  /** The value in words: `broadcast`, `48 hours`. */
  means?: Means<Out>;
  show?: Show<Out>;
  /** Other words for what is inside, as people type them. */
  spelled?: Readonly<Record<string, string>>;
}

export interface UintLook<N extends string, A extends string> extends Look<number> {
  init?: number | NoInfer<N>;
  names?: Names<N>;
  /** Names that depend on the fields before it, for who builds from text. */
  namesBy?: (v: Loose) => Names | undefined;
  /** The value is the bits times this: header lengths in words, offsets in units of 8. */
  scale?: number;
  /** Whole bytes, the least significant first. */
  little?: boolean;
  /** Another key for the same bits, where the value says so. */
  alias?: { key: A; when(raw: number): boolean };
}

/** An alias adds a key; the type of both is the same. */
export interface Aliased<A extends string> {
  readonly alias?: { readonly key: A; when(raw: number): boolean } | undefined;
}

/** An unsigned number of up to 53 bits. */
export function uint<N extends string = string, A extends string = never>(
  bits: number,
  label: string,
  help: string,
  look: UintLook<N, A> = {},
): Field<number, number | N> & Aliased<A> {
  const { scale = 1, little = false, names, ...rest } = look;
  const most = 2 ** bits - 1;
  if (bits > 53) throw new Error(`${label}: more than 53 bits are for uint64`);
  if (little && bits % 8) throw new Error(`${label}: little-endian numbers have whole bytes`);
  return {
    bits,
    label,
    help,
    names,
    ...rest,
    place(bit) {
      const number = little ? scaled(littleReader(bit, bits), scale) : reader(bit, bits, scale);
      const write = (little ? littleSetter : setter)(bit, bits);
      return {
        number,
        value: number,
        print: (out, b, o) => out.decimal(number(b, o)),
        json: scale === 1 && !little ? 'bits' : 'number',
        put(b, o, given) {
          const value = typeof given === 'number' ? given : numberFrom(given, names);
          const raw = typeof value !== 'number' ? -1 : scale === 1 ? value : value / scale;
          if (!(Number.isInteger(raw) && raw >= 0 && raw <= most)) {
            throw new FieldError('', misfit(value, bits, scale));
          }
          write(b, o, raw);
        },
      };
    },
  };
}

const scaled = (read: Reader, scale: number): Reader =>
  scale === 1 ? read : (b, o) => read(b, o) * scale;

/** Why a number cannot stand in so many bits. */
export function misfit(value: number | bigint, bits: number, scale: number): string {
  const most = (2n ** BigInt(bits) - 1n) * BigInt(scale);
  const unit = scale === 1 ? '' : `, in steps of ${scale}`;
  return `${value} does not fit ${bits} ${bits === 1 ? 'bit' : 'bits'} (0 to ${most}${unit})`;
}

/**
 * A number whose bits are a code for it, as a floating point of a few bits. `encode` gives the code
 * of the nearest number at or below: a number that has no code of its own is refused.
 */
export function coded(
  field: Field<number, any>,
  decode: (code: number) => number,
  encode: (value: number) => number,
): Field<number, number> {
  const { init: _, ...rest } = field;
  return {
    ...rest,
    place(bit) {
      const inner = field.place?.(bit) as Place;
      const value = (b: Uint8Array, o: number) => decode(inner.value(b, o));
      return {
        number: value,
        value,
        print: (out, b, o) => out.decimal(value(b, o)),
        put(b, o, given) {
          const wanted = Number(numberFrom(given, undefined));
          const code = encode(wanted);
          const got = decode(code);
          if (got !== wanted) throw new FieldError('', `${wanted} has no code, ${got} has one`);
          inner.put(b, o, code);
        },
      };
    },
  };
}

/** Up to 64 bits: a number while it is exact, else decimal text, as JSON holds it. */
export function uint64(
  label: string,
  help: string,
  look: Look<number | string> & { init?: number; bits?: number } = {},
): Field<number | string, number | string | bigint> {
  const { bits = 64 } = look;
  return {
    bits,
    label,
    help,
    ...look,
    place(bit) {
      const wide = bits - 32;
      const high = reader(bit, wide);
      const low = reader(bit + wide, 32);
      const putHigh = setter(bit, wide);
      const putLow = setter(bit + wide, 32);
      return {
        value(b, o) {
          const h = high(b, o);
          return h < 2 ** 21
            ? h * 2 ** 32 + low(b, o)
            : ((BigInt(h) << 32n) | BigInt(low(b, o))).toString();
        },
        print(out, b, o) {
          out.text(String(this.value(b, o)));
        },
        put(b, o, given) {
          const value = numberFrom(given, undefined);
          if (typeof value === 'number' && !Number.isSafeInteger(value)) {
            throw new FieldError('', `${value} is no exact integer: give it as text`);
          }
          const exact = BigInt(value);
          if (exact < 0n || exact >> BigInt(bits) > 0n) {
            throw new FieldError('', misfit(exact, bits, 1));
          }
          putHigh(b, o, Number(exact >> 32n));
          putLow(b, o, Number(exact & 0xffffffffn));
        },
      };
    },
  };
}

const TRUE = new Literal('true');
const FALSE = new Literal('false');

/** One bit. */
export function flag(
  label: string,
  help: string,
  look: Look<boolean> & { init?: boolean } = {},
): Field<boolean, boolean | 0 | 1> {
  return {
    bits: 1,
    label,
    help,
    truth: true,
    means: (value) => (value ? help : undefined),
    ...look,
    place(bit) {
      const number = reader(bit, 1);
      const write = setter(bit, 1);
      return {
        number,
        value: (b, o) => number(b, o) === 1,
        print: (out, b, o) => out.put(number(b, o) === 1 ? TRUE : FALSE),
        json: 'flag',
        put(b, o, given) {
          if (given !== true && given !== false && given !== 0 && given !== 1) {
            throw new FieldError('', `true or false is needed, not ${shown(given)}`);
          }
          write(b, o, given ? 1 : 0);
        },
      };
    },
  };
}

/** A fixed number of bytes, as hex. */
export function octets(
  size: number,
  label: string,
  help: string,
  look: Look<string> = {},
): Field<string, string | Uint8Array> {
  return {
    bits: 8 * size,
    label,
    help,
    ...look,
    place(bit) {
      const at = wholeByte(bit);
      return {
        value: (b, o) => toHex(b, o + at, o + at + size),
        print: (out, b, o) => out.hexBytes(b, o + at, o + at + size),
        json: 'text',
        put(b, o, given) {
          const bytes = bytesFrom(given);
          if (bytes.length !== size) {
            throw new FieldError('', `${bytes.length} bytes given, ${size} needed`);
          }
          b.set(bytes, o + at);
        },
      };
    },
  };
}

/** Bytes as build takes them: hex text, or as they are. */
export function bytesFrom(given: unknown): Uint8Array {
  if (given instanceof Uint8Array) return given;
  const bytes = typeof given === 'string' ? fromHex(given) : undefined;
  if (!bytes) throw new FieldError('', `hex digits in pairs are needed, not ${shown(given)}`);
  return bytes;
}
