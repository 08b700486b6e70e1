import { parseIpv6 } from '../../codec/address.js';
import { QUOTED } from '../../codec/dissect.js';
import type { Layer } from '../../codec/packet.js';
import type { Severity } from '../../codec/protocol.js';
import { ipProtocols } from '../../registries/ip-protocols.js';
import { isOnWire, isOtherGroup } from './ip-frame.js';

export interface Check<V> {
  readonly severity: Severity;
  readonly field?: string;
  readonly when: (v: V, layer: Layer) => boolean;
  readonly text: string | ((v: V) => string);
  readonly rfc?: string;
}

interface Header {
  readonly version: number;
  readonly plen: number;
  readonly nxt: number;
  readonly hlim: number;
  readonly src: string;
  readonly dst: string;
}

export interface Option {
  readonly [key: string]: unknown;
  readonly name?: string | undefined;
}

const isMulticast = (address: string): boolean => /^ff[\da-f]{2}:/.test(address);

export const optionsOf = (layer: Layer | undefined): readonly Option[] => layer?.fields.opt ?? [];
export const isJumbo = ({ name }: Option): boolean => name === 'jumbo';

export interface Next {
  readonly nxt: number;
}
/** For the IPv6 header, and for all that follow it. */
export const nextChecks: readonly Check<Next>[] = [
  {
    severity: 'note',
    field: 'nxt',
    when: (v, { body, stop }) => v.nxt === NOTHING && body < stop,
    text: 'no next header, and still something follows: receivers ignore it',
    rfc: 'RFC 8200, 4.7',
  },
  {
    severity: 'note',
    field: 'nxt',
    when: (v) => ipProtocols.nameOf(v.nxt) === undefined,
    text: (v) => `next header ${v.nxt} is not assigned`,
  },
  {
    severity: 'warning',
    field: 'nxt',
    when: (v, { body, stop }) => v.nxt !== NOTHING && body >= stop,
    text: (v) =>
      `${ipProtocols.textOf(v.nxt) ?? `next header ${v.nxt}`} is announced, and nothing follows`,
  },
];

const LOOPBACK = '::1';
const NOTHING = 59;

/** The last four bits of a group's first two bytes (RFC 4291, 2.7). */
const scopeOf = (address: string): number | undefined =>
  isMulticast(address) ? Number.parseInt(address.charAt(3), 16) : undefined;

/** RFC 2464, 7. */
function groupFrame(group: string): string {
  const last = [...(parseIpv6(group) ?? [])].slice(12);
  return ['33', '33', ...last.map((byte) => byte.toString(16).padStart(2, '0'))].join(':');
}

export const ipv6Checks: readonly Check<Header>[] = [
  {
    severity: 'error',
    field: 'version',
    when: (v) => v.version !== 6,
    text: (v) => `version ${v.version}, not 6`,
    rfc: 'RFC 8200, 3',
  },
  {
    severity: 'note',
    field: 'plen',
    when: (v, { inner }) => v.plen === 0 && v.nxt !== 59 && v.nxt !== 0 && inner !== undefined,
    text: 'payload length 0: left to the network card, which was to cut the segment (TSO)',
  },
  {
    severity: 'error',
    field: 'plen',
    when: (v, { inner }) => v.plen === 0 && v.nxt === 0 && !optionsOf(inner).some(isJumbo),
    text: 'payload length 0, and no jumbo payload option that tells it',
    rfc: 'RFC 2675, 3',
  },
  {
    severity: 'warning',
    field: 'src',
    when: (v) => isMulticast(v.src),
    text: 'a group cannot be a sender',
    rfc: 'RFC 4291, 2.7',
  },
  {
    severity: 'warning',
    field: 'dst',
    when: (v) => v.dst === '::',
    text: 'the unspecified address cannot be a receiver',
    rfc: 'RFC 4291, 2.5.2',
  },
  {
    severity: 'warning',
    field: 'hlim',
    when: (v, { flags }) => v.hlim === 0 && (flags & QUOTED) === 0,
    text: 'hop limit 0: no router forwards the packet',
    rfc: 'RFC 8200, 3',
  },
  {
    severity: 'warning',
    field: 'dst',
    when: (v) => v.src === v.dst && v.src !== LOOPBACK && v.src !== '::',
    text: 'source and destination are the same, as in the LAND attack',
  },
  ...(['src', 'dst'] as const).map((field) => ({
    severity: 'error' as const,
    field,
    when: (v: Header, layer: Layer) => v[field] === LOOPBACK && isOnWire(layer),
    text: 'the loopback address must not leave its node',
    rfc: 'RFC 4291, 2.5.3',
  })),
  {
    severity: 'warning',
    field: 'dst',
    when: (v) => scopeOf(v.dst) === 0 || scopeOf(v.dst) === 15,
    text: (v) => `scope ${scopeOf(v.dst)} of a group is reserved`,
    rfc: 'RFC 4291, 2.7',
  },
  {
    severity: 'warning',
    field: 'dst',
    when: (v, layer) => scopeOf(v.dst) === 1 && isOnWire(layer),
    text: 'a group of one interface alone must not leave its node',
    rfc: 'RFC 4291, 2.7',
  },
  {
    severity: 'warning',
    field: 'dst',
    when: (v, layer) => isMulticast(v.dst) && isOtherGroup(layer, groupFrame(v.dst)),
    text: 'the Ethernet destination is that of another group',
    rfc: 'RFC 2464, 7',
  },
  {
    severity: 'warning',
    field: 'dst',
    when: (v, layer) => !isMulticast(v.dst) && isOtherGroup(layer, 'no group'),
    text: 'to one node, in the Ethernet frame of a group',
    rfc: 'RFC 2464, 7',
  },
  ...nextChecks,
];
