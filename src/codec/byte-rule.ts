import type { Reader } from './bits.js';
import type { Cell } from './field.js';

/**
 * A rule that is the reader of a field inside one byte, as data: to call a function that differs
 * from protocol to protocol takes longer than all else that is done for a layer.
 */
export interface ByteRule {
  /** Where the byte stands in the header. */
  readonly at: number;
  /** The field is the byte. */
  readonly whole: boolean;
  /** What each byte says; negative: not known yet. */
  readonly known: Int32Array;
  readonly read: Reader;
}

/** Undefined: the rule may look at more than that. */
export function byteRule(rule: unknown, head: readonly Cell[]): ByteRule | undefined {
  if (rule === undefined) return undefined;
  for (const { bit, field, place } of head) {
    if (place.number !== rule) continue;
    if ((bit & 7) + field.bits > 8) return undefined;
    const whole = field.bits === 8 && place.json === 'bits';
    return { at: bit >> 3, whole, known: new Int32Array(256).fill(-1), read: place.number };
  }
  return undefined;
}

export function byteSays({ at, known, read }: ByteRule, bytes: Uint8Array, start: number): number {
  const byte = bytes[start + at] as number;
  const says = known[byte] as number;
  if (says >= 0) return says;
  const found = read(bytes, start);
  known[byte] = found;
  return found;
}
