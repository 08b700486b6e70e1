import type { Fields } from '../../codec/field.js';
import { ipv4, ipv6, uint } from '../../codec/fixed.js';
import { list } from '../../codec/list.js';
import { names } from '../../codec/names.js';
import { ifRoom } from '../../codec/parts.js';
import { option, type Shape, tlv } from '../../codec/tlv.js';
import { filters } from '../filters.js';
import { hex, ipv4Means, ipv6Means } from '../show.js';

/** RFC 6525, 4.4. */
const results = names({
  nothing_to_do: 0,
  performed: 1,
  denied: 2,
  wrong_ssn: [3, 'wrong stream sequence number'],
  in_progress: [4, 'another request is in progress'],
  bad_sequence_number: 5,
  in_progress_retry: [6, 'in progress, ask again'],
});

/** Named as Wireshark does: `sctp.parameter_hostname`, whatever it stands in. */
export const sctpNamed = <const F extends Fields>(fields: F): F => filters('sctp', fields);

/** RFC 9260, 3.2.1. The padding of the last one belongs to what is around (3.2). */
export const shape: Shape = {
  key: 'type',
  type: 16,
  length: 16,
  counts: 'all',
  pad: 4,
  lastBare: true,
  rest: 'parameter_value',
};

/** RFC 9260, 3.3.2.1. */
export const address = {
  ipv4_address: option(
    5,
    'IPv4 address',
    sctpNamed({
      parameter_ipv4_address: ipv4('IPv4 address', 'of an end', { means: ipv4Means }),
    }),
  ),
  ipv6_address: option(
    6,
    'IPv6 address',
    sctpNamed({
      parameter_ipv6_address: ipv6('IPv6 address', 'of an end', { means: ipv6Means }),
    }),
  ),
};

const addresses = tlv('Address', 'a parameter of its own', shape, address);
export const correlation_id = uint(32, 'Correlation id', 'ties an answer to its request', {
  show: hex(8),
  filter: 'sctp.correlation_id',
});
const change = { correlation_id, address: addresses };

/** RFC 5061, 4.2. */
export const asconf = {
  add_ip: option(0xc001, 'Add IP address', change),
  delete_ip: option(0xc002, 'Delete IP address', change),
  set_primary: option(0xc004, 'Set primary address', change),
  success: option(0xc005, 'Success indication', { correlation_id }),
};

const parameter_reconfig_request_sequence_number = uint(32, 'Request number', 'counts requests');
const parameter_reconfig_response_sequence_number = uint(
  32,
  'Response number',
  'number of the request that is answered',
);
const streams = list(
  'Streams',
  'none: all of them',
  uint(16, 'Stream', 'to be reset', { filter: 'sctp.parameter_reconfig_sid' }),
);
const addition = (direction: 'outgoing' | 'incoming') => ({
  parameter_reconfig_request_sequence_number,
  number: uint(16, 'Streams to add', 'how many', {
    filter: `sctp.parameter_add_${direction}_streams_number`,
  }),
  reserved: uint(16, 'Reserved', 'zero', {
    filter: `sctp.parameter_add_${direction}_streams_reserved`,
  }),
});

/** RFC 6525, 4. */
export const reconfig = {
  outgoing_reset: option(
    13,
    'Outgoing SSN reset request',
    sctpNamed({
      parameter_reconfig_request_sequence_number,
      parameter_reconfig_response_sequence_number,
      parameter_senders_last_assigned_tsn: uint(32, 'Last TSN', 'that the sender used'),
      streams,
    }),
  ),
  incoming_reset: option(
    14,
    'Incoming SSN reset request',
    sctpNamed({ parameter_reconfig_request_sequence_number, streams }),
  ),
  tsn_reset: option(
    15,
    'SSN/TSN reset request',
    sctpNamed({ parameter_reconfig_request_sequence_number }),
  ),
  reconfig_response: option(
    16,
    'Re-configuration response',
    sctpNamed({
      parameter_reconfig_response_sequence_number,
      parameter_reconfig_response_result: uint(32, 'Result', 'of a request', { names: results }),
      parameter_senders_next_tsn: ifRoom(uint(32, "Sender's next TSN", 'after a TSN reset')),
      parameter_receivers_next_tsn: ifRoom(uint(32, "Receiver's next TSN", 'after a TSN reset')),
    }),
  ),
  add_outgoing: option(17, 'Add outgoing streams request', sctpNamed(addition('outgoing'))),
  add_incoming: option(18, 'Add incoming streams request', sctpNamed(addition('incoming'))),
};
