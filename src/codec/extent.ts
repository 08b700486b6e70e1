import type { Loose, SizedBy } from './field.js';
import { getPath } from './paths.js';
import type { Reading } from './reading.js';

/** While reading it may look at what stands ahead. */
type Sizer = (v: Loose, ahead?: Reading) => number;

/**
 * How long something is, or how many there are: a number, the path of the field that says so
 * (`size = value * times - plus`), or a function of the fields before it. Left out: all the rest.
 */
export type Extent =
  | number
  | string
  | { readonly of: string; readonly times?: number; readonly plus?: number }
  | Sizer;

/** The function that an extent stands for. */
export function sizeOf(extent: Extent): Sizer {
  if (typeof extent === 'function') return extent;
  if (typeof extent === 'number') return () => extent;
  const { of, times = 1, plus = 0 } = typeof extent === 'string' ? { of: extent } : extent;
  const path = of.split('.');
  return (v) => Number(getPath(v, path) ?? 0) * times - plus;
}

/** The field that is derived from the size when it is left out. */
export function sizedBy(
  extent: Extent | undefined,
  counts: SizedBy['counts'],
): { sizedBy?: SizedBy } {
  if (typeof extent === 'string') return { sizedBy: { path: extent, plus: 0, times: 1, counts } };
  if (typeof extent !== 'object') return {};
  const { of: path, times = 1, plus = 0 } = extent;
  return { sizedBy: { path, plus, times, counts } };
}

/** Where a part of that many bytes ends; what does not fit is a problem. */
export function endOf(r: Reading, size: number, what: string): number {
  if (size < 0) r.problem = `${what} would have ${size} bytes`;
  else if (size > r.left) r.problem = `${what} has ${size} bytes, ${r.left} left`;
  return Math.min(r.end, r.at + Math.max(0, size));
}
