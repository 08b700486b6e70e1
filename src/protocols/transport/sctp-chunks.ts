import { flag, uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { list } from '../../codec/list.js';
import { bytes } from '../../codec/parts.js';
import { anyOptions, option, tlv } from '../../codec/tlv.js';
import { sctpChunkTypes } from '../../registries/sctp.js';
import { hex } from '../show.js';
import { counted, inBytes } from '../words.js';
import { sctpNamed } from './sctp-changes.js';
import { hmacs, sctpCauses, sctpParameters } from './sctp-parameters.js';
import { payloads } from './sctp-payloads.js';

const windowMeans = (v: number): string => (v === 0 ? 'no room: wait' : inBytes(v));

/** The eight bits behind the type, cut as the chunk wants them. */
const flags = <const F extends Parameters<typeof sctpNamed>[0]>(fields: F) => ({
  flags: group('Flags', 'of the chunk', sctpNamed(fields), { filter: 'sctp.chunk_flags' }),
});
const reserved = (bits: number) => uint(bits, 'Reserved bits', 'zero');

/** RFC 9260, 3.3.1; RFC 7053 (I). */
const dataFlags = flags({
  reserved: reserved(4),
  data_i_bit: flag('Immediate', 'I: acknowledge at once'),
  data_u_bit: flag('Unordered', 'U: deliver without waiting for those before'),
  data_b_bit: flag('Beginning', 'B: the first fragment of a message'),
  data_e_bit: flag('Ending', 'E: the last fragment of a message'),
});
const nonce = (name: 'sack' | 'nr_sack') =>
  flags({
    reserved: reserved(7),
    nounce_sum: flag('Nonce sum', 'of an ECN experiment', { filter: `sctp.${name}_nounce_sum` }),
  });
const reflected = (name: 'abort' | 'shutdown_complete') =>
  flags({
    reserved: reserved(7),
    t_bit: flag('Tag reflected', "T: the verification tag is the peer's own", {
      filter: `sctp.${name}_t_bit`,
    }),
  });

const data_tsn = uint(32, 'TSN', 'transmission sequence number of this fragment', {
  filter: 'sctp.data_tsn_raw',
});
const data_sid = uint(16, 'Stream identifier', 'which stream', { show: hex(4) });
const data_payload_proto_id = uint(32, 'Payload protocol', 'what the users speak', {
  names: payloads,
});
const userData = bytes('User data', 'a message or a fragment of one', { filter: 'data.data' });

const start = (name: 'init' | 'initack') => ({
  initiate_tag: uint(32, 'Initiate tag', 'what answers carry as verification tag', {
    filter: `sctp.${name}_initiate_tag`,
    show: hex(8),
    init: 1,
  }),
  credit: uint(32, 'Receiver window', 'bytes the sender is ready to take', {
    means: windowMeans,
    filter: `sctp.${name}_credit`,
    init: 0x20000,
  }),
  nr_out_streams: uint(16, 'Outbound streams', 'that the sender wants', {
    filter: `sctp.${name}_nr_out_streams`,
    init: 10,
  }),
  nr_in_streams: uint(16, 'Inbound streams', 'at most', {
    filter: `sctp.${name}_nr_in_streams`,
    init: 0xffff,
  }),
  initial_tsn: uint(32, 'Initial TSN', 'of the first DATA chunk', {
    filter: `sctp.${name}_initial_tsn`,
  }),
  parameters: sctpParameters,
});

const blocks = (name: string, help: string, count: string) =>
  list(
    'Gap blocks',
    help,
    {
      start: uint(16, 'Start', 'counted from the cumulative TSN', {
        filter: `sctp.${name}_start`,
      }),
      end: uint(16, 'End', 'the last one, counted likewise', {
        filter: `sctp.${name}_end`,
        means: (end, _, { around }) =>
          end < around.start ? undefined : counted(end - around.start + 1, 'TSN'),
      }),
    },
    { count },
  );
const duplicates = (name: string, count: string) =>
  list(
    'Duplicates',
    'TSNs that arrived once more',
    uint(32, 'Duplicate TSN', 'since the last SACK', { filter: `sctp.${name}_duplicate_tsn` }),
    { count },
  );
const cumulative = (help: string) => uint(32, 'Cumulative TSN', help);
const a_rwnd = uint(32, 'Receiver window', 'bytes the sender is ready to take', {
  means: windowMeans,
});
const many = (label: string) => uint(16, label, 'how many');

/** RFC 9260, 3.3.4. */
const sack = sctpNamed({
  sack_cumulative_tsn_ack: {
    ...cumulative('all up to it arrived'),
    filter: 'sctp.sack_cumulative_tsn_ack_raw',
  },
  sack_a_rwnd: a_rwnd,
  sack_number_of_gap_blocks: many('Gap blocks'),
  sack_number_of_duplicated_tsns: many('Duplicate TSNs'),
  gap_blocks: blocks('sack_gap_block', 'arrived beyond a gap', 'sack_number_of_gap_blocks'),
  duplicate_tsns: duplicates('sack', 'sack_number_of_duplicated_tsns'),
});

/** draft-tuexen-tsvwg-sctp-multipath: blocks that the receiver promises to keep. */
const nrSack = sctpNamed({
  nr_sack_cumulative_tsn_ack: cumulative('all up to it arrived'),
  nr_sack_a_rwnd: a_rwnd,
  nr_sack_number_of_gap_blocks: many('Gap blocks'),
  nr_sack_number_of_nr_gap_blocks: many('Kept gap blocks'),
  nr_sack_number_of_duplicated_tsns: many('Duplicate TSNs'),
  nr_sack_reserved: uint(16, 'Reserved', 'zero'),
  gap_blocks: blocks(
    'nr_sack_gap_block',
    'arrived, may be dropped',
    'nr_sack_number_of_gap_blocks',
  ),
  nr_gap_blocks: blocks(
    'nr_sack_nr_gap_block',
    'arrived, will be kept',
    'nr_sack_number_of_nr_gap_blocks',
  ),
  duplicate_tsns: duplicates('nr_sack', 'nr_sack_number_of_duplicated_tsns'),
});

const heartbeat = { parameters: sctpParameters };
const causes = { causes: sctpCauses };
const asconf = (name: 'asconf' | 'asconf_ack') => ({
  seq_nr_number: uint(32, 'Sequence number', 'counts requests', {
    filter: `sctp.${name}_seq_nr_number`,
    show: hex(8),
  }),
  parameters: sctpParameters,
});

/** RFC 9260, 3.3, and its extensions. */
export const sctpChunks = anyOptions(
  tlv(
    'Chunks',
    'control and data, bundled',
    {
      key: 'type',
      type: 8,
      length: 16,
      counts: 'all',
      pad: 4,
      rest: 'chunk_value',
      between: { flags: uint(8, 'Flags', 'of the chunk', { filter: 'sctp.chunk_flags' }) },
      names: sctpChunkTypes,
    },
    {
      data: option(
        0,
        'DATA',
        sctpNamed({
          data_tsn,
          data_sid,
          data_ssn: uint(16, 'Stream sequence number', 'counts messages of the stream'),
          data_payload_proto_id,
          data: userData,
        }),
        dataFlags,
      ),
      init: option(1, 'INIT', start('init')),
      init_ack: option(2, 'INIT ACK', start('initack')),
      sack: option(3, 'SACK', sack, nonce('sack')),
      heartbeat: option(4, 'HEARTBEAT', heartbeat),
      heartbeat_ack: option(5, 'HEARTBEAT ACK', heartbeat),
      abort: option(6, 'ABORT', causes, reflected('abort')),
      shutdown: option(
        7,
        'SHUTDOWN',
        sctpNamed({ shutdown_cumulative_tsn_ack: cumulative('all up to it arrived') }),
      ),
      shutdown_ack: option(8, 'SHUTDOWN ACK'),
      error: option(9, 'ERROR', causes),
      cookie_echo: option(
        10,
        'COOKIE ECHO',
        sctpNamed({ cookie: bytes('Cookie', 'the state cookie, brought back') }),
      ),
      cookie_ack: option(11, 'COOKIE ACK'),
      ecne: option(
        12,
        'ECNE',
        sctpNamed({ ecne_lowest_tsn: uint(32, 'Lowest TSN', 'that met congestion') }),
      ),
      cwr: option(
        13,
        'CWR',
        sctpNamed({ cwr_lowest_tsn: uint(32, 'Lowest TSN', 'that the sender slowed down for') }),
      ),
      shutdown_complete: option(14, 'SHUTDOWN COMPLETE', {}, reflected('shutdown_complete')),
      auth: option(
        15,
        'AUTH',
        sctpNamed({
          shared_key_id: uint(16, 'Shared key', 'which one; RFC 4895, 4.1'),
          hmac_id: uint(16, 'HMAC identifier', 'algorithm', { names: hmacs }),
          hmac: bytes('HMAC', 'over this chunk and all behind it'),
        }),
      ),
      nr_sack: option(16, 'NR-SACK', nrSack, nonce('nr_sack')),
      i_data: option(
        64,
        'I-DATA',
        sctpNamed({
          data_tsn,
          data_sid,
          data_reserved: uint(16, 'Reserved', 'zero'),
          data_mid: uint(32, 'Message identifier', 'counts messages of the stream'),
          // RFC 8260, 2.1: the first fragment tells the protocol, the others their number.
          data_payload_proto_id,
          data: userData,
        }),
        dataFlags,
      ),
      asconf_ack: option(128, 'ASCONF-ACK', asconf('asconf_ack')),
      pktdrop: option(
        129,
        'PKTDROP',
        sctpNamed({
          pktdrop_bandwidth: uint(32, 'Bandwidth', 'bytes a second that the link takes'),
          pktdrop_queuesize: uint(32, 'Queue size', 'bytes waiting'),
          pktdrop_truncated_length: uint(16, 'Full length', 'of the dropped packet, if it was cut'),
          pktdrop_reserved: uint(16, 'Reserved', 'zero'),
          pktdrop_datafield: bytes('Dropped packet', 'or its beginning'),
        }),
        flags({
          reserved: reserved(5),
          pckdrop_t_bit: flag('Truncated', 'T: the dropped packet was cut'),
          pckdrop_b_bit: flag('Bad checksum', 'B: that is why it was dropped'),
          pckdrop_m_bit: flag('Middlebox', 'M: dropped on the way, not by the other end'),
        }),
      ),
      re_config: option(130, 'RE-CONFIG', { parameters: sctpParameters }),
      pad: option(
        132,
        'PAD',
        sctpNamed({ padding_data: bytes('Padding data', 'makes the packet larger; RFC 4820') }),
      ),
      forward_tsn: option(
        192,
        'FORWARD TSN',
        sctpNamed({
          forward_tsn_tsn: cumulative('do not wait for any up to it; RFC 3758'),
          streams: list('Skipped', 'messages given up', {
            sid: uint(16, 'Stream', 'in which', { filter: 'sctp.forward_tsn_sid' }),
            ssn: uint(16, 'Stream sequence number', 'up to which', {
              filter: 'sctp.forward_tsn_ssn',
            }),
          }),
        }),
      ),
      asconf: option(193, 'ASCONF', asconf('asconf')),
      i_forward_tsn: option(
        194,
        'I-FORWARD-TSN',
        sctpNamed({
          i_forward_tsn_tsn: cumulative('do not wait for any up to it; RFC 8260'),
          streams: list('Skipped', 'messages given up', {
            sid: uint(16, 'Stream', 'in which', { filter: 'sctp.i_forward_tsn_sid' }),
            reserved: uint(15, 'Reserved', 'zero', { filter: 'sctp.i_forward_tsn_res' }),
            u: flag('Unordered', 'U: of unordered messages', {
              filter: 'sctp.i_forward_tsn_u_bit',
            }),
            mid: uint(32, 'Message identifier', 'up to which', { filter: 'sctp.forward_tsn_mid' }),
          }),
        }),
      ),
    },
  ),
);
