import type { Values } from '../../codec/field.js';
import type { Layer } from '../../codec/packet.js';
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
/** Linux takes no less since CVE-2019-11479. */
const LEAST_MSS = 48;

/** Several experiments and paths may have something to say. */
const isSingle = (name: TcpOption['name']): boolean =>
  name !== undefined && !['nop', 'eol', 'mptcp', 'exp1', 'exp2'].includes(name);

const isWrongCookie = (cookie = ''): boolean =>
  cookie.length > 0 && (cookie.length < 8 || cookie.length > 32 || cookie.length % 4 !== 0);

/** To a group, or to all hosts. */
const toMany = ({ outer }: Layer): boolean =>
  /^(22[4-9]|23\d|255\.255\.255\.255|ff[\da-f]{2}:)/.test(String(outer?.fields.dst ?? ''));

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
    severity: 'warning',
    field: 'flags',
    when: ({ flags }) => flags.fin && flags.reset,
    text: 'FIN beside RST has no effect: receivers look at RST first',
    rfc: 'RFC 9293, 3.10.7.4',
  },
  {
    severity: 'warning',
    field: 'flags',
    when: ({ flags }, layer) => flags.syn && toMany(layer),
    text: 'a SYN to more than one host: receivers discard it',
    rfc: 'RFC 9293, 3.9.2.3',
  },
  {
    severity: 'note',
    field: 'flags',
    when: ({ flags }, { body, stop }) => flags.syn && !flags.reset && body < stop,
    text: 'data in a SYN: usual with Fast Open alone',
    rfc: 'RFC 7413, 2',
  },
  {
    severity: 'note',
    field: 'flags',
    when: ({ flags }, { body, stop }) => flags.reset && body < stop,
    text: 'data in an RST: they may tell why',
    rfc: 'RFC 9293, 3.5.3',
  },
  {
    severity: 'note',
    field: 'window_size_value',
    when: ({ flags, window_size_value: window }) => window === 0 && !flags.reset,
    text: 'a window of 0: the other end must wait',
    rfc: 'RFC 9293, 3.8.6.1',
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
    when: (v) =>
      v.flags.ack && (find(v, 'sack')?.sack?.some(({ le }) => isAfter(v.ack, le)) ?? false),
    text: 'a SACK block before the acknowledged byte (D-SACK): these data arrived twice',
    rfc: 'RFC 2883, 4',
  },
  {
    severity: 'warning',
    field: 'options',
    when: (v) => (find(v, 'mss')?.mss_val ?? LEAST_MSS) < LEAST_MSS,
    text: `an MSS under ${LEAST_MSS}: segments so small serve to exhaust the other end`,
  },
  {
    severity: 'error',
    field: 'options',
    when: (v) => has(v, 'md5') && has(v, 'ao'),
    text: 'both the MD5 and the authentication option',
    rfc: 'RFC 5925, 2.2',
  },
  {
    severity: 'warning',
    field: 'options',
    when: ({ options = [] }) =>
      options.some(
        ({ name }, i) => isSingle(name) && options.findIndex((o) => o.name === name) < i,
      ),
    text: 'an option twice',
  },
  {
    severity: 'warning',
    field: 'options',
    when: (v) => isWrongCookie(find(v, 'tfo')?.tfo?.cookie),
    text: 'a Fast Open cookie has 4 to 16 bytes, an even number',
    rfc: 'RFC 7413, 4.1.1',
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
