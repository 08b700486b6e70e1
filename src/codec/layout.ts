import type { Cell, Field, Fields } from './field.js';
import { cellAt, layOut } from './group.js';
import { type Known, keysOf, type Spot } from './keys.js';

/** Fixed fields that fill whole bytes, one after another. */
export interface Run {
  readonly kind: 'run';
  readonly index: number;
  readonly bytes: number;
  readonly cells: readonly Cell[];
  /** Keys after which something is to be added. */
  readonly sealed: Set<string>;
}
/** One field whose length varies. */
export interface Part {
  readonly kind: 'part';
  readonly index: number;
  readonly key: string;
  readonly path: readonly string[];
  readonly field: Field;
  /** What the field says, one step nearer: all parts have one shape. */
  readonly init: unknown;
  readonly inline: Field['inline'];
  readonly optional: Field['optional'];
  readonly sizedBy: Field['sizedBy'];
  /** Where its value is laid, and that of the field that says how long it is. */
  readonly slot: number;
  readonly size: Spot;
}
/** A fixed field somewhere in a structure: inside a run, inside a group, or optional on its own. */
export interface Found {
  readonly item: Run | Part;
  /** The key of the field itself, or of the group around it. */
  readonly key: string;
  readonly cell: Cell;
  readonly path: readonly string[];
}

/** Where the fields of a structure stand. */
export class Layout {
  readonly known: Known;
  /** Slots in which nothing was laid. */
  readonly empty: readonly unknown[];
  readonly items: readonly (Run | Part)[];
  readonly parts: readonly Part[];
  /** Those whose keys depend on other fields. */
  readonly choices: readonly Part[];
  /** Bytes of the fixed head. */
  readonly head: number;
  /** Something to be written depends on the values before it. */
  readonly dependent: boolean;
  /** A field says how long another one is. */
  readonly sized: boolean;

  /** `beside`: keys that somebody else writes. */
  constructor(fields: Fields, beside: readonly string[]) {
    this.known = keysOf(fields);
    for (const key of beside) this.known.add(key);
    this.empty = new Array(this.known.slots + 1).fill(undefined);
    this.items = split(fields, this.known);
    const first = this.items[0];
    this.head = first?.kind === 'run' ? first.bytes : 0;
    this.parts = this.items.filter((item) => item.kind === 'part');
    this.choices = this.parts.filter(({ field }) => field.inline);
    this.sized = this.parts.some(({ field }) => field.sizedBy);
    this.dependent = this.parts.some(({ field }) => field.dependent || field.optional);
  }

  /** The readers of the fixed head. */
  readers(): Record<string, unknown> {
    const first = this.items[0];
    return first?.kind === 'run' ? readersOf(first.cells) : {};
  }

  /** The fixed field at a path. */
  find(path: string): Found | undefined {
    for (const item of this.items) {
      if (item.kind === 'part') {
        if (item.key !== path || !item.field.place) continue;
        const cell = cellAt(item.key, item.field, 0, this.known);
        return { item, key: path, path: item.path, cell };
      }
      for (const cell of item.cells) {
        if (cell.key === path) return { item, key: path, cell, path: cell.path };
        for (const inner of cell.place.cells ?? []) {
          const whole = `${cell.key}.${inner.key}`;
          if (whole === path) {
            return { item, key: cell.key, cell: inner, path: whole.split('.') };
          }
        }
      }
    }
    return undefined;
  }
}

function split(fields: Fields, known: Known): (Run | Part)[] {
  const items: (Run | Part)[] = [];
  let pending: Record<string, Field> = {};
  const flush = () => {
    if (!Object.keys(pending).length) return;
    const cells = layOut(pending, 0, known);
    const bits = cells.reduce((sum, c) => sum + c.field.bits, 0);
    if (bits % 8) throw new Error(`${Object.keys(pending).join(', ')}: fill no whole bytes`);
    items.push({ kind: 'run', index: items.length, bytes: bits / 8, cells, sealed: new Set() });
    pending = {};
  };
  for (const [key, field] of Object.entries(fields)) {
    if (field.place && !field.optional) {
      pending[key] = field;
      continue;
    }
    flush();
    const { init, inline, optional, sizedBy } = field;
    const path = key.split('.');
    const { slot } = known.spot(path);
    const size = known.spot(sizedBy?.path.split('.') ?? []);
    const index = items.length;
    const says = { init: optional ? undefined : init, inline, optional, sizedBy };
    items.push({ kind: 'part', index, key, path, field, slot, size, ...says });
  }
  flush();
  return items;
}

function readersOf(cells: readonly Cell[]): Record<string, unknown> {
  const readers: Record<string, unknown> = {};
  for (const { key, place } of cells) {
    const inner = place.cells ? readersOf(place.cells) : undefined;
    if (place.number) readers[key] = inner ? Object.assign(place.number, inner) : place.number;
  }
  return readers;
}
