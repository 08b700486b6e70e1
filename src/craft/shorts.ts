/** A short name for what people set most. */
export interface Short {
  /** Full names of the fields that it may mean: of the one whose protocol is there. */
  readonly fields: readonly string[];
  /** As help shows what follows; nothing follows a flag. */
  readonly value?: string;
  readonly help: string;
  /** The network protocol that a value asks for, where nobody names one. */
  readonly asks?: (value: string) => string | undefined;
}

const byAddress = (value: string) => (value.includes(':') ? 'ipv6' : undefined);

const ports = (key: string) => ['tcp', 'udp', 'sctp', 'dccp', 'udplite'].map((p) => `${p}.${key}`);
const flag = (key: string, help: string): Short => ({ fields: [`tcp.flags.${key}`], help });

/** Under the headings of help. */
export const shortGroups: Readonly<Record<string, Readonly<Record<string, Short>>>> = {
  Addresses: {
    src: {
      fields: ['ip.src', 'ipv6.src', 'arp.src.proto_ipv4'],
      value: 'address',
      help: 'IP address of the sender; an IPv6 one makes it IPv6',
      asks: byAddress,
    },
    dst: {
      fields: ['ip.dst', 'ipv6.dst', 'arp.dst.proto_ipv4'],
      value: 'address',
      help: 'of the receiver',
      asks: byAddress,
    },
    sport: { fields: ports('srcport'), value: 'port', help: 'source port, by number or name' },
    dport: { fields: ports('dstport'), value: 'port', help: 'destination port' },
    smac: { fields: ['eth.src'], value: 'mac', help: 'hardware address of the sender' },
    dmac: { fields: ['eth.dst'], value: 'mac', help: 'of the receiver' },
  },
  'TCP flags': {
    syn: flag('syn', 'opens a connection'),
    ack: flag('ack', 'the acknowledgment number counts'),
    fin: flag('fin', 'the sender is done'),
    rst: flag('reset', 'breaks off'),
    psh: flag('push', 'hand on at once'),
    urg: flag('urg', 'the urgent pointer counts'),
    ece: flag('ece', 'ECN echo'),
    cwr: flag('cwr', 'congestion window reduced'),
    flags: {
      fields: ['tcp.flags', 'ip.flags'],
      value: 'SA',
      help: 'all at once: SA, syn,ack, 0x12',
    },
  },
  TCP: {
    seq: {
      fields: ['tcp.seq', 'icmp.seq', 'icmpv6.echo.sequence_number'],
      value: 'number',
      help: 'sequence number',
    },
    'ack-number': { fields: ['tcp.ack'], value: 'number', help: 'acknowledgment number' },
    window: { fields: ['tcp.window_size_value'], value: 'bytes', help: 'window, unscaled' },
    'urgent-pointer': { fields: ['tcp.urgent_pointer'], value: 'offset', help: 'urgent pointer' },
    'tcp-options': {
      fields: ['tcp.options'],
      value: 'list',
      help: 'mss=1460,nop,ws=7,sackok,ts=1:0,eol',
    },
    mss: { fields: ['tcp.options.mss'], value: 'bytes', help: 'option: maximum segment size' },
    wscale: { fields: ['tcp.options.wscale'], value: 'shift', help: 'option: window scale' },
    'sack-ok': { fields: ['tcp.options.sack_perm'], help: 'option: SACK permitted' },
    sack: { fields: ['tcp.options.sack'], value: '1-2,5-9', help: 'option: SACK blocks' },
    timestamp: { fields: ['tcp.options.timestamp'], value: '1:0', help: 'option: value:echo' },
    nop: { fields: ['tcp.options.nop'], help: 'option: no operation' },
  },
  IP: {
    ttl: { fields: ['ip.ttl', 'ipv6.hlim'], value: 'hops', help: 'time to live, or hop limit' },
    hlim: { fields: ['ipv6.hlim'], value: 'hops', help: 'hop limit; makes it IPv6' },
    tos: { fields: ['ip.dsfield', 'ipv6.tclass'], value: 'byte', help: 'DSCP and ECN as a whole' },
    dscp: {
      fields: ['ip.dsfield.dscp', 'ipv6.tclass.dscp'],
      value: 'class',
      help: 'ef, cs1, 46 …',
    },
    ecn: { fields: ['ip.dsfield.ecn', 'ipv6.tclass.ecn'], value: 'bits', help: '0 to 3' },
    id: { fields: ['ip.id'], value: 'number', help: 'identification' },
    df: { fields: ['ip.flags.df'], help: "don't fragment" },
    mf: { fields: ['ip.flags.mf'], help: 'more fragments' },
    'frag-offset': {
      fields: ['ip.frag_offset', 'ipv6.fraghdr.offset'],
      value: 'bytes',
      help: 'fragment offset, in bytes',
    },
    proto: { fields: ['ip.proto', 'ipv6.nxt'], value: 'protocol', help: 'forced: udp, 17' },
  },
  'ICMP and ARP': {
    type: {
      fields: ['icmp.type', 'icmpv6.type', 'igmp.type'],
      value: 'type',
      help: 'by number or name',
    },
    code: { fields: ['icmp.code', 'icmpv6.code'], value: 'code', help: 'within the type' },
    op: { fields: ['arp.opcode'], value: 'op', help: 'request, reply' },
  },
};

/** The same in one table. */
export const shorts: Readonly<Record<string, Short>> = Object.assign(
  {},
  ...Object.values(shortGroups),
);
