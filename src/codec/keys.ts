import { type Field, FieldError, type Fields, type Loose } from './field.js';
import { closest } from './number.js';

/** Verdicts: they say something of the bytes and are none. */
export const isComment = (key: string): boolean =>
  key.endsWith('_status') || key.endsWith('_expected');

/** Keys, and those of the objects inside where declared keys have dots. */
export type Known = Map<string, Known | null>;

/** The keys that the fields of a structure have in JSON. */
export function keysOf(fields: Fields): Known {
  const known: Known = new Map();
  for (const [key, field] of Object.entries<Field>(fields)) {
    if (field.inline) continue;
    know(known, key);
    if (field.alias) know(known, field.alias.key);
    if (field.orHex) know(known, `${key}_hex`);
  }
  return known;
}

/** Adds a key, which may have dots. */
function know(keys: Known, key: string): void {
  let known = keys;
  const path = key.split('.');
  const last = path.pop() as string;
  for (const step of path) {
    const inner = known.get(step) ?? new Map();
    known.set(step, inner);
    known = inner;
  }
  if (!known.has(last)) known.set(last, null);
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
  for (const key of keys) know(wider, key);
  return wider;
}

const copyOf = (known: Known): Known =>
  new Map([...known].map(([key, inner]) => [key, inner && copyOf(inner)]));

export const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** All keys are known, also those of the objects inside. */
export function knows(known: Known, given: Loose): boolean {
  // Quicker than Object.keys; what an object inherits would be read as well.
  for (const key in given) {
    const inner = known.get(key);
    if (inner === null) continue;
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
    if (inner === null) continue;
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
