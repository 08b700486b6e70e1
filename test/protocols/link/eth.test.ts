import { describe, expect, it } from 'vitest';
import { build, decode, encode } from '../../../src/index.js';
import { data } from '../../../src/protocols/data.js';
import { arp } from '../../../src/protocols/link/arp.js';
import { eth } from '../../../src/protocols/link/eth.js';
import { llc } from '../../../src/protocols/link/llc.js';
import { vlan } from '../../../src/protocols/link/vlan.js';
import { bytes, ether, fieldsOf, hex, names, read, texts, v4, v6 } from './packets.js';

const ADDRESSES = { dst: '02:00:00:00:00:02', src: '02:00:00:00:00:01' };

describe('what the type says', () => {
  it.each([
    ['the greatest length', '05dc', { len: 1500 }],
    ['the least length', '0001', { len: 1 }],
    ['0 is an unknown type, as in Wireshark', '0000', { type: 0 }],
    ['neither one nor the other', '05dd', { type: 1501 }],
    ['the least type', '0600', { type: 1536 }],
  ])('%s', (_, type, fields) => {
    expect(fieldsOf(read(ether(type)), 'eth')).toEqual({ ...ADDRESSES, ...fields });
  });

  it.each([
    ['05dc', []],
    ['05dd', [/1501 is neither/]],
    ['05ff', [/1535 is neither/]],
    ['0600', []],
  ])('%s: its notes', (type, wanted) => {
    const found = texts(read(ether(type))).filter((text) => /neither/.test(text));
    expect(found).toEqual(wanted.map((text) => expect.stringMatching(text)));
  });

  it('a length tells LLC from what fills the frame up', () => {
    const packet = read(`${ether('0004')} 424203ab cdef`);
    expect(names(packet)).toEqual(['eth', 'llc', 'data']);
    expect(fieldsOf(packet, 'data')).toEqual({ data: 'ab' });
    expect(fieldsOf(packet, 'eth')).toMatchObject({ len: 4, trailer: 'cdef' });
  });

  it('a length greater than the frame is an error, and LLC is read all the same', () => {
    const packet = read(`${ether('0010')} 424203ab`);
    expect(names(packet)).toEqual(['eth', 'llc', 'data']);
    expect(texts(packet)).toEqual([expect.stringMatching(/length 30, 18 bytes/)]);
  });

  it('IPX straight behind a length is no LLC', () => {
    expect(names(read(`${ether('0006')} ffff00060000`))).toEqual(['eth', 'data']);
  });
});

describe('what is derived', () => {
  it.each([
    ['IPv4', v4, 0x0800],
    ['IPv6', v6, 0x86dd],
    ['ARP', [arp.with()], 0x0806],
    ['a tag', [vlan.with(), ...v4], 0x8100],
    ['what has no EtherType', [data.with({ data: '00' })], 0x88b5],
    ['nothing', [], 0x88b5],
  ])('the type of %s', (_, inner, type) => {
    expect(fieldsOf(decode(build(eth.with(), ...inner)), 'eth').type).toBe(type);
  });

  it.each([
    ['the length of LLC', 100, { len: 108 }],
    ['the greatest length', 1492, { len: 1500 }],
    ['LLC that is longer has an EtherType', 1493, { type: 0x8870 }],
  ])('%s', (_, size, fields) => {
    const inner = [llc.with(), data.with({ data: '00'.repeat(size) })];
    const packet = decode(build(eth.with(), ...inner));
    expect(fieldsOf(packet, 'eth')).toMatchObject(fields);
    expect(names(packet)).toEqual(['eth', 'llc', 'data']);
  });

  it('a type or length that was given stays', () => {
    expect(hex(build(eth.with({ ...ADDRESSES, type: 0x1234 }), ...v4)).slice(24, 28)).toBe('1234');
    expect(hex(build(eth.with({ ...ADDRESSES, type: 'arp' }), ...v4)).slice(24, 28)).toBe('0806');
  });
});

