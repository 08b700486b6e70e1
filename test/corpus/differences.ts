import type { Compared } from '../peers/compare.js';

/** A difference from tshark 4.0 that we stand by, and why. */
export interface Difference {
  readonly outcome: 'differ' | 'ours' | 'theirs' | 'undecoded';
  readonly name: string | RegExp;
  /** It stands inside of a string of bytes of ours that has this name. */
  readonly within?: string | RegExp;
  /** It is this difference only if that holds too. */
  readonly when?: (found: Compared) => boolean;
  readonly why: string;
}

export const differences: readonly Difference[] = [
  // --- Fields that tshark makes of others, or shows twice -------------------------------------
  {
    outcome: 'theirs',
    name: /^eth\.(addr|(dst|src)\.(ig|lg))$/,
    why: 'made of eth.dst and eth.src: two of their bits (IEEE 802, 8.2)',
  },
  {
    outcome: 'theirs',
    name: /\.checksum_calculated$/,
    why: 'what the checksum should be stands beside it only where it is bad',
  },
  {
    outcome: 'theirs',
    name: /^(tcp|udp|udplite)\.payload$/,
    why: 'the layer behind it holds these bytes',
  },
  {
    outcome: 'theirs',
    name: /^tcp\.(flags\.str|window_size|window_size_scalefactor|option_len|options\.wscale\.multiplier)$/,
    why: 'made of other fields, or of packets before',
  },
  {
    outcome: 'theirs',
    name: 'tcp.ack_raw',
    why: 'tcp.ack holds it; tshark shows it apart where the flag ACK is not set',
  },
  {
    outcome: 'theirs',
    name: /^dns\.(count\.labels|qry\.name\.len)$/,
    why: 'counted from the name',
  },
  {
    outcome: 'theirs',
    name: /^dns\.srv\.(service|proto|name)$/,
    why: "cut from the record's name, which stands whole in dns.resp.name",
  },
  {
    outcome: 'theirs',
    name: /^ip\.opt\.(type\.(copy|class|number)|len)$/,
    why: "parts of the option's number, and its length, which follows from its fields",
  },
  {
    outcome: 'theirs',
    name: 'tcp.option_kind',
    when: ({ theirs }) => theirs?.value === '00',
    why: 'tshark reads on behind the end of the list, which is padding (RFC 9293, 3.1)',
  },
  {
    outcome: 'theirs',
    name: 'tcp.options.unknown.payload',
    why: 'of kinds that we know, and tshark 4.0 does not',
  },
  {
    outcome: 'theirs',
    name: /^tcp\.options\.(tfo\.request|rvbd\.)/,
    why: 'no bytes of its own; options of one vendor, which have no public form',
  },
  {
    outcome: 'theirs',
    name: /^ip(v6)?\.opt\.qs_ttl_diff$/,
    why: 'made of the TTL of the option and that of the header',
  },
  {
    outcome: 'theirs',
    name: /^tcp\.options\.sack\.dsack_[lr]e$/,
    why: 'made of sack_le and sack_re and the acknowledgment number (RFC 2883)',
  },
  {
    outcome: 'theirs',
    name: /^ipv6\.opt\.(length|type\.(action|change|rest))$|\.len_oct$/,
    why: "parts of the option's number, and lengths in another unit or that follow from the fields",
  },
  {
    outcome: 'theirs',
    name: /^ipv6\.(src|dst)_|^ipv6\.embed_ipv4/,
    why: 'made of the address (RFC 3056, RFC 4380, RFC 6052)',
  },
  {
    outcome: 'theirs',
    name: /^ipv6\.routing\.rpl\.(addr_count|full_address)$/,
    why: "made of the header's addresses and of the destination (RFC 6554, 3)",
  },
  {
    outcome: 'theirs',
    name: /^mip6\.(mobility_opt\.len|options\.pad1)$/,
    why: 'a length that follows from the fields; the byte whose number says that it is Pad1',
  },
  {
    outcome: 'theirs',
    name: /^icmp\.((ident|seq)_le|length\.original_datagram)$/,
    why: 'made of icmp.ident, icmp.seq and icmp.length',
  },
  {
    outcome: 'theirs',
    name: /^igmp\.max_resp\.(exp|mant)$/,
    why: 'made of igmp.max_resp',
  },
  {
    outcome: 'theirs',
    name: /^sctp\.((chunk|parameter)_(bit_[12]|length|padding)|cause_(length|padding))$/,
    why: 'two bits of the number; lengths and padding, which follow from the fields',
  },
  {
    outcome: 'theirs',
    name: /^sctp\.(nr_)?sack_.*_tsn$/,
    why: 'made of the offsets of the blocks and the cumulative number (RFC 9260, 3.3.4)',
  },
  {
    outcome: 'theirs',
    name: /^dccp\.(mandatory|slow_receiver|padding)$/,
    why: "the option's number once more: it has no other bytes",
  },
  {
    outcome: 'theirs',
    name: /^dccp\.(ack_vector\.nonce_[01]|data_dropped)$/,
    why: 'bytes that we divide (RFC 4340, 11.4 and 11.7)',
  },
  {
    outcome: 'theirs',
    name: 'icmpv6.opt.length',
    why: 'follows from the fields',
  },
  {
    outcome: 'theirs',
    name: /^/,
    within: 'icmpv6.opt.redirected_packet',
    why: 'the start of a packet that may be cut anywhere (RFC 4861, 4.6.3): bytes to us',
  },
  {
    outcome: 'theirs',
    name: /^dns\./,
    within: /^m?dns\.(data|opt\.data)$|^m?dns\..*\.options\.data$/,
    why: 'records and options that issue 2 does not name: bytes to us',
  },
  {
    outcome: 'theirs',
    name: 'eth.padding',
    when: ({ layers }) => layers.startsWith('sll'),
    why: 'sll.trailer holds the same bytes',
  },
  {
    outcome: 'theirs',
    name: /^/,
    within: 'sctp.pktdrop_datafield',
    why: 'the start of a packet that was dropped: bytes to us',
  },
  {
    outcome: 'theirs',
    name: /^dns\.opt\.(len|data)$/,
    why: 'a length that follows from the fields, and bytes that have a form',
  },
  {
    outcome: 'theirs',
    name: 'tcp.pdu.size',
    why: 'the bytes of the messages that tshark found in the segment',
  },
  {
    outcome: 'theirs',
    name: /^llc\.([ds]sap\.sap|dsap\.ig|ssap\.cr)$/,
    why: 'bits of llc.dsap and llc.ssap',
  },
  {
    outcome: 'theirs',
    name: /^pppoed\.tag_length(_8)?$/,
    why: 'follows from the fields',
  },
  // --- Fields that tshark shows only sometimes ---------------------------------------------------
  {
    outcome: 'ours',
    name: /^dns\.flags\.(authoritative|authenticated|recavail|rcode|z)$/,
    when: ({ ours }) => ours === false || ours === 0,
    why: 'tshark shows these bits of a query only where they are set',
  },
  {
    outcome: 'ours',
    name: 'dns.resp.name',
    why: 'of an SRV record tshark shows the parts of its name, not the name',
  },
  {
    outcome: 'theirs',
    name: 'tcp.flags.ace',
    why: 'the bits AE, CWR and ECE as one number, once tshark saw that the stream counts with them',
  },
  {
    outcome: 'ours',
    name: /^tcp\.flags\.(ae|cwr|ece)$/,
    why: 'tshark shows tcp.flags.ace in their place where the stream counts with them',
  },
  {
    outcome: 'ours',
    name: /^tcp\.options\.mptcp\.(reserved|checksum)$/,
    why: 'tshark shows reserved bits in some subtypes, the checksum if both ends agreed on one',
  },
  {
    outcome: 'ours',
    name: 'tcp.options.unknown.payload',
    why: 'bytes of an option whose form tshark knows and we do not, or which does not fit its form',
  },
  {
    outcome: 'ours',
    name: 'ip.opt.type',
    why: 'tshark shows no field of an option that it does not know',
  },
  {
    outcome: 'ours',
    name: 'data.data',
    when: ({ path }) => path.startsWith('surplus/'),
    why: 'bytes behind a datagram, inside of an outer one: tshark shows them nowhere',
  },
  {
    outcome: 'ours',
    name: 'gre.flags.ack',
    why: 'tshark shows that bit in version 1 only; in version 0 it is reserved (RFC 2784, 2)',
  },
  {
    outcome: 'ours',
    name: /^icmp(v6)?\.(length|unused|reserved)$/,
    why: 'tshark shows the unused half only where the other is used, and no length of zero',
  },
  {
    outcome: 'ours',
    name: 'udp.checksum_calculated',
    why: 'tshark says nothing of what should stand there where the checksum is zero over IPv6',
  },
  {
    outcome: 'ours',
    name: 'mip6.mobility_opt',
    why: 'tshark shows the number of an option that it does not know, of others the name',
  },
  {
    outcome: 'ours',
    name: /^(icmp\.int_info\.name|sctp\.pktdrop_datafield)$/,
    why: 'tshark shows no field of it, though it has one',
  },
  {
    outcome: 'ours',
    name: /^llc\.control\.[pf]$/,
    when: ({ ours }) => ours === false,
    why: 'tshark shows the bit in the middle of an unnumbered frame only where it is set',
  },
  {
    outcome: 'ours',
    name: /^pppoed\.tags\./,
    when: ({ ours }) => ours === '',
    why: 'tshark shows nothing of an empty tag but its number',
  },
  {
    outcome: 'ours',
    name: 'data.data',
    when: ({ path }) => path === 'esp/data',
    why: 'tshark shows no field of what it cannot decrypt',
  },
  {
    outcome: 'ours',
    name: 'data.data',
    when: ({ path }) => path.startsWith('chunks.'),
    why: 'tshark keeps parts of a message for its end, and shows nothing of what it rejects',
  },
  {
    outcome: 'ours',
    name: 'dns.data',
    why: 'tshark divides the data of this record',
  },
  {
    outcome: 'ours',
    name: 'igmp.data',
    why: 'tshark shows nothing behind the message',
  },
  {
    outcome: 'ours',
    name: /^gre\.key\.(payload_length|call_id)$/,
    why: 'EoIP of one vendor: it has the form of version 1, and tshark shows one key',
  },
  {
    outcome: 'theirs',
    name: 'gre.key',
    why: 'EoIP of one vendor: it has the form of version 1, and tshark shows one key',
  },
  {
    outcome: 'ours',
    name: 'eth.padding',
    when: ({ layers }) => layers.includes('pppoe'),
    why: 'tshark shows no padding behind PPPoE',
  },
  // --- Frame check sequences, which nothing announces ---------------------------------------------
  {
    outcome: 'differ',
    name: 'eth.trailer',
    when: ({ ours, theirs }) => String(ours).slice(0, -8) === theirs?.value,
    why: 'to tshark the last four bytes of any trailer, to us only of one that checks',
  },
  {
    outcome: 'undecoded',
    name: 'icmp',
    when: ({ theirs }) => theirs?.name === 'icmp.data_time',
    why: 'tshark takes the first bytes of an echo for a time where they could be one',
  },
  {
    outcome: 'undecoded',
    name: 'eth',
    when: ({ path }) => path === 'gre/data',
    why: 'EoIP of one vendor, whose EtherType is not assigned to it',
  },
  {
    outcome: 'undecoded',
    name: 'icmpv6',
    when: ({ path, theirs }) => path === 'icmpv6/data' && /rpl/.test(theirs?.name ?? ''),
    why: 'RPL control messages are left as data (issue 2)',
  },
  {
    outcome: 'differ',
    name: 'pppoed.tag.unknown_data',
    when: ({ ours, theirs }) => theirs?.value.slice(4) === String(ours).slice(0, -4),
    why: 'tshark reads an unknown tag from its length on, two bytes late',
  },
  {
    outcome: 'differ',
    name: /^dns\./,
    when: ({ ours }) => typeof ours === 'string' && /[^ -~]/.test(ours),
    why: 'bytes of a name that are no text: we show them as \\ddd (RFC 1035, 5.1)',
  },
  {
    outcome: 'theirs',
    name: /^/,
    when: ({ layers }) => /(^|:)ah(:data)?$/.test(layers),
    why: 'an AH whose length cannot be (RFC 4302, 2.2): where it ends is not known',
  },
  {
    outcome: 'theirs',
    name: 'ipv6.opt.mipv6.home_address',
    within: /\.opt\.data$/,
    why: 'an option of another length than the 16 bytes that it needs (RFC 6275, 6.3)',
  },
  {
    outcome: 'theirs',
    name: /^ipv6\.opt\.pmtu\./,
    within: /\.opt\.data$/,
    why: 'an option of a later RFC (9268), or of another length than it needs',
  },
  {
    outcome: 'theirs',
    name: /^icmpv6\.opt\./,
    within: /^icmpv6\.opt\.data$/,
    why: 'an option whose form does not fit its bytes',
  },
  {
    outcome: 'theirs',
    name: 'vlan.trailer',
    why: 'the frame check sequence, which tshark does not look for behind a tag',
  },
  {
    outcome: 'ours',
    name: 'eth.trailer',
    when: ({ layers }) => layers.endsWith(':udp:data'),
    why: 'bytes behind the length of UDP: tshark takes them for its payload where IP has length 0',
  },
  // --- Verdicts ---------------------------------------------------------------------------------
  {
    outcome: 'differ',
    name: /^icmp(v6)?\.checksum\.status$/,
    when: ({ theirs }) => theirs?.show === '2',
    why: 'tshark does not check the sum of a message that an ICMP error quotes',
  },
  {
    outcome: 'undecoded',
    name: /^/,
    when: ({ path }) => path === 'ah/data',
    why: 'an AH whose length cannot be (RFC 4302, 2.2): where it ends is not known',
  },
  {
    outcome: 'differ',
    name: /^(tcp|udp|icmp|icmpv6|sctp|dccp)\.checksum\.status$/,
    when: ({ ours }) => ours === 'unverified',
    why: 'not all of the datagram is here: tshark sums up what there is',
  },
  {
    outcome: 'differ',
    name: /^udp\.checksum(\.status|_calculated)$/,
    when: ({ layers }) => layers.includes('ipv6.dstopts'),
    why: 'tshark takes the home address even from an option too short for it (RFC 6275, 6.3)',
  },
  {
    outcome: 'differ',
    name: 'tcp.checksum.status',
    when: ({ theirs }) => theirs?.show === '2',
    why: 'tshark does not sum up a segment whose length it does not believe',
  },
  {
    outcome: 'ours',
    name: /^(tcp|udp)\.checksum_calculated$/,
    why: 'tshark does not sum up a segment whose length it does not believe, nor one with zero',
  },
  // --- Values ------------------------------------------------------------------------------------
  {
    outcome: 'differ',
    name: /^(ip\.len|ipv6\.plen)$/,
    when: ({ ours, theirs }) => ours === 0 && theirs?.value === '0000',
    why: 'length 0, as offload leaves it: we show the wire, tshark the length of the capture',
  },
  {
    outcome: 'differ',
    name: /\.checksum\.status$/,
    when: ({ ours }) => ours === 'partial',
    why: 'tshark calls the sum of the pseudo-header alone, as offload leaves it, bad',
  },
];

const matches = (pattern: string | RegExp, text: string): boolean =>
  typeof pattern === 'string' ? pattern === text : pattern.test(text);

/** The entry that a difference is listed under. */
export function listed(found: Compared): Difference | undefined {
  return differences.find(
    ({ outcome, name, when, within }) =>
      outcome === found.outcome &&
      (within === undefined || matches(within, found.within ?? '')) &&
      matches(name, found.name) &&
      (when === undefined || when(found)),
  );
}
