import type { Look } from '../output/format.js';
import { explainCrc } from './explain-crc.js';
import { explainInternet } from './explain-internet.js';
import { textLines } from './explain-rows.js';
import type { Sum } from './sums.js';

/** How a checksum is made, line by line, as a person would do it on paper. */
export function explain(sum: Sum, look: Look & { full: boolean }): string[] {
  const { name, status, reason, seal } = sum;
  if (status === 'absent') return textLines(`${name}: no checksum: ${reason ?? ''}`, look);
  if (status === 'unverified') return textLines(`${name}: cannot be worked out: ${reason}`, look);
  return seal.algorithm === 'internet' ? explainInternet(sum, look) : explainCrc(sum, look);
}
