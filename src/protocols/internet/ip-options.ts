import { ipv4, uint } from '../../codec/fixed.js';
import { names } from '../../codec/names.js';
import { bytes, choice, list } from '../../codec/parts.js';
import { findOption, option, type Shape, tlv } from '../../codec/tlv.js';
import { ipv4Means } from '../show.js';

const pointer = uint(8, 'Pointer', 'where the next address goes, from 1', {
  filter: 'ip.opt.ptr',
  init: 4,
});
const route = list('Route', 'addresses', ipv4('Address', 'of a router', { means: ipv4Means }));

const timestamp = uint(32, 'Timestamp', 'milliseconds since midnight UTC', {
  filter: 'ip.opt.time_stamp',
});
const flags = names({
  timestamps_only: 0,
  address_and_timestamp: 1,
  prespecified_addresses: 3,
});

const shape: Shape = { key: 'type', type: 8, length: 8, counts: 'all', single: [0, 1], end: 0 };

/** RFC 791, 3.1; RFC 1108 (security), RFC 2113 (router alert), RFC 4782 (quick start) and older ones. */
export const ipOptions = tlv('Options', 'padded to 32 bits', shape, {
  eol: option(0, 'End of options'),
  nop: option(1, 'No operation'),
  rr: option(7, 'Record route', { ptr: pointer, route }),
  lsrr: option(131, 'Loose source route', { ptr: pointer, route }),
  ssrr: option(137, 'Strict source route', { ptr: pointer, route }),
  ts: option(68, 'Timestamp', {
    ptr: uint(8, 'Pointer', 'where the next entry goes, from 1', { init: 5 }),
    overflow: uint(4, 'Overflow', 'hosts that found no room'),
    flag: uint(4, 'Flag', 'what an entry holds', { names: flags }),
    entries: choice(
      'flag',
      {
        0: { timestamps: list('Timestamps', 'one a hop', timestamp) },
        1: { stamps: list('Stamps', 'one a hop', { address: stampAddress(), timestamp }) },
        3: { stamps: list('Stamps', 'one a hop', { address: stampAddress(), timestamp }) },
      },
      undefined,
      { exact: true },
    ),
  }),
  ra: option(148, 'Router alert', {
    ra: uint(16, 'Value', '0: every router is to look at the packet'),
  }),
  sid: option(136, 'Stream identifier', { sid: uint(16, 'Stream', 'of SATNET') }),
  security: option(130, 'Security', {
    sec_cl: uint(8, 'Classification', 'level of protection', {
      names: names({
        top_secret: 0x3d,
        secret: 0x5a,
        confidential: 0x96,
        unclassified: 0xab,
      }),
    }),
    authority: bytes('Protection authority', 'flags of RFC 1108, 2.4'),
  }),
  extended_security: option(133, 'Extended security', {
    format: uint(8, 'Format', 'of the additional information', {
      filter: 'ip.opt.ext_sec_add_sec_info_format_code',
    }),
    info: bytes('Information', 'additional security information', {
      filter: 'ip.opt.ext_sec_add_sec_info',
    }),
  }),
  mtu_probe: option(11, 'MTU probe', { mtu: uint(16, 'MTU', 'RFC 1063, obsolete') }),
  mtu_reply: option(12, 'MTU reply', { mtu: uint(16, 'MTU', 'RFC 1063, obsolete') }),
  traceroute: option(82, 'Traceroute', {
    id_number: uint(16, 'Id', 'RFC 1393, obsolete'),
    ohc: uint(16, 'Outbound hops', 'so far'),
    rhc: uint(16, 'Return hops', 'so far'),
    originator: ipv4('Originator', 'who traces'),
  }),
  quick_start: option(25, 'Quick start', {
    qs_func: uint(4, 'Function', '0 request, 8 report'),
    qs_rate: uint(4, 'Rate', '40 kbit/s times two to this'),
    qs_ttl: uint(8, 'TTL', 'of routers that agree'),
    qs_nonce: uint(30, 'Nonce', 'against forged reports'),
    qs_reserved: uint(2, 'Reserved', 'zero'),
  }),
});

function stampAddress() {
  return ipv4('Address', 'of the host that stamped', { filter: 'ip.opt.time_stamp_addr' });
}

/** Where the destination stands: in the last place of a source route, if one is on its way. */
export function finalStop(b: Uint8Array, start: number, body: number): number {
  const at = findOption(shape, [131, 137], b, start + 20, body);
  const length = b[at + 1] ?? 0;
  // Once the pointer is past the route, the destination field itself holds the last stop.
  const underWay = at >= 0 && length >= 7 && at + length <= body && (b[at + 2] ?? 0) <= length;
  return underWay ? at + length - 4 : start + 16;
}
