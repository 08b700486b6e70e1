import type { Crew } from '../start/crew.js';
import { Turns } from './turns.js';

let crew: Crew | undefined;

/** Who shares the work of this run; undefined: the main thread does all of it. */
export const crewOfRun = (): Crew | undefined => crew;

/** This one was started to help. */
export const isHelper = (): boolean => crew?.isMain === false;

/** A helper gets ready, and waits until there is something to share. */
export async function join(given: Crew): Promise<void> {
  crew = given;
  if (given.isMain) return;
  await import('../protocols/index.js');
  new Turns(given.shared).awaitBegin();
}

/** There is nothing to share. */
export function dismiss(): undefined {
  for (const worker of crew?.workers ?? []) void worker.terminate();
  crew = undefined;
  return undefined;
}
