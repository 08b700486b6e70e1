/**
 * Milliseconds of the fastest of a few runs, of the processor's time where that is less: a busy
 * machine takes turns, and the first run compiles; what is slow by nature is slow each time. A
 * machine that is slower as a whole has more time.
 */
export function fastest(limit: number, work: () => void): number {
  const best = leastOf(limit, work);
  return best < limit ? best : best / Math.max(1, leastOf(0, yardstick) / USUAL);
}

function leastOf(enough: number, work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 10 && best >= enough; i++) {
    const from = performance.now();
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, performance.now() - from, (user + system) / 1000);
  }
  return best;
}

/** What `yardstick` takes where nothing else runs, on a processor of 2020. */
const USUAL = 12;

/** Objects and texts, as decoding makes them. */
function yardstick(): void {
  const all: object[] = [];
  for (let i = 0; i < 60_000; i++) all.push({ i, text: String(i) });
}
