import { describe, expect, it } from 'vitest';
import { build, decode, encode } from '../../../src/index.js';
import { ip } from '../../../src/protocols/internet/ip.js';
import { sctp } from '../../../src/protocols/transport/sctp.js';

type Given = NonNullable<Parameters<typeof sctp.with>[0]>;
type Chunk = NonNullable<Given['chunks']>[number];
const HEADER = 12;
const ports = { srcport: 40000, dstport: 50000, verification_tag: 7 };
const around = ip.with({ src: '192.0.2.1', dst: '198.51.100.2' });

const written = (...chunks: readonly Chunk[]) =>
  Buffer.from(build(sctp.with({ ...ports, chunks })).subarray(HEADER)).toString('hex');
const read = (hex: string) => {
  const bytes = Buffer.concat([build(sctp.with(ports)), Buffer.from(hex, 'hex')]);
  return decode(Uint8Array.from(bytes), { from: 'sctp' }).layers[0]?.fields.chunks;
};
const packet = (given: Given) =>
  decode(build(around, sctp.with({ ...ports, ...given })), { linktype: 228 });

const none = { reserved: 0 };
const whole = {
  ...none,
  data_i_bit: false,
  data_u_bit: false,
  data_b_bit: true,
  data_e_bit: true,
};
const init = {
  initiate_tag: 1,
  credit: 65536,
  nr_out_streams: 2,
  nr_in_streams: 3,
  initial_tsn: 4,
};
const message = { data_tsn: 1, data_sid: 2, data_ssn: 3, data_payload_proto_id: 46 };

/** What stands in JSON, and the bytes without the padding that follows. */
const chunks: readonly [string, Chunk, string][] = [
  [
    'DATA',
    { name: 'data', flags: whole, ...message, data: 'abcdef' },
    '0003001300000001000200030000002eabcdef',
  ],
  ['INIT', { name: 'init', flags: 0, ...init }, '0100001400000001000100000002000300000004'],
  ['INIT ACK', { name: 'init_ack', flags: 0, ...init }, '0200001400000001000100000002000300000004'],
  [
    'SACK',
    {
      name: 'sack',
      flags: { ...none, nounce_sum: true },
      sack_cumulative_tsn_ack: 5,
      sack_a_rwnd: 6,
      sack_number_of_gap_blocks: 1,
      sack_number_of_duplicated_tsns: 2,
      gap_blocks: [{ start: 2, end: 3 }],
      duplicate_tsns: [8, 9],
    },
    '0301001c000000050000000600010002000200030000000800000009',
  ],
  ['HEARTBEAT', { name: 'heartbeat', flags: 0 }, '04000004'],
  ['HEARTBEAT ACK', { name: 'heartbeat_ack', flags: 0 }, '05000004'],
  ['ABORT', { name: 'abort', flags: { ...none, t_bit: true } }, '06010004'],
  ['SHUTDOWN', { name: 'shutdown', flags: 0, shutdown_cumulative_tsn_ack: 9 }, '0700000800000009'],
  ['SHUTDOWN ACK', { name: 'shutdown_ack', flags: 0 }, '08000004'],
  ['ERROR', { name: 'error', flags: 0 }, '09000004'],
  ['COOKIE ECHO', { name: 'cookie_echo', flags: 0, cookie: 'abcd' }, '0a000006abcd'],
  ['COOKIE ACK', { name: 'cookie_ack', flags: 0 }, '0b000004'],
  ['ECNE', { name: 'ecne', flags: 0, ecne_lowest_tsn: 5 }, '0c00000800000005'],
  ['CWR', { name: 'cwr', flags: 0, cwr_lowest_tsn: 5 }, '0d00000800000005'],
  [
    'SHUTDOWN COMPLETE',
    { name: 'shutdown_complete', flags: { ...none, t_bit: false } },
    '0e000004',
  ],
  [
    'AUTH',
    { name: 'auth', flags: 0, shared_key_id: 1, hmac_id: 3, hmac: 'ab' },
    '0f00000900010003ab',
  ],
  [
    'NR-SACK',
    {
      name: 'nr_sack',
      flags: { ...none, nounce_sum: false },
      nr_sack_cumulative_tsn_ack: 5,
      nr_sack_a_rwnd: 6,
      nr_sack_number_of_gap_blocks: 0,
      nr_sack_number_of_nr_gap_blocks: 1,
      nr_sack_number_of_duplicated_tsns: 0,
      nr_sack_reserved: 0,
      gap_blocks: [],
      nr_gap_blocks: [{ start: 2, end: 3 }],
      duplicate_tsns: [],
    },
    '100000180000000500000006000000010000000000020003',
  ],
  [
    'I-DATA',
    {
      name: 'i_data',
      flags: { ...whole, data_b_bit: false },
      data_tsn: 1,
      data_sid: 2,
      data_reserved: 0,
      data_mid: 3,
      data_payload_proto_id: 1,
      data: 'ab',
    },
    '4001001500000001000200000000000300000001ab',
  ],
  ['ASCONF-ACK', { name: 'asconf_ack', flags: 0, seq_nr_number: 5 }, '8000000800000005'],
  [
    'PKTDROP',
    {
      name: 'pktdrop',
      flags: { ...none, pckdrop_t_bit: true, pckdrop_b_bit: false, pckdrop_m_bit: false },
      pktdrop_bandwidth: 1,
      pktdrop_queuesize: 2,
      pktdrop_truncated_length: 3,
      pktdrop_reserved: 0,
      pktdrop_datafield: 'ab',
    },
    '81040011000000010000000200030000ab',
  ],
  ['RE-CONFIG', { name: 're_config', flags: 0 }, '82000004'],
  ['PAD', { name: 'pad', flags: 0, padding_data: '0000' }, '840000060000'],
  [
    'FORWARD TSN',
    { name: 'forward_tsn', flags: 0, forward_tsn_tsn: 5, streams: [{ sid: 1, ssn: 2 }] },
    'c000000c0000000500010002',
  ],
  ['ASCONF', { name: 'asconf', flags: 0, seq_nr_number: 5 }, 'c100000800000005'],
  [
    'I-FORWARD-TSN',
    {
      name: 'i_forward_tsn',
      flags: 0,
      i_forward_tsn_tsn: 5,
      streams: [{ sid: 1, reserved: 0, u: true, mid: 2 }],
    },
    'c2000010000000050001000100000002',
  ],
];

