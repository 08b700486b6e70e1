import { flag, uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { etherTypes } from '../../registries/ethertypes.js';
import { hex } from '../show.js';
import { isLength, isRawIpx, lengthOrType } from './length-or-type.js';

/**
 * A tag that a provider puts around a customer's. Wireshark joins two of them in one layer, as
 * `svid` and `cvid`; here each tag is a layer.
 */
export const ieee8021ad = protocol({
  name: 'ieee8021ad',
  title: '802.1ad service tag',
  rfc: 'IEEE 802.1Q',
  carriedBy: { ethertype: 0x88a8 },
  fields: {
    priority: uint(3, 'Priority', 'which frames go first'),
    dei: flag('Drop eligible', 'may be dropped before others where a queue is full'),
    id: uint(12, 'Service VLAN', "the provider's network that the frame belongs to"),
    etype: uint(16, 'EtherType', 'what the payload is; up to 1500 its length', {
      names: etherTypes,
      show: (value) => (isLength(value) ? String(value) : hex(4)(value)),
      alias: { key: 'len', when: isLength },
      filter: 'ieee8021ah.etype',
    }),
  },
  rules: (f) => ({
    totalLength: (b, o) => (isLength(f.etype(b, o)) ? 4 + f.etype(b, o) : -1),
    selects: {
      ethertype: (b, o) => (isLength(f.etype(b, o)) ? -1 : f.etype(b, o)),
      'eth.len': (b, o, body) => (isLength(f.etype(b, o)) && !isRawIpx(b, body) ? 0 : -1),
    },
    derived: { etype: lengthOrType },
    summary: (v) => `service VLAN ${v.id}${v.priority ? `, priority ${v.priority}` : ''}`,
  }),
});
