import { describe, expect, it } from 'vitest';
import { build, decode, type LayerGiven } from '../../../src/index.js';
import { ipv6 } from '../../../src/protocols/internet/ipv6.js';
import { routing } from '../../../src/protocols/internet/ipv6-routing.js';
import { udp } from '../../../src/protocols/transport/udp.js';

type Given = NonNullable<Parameters<typeof routing.with>[0]>;

const around = ipv6.with({ src: '2001:db8::1', dst: '2001:db8::2' });
const hex = (fields: Given) => Buffer.from(build(routing.with(fields))).toString('hex');
const decoded = (fields: Given) =>
  decode(build(around, routing.with(fields)), { linktype: 229 }).layers[1];
const texts = (fields: Given) => decoded(fields)?.notes.map((note) => note.text);

const a = '20010db8000000000000000000000011';
const b = '20010db8000000000000000000000012';
const addr = ['2001:db8::11', '2001:db8::12'];

describe('forms', () => {
  it.each<[string, Given, string]>([
    ['source route', { type: 0, segleft: 2, src: { addr } }, `3b04000200000000${a}${b}`],
    [
      'mobile node',
      { type: 2, segleft: 1, mipv6: { home_address: addr[0] as string } },
      `3b02020100000000${a}`,
    ],
    [
      'compressed route',
      {
        type: 'rpl',
        segleft: 2,
        rpl: {
          cmprI: 14,
          cmprE: 12,
          pad: 2,
          address: ['0011'],
          final: '00000012',
          padding: '0000',
        },
      },
      '3b010302ec200000001100000012' + '0000',
    ],
    ['segments', { segleft: 1, srh: { tag: 0xbeef, addr } }, `3b0404010100beef${a}${b}`],
    [
      'segments with more',
      {
        srh: {
          addr: addr.slice(0, 1),
          tlv: [
            { name: 'padn', padn: '0000' },
            { name: 'hmac', key_id: 7, hmac: 'aabbccdd' },
          ],
        },
      },
      `3b0404000000 0000${a}04020000 050a0000 00000007 aabbccdd`.replaceAll(' ', ''),
    ],
    ['a type without a form', { type: 200, unknown_data: '01020304' }, '3b00c80001020304'],
  ])('%s', (_, fields, expected) => {
    expect(hex(fields)).toBe(expected);
    const back = decoded(fields);
    expect(back?.raw).toBeUndefined();
    expect(hex(back?.fields as Given)).toBe(expected);
  });

  it('counts units of 8 bytes, the first not counted, and fills up with zeros', () => {
    expect(hex({ type: 200, unknown_data: '0102030405' })).toBe(
      '3b01c8000102030405000000'.padEnd(32, '0'),
    );
    expect(decoded({ type: 200, len: 0 })?.length).toBe(4);
  });

  it.each<[string, Given]>([
    ['half an address', { type: 0, data: `00000000${a.slice(16)}` }],
    ['more segments than there are', { data: `05000000${a}` }],
    ['no address at all', { type: 2, data: '00000000' }],
    ['no compressed address', { type: 3, data: '00000000' }],
  ])('keeps %s as data', (_, fields) => {
    expect(decoded(fields)?.fields).toMatchObject(fields);
  });

  it('reads compressed addresses where the padding is told wrong', () => {
    const rpl = { cmprI: 13, cmprE: 12, pad: 5, address: ['000011', '000011'], final: '00000012' };
    const fields: Given = { type: 3, rpl: { ...rpl, padding: '000000000000' } };
    expect(decoded(fields)?.fields).toMatchObject(fields);
  });
});

describe('the checksum behind a route', () => {
  const sum = (...layers: readonly LayerGiven[]) => [...build(...layers, udp.with()).slice(-2)];
  const to = (dst: string) => sum(ipv6.with({ src: '2001:db8::1', dst }));

  const rpl = {
    cmprI: 14,
    cmprE: 12,
    pad: 2,
    address: ['0011'],
    final: '00000012',
    padding: '0000',
  };
  it.each<[string, Given, string]>([
    ['source route under way', { type: 0, segleft: 1, src: { addr } }, '2001:db8::12'],
    ['source route done', { type: 0, segleft: 0, src: { addr } }, '2001:db8::2'],
    ['mobile node', { type: 2, segleft: 1, mipv6: { home_address: '2001:db8::7' } }, '2001:db8::7'],
    ['segments under way: the first is the last', { segleft: 1, srh: { addr } }, '2001:db8::11'],
    ['segments done', { segleft: 0, srh: { addr } }, '2001:db8::2'],
    ['compressed route under way', { type: 3, segleft: 2, rpl }, '2001:db8::12'],
    ['compressed route done', { type: 3, segleft: 0, rpl }, '2001:db8::2'],
    ['a type without a form', { type: 9, segleft: 1, unknown_data: '00000000' }, '2001:db8::2'],
    ['a route without a stop', { type: 0, segleft: 1, src: { addr: [] } }, '2001:db8::2'],
  ])('is that of the last stop: %s', (_, fields, dst) => {
    expect(sum(around, routing.with(fields))).toEqual(to(dst));
    const packet = decode(build(around, routing.with(fields), udp.with()), { linktype: 229 });
    expect(packet.layer('udp')?.fields.checksum_status).toBe('good');
  });

  it('is that of the inner one of two routes under way', () => {
    const inner = routing.with({ segleft: 1, srh: { addr: ['2001:db8::33'] } });
    const outer = routing.with({ type: 0, segleft: 1, src: { addr } });
    expect(sum(around, outer, inner)).toEqual(to('2001:db8::33'));
  });

  it('survives a header that is cut', () => {
    const whole = build(around, routing.with({ segleft: 1, srh: { addr } }), udp.with());
    for (let size = 40; size < whole.length; size++) {
      expect(() => decode(whole.slice(0, size), { linktype: 229 }).toJSON()).not.toThrow();
    }
  });
});

describe('notes', () => {
  it.each<[string, Given, RegExp]>([
    ['type 0', { type: 0, src: { addr } }, /ignore this type/],
    ['type 2 with none left', { type: 2, mipv6: { home_address: '::1' } }, /exactly one/],
    ['too many segments left', { segleft: 3, srh: { addr } }, /more segments left/],
  ])('%s', (_, fields, text) => {
    expect(texts(fields)).toEqual([expect.stringMatching(text)]);
  });

  it('none on as many segments left as there are, as in a reduced header', () => {
    expect(texts({ segleft: 2, srh: { addr } })).toEqual([]);
  });
});
