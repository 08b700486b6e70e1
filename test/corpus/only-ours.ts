import type { Difference } from './differences.js';

/** Fields of ours that tshark 4.0 does not show, or only sometimes. */
export const onlyOurs: readonly Difference[] = [
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
    outcome: 'ours',
    name: 'eth.padding',
    when: ({ layers }) => layers.includes('pppoe'),
    why: 'tshark shows no padding behind PPPoE',
  },
  {
    outcome: 'ours',
    name: 'eth.trailer',
    when: ({ layers }) => layers.endsWith(':udp:data'),
    why: 'bytes behind the length of UDP: tshark takes them for its payload where IP has length 0',
  },
  {
    outcome: 'ours',
    name: /^(tcp|udp)\.checksum_calculated$/,
    why: 'tshark does not sum up a segment whose length it does not believe, nor one with zero',
  },
];