describe('chunks', () => {
  it.each(chunks)('%s is written', (_, chunk, hex) => {
    expect(written(chunk)).toBe(hex.padEnd(Math.ceil(hex.length / 8) * 8, '0'));
  });

  it.each(chunks)('%s is read', (_, chunk, hex) => {
    const type = Number.parseInt(hex.slice(0, 2), 16);
    const padded = hex.padEnd(Math.ceil(hex.length / 8) * 8, '0');
    expect(read(padded)).toEqual([{ type, ...chunk }]);
  });

  it('counts are derived, flags taken as a list', () => {
    const chunk = {
      name: 'sack',
      gap_blocks: [{ start: 2, end: 3 }],
      duplicate_tsns: [4],
    } as const;
    expect(read(written(chunk))).toMatchObject([
      { sack_number_of_gap_blocks: 1, sack_number_of_duplicated_tsns: 1 },
    ]);
    expect(written({ name: 'data', flags: ['data_e_bit'], data: 'ab' })).toMatch(/^00010011/);
  });

  it.each([
    ['too short for its form', '00030006abcd0000', { name: 'data', chunk_value: 'abcd' }],
    ['too long for its form', '0b000006abcd0000', { name: 'cookie_ack', chunk_value: 'abcd' }],
    [
      'with more blocks than there are',
      '03000010000000050000000600020000',
      { name: 'sack', chunk_value: '000000050000000600020000' },
    ],
    ['unknown', '63050006abcd0000', { type: 99, flags: 5, chunk_value: 'abcd' }],
    ['of a length less than its header', '0b000003', { name: 'cookie_ack', raw: '0b000003' }],
    ['of a length beyond the packet', '0b000009abcd', { raw: '0b000009abcd' }],
    ['padded with other bytes', '0a000005ab010203', { cookie: 'ab', padding: '010203' }],
    ['not padded', '0a000005ab', { cookie: 'ab', padding: '' }],
  ])('%s: nothing is lost', (_, hex, expected) => {
    expect(read(hex)).toMatchObject([expected]);
    const header = build(around, sctp.with(ports));
    const bytes = Uint8Array.from([...header, ...Buffer.from(hex, 'hex')]);
    bytes[3] = bytes.length;
    expect(encode(decode(bytes, { linktype: 228 }))).toEqual(bytes);
  });
});

