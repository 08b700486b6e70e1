/** Which packet: a family of cases, and the start of a description. */
interface Which {
  readonly family: string;
  readonly description: string;
}
interface Exception {
  readonly family: string;
  readonly descriptions: readonly string[];
  readonly why: string;
}

/** Packets whose fault tshark is right about, or wrong about in the way given. */
const ODD: readonly Exception[] = [
  {
    family: 'eth',
    descriptions: ['a trailer behind a long datagram'],
    why: 'tshark takes the last four bytes of any trailer for a frame check sequence',
  },
  {
    family: 'ndp',
    descriptions: ['option: certificate'],
    why: 'what the certificate holds is made up',
  },
  {
    family: 'ndp',
    descriptions: [
      'option: handover key request',
      'option: handover key reply',
      'option: handover assist',
      'option: mobile node identifier',
    ],
    why: 'tshark knows the option, reads none of it, and marks that as malformed',
  },
  {
    family: 'tcp options',
    descriptions: ['bytes behind the end of list'],
    why: 'they must be zero (RFC 9293, 3.1), and are not on purpose',
  },
  {
    family: 'tcp options',
    descriptions: ['selective negative acknowledgment'],
    why: 'tshark reads beyond the end of the option',
  },
];

/** Packets of which tshark 4.0 shows less than we, or nothing. */
const UNSEEN: readonly Exception[] = [
  {
    family: 'icmp',
    descriptions: ['traceroute', 'historic', 'Photuris', 'alternate host', 'unassigned'],
    why: 'tshark shows nothing of these messages (RFC 1393, RFC 1475, RFC 1788, RFC 2521)',
  },
  {
    family: 'ndp',
    descriptions: ['option: certificate'],
    why: 'no certificate: tshark gives up after three bytes of it',
  },
  {
    family: 'ipsec',
    descriptions: ['ESP'],
    why: 'tshark shows no field of what it cannot decrypt',
  },
  {
    family: 'sctp',
    descriptions: ['DATA, flags', 'two DATA'],
    why: 'tshark keeps the fragments of a message for their end',
  },
  {
    family: 'llc',
    descriptions: ['information frame'],
    why: 'tshark shows nothing of what stands behind it',
  },
  {
    family: 'pppoe',
    descriptions: ['end-of-list tag, padded'],
    why: 'tshark shows no padding behind a discovery packet',
  },
];

