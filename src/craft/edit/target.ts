import type { Protocol } from '../../codec/protocol.js';
import { CraftError } from '../craft-error.js';

/** Which of the layers of one protocol: from 1 outermost on, from -1 innermost on; 0: all. */
export type Nth = number;
export const OUTERMOST: Nth = 1;
const ALL: Nth = 0;

/**
 * `ip.ttl#2`, `ip#2.ttl`: the second layer of that protocol, as display filters number them;
 * `#-1` the innermost, `#*` all.
 */
export function nthFrom(text: string): { readonly name: string; readonly nth: Nth } {
  const [mark = '', number = ''] = /#(-?[1-9]\d?|\*)(?=\.|$)/.exec(text) ?? [];
  const name = text.replace(mark, '');
  if (name.includes('#')) {
    throw new CraftError(
      `'${text}': behind # stands which layer of the protocol is meant`,
      'ip.ttl#2 is the second one, #-1 the innermost, #* all',
    );
  }
  return { name, nth: mark === '' ? OUTERMOST : number === '*' ? ALL : Number(number) };
}

/** Layers by index, without an object for each. */
export interface Row {
  readonly count: number;
  protocol(i: number): Protocol;
}

export const rowOf = (layers: readonly { readonly protocol: Protocol }[]): Row => ({
  count: layers.length,
  protocol: (i) => (layers[i] as { protocol: Protocol }).protocol,
});

/** The layer of that index is the one that is meant, of those of its name. */
export function isNth(nth: Nth, row: Row, i: number): boolean {
  if (nth === ALL) return true;
  const { name } = row.protocol(i);
  const step = nth < 0 ? 1 : -1;
  let others = 0;
  for (let j = i + step; j >= 0 && j < row.count; j += step) {
    if (row.protocol(j).name === name) others++;
  }
  return others === Math.abs(nth) - 1;
}
