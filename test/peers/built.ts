import type { PacketJson } from '../../src/index.js';

type Given = PacketJson['layers'][number];

/** A packet as a person would write it: all that can be computed is left out. */
export interface Built {
  readonly family: string;
  readonly description: string;
  readonly linktype?: number;
  readonly layers: readonly Given[];
}

const layer = (protocol: string, fields: Given['fields'] = {}): Given => ({ protocol, fields });

const eth = layer('eth', { dst: '02:00:00:00:00:02', src: '02:00:00:00:00:01' });
const ip = layer('ip', { src: '192.0.2.1', dst: '198.51.100.2' });
const ip6 = layer('ipv6', { src: '2001:db8::1', dst: '2001:db8::2' });
const udp = layer('udp', { srcport: 40000, dstport: 50000 });
const data = layer('data', { data: '68656c6c6f' });
const ports = { srcport: 51234, dstport: 50443 };

const tcp = (description: string, fields: Given['fields'], ...rest: readonly Given[]) => ({
  description: `TCP, ${description}`,
  layers: [eth, ip, layer('tcp', { ...ports, ...fields }), ...rest],
});
const options = (description: string, ...list: readonly Given['fields'][]) =>
  tcp(description, { seq: 1000, ack: 2000, flags: ['ack'], options: list });
const icmp = (description: string, fields: Given['fields'], ...rest: readonly Given[]) => ({
  description: `ICMP, ${description}`,
  layers: [eth, ip, layer('icmp', fields), ...rest],
});
const icmpv6 = (description: string, fields: Given['fields'], ...rest: readonly Given[]) => ({
  description: `ICMPv6, ${description}`,
  layers: [
    eth,
    layer('ipv6', { src: 'fe80::1', dst: 'ff02::1', hlim: 255 }),
    layer('icmpv6', fields),
    ...rest,
  ],
});
const sctp = (description: string, ...chunks: readonly Given['fields'][]) => ({
  description: `SCTP, ${description}`,
  layers: [eth, ip, layer('sctp', { ...ports, verification_tag: 7, chunks })],
});
const dns = (description: string, fields: Given['fields']) => ({
  description: `DNS, ${description}`,
  layers: [eth, ip, layer('udp', { srcport: 53, dstport: 40000 }), layer('dns', fields)],
});
const v4 = (description: string, fields: Given['fields']) => ({
  description: `IPv4, ${description}`,
  layers: [eth, layer('ip', { ...ip.fields, ...fields }), udp, data],
});
const between = (description: string, ...layers: readonly Given[]) => ({
  description,
  layers: [eth, ...layers, udp, data],
});

const asked = { name: 'www.example.org', type: 'A' };
const answer = { name: 'www.example.org', type: 'A', ttl: 300, a: '192.0.2.1' };
const advertised = { type: 134, nd: { ra: { cur_hop_limit: 64, router_lifetime: 1800 } } };

