import { describe, expect, it } from 'vitest';
import { build, decode } from '../../../src/index.js';
import { data } from '../../../src/protocols/data.js';
import { ip } from '../../../src/protocols/internet/ip.js';
import { dccp } from '../../../src/protocols/transport/dccp.js';

type Given = NonNullable<Parameters<typeof dccp.with>[0]>;
type Option = NonNullable<Given['options']>[number];
const OUTER = 20;
const ports = { srcport: 40000, dstport: 50000 };
const around = ip.with({ src: '192.0.2.1', dst: '198.51.100.2' });
const bytesOf = (given: Given, payload = '') =>
  build(around, dccp.with({ ...ports, ...given }), data.with({ data: payload }));
const packetOf = (given: Given, payload = '') => decode(bytesOf(given, payload), { linktype: 228 });
const layerOf = (given: Given, payload = '') => packetOf(given, payload).layer('dccp');

describe('packet types', () => {
  type Type = NonNullable<Given['type']>;
  const seq = 0x0102_0304_0506;
  const ack = 0x0a0b_0c0d_0e0f;
  const header = { ack_res: 0, ack };
  it.each<[Type, Given, number, string]>([
    ['request', { seq, service_code: 42 }, 5, '000102030405060000002a'],
    ['response', { seq, ack, service_code: 42 }, 7, '0001020304050600000a0b0c0d0e0f0000002a'],
    ['data', { seq }, 4, '00010203040506'],
    ['ack', { seq, ...header }, 6, '0001020304050600000a0b0c0d0e0f'],
    ['data_ack', { seq, ...header }, 6, '0001020304050600000a0b0c0d0e0f'],
    ['close_req', { seq, ...header }, 6, '0001020304050600000a0b0c0d0e0f'],
    ['close', { seq, ...header }, 6, '0001020304050600000a0b0c0d0e0f'],
    [
      'reset',
      { seq, ...header, reset_code: 'option_error', data1: 1, data2: 2, data3: 3 },
      7,
      '0001020304050600000a0b0c0d0e0f05010203',
    ],
    ['sync', { seq, ...header }, 6, '0001020304050600000a0b0c0d0e0f'],
    ['sync_ack', { seq, ...header }, 6, '0001020304050600000a0b0c0d0e0f'],
    ['listen', { seq, service_code: 42 }, 5, '000102030405060000002a'],
  ])('%s', (type, given, words, rest) => {
    const bytes = build(dccp.with({ ...ports, type, ...given }));
    expect(bytes[4]).toBe(words);
    expect(Buffer.from(bytes.subarray(9)).toString('hex')).toBe(rest);
    const { fields, raw } = decode(bytes, { from: 'dccp' }).layers[0] ?? {};
    const { reset_code: _, ...numbers } = given;
    expect(fields).toMatchObject({ x: true, res2: 0, ...numbers });
    expect(raw).toBeUndefined();
  });

  it.each<[Type, Given, number, string]>([
    ['data', { seq: 0x010203 }, 3, '010203'],
    ['ack', { seq: 0x010203, ack: 0x040506 }, 4, '01020300040506'],
    ['data_ack', { seq: 0x010203, ack: 0x040506 }, 4, '01020300040506'],
  ])('%s with short numbers', (type, given, words, rest) => {
    const bytes = build(dccp.with({ ...ports, type, x: false, ...given }));
    expect(bytes[4]).toBe(words);
    expect(Buffer.from(bytes.subarray(9)).toString('hex')).toBe(rest);
    expect(decode(bytes, { from: 'dccp' }).layers[0]?.fields).toMatchObject(given);
  });

  it('a service code is four letters where it can be', () => {
    const meaning = (service_code: number) =>
      layerOf({ service_code })?.annotations.find(({ name }) => name === 'service_code')?.meaning;
    expect(meaning(0x64697363)).toBe('SC:disc');
    expect(meaning(42)).toBeUndefined();
  });
});

describe('checksum coverage', () => {
  // An acknowledgment with data has 24 bytes of header.
  const given = { type: 'data_ack' } as const;
  it.each([
    ['0: all', 0, OUTER + 24 + 11, 'bad'],
    ['1: the header alone', 1, OUTER + 24, 'good'],
    ['1: and the header', 1, OUTER + 23, 'bad'],
    ['3: two words of data', 3, OUTER + 24 + 7, 'bad'],
    ['3: and no more', 3, OUTER + 24 + 8, 'good'],
  ])('%s', (_, cscov, changed, status) => {
    const bytes = bytesOf({ ...given, cscov }, '00'.repeat(12));
    const verdict = () => decode(bytes, { linktype: 228 }).layer('dccp')?.fields.checksum_status;
    expect(verdict()).toBe('good');
    bytes[changed] = (bytes[changed] ?? 0) ^ 1;
    expect(verdict()).toBe(status);
  });
});

