import type { Severity } from '../../codec/protocol.js';

interface RecordValues {
  readonly name: string;
  readonly type: number;
  readonly ttl?: number;
  readonly edns0_version?: number;
}
/** What the messages of all relatives have in common. */
export interface MessageValues {
  readonly flags: { readonly response: boolean; readonly opcode: number; readonly rcode: number };
  readonly queries: readonly { readonly name: string; readonly type: number }[];
  readonly answers: readonly RecordValues[];
  readonly authorities: readonly RecordValues[];
  readonly additionals: readonly RecordValues[];
}
interface MessageCheck {
  readonly severity: Severity;
  readonly field: string;
  readonly when: (v: MessageValues) => boolean;
  readonly text: string;
  readonly rfc: string;
}

const OPT = 41;
const QUERY = 0;
const IQUERY = 1;

const all = (v: MessageValues): readonly RecordValues[] => [
  ...v.answers,
  ...v.authorities,
  ...v.additionals,
];
const opts = (v: MessageValues) => all(v).filter(({ type }) => type === OPT);

/** For DNS and its relatives. */
export const messageChecks: readonly MessageCheck[] = [
  {
    severity: 'note',
    field: 'flags',
    when: (v) => v.flags.opcode === IQUERY,
    text: 'inverse queries are obsolete',
    rfc: 'RFC 3425, 3',
  },
  {
    severity: 'warning',
    field: 'additionals',
    when: (v) => all(v).some(({ ttl = 0 }) => ttl >= 2 ** 31),
    text: 'a time to live with the top bit set counts as 0',
    rfc: 'RFC 2181, 8',
  },
  {
    severity: 'error',
    field: 'additionals',
    when: (v) => opts(v).length > 1,
    text: 'more than one OPT record',
    rfc: 'RFC 6891, 6.1.1',
  },
  {
    severity: 'error',
    field: 'additionals',
    when: (v) => opts(v).some(({ name }) => name !== '.'),
    text: 'the name of an OPT record is to be the root',
    rfc: 'RFC 6891, 6.1.2',
  },
  {
    severity: 'note',
    field: 'additionals',
    when: (v) => opts(v).some(({ edns0_version: version = 0 }) => version !== 0),
    text: 'only version 0 of EDNS is known',
    rfc: 'RFC 6891, 6.1.3',
  },
];

/** For unicast DNS alone: mDNS asks several questions at once (RFC 6762, 5.3). */
export const dnsChecks: readonly MessageCheck[] = [
  ...messageChecks,
  {
    severity: 'warning',
    field: 'count.queries',
    when: (v) => v.flags.opcode === QUERY && v.queries.length > 1,
    text: 'more than one question: servers answer with a format error',
    rfc: 'RFC 9619, 4',
  },
];
