import type { Difference } from './differences.js';

/** Fields of tshark 4.0 that we do not have: most are made of others. */
export const onlyTshark: readonly Difference[] = [
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
    name: /^icmp(v6\.opt|\.mip)\.length$/,
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
  {
    outcome: 'theirs',
    name: 'tcp.flags.ace',
    why: 'the bits AE, CWR and ECE as one number, once tshark saw that the stream counts with them',
  },
  {
    outcome: 'theirs',
    name: 'gre.key',
    why: 'EoIP of one vendor: it has the form of version 1, and tshark shows one key',
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
];
