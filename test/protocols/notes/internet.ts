import { about, bytes, type Case, data, eth, ip, type Stack, tcp, udp } from './case.js';

const opt = (...options: object[]): Stack => ip({ opt: options }, udp());
const route = (ptr: number, name = 'lsrr') => ({ name, ptr, route: ['192.0.2.9'] });
const nops = (count: number) => Array.from({ length: count }, () => ({ name: 'nop' }));
const onWire = (dst: string, to: string): Stack => eth({ dst: to }, ...ip({ dst }, udp()));
const fragment = (fields: object, size = 24): Stack => ip({ id: 7, ...fields }, bytes(size));
const more = { flags: ['mf'] };

export const internet: readonly Case[] = about(
  'ip',
  ['E: version 5, not 4', ip({ version: 5 }), ip({})],
  [
    'N: total length 0: left to the network card, which was to cut the segment (TSO)',
    ip({ len: 0 }),
    ip({}),
  ],
  ['W: the reserved bit is set', ip({ flags: ['rb'] }), ip({ flags: ['df'] })],
  ['W: time to live 0: the packet must not leave a host', ip({ ttl: 0 }), ip({ ttl: 1 })],
  [
    'N: time to live 2 to a group that no router forwards: 1 is usual',
    ip({ dst: '224.0.0.5', ttl: 2 }),
    ip({ dst: '224.0.1.5', ttl: 2 }),
  ],
  [
    'N: time to live 254: 255 shows receivers that no router forwarded it',
    ip({ dst: '224.0.0.251', ttl: 254 }),
    ip({ dst: '224.0.0.251', ttl: 255 }),
  ],
  ['N: time to live 4: the packet does not get far', ip({ ttl: 4 }), ip({ ttl: 5 })],
  ['W: 224.0.0.1 cannot be a sender', ip({ src: '224.0.0.1' }), ip({ src: '223.0.0.1' })],
  ['W: 0.0.0.0 cannot be a receiver', ip({ dst: '0.0.0.0' }), ip({ src: '0.0.0.0' })],
  [
    'W: source and destination are the same, as in the LAND attack',
    ip({ src: '192.0.2.1', dst: '192.0.2.1' }),
    ip({ src: '127.0.0.1', dst: '127.0.0.1' }),
  ],
  [
    'W: a loopback address must not leave its host',
    eth({}, ...ip({ src: '127.0.0.1' }, udp())),
    eth({ src: '00:00:00:00:00:00' }, ...ip({ src: '127.0.0.1' }, udp())),
  ],
  [
    'W: a loopback address must not leave its host',
    eth({}, ...ip({ dst: '127.0.0.1' }, udp())),
    eth({}, ...ip({ dst: '126.0.0.1' }, udp())),
  ],
  ['W: 240.0.0.1 is reserved: no host has it', ip({ src: '240.0.0.1' }), ip({ dst: '240.0.0.1' })],
  [
    'W: the Ethernet destination is that of another group',
    onWire('224.129.2.3', '01:00:5e:01:02:04'),
    onWire('224.129.2.3', '01:00:5e:01:02:03'),
  ],
  [
    'W: to one host, in the Ethernet frame of a group: hosts discard that',
    onWire('192.0.2.9', '01:00:5e:00:02:09'),
    onWire('192.0.2.9', 'ff:ff:ff:ff:ff:ff'),
  ],
  [
    'N: more than the 1500 bytes of Ethernet: a jumbo frame, or left to the network card (TSO)',
    eth({}, ...ip({}, udp(), bytes(1473))),
    eth({}, ...ip({}, udp(), bytes(1472))),
  ],
  ['N: protocol 200 is not assigned', ip({ proto: 200 }), ip({ proto: 140 })],
  [
    'W: TCP is announced, and nothing follows',
    [['ip', { src: '192.0.2.1', dst: '192.0.2.2', proto: 6 }]],
    ip({}, tcp()),
  ],
  [
    'N: a fragment that must not be fragmented: only its sender can have done it',
    fragment({ flags: ['df', 'mf'] }),
    fragment(more),
  ],
  [
    'E: not the last fragment, and no multiple of 8 bytes long',
    fragment(more, 25),
    fragment({}, 25),
  ],
  [
    'W: a fragment that carries nothing',
    [['ip', { src: '192.0.2.1', dst: '192.0.2.2', proto: 17, frag_offset: 8 }]],
    fragment({ frag_offset: 8 }),
  ],
  [
    'E: the fragment ends behind the 65535 bytes that a datagram may have',
    fragment({ frag_offset: 65512 }),
    fragment({ frag_offset: 65480 }),
  ],
  [
    'W: a first fragment too small for the TCP header: it slips through filters',
    fragment({ ...more, proto: 6 }, 8),
    fragment({ ...more, proto: 6 }, 16),
  ],
  [
    'W: a second fragment within the TCP header: it slips through filters',
    fragment({ frag_offset: 8, proto: 6 }),
    fragment({ frag_offset: 8, proto: 17 }),
  ],
  [
    'N: identification 0 in a fragment: it may be taken for one of another datagram',
    fragment({ ...more, id: 0 }),
    ip({ id: 0 }),
  ],
  ['W: the pointer points before the first entry', opt(route(3)), opt(route(4))],
  ['W: the pointer points into the middle of an entry', opt(route(6)), opt(route(8))],
  [
    'W: four times no operation in a row: a router may have blanked an option',
    opt(...nops(4)),
    opt(...nops(3)),
  ],
  [
    'W: a source route: most routers drop the datagram, for the sender chose its way',
    opt(route(4, 'ssrr')),
    opt(route(4, 'rr')),
  ],
  ['E: more than one source route', opt(route(4), route(4, 'ssrr')), opt(route(4), route(4, 'rr'))],
  [
    'W: an option twice that may stand there once',
    opt(route(4, 'rr'), route(4, 'rr')),
    opt(route(4, 'rr'), route(4)),
  ],
  ['N: an obsolete option', opt({ name: 'sid', sid: 1 }), opt({ name: 'ra', ra: 0 })],
  [
    'W: the padding behind the end of the options is not zero',
    opt({ name: 'eol', padding: '000001' }),
    opt({ name: 'eol', padding: '000000' }),
  ],
).concat(
  about(
    'ah',
    [
      'W: no multiple of 8 bytes, as IPv6 wants its extension headers',
      [
        ['ipv6', { src: '::2', dst: '::3' }],
        ['ah', { sequence: 1, icv: '00'.repeat(8) }],
        data('00'),
      ],
      [
        ['ipv6', { src: '::2', dst: '::3' }],
        ['ah', { sequence: 1, icv: '00'.repeat(12) }],
        data('00'),
      ],
    ],
    ['W: SPI 0 is for use inside a host', ip({}, ['ah', { spi: 0 }], udp()), ip({}, ['ah'], udp())],
    [
      'N: SPI 1 to 255 are reserved',
      ip({}, ['ah', { spi: 255 }], udp()),
      ip({}, ['ah', { spi: 256 }], udp()),
    ],
    [
      'W: sequence number 0: the first packet has 1',
      ip({}, ['ah', { sequence: 0 }], udp()),
      ip({}, ['ah', { sequence: 1 }], udp()),
    ],
    ['W: reserved bits are set', ip({}, ['ah', { reserved: 1 }], udp()), ip({}, ['ah'], udp())],
  ),
  about(
    'esp',
    [
      'W: SPI 0 is for use inside a host',
      ip({}, ['esp', { spi: 0 }], bytes(8)),
      ip({}, ['esp'], bytes(8)),
    ],
    [
      'N: SPI 1 to 255 are reserved',
      ip({}, ['esp', { spi: 1 }], bytes(8)),
      ip({}, ['esp', { spi: 0 }], bytes(8)),
    ],
    [
      'W: sequence number 0: the first packet has 1',
      ip({}, ['esp', { sequence: 0 }], bytes(8)),
      ip({}, ['esp', { sequence: 1 }], bytes(8)),
    ],
  ),
  about(
    'gre',
    [
      'W: version 3: there are 0 and 1 only',
      ip({}, ['gre', { flags: { version: 3 }, proto: 0x800 }], bytes(20)),
      ip({}, ['gre', { proto: 0x800 }], ...ip({}, udp())),
    ],
    [
      'W: version 1 carries PPP only',
      ip({}, ['gre', { flags: { version: 1, key: true }, proto: 0x800 }], bytes(4)),
      ip({}, ['gre', { flags: { version: 1, key: true }, proto: 0x880b }], bytes(4)),
    ],
    [
      'N: reserved bits are set',
      ip({}, ['gre', { flags: { recursion_control: 1 }, proto: 0x800 }], bytes(20)),
      ip({}, ['gre', { flags: { key: true }, proto: 0x800 }], bytes(20)),
    ],
    [
      'N: source routes: receivers discard the packet unless they know RFC 1701',
      'gre 4000 0800 0000 0000 0000 00 00',
      'gre 8000 0800 0000 0000 0000 00 00',
    ],
  ),
);
