import type { Reader } from './bits.js';
import type { Cell } from './field.js';
import { twoBytes, twoBytesAt } from './two-bytes.js';

/** Bytes of the whole layer by its own account (negative: it does not tell). */
export type TotalLength = (
  bytes: Uint8Array,
  start: number,
  header: number,
  limit: number,
) => number;

/** The same, told by a field: values outside of the range are left to `other`, or tell nothing. */
export interface LengthField {
  readonly by: Reader;
  readonly from: number;
  readonly to?: number;
  /** It counts what follows the header. */
  readonly behind?: true;
  readonly other?: TotalLength;
}

/** As data: to call a function that differs from protocol to protocol takes longer. */
export interface LengthRule {
  /** Where its two bytes stand. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly behind: boolean;
  readonly other: TotalLength | undefined;
}

/** Undefined: only the function tells. */
export function lengthRule(
  rule: TotalLength | LengthField | undefined,
  head: readonly Cell[],
): LengthRule | undefined {
  if (rule === undefined || typeof rule === 'function') return undefined;
  const { by, from, to = 0xffff, behind = false, other } = rule;
  const at = twoBytesAt(by, head);
  return at < 0 ? undefined : { at, from, to, behind, other };
}

export function lengthBy(
  { at, from, to, behind, other }: LengthRule,
  bytes: Uint8Array,
  start: number,
  header: number,
  limit: number,
): number {
  const value = twoBytes(bytes, start + at);
  if (value >= from && value <= to) return behind ? value + header : value;
  return other === undefined ? -1 : other(bytes, start, header, limit);
}

/** As a function, whichever form it has. */
export function lengthFunction(
  rule: TotalLength | LengthField | undefined,
): TotalLength | undefined {
  if (rule === undefined || typeof rule === 'function') return rule;
  const { by, from, to = Number.POSITIVE_INFINITY, behind = false, other } = rule;
  return (bytes, start, header, limit) => {
    const value = by(bytes, start);
    if (value >= from && value <= to) return behind ? value + header : value;
    return other?.(bytes, start, header, limit) ?? -1;
  };
}
