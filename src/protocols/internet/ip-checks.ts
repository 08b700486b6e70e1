import { QUOTED } from '../../codec/dissect.js';
import type { Layer } from '../../codec/packet.js';
import type { Severity } from '../../codec/protocol.js';
import { ipProtocols } from '../../registries/ip-protocols.js';
import { ipFragmentChecks } from './ip-fragment-checks.js';
import { isOnWire, isOtherGroup } from './ip-frame.js';
import { ipOptionChecks } from './ip-option-checks.js';

/** What the checks look at. */
interface Header {
  readonly version: number;
  readonly hdr_len: number;
  readonly len: number;
  readonly flags: { readonly rb: boolean; readonly df: boolean; readonly mf: boolean };
  readonly frag_offset: number;
  readonly ttl: number;
  readonly id: number;
  readonly proto: number;
  readonly src: string;
  readonly dst: string;
  readonly opt?: readonly Record<string, unknown>[] | undefined;
}

interface Check {
  readonly severity: Severity;
  readonly field: string;
  readonly when: (v: Header, layer: Layer) => boolean;
  readonly text: string | ((v: Header) => string);
  readonly rfc?: string;
}

const first = (address: string): number => Number(address.slice(0, address.indexOf('.')));
const isMulticast = (address: string): boolean => first(address) >> 4 === 14;

/** 224.0.0.0/24, but for VRRP, GLBP, mDNS and LLMNR, which have their own rules. */
const isLocalGroup = (address: string): boolean =>
  address.startsWith('224.0.0.') && !/\.(18|102|251|252)$/.test(address);

/** OSPF and PIM speak to their neighbours. */
const isRouting = (proto: number): boolean => proto === 89 || proto === 103;

const isShort = ({ ttl, dst, proto }: Header): boolean =>
  ttl > 0 && ttl < 5 && !isMulticast(dst) && !isRouting(proto);

/** What an error message quotes has come to its end: traceroute is made of it. */
const isQuoted = ({ flags }: Layer): boolean => (flags & QUOTED) !== 0;

/** Reserved, and what stands where nothing was said. */
const NOTHING = 255;
const BROADCAST = '255.255.255.255';

/** The lower 23 bits of a group stand in its frame's address (RFC 1112, 6.4). */
function groupFrame(group: string): string {
  const [, b = 0, c = 0, d = 0] = group.split('.').map(Number);
  return ['01:00:5e', ...[b & 127, c, d].map((n) => n.toString(16).padStart(2, '0'))].join(':');
}

/** VRRP (RFC 5798, 5.1.1.3), GLBP and mDNS (RFC 6762, 11) want to see that no router forwarded. */
const WATCHED = ['224.0.0.18', '224.0.0.102', '224.0.0.251'];
const isWatched = (address: string): boolean => WATCHED.includes(address);

export const ipChecks: readonly Check[] = [
  {
    severity: 'error',
    field: 'version',
    when: (v) => v.version !== 4,
    text: (v) => `version ${v.version}, not 4`,
    rfc: 'RFC 791, 3.1',
  },
  {
    severity: 'note',
    field: 'len',
    when: (v) => v.len === 0,
    text: 'total length 0: left to the network card, which was to cut the segment (TSO)',
  },
  {
    severity: 'warning',
    field: 'flags.rb',
    when: (v) => v.flags.rb,
    text: 'the reserved bit is set',
    rfc: 'RFC 791, 3.1',
  },
  {
    severity: 'warning',
    field: 'ttl',
    when: (v, layer) => v.ttl === 0 && !isQuoted(layer),
    text: 'time to live 0: the packet must not leave a host',
    rfc: 'RFC 1122, 3.2.1.7',
  },
  {
    severity: 'note',
    field: 'ttl',
    when: (v) => v.ttl > 1 && isLocalGroup(v.dst),
    text: (v) => `time to live ${v.ttl} to a group that no router forwards: 1 is usual`,
    rfc: 'RFC 5771, 4',
  },
  {
    severity: 'note',
    field: 'ttl',
    when: (v) => v.ttl !== 255 && isWatched(v.dst),
    text: (v) => `time to live ${v.ttl}: 255 shows receivers that no router forwarded it`,
    rfc: 'RFC 5082, 3',
  },
  {
    severity: 'note',
    field: 'ttl',
    when: (v, layer) => isShort(v) && !isQuoted(layer),
    text: (v) => `time to live ${v.ttl}: the packet does not get far`,
  },
  {
    severity: 'warning',
    field: 'src',
    when: (v) => isMulticast(v.src) || v.src === BROADCAST,
    text: (v) => `${v.src} cannot be a sender`,
    rfc: 'RFC 1122, 3.2.1.3',
  },
  {
    severity: 'warning',
    field: 'dst',
    when: (v) => v.dst === '0.0.0.0',
    text: '0.0.0.0 cannot be a receiver',
    rfc: 'RFC 1122, 3.2.1.3',
  },
  {
    severity: 'warning',
    field: 'dst',
    when: (v) => v.src === v.dst && first(v.src) !== 127,
    text: 'source and destination are the same, as in the LAND attack',
  },
  {
    severity: 'warning',
    field: 'src',
    when: (v, layer) => first(v.src) === 127 && isOnWire(layer),
    text: 'a loopback address must not leave its host',
    rfc: 'RFC 1122, 3.2.1.3',
  },
  {
    severity: 'warning',
    field: 'dst',
    when: (v, layer) => first(v.dst) === 127 && isOnWire(layer),
    text: 'a loopback address must not leave its host',
    rfc: 'RFC 1122, 3.2.1.3',
  },
  {
    severity: 'warning',
    field: 'src',
    when: (v) => first(v.src) >= 240 && v.src !== BROADCAST,
    text: (v) => `${v.src} is reserved: no host has it`,
    rfc: 'RFC 1112, 4',
  },
  {
    severity: 'warning',
    field: 'dst',
    when: (v, layer) => isMulticast(v.dst) && isOtherGroup(layer, groupFrame(v.dst)),
    text: 'the Ethernet destination is that of another group',
    rfc: 'RFC 1112, 6.4',
  },
  {
    severity: 'warning',
    field: 'dst',
    when: (v, layer) =>
      !isMulticast(v.dst) && v.dst !== BROADCAST && isOtherGroup(layer, 'no group'),
    text: 'to one host, in the Ethernet frame of a group: hosts discard that',
    rfc: 'RFC 1122, 3.3.6',
  },
  {
    severity: 'note',
    field: 'len',
    when: (v, layer) => v.len > 1500 && isOnWire(layer),
    text: 'more than the 1500 bytes of Ethernet: a jumbo frame, or left to the network card (TSO)',
    rfc: 'RFC 894',
  },
  {
    severity: 'note',
    field: 'proto',
    when: (v) => ipProtocols.nameOf(v.proto) === undefined,
    text: (v) => `protocol ${v.proto} is not assigned`,
  },
  {
    severity: 'warning',
    field: 'proto',
    when: ({ flags, frag_offset, proto }, { body, stop }) =>
      body >= stop && proto !== NOTHING && !flags.mf && frag_offset === 0,
    text: (v) =>
      `${ipProtocols.textOf(v.proto) ?? `protocol ${v.proto}`} is announced, and nothing follows`,
  },
  ...ipFragmentChecks,
  ...ipOptionChecks,
];
