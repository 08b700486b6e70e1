import { about, bytes, type Case, data, eth, ip, ipv6, type Stack, udp } from './case.js';

const datagram = ip({}, udp(), bytes(20));
const arp = (fields: object, frame: object = {}): Stack => eth(frame, ['arp', fields]);
const request = {
  opcode: 1,
  src: { hw_mac: '02:00:00:00:00:01', proto_ipv4: '192.0.2.1' },
  dst: { hw_mac: '00:00:00:00:00:00', proto_ipv4: '192.0.2.2' },
};
const pppoed = (code: number, session_id: number, ...tags: object[]): Stack =>
  eth({}, ['pppoed', { code, session_id, tags }]);
const service = { name: 'service_name', data: '' };
const pppoes = (fields: object): Stack =>
  eth({}, ['pppoes', { session_id: 1, ...fields }], ['ppp', {}], ...ip({}, udp(), bytes(9)));
const label = (fields: object, ...inner: Stack): Stack => eth({}, ['mpls', fields], ...inner);
/** Sixty bytes of Ethernet, of which the datagram takes fewer. */
const frame = (behind: string): string =>
  `eth 020000000002 020000000001 0800 4500 001c 0001 0000 4011 8fe0 c0000201 c6336402 9c41 c351 0008 0000 ${behind}`;
const sll = '113 0000 0001 0006 020000000001 0000 0806';
const reply = '0001 0800 06 04 0002 020000000001 c0000201 020000000002 c0000202';