describe('options', () => {
  const HEADER = 24;
  const base = { ...ports, type: 'ack' } as const;
  const forms: readonly [Option, string][] = [
    [{ name: 'padding' }, '00'],
    [{ name: 'mandatory' }, '01'],
    [{ name: 'slow_receiver' }, '02'],
    [{ name: 'change_l', feature_number: 1, feature_value: '0203' }, '2005010203'],
    [{ name: 'confirm_l', feature_number: 1, feature_value: '02' }, '21040102'],
    [{ name: 'change_r', feature_number: 192, feature_value: '01' }, '2204c001'],
    [{ name: 'confirm_r', feature_number: 1 }, '230301'],
    [{ name: 'init_cookie', init_cookie: 'abcd' }, '2404abcd'],
    [{ name: 'ndp_count', ndp_count: 0 }, '250300'],
    [{ name: 'ndp_count', ndp_count: 255 }, '2503ff'],
    [{ name: 'ndp_count', ndp_count: 256 }, '25040100'],
    [{ name: 'ndp_count', ndp_count: 2 ** 48 - 1 }, '2508ffffffffffff'],
    [
      {
        name: 'ack_vector_0',
        ack_vector: [
          { state: 1, run_length: 2 },
          { state: 3, run_length: 63 },
        ],
      },
      '260442ff',
    ],
    [{ name: 'ack_vector_1', ack_vector: [{ state: 0, run_length: 0 }] }, '270300'],
    [
      {
        name: 'data_dropped',
        data_dropped: [
          { dropped: false, run_length: 127 },
          { dropped: true, drop_code: 2, run_length: 15 },
        ],
      },
      '28047faf',
    ],
    [{ name: 'timestamp', timestamp: 1000 }, '2906000003e8'],
    [{ name: 'timestamp_echo', timestamp_echo: 1000 }, '2a06000003e8'],
    [{ name: 'timestamp_echo', timestamp_echo: 1, elapsed_time: 7 }, '2a08000000010007'],
    [{ name: 'timestamp_echo', timestamp_echo: 1, elapsed_time: 65536 }, '2a0a0000000100010000'],
    [{ name: 'elapsed_time', elapsed_time: 65535 }, '2b04ffff'],
    [{ name: 'elapsed_time', elapsed_time: 65536 }, '2b0600010000'],
    [{ name: 'data_checksum', checksum_data: 1 }, '2c0600000001'],
    [{ name: 'loss_event_rate', ccid3_loss_event_rate: 1 }, 'c00600000001'],
    [{ name: 'loss_intervals', ccid3_loss_intervals: 'abcd' }, 'c104abcd'],
    [{ name: 'receive_rate', ccid3_receive_rate: 1 }, 'c20600000001'],
  ];

  it.each(forms)('%o is written as %s', (option, hex) => {
    const bytes = build(dccp.with({ ...base, options: [option] }));
    const words = Math.ceil(hex.length / 8);
    expect(bytes[4]).toBe(HEADER / 4 + words);
    expect(Buffer.from(bytes.subarray(HEADER)).toString('hex')).toBe(hex.padEnd(words * 8, '0'));
  });

  const read = (hex: string) => {
    const bytes = build(dccp.with({ ...base, options: [{ raw: hex }] }));
    return decode(bytes, { from: 'dccp' }).layers[0]?.fields.options[0];
  };

  it.each(forms)('%o is read from %s', (option, hex) => {
    expect(read(hex)).toEqual({ type: Number.parseInt(hex.slice(0, 2), 16), ...option });
  });

  it.each([
    ['a count in more bytes than it needs', '25040005', { name: 'ndp_count', data: '0005' }],
    ['a count of 7 bytes', '250901020304050607', { name: 'ndp_count', data: '01020304050607' }],
    ['a time in more bytes than it needs', '2b0600000007', { data: '00000007' }],
    ['a feature without a number', '2002', { name: 'change_l', data: '' }],
    ['an echo of 5 bytes', '2a0700000001ff', { data: '00000001ff' }],
    ['an unknown one of one byte', '1f', { type: 31 }],
    ['an unknown one', '6004abcd', { type: 96, data: 'abcd' }],
    ['a length of 1', '20010102', { raw: '20010102' }],
  ])('%s is kept', (_, hex, expected) => {
    expect(read(hex)).toMatchObject(expected);
  });

  it.each([
    [{ dropped: 1, drop_code: 'corrupt' }, '2803b0'],
    [{ drop_code: 7 }, '2803f0'],
    [{ run_length: 3 }, '280303'],
  ])('a block of dropped data: %o', (block, hex) => {
    const options = [{ name: 'data_dropped', data_dropped: [block] }] as readonly Option[];
    const bytes = build(dccp.with({ ...base, options }));
    expect(Buffer.from(bytes.subarray(HEADER, HEADER + 3)).toString('hex')).toBe(hex);
  });
});

describe('notes', () => {
  it.each<[string, Given, readonly RegExp[]]>([
    ['a request', {}, []],
    ['a reserved type', { type: 11 }, [/type 11 is reserved/]],
    ['a short request', { x: false }, [/short sequence numbers/]],
    ['short data', { x: false, type: 'data' }, []],
    ['reserved bits', { res1: 1 }, [/reserved bits/]],
    ['a coverage beyond the packet', { cscov: 4 }, [/beyond the packet/]],
    ['Mandatory with data', { type: 'data', options: [{ name: 'mandatory' }] }, [/Mandatory/]],
    ['Mandatory without', { type: 'ack', options: [{ name: 'mandatory' }] }, []],
  ])('%s', (_, given, texts) => {
    expect(packetOf(given, '0000').notes.map(({ text }) => text)).toEqual(
      texts.map((text) => expect.stringMatching(text)),
    );
  });

  it('a header that is longer than its offset says', () => {
    const packet = packetOf({ type: 'ack', data_offset: 4 });
    expect(packet.layer('dccp')?.raw).toBeDefined();
    expect(packet.notes[0]?.severity).toBe('error');
  });
});
