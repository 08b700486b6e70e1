import type { Layer } from '../../codec/packet.js';
import type { Evidence } from '../../codec/protocol.js';
import { ipProtocols } from '../../registries/ip-protocols.js';
import { ofHops, ofReceiver, ofSender } from '../resemblance.js';
import { ipv4Means } from '../show.js';

interface Header {
  readonly version: number;
  readonly flags: { readonly rb: boolean };
  readonly frag_offset: number;
  readonly ttl: number;
  readonly proto: number;
  readonly src: string;
  readonly dst: string;
}

const PLAIN = 20;

/** What nearly all datagrams have in common, and other bytes have by chance alone. */
export const resemblesIp = (v: Header, { length }: Layer): Evidence[] => [
  [v.version === 4 ? 4 : -40, 'version 4'],
  [length === PLAIN ? 4 : 0],
  [v.frag_offset || v.flags.rb ? -4 : 6],
  ofHops(v.ttl),
  [ipProtocols.nameOf(v.proto) ? 0 : -4],
  ofSender(ipv4Means(v.src)),
  ofReceiver(ipv4Means(v.dst)),
];
