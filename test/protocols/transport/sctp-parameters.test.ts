import { describe, expect, it } from 'vitest';
import { build, decode } from '../../../src/index.js';
import { sctp } from '../../../src/protocols/transport/sctp.js';
import type {
  sctpCauses,
  sctpParameters,
} from '../../../src/protocols/transport/sctp-parameters.js';

type Given = NonNullable<Parameters<typeof sctp.with>[0]>;
type Chunk = NonNullable<Given['chunks']>[number];
type Written<W> = W extends (w: never, value: infer In, ...rest: never[]) => void
  ? NonNullable<In> extends readonly (infer One)[]
    ? One
    : never
  : never;
type Parameter = Written<NonNullable<typeof sctpParameters.write>>;
type Cause = Written<NonNullable<typeof sctpCauses.write>>;

/** Behind the header of the packet and that of its one chunk. */
const BODY = 16;
const hexOf = (chunk: Chunk) => {
  const bytes = build(sctp.with({ chunks: [chunk] }));
  const length = ((bytes[14] ?? 0) << 8) | (bytes[15] ?? 0);
  return Buffer.from(bytes.subarray(BODY, BODY - 4 + length)).toString('hex');
};
const chunkOf = (type: number, hex: string) =>
  decode(build(sctp.with({ chunks: [{ type, chunk_value: hex }] })), { from: 'sctp' }).layers[0]
    ?.fields.chunks[0];

const v4 = { name: 'ipv4_address', parameter_ipv4_address: '192.0.2.1' } as const;
const v4Hex = '00050008c0000201';
const request = 'parameter_reconfig_request_sequence_number';
const response = 'parameter_reconfig_response_sequence_number';

const parameters: readonly [Parameter, string][] = [
  [{ name: 'heartbeat_info', parameter_heartbeat_information: 'abcd' }, '00010006abcd'],
  [v4, v4Hex],
  [
    { name: 'ipv6_address', parameter_ipv6_address: '2001:db8::1' },
    '0006001420010db8000000000000000000000001',
  ],
  [{ name: 'state_cookie', parameter_state_cookie: 'ab' }, '00070005ab'],
  [{ name: 'cookie_preservative', parameter_cookie_preservative_incr: 1 }, '0009000800000001'],
  [{ name: 'host_name', parameter_hostname: 'a.b\0' }, '000b0008612e6200'],
  [{ name: 'supported_address_types', supported_address_types: [5, 6] }, '000c000800050006'],
  [
    {
      name: 'outgoing_reset',
      [request]: 1,
      [response]: 2,
      parameter_senders_last_assigned_tsn: 3,
      streams: [4],
    },
    '000d00120000000100000002000000030004',
  ],
  [{ name: 'incoming_reset', [request]: 1, streams: [] }, '000e000800000001'],
  [{ name: 'tsn_reset', [request]: 1 }, '000f000800000001'],
  [
    { name: 'reconfig_response', [response]: 1, parameter_reconfig_response_result: 2 },
    '0010000c0000000100000002',
  ],
  [
    {
      name: 'reconfig_response',
      [response]: 1,
      parameter_reconfig_response_result: 1,
      parameter_senders_next_tsn: 3,
      parameter_receivers_next_tsn: 4,
    },
    '0010001400000001000000010000000300000004',
  ],
  [{ name: 'add_outgoing', [request]: 1, number: 2, reserved: 0 }, '0011000c0000000100020000'],
  [{ name: 'add_incoming', [request]: 1, number: 2, reserved: 0 }, '0012000c0000000100020000'],
  [{ name: 'ecn_capable' }, '80000004'],
  [{ name: 'zero_checksum', edmid: 1 }, '8001000800000001'],
  [{ name: 'random', random_number: 'abcdef' }, '80020007abcdef'],
  [{ name: 'chunk_list', chunk_types: [193, 128] }, '80030006c180'],
  [{ name: 'hmac_algorithms', hmac_ids: [1, 3] }, '8004000800010003'],
  [{ name: 'padding', fill: '0000' }, '800500060000'],
  [{ name: 'supported_extensions', extensions: [192] }, '80080005c0'],
  [{ name: 'forward_tsn_supported' }, 'c0000004'],
  [
    { name: 'add_ip', correlation_id: 1, address: [{ type: 5, ...v4 }] },
    `c001001000000001${v4Hex}`,
  ],
  [
    { name: 'delete_ip', correlation_id: 1, address: [{ type: 5, ...v4 }] },
    `c002001000000001${v4Hex}`,
  ],
  [
    {
      name: 'error_cause',
      correlation_id: 1,
      causes: [{ code: 160, name: 'delete_last_address', parameters: [{ type: 5, ...v4 }] }],
    },
    `c00300140000000100a0000c${v4Hex}`,
  ],
  [
    { name: 'set_primary', correlation_id: 1, address: [{ type: 5, ...v4 }] },
    `c004001000000001${v4Hex}`,
  ],
  [{ name: 'success', correlation_id: 1 }, 'c005000800000001'],
  [{ name: 'adaptation_layer', adaptation_layer_indication: 7 }, 'c006000800000007'],
  [
    { name: 'unrecognized', parameters: [{ type: 39321, parameter_value: 'ab' }] },
    '0008000999990005ab',
  ],
];

