import type { Cell } from './field.js';
import type { Layer } from './packet.js';
import type { Protocol } from './protocol.js';

/** A fixed field at a layer's head, for a column: it can be read straight from the bytes. */
export interface Head {
  readonly column: number;
  readonly cell: Cell;
  /** So many bytes of the header must be there. */
  readonly end: number;
  /** Wanted is the value where it goes under its other key. */
  readonly other: boolean;
}

/** The one at this path of keys, if there is one. */
export function headAt({ plan }: Protocol, path: string, column: number): Head | undefined {
  const first = plan.struct.items[0];
  for (const outer of first?.kind === 'run' ? first.cells : []) {
    const end = (outer.bit + outer.field.bits + 7) >> 3;
    if (outer.key === path) return { column, cell: outer, end, other: false };
    if (outer.alias?.key === path) return { column, cell: outer, end, other: true };
    for (const inner of outer.inner ?? []) {
      if (`${outer.key}.${inner.key}` === path) return { column, cell: inner, end, other: false };
    }
  }
  return undefined;
}

/** Undefined: it is not there, or goes under another key. A group is its number as a whole. */
export function headText({ cell, end, other }: Head, layer: Layer): string | undefined {
  const { packet, offset, body } = layer;
  if (body - offset < end) return undefined;
  const { alias, inner, number, value } = cell;
  const found = (inner && number ? number : value)(packet.bytes, offset);
  return alias === undefined || alias.when(found) === other ? String(found) : undefined;
}
