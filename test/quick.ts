/**
 * Milliseconds of the fastest of a few runs. A busy machine pauses, and the first run compiles;
 * what is slow by nature is slow each time.
 */
export function fastest(limit: number, work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 10 && best >= limit; i++) {
    const from = performance.now();
    work();
    best = Math.min(best, performance.now() - from);
  }
  return best;
}
