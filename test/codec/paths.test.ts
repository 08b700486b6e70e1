import { expect, it } from 'vitest';
import { getPath, putPath, setPath } from '../../src/codec/paths.js';

it('finds values in objects within objects', () => {
  const v = { a: { b: { c: 1 }, d: 0 }, e: null };
  expect(getPath(v, ['a', 'b', 'c'])).toBe(1);
  expect(getPath(v, ['a', 'd'])).toBe(0);
  expect(getPath(v, ['a', 'x', 'y'])).toBeUndefined();
  expect(getPath(v, ['e', 'x'])).toBeUndefined();
});

it('makes the objects on the way, and keeps what is beside', () => {
  const v: Record<string, unknown> = { a: { z: 1 } };
  setPath(v, ['a', 'b', 'c'], 2);
  setPath(v, ['d'], 3);
  expect(v).toEqual({ a: { z: 1, b: { c: 2 } }, d: 3 });
});

it('copies objects that are somebody else’s', () => {
  const inner = { x: 1 };
  const v: Record<string, unknown> = { a: inner };
  putPath(v, ['a', 'y'], 2);
  expect(v).toEqual({ a: { x: 1, y: 2 } });
  expect(inner).toEqual({ x: 1 });
});
