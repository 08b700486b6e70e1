import type { Loose } from '../../codec/field.js';
import type { Layer } from '../../codec/packet.js';
import type { Severity } from '../../codec/protocol.js';
import { dnsOpcodes, dnsTypes } from '../../registries/dns.js';
import { inBytes } from '../words.js';

interface RecordValues {
  readonly name: string;
  readonly type: number;
  readonly ttl?: number;
  readonly edns0_version?: number;
  readonly class?: number;
  readonly options?: readonly Loose[] | undefined;
}
/** What the messages of all relatives have in common. */
interface MessageValues {
  readonly flags: {
    readonly response: boolean;
    readonly opcode: number;
    readonly rcode: number;
    readonly z: number | boolean;
    readonly truncated: boolean;
    readonly authoritative?: boolean;
  };
  readonly queries: readonly {
    readonly name: string;
    readonly type: number;
    readonly class?: number;
  }[];
  readonly answers: readonly RecordValues[];
  readonly authorities: readonly RecordValues[];
  readonly additionals: readonly RecordValues[];
}
interface MessageCheck {
  readonly severity: Severity;
  readonly field: string;
  readonly when: (v: MessageValues, layer: Layer) => boolean;
  readonly text: string | ((v: MessageValues, layer: Layer) => string);
  readonly rfc: string;
}

const OPT = 41;
const ANY = 255;
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
  {
    severity: 'error',
    field: 'additionals',
    when: (v) => [...v.answers, ...v.authorities].some(({ type }) => type === OPT),
    text: 'an OPT record outside of the additional section',
    rfc: 'RFC 6891, 6.1.1',
  },
  {
    severity: 'error',
    field: 'additionals',
    when: (v) => opts(v).some(({ options = [] }) => options.some(isTooLong)),
    text: 'the prefix of the client subnet is longer than an address',
    rfc: 'RFC 7871, 6',
  },
  {
    severity: 'note',
    field: 'flags',
    when: (v) => dnsOpcodes.nameOf(v.flags.opcode) === undefined,
    text: (v) => `opcode ${v.flags.opcode} is not assigned`,
    rfc: 'RFC 6895, 2.2',
  },
  {
    severity: 'note',
    field: 'queries',
    when: (v) => [...v.queries, ...all(v)].some(({ type }) => dnsTypes.nameOf(type) === undefined),
    text: 'a type of record that is not assigned',
    rfc: 'RFC 6895, 3.1',
  },
  {
    severity: 'note',
    field: 'queries',
    when: (v) =>
      [...v.queries, ...all(v)].some((r) => r.class !== undefined && !KLASSES.has(r.class)),
    text: 'a class that is not assigned',
    rfc: 'RFC 6895, 3.2',
  },
  {
    severity: 'note',
    field: 'flags',
    when: (v) => Number(v.flags.z) !== 0,
    text: 'the reserved bit is set',
    rfc: 'RFC 1035, 4.1.1',
  },
  {
    severity: 'note',
    field: 'count.add_rr',
    when: (_, { body, stop, protocol }) =>
      body < stop && protocol.declaration.carriedBy?.['tcp.port'] === undefined,
    text: (_, { body, stop }) => `${inBytes(stop - body)} behind the message`,
    rfc: 'RFC 1035, 4.1',
  },
];

/** Opcodes that only ask: updates and notifications carry records. */
const isQuestion = (v: MessageValues): boolean => !v.flags.response && v.flags.opcode === QUERY;
const KLASSES = new Set([1, 3, 4, 254, 255]);

const isTooLong = ({ client }: Loose): boolean =>
  (client?.family === 1 && client.netmask > 32) || (client?.family === 2 && client.netmask > 128);

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
  {
    severity: 'warning',
    field: 'flags',
    when: (v) => isQuestion(v) && v.flags.rcode !== 0,
    text: 'a query with a response code',
    rfc: 'RFC 1035, 4.1.1',
  },
  {
    severity: 'warning',
    field: 'count.answers',
    when: (v) => isQuestion(v) && v.answers.length > 0,
    text: 'a query that carries answers',
    rfc: 'RFC 1035, 4.1.1',
  },
  {
    severity: 'note',
    field: 'flags',
    when: (v) => isQuestion(v) && (v.flags.authoritative === true || v.flags.truncated),
    text: 'a query with a flag of responses',
    rfc: 'RFC 1035, 4.1.1',
  },
  {
    severity: 'note',
    field: 'queries',
    when: (v) => isQuestion(v) && v.queries.some(({ type }) => type === ANY),
    text: 'asks for records of any type: servers may refuse, for answers are long',
    rfc: 'RFC 8482, 4',
  },
];
