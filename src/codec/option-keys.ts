import type { Fields, Loose } from './field.js';
import { Known, knows, refuseUnknown } from './keys.js';
import { getPath, setPath } from './paths.js';

/** What of it is for these fields. */
export function pick(given: Loose, fields: Fields): Loose {
  const own: Loose = {};
  for (const key of Object.keys(fields)) {
    const path = key.split('.');
    const value = getPath(given, path);
    if (value !== undefined) setPath(own, path, value);
  }
  return own;
}

/** The keys that stand in the option's own object. */
export const rootsOf = (fields: Fields = {}): string[] =>
  Object.keys(fields).map((key) => key.split('.')[0] as string);

export function setOf(...keys: readonly string[]): Known {
  const known = new Known();
  for (const key of keys) known.add(key);
  return known;
}

/** Complains of a key that an option of this form does not have. */
export function refuseOthers(given: Loose, keys: Known): void {
  if (!knows(keys, given)) refuseUnknown(keys, given);
}
