import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** More threads than that wait for their turn, or for the memory. */
const MOST = 4;

/** Threads that run the same command beside this one. */
export function startThreads(workerData: unknown): Worker[] {
  const argv = process.argv.slice(2);
  // Streams of theirs would be led into those of the process: once these are made, a pipe no longer
  // blocks, and who writes to it has to ask again and again.
  const streams = { stdout: true, stderr: true };
  return Array.from(
    { length: Math.min(MOST, availableParallelism()) - 1 },
    () => new Worker(`${import.meta.dirname}/cli.cjs`, { argv, workerData, ...streams }),
  );
}
