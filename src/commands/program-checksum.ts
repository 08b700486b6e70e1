import type { Crew } from '../start/crew.js';
import { checksumUsage } from './checksum-usage.js';
import { runWith } from './run.js';

/** `tcpip checksum` alone. */
export const run = (args: readonly string[], crew?: Crew): Promise<void> =>
  runWith({ checksum: checksumUsage }, args, crew);
