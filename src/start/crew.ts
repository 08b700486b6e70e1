import { statSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';

/** Threads that work on the same run. */
export interface Crew {
  /** Through which they agree. */
  readonly shared: SharedArrayBuffer;
  /** The others, as the main thread knows them. */
  readonly workers: readonly Worker[];
  readonly isMain: boolean;
}

/** Who shares, and how much: with less, starting threads takes longer than they save. */
const LARGE: Readonly<Record<string, number>> = { decode: 1 << 28, checksum: 1 << 27 };
/** So many times as much where few packets are chosen: to read takes half of the time then. */
const FILTERED = 4;
const isFilter = (word: string): boolean => /^(-Y|--filter)/.test(word);
/** More threads than that wait for their turn, or for the memory. */
const MOST = 4;
/** Megabytes for what is new. */
const YOUNG = 6;
/** Enough for what they agree on. */
const SHARED = 128;

/**
 * Threads that take their time to start, beside this one: before anybody knows whether there is
 * something to share, but for a large file. They wait until they are told.
 */
export function crewFor(args: readonly string[], folder: string): Crew | undefined {
  const [command = '', ...rest] = args;
  const usual = Object.hasOwn(LARGE, command) ? LARGE[command] : undefined;
  if (usual === undefined) return undefined;
  const large = rest.some(isFilter) ? usual * FILTERED : usual;
  if (!rest.some((word) => sizeOf(word) >= large)) return undefined;
  const { availableParallelism } = process.getBuiltinModule('node:os');
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  const shared = new SharedArrayBuffer(SHARED);
  const options = {
    argv: [...args],
    workerData: shared,
    // Streams of theirs would be led into those of the process: once these are made, a pipe no
    // longer blocks, and who writes to it has to ask again and again.
    stdout: true,
    stderr: true,
    // Little of what they make lasts: a larger one would be filled before it is swept.
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
  };
  const workers = Array.from(
    { length: Math.min(MOST, availableParallelism()) - 1 },
    () => new Worker(`${folder}/thread.cjs`, options),
  );
  return { shared, workers, isMain: true };
}

/** 0: this is no file. */
function sizeOf(word: string): number {
  try {
    return statSync(word, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    return 0;
  }
}
