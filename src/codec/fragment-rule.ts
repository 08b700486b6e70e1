import type { Reader } from './bits.js';
import type { Cell } from './field.js';
import { cellOf, twoBytes } from './two-bytes.js';

/** Fields of which a fragment is known: an offset, or a flag that more follow. */
export interface FragmentFields {
  readonly id: Reader;
  /** In bytes. */
  readonly offset: Reader;
  readonly more: Reader;
}

/** Fragments of one datagram have one `id`; `offset` is in bytes, `more` follow or not. */
export interface Fragment {
  readonly id: number;
  readonly offset: number;
  readonly more: boolean;
}

/** The fields, and both as bits of the two bytes in which they stand. */
export interface FragmentRule extends FragmentFields {
  readonly at: number;
  /** Set in all but the first: the payload does not start with a header. */
  readonly later: number;
  /** Set in every fragment. */
  readonly any: number;
}

export function fragmentRule(
  fields: FragmentFields | undefined,
  head: readonly Cell[],
): FragmentRule | undefined {
  if (fields === undefined) return undefined;
  const [offset, more] = [cellOf(fields.offset, head), cellOf(fields.more, head)];
  if (!offset || !more) throw new Error('fragments are told by fields of the fixed head');
  const at = Math.min(offset.bit, more.bit) >> 3;
  const mask = ({ bit, field }: Cell): number => {
    const last = 16 - (bit - 8 * at) - field.bits;
    if (last < 0) throw new Error('offset and flag of a fragment stand in two bytes');
    return (2 ** field.bits - 1) << last;
  };
  const later = mask(offset);
  return { ...fields, at, later, any: later | mask(more) };
}

/** What the header carries does not start with a header of its own. */
export const isLater = (
  rule: FragmentRule | undefined,
  bytes: Uint8Array,
  start: number,
): boolean => rule !== undefined && (fragmentBits(rule, bytes, start) & rule.later) !== 0;

/** The header's bits of the mask that are set. */
export const fragmentBits = (rule: FragmentRule, bytes: Uint8Array, start: number): number =>
  twoBytes(bytes, start + rule.at) & rule.any;

export const fragmentOf = (
  { id, offset, more }: FragmentFields,
  bytes: Uint8Array,
  start: number,
): Fragment => ({
  id: id(bytes, start),
  offset: offset(bytes, start),
  more: more(bytes, start) === 1,
});
