import { uint } from '../../codec/fixed.js';
import { list } from '../../codec/list.js';
import { names } from '../../codec/names.js';
import { bytes, text } from '../../codec/parts.js';
import { anyOptions, option, type Shape, tlv } from '../../codec/tlv.js';
import { sctpChunkTypes } from '../../registries/sctp.js';
import { hex } from '../show.js';
import { duration, milliseconds } from '../words.js';
import { address, asconf, correlation_id, reconfig, sctpNamed, shape } from './sctp-changes.js';

/** RFC 4895, 8. */
export const hmacs = names({ sha1: [1, 'SHA-1'], sha256: [3, 'SHA-256'] });

const init = {
  state_cookie: option(
    7,
    'State cookie',
    sctpNamed({
      parameter_state_cookie: bytes('State cookie', 'what the receiver need not remember'),
    }),
  ),
  cookie_preservative: option(
    9,
    'Cookie preservative',
    sctpNamed({
      parameter_cookie_preservative_incr: uint(32, 'Increment', 'milliseconds to live longer', {
        means: milliseconds,
      }),
    }),
  ),
  host_name: option(
    11,
    'Host name address',
    sctpNamed({ parameter_hostname: text('Host name', 'ends with a zero byte; obsolete') }),
  ),
  supported_address_types: option(12, 'Supported address types', {
    supported_address_types: list(
      'Address types',
      'that the sender takes',
      uint(16, 'Address type', 'number of its parameter', {
        filter: 'sctp.parameter_supported_address_type',
        names: names({ ipv4: [5, 'IPv4'], ipv6: [6, 'IPv6'], host_name: 11 }),
      }),
    ),
  }),
  ecn_capable: option(0x8000, 'ECN capable'),
  zero_checksum: option(0x8001, 'Zero checksum acceptable', {
    edmid: uint(32, 'Error detection', 'what stands in for the checksum; RFC 9653', {
      filter: 'sctp.parameter_value',
      names: names({ dtls: [1, 'SCTP over DTLS'] }),
    }),
  }),
  random: option(
    0x8002,
    'Random',
    sctpNamed({ random_number: bytes('Random number', 'part of the key; RFC 4895, 3.1') }),
  ),
  chunk_list: option(0x8003, 'Chunk list', {
    chunk_types: list(
      'Chunks to authenticate',
      'that the sender wants signed',
      uint(8, 'Chunk type', 'to be signed', {
        filter: 'sctp.chunk_type_to_auth',
        names: sctpChunkTypes,
      }),
    ),
  }),
  hmac_algorithms: option(0x8004, 'Requested HMAC algorithms', {
    hmac_ids: list(
      'HMAC identifiers',
      'the preferred one first',
      uint(16, 'HMAC identifier', 'that the sender takes', {
        filter: 'sctp.hmac_id',
        names: hmacs,
      }),
    ),
  }),
  padding: option(0x8005, 'Padding', {
    fill: bytes('Fill', 'makes the chunk larger; RFC 4820', { filter: 'sctp.parameter_value' }),
  }),
  supported_extensions: option(0x8008, 'Supported extensions', {
    extensions: list(
      'Chunk types',
      'that the sender knows beyond RFC 9260',
      uint(8, 'Chunk type', 'that is known', {
        filter: 'sctp.supported_chunk_type',
        names: sctpChunkTypes,
      }),
    ),
  }),
  forward_tsn_supported: option(0xc000, 'Forward TSN supported'),
  adaptation_layer: option(
    0xc006,
    'Adaptation layer indication',
    sctpNamed({
      adaptation_layer_indication: uint(32, 'Indication', 'agreed by the users', {
        show: hex(8),
      }),
    }),
  ),
};

const heartbeat_info = option(
  1,
  'Heartbeat info',
  sctpNamed({
    parameter_heartbeat_information: bytes('Heartbeat information', 'comes back as it is'),
  }),
);
const plain = { heartbeat_info, ...address, ...init, ...reconfig, ...asconf };
const offending = {
  parameters: tlv('Parameters', 'that the message is about', shape, plain),
};
const information = sctpNamed({ cause_information: bytes('Information', 'anything') });

const chunkShape: Shape = {
  key: 'type',
  type: 8,
  length: 16,
  counts: 'all',
  pad: 4,
  lastBare: true,
  rest: 'chunk_value',
  between: { flags: uint(8, 'Flags', 'of the chunk', { filter: 'sctp.chunk_flags' }) },
  names: sctpChunkTypes,
};

/** RFC 9260, 3.3.10; RFC 5061, 4.3; RFC 4895, 4.2. */
export const sctpCauses = tlv(
  'Causes',
  'what went wrong',
  { ...shape, key: 'code', rest: 'cause_information' },
  {
    invalid_stream: option(
      1,
      'Invalid stream identifier',
      sctpNamed({
        cause_stream_identifier: uint(16, 'Stream', 'that does not exist'),
        cause_reserved: uint(16, 'Reserved', 'zero'),
      }),
    ),
    missing_parameter: option(
      2,
      'Missing mandatory parameter',
      sctpNamed({
        cause_nr_of_missing_parameters: uint(32, 'Missing', 'how many parameters'),
        missing: list(
          'Missing parameters',
          'their types',
          uint(16, 'Parameter type', 'that is missing', {
            filter: 'sctp.cause_missing_parameter_type',
            show: hex(4),
          }),
          { count: 'cause_nr_of_missing_parameters' },
        ),
      }),
    ),
    stale_cookie: option(
      3,
      'Stale cookie',
      sctpNamed({
        cause_measure_of_staleness: uint(32, 'Staleness', 'microseconds since it expired', {
          means: (v) => duration(v / 1e6),
        }),
      }),
    ),
    out_of_resource: option(4, 'Out of resource'),
    unresolvable_address: option(5, 'Unresolvable address', offending),
    unrecognized_chunk: option(6, 'Unrecognized chunk type', {
      chunk: tlv('Chunk', 'that was not understood', chunkShape, {}),
    }),
    invalid_parameter: option(7, 'Invalid mandatory parameter'),
    unrecognized_parameters: option(8, 'Unrecognized parameters', offending),
    no_user_data: option(
      9,
      'No user data',
      sctpNamed({ cause_tsn: uint(32, 'TSN', 'of the DATA chunk without data') }),
    ),
    cookie_while_shutting_down: option(10, 'Cookie received while shutting down'),
    restart: option(11, 'Restart with new addresses', offending),
    user_abort: option(12, 'User-initiated abort', information),
    protocol_violation: option(13, 'Protocol violation', information),
    delete_last_address: option(0xa0, 'Request to delete the last address', offending),
    resource_shortage: option(0xa1, 'Refused for lack of resources', offending),
    delete_source_address: option(0xa2, 'Request to delete the source address', offending),
    illegal_asconf_ack: option(0xa3, 'Illegal ASCONF-ACK'),
    no_authorization: option(0xa4, 'Refused, no authorization', offending),
    unsupported_hmac: option(
      0x105,
      'Unsupported HMAC identifier',
      sctpNamed({ hmac_id: uint(16, 'HMAC', 'that is not supported', { names: hmacs }) }),
    ),
  },
);

/** All parameters, whichever chunk they are for: a wrong place is still shown. */
export const sctpParameters = anyOptions(
  tlv('Parameters', 'type, length, value', shape, {
    ...plain,
    unrecognized: option(8, 'Unrecognized parameter', offending),
    error_cause: option(0xc003, 'Error cause indication', { correlation_id, causes: sctpCauses }),
  }),
);
