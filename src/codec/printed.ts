import { putIpv4, putMac, putWord } from './digits.js';
import type { Cell, Print } from './field.js';
import type { Out } from './out.js';
import { fourBytes, twoBytes } from './two-bytes.js';

/**
 * How a field is printed, as data: to call a function that differs from field to field takes
 * longer than to write most of them.
 */
export interface Printed {
  readonly how: How;
  /** Where its bytes stand in the structure. */
  readonly at: number;
  readonly print: Print;
}

export const OTHER = 0;
export const BYTE = 1;
export const SHORT = 2;
export const WORD = 3;
export const IPV4 = 4;
export const MAC = 5;
export type How =
  | typeof OTHER
  | typeof BYTE
  | typeof SHORT
  | typeof WORD
  | typeof IPV4
  | typeof MAC;

/** Numbers of two and of four bytes that stand there. */
export const shortAt = (at: number): Printed => ({ how: SHORT, at, print: nowhere });
export const wordAt = (at: number): Printed => ({ how: WORD, at, print: nowhere });
const nowhere: Print = () => {};

export function printedOf({ bit, field, place }: Cell): Printed | undefined {
  const { print, json } = place;
  if (print === undefined) return undefined;
  const whole = bit % 8 === 0;
  const bits = whole && json === 'bits' ? field.bits : 0;
  let how: How = OTHER;
  if (json === 'ipv4') how = IPV4;
  else if (json === 'mac') how = MAC;
  else if (bits === 8) how = BYTE;
  else if (bits === 16) how = SHORT;
  else if (bits === 32) how = WORD;
  return { how, at: bit >> 3, print };
}

export function print(out: Out, { how, at, print: other }: Printed, b: Uint8Array, o: number) {
  const from = o + at;
  // One place for all numbers: what is called at many is compiled anew at each.
  let value = 0;
  if (how === BYTE) value = b[from] as number;
  else if (how === SHORT) value = twoBytes(b, from);
  else if (how === WORD) value = fourBytes(b, from);
  else {
    if (how === IPV4) out.at = putIpv4(out.view, out.at, b, from);
    else if (how === MAC) out.at = putMac(out.view, out.at, b, from);
    else other(out, b, o);
    return;
  }
  out.at = putWord(out.view, out.at, value);
}
