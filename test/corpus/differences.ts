import type { Compared } from '../peers/compare.js';
import { onlyOurs } from './only-ours.js';
import { onlyTshark } from './only-tshark.js';

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

const differences: readonly Difference[] = [
  ...onlyTshark,
  ...onlyOurs,
  // --- The same field, another value ---
  {
    outcome: 'differ',
    name: 'eth.trailer',
    when: ({ ours, theirs }) => String(ours).slice(0, -8) === theirs?.value,
    why: 'to tshark the last four bytes of any trailer, to us only of one that checks',
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
    outcome: 'differ',
    name: /^icmp(v6)?\.checksum\.status$/,
    when: ({ theirs }) => theirs?.show === '2',
    why: 'tshark does not check the sum of a message that an ICMP error quotes',
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
  // --- Data to us, a protocol to tshark ---
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
    outcome: 'undecoded',
    name: /^/,
    when: ({ path }) => path === 'ah/data',
    why: 'an AH whose length cannot be (RFC 4302, 2.2): where it ends is not known',
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
