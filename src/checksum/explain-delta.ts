import { fold } from '../codec/checksum/internet.js';
import type { Look } from '../output/format.js';
import { hex4, rowLines, textLines } from './explain-rows.js';

/** A checksum after one 16-bit word was changed, without adding up all the others (RFC 1624). */
export function delta(before: number, after: number, checksum: number, look: Look): string[] {
  const first = ~checksum & 0xffff;
  const gone = ~before & 0xffff;
  const less = first + gone;
  const more = fold(less) + after;
  const sum = fold(more);
  return [
    ...textLines(`RFC 1624, equation 3: ~(~checksum + ~old word + new word)`, look),
    ...rowLines({ sign: ' ', word: first, label: `~${hex4(checksum)}, the old checksum` }, look),
    ...rowLines(
      {
        sign: '+',
        word: gone,
        sum: less,
        folded: fold(less),
        label: `~${hex4(before)}, the old word`,
      },
      look,
    ),
    ...rowLines(
      { sign: '+', word: after, sum: more, folded: fold(more), label: 'the new word' },
      look,
    ),
    ...rowLines({ sign: '~', word: sum, sum: ~sum & 0xffff, label: 'the new checksum' }, look),
  ];
}
