import { flag, uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { lengthOrType, payloadBy, toLengthOrType } from './length-or-type.js';

/**
 * A tag that a provider puts around a customer's. Each is a layer, also where tshark joins two of
 * them in one, as `svid` and `cvid`; and it may end in a length, which tshark does not know.
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
    etype: lengthOrType(undefined, { filter: 'ieee8021ah.etype' }),
  },
  rules: (f) => ({
    ...payloadBy(f.etype),
    derived: { etype: toLengthOrType },
    summary: (v) => `service VLAN ${v.id}${v.priority ? `, priority ${v.priority}` : ''}`,
  }),
});