describe('parameters', () => {
  it.each(parameters)('%o is written as %s', (parameter, hex) => {
    expect(hexOf({ name: 're_config', parameters: [parameter] })).toBe(hex);
  });

  it.each(parameters)('%o is read from %s', (parameter, hex) => {
    const type = Number.parseInt(hex.slice(0, 4), 16);
    expect(chunkOf(130, hex)?.parameters).toEqual([{ type, ...parameter }]);
  });

  it('are padded but for the last', () => {
    const three = { name: 'random', random_number: 'abcdef' } as const;
    const chunk = { name: 're_config', parameters: [three, three] } as const;
    expect(hexOf(chunk)).toBe('80020007abcdef0080020007abcdef');
  });

  it('a padded last one keeps its padding', () => {
    expect(chunkOf(130, '80020007abcdef00')?.parameters).toMatchObject([{ padding: '00' }]);
    const padded = { name: 'random', random_number: 'abcdef', padding: '00' } as const;
    expect(hexOf({ name: 're_config', parameters: [padded] })).toBe('80020007abcdef00');
  });

  it.each([
    ['of the wrong length', '00050007c00002', { name: 'ipv4_address', parameter_value: 'c00002' }],
    ['unknown', '99990005ab', { type: 39321, parameter_value: 'ab' }],
    ['beyond the chunk', '00050008c000', { name: 'ipv4_address', raw: '00050008c000' }],
  ])('%s: nothing is lost', (_, hex, expected) => {
    expect(chunkOf(130, hex)?.parameters).toMatchObject([expected]);
  });
});

const causes: readonly [Cause, string][] = [
  [{ name: 'invalid_stream', cause_stream_identifier: 5, cause_reserved: 0 }, '0001000800050000'],
  [
    { name: 'missing_parameter', cause_nr_of_missing_parameters: 2, missing: [7, 5] },
    '0002000c0000000200070005',
  ],
  [{ name: 'stale_cookie', cause_measure_of_staleness: 1000 }, '00030008000003e8'],
  [{ name: 'out_of_resource' }, '00040004'],
  [{ name: 'unresolvable_address', parameters: [{ type: 5, ...v4 }] }, `0005000c${v4Hex}`],
  [
    { name: 'unrecognized_chunk', chunk: [{ type: 99, flags: 1, chunk_value: 'ab' }] },
    '0006000963010005ab',
  ],
  [{ name: 'invalid_parameter' }, '00070004'],
  [{ name: 'unrecognized_parameters', parameters: [{ type: 5, ...v4 }] }, `0008000c${v4Hex}`],
  [{ name: 'no_user_data', cause_tsn: 9 }, '0009000800000009'],
  [{ name: 'cookie_while_shutting_down' }, '000a0004'],
  [{ name: 'restart', parameters: [{ type: 5, ...v4 }] }, `000b000c${v4Hex}`],
  [{ name: 'user_abort', cause_information: '627965' }, '000c0007627965'],
  [{ name: 'protocol_violation', cause_information: 'ab' }, '000d0005ab'],
  [{ name: 'delete_last_address', parameters: [{ type: 5, ...v4 }] }, `00a0000c${v4Hex}`],
  [{ name: 'resource_shortage', parameters: [{ type: 5, ...v4 }] }, `00a1000c${v4Hex}`],
  [{ name: 'delete_source_address', parameters: [{ type: 5, ...v4 }] }, `00a2000c${v4Hex}`],
  [{ name: 'illegal_asconf_ack' }, '00a30004'],
  [{ name: 'no_authorization', parameters: [{ type: 5, ...v4 }] }, `00a4000c${v4Hex}`],
  [{ name: 'unsupported_hmac', hmac_id: 3 }, '010500060003'],
];

describe('causes', () => {
  it.each(causes)('%o is written as %s', (cause, hex) => {
    expect(hexOf({ name: 'error', causes: [cause] })).toBe(hex);
  });

  it.each(causes)('%o is read from %s', (cause, hex) => {
    const code = Number.parseInt(hex.slice(0, 4), 16);
    expect(chunkOf(9, hex)?.causes).toEqual([{ code, ...cause }]);
  });

  it.each([
    ['an unknown one', '07770005ab', { code: 0x777, cause_information: 'ab' }],
    [
      'one of the wrong length',
      '00090006abcd',
      { name: 'no_user_data', cause_information: 'abcd' },
    ],
    ['more missing than are listed', '0002000a000000020007', { cause_information: '000000020007' }],
  ])('%s: nothing is lost', (_, hex, expected) => {
    expect(chunkOf(9, hex)?.causes).toMatchObject([expected]);
  });
});
