import { about, bytes, type Case, eth, ipv6, type Stack, udp } from './case.js';

const onWire = (dst: string, to: string): Stack => eth({ dst: to }, ...ipv6({ dst }, udp()));
const hop = (...opt: object[]): Stack => ipv6({}, ['ipv6.hopopts', { opt }], udp());
const dst = (...opt: object[]): Stack => ipv6({}, ['ipv6.dstopts', { opt }], udp());
const rh = (fields: object): Stack => ipv6({}, ['ipv6.routing', fields], udp());
const frag = (fields: object, size = 16): Stack =>
  ipv6({}, ['ipv6.fraghdr', { nxt: 17, ident: 1, ...fields }], bytes(size));
const stop = '2001:db8::9';
const UNKNOWN = 'N: an unknown option: receivers skip it';

export const ipv6Cases: readonly Case[] = [
  ...about(
    'ipv6',
    ['E: version 4, not 6', ipv6({ version: 4 }, udp()), ipv6({}, udp())],
    [
      'N: payload length 0: left to the network card, which was to cut the segment (TSO)',
      ipv6({ plen: 0 }, udp()),
      ipv6({}, udp()),
    ],
    [
      'E: payload length 0, and no jumbo payload option that tells it',
      ipv6({ plen: 0 }, ['ipv6.hopopts'], udp()),
      ipv6({}, ['ipv6.hopopts'], udp()),
    ],
    [
      'W: a group cannot be a sender',
      ipv6({ src: 'ff02::1' }, udp()),
      ipv6({ dst: 'ff02::1' }, udp()),
    ],
    [
      'W: the unspecified address cannot be a receiver',
      ipv6({ dst: '::' }, udp()),
      ipv6({ src: '::' }, udp()),
    ],
    [
      'W: hop limit 0: no router forwards the packet',
      ipv6({ hlim: 0 }, udp()),
      ipv6({ hlim: 1 }, udp()),
    ],
    [
      'W: source and destination are the same, as in the LAND attack',
      ipv6({ src: stop, dst: stop }, udp()),
      ipv6({ src: '::1', dst: '::1' }, udp()),
    ],
    [
      'E: the loopback address must not leave its node',
      eth({}, ...ipv6({ src: '::1' }, udp())),
      ipv6({ src: '::1' }, udp()),
    ],
    [
      'E: the loopback address must not leave its node',
      eth({}, ...ipv6({ dst: '::1' }, udp())),
      eth({}, ...ipv6({ dst: '::2' }, udp())),
    ],
    [
      'W: scope 15 of a group is reserved',
      ipv6({ dst: 'ff0f::1' }, udp()),
      ipv6({ dst: 'ff0e::1' }, udp()),
    ],
    [
      'W: scope 0 of a group is reserved',
      ipv6({ dst: 'ff00::1' }, udp()),
      ipv6({ dst: 'ff02::1' }, udp()),
    ],
    [
      'W: a group of one interface alone must not leave its node',
      onWire('ff01::1', '33:33:00:00:00:01'),
      onWire('ff02::1', '33:33:00:00:00:01'),
    ],
    [
      'W: the Ethernet destination is that of another group',
      onWire('ff02::1:ff02:3', '33:33:ff:02:00:04'),
      onWire('ff02::1:ff02:3', '33:33:ff:02:00:03'),
    ],
    [
      'W: to one node, in the Ethernet frame of a group',
      onWire(stop, '33:33:00:00:00:09'),
      onWire('ff02::9', '33:33:00:00:00:09'),
    ],
    [
      'N: no next header, and still something follows: receivers ignore it',
      ipv6({ nxt: 59 }, bytes(4)),
      ipv6({ nxt: 59 }),
    ],
    [
      'N: next header 200 is not assigned',
      ipv6({ nxt: 200 }, bytes(4)),
      ipv6({ nxt: 253 }, bytes(4)),
    ],
    ['W: UDP is announced, and nothing follows', ipv6({ nxt: 17 }), ipv6({ nxt: 59 })],
  ),
  ...about(
    'ipv6.hopopts',
    [
      'E: hop-by-hop options may stand behind the IPv6 header only',
      ipv6({}, ['ipv6.dstopts'], ['ipv6.hopopts'], udp()),
      hop(),
    ],
    [
      'E: a jumbo payload option beside a payload length in the IPv6 header',
      hop({ name: 'jumbo', jumbo: 70000 }),
      hop({ name: 'rtalert', router_alert: 0 }),
    ],
    [
      'E: a jumbo payload of less than 65536 bytes',
      hop({ name: 'jumbo', jumbo: 65535 }),
      hop({ name: 'jumbo', jumbo: 65536 }),
    ],
    [
      'W: an option that belongs into the other header of options',
      hop({ name: 'tel', tel: 4 }),
      hop({ name: 'rtalert', router_alert: 0 }),
    ],
  ),
  ...about(
    'ipv6.dstopts',
    [
      'W: the same extension header more often than it may stand there',
      ipv6({}, ['ipv6.dstopts'], ['ipv6.dstopts'], ['ipv6.dstopts'], udp()),
      ipv6({}, ['ipv6.dstopts'], ['ipv6.dstopts'], udp()),
    ],
    [
      'W: an option that belongs into the other header of options',
      dst({ name: 'rtalert', router_alert: 0 }),
      dst({ name: 'tel', tel: 4 }),
    ],
    [
      'N: padding that is not zero: something may be hidden in it',
      dst({ name: 'padn', padn: '00000001' }),
      dst({ name: 'padn', padn: '00000000' }),
    ],
    [UNKNOWN, dst({ type: 0x3d, data: '01020304' }), dst({ type: 0xbd, data: '01020304' })],
    [
      'W: an unknown option: receivers drop the packet',
      dst({ type: 0xbd, data: '01020304' }),
      dst({ type: 0x3d, data: '01020304' }),
    ],
    ['N: a deprecated option', dst({ type: 0x8a, data: '01020304' }), dst({ name: 'tel', tel: 4 })],
  ),
  ...about(
    'ipv6.fraghdr',
    [
      'E: not the last fragment, and no multiple of 8 bytes long',
      frag({ more: true }, 15),
      frag({ offset: 8 }, 15),
    ],
    [
      'E: the fragment ends behind the 65535 bytes that a packet may have',
      frag({ offset: 65528 }),
      frag({ offset: 65512 }),
    ],
    [
      'E: a fragment of a jumbogram: there are none',
      ipv6(
        {},
        ['ipv6.hopopts', { opt: [{ name: 'jumbo', jumbo: 70000 }] }],
        ['ipv6.fraghdr', { nxt: 17, more: true }],
        bytes(16),
      ),
      ipv6({}, ['ipv6.hopopts'], ['ipv6.fraghdr', { nxt: 17, more: true }], bytes(16)),
    ],
    ['N: reserved bits are set', frag({ reserved_octet: 1 }), frag({})],
    ['N: an atomic fragment: the whole packet in one', frag({}), frag({ more: true })],
    [
      'E: a first fragment that does not hold all headers',
      frag({ more: true, nxt: 6 }, 16),
      frag({ more: true, nxt: 6 }, 24),
    ],
  ),
  ...about(
    'ipv6.routing',
    [
      'W: an unknown kind of route: receivers drop the packet',
      rh({ type: 99, segleft: 1, unknown_data: '00000000' }),
      rh({ type: 99, segleft: 0, unknown_data: '00000000' }),
    ],
    [
      'N: an unknown kind of route: receivers skip it',
      rh({ type: 99, segleft: 0, unknown_data: '00000000' }),
      rh({ type: 2, segleft: 1, mipv6: { home_address: stop } }),
    ],
    [
      'E: the length does not fit whole addresses',
      'ipv6.routing 3b 03 00 00 00000000 20010db8000000000000000000000001 0000000000000000',
      'ipv6.routing 3b 02 00 00 00000000 20010db8000000000000000000000001',
    ],
    [
      'W: a group among the stops of the route',
      rh({ type: 0, segleft: 0, src: { addr: ['ff02::1'] } }),
      rh({ type: 0, segleft: 0, src: { addr: [stop] } }),
    ],
    [
      'N: hosts and routers ignore this type: it served to overload the network',
      rh({ type: 0, segleft: 0, src: { addr: [stop] } }),
      rh({ type: 4, segleft: 0, srh: { addr: [stop] } }),
    ],
    [
      'N: reserved bits are set',
      rh({ type: 3, segleft: 0, rpl: { reserved: 1, final: '00'.repeat(16) } }),
      rh({ type: 3, segleft: 0, rpl: { final: '00'.repeat(16) } }),
    ],
    [
      'E: more segments left than there are addresses',
      rh({ type: 4, segleft: 2, srh: { addr: [stop] } }),
      rh({ type: 4, segleft: 1, srh: { addr: [stop] } }),
    ],
    [
      'W: exactly one segment is to be left in this type',
      rh({ type: 2, segleft: 0, mipv6: { home_address: stop } }),
      rh({ type: 2, segleft: 1, mipv6: { home_address: stop } }),
    ],
  ),
  ...about(
    'mipv6',
    [
      'W: the next header must be 59: nothing may follow',
      ipv6({}, ['mipv6', { proto: 17, mhtype: 5 }]),
      ipv6({}, ['mipv6', { mhtype: 5 }]),
    ],
    [
      UNKNOWN,
      ipv6({}, ['mipv6', { mhtype: 5, opt: [{ type: 200, data: '00' }] }]),
      ipv6({}, ['mipv6', { mhtype: 5, opt: [{ name: 'padn', padn: '00' }] }]),
    ],
    [
      'N: type 99 is unknown: receivers answer with a binding error',
      ipv6({}, ['mipv6', { mhtype: 99 }]),
      ipv6({}, ['mipv6', { mhtype: 5 }]),
    ],
  ),
];