describe('packet', () => {
  it('has its CRC-32C low byte first, as RFC 9260, appendix A wants it', () => {
    const { fields } = packet({ chunks: [{ name: 'cookie_ack' }] }).layers[1] ?? {};
    expect(fields).toMatchObject({ checksum_status: 'good' });
    const bytes = build(sctp.with({ srcport: 1, dstport: 2, verification_tag: 0 }));
    expect(Buffer.from(bytes.subarray(8)).toString('hex')).toBe('fd988051');
  });

  it('counts padding in the checksum', () => {
    const bytes = build(
      around,
      sctp.with({ ...ports, chunks: [{ name: 'pad', padding_data: '00' }] }),
    );
    bytes[bytes.length - 1] = 1;
    expect(decode(bytes, { linktype: 228 }).layer('sctp')?.fields.checksum_status).toBe('bad');
  });

  it('tells its chunks in one line', () => {
    const layer = packet({ chunks: [{ name: 'sack' }, { type: 99 }] }).layer('sctp');
    expect(layer?.summary).toBe('40000 → 50000, sack, chunk 99');
  });
});

describe('notes', () => {
  const tag = { verification_tag: 0 };
  const first: Chunk = { name: 'init', ...init };
  const part: Chunk = { name: 'data', data: 'ab' };
  const gaps = (...gap_blocks: { start: number; end: number }[]): Given => ({
    chunks: [{ name: 'sack', sack_a_rwnd: 1500, gap_blocks }],
  });
  it.each<[string, Given, readonly RegExp[]]>([
    ['an INIT', { ...tag, chunks: [first] }, []],
    ['from port 0', { srcport: 0, chunks: [part] }, [/port 0/]],
    ['an INIT with a tag', { chunks: [first] }, [/tag of an INIT/]],
    ['no tag', { ...tag, chunks: [part] }, [/for INIT alone/]],
    ['no tag in an answer to strangers', { ...tag, chunks: [{ name: 'abort' }] }, []],
    ['no chunk', {}, [/without a chunk/]],
    ['an INIT with company', { ...tag, chunks: [first, part] }, [/for INIT/, /stand alone/]],
    ['a cookie behind data', { chunks: [part, { name: 'cookie_echo' }] }, [/first chunk/]],
    ['a cookie before data', { chunks: [{ name: 'cookie_echo' }, part] }, []],
    ['an initiate tag of 0', { chunks: [{ name: 'init_ack', initiate_tag: 0 }] }, [/initiate/]],
    ['no streams', { chunks: [{ name: 'init_ack', nr_in_streams: 0 }] }, [/one stream/]],
    ['a small window', { chunks: [{ name: 'init_ack', credit: 1499 }] }, [/1500/]],
    ['DATA without data', { chunks: [{ name: 'data' }] }, [/aborts/]],
    ['gaps in order', gaps({ start: 2, end: 3 }, { start: 5, end: 5 }), []],
    ['gaps in another order', gaps({ start: 5, end: 5 }, { start: 2, end: 3 }), [/order/]],
    ['a gap that ends before it starts', gaps({ start: 3, end: 2 }), [/order/]],
    ['ASCONF unsigned', { chunks: [{ name: 'asconf' }] }, [/without AUTH/]],
    ['ASCONF signed', { chunks: [{ name: 'auth' }, { name: 'asconf' }] }, []],
    ['other padding', { chunks: [{ name: 'pad', padding_data: 'ab', padding: '' }] }, [/padded/]],
  ])('%s', (_, given, texts) => {
    expect(packet(given).notes.map(({ text }) => text)).toEqual(
      texts.map((text) => expect.stringMatching(text)),
    );
  });
});
