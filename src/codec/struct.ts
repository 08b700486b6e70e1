import {
  type Cell,
  type Field,
  FieldError,
  type Fields,
  type Loose,
  type Readers,
} from './field.js';
import { cellAt, layOut, putCell } from './fixed.js';
import { closest } from './number.js';
import type { Reading } from './reading.js';
import type { Writer } from './writer.js';

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
}
/** A fixed field somewhere in a structure: inside a run, inside a group, or optional on its own. */
export interface Found {
  readonly item: Run | Part;
  readonly cell: Cell;
  readonly path: readonly string[];
}
/** Called after a field was read, so that what follows from it can stand beside it. */
export type After = (path: string, v: Loose, offset: number) => void;

/** Fields laid out once: read, written and listed from the same declaration. */
export class Struct<F extends Fields = any> {
  readonly items: readonly (Run | Part)[];
  /** Bytes of the fixed head. */
  readonly head: number;
  /** Nothing follows the fixed head. */
  readonly fixed: boolean;
  /** Written bytes may differ from read ones: a compressed name is inside. */
  readonly compresses: boolean;
  /** The keys of the object, and of the objects inside it where declared keys have dots. */
  private readonly known: Known = new Map();
  /** Something to be written depends on the values before it. */
  private readonly dependent: boolean;
  private readonly parts: readonly Part[];

  constructor(readonly fields: F) {
    this.items = split(fields);
    const first = this.items[0];
    this.head = first?.kind === 'run' ? first.bytes : 0;
    this.parts = this.items.filter((item) => item.kind === 'part');
    this.fixed = this.parts.length === 0;
    this.dependent = this.parts.some(({ field }) => field.dependent || field.optional);
    this.compresses = this.parts.some((part) => part.field.compresses);
    for (const [key, field] of Object.entries<Field>(fields)) {
      if (field.inline) continue;
      this.know(key);
      if (field.alias) this.know(field.alias.key);
      if (field.orHex) this.know(`${key}_hex`);
    }
  }

  has(key: string): boolean {
    return this.known.has(key) || isComment(key);
  }

  /** Lets keys pass that somebody else writes. */
  allow(...keys: readonly string[]): this {
    for (const key of keys) this.know(key);
    return this;
  }

  private know(key: string): void {
    let known = this.known;
    const path = key.split('.');
    const last = path.pop() as string;
    for (const step of path) {
      const inner = known.get(step) ?? new Map();
      known.set(step, inner);
      known = inner;
    }
    if (!known.has(last)) known.set(last, undefined);
  }

  /** The readers of the fixed head. */
  readers(): Readers<F> {
    const first = this.items[0];
    return (first?.kind === 'run' ? readersOf(first.cells) : {}) as Readers<F>;
  }

  /** The fixed field at a path. */
  find(path: string): Found | undefined {
    for (const item of this.items) {
      if (item.kind === 'part') {
        if (item.key !== path || !item.field.place) continue;
        return { item, path: item.path, cell: cellAt(item.key, item.field, 0) };
      }
      for (const cell of item.cells) {
        if (cell.key === path) return { item, cell, path: cell.path };
        for (const inner of cell.place.cells ?? []) {
          const whole = `${cell.key}.${inner.key}`;
          if (whole === path) return { item, cell: inner, path: whole.split('.') };
        }
      }
    }
    return undefined;
  }

