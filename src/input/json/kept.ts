import type { Protocol } from '../../codec/protocol.js';

/** Is this value about the header alone? Then it can be judged where the payload is cut off. */
export function intactWithout({ plan }: Protocol, field: string): boolean {
  const sum = plan.seals.find(({ path }) => path === field);
  if (sum) return sum.seal?.header ?? false;
  return plan.derived.some(({ path, derive }) => path === field && derive === 'header');
}
