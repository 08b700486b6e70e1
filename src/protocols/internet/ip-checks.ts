import { QUOTED } from '../../codec/dissect.js';
import type { Layer } from '../../codec/packet.js';
import type { Severity } from '../../codec/protocol.js';

/** What the checks look at. */
interface Header {
  readonly version: number;
  readonly hdr_len: number;
  readonly len: number;
  readonly flags: { readonly rb: boolean; readonly df: boolean; readonly mf: boolean };
  readonly frag_offset: number;
  readonly ttl: number;
  readonly proto: number;
  readonly src: string;
  readonly dst: string;
  readonly opt?: readonly Option[] | undefined;
}

interface Option {
  readonly [key: string]: unknown;
  readonly name?: string | undefined;
}

interface Check {
  readonly severity: Severity;
  readonly field: string;
  readonly when: (v: Header, layer: Layer) => boolean;
  readonly text: string | ((v: Header) => string);
  readonly rfc?: string;
}

const first = (address: string): number => Number(address.slice(0, address.indexOf('.')));
const isMulticast = (address: string): boolean => first(address) >> 4 === 14;

/** 224.0.0.0/24, but for VRRP, GLBP, mDNS and LLMNR, which have their own rules. */
const isLocalGroup = (address: string): boolean =>
  address.startsWith('224.0.0.') && !/\.(18|102|251|252)$/.test(address);

/** OSPF and PIM speak to their neighbours. */
const isRouting = (proto: number): boolean => proto === 89 || proto === 103;

const isShort = ({ ttl, dst, proto }: Header): boolean =>
  ttl > 0 && ttl < 5 && !isMulticast(dst) && !isRouting(proto);

/** What an error message quotes has come to its end: traceroute is made of it. */
const isQuoted = ({ flags }: Layer): boolean => (flags & QUOTED) !== 0;

const isNop = (option: Option | undefined): boolean => option?.name === 'nop';

/** Pointers into a route or into timestamps, counted from their first entry. */
function pointers({ opt = [] }: Header, odd: (offset: number) => boolean): boolean {
  return opt.some((o) => typeof o.ptr === 'number' && odd(o.ptr - (o.name === 'ts' ? 5 : 4)));
}

export const ipChecks: readonly Check[] = [
  {
    severity: 'error',
    field: 'version',
    when: (v) => v.version !== 4,
    text: (v) => `version ${v.version}, not 4`,
    rfc: 'RFC 791, 3.1',
  },
  {
    severity: 'note',
    field: 'len',
    when: (v) => v.len === 0,
    text: 'total length 0: left to the network card, which was to cut the segment (TSO)',
  },
  {
    severity: 'warning',
    field: 'flags.rb',
    when: (v) => v.flags.rb,
    text: 'the reserved bit is set',
    rfc: 'RFC 791, 3.1',
  },
  {
    severity: 'note',
    field: 'flags.df',
    when: (v) => v.flags.df && (v.flags.mf || v.frag_offset > 0),
    text: 'a fragment that must not be fragmented: only its sender can have done it',
    rfc: 'RFC 791, 3.1',
  },
  {
    severity: 'error',
    field: 'len',
    when: (v) => v.flags.mf && v.len > 0 && (v.len - v.hdr_len) % 8 !== 0,
    text: 'not the last fragment, and no multiple of 8 bytes long',
    rfc: 'RFC 791, 3.2',
  },
  {
    severity: 'error',
    field: 'frag_offset',
    when: (v) => v.frag_offset + v.len > 65535,
    text: 'the fragment ends behind the 65535 bytes that a datagram may have',
    rfc: 'RFC 791, 3.1',
  },
  {
    severity: 'warning',
    field: 'ttl',
    when: (v, layer) => v.ttl === 0 && !isQuoted(layer),
    text: 'time to live 0: the packet must not leave a host',
    rfc: 'RFC 1122, 3.2.1.7',
  },
  {
    severity: 'note',
    field: 'ttl',
    when: (v) => v.ttl > 1 && isLocalGroup(v.dst),
    text: (v) => `time to live ${v.ttl} to a group that no router forwards: 1 is usual`,
    rfc: 'RFC 5771, 4',
  },
  {
    severity: 'note',
    field: 'ttl',
    when: (v, layer) => isShort(v) && !isQuoted(layer),
    text: (v) => `time to live ${v.ttl}: the packet does not get far`,
  },
  {
    severity: 'warning',
    field: 'src',
    when: (v) => isMulticast(v.src) || v.src === '255.255.255.255',
    text: (v) => `${v.src} cannot be a sender`,
    rfc: 'RFC 1122, 3.2.1.3',
  },
  {
    severity: 'warning',
    field: 'dst',
    when: (v) => v.dst === '0.0.0.0',
    text: '0.0.0.0 cannot be a receiver',
    rfc: 'RFC 1122, 3.2.1.3',
  },
  {
    severity: 'warning',
    field: 'opt',
    when: (v) => pointers(v, (offset) => offset < 0),
    text: 'the pointer points before the first entry',
    rfc: 'RFC 791, 3.1',
  },
  {
    severity: 'warning',
    field: 'opt',
    when: (v) => pointers(v, (offset) => offset > 0 && offset % 4 !== 0),
    text: 'the pointer points into the middle of an entry',
    rfc: 'RFC 791, 3.1',
  },
  {
    severity: 'warning',
    field: 'opt',
    when: ({ opt = [] }) => opt.some((_, i) => [0, 1, 2, 3].every((n) => isNop(opt[i + n]))),
    text: 'four times no operation in a row: a router may have blanked an option',
  },
];
