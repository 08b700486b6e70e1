import type { Packet } from '../../src/index.js';
import { catalog } from '../../src/protocols/index.js';
import type { PeerPacket } from './tshark.js';

type Remark = PeerPacket['remarks'][number];

/** What tshark's experts say of a field, and what our note on the same layer says instead. */
interface Counterpart {
  readonly name: RegExp;
  readonly note: RegExp;
}
/** What tshark says and we do not, and why. */
export interface Exception {
  readonly name: RegExp;
  readonly when?: (packet: Packet, peer: PeerPacket) => boolean;
  readonly why: string;
}

/** Our layers where tshark names them otherwise, or has one prefix for several. */
const LAYERS: Readonly<Record<string, RegExp>> = {
  eth: /^(eth|sll)$/,
  ipv6: /^ipv6(\.|$)/,
  mip6: /^mipv6$/,
  udp: /^udp(lite)?$/,
  ppp: /^(ppp|lcp|ipcp|ipv6cp|chap|pap)$/,
  pppoe: /^pppoe[ds]$/,
};

/** A header that is cut or makes no sense: what else is wrong with it nobody can tell. */
const SHAPE =
  /(bytes are needed|bytes left| has \d+ bytes|: at least \d+ bytes|less than the header|nothing follows)/;
/** Options, records and names of the same kind. */
const INSIDE = /(malformed|does not fit|no room for|points forward|longer than|entry \d+)/;

const counterparts: readonly Counterpart[] = [
  { name: /checksum|\.fcs_bad/, note: /checksum|fcs|csum|four bytes|are no zeros/ },
  { name: /^arp\.src\.atm_afi/, note: /ATM/ },
  { name: /^dccp\.packet_type\.reserved/, note: /is reserved/ },
  { name: /^dns\.extraneous/, note: /behind the message/ },
  { name: /^dns\.rr\.opt\.bad_length/, note: /client subnet/ },
  { name: /^dns\.ttl/, note: /top bit/ },
  { name: /^dns\.undecoded/, note: /type of record that is not assigned/ },
  { name: /^eth\.invalid_lentype/, note: /neither a length/ },
  { name: /^eth\.padding_bad/, note: /are no zeros/ },
  { name: /^eth\.src_not_group/, note: /source is a group/ },
  { name: /^icmpv6\.undecoded\.option/, note: /unknown option/ },
  { name: /^icmpv6\.undecoded\.type/, note: /not assigned/ },
  { name: /^ip(v6)?\.bogus_ip(v6)?_version/, note: /^version/ },
  { name: /^(ip|tcp)\.nop/, note: /^four/ },
  { name: /^ip\.opt\.ptr/, note: /pointer/ },
  { name: /^ip\.ttl/, note: /time to live/ },
  { name: /^ipv6\.hopopts\.not_first/, note: /behind the IPv6 header only/ },
  { name: /^ipv6\.opt\.header_mismatch/, note: /other header of options/ },
  { name: /^ipv6\.opt\.deprecated/, note: /deprecated option/ },
  { name: /^ipv6\.opt\.jumbo/, note: /jumbo/ },
  { name: /^ipv6\.opt\.unknown_data/, note: /unknown option/ },
  { name: /^ipv6\.routing\.deprecated/, note: /ignore this type/ },
  { name: /^ipv6\.routing\.invalid_length/, note: /whole addresses/ },
  { name: /^ipv6\.routing\.invalid_segleft/, note: /segment/ },
  { name: /^ipv6\.routing\.rpl\.reserved/, note: /reserved/ },
  { name: /^ipv6\.routing\.undecoded/, note: /unknown kind of route/ },
  { name: /^mpls\.invalid_label/, note: /label/ },
  { name: /^pppoe\.payload_length/, note: /more follow/ },
  { name: /^pwach\.res/, note: /reserved/ },
  { name: /^sctp\.(nr_)?sack_a_rwnd/, note: /window of 0/ },
  { name: /^sctp\.(nr_)?sack_(nr_)?gap_block/, note: /gap blocks/ },
  { name: /^tcp\.ack\.nonzero/, note: /acknowledgment number/ },
  { name: /^tcp\.analysis\.tfo_syn/, note: /data in a SYN/ },
  { name: /^tcp\.non_zero_bytes_after_eol/, note: /padding/ },
  { name: /^tcp\.options\.mss\.(absent|present)/, note: /MSS|mss/ },
  { name: /^tcp\.options\.sack\.dsack/, note: /D-SACK/ },
  { name: /^tcp\.options\.wscale/, note: /window scale|wscale/ },
  { name: /^tcp\.urgent_pointer/, note: /urgent pointer/ },
  { name: /^udp\.length\.bad/, note: /length 0/ },
  { name: /^mip6\.ie_not_dissected/, note: /unknown option/ },
  { name: /^_ws\.malformed/, note: /jumbo|nothing|does not quote|not assigned|no bottom/ },
  { name: /^udplite\.checksum_coverage/, note: /coverage/ },
];

const has = (packet: Packet, layer: RegExp): boolean =>
  packet.layers.some(({ protocol }) => layer.test(protocol.name));

const within = ({ layers }: Packet, outer: string, inner: string): boolean =>
  layers.at(-2)?.protocol.name === outer && layers.at(-1)?.protocol.name === inner;

