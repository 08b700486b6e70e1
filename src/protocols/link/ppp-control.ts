import type { Reader } from '../../codec/bits.js';
import { uint } from '../../codec/fixed.js';
import { names } from '../../codec/names.js';
import { bytes } from '../../codec/parts.js';
import type { Shape } from '../../codec/tlv.js';
import { lengthAsSum } from '../words.js';

/** RFC 1661, 5; RFC 1570, 2 (identification, time remaining). */
export const codes = names({
  conf_req: [1, 'Configure-Request'],
  conf_ack: [2, 'Configure-Ack'],
  conf_nak: [3, 'Configure-Nak'],
  conf_rej: [4, 'Configure-Reject'],
  term_req: [5, 'Terminate-Request'],
  term_ack: [6, 'Terminate-Ack'],
  code_rej: [7, 'Code-Reject'],
  prot_rej: [8, 'Protocol-Reject'],
  echo_req: [9, 'Echo-Request'],
  echo_rep: [10, 'Echo-Reply'],
  disc_req: [11, 'Discard-Request'],
  ident: [12, 'Identification'],
  time_rem: [13, 'Time-Remaining'],
});

/** For CHAP and PAP too. */
export const controlLength = (length: number): string => lengthAsSum(length, 4);

/** What all protocols that set a link up begin with (RFC 1661, 5). */
export const header = {
  code: uint(8, 'Code', 'asks, grants, refuses or ends', {
    names: codes,
    filter: 'ppp.code',
    init: 'conf_req',
  }),
  identifier: uint(8, 'Identifier', 'of a request, repeated in its answer', {
    filter: 'ppp.identifier',
  }),
  length: uint(16, 'Length', 'of all of it, in bytes', {
    filter: 'ppp.length',
    means: controlLength,
  }),
};

export const shape: Shape = { key: 'type', type: 8, length: 8, counts: 'all' };
export const data = { data: bytes('Data', 'not decoded any further', { filter: 'ppp.data' }) };

/** By their own account: what stands behind is padding (RFC 1661, 2). */
export const wholeLength = (length: Reader) => ({
  headerLength: length,
  totalLength: { by: length, from: 0 },
});