const all: readonly Omit<Built, 'family'>[] = [
  v4('nothing but addresses', {}),
  v4('names for numbers', { dsfield: { dscp: 'ef', ecn: 'ect0' }, flags: ['df'], ttl: 1 }),
  v4('router alert', { opt: [{ name: 'ra', ra: 0 }] }),
  v4('an option that must be padded', { opt: [{ name: 'nop' }, { type: 222, data: 'abcdef' }] }),
  between('IPv4 in IPv4', ip, layer('ip', { src: '10.0.0.1', dst: '10.0.0.2' })),
  between('IPv6 in IPv4', ip, ip6),
  between('IPv4 in IPv6', ip6, ip),
  between('IPv6', ip6),
  between(
    'hop-by-hop options',
    ip6,
    layer('ipv6.hopopts', { opt: [{ type: 5, router_alert: 0 }] }),
  ),
  between('destination options', ip6, layer('ipv6.dstopts')),
  between(
    'a route that is used up',
    ip6,
    layer('ipv6.routing', { type: 0, segleft: 0, src: { addr: ['2001:db8::9'] } }),
  ),
  between(
    'a route with a stop left',
    ip6,
    layer('ipv6.routing', { type: 2, segleft: 1, mipv6: { home_address: '2001:db8::9' } }),
  ),
  between('an atomic fragment', ip6, layer('ipv6.fraghdr', { ident: 1 })),
  between('802.1Q', layer('vlan', { id: 5, priority: 3 }), ip),
  between('802.1ad', layer('ieee8021ad', { id: 100 }), layer('vlan', { id: 5 }), ip),
  between('PPPoE', layer('pppoes', { session_id: 17 }), layer('ppp'), ip),
  between('GRE', ip, layer('gre'), ip),
  between('GRE with a key', ip, layer('gre', { flags: ['key'], key: 7 }), ip),
  between('GRE with a checksum', ip, layer('gre', { flags: ['checksum'] }), ip),
  between('GRE around Ethernet', ip, layer('gre'), eth, ip),
  between('AH', ip, layer('ah', { spi: 1, sequence: 2, icv: '00'.repeat(12) }), ip),
  between('MPLS', layer('mpls', { label: 16, bottom: true, ttl: 64 }), ip),
  between(
    'MPLS, two labels',
    layer('mpls', { label: 16, bottom: false, ttl: 64 }),
    layer('mpls', { label: 17, bottom: true, ttl: 63 }),
    ip6,
  ),
  { description: 'raw IPv4', linktype: 101, layers: [layer('raw'), ip, udp, data] },
  { description: 'raw IPv6', linktype: 101, layers: [layer('raw'), ip6, udp, data] },
  {
    description: 'cooked',
    linktype: 113,
    layers: [
      layer('sll', { hatype: 1, halen: 6, src: { eth: '02:00:00:00:00:01' }, unused: '0000' }),
      ip,
      udp,
      data,
    ],
  },
  {
    description: 'ESP',
    layers: [
      eth,
      ip,
      layer('esp', { spi: 1, sequence: 2 }),
      layer('data', { data: '00'.repeat(24) }),
    ],
  },
  {
    description: 'ARP request',
    layers: [
      { ...eth, fields: { ...eth.fields, dst: 'ff:ff:ff:ff:ff:ff' } },
      layer('arp', {
        opcode: 'request',
        src: { hw_mac: '02:00:00:00:00:01', proto_ipv4: '192.0.2.1' },
        dst: { hw_mac: '00:00:00:00:00:00', proto_ipv4: '192.0.2.2' },
      }),
    ],
  },
  {
    description: '802.3 and LLC',
    layers: [eth, layer('llc', { dsap: 0xbc, ssap: 0xbc, control: { ftype: 3 } }), data],
  },
  { description: 'UDP', layers: [eth, ip, udp, data] },
  { description: 'UDP without data', layers: [eth, ip, udp] },
  { description: 'UDP over IPv6', layers: [eth, ip6, udp, data] },
  { description: 'UDP-Lite', layers: [eth, ip, layer('udplite', udp.fields), data] },
  {
    description: 'UDP-Lite, header alone',
    layers: [eth, ip, layer('udplite', { ...udp.fields, checksum_coverage: 8 }), data],
  },
  tcp('a SYN with the common options', {
    seq: 1000,
    flags: ['syn'],
    options: [
      { name: 'mss', mss_val: 1460 },
      { name: 'sack_perm' },
      { name: 'timestamp', timestamp: { tsval: 1, tsecr: 0 } },
      { name: 'nop' },
      { name: 'wscale', wscale: { shift: 7 } },
    ],
  }),
  tcp('data', { seq: 1, ack: 1, flags: ['push', 'ack'] }, data),
  tcp('flags of ECN', { flags: ['syn', 'ece', 'cwr'], options: [{ name: 'mss', mss_val: 536 }] }),
  tcp('urgent data', { flags: ['urg', 'ack'], urgent_pointer: 3 }, data),
  options('blocks of SACK', {
    name: 'sack',
    sack: [
      { le: 3000, re: 4000 },
      { le: 5000, re: 6000 },
    ],
  }),
  options('MD5', { name: 'md5', md5: { digest: '00'.repeat(16) } }),
  options('authentication', { name: 'ao', ao: { keyid: 1, rnextkeyid: 2, mac: '00'.repeat(12) } }),
  options('fast open', { name: 'tfo', tfo: { cookie: '0011223344556677' } }),
  options('user timeout', { name: 'user_to', user_to_granularity: true, user_to_val: 5 }),
  options('an unknown kind', { kind: 200, data: 'abcdef' }),
  icmp('echo request', { type: 'echo_request', ident: 1, seq: 2 }, data),
  icmp('unreachable', { type: 3, code: 3 }, ip, udp, data),
  icmp('too big', { type: 3, code: 4, mtu: 1400 }, ip, udp, data),
  icmp('redirect', { type: 5, code: 1, redir_gw: '192.0.2.9' }, ip, udp, data),
  icmp('time exceeded', { type: 11 }, ip, udp, data),
  icmpv6('echo request', { type: 'echo_request', echo: { identifier: 1 } }, data),
  icmpv6('packet too big', { type: 2, mtu: 1280 }, ip6, udp, data),
  icmpv6('neighbour solicitation', {
    type: 135,
    nd: { ns: { target_address: 'fe80::2' } },
    opt: [{ name: 'source', linkaddr: '02:00:00:00:00:01' }],
  }),
  icmpv6('router advertisement', {
    ...advertised,
    opt: [{ name: 'source', linkaddr: '02:00:00:00:00:01' }],
  }),
  icmpv6('search list', {
    ...advertised,
    opt: [{ name: 'dnssl', lifetime: 600, dnssl: ['a.org'] }],
  }),
  {
    description: 'IGMP query',
    layers: [
      eth,
      layer('ip', { src: '192.0.2.1', dst: '224.0.0.1', ttl: 1 }),
      layer('igmp', { type: 0x11, max_resp: 100, maddr: '0.0.0.0' }),
    ],
  },
  sctp('INIT', {
    name: 'init',
    initiate_tag: 9,
    credit: 65536,
    nr_out_streams: 5,
    nr_in_streams: 6,
    initial_tsn: 77,
  }),
  sctp('data of odd length', {
    name: 'data',
    flags: ['data_b_bit', 'data_e_bit'],
    data_tsn: 1,
    data_sid: 2,
    data_ssn: 3,
    data_payload_proto_id: 0,
    data: '68656c6c6f',
  }),
  sctp('two chunks', { name: 'cookie_ack' }, { name: 'shutdown_ack' }),
  {
    description: 'DCCP request',
    layers: [eth, ip6, layer('dccp', { ...ports, type: 0, seq: 1, service_code: 1 }), data],
  },
  dns('a query', { id: 1, queries: [asked] }),
  dns('an answer, its name compressed', {
    id: 1,
    flags: ['response', 'recdesired', 'recavail'],
    queries: [asked],
    answers: [answer],
  }),
  dns('text and service', {
    id: 1,
    flags: ['response'],
    answers: [
      { name: 'example.org', type: 'TXT', ttl: 1, txt: [{ txt: 'v=spf1 -all' }] },
      {
        name: '_sip._tcp.example.org',
        type: 'SRV',
        ttl: 1,
        srv: { priority: 1, weight: 2, port: 5060, target: 'sip.example.org' },
      },
    ],
  }),
];

export const built: readonly Built[] = all.map((one) => ({ family: 'built', ...one }));
