import { describe, expect, it } from 'vitest';
import { build, decode, FieldError } from '../../../src/index.js';
import { igmp } from '../../../src/protocols/internet/igmp.js';
import { ip } from '../../../src/protocols/internet/ip.js';

type Given = NonNullable<Parameters<typeof igmp.with>[0]>;

const around = ip.with({ src: '192.0.2.1', dst: '224.0.0.251', ttl: 1 });
const bytes = (fields: Given) => build(around, igmp.with(fields));
const hex = (fields: Given) => Buffer.from(build(igmp.with(fields))).toString('hex');
const read = (text: string) => {
  const whole = Buffer.concat([build(around), Buffer.from(text, 'hex')]);
  whole[3] = whole.length;
  whole[9] = 2;
  return decode(new Uint8Array(whole), { linktype: 228 }).layers[1];
};

describe('messages', () => {
  it.each<[string, Given, string, object]>([
    [
      'query, version 1',
      { type: 'query', reserved: 0 },
      '1100eeff00000000',
      { type: 0x11, reserved: 0, maddr: '0.0.0.0' },
    ],
    [
      'query, version 2',
      { type: 'query', max_resp: 100 },
      '1164ee9b00000000',
      { max_resp: 100, maddr: '0.0.0.0' },
    ],
    [
      'query, version 3',
      { type: 'query', max_resp: 100, s: true, qrv: 2, qqic: 125 },
      '1164e41d000000000a7d0000',
      { max_resp: 100, s: true, qrv: 2, qqic: 125, num_src: 0, saddr: [] },
    ],
    [
      'query for sources',
      { type: 'query', max_resp: 10, maddr: '239.1.2.3', saddr: ['192.0.2.1'] },
      '110a39e3ef0102030000'.concat('0001c0000201'),
      { num_src: 1, saddr: ['192.0.2.1'] },
    ],
    [
      'report, version 1',
      { type: 'v1_report', maddr: '224.0.0.251' },
      '12000d04e00000fb',
      { reserved: 0, maddr: '224.0.0.251' },
    ],
    [
      'report, version 2',
      { maddr: '224.0.0.251' },
      '16000904e00000fb',
      { type: 0x16, max_resp: 0 },
    ],
    ['leave', { type: 'leave', maddr: '224.0.0.251' }, '17000804e00000fb', { type: 0x17 }],
    [
      'report, version 3',
      {
        type: 'v3_report',
        records: [
          { record_type: 'to_include', maddr: '239.1.2.3', saddr: ['192.0.2.1'] },
          { record_type: 'is_exclude', maddr: '239.1.2.4', aux_data: '61757869' },
        ],
      },
      '2200713a00000002 03000001ef010203c0000201 02010000ef01020461757869'.replaceAll(' ', ''),
      { num_grp_recs: 2 },
    ],
    [
      'another',
      { type: 'dvmrp', code: 1, data: '0ff0' },
      '1301dd0e0ff0',
      { code: 1, data: '0ff0' },
    ],
  ])('%s', (_, fields, expected, values) => {
    expect(hex(fields).slice(0, 4)).toBe(expected.slice(0, 4));
    expect(hex(fields).slice(8)).toBe(expected.slice(8));
    const [, layer] = decode(bytes(fields), { linktype: 228 }).layers;
    expect(layer?.fields).toMatchObject({ ...values, checksum_status: 'good' });
    expect(hex(layer?.fields as Given)).toBe(hex(fields));
  });

  it.each([
    [8, '1164ee9b00000000', { max_resp: 100 }, 'qrv'],
    [11, '1164ee9b00000000000000', { max_resp: 100, data: '000000' }, 'qrv'],
    [12, '1164ee9b000000000a7d0000', { qrv: 2 }, 'data'],
    [14, '1164ee9b000000000a7d0000aabb', { qrv: 2, data: 'aabb' }, 'code'],
  ])('a query of %i bytes tells its version by its length', (_, text, values, missing) => {
    expect(read(text)?.fields).toMatchObject(values);
    expect(read(text)?.fields).not.toHaveProperty(missing);
  });

  it('refuses fields of other messages', () => {
    expect(() => hex({ type: 'leave', records: [] })).toThrow(/records/);
    expect(() => hex({ type: 'v2_report', code: 1 })).toThrow(/code/);
  });

  it('shows what is cut as raw bytes', () => {
    expect(read('160009')).toMatchObject({ raw: '160009' });
    expect(read('22000000000000ff')?.raw).toBe('22000000000000ff');
  });
});

describe('times in version 3', () => {
  const query = (max_resp: number): Given => ({ type: 'query', max_resp, saddr: [] });

  it.each([
    [0, '00'],
    [127, '7f'],
    [128, '80'],
    [248, '8f'],
    [256, '90'],
    [31_744, 'ff'],
  ])('%i tenths of a second are the code %s', (tenths, code) => {
    expect(hex(query(tenths)).slice(2, 4)).toBe(code);
    const [, layer] = decode(bytes(query(tenths)), { linktype: 228 }).layers;
    expect(layer?.fields.max_resp).toBe(tenths);
  });

  it.each([129, 255, 31_745, 100_000, 1.5, -1])('%d has no code', (tenths) => {
    expect(() => hex(query(tenths))).toThrow(FieldError);
  });

  it('are plain in version 2', () => {
    expect(hex({ type: 'query', max_resp: 143 }).slice(2, 4)).toBe('8f');
  });

  it('are told in words', () => {
    const { layers } = decode(bytes({ ...query(248), qqic: 0x93 }), { linktype: 228 });
    const meanings = new Map(layers[1]?.annotations.map((a) => [a.name, a.meaning]));
    expect(meanings.get('max_resp')).toBe('24.8 seconds');
    expect(meanings.get('qqic')).toBe('5 minutes 4 seconds');
  });
});

describe('notes', () => {
  const alert = { name: 'ra', ra: 0 } as const;
  const texts = (fields: Given, ttl = 1) =>
    decode(
      build(ip.with({ src: '192.0.2.1', dst: '224.0.0.1', ttl, opt: [alert] }), igmp.with(fields)),
      {
        linktype: 228,
      },
    ).layers[1]?.notes.map((note) => note.text);

  it.each<[string, Given, number, RegExp]>([
    ['a time to live that is too great', { maddr: '239.1.2.3' }, 64, /not 1/],
    ['a report about no group', { maddr: '192.0.2.1' }, 1, /no group/],
    ['a report about nothing', { maddr: '0.0.0.0' }, 1, /no group/],
    [
      'a record about no group',
      { type: 'v3_report', records: [{ maddr: '10.0.0.1' }] },
      1,
      /no group/,
    ],
    ['a wrong checksum', { maddr: '239.1.2.3', checksum: 1 }, 1, /checksum is wrong/],
  ])('%s', (_, fields, ttl, text) => {
    expect(texts(fields, ttl)).toEqual([expect.stringMatching(text)]);
  });

  it.each<[string, Given]>([
    ['a general query', { type: 'query', max_resp: 100 }],
    ['a query about a group', { type: 'query', max_resp: 10, maddr: '239.1.2.3' }],
    ['a message of another kind', { type: 'dvmrp' }],
  ])('none on %s', (_, fields) => {
    expect(texts(fields, fields.type === 'dvmrp' ? 64 : 1)).toEqual([]);
  });
});
