import type { Crew } from '../start/crew.js';
import { decodeUsage } from './decode-usage.js';
import { runWith } from './run.js';

/** `tcpip decode` alone: the less a script holds, the sooner it runs. */
export const run = (args: readonly string[], crew?: Crew): Promise<void> =>
  runWith({ decode: decodeUsage }, args, crew);
