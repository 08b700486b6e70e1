import type { Fields, Loose } from './field.js';
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
