import {
  type Cell,
  FieldError,
  type Fields,
  type Loose,
  type Readers,
  type SizedBy,
  shown,
} from './field.js';
import { putCell } from './group.js';
import { isComment, isObject, type Known, keysOf, knows, refuseUnknown, widened } from './keys.js';
import { type Found, Layout, type Part, type Run } from './layout.js';
import { getPath, putPath, setPath } from './paths.js';
import type { Reading } from './reading.js';
import type { Writer } from './writer.js';

/** Called after a field was read, so that what follows from it can stand beside it. */
export type After = (path: string, v: Loose, offset: number) => void;

/** Fields laid out once, when they are first met: read, written and listed from one declaration. */
export class Struct<F extends Fields = any> {
  private laid: Layout | undefined;
  private keys: Known | undefined;
  private readonly extra: string[] = [];
  /** With the keys of alternatives, by those that were added. */
  private readonly widest = new Map<Known, Map<readonly string[], Known>>();

  constructor(readonly fields: F) {}

  get layout(): Layout {
    this.laid ??= new Layout(this.fields);
    return this.laid;
  }

  private get known(): Known {
    if (this.keys) return this.keys;
    this.keys = keysOf(this.fields);
    for (const key of this.extra) this.keys.set(key, null);
    return this.keys;
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
    return this.known.has(key) || isComment(key);
  }

  /** Lets keys pass that somebody else writes. */
  allow(...keys: readonly string[]): this {
    this.extra.push(...keys);
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

  /**
   * Writes what was given. `at` learns where each item landed (-1: it did not); `around` holds the
   * fields of the structure around, for choices that depend on them.
   */
  write(w: Writer, given: Loose, at: number[] = [], around?: Loose): void {
    if (!isObject(given)) {
      throw new FieldError('', `an object of fields is needed, not ${shown(given)}`);
    }
    const fits = knows(this.known, given);
    if (!fits && this.layout.choices.length === 0) refuseUnknown(this.known, given);
    // What comes later may depend on values before it, in the form in which decode gives them.
    const v: Loose = this.layout.dependent ? { ...around, ...given } : given;
    for (const item of this.layout.items) {
      const from = item.kind === 'run' ? w.take(item.bytes) : w.at;
      at[item.index] = from;
      if (item.kind === 'run') this.writeRun(item, w, from, given, v);
      else if (!this.writePart(item, w, given, v, at)) at[item.index] = -1;
    }
    // Which alternatives were chosen is known only now.
    if (!fits) this.refuseUnknown(given, v);
  }

  private writeRun(run: Run, w: Writer, from: number, given: Loose, v: Loose): void {
    for (const cell of run.cells) {
      let value = cell.plain ? given[cell.key] : getPath(given, cell.path);
      if (value === undefined && cell.alias) value = given[cell.alias.key];
      if (value !== undefined || cell.init !== undefined) putCell(cell, w.bytes, from, value);
    }
    if (v === given) return;
    for (const cell of run.cells) putPath(v, cell.path, cell.value(w.bytes, from));
  }

  private writePart(part: Part, w: Writer, given: Loose, v: Loose, at: number[]): boolean {
    const { field, key, path, sizePath } = part;
    const found = getPath(given, path);
    const value = found === undefined && !field.optional ? field.init : found;
    if (field.optional && value === undefined && !field.optional(v)) return false;
    const from = w.at;
    if (w.warn && !field.inline) w.path.push(key);
    try {
      field.write?.(w, value, v, key);
    } catch (error) {
      throw error instanceof FieldError && !field.inline ? error.within(key) : error;
    }
    if (w.warn && !field.inline) w.path.pop();
    const { sizedBy } = field;
    if (sizedBy && (w.fix || w.warn || getPath(given, sizePath) === undefined)) {
      const kept = !w.fix && getPath(given, sizePath) !== undefined;
      const size =
        sizedBy.counts === 'bytes' ? w.at - from : (value as unknown[] | undefined)?.length;
      this.tellSize(w, sizedBy, size ?? 0, at, kept);
    }
    return true;
  }

  /** Writes how long a part came out; if that was given, it is only compared. */
  private tellSize(w: Writer, sizedBy: SizedBy, size: number, at: number[], kept: boolean): void {
    const { path, plus, times } = sizedBy;
    const found = this.find(path);
    const where = found ? (at[found.item.index] ?? -1) : -1;
    if (!found || where < 0) return;
    const { place } = found.cell;
    const told = (size + plus) / times;
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
    let { known } = this;
    for (const { field } of this.layout.choices) known = this.wider(known, field.inline?.(v) ?? []);
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

function traceCell(cell: Cell, r: Reading, value: unknown): void {
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
