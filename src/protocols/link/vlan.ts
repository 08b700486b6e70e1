import { flag, uint } from '../../codec/fixed.js';
import { names } from '../../codec/names.js';
import { protocol } from '../../codec/protocol.js';
import { lengthOrType, payloadBy, toLengthOrType } from './length-or-type.js';

/** Recommendations of IEEE 802.1Q, I.4. */
const priorities = names({
  best_effort: [0, 'Best effort'],
  background: [1, 'Background'],
  excellent_effort: [2, 'Excellent effort'],
  critical_applications: [3, 'Critical applications'],
  video: [4, 'Video, less than 100 ms'],
  voice: [5, 'Voice, less than 10 ms'],
  internetwork_control: [6, 'Internetwork control'],
  network_control: [7, 'Network control'],
});

export const vlan = protocol({
  name: 'vlan',
  title: '802.1Q tag',
  rfc: 'IEEE 802.1Q',
  // 0x9100 came before 802.1ad, for tags around tags.
  carriedBy: { ethertype: [0x8100, 0x9100] },
  fields: {
    priority: uint(3, 'Priority', 'which frames go first', { names: priorities }),
    dei: flag('Drop eligible', 'may be dropped before others where a queue is full'),
    id: uint(12, 'VLAN', 'the virtual network that the frame belongs to', {
      means: (id) => (id === 0 ? 'no VLAN, priority alone' : undefined),
    }),
    etype: lengthOrType(),
  },
  rules: (f) => ({
    ...payloadBy(f.etype),
    derived: { etype: toLengthOrType },
    checks: [
      {
        severity: 'warning',
        field: 'id',
        when: (v) => v.id === 4095,
        text: 'VLAN 4095 is reserved',
        rfc: 'IEEE 802.1Q, 9.6',
      },
    ],
    summary: (v) => `VLAN ${v.id}${v.priority ? `, priority ${v.priority}` : ''}`,
  }),
});