export const exceptions: readonly Exception[] = [
  {
    name: /^tcp\.connection\./,
    why: 'an event of the connection, no oddity: the flags say it',
  },
  {
    name: /^(dns\.retransmit|_ws\.unreassembled)/,
    why: 'by earlier packets, or for want of later ones',
  },
  {
    name: /^_ws\.string/,
    why: 'of how tshark shows text that holds a zero byte',
  },
  {
    name: /^ip\.ttl\.too_small/,
    when: (packet) => has(packet, /^icmp$/),
    why: 'what an error quotes has come to its end: traceroute is made of it',
  },
  {
    name: /^/,
    when: (packet, { protocols }) =>
      packet.layers.at(-1)?.protocol.name === 'data' &&
      protocols.some((name) => /^(vxlan|geneve|gtp|ieee8021ah|lldp|wlan)$/.test(name)),
    why: 'in a protocol that we leave as data',
  },
  {
    name: /^/,
    when: (packet) => within(packet, 'gre', 'data'),
    why: 'EoIP of one vendor, whose EtherType is not assigned to it',
  },
  {
    name: /^(tcp\.|_ws)/,
    when: (packet) => within(packet, 'ah', 'data'),
    why: 'an AH whose length cannot be (RFC 4302, 2.2): where it ends is not known',
  },
  {
    name: /^(_ws\.malformed|eth\.)/,
    when: (packet, { protocols }) => has(packet, /^mpls$/) && protocols.includes('pwethheuristic'),
    why: 'tshark takes another guess at what the label carries',
  },
  {
    name: /^_ws\.malformed/,
    when: (packet) => has(packet, /^dns$/),
    why: 'record data that we leave as data (issue 2)',
  },
  {
    name: /^(_ws\.malformed|dns\.)/,
    when: (packet, { protocols }) =>
      within(packet, 'udp', 'data') && !has(packet, /^dns$/) && protocols.includes('dns'),
    why: 'tshark knows the port from a conversation before',
  },
  {
    name: /^dns\.extraneous/,
    when: (packet) => has(packet, /^tcp$/),
    why: 'the length before the message counts them: they are no surplus',
  },
  {
    name: /^icmpv6\.undecoded/,
    why: 'IANA knows the number, for experiments or for an option younger than this tshark',
  },
  {
    name: /^icmpv6\.unknown_data/,
    why: 'an option that tshark knows by name alone: we decode it',
  },
  {
    name: /^ipv6\.opt\.unknown_data/,
    why: 'the option has a name: that its form is not decoded is no fault of it',
  },
  {
    name: /^(tcp|ip)\.nop/,
    why: 'tshark counts on where other options stand between',
  },
  {
    name: /^dccp\.advertised_header_length/,
    when: (packet) => packet.layer('dccp')?.fields.x === false,
    why: 'tshark wants long sequence numbers of a type that we note must have them',
  },
  {
    name: /^_ws\.malformed/,
    when: (packet, { protocols }) => {
      const last = protocols.at(-1) ?? '';
      return /^(tcp|lcp|gre|icmp|icmpv6)$/.test(last) && packet.layer(last) !== undefined;
    },
    why: 'tshark reads beyond the end of an option or of an extension that is whole',
  },
  {
    name: /^_ws\.malformed/,
    when: (_, { protocols }) => protocols.at(-1) === 'ipv6.routing',
    why: 'a compact route, of which tshark knows no form (RFC 9631)',
  },
  {
    name: /^mip6\.opt/,
    when: (packet) => packet.layer('mipv6')?.fields.has !== undefined,
    why: 'tshark takes the addresses of a home agent switch for options',
  },
  {
    name: /^_ws\.malformed/,
    when: (packet, { protocols }) => has(packet, /^icmp$/) && protocols.at(-1) === 'data',
    why: 'tshark reads an extension of RFC 5837 beyond its end',
  },
  {
    name: /^_ws\.malformed/,
    when: (packet, { protocols }) =>
      packet.layer('vlan')?.fields.len === 0 && protocols.includes('llc'),
    why: 'length 0: tshark starts LLC on no bytes',
  },
];

/** The protocols that a remark can be about: all of the packet where tshark gave up. */
function layersOf({ name }: Remark): RegExp {
  const prefix = name.split('.')[0] ?? '';
  if (prefix.startsWith('_ws')) return /^/;
  return LAYERS[prefix] ?? new RegExp(`^${prefix}$`);
}

/** A note of ours on the same layer says the same. */
export function agrees(packet: Packet, remark: Remark): boolean {
  const layer = layersOf(remark);
  const told = counterparts.filter(({ name }) => name.test(remark.name));
  const own = packet.layers.filter(({ protocol }) => layer.test(protocol.name));
  // Where tshark starts a protocol on no bytes, the layer around says that nothing follows.
  return (own.length > 0 ? own : packet.layers.slice(-1))
    .flatMap(({ notes }) => notes)
    .some(
      ({ text }) =>
        SHAPE.test(text) || INSIDE.test(text) || told.some(({ note }) => note.test(text)),
    );
}

/** Why we do not say it. */
export function excuse(packet: Packet, peer: PeerPacket, remark: Remark): Exception | undefined {
  return exceptions.find(
    ({ name, when }) => name.test(remark.name) && (when === undefined || when(packet, peer)),
  );
}

const OURS = new Set([...catalog.protocols.map(({ name }) => name), ...Object.keys(LAYERS)]);

/** About a protocol that we have; what tshark's events tell (chat) is no oddity. */
export function concerns({ protocols }: PeerPacket, { name, severity }: Remark): boolean {
  if (severity === 'chat' || severity === 'comment') return false;
  if (!name.startsWith('_ws.')) return OURS.has(name.split('.')[0] ?? '');
  return OURS.has(protocols.at(-1) ?? '');
}
