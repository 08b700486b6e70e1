import type { PacketJson } from '../../src/index.js';

type Layers = PacketJson['layers'];

/** A packet as a person would write it: all that can be computed is left out. */
export interface Built {
  readonly family: string;
  readonly description: string;
  readonly linktype?: number;
  readonly layers: Layers;
}

const eth = { protocol: 'eth', fields: { dst: '02:00:00:00:00:02', src: '02:00:00:00:00:01' } };
const ip = { protocol: 'ip', fields: { src: '192.0.2.1', dst: '198.51.100.2' } };
const data = (hex: string) => ({ protocol: 'data', fields: { data: hex } });

export const built: readonly Built[] = [
  {
    family: 'built',
    description: 'a SYN with the common options',
    layers: [
      eth,
      ip,
      {
        protocol: 'tcp',
        fields: {
          srcport: 51234,
          dstport: 443,
          seq: 1000,
          flags: ['syn'],
          options: [
            { name: 'mss', mss_val: 1460 },
            { name: 'sack_perm' },
            { name: 'timestamp', timestamp: { tsval: 1, tsecr: 0 } },
            { name: 'nop' },
            { name: 'wscale', wscale: { shift: 7 } },
          ],
        },
      },
    ],
  },
  {
    family: 'built',
    description: 'UDP with data',
    layers: [
      eth,
      ip,
      { protocol: 'udp', fields: { srcport: 40000, dstport: 9 } },
      data('68656c6c6f'),
    ],
  },
];
