import { editUsage } from './edit-usage.js';
import { runWith } from './run.js';

/** `tcpip edit` alone. */
export const run = (args: readonly string[]): Promise<void> => runWith({ edit: editUsage }, args);
