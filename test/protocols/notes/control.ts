import { about, bytes, type Case, ip, ipv6, type Stack, udp } from './case.js';

const icmp = (fields: object, ...inner: Stack): Stack => ip({}, ['icmp', fields], ...inner);
const quoted = ip({}, udp(), bytes(8));
const unreachable = (...inner: Stack): Stack => icmp({ type: 3, code: 1 }, ...inner);
const EXTENSION = '2000 0000 0008 f7 01 00000001';
/** An error whose quotation is filled up, and then what stands behind it. */
const extended = (words: string, size: number, extension: string): string =>
  `icmp 0b00 0000 00 ${words} 0000 4500 001c 0001 0000 0111 0000 c0000201 c6336402 9c41 c351 0008 0000 ${'00'.repeat(size - 28)} ${extension}`;

const LOCAL = 'fe80::1';
const nd = (type: number, fields: object, header: object = {}): Stack =>
  ipv6({ src: LOCAL, hlim: 255, ...header }, ['icmpv6', { type, ...fields }]);
const asks = { nd: { ns: { target_address: '2001:db8::2' } } };
const tells = (s: boolean) => ({ nd: { na: { flag: { s }, target_address: '2001:db8::2' } } });
const leads = (target: string, destination = '2001:db8::7') => ({
  nd: { rd: { target_address: target, destination_address: destination } },
});
const prefix = (more: object) => ({
  opt: [{ name: 'prefix', length: 64, prefix: '2001:db8::', ...more }],
});
const error6 = (fields: object, ...inner: Stack): Stack => ipv6({}, ['icmpv6', fields], ...inner);
const quoted6 = (header: object, ...inner: Stack): Stack =>
  error6({ type: 1 }, ...ipv6(header, ...inner));
const mld = { type: 131, mld: { multicast_address: 'ff02::fb' } };

const igmp = (fields: object, header: object = {}): Stack =>
  ip({ ttl: 1, dst: '224.0.0.1', opt: [{ name: 'ra', ra: 0 }], ...header }, ['igmp', fields]);

