import type { Addresses } from '../../codec/checksum/seal.js';
import { choice } from '../../codec/choice.js';
import { flag, ipv6, uint } from '../../codec/fixed.js';
import { list } from '../../codec/list.js';
import { names } from '../../codec/names.js';
import { bytes } from '../../codec/parts.js';
import { protocol } from '../../codec/protocol.js';
import { option, tlv } from '../../codec/tlv.js';
import { hex, ipv6Means } from '../show.js';
import { counted } from '../words.js';
import { orderChecks } from './ipv6-extension-checks.js';
import { extensionLength, lengthOf, nextHeader } from './ipv6-extensions.js';
import { rerouted } from './ipv6-reroute.js';

/** IANA, IPv6 parameters: routing types. */
const types = names({
  source_route: [0, 'Source route (deprecated)'],
  nimrod: [1, 'Nimrod (deprecated)'],
  mobility: [2, 'Mobile IPv6'],
  rpl: [3, 'RPL source route'],
  srh: [4, 'Segment routing'],
  crh16: [5, 'Compact routing, 16 bits'],
  crh32: [6, 'Compact routing, 32 bits'],
});

const stop = (help: string) => ipv6('Address', help, { means: ipv6Means });
const reserved = uint(32, 'Reserved', 'must be zero', { show: hex(8) });

/** RFC 8754, 2.1. */
const segmentTlvs = tlv(
  'TLVs',
  'more about the segments',
  { key: 'type', type: 8, length: 8, counts: 'value', single: [0] },
  {
    pad1: option(0, 'Pad1'),
    padn: option(4, 'PadN', { padn: bytes('Padding', 'zeros') }),
    hmac: option(5, 'HMAC', {
      d: flag('Unverified', 'the destination address is not covered'),
      reserved: uint(15, 'Reserved', 'must be zero'),
      key_id: uint(32, 'Key id', 'of the shared secret'),
      hmac: bytes('HMAC', 'keyed hash over the addresses'),
    }),
  },
);

const segments = {
  ...list('Segments', 'the last stop first', stop('of a segment'), {
    count: { of: 'srh.last_entry', plus: -1 },
  }),
  // There is no header without a segment (RFC 8754, 2).
  init: ['::'],
};

/** RFC 6554, 3: addresses without the bytes that they share with the destination. */
const compressed = {
  'rpl.cmprI': uint(4, 'Left out', 'bytes at the front of each address but the last'),
  'rpl.cmprE': uint(4, 'Left out of last', 'bytes at the front of the last address'),
  'rpl.pad': uint(4, 'Padding', 'bytes at the end'),
  'rpl.reserved': uint(20, 'Reserved', 'must be zero'),
  'rpl.address': list(
    'Addresses',
    'stops, but for the last one',
    bytes('Address', 'what is left of it', { length: (v) => 16 - v.rpl.cmprI }),
    { count: ({ len, rpl }) => compressedCount(8 * len - rpl.pad, rpl.cmprI, rpl.cmprE) },
  ),
  'rpl.final': bytes('Last address', 'what is left of it', {
    filter: 'ipv6.routing.rpl.address',
    length: ({ rpl }) => 16 - rpl.cmprE,
  }),
  'rpl.padding': bytes('Padding', 'up to a multiple of 8 bytes'),
};

/** How many addresses stand before the last one. */
function compressedCount(size: number, inner: number, last: number): number {
  return Math.floor((size - (16 - last)) / (16 - inner));
}

