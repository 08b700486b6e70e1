import type { Values } from '../../codec/field.js';
import type { Check } from '../../codec/protocol.js';
import type { AnyOption } from '../../codec/tlv.js';
import type { SctpFields } from './sctp.js';

type Sctp = Values<SctpFields>;

const chunks = (v: Sctp): readonly AnyOption[] => v.chunks ?? [];

function all(v: Sctp, ...names: readonly string[]): AnyOption[] {
  return chunks(v).filter(({ name }) => name !== undefined && names.includes(name));
}

interface Block {
  readonly start: number;
  readonly end: number;
}

/** Each ends where it starts or later, and starts behind the one before (RFC 9260, 3.3.4). */
const inOrder = (blocks: readonly Block[]): boolean =>
  blocks.every(
    ({ start, end }, i) => start > 0 && end >= start && start > (blocks[i - 1]?.end ?? 0),
  );

const LEAST_WINDOW = 1500;

export const sctpChecks: readonly Check<SctpFields>[] = [
  ...(['srcport', 'dstport'] as const).map((field) => ({
    severity: 'warning' as const,
    field,
    when: (v: Sctp) => v[field] === 0,
    text: 'port 0 must not be used',
    rfc: 'RFC 9260, 3.1',
  })),
  {
    severity: 'error',
    field: 'verification_tag',
    when: (v) => v.verification_tag !== 0 && all(v, 'init').length > 0,
    text: 'the verification tag of an INIT is to be 0',
    rfc: 'RFC 9260, 8.5.1',
  },
  {
    severity: 'warning',
    field: 'verification_tag',
    // A reflected tag (T) may be anything.
    when: (v) =>
      v.verification_tag === 0 &&
      chunks(v).length > all(v, 'init', 'abort', 'shutdown_complete').length,
    text: 'a verification tag of 0 is for INIT alone',
    rfc: 'RFC 9260, 8.5.1',
  },
  {
    severity: 'note',
    when: (v) => chunks(v).length === 0,
    text: 'a packet without a chunk says nothing',
    rfc: 'RFC 9260, 3',
  },
  {
    severity: 'error',
    field: 'chunks',
    when: (v) => chunks(v).length > 1 && all(v, 'init', 'init_ack', 'shutdown_complete').length > 0,
    text: 'INIT, INIT ACK and SHUTDOWN COMPLETE stand alone in a packet',
    rfc: 'RFC 9260, 6.10',
  },
  {
    severity: 'error',
    field: 'chunks',
    when: (v) => chunks(v).some(({ name }, i) => i > 0 && name === 'cookie_echo'),
    text: 'COOKIE ECHO must be the first chunk',
    rfc: 'RFC 9260, 5.1',
  },
  {
    severity: 'error',
    field: 'chunks',
    when: (v) => all(v, 'init', 'init_ack').some((chunk) => chunk.initiate_tag === 0),
    text: 'an initiate tag must not be 0',
    rfc: 'RFC 9260, 3.3.2',
  },
  {
    severity: 'error',
    field: 'chunks',
    when: (v) =>
      all(v, 'init', 'init_ack').some((c) => c.nr_out_streams === 0 || c.nr_in_streams === 0),
    text: 'at least one stream is needed in each direction',
    rfc: 'RFC 9260, 3.3.2',
  },
  {
    severity: 'warning',
    field: 'chunks',
    when: (v) => all(v, 'init', 'init_ack').some((c) => (c.credit ?? LEAST_WINDOW) < LEAST_WINDOW),
    text: `the first receiver window must be at least ${LEAST_WINDOW} bytes`,
    rfc: 'RFC 9260, 6',
  },
  {
    severity: 'error',
    field: 'chunks',
    when: (v) => all(v, 'data').some((c) => c.data_tsn !== undefined && c.data === undefined),
    text: 'DATA without user data: the receiver aborts',
    rfc: 'RFC 9260, 6.2',
  },
  {
    severity: 'warning',
    field: 'chunks',
    when: (v) =>
      all(v, 'sack', 'nr_sack').some((chunk) => !inOrder(chunk.gap_blocks ?? [])) ||
      all(v, 'nr_sack').some((chunk) => !inOrder(chunk.nr_gap_blocks ?? [])),
    text: 'gap blocks are not in order, or end before they start',
    rfc: 'RFC 9260, 3.3.4',
  },
  {
    severity: 'warning',
    field: 'chunks',
    when: (v) => {
      const found = chunks(v).findIndex((c) => c.name === 'asconf' || c.name === 'asconf_ack');
      return (
        found >= 0 &&
        !chunks(v)
          .slice(0, found)
          .some(({ name }) => name === 'auth')
      );
    },
    text: 'ASCONF without AUTH before it: receivers drop that',
    rfc: 'RFC 5061, 4.1',
  },
  {
    severity: 'note',
    field: 'chunks',
    when: (v) => chunks(v).some((chunk) => chunk.padding !== undefined),
    text: 'a chunk is not padded to 32 bits with zeros',
    rfc: 'RFC 9260, 3.2',
  },
  {
    severity: 'note',
    field: 'chunks',
    when: (v) => all(v, 'sack', 'nr_sack').some((c) => (c.sack_a_rwnd ?? c.nr_sack_a_rwnd) === 0),
    text: 'a window of 0: the other end must wait',
    rfc: 'RFC 9260, 6.1',
  },
  {
    severity: 'note',
    field: 'chunks',
    when: (v) => chunks(v).some(({ name, type }) => name === undefined && type >= 128),
    text: 'an unknown chunk: receivers skip it',
    rfc: 'RFC 9260, 3.2',
  },
  {
    severity: 'warning',
    field: 'chunks',
    when: (v) => chunks(v).some(({ name, type }) => name === undefined && type < 128),
    text: 'an unknown chunk: receivers discard it and all behind it',
    rfc: 'RFC 9260, 3.2',
  },
];
