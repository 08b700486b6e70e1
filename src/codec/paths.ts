import type { Loose } from './field.js';

/** Values in objects within objects, by their keys. */
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
