import { assertUsage } from './assert-usage.js';
import { buildUsage } from './build-usage.js';
import { checksumUsage } from './checksum-usage.js';
import { convertUsage } from './convert-usage.js';
import { decodeUsage } from './decode-usage.js';
import { diffUsage } from './diff-usage.js';
import { editUsage } from './edit-usage.js';
import { encodeUsage } from './encode-usage.js';
import { infoUsage } from './info-usage.js';
import { runWith, type Usages } from './run.js';

const usages: Usages = {
  decode: decodeUsage,
  checksum: checksumUsage,
  build: buildUsage,
  encode: encodeUsage,
  convert: convertUsage,
  diff: diffUsage,
  assert: assertUsage,
  info: infoUsage,
  edit: editUsage,
};

/** The whole program: the most used subcommands have scripts of their own. */
export const run = (args: readonly string[]): Promise<void> => runWith(usages, args);
