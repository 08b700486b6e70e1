import type { Crew } from '../start/crew.js';
import { convertUsage } from './convert-usage.js';
import { runWith } from './run.js';

/** `tcpip convert` alone. */
export const run = (args: readonly string[], crew?: Crew): Promise<void> =>
  runWith({ convert: convertUsage }, args, crew);
