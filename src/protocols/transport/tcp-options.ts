import { uint } from '../../codec/fixed.js';
import { list } from '../../codec/parts.js';
import { option, tlv } from '../../codec/tlv.js';

/** RFC 9293, 3.1; the kinds of IANA's list that have a public form. */
export const tcpOptions = tlv(
  'Options',
  'padded to 32 bits',
  { key: 'kind', type: 8, length: 8, counts: 'all', single: [0, 1], end: 0 },
  {
    eol: option(0, 'End of options'),
    nop: option(1, 'No operation'),
    mss: option(2, 'Maximum segment size', {
      mss_val: uint(16, 'MSS', 'largest segment that the sender takes'),
    }),
    wscale: option(3, 'Window scale', {
      'wscale.shift': uint(8, 'Shift count', 'the window is shifted left by this', {
        means: (v) => `windows times ${2 ** v}`,
      }),
    }),
    sack_perm: option(4, 'SACK permitted'),
    sack: option(5, 'SACK', {
      sack: list('Blocks', 'data that arrived out of order', {
        le: uint(32, 'Left edge', 'first sequence number of the block', {
          filter: 'tcp.options.sack_le',
        }),
        re: uint(32, 'Right edge', 'the sequence number behind the block', {
          filter: 'tcp.options.sack_re',
        }),
      }),
    }),
    timestamp: option(8, 'Timestamps', {
      'timestamp.tsval': uint(32, 'Value', 'clock of the sender'),
      'timestamp.tsecr': uint(32, 'Echo reply', 'clock last seen from the other end'),
    }),
  },
);
