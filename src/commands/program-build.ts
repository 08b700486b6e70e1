import type { Crew } from '../start/crew.js';
import { buildUsage } from './build-usage.js';
import { runWith } from './run.js';

/** `tcpip build` alone: the less a script holds, the sooner it runs. */
export const run = (args: readonly string[], crew?: Crew): Promise<void> =>
  runWith({ build: buildUsage }, args, crew);
