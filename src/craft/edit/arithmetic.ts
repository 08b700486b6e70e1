import { type Field, FieldError, type Place, zeroOf } from '../../codec/field.js';

export type Operator = '=' | '+=' | '-=' | '^=' | '|=' | '&=';

const COUNTS: Readonly<Record<string, (one: bigint, other: bigint) => bigint>> = {
  '+=': (one, other) => one + other,
  '-=': (one, other) => one - other,
  '^=': (one, other) => one ^ other,
  '|=': (one, other) => one | other,
  '&=': (one, other) => one & other,
};

/** Writes a value where it fits, and reads it: what JSON has of it, and the number of its bits. */
class Scratch {
  private readonly bytes: Uint8Array;
  private readonly place: Place;

  constructor(field: Field) {
    const place = field.place?.(0);
    if (!place) throw new FieldError('', 'its length varies: only = can set it');
    this.place = place;
    this.bytes = new Uint8Array((field.bits + 7) >> 3);
  }

  /** The number that a value is, as the field counts. */
  number(value: unknown): bigint {
    const { place, bytes } = this;
    if (!place.number) throw new FieldError('', 'it is no number: only = can set it');
    if (typeof value === 'bigint') return value;
    bytes.fill(0);
    place.put(bytes, 0, value);
    return BigInt(place.number(bytes, 0));
  }

  /** The largest number, and the step from one to the next. */
  extent(bits: number): { readonly most: bigint; readonly step: bigint } {
    const { place, bytes } = this;
    if (!place.number) throw new FieldError('', 'it is no number: only = can set it');
    const last = (8 - (bits % 8)) % 8;
    bytes.fill(0xff);
    const end = bytes.length - 1;
    bytes[end] = (0xff << last) & 0xff;
    const most = BigInt(place.number(bytes, 0));
    const step = most / (2n ** BigInt(bits) - 1n);
    return { most, step: step > 0n ? step : 1n };
  }

  /** Text, where the field takes no number: addresses. */
  text(value: bigint, bits: number): unknown {
    const { bytes, place } = this;
    let left = value;
    for (let i = bytes.length - 1; i >= 0; i--) {
      bytes[i] = Number(left & 0xffn);
      left >>= 8n;
    }
    return bits % 8 === 0 ? place.value(bytes, 0) : undefined;
  }
}

/**
 * What `field op= operand` makes of a number. Beyond the largest it goes on from 0, as registers
 * and sequence numbers do.
 */
export function counted(field: Field, operator: Operator, operand: unknown) {
  const scratch = new Scratch(field);
  const other = scratch.number(operand);
  const { most, step } = scratch.extent(field.bits);
  const count = COUNTS[operator];
  const around = most + step;
  const isText = typeof zeroOf(field) === 'string';
  return (before: number): unknown => {
    const raw = count?.(BigInt(before), other) ?? other;
    const value = ((raw % around) + around) % around;
    return isText ? scratch.text(value, field.bits) : Number(value);
  };
}
