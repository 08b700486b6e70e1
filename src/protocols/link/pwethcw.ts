import { uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';

/** Ahead of an Ethernet frame in MPLS, so that its first bits are not taken for those of IP. */
export const pwethcw = protocol({
  name: 'pwethcw',
  title: 'Ethernet pseudowire control word',
  short: 'PW control word',
  rfc: 'RFC 4448',
  carriedBy: { 'mpls.pfn': 0 },
  namesUnder: ['pweth'],
  fields: {
    nibble: uint(4, 'Nibble', 'zero: neither IPv4 nor IPv6'),
    reserved: uint(12, 'Reserved', 'zero'),
    sequence_number: uint(16, 'Sequence number', '0: frames are not counted', {
      filter: 'pweth.cw.sequence_number',
    }),
  },
  rules: () => ({
    selects: { linktype: () => 1 },
    summary: (v) => `sequence number ${v.sequence_number}`,
  }),
});
