import { type Field, FieldError, type Fields, type Loose } from './field.js';
import { closest } from './number.js';

/** Verdicts: they say something of the bytes and are none. */
export const isComment = (key: string): boolean =>
  key.endsWith('_status') || key.endsWith('_expected');

/** Keys, and those of the objects inside where declared keys have dots. */
export type Known = Map<string, Known | undefined>;

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

function know(keys: Known, key: string): void {
  let known = keys;
  const path = key.split('.');
  const last = path.pop() as string;
  for (const step of path) {
    const inner = known.get(step) ?? new Map();
    known.set(step, inner);
    known = inner;
  }
  if (!known.has(last)) known.set(last, undefined);
}

export function unknownField(key: string, words: Iterable<string>): string {
  const near = closest(key, words);
  return near
    ? `no such field; did you mean '${near}'?`
    : `no such field; there are ${[...words].join(', ')}`;
}

export function refuseInner(value: unknown, known: Known, path: string): void {
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
