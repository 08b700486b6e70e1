import type { Loose } from './field.js';

/** Values in objects within objects, by their keys. */
export function getPath(v: Loose, path: readonly string[]): any {
  if (path.length === 1) return v[path[0] as string];
  let value: any = v;
  for (const key of path) value = value?.[key];
  return value;
}

export function setPath(v: Loose, path: readonly string[], value: unknown): void {
  if (path.length === 1) {
    v[path[0] as string] = value;
    return;
  }
  let object = v;
  const last = path.length - 1;
  for (let i = 0; i < last; i++) {
    const key = path[i] as string;
    let inner = object[key];
    if (typeof inner !== 'object' || inner === null) {
      inner = {};
      object[key] = inner;
    }
    object = inner;
  }
  object[path[last] as string] = value;
}

/** The same where the objects inside are somebody else's: those on the way are copied first. */
export function putPath(v: Loose, path: readonly string[], value: unknown): void {
  let object = v;
  for (const key of path.slice(0, -1)) {
    const copy = { ...object[key] };
    object[key] = copy;
    object = copy;
  }
  object[path[path.length - 1] as string] = value;
}
