import { uint } from '../../codec/fixed.js';
import { names } from '../../codec/names.js';
import { protocol } from '../../codec/protocol.js';

const classes = names({
  type1: [1, 'Type 1 (class I)'],
  type2: [2, 'Type 2'],
  types1_2: [3, 'Types 1 and 2 (class II)'],
  type3: [4, 'Type 3'],
  types1_3: [5, 'Types 1 and 3 (class III)'],
  types2_3: [6, 'Types 2 and 3'],
  types1_2_3: [7, 'Types 1, 2 and 3 (class IV)'],
});

/** What an LLC station says of itself (IEEE 802.2, 5.4.1.1.2). */
export const basicxid = protocol({
  name: 'basicxid',
  title: 'LLC exchange identification',
  short: 'XID',
  rfc: 'IEEE 802.2',
  carriedBy: { 'llc.xid': 0 },
  fields: {
    'llc.xid.format': uint(8, 'Format', '129: the basic one', { init: 0x81 }),
    'llc.xid.types': uint(8, 'Types', 'of operation that it knows', { names: classes, init: 1 }),
    'llc.xid.wsize': uint(7, 'Window', 'frames that it takes unacknowledged'),
    'llc.xid.reserved': uint(1, 'Reserved', 'zero'),
  },
  rules: () => ({
    summary: (v) => classes.textOf(v.llc.xid.types) ?? `types ${v.llc.xid.types}`,
  }),
});
