import { type Field, FieldError, type Fields, type Loose } from './field.js';
import { closest } from './number.js';

/** Verdicts: they say something of the bytes and are none. */
export const isComment = (key: string): boolean =>
  key.endsWith('_status') || key.endsWith('_expected');

/**
 * The keys of a structure, each with the slot in which its value is laid; where declared keys have
 * dots, the keys of the object inside.
 */
export class Known extends Map<string, Known | number> {
  /** How many slots there are, those of the objects inside as well. */
  slots = 0;
  /** What came lately, in its order: to compare is quicker than to look up. */
  readonly lately: { readonly key: string; readonly slot: Known | number }[] = [];

  /** Adds a key, which may have dots. */
  add(key: string): this {
    let known: Known = this;
    const path = key.split('.');
    const last = path.pop() as string;
    for (const step of path) {
      const there = known.get(step);
      const inner: Known = there instanceof Known ? there : new Known();
      known.set(step, inner);
      known = inner;
    }
    if (!known.has(last)) known.set(last, this.slots++);
    return this;
  }

  /** Where to look for the value at a path. */
  spot(path: readonly string[]): Spot {
    let known: Known = this;
    for (let i = 0; i < path.length; i++) {
      const found = known.get(path[i] as string);
      if (typeof found === 'number') return { slot: found, within: path.slice(i + 1) };
      if (!found) break;
      known = found;
    }
    return { slot: this.slots, within: [] };
  }
}

/** A slot (nothing is laid in the one behind the last), and the keys inside of what lies there. */
export interface Spot {
  readonly slot: number;
  readonly within: readonly string[];
}

export function valueAt(slots: readonly unknown[], { slot, within }: Spot): unknown {
  let value: any = slots[slot];
  for (let i = 0; i < within.length; i++) value = value?.[within[i] as string];
  return value;
}

/** Lays what was given into the slots of its keys; false: there is a key that is not known. */
export function layInto(slots: unknown[], known: Known, given: Loose): boolean {
  let all = true;
  let i = 0;
  // Quicker than Object.keys; what an object inherits is read as well.
  for (const key in given) {
    let one = known.lately[i];
    if (one === undefined || one.key !== key) {
      const slot = known.get(key);
      if (slot === undefined) {
        all &&= isComment(key);
        continue;
      }
      one = { key, slot };
      known.lately[i] = one;
    }
    i++;
    const value = given[key];
    if (typeof one.slot === 'number') slots[one.slot] = value;
    else if (isObject(value)) all = layInto(slots, one.slot, value) && all;
    else all &&= value === undefined;
  }
  return all;
}

/** The keys that the fields of a structure have in JSON. */
export function keysOf(fields: Fields): Known {
  const known = new Known();
  for (const [key, field] of Object.entries<Field>(fields)) {
    if (field.inline) continue;
    known.add(key);
    if (field.alias) known.add(field.alias.key);
    if (field.orHex) known.add(`${key}_hex`);
  }
  return known;
}

function unknownField(key: string, words: readonly string[]): string {
  const near = closest(key, words);
  return near
    ? `no such field; did you mean '${near}'?`
    : `no such field; there are ${words.join(', ')}`;
}

/** The same keys and more. */
export function widened(known: Known, keys: readonly string[]): Known {
  const wider = copyOf(known);
  for (const key of keys) wider.add(key);
  return wider;
}

function copyOf(known: Known): Known {
  const copy = new Known();
  copy.slots = known.slots;
  for (const [key, inner] of known)
    copy.set(key, typeof inner === 'number' ? inner : copyOf(inner));
  return copy;
}

export const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** All keys are known, also those of the objects inside. */
export function knows(known: Known, given: Loose): boolean {
  // Quicker than Object.keys; what an object inherits would be read as well.
  for (const key in given) {
    const inner = known.get(key);
    if (typeof inner === 'number') continue;
    if (inner === undefined ? !isComment(key) : !knowsInner(inner, given[key])) return false;
  }
  return true;
}

const knowsInner = (known: Known, value: unknown): boolean =>
  value === undefined || (isObject(value) && knows(known, value));

/** Complains of the first key that is not known. */
export function refuseUnknown(known: Known, given: Loose): void {
  for (const [key, value] of Object.entries(given)) {
    const inner = known.get(key);
    if (typeof inner === 'number') continue;
    if (inner === undefined) {
      if (isComment(key)) continue;
      throw new FieldError(key, unknownField(key, [...known.keys()]));
    }
    if (knowsInner(inner, value)) continue;
    if (!isObject(value)) {
      throw new FieldError(key, `an object is needed, with ${[...inner.keys()].join(', ')}`);
    }
    try {
      refuseUnknown(inner, value);
    } catch (error) {
      throw error instanceof FieldError ? error.within(key) : error;
    }
  }
}
