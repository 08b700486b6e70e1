import { getBytes } from '../../codec/bits.js';
import { choice } from '../../codec/choice.js';
import type { Loose } from '../../codec/field.js';
import { flag, uint } from '../../codec/fixed.js';
import { list } from '../../codec/list.js';
import { names } from '../../codec/names.js';
import { bytes } from '../../codec/parts.js';
import type { Reading } from '../../codec/reading.js';
import { option, tlv } from '../../codec/tlv.js';
import { filters } from '../filters.js';
import { hex } from '../show.js';

/** RFC 4340, 6.4; RFC 4342, 8.4. */
const features = names({
  ccid: [1, 'Congestion control'],
  allow_short_seqnums: 2,
  sequence_window: 3,
  ecn_incapable: [4, 'ECN incapable'],
  ack_ratio: 5,
  send_ack_vector: 6,
  send_ndp_count: [7, 'send NDP count'],
  minimum_checksum_coverage: 8,
  check_data_checksum: 9,
  send_loss_event_rate: 192,
});

/** RFC 4340, 11.4. */
const states = names({ received: 0, received_marked: 1, not_received: 3 });

/** RFC 4340, 11.7. */
const drops = names({
  protocol_constraints: 0,
  application_not_listening: 1,
  receive_buffer: 2,
  corrupt: 3,
  delivered_corrupt: 7,
});

const feature = filters('dccp', {
  feature_number: uint(8, 'Feature', 'that is negotiated', { names: features, init: 1 }),
  feature_value: bytes('Values', 'the preferred one first, or one number'),
});
const acks = {
  ack_vector: list('Runs', 'backwards from the acknowledged packet', {
    state: uint(2, 'State', 'of the packets of the run', { names: states }),
    run_length: uint(6, 'Run length', 'packets after the first one'),
  }),
};

/** RFC 4340, 11.7: the first bit says how to read the others. */
const block = choice(
  (v, ahead) =>
    ahead ? (ahead.bytes[ahead.at] ?? 0) >> 7 : Number(v.dropped ?? v.drop_code !== undefined),
  {
    0: {
      dropped: flag('Dropped', 'packets of the run were not delivered whole'),
      run_length: uint(7, 'Run length', 'packets after the first one'),
    },
    1: {
      dropped: flag('Dropped', 'packets of the run were not delivered whole', { init: true }),
      drop_code: uint(3, 'Drop code', 'why', { names: drops }),
      run_length: uint(4, 'Run length', 'packets after the first one'),
    },
  },
);

/**
 * How many bytes a number has that is written in no more than it needs. Written longer, it fits no
 * form and stays data: so it comes back as it was.
 */
function shortest(key: string, sizes: readonly number[]) {
  const sizeOf = (value: number) => sizes.find((size) => value < 256 ** size);
  return (v: Loose, ahead?: Reading): number | undefined => {
    if (!ahead) return sizeOf(Number(v[key]));
    const { bytes: b, at, left } = ahead;
    return left <= 6 && sizeOf(getBytes(b, at, left)) === left ? left : undefined;
  };
}

const ndp = (size: number) =>
  filters('dccp', { ndp_count: uint(8 * size, 'NDP count', 'packets without data before') });
const elapsed = (size: number) =>
  filters('dccp', {
    elapsed_time: uint(8 * size, 'Elapsed time', 'since the acknowledged packet came', {
      means: (v) => `${v * 10} µs`,
    }),
  });
const elapsedTime = choice(shortest('elapsed_time', [2, 4]), { 2: elapsed(2), 4: elapsed(4) });

/** RFC 4340, 5.8; RFC 4342, 8 for those of congestion control 3. */
export const dccpOptions = tlv(
  'Options',
  'padded to 32 bits',
  { key: 'type', type: 8, length: 8, counts: 'all', single: (type) => type < 32 },
  () => ({
    padding: option(0, 'Padding'),
    mandatory: option(1, 'Mandatory'),
    slow_receiver: option(2, 'Slow receiver'),
    change_l: option(32, 'Change L', feature),
    confirm_l: option(33, 'Confirm L', feature),
    change_r: option(34, 'Change R', feature),
    confirm_r: option(35, 'Confirm R', feature),
    init_cookie: option(
      36,
      'Init cookie',
      filters('dccp', { init_cookie: bytes('Cookie', 'what the server need not remember') }),
    ),
    ndp_count: option(37, 'NDP count', {
      count: choice(shortest('ndp_count', [1, 2, 3, 4, 5, 6]), {
        1: ndp(1),
        2: ndp(2),
        3: ndp(3),
        4: ndp(4),
        5: ndp(5),
        6: ndp(6),
      }),
    }),
    ack_vector_0: option(38, 'Ack vector, nonce 0', acks),
    ack_vector_1: option(39, 'Ack vector, nonce 1', acks),
    data_dropped: option(40, 'Data dropped', {
      data_dropped: list('Blocks', 'backwards from the acknowledged packet', { block }),
    }),
    timestamp: option(
      41,
      'Timestamp',
      filters('dccp', { timestamp: uint(32, 'Timestamp', 'clock of the sender, in 10 µs') }),
    ),
    timestamp_echo: option(
      42,
      'Timestamp echo',
      filters('dccp', {
        timestamp_echo: uint(32, 'Timestamp echo', 'clock of the other end'),
        elapsed: choice(
          (v, ahead) => {
            if (ahead ? ahead.left === 0 : v.elapsed_time === undefined) return 'none';
            return shortest('elapsed_time', [2, 4])(v, ahead);
          },
          { 2: elapsed(2), 4: elapsed(4) },
        ),
      }),
    ),
    elapsed_time: option(43, 'Elapsed time', { elapsed: elapsedTime }),
    data_checksum: option(
      44,
      'Data checksum',
      filters('dccp', { checksum_data: uint(32, 'Data CRC', 'CRC-32C', { show: hex(8) }) }),
    ),
    loss_event_rate: option(
      192,
      'Loss event rate',
      filters('dccp', {
        ccid3_loss_event_rate: uint(32, 'Packets a loss', 'at the receiver; CCID 3'),
      }),
    ),
    loss_intervals: option(
      193,
      'Loss intervals',
      filters('dccp', { ccid3_loss_intervals: bytes('Intervals', 'at the receiver; CCID 3') }),
    ),
    receive_rate: option(
      194,
      'Receive rate',
      filters('dccp', { ccid3_receive_rate: uint(32, 'Bytes a second', 'that came; CCID 3') }),
    ),
  }),
);