export const link: readonly Case[] = [
  ...about(
    'eth',
    [
      'W: the source is a group address',
      eth({ src: '03:00:00:00:00:01' }, ...datagram),
      eth({}, ...datagram),
    ],
    [
      'W: 1501 is neither a length nor an EtherType',
      eth({ type: 1501 }, bytes(46)),
      eth({ type: 1536 }, bytes(46)),
    ],
    ['W: IPv4 is announced, and nothing follows', eth({ type: 0x800 }), eth({}, ...datagram)],
    [
      'N: source and destination are the same station',
      eth({ src: '02:00:00:00:00:02' }, ...datagram),
      eth({ src: '00:00:00:00:00:00', dst: '00:00:00:00:00:00' }, ...datagram),
    ],
    [
      'N: bytes behind the datagram that are no zeros: leaked memory, or something added',
      frame('41'.repeat(18)),
      frame('00'.repeat(18)),
    ],
    [
      'N: four bytes behind the datagram are taken for a frame check sequence',
      frame(`${'00'.repeat(18)} deadbeef`),
      frame('00'.repeat(18)),
    ],
  ),
  ...about(
    'vlan',
    [
      'W: VLAN 4095 is reserved',
      eth({}, ['vlan', { id: 4095 }], ...datagram),
      eth({}, ['vlan', { id: 4094 }], ...datagram),
    ],
    [
      'W: IPv6 is announced, and nothing follows',
      eth({}, ['vlan', { id: 5, etype: 0x86dd }]),
      eth({}, ['vlan', { id: 5 }], ...ipv6({}, udp())),
    ],
  ),
  ...about('ieee8021ad', [
    'W: VLAN 4095 is reserved',
    eth({}, ['ieee8021ad', { id: 4095 }], ...datagram),
    eth({}, ['ieee8021ad', { id: 1 }], ...datagram),
  ]),
  ...about(
    'arp',
    [
      'N: probe: does anybody have the address that the sender would like to use?',
      arp({ ...request, src: { ...request.src, proto_ipv4: '0.0.0.0' } }),
      arp(request),
    ],
    [
      'N: announcement: the sender uses this address from now on',
      arp({ ...request, src: { ...request.src, proto_ipv4: '192.0.2.2' } }),
      arp(request),
    ],
    [
      'W: the answer claims a group address: nobody must believe it',
      arp({ ...request, opcode: 2, src: { ...request.src, hw_mac: '03:00:00:00:00:01' } }),
      arp({ ...request, src: { ...request.src, hw_mac: '03:00:00:00:00:01' } }),
    ],
    [
      'W: the sender names another address than its frame: a proxy, or spoofed',
      arp(request, { src: '02:00:00:00:00:09' }),
      arp(request),
    ],
    [
      'W: the sender claims an address that no host has',
      arp({ ...request, src: { ...request.src, proto_ipv4: '224.0.0.1' } }),
      arp({ ...request, src: { ...request.src, proto_ipv4: '223.0.0.1' } }),
    ],
    [
      'E: hardware addresses of 2 bytes, not 6',
      'arp 0001 0800 02 04 0001 0102 c0000201 0304 c0000202',
      'arp 0003 0800 02 04 0001 0102 c0000201 0304 c0000202',
    ],
    [
      'E: IPv4 addresses of 2 bytes, not 4',
      'arp 0001 0800 06 02 0001 020000000001 0102 020000000002 0304',
      'arp 0001 00cc 06 02 0001 020000000001 0102 020000000002 0304',
    ],
    [
      'N: operation 99 is not assigned',
      arp({ ...request, opcode: 99 }),
      arp({ ...request, opcode: 9 }),
    ],
    [
      'W: RARP goes under EtherType 0x8035',
      arp({ ...request, opcode: 3 }),
      arp({ ...request, opcode: 3 }, { type: 0x8035 }),
    ],
    [
      'N: addresses of ATM are not decoded: the sizes hold their types too',
      'arp 0013 0800 06 04 0001 020000000001',
      arp(request),
    ],
  ),
  ...about(
    'pppoed',
    [
      'W: version and type are 1',
      eth({}, ['pppoed', { version: 2, code: 9, tags: [service] }]),
      pppoed(9, 0, service),
    ],
    [
      'W: payload length 4, and 8 bytes more follow',
      `eth 020000000002 020000000001 8863 11 09 0000 0004 0101 0000 ${'41'.repeat(8)}`,
      `eth 020000000002 020000000001 8863 11 09 0000 0004 0101 0000 ${'00'.repeat(36)}`,
    ],
    ['N: code 1 is of no packet of the discovery', pppoed(1, 0, service), pppoed(9, 0, service)],
    [
      'W: there is no session yet: its number is 0',
      pppoed(9, 7, service),
      pppoed(0x65, 7, service),
    ],
    ['W: the session that ends has a number', pppoed(0xa7, 0), pppoed(0xa7, 7)],
    [
      'W: a host asks for exactly one service',
      pppoed(9, 0, service, service),
      pppoed(9, 0, service),
    ],
    [
      'W: an offer names the concentrator and a service',
      pppoed(7, 0, service),
      pppoed(7, 0, service, { name: 'ac_name', ac_name: 'ac' }),
    ],
    ['N: refused: no session was given', pppoed(0x65, 0, service), pppoed(0x65, 7, service)],
  ),
  ...about(
    'pppoes',
    ['W: the code of a session is 0', pppoes({ code: 9 }), pppoes({})],
    [
      'W: a session packet that carries nothing',
      eth({}, ['pppoes', { session_id: 1 }]),
      pppoes({}),
    ],
    ['W: 0 is the number of no session', pppoes({ session_id: 0 }), pppoes({})],
    ['W: 0xffff is the number of no session', pppoes({ session_id: 0xffff }), pppoes({})],
  ),
  ...about(
    'mpls',
    [
      'N: Internet Protocol v4: a guess from its first bits',
      label({ label: 99 }, ...datagram),
      label({ label: 0 }, ...datagram),
    ],
    [
      'W: IPv6 Explicit Null, and something else follows',
      label({ label: 2, bottom: true }, ...datagram),
      label({ label: 2 }, ...ipv6({}, udp())),
    ],
    [
      'E: the stack has no bottom',
      label({ label: 99, bottom: false }),
      label({ label: 99, bottom: true }, data('00')),
    ],
    [
      'W: Implicit Null is for label distribution, and never sent',
      label({ label: 3 }, ...datagram),
      label({ label: 16 }, ...datagram),
    ],
    ['W: label 5 is reserved', label({ label: 5 }, ...datagram), label({ label: 16 }, ...datagram)],
    [
      'W: the bottom of the stack, and nothing follows',
      label({ label: 99, bottom: true }),
      label({ label: 99 }, ...datagram),
    ],
    [
      'W: time to live 0: the packet must not be forwarded',
      label({ label: 99, ttl: 0 }, ...datagram),
      label({ label: 99, ttl: 1 }, ...datagram),
    ],
  ),
  ...about('pwach', [
    'W: reserved bits are set',
    label({ label: 99 }, ['pwach', { res: 1, channel_type: 7 }], data('0102')),
    label({ label: 99 }, ['pwach', { channel_type: 7 }], data('0102')),
  ]),
  ...about('pap', [
    'N: the password can be read by anybody on the way',
    [['ppp'], ['pap', { code: 1, peer_id: 'me', password: 'secret' }]],
    [['ppp'], ['pap', { code: 1, peer_id: 'me', password: '' }]],
  ]),
  ...about(
    'sll',
    [
      'N: bytes behind the datagram that are no zeros: leaked memory, or something added',
      `${sll} ${reply} 4142`,
      `${sll} ${reply} 0000`,
    ],
    [
      'N: reserved bits are set',
      `276 0806 0001 00000002 0001 00 06 020000000001 0000 ${reply}`,
      `276 0806 0000 00000002 0001 00 06 020000000001 0000 ${reply}`,
    ],
  ),
];
