import type { Crew } from '../start/crew.js';
import { editUsage } from './edit-usage.js';
import { runWith } from './run.js';

/** `tcpip edit` alone. */
export const run = (args: readonly string[], crew?: Crew): Promise<void> =>
  runWith({ edit: editUsage }, args, crew);
