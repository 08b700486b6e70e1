import type { Crew } from '../start/crew.js';
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
  build: buildUsage,
  encode: encodeUsage,
  edit: editUsage,
  checksum: checksumUsage,
  diff: diffUsage,
  assert: assertUsage,
  convert: convertUsage,
  info: infoUsage,
};

/** The whole program: the most used subcommands have scripts of their own. */
export const run = (args: readonly string[], crew?: Crew): Promise<void> =>
  runWith(usages, args, crew);