/** Where Scapy 2.5 builds other bytes than it has read. */
const DEVIATIONS: readonly Exception[] = [
  {
    family: 'null',
    descriptions: ['family 2, big', 'family 24, big', 'family 28, big', 'family 30, big'],
    why: 'Scapy writes the family in the byte order of the host',
  },
  {
    family: 'llc',
    descriptions: ['spanning tree, padded'],
    why: 'Scapy counts the padding in the length of 802.3',
  },
  {
    family: 'ip options',
    descriptions: ['timestamps', 'basic security of RFC 1108'],
    why: 'Scapy pads these options again, or knows no other length of them than its own',
  },
  {
    family: 'ip options',
    descriptions: ['loose source route, pointer 16', 'strict source route, pointer 16'],
    why: 'Scapy takes the last stop of a route that is used up for the destination',
  },
  {
    family: 'ipv6 extensions',
    descriptions: ['destination: home address'],
    why: 'Scapy finds the home address for the pseudo-header only without padding before it',
  },
  {
    family: 'ipv6 extensions',
    descriptions: ['jumbogram'],
    why: 'Scapy computes a payload length that has no room in 16 bits',
  },
  {
    family: 'mobility',
    descriptions: [
      'binding update with alternate care-of address',
      'binding update with authorization data',
      'binding update with mobile network prefix',
    ],
    why: 'Scapy adds padding behind the padding that is there',
  },
  {
    family: 'tunnel',
    descriptions: ['GRE version 1 (PPTP), sequence'],
    why: 'Scapy writes the number of a PPP protocol in one byte if it can',
  },
  {
    family: 'ppp',
    descriptions: ['IPv4 ', 'IPv6 '],
    why: 'Scapy writes the number of a PPP protocol in one byte if it can',
  },
  {
    family: 'tcp options',
    descriptions: ['bytes behind the end of list'],
    why: 'Scapy drops them',
  },
  {
    family: 'icmp',
    descriptions: ['time exceeded around eight bytes of TCP'],
    why: 'Scapy fills up the header of TCP that was quoted in part',
  },
  {
    family: 'icmp',
    descriptions: ['time exceeded with', 'unreachable with MPLS labels'],
    why: 'Scapy parses the extension of RFC 4884 and does not build it',
  },
  {
    family: 'icmpv6',
    descriptions: ['time exceeded with MPLS labels'],
    why: 'Scapy parses the extension of RFC 4884 and does not build it',
  },
  {
    family: 'udp',
    descriptions: ['shorter than the datagram'],
    why: 'Scapy drops what stands behind the datagram of UDP, as padding of Ethernet',
  },
  {
    family: 'sctp',
    descriptions: [
      'INIT with host name',
      'INIT with chunk list',
      'INIT with padding',
      'INIT with an unknown parameter',
    ],
    why: 'Scapy counts the padding of the last parameter in the length of the chunk, or adds to it',
  },
  {
    family: 'built',
    descriptions: ['PPPoE'],
    why: 'Scapy writes the number of a PPP protocol in one byte if it can',
  },
  {
    family: 'built',
    descriptions: ['DNS, an answer', 'DNS, text'],
    why: 'Scapy writes compressed names in full',
  },
  {
    family: 'dns',
    descriptions: ['header alone'],
    why: 'Scapy adds a question of its own',
  },
  {
    family: 'dns records',
    descriptions: [
      'TXT, one empty string',
      'TXT with bytes that are no text',
      'a record without data',
      'an unknown type',
      'three answers',
      'class NONE',
    ],
    why: 'Scapy writes compressed names in full',
  },
  {
    family: 'dns names',
    descriptions: [
      'all sections, compressed',
      'name',
      'a ',
      'the root',
      'upper case',
      'bytes that are no text',
    ],
    why: 'Scapy writes compressed names in full',
  },
];

/** Packets whose computed fields are not the only ones, or are wrong on purpose. */
const WRONG: readonly Exception[] = [
  { family: 'ip', descriptions: ['first fragment'], why: 'UDP counts the whole datagram' },
  {
    family: 'ipv6 extensions',
    descriptions: ['first fragment'],
    why: 'UDP counts the whole datagram',
  },
  {
    family: 'arp',
    descriptions: ['RARP'],
    why: 'the EtherType tells RARP, and JSON calls it arp (design.md, 3)',
  },
  { family: 'mpls', descriptions: ['multicast EtherType'], why: 'there are two EtherTypes' },
  {
    family: 'null',
    descriptions: ['family 24', 'family 28'],
    why: 'systems number IPv6 in four ways',
  },
  {
    family: 'ipsec',
    descriptions: ['AH over IPv4'],
    why: 'behind AH Scapy leaves the checksum of UDP out',
  },
  { family: 'ip', descriptions: ['total length 0'], why: 'offload leaves the length out' },
  { family: 'ip', descriptions: ['a wrong header checksum'], why: 'wrong on purpose' },
  { family: 'ipv6', descriptions: ['payload length 0'], why: 'offload leaves the length out' },
  {
    family: 'tcp',
    descriptions: ['a wrong checksum', 'a checksum of the pseudo-header alone'],
    why: 'wrong on purpose',
  },
  {
    family: 'udp',
    descriptions: ['a wrong checksum', 'without a checksum', 'over IPv6 without a checksum'],
    why: 'wrong or absent on purpose',
  },
  { family: 'sctp', descriptions: ['a wrong checksum'], why: 'wrong on purpose' },
];

function finder(list: readonly Exception[]): (which: Which) => Exception | undefined {
  return ({ family, description }) =>
    list.find(
      (one) =>
        one.family === family && one.descriptions.some((start) => description.startsWith(start)),
    );
}

export const unseen = finder(UNSEEN);
export const odd = finder(ODD);
export const deviation = finder(DEVIATIONS);
export const otherThanBuilt = finder(WRONG);