export const routing = protocol({
  name: 'ipv6.routing',
  title: 'IPv6 Routing',
  short: 'Routing',
  rfc: 'RFC 8200',
  carriedBy: { 'ip.proto': 43 },
  onlyOver: 'ipv6',
  fields: {
    nxt: nextHeader,
    len: extensionLength,
    type: uint(8, 'Type', 'kind of route', { names: types, init: 4 }),
    segleft: uint(8, 'Segments left', 'stops that are still to be visited', {
      means: (v) => (v === 0 ? 'none: the packet has arrived' : `${counted(v, 'stop')} to go`),
    }),
    body: choice(
      'type',
      {
        0: {
          'src.reserved': reserved,
          'src.addr': list('Addresses', 'stops, in this order', stop('of a stop')),
        },
        2: { 'mipv6.reserved': reserved, 'mipv6.home_address': stop('of the mobile node') },
        3: compressed,
        4: {
          'srh.last_entry': uint(8, 'Last entry', 'index of the last segment', {
            means: (v) => counted(v + 1, 'segment'),
          }),
          'srh.flags': uint(8, 'Flags', 'none is assigned', { show: hex(2) }),
          'srh.tag': uint(16, 'Tag', 'marks packets of a class', { show: hex(4) }),
          'srh.addr': segments,
          'srh.tlv': segmentTlvs,
        },
      },
      { unknown_data: bytes('Data', 'of a type that has no form here') },
      { exact: true },
    ),
  },
  rules: (f) => ({
    headerLength: (b, o) => 8 * f.len(b, o) + 8,
    selects: { 'ip.proto': f.nxt },
    derived: { nxt: 'next', len: lengthOf },
    align: { to: 8, unless: 'len' },
    onTheWay: true,
    // On the way the destination field holds the next stop only (RFC 8200, 8.1).
    reroutes(b, o, body, found) {
      const last = f.segleft(b, o) > 0 ? lastStop(b, o, body, f.type(b, o), found) : undefined;
      return last?.length === 16 ? rerouted(found, { dst: last }) : found;
    },
    checks: [
      ...orderChecks,
      {
        severity: 'warning',
        field: 'type',
        when: (v) => v.segleft > 0 && (types.nameOf(v.type) === undefined || v.type === 1),
        text: 'an unknown kind of route: receivers drop the packet',
        rfc: 'RFC 8200, 4.4',
      },
      {
        severity: 'note',
        field: 'type',
        when: (v) => v.segleft === 0 && (types.nameOf(v.type) === undefined || v.type === 1),
        text: 'an unknown kind of route: receivers skip it',
        rfc: 'RFC 8200, 4.4',
      },
      {
        severity: 'error',
        field: 'len',
        when: (v) => v.type === 0 && v.len % 2 !== 0,
        text: 'the length does not fit whole addresses',
        rfc: 'RFC 2460, 4.4',
      },
      {
        severity: 'warning',
        when: ({ src, srh }) => (src?.addr ?? srh?.addr ?? []).some(isGroup),
        text: 'a group among the stops of the route',
        rfc: 'RFC 2460, 4.4',
      },
      {
        severity: 'note',
        field: 'type',
        when: (v) => v.type === 0,
        text: 'hosts and routers ignore this type: it served to overload the network',
        rfc: 'RFC 5095, 3',
      },
      {
        severity: 'note',
        field: 'rpl.reserved',
        when: ({ rpl }) => (rpl?.reserved ?? 0) !== 0,
        text: 'reserved bits are set',
        rfc: 'RFC 6554, 3',
      },
      {
        severity: 'error',
        field: 'segleft',
        when: (v) => v.segleft > stopsOf(v),
        text: 'more segments left than there are addresses',
        rfc: 'RFC 8200, 4.4',
      },
      {
        severity: 'warning',
        field: 'segleft',
        when: (v) => v.type === 2 && v.segleft !== 1,
        text: 'exactly one segment is to be left in this type',
        rfc: 'RFC 6275, 6.4.1',
      },
    ],
    summary: (v) => `${types.textOf(v.type) ?? `type ${v.type}`}, ${v.segleft} left`,
  }),
});

const isGroup = (address: string): boolean => address.startsWith('ff');

interface Stops {
  readonly src?: { readonly addr?: readonly string[] };
  readonly srh?: { readonly addr?: readonly string[] };
  readonly rpl?: { readonly address?: readonly unknown[]; readonly final?: unknown };
}

/** Where nothing is known of them there may be any number. */
function stopsOf({ src, srh, rpl }: Stops): number {
  if (rpl?.final !== undefined) return (rpl.address?.length ?? 0) + 1;
  return (src?.addr ?? srh?.addr)?.length ?? Number.POSITIVE_INFINITY;
}

/** The address at which the packet is to arrive. */
function lastStop(
  b: Uint8Array,
  o: number,
  body: number,
  type: number,
  { bytes: outer, dst }: Addresses,
): Uint8Array | undefined {
  const from = o + 8;
  if (type === 0) return b.subarray(Math.max(from, body - 16), body);
  if (type === 2 || type === 4) return b.subarray(from, Math.min(from + 16, body));
  if (type !== 3) return undefined;
  const head = (b[o + 4] ?? 0) & 15;
  const end = body - ((b[o + 5] ?? 0) >> 4);
  return Uint8Array.of(...outer.subarray(dst, dst + head), ...b.subarray(end - 16 + head, end));
}
