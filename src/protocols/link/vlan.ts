import { flag, uint } from '../../codec/fixed.js';
import { names } from '../../codec/names.js';
import type { Layer } from '../../codec/packet.js';
import { protocol } from '../../codec/protocol.js';
import { etherTypes } from '../../registries/ethertypes.js';
import { ofType, RARELY_FIRST } from '../resemblance.js';
import { hex } from '../show.js';
import { EXPERIMENTAL, lengthOrType, payloadBy, toLengthOrType } from './length-or-type.js';
import { tagLine } from './tag-line.js';

/** Recommendations of IEEE 802.1Q, I.4. */
export const priorities = names({
  best_effort: [0, 'Best effort'],
  background: [1, 'Background'],
  excellent_effort: [2, 'Excellent effort'],
  critical_applications: [3, 'Critical applications'],
  video: [4, 'Video, less than 100 ms'],
  voice: [5, 'Voice, less than 10 ms'],
  internetwork_control: [6, 'Internetwork control'],
  network_control: [7, 'Network control'],
});

/** IEEE 802.1Q, 9.6: three identifiers with a use of their own. */
export function vlanMeans(id: number): string | undefined {
  if (id === 0) return 'no VLAN, priority alone';
  if (id === 1) return 'the default of bridge ports';
  return id === 4095 ? 'reserved' : undefined;
}

/** IEEE 802.1Q, 9.6. */
const RESERVED = 4095;

interface Tag {
  readonly id: number;
  readonly etype?: number | undefined;
}
/** For both kinds of tags. */
export const vlanChecks = [
  {
    severity: 'warning',
    field: 'id',
    when: (v: Tag) => v.id === RESERVED,
    text: 'VLAN 4095 is reserved',
    rfc: 'IEEE 802.1Q, 9.6',
  },
  {
    severity: 'warning',
    field: 'etype',
    when: ({ etype }: Tag, { body, stop, limit }: Layer) =>
      etype !== EXPERIMENTAL && body >= stop && stop === limit,
    text: ({ etype = 0 }: Tag) =>
      `${etherTypes.textOf(etype) ?? hex(4)(etype)} is announced, and nothing follows`,
  },
] as const;

export const vlan = protocol({
  name: 'vlan',
  title: '802.1Q tag',
  short: '802.1Q',
  rfc: 'IEEE 802.1Q',
  // 0x9100 came before 802.1ad, for tags around tags.
  carriedBy: { ethertype: [0x8100, 0x9100] },
  example: { id: 1 },
  fields: {
    priority: uint(3, 'Priority', 'which frames go first', { names: priorities }),
    dei: flag('Drop eligible', 'may be dropped before others'),
    id: uint(12, 'VLAN', 'the virtual network that the frame belongs to', {
      means: vlanMeans,
    }),
    etype: lengthOrType(),
  },
  rules: (f) => ({
    ...payloadBy(f.etype),
    derived: { etype: toLengthOrType },
    resembles: (v) => [ofType(v.etype), [v.priority || v.dei ? -3 : 0], RARELY_FIRST],
    checks: vlanChecks,
    plain: (b, o, { body, stop }) => f.id(b, o) !== RESERVED && body < stop,
    line: tagLine(f),
  }),
});