  read(r: Reading, v: Loose = {}, after?: After): Loose {
    for (const item of this.items) {
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
    this.refuseUnknown(given, around);
    // What comes later may depend on values before it, in the form in which decode gives them.
    const v: Loose = this.dependent ? { ...around, ...given } : given;
    for (const item of this.items) {
      const from = item.kind === 'run' ? w.take(item.bytes) : w.at;
      at[item.index] = from;
      if (item.kind === 'run') this.writeRun(item, w, from, given, v);
      else if (!this.writePart(item, w, given, v, at)) at[item.index] = -1;
    }
  }

  private writeRun(run: Run, w: Writer, from: number, given: Loose, v: Loose): void {
    for (const cell of run.cells) {
      const { alias } = cell.field;
      let value = cell.path.length === 1 ? given[cell.key] : getPath(given, cell.path);
      if (value === undefined && alias) value = given[alias.key];
      putCell(cell, w.bytes, from, value);
    }
    if (v === given) return;
    for (const cell of run.cells) setPath(v, cell.path, cell.place.value(w.bytes, from));
  }

  private writePart(part: Part, w: Writer, given: Loose, v: Loose, at: number[]): boolean {
    const { field, key, path } = part;
    const value = getPath(given, path) ?? (field.optional ? undefined : field.init);
    if (field.optional && value === undefined && !field.optional(v)) return false;
    const from = w.at;
    try {
      field.write?.(w, value, v, key);
    } catch (error) {
      throw error instanceof FieldError && !field.inline ? error.within(key) : error;
    }
    const { sizedBy } = field;
    if (sizedBy && (w.fix || getPath(given, sizedBy.path.split('.')) === undefined)) {
      const found = this.find(sizedBy.path);
      const size =
        sizedBy.counts === 'bytes' ? w.at - from : (value as unknown[] | undefined)?.length;
      const where = found && at[found.item.index];
      if (found && where !== undefined) {
        const told = ((size ?? 0) + sizedBy.plus) / sizedBy.times;
        try {
          found.cell.place.put(w.bytes, where, told);
        } catch (error) {
          throw error instanceof FieldError ? error.within(sizedBy.path) : error;
        }
      }
    }
    return true;
  }

  private refuseUnknown(given: Loose, around?: Loose): void {
    for (const key of Object.keys(given)) {
      const inner = this.known.get(key);
      if (inner !== undefined) refuseInner(given[key], inner, key);
      else if (!this.known.has(key) && !isComment(key)) this.refuse(key, given, around);
    }
  }

  private refuse(key: string, given: Loose, around?: Loose): void {
    const words = new Set(this.known.keys());
    for (const { field } of this.parts) {
      if (!field.inline) continue;
      const v = this.normalised({ ...around, ...given });
      for (const word of field.inline(v)) {
        // The alternatives may nest too: the first key is what stands in the object.
        words.add(word.split('.')[0] as string);
      }
    }
    if (!words.has(key)) throw new FieldError(key, unknownField(key, words));
  }

  /** The fixed fields as decode would give them back. */
  private normalised(given: Loose): Loose {
    const v: Loose = given;
    const room = new Uint8Array(
      Math.max(0, ...this.items.map((i) => (i.kind === 'run' ? i.bytes : 0))),
    );
    for (const item of this.items) {
      if (item.kind !== 'run') continue;
      room.fill(0);
      for (const cell of item.cells) {
        putCell(cell, room, 0, getPath(given, cell.path));
        setPath(v, cell.path, cell.place.value(room, 0));
      }
    }
    return v;
  }
}

/** Verdicts and notes: they say something of the bytes and are none. */
export const isComment = (key: string): boolean =>
  key.endsWith('_status') || key.endsWith('_expected');

function unknownField(key: string, words: Iterable<string>): string {
  const near = closest(key, words);
  return near
    ? `no such field; did you mean '${near}'?`
    : `no such field; there are ${[...words].join(', ')}`;
}

type Known = Map<string, Known | undefined>;

function refuseInner(value: unknown, known: Known, path: string): void {
  if (typeof value !== 'object' || value === null) {
    throw new FieldError(path, `an object is needed, with ${[...known.keys()].join(', ')}`);
  }
  for (const key of Object.keys(value)) {
    const inner = known.get(key);
    if (inner !== undefined) refuseInner((value as Loose)[key], inner, `${path}.${key}`);
    else if (!known.has(key) && !isComment(key)) {
      throw new FieldError(`${path}.${key}`, unknownField(key, known.keys()));
    }
  }
}

function split(fields: Fields): (Run | Part)[] {
  const items: (Run | Part)[] = [];
  let pending: Record<string, Field> = {};
  const flush = () => {
    if (!Object.keys(pending).length) return;
    const cells = layOut(pending, 0);
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
    items.push({ kind: 'part', index: items.length, key, path: key.split('.'), field });
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

export function getPath(v: Loose, path: readonly string[]): any {
  let value: any = v;
  for (const key of path) value = value?.[key];
  return value;
}

export function setPath(v: Loose, path: readonly string[], value: unknown): void {
  let object = v;
  for (let i = 0; i < path.length - 1; i++) {
    const key = path[i] as string;
    const inner = object[key];
    object = typeof inner === 'object' && inner !== null ? inner : (object[key] = {});
  }
  object[path[path.length - 1] as string] = value;
}