describe('what stands behind the datagram', () => {
  const short = hex(build(eth.with(ADDRESSES), ...v4));
  const long = hex(
    build(eth.with(ADDRESSES), ...v4.slice(0, 2), data.with({ data: 'ab'.repeat(60) })),
  );
  const tail = (text: string) => {
    const { padding, trailer, fcs, fcs_status } = fieldsOf(read(text), 'eth');
    return { padding, trailer, fcs, fcs_status };
  };
  const checked = (text: string) => {
    const [layer, ...rest] = decode(bytes(text)).toJSON().layers;
    return hex(
      encode(
        { layers: [{ ...layer!, fields: { ...layer?.fields, fcs: 0 } }, ...rest] },
        { fix: true },
      ),
    );
  };

  it.each([
    ['nothing', short, {}],
    ['zeros up to 60 bytes', short.padEnd(120, '0'), { padding: '00'.repeat(13) }],
    ['too few zeros', `${short}0000`, { trailer: '0000' }],
    [
      'zeros beyond 60 bytes',
      short.padEnd(124, '0'),
      { padding: '00'.repeat(13), trailer: '0000' },
    ],
    ['not only zeros', `${short}01`.padEnd(120, '0'), { trailer: '01'.padEnd(26, '0') }],
    ['four zeros', `${long}00000000`, { trailer: '00000000' }],
    ['five bytes', `${long}0102030405`, { trailer: '0102030405' }],
  ])('%s', (_, text, wanted) => {
    expect(tail(text)).toEqual({
      padding: undefined,
      trailer: undefined,
      fcs: undefined,
      ...wanted,
    });
  });

  it.each([
    ['alone', long],
    ['behind padding', short.padEnd(120, '0')],
    ['behind a trailer', `${long}0102030405`],
  ])('a frame check sequence that is right, %s', (_, text) => {
    const found = tail(checked(text));
    expect(found).toEqual({ ...tail(text), fcs: expect.any(Number), fcs_status: 'good' });
  });

  it('four bytes that are not right are called bad, and a guess', () => {
    const packet = read(`${long}deadbeef`);
    expect(fieldsOf(packet, 'eth')).toMatchObject({ fcs: 0xdeadbeef, fcs_status: 'bad' });
    expect(texts(packet)).toEqual([
      expect.stringMatching(/fcs is wrong/),
      expect.stringMatching(/are taken for/),
    ]);
  });

  describe('a check sequence of which the capture tells', () => {
    const told = (text: string, fcs: number, len = text.length / 2) =>
      decode(bytes(text), { frame: { fcs, len } });
    const unknown = `${hex(bytes(ether('1234')))}${'ab'.repeat(48)}`;

    it.each([
      ['behind a short datagram', `${short}deadbeef`, {}],
      ['behind padding', `${short.padEnd(120, '0')}deadbeef`, { padding: '00'.repeat(13) }],
      ['behind a trailer', `${long}0102deadbeef`, { trailer: '0102' }],
      ['behind what nobody knows', `${unknown}deadbeef`, {}],
    ])('%s', (_, text, rest) => {
      const { dst, src, type, fcs_expected, ...found } = fieldsOf(told(text, 4), 'eth');
      expect(found).toEqual({ ...rest, fcs: 0xdeadbeef, fcs_status: 'bad' });
      const right = fcs_expected?.toString(16).padStart(8, '0');
      const mended = told(text.replace('deadbeef', `${right}`), 4);
      expect(fieldsOf(mended, 'eth')).toMatchObject({ ...rest, fcs_status: 'good' });
    });

    it('is no payload', () => {
      expect(fieldsOf(told(`${unknown}deadbeef`, 4), 'data').data).toBe('ab'.repeat(48));
      expect(fieldsOf(told(`${unknown}deadbeef`, 0), 'data').data).toHaveLength(104);
      const lying = texts(told(`${short.slice(0, -8)}deadbeef`, 4));
      expect(lying).toContainEqual(expect.stringMatching(/^length \d+, \d+ bytes left/));
    });

    it('is none, although four bytes look like one', () => {
      const { trailer, fcs } = fieldsOf(told(checked(long), 0), 'eth');
      expect([trailer?.length, fcs]).toEqual([8, undefined]);
    });

    it('is not here, or in part, where the capture was cut', () => {
      const size = unknown.length / 2 + 4;
      for (const here of [0, 1, 2, 3]) {
        const cut = told(`${unknown}deadbeef`.slice(0, unknown.length + 2 * here), 4, size);
        const { fcs, fcs_raw } = fieldsOf(cut, 'eth') as { fcs?: number; fcs_raw?: string };
        expect([fcs, fcs_raw ?? '']).toEqual([undefined, 'deadbeef'.slice(0, 2 * here)]);
        expect(fieldsOf(cut, 'data').data).toBe('ab'.repeat(48));
      }
    });

    it('that is bad is no guess', () => {
      expect(texts(told(`${long}deadbeef`, 4))).toEqual([
        expect.stringMatching(/fcs is wrong/),
        expect.stringMatching(/damaged on its way/),
      ]);
    });
  });

  it('no check sequence below 64 bytes', () => {
    expect(tail(`${short}deadbeef`).fcs).toBeUndefined();
  });
});

it('a group address as source is a warning', () => {
  const packet = read('020000000002 010000000001 88b5');
  expect(texts(packet)).toEqual(['the source is a group address']);
});
