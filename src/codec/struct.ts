import {
  type Cell,
  FieldError,
  type Fields,
  type Loose,
  type Readers,
  type SizedBy,
  shown,
} from './field.js';
import {
  isComment,
  isObject,
  type Known,
  knows,
  layInto,
  refuseUnknown,
  valueAt,
  widened,
} from './keys.js';
import { type Found, Layout, type Part, type Run } from './layout.js';
import { putPath, setPath } from './paths.js';
import type { Reading } from './reading.js';
import type { Writer } from './writer.js';

/** Called after a field was read, so that what follows from it can stand beside it. */
export type After = (path: string, v: Loose, offset: number) => void;

/** Fields laid out once, when they are first met: read, written and listed from one declaration. */
export class Struct<F extends Fields = any> {
  private laid: Layout | undefined;
  private readonly beside: string[] = [];
  /** With the keys of alternatives, by those that were added. */
  private readonly widest = new Map<Known, Map<readonly string[], Known>>();

  constructor(readonly fields: F) {}

  get layout(): Layout {
    this.laid ??= new Layout(this.fields, this.beside);
    return this.laid;
  }

  get items(): readonly (Run | Part)[] {
    return this.layout.items;
  }

  /** Bytes of the fixed head. */
  get head(): number {
    return this.layout.head;
  }

  /** Nothing follows the fixed head. */
  get fixed(): boolean {
    return this.layout.parts.length === 0;
  }

  has(key: string): boolean {
    return this.layout.known.has(key) || isComment(key);
  }

  /** Lets keys pass that somebody else writes; to be said before anything else is asked. */
  allow(...keys: readonly string[]): this {
    this.beside.push(...keys);
    return this;
  }

  /** The readers of the fixed head. */
  readers(): Readers<F> {
    return this.layout.readers() as Readers<F>;
  }

  /** The fixed field at a path. */
  find(path: string): Found | undefined {
    return this.layout.find(path);
  }

  read(r: Reading, v: Loose = {}, after?: After): Loose {
    for (const item of this.layout.items) {
      if (r.problem) break;
      if (item.kind === 'run') readRun(item, r, v, after);
      else readPart(item, r, v, after);
    }
    return v;
  }

  /** Slots for what may be given, empty. */
  slots(): unknown[] {
    return this.layout.empty.slice();
  }

  /**
   * Writes what was given, which is laid into `slots`. `at` learns where each item landed (-1: it
   * did not); `around` holds the fields of the structure around, for choices that depend on them.
   */
  write(w: Writer, given: Loose, at?: number[], around?: Loose, slots = this.slots()): void {
    if (!isObject(given)) {
      throw new FieldError('', `an object of fields is needed, not ${shown(given)}`);
    }
    const { known, choices, dependent, items, sized } = this.layout;
    const fits = layInto(slots, known, given);
    if (!fits && choices.length === 0) refuseUnknown(known, given);
    // What comes later may depend on values before it, in the form in which decode gives them.
    const v: Loose = dependent ? { ...around, ...given } : given;
    const landed = at ?? (sized ? [] : undefined);
    for (let i = 0; i < items.length; i++) {
      const item = items[i] as Run | Part;
      const from = item.kind === 'run' ? w.take(item.bytes) : w.at;
      if (landed) landed[i] = from;
      if (item.kind === 'run') {
        writeRun(item, w, from, slots);
        if (v !== given) showRun(item, w, from, v);
      } else if (!writePart(item, w, slots, v)) {
        if (landed) landed[i] = -1;
      } else if (landed && item.sizedBy) {
        this.tellSize(w, item, w.at - from, slots, landed);
      }
    }
    // Which alternatives were chosen is known only now.
    if (!fits) this.refuseUnknown(given, v);
  }

  /** Writes how long a part came out; if that was given, it is only compared. */
  private tellSize(w: Writer, part: Part, bytes: number, slots: unknown[], at: number[]): void {
    const { path, plus, times, counts } = part.sizedBy as SizedBy;
    const kept = !w.fix && valueAt(slots, part.size) !== undefined;
    if (kept && !w.warn) return;
    const found = this.find(path);
    const where = found ? (at[found.item.index] ?? -1) : -1;
    if (!found || where < 0) return;
    const { place } = found.cell;
    const value = valueFor(part, slots) as unknown[] | undefined;
    const told = ((counts === 'bytes' ? bytes : (value?.length ?? 0)) + plus) / times;
    if (kept) {
      const given: unknown = place.value(w.bytes, where);
      if (given !== told) w.warn?.([...w.path, path].join('.'), given, told);
      return;
    }
    try {
      place.put(w.bytes, where, told);
    } catch (error) {
      throw error instanceof FieldError ? error.within(path) : error;
    }
  }

