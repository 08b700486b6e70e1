import type { Kind, Value } from './kinds.js';
import type { Test } from './source.js';
import type { Order } from './syntax.js';

type Holds = (difference: number) => boolean;

const HOLDS: Readonly<Record<Order, Holds>> = {
  eq: (d) => d === 0,
  ne: (d) => d !== 0,
  gt: (d) => d > 0,
  ge: (d) => d >= 0,
  lt: (d) => d < 0,
  le: (d) => d <= 0,
};

/** The same seen from the other side. */
export const TURNED: Readonly<Record<Order, Order>> = {
  eq: 'eq',
  ne: 'ne',
  gt: 'lt',
  ge: 'le',
  lt: 'gt',
  le: 'ge',
};

/** Two values of a kind. */
export function compares(order: Order, compare: Kind['order']): (a: Value, b: Value) => boolean {
  const holds = HOLDS[order];
  return (a, b) => holds(compare(a, b));
}

/** A value with one that is known: numbers, which are most, without a call. */
export function comparesWith(
  order: Order,
  compare: Kind['order'],
  plain: boolean,
  to: Value,
): Test {
  if (!plain || typeof to !== 'number') {
    const holds = HOLDS[order];
    return (value) => holds(compare(value, to));
  }
  switch (order) {
    case 'eq':
      return (value) => value === to;
    case 'ne':
      return (value) => value !== to;
    case 'gt':
      return (value) => (value as number) > to;
    case 'ge':
      return (value) => (value as number) >= to;
    case 'lt':
      return (value) => (value as number) < to;
    case 'le':
      return (value) => (value as number) <= to;
  }
}