export const control: readonly Case[] = [
  ...about(
    'icmp',
    [
      'W: an error about an error',
      unreachable(...ip({}, ['icmp', { type: 11 }], ...quoted)),
      unreachable(...ip({}, ['icmp', { type: 8 }], bytes(8))),
    ],
    [
      'W: an error about a datagram to more than one host',
      unreachable(...ip({ dst: '224.0.0.9' }, udp(), bytes(8))),
      unreachable(...quoted),
    ],
    [
      'W: an error about a datagram whose source is no single host',
      unreachable(...ip({ src: '255.255.255.255' }, udp(), bytes(8))),
      unreachable(...quoted),
    ],
    [
      'W: an error about a fragment other than the first',
      unreachable(...ip({ frag_offset: 8, proto: 17 }, bytes(8))),
      unreachable(...ip({ frag_offset: 0, flags: ['mf'], proto: 17 }, bytes(8))),
    ],
    [
      'N: the router does not tell the MTU: it is older than RFC 1191',
      icmp({ type: 3, code: 4, mtu: 0 }, ...quoted),
      icmp({ type: 3, code: 4, mtu: 1400 }, ...quoted),
    ],
    [
      'W: MTU 67: every network takes 68 bytes',
      icmp({ type: 3, code: 4, mtu: 67 }, ...quoted),
      icmp({ type: 3, code: 4, mtu: 68 }, ...quoted),
    ],
    [
      'W: the quoted datagram is not filled up to 128 bytes',
      extended('08', 32, EXTENSION),
      extended('20', 128, EXTENSION),
    ],
    [
      'W: entries too small for an address and its preference',
      icmp({ type: 9, addr_entry_size: 1, num_addrs: 0 }),
      icmp({ type: 9, addr_entry_size: 2, num_addrs: 0 }),
    ],
    ['N: deprecated: no host should send it any more', icmp({ type: 15 }), icmp({ type: 13 })],
    [
      'N: type 99 is not assigned: receivers discard it',
      icmp({ type: 99 }, bytes(4)),
      icmp({ type: 8 }, bytes(4)),
    ],
    ['N: type 8 has no code 1', icmp({ type: 8, code: 1 }), icmp({ type: 8, code: 0 })],
    [
      'N: bytes without a use are not zero',
      icmp({ type: 10, reserved: '00000001' }),
      icmp({ type: 10, reserved: '00000000' }),
    ],
    [
      'W: an echo request to many: their answers may flood whoever is named as the source',
      ip({ dst: '255.255.255.255' }, ['icmp', { type: 8 }]),
      ip({ dst: '255.255.255.255' }, ['icmp', { type: 0 }]),
    ],
    [
      'W: byte 36 is not among those that are quoted',
      icmp({ type: 12, pointer: 36 }, ...quoted),
      icmp({ type: 12, pointer: 35 }, ...quoted),
    ],
    [
      'W: an error that does not quote what it is about',
      icmp({ type: 3, code: 1 }),
      unreachable(...quoted),
    ],
    [
      'W: the quoted datagram is cut before its first 8 bytes of data',
      'icmp 0301 0000 00000000 4500 0030 0001 0000 4011 0000 c0000201 c6336402 9c41 c351 0008',
      'icmp 0301 0000 00000000 4500 0030 0001 0000 4011 0000 c0000201 c6336402 9c41 c351 0008 0000',
    ],
    [
      'W: the objects of the extension do not fill it',
      extended('20', 128, '2000 0000 000c f7 01 00000001'),
      extended('20', 128, EXTENSION),
    ],
    [
      'W: the checksum of the extension is wrong',
      extended('20', 128, '2000 0001 0008 f7 01 00000001'),
      extended('20', 128, EXTENSION),
    ],
    [
      'W: version 3 of the extension, not 2',
      extended('20', 128, '3000 0000 0008 f7 01 00000001'),
      extended('20', 128, EXTENSION),
    ],
  ),
  ...about(
    'icmpv6',
    [
      'E: hop limit is not 255: the message may come from another link, and must be dropped',
      nd(135, asks, { hlim: 254 }),
      nd(135, asks),
    ],
    ['E: the code must be 0', nd(135, { ...asks, code: 1 }), nd(135, asks)],
    [
      'E: a router must send this from its link-local address',
      nd(134, {}, { src: '2001:db8::1' }),
      nd(134, {}),
    ],
    [
      'E: a link-layer address of a sender without address',
      nd(133, { opt: [{ name: 'source', linkaddr: '02:00:00:00:00:01' }] }, { src: '::' }),
      nd(133, { opt: [{ name: 'source', linkaddr: '02:00:00:00:00:01' }] }),
    ],
    [
      'E: duplicate address detection goes to the solicited-node group',
      nd(135, asks, { src: '::' }),
      nd(135, asks, { src: '::', dst: 'ff02::1:ff00:2' }),
    ],
    [
      'E: the target must be no group',
      nd(135, { nd: { ns: { target_address: 'ff02::1' } } }),
      nd(135, asks),
    ],
    [
      'E: an answer to a group was not solicited',
      nd(136, tells(true), { dst: 'ff02::1' }),
      nd(136, tells(false), { dst: 'ff02::1' }),
    ],
    [
      'E: the target is neither the destination nor the link-local address of a router',
      nd(137, leads('2001:db8::9')),
      nd(137, leads('fe80::9')),
    ],
    [
      'W: a reserved preference: it counts as medium',
      nd(134, { nd: { ra: { flag: { prf: 2 } } } }),
      nd(134, { nd: { ra: { flag: { prf: 3 } } } }),
    ],
    [
      'W: a prefix that is preferred for longer than it is valid',
      nd(134, prefix({ valid_lifetime: 9, preferred_lifetime: 10 })),
      nd(134, prefix({ valid_lifetime: 10, preferred_lifetime: 10 })),
    ],
    [
      'W: a prefix longer than an address',
      nd(134, prefix({ length: 129 })),
      nd(134, prefix({ length: 128 })),
    ],
    [
      'W: every link takes 1280 bytes',
      nd(134, { opt: [{ name: 'mtu', mtu: 1279 }] }),
      nd(134, { opt: [{ name: 'mtu', mtu: 1280 }] }),
    ],
    [
      'W: hop limit is not 1: the message could leave its link',
      ipv6({ src: LOCAL, hlim: 64 }, ['icmpv6', mld]),
      ipv6({ src: LOCAL, hlim: 1 }, ['icmpv6', mld]),
    ],
    [
      'W: the source is no link-local address',
      ipv6({ hlim: 1 }, ['icmpv6', mld]),
      ipv6({ src: '::', hlim: 1 }, ['icmpv6', mld]),
    ],
    [
      'N: an MTU that no link of IPv6 may have: it must not lower that of the path',
      error6({ type: 2, mtu: 1279 }, ...ipv6({}, udp())),
      error6({ type: 2, mtu: 1280 }, ...ipv6({}, udp())),
    ],
    [
      'W: an error about an error or a redirect',
      quoted6({}, ['icmpv6', { type: 3 }], ...ipv6({}, udp())),
      quoted6({}, ['icmpv6', { type: 128 }]),
    ],
    [
      'W: an error about a packet to a group',
      quoted6({ dst: 'ff02::1' }, udp()),
      error6({ type: 2 }, ...ipv6({ dst: 'ff02::1' }, udp())),
    ],
    [
      'W: an error about a packet whose source is no single node',
      quoted6({ src: '::' }, udp()),
      quoted6({}, udp()),
    ],
    [
      'W: an error of more than 1280 bytes',
      quoted6({}, udp(), bytes(1281 - 96)),
      quoted6({}, udp(), bytes(1280 - 96)),
    ],
    ['W: an error that does not quote what it is about', error6({ type: 1 }), quoted6({}, udp())],
    [
      'N: type 99 is not assigned: the upper layer gets it',
      error6({ type: 99 }, bytes(4)),
      error6({ type: 1 }, ...ipv6({}, udp())),
    ],
    [
      'N: type 250 is not assigned: it is discarded',
      error6({ type: 250 }, bytes(4)),
      error6({ type: 128 }),
    ],
    ['N: type 128 has no code 1', error6({ type: 128, code: 1 }), error6({ type: 128, code: 0 })],
    [
      'N: bytes without a use are not zero',
      nd(135, { ...asks, reserved: '00000001' }),
      nd(135, { ...asks, reserved: '00000000' }),
    ],
    [
      'N: an unknown option: receivers skip it',
      nd(134, { opt: [{ type: 250, data: '000000000000' }] }),
      nd(134, { opt: [{ name: 'mtu', mtu: 1500 }] }),
    ],
  ),
  ...about(
    'igmp',
    [
      'W: time to live is not 1: the message could leave its network',
      igmp({ type: 0x16, maddr: '239.1.1.1' }, { ttl: 2 }),
      igmp({ type: 0x16, maddr: '239.1.1.1' }),
    ],
    [
      'W: 192.0.2.1 is no group',
      igmp({ type: 0x16, maddr: '192.0.2.1' }),
      igmp({ type: 0x16, maddr: '239.1.1.1' }),
    ],
    [
      'W: a record about an address that is no group',
      igmp({ type: 0x22, records: [{ maddr: '192.0.2.1' }] }),
      igmp({ type: 0x22, records: [{ maddr: '239.1.1.1' }] }),
    ],
    [
      'N: type 99 is not assigned: receivers ignore it',
      igmp({ type: 99 }),
      igmp({ type: 0x11, maddr: '0.0.0.0' }),
    ],
    [
      'N: no router alert option: routers may overlook the message',
      igmp({ type: 0x16, maddr: '239.1.1.1' }, { opt: [] }),
      igmp({ type: 0x12, maddr: '239.1.1.1' }, { opt: [] }),
    ],
    [
      'W: a general query goes to all hosts, 224.0.0.1: others ignore it',
      igmp({ type: 0x11, maddr: '0.0.0.0' }, { dst: '224.0.0.2' }),
      igmp({ type: 0x11, maddr: '239.1.1.1' }, { dst: '239.1.1.1' }),
    ],
  ),
];
