import type { Annotation } from '../codec/annotate.js';

/** A field, and those inside of it. */
export interface Branch {
  readonly a: Annotation;
  readonly inside: Branch[];
}

/** Annotations, which stand one after another, as the tree that their depths say. */
export function branchesOf(annotations: readonly Annotation[]): Branch[] {
  const top: Branch[] = [];
  const open: Branch[] = [];
  for (const a of annotations) {
    const branch: Branch = { a, inside: [] };
    open.length = a.depth;
    (open[a.depth - 1]?.inside ?? top).push(branch);
    open.push(branch);
  }
  return top;
}
