import type { Values } from '../../codec/field.js';
import type { Check } from '../../codec/protocol.js';
import type { TcpFields } from './tcp.js';

type Tcp = Values<TcpFields>;
type TcpOption = NonNullable<Tcp['options']>[number];
type Named<N> = Extract<TcpOption, { name: N }>;

function has(v: Tcp, name: TcpOption['name']): boolean {
  return v.options?.some((option) => option.name === name) ?? false;
}

function find<N extends TcpOption['name']>(v: Tcp, name: N): Named<N> | undefined {
  return v.options?.find((option): option is Named<N> => option.name === name);
}

/** Sequence numbers go around: the first is the later one (RFC 9293, 3.4). */
const isAfter = (a: number, b: number): boolean => ((a - b) | 0) > 0;

/** Options that are for the first segments alone, and where that is written. */
const FOR_SYN = [
  ['mss', 'RFC 9293, 3.2'],
  ['wscale', 'RFC 7323, 2.2'],
  ['sack_perm', 'RFC 2018, 2'],
] as const;

const NOPS = 4;

export const tcpChecks: readonly Check<TcpFields>[] = [
  {
    severity: 'warning',
    field: 'flags',
    when: ({ flags }) => flags.syn && flags.fin,
    text: 'SYN and FIN together: of port scanners, or of the obsolete T/TCP (RFC 1644)',
  },
  {
    severity: 'warning',
    field: 'flags',
    when: ({ flags }) => flags.syn && flags.reset,
    text: 'SYN beside RST has no effect: receivers look at RST first',
    rfc: 'RFC 9293, 3.10.7.2',
  },
  {
    severity: 'warning',
    field: 'flags',
    when: ({ flags: f }) => !(f.syn || f.reset || f.ack || f.fin || f.push || f.urg),
    text: 'no flag is set: receivers drop that, port scanners send it',
    rfc: 'RFC 9293, 3.10.7.4',
  },
  {
    severity: 'warning',
    field: 'flags',
    when: ({ flags: f }) => (f.fin || f.push || f.urg) && !(f.ack || f.syn || f.reset),
    text: 'ACK is missing: receivers drop a segment that has neither ACK nor SYN nor RST',
    rfc: 'RFC 9293, 3.10.7.4',
  },
  {
    severity: 'note',
    field: 'flags',
    when: ({ flags }) => flags.res !== 0,
    text: 'reserved bits are set',
    rfc: 'RFC 9293, 3.1',
  },
  {
    severity: 'note',
    field: 'ack',
    when: ({ flags, ack }) => !flags.ack && ack !== 0,
    text: 'an acknowledgment number without the ACK flag says nothing',
    rfc: 'RFC 9293, 3.1',
  },
  {
    severity: 'note',
    field: 'urgent_pointer',
    when: ({ flags, urgent_pointer }) => !flags.urg && urgent_pointer !== 0,
    text: 'an urgent pointer without the URG flag says nothing',
    rfc: 'RFC 9293, 3.1',
  },
  {
    severity: 'note',
    field: 'checksum',
    when: ({ checksum }) => checksum === 0xffff,
    text: '0xffff is no sum of data that are not all zero: 0x0000 is meant',
    rfc: 'RFC 1624, 3',
  },
  ...(['srcport', 'dstport'] as const).map((field) => ({
    severity: 'warning' as const,
    field,
    when: (v: Tcp) => v[field] === 0,
    text: 'port 0 is reserved',
    rfc: 'RFC 6335, 6',
  })),
  ...FOR_SYN.map(([name, rfc]) => ({
    severity: 'warning' as const,
    field: 'options',
    when: (v: Tcp) => !v.flags.syn && has(v, name),
    text: `${name} in a segment without SYN`,
    rfc,
  })),
  {
    severity: 'note',
    field: 'options',
    when: (v) => v.flags.syn && !has(v, 'mss'),
    text: 'a SYN without MSS: the other end assumes 536 bytes over IPv4, 1220 over IPv6',
    rfc: 'RFC 9293, 3.7.1',
  },
  {
    severity: 'warning',
    field: 'options',
    when: (v) => (find(v, 'wscale')?.wscale?.shift ?? 0) > 14,
    text: 'a window scale above 14 counts as 14',
    rfc: 'RFC 7323, 2.3',
  },
  {
    severity: 'warning',
    field: 'options',
    when: (v) => find(v, 'sack')?.sack?.some(({ le, re }) => !isAfter(re, le)) ?? false,
    text: 'a SACK block ends before it starts',
    rfc: 'RFC 2018, 3',
  },
  {
    severity: 'note',
    field: 'options',
    when: (v) => !v.flags.ack && (find(v, 'timestamp')?.timestamp?.tsecr ?? 0) !== 0,
    text: 'without ACK the echoed timestamp is to be zero',
    rfc: 'RFC 7323, 3.2',
  },
  {
    severity: 'note',
    field: 'options',
    when: (v) => v.options?.some((_, i, all) => nops(all, i)) ?? false,
    text: 'four NOPs in a row: a router may have put them in place of an option',
  },
  {
    severity: 'warning',
    field: 'options',
    when: (v) => /[^0]/.test(String(find(v, 'eol')?.padding ?? '')),
    text: 'the padding behind the end of the options is not zero',
    rfc: 'RFC 9293, 3.1',
  },
];

function nops(all: readonly TcpOption[], from: number): boolean {
  const row = all.slice(from, from + NOPS);
  return row.length === NOPS && row.every((option) => option.name === 'nop');
}
