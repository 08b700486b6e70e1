import { checksumUsage } from './checksum-usage.js';
import { runWith } from './run.js';

/** `tcpip checksum` alone. */
export const run = (args: readonly string[]): Promise<void> =>
  runWith({ checksum: checksumUsage }, args);
