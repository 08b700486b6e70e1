import { flag, uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { ofType, RARELY_FIRST } from '../resemblance.js';
import { lengthOrType, payloadBy, toLengthOrType } from './length-or-type.js';
import { tagLine } from './tag-line.js';
import { priorities, vlanChecks, vlanMeans } from './vlan.js';

/**
 * A tag that a provider puts around a customer's. Each is a layer, also where tshark joins two of
 * them in one, as `svid` and `cvid`; and it may end in a length, which tshark does not know.
 */
export const ieee8021ad = protocol({
  name: 'ieee8021ad',
  title: '802.1ad service tag',
  short: '802.1ad',
  rfc: 'IEEE 802.1Q',
  carriedBy: { ethertype: 0x88a8 },
  namesUnder: ['ieee8021ah'],
  example: { id: 1 },
  fields: {
    priority: uint(3, 'Priority', 'which frames go first', { names: priorities }),
    dei: flag('Drop eligible', 'may be dropped before others'),
    id: uint(12, 'Service VLAN', "the provider's network that the frame belongs to", {
      means: vlanMeans,
    }),
    etype: lengthOrType(undefined, { filter: 'ieee8021ah.etype' }),
  },
  rules: (f) => ({
    ...payloadBy(f.etype),
    derived: { etype: toLengthOrType },
    resembles: (v) => [ofType(v.etype), [v.etype === 0x8100 ? 2 : -4], RARELY_FIRST],
    checks: vlanChecks,
    line: tagLine(f),
  }),
});