  /** Complains of keys that neither the structure nor the chosen alternatives have. */
  private refuseUnknown(given: Loose, v: Loose): void {
    const { choices } = this.layout;
    let { known } = this.layout;
    for (const { field } of choices) known = this.wider(known, field.inline?.(v) ?? []);
    if (!knows(known, given)) refuseUnknown(known, given);
  }

  private wider(known: Known, keys: readonly string[]): Known {
    let all = this.widest.get(known);
    if (!all) {
      all = new Map();
      this.widest.set(known, all);
    }
    let wider = all.get(keys);
    if (!wider) {
      wider = widened(known, keys);
      all.set(keys, wider);
    }
    return wider;
  }
}

function writeRun({ cells }: Run, { bytes }: Writer, from: number, slots: unknown[]): void {
  let i = 0;
  try {
    for (; i < cells.length; i++) {
      const cell = cells[i] as Cell;
      let value = slots[cell.slot];
      if (value === undefined) value = slots[cell.aliasSlot];
      if (value === undefined) value = cell.init;
      if (value !== undefined) cell.put(bytes, from, value);
    }
  } catch (error) {
    throw error instanceof FieldError ? error.within((cells[i] as Cell).key) : error;
  }
}

/** Lays the values open that were written. */
function showRun({ cells }: Run, { bytes }: Writer, from: number, v: Loose): void {
  for (const cell of cells) putPath(v, cell.path, cell.value(bytes, from));
}

function valueFor(part: Part, slots: readonly unknown[]): unknown {
  const given = slots[part.slot];
  return given === undefined ? part.init : given;
}

function writePart(part: Part, w: Writer, slots: readonly unknown[], v: Loose): boolean {
  const { key, inline, optional } = part;
  const value = valueFor(part, slots);
  if (value === undefined && optional !== undefined && !optional(v)) return false;
  if (w.warn && !inline) w.path.push(key);
  try {
    part.field.write?.(w, value, v, key);
  } catch (error) {
    throw error instanceof FieldError && !inline ? error.within(key) : error;
  }
  if (w.warn && !inline) w.path.pop();
  return true;
}

function readRun(run: Run, r: Reading, v: Loose, after?: After): void {
  const { bytes, at } = r;
  const room = r.end - at;
  const whole = room >= run.bytes;
  for (const cell of run.cells) {
    if (!whole && (cell.bit + cell.field.bits + 7) >> 3 > room) break;
    const value = cell.value(bytes, at);
    if (cell.plain) v[cell.key] = value;
    else setPath(v, keysFor(cell, value), value);
    if (r.trace) traceCell(cell, r, value);
    if (after !== undefined && run.sealed.has(cell.key)) after(cell.key, v, at);
  }
  if (whole) {
    r.at = at + run.bytes;
  } else {
    r.problem = `${run.bytes} bytes are needed, ${room} left`;
  }
}

/** Where the value goes: some values go under another key. */
function keysFor({ path, field }: Cell, value: unknown): readonly string[] {
  return field.alias?.when(value as number) ? [field.alias.key] : path;
}

/** Notes a fixed field, and what is inside of it. */
export function traceCell(cell: Cell, r: Reading, value: unknown): void {
  const path = [...r.path, ...keysFor(cell, value)];
  r.trace?.push({
    path,
    field: cell.field,
    bit: r.at * 8 + cell.bit,
    width: cell.field.bits,
    value,
  });
  for (const inner of cell.place.cells ?? []) {
    r.trace?.push({
      path: [...path, inner.key],
      field: inner.field,
      bit: r.at * 8 + inner.bit,
      width: inner.field.bits,
      value: inner.value(r.bytes, r.at),
    });
  }
}

function readPart(part: Part, r: Reading, v: Loose, after?: After): void {
  const { field, path } = part;
  if (field.optional && !field.optional(v)) return;
  const from = r.at;
  const value = field.read?.(r, v, part.key);
  if (!field.inline && value !== undefined) {
    if (path.length === 1) v[part.key] = value;
    else setPath(v, path, value);
  }
  if (after !== undefined) after(part.key, v, from);
}

/** A compressed name is among the fields: what is written may differ from what was read. */
export function compresses(fields: Fields): boolean {
  return Object.values(fields).some((field) => field.compresses);
}
