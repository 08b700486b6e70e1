import { describe, expect, it, vi } from 'vitest';
import * as library from '../src/index.js';
import {
  build,
  checksum,
  decode,
  encode,
  FieldError,
  JsonError,
  protocol,
  protocols,
} from '../src/index.js';

const { data, eth, ip, tcp, udp } = protocols;
const hex = (b: Uint8Array) => Buffer.from(b).toString('hex');
const fromHex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

/** A TCP SYN with five options: Ethernet, IPv4, TCP. */
const SYN =
  '02000000000202000000000108004500003cabcd40004006a2b7c0000201c6336402' +
  'c82201bb000003e800000000a002faf093110000020405b40402080a000000010000000001030307';
const syn = fromHex(SYN);
const layers = [
  eth.with({ dst: '02:00:00:00:00:02', src: '02:00:00:00:00:01' }),
  ip.with({ id: 0xabcd, flags: ['df'], src: '192.0.2.1', dst: '198.51.100.2' }),
  tcp.with({
    ...{ srcport: 51234, dstport: 'https', seq: 1000, flags: ['syn'], window_size_value: 64240 },
    options: [
      { name: 'mss', mss_val: 1460 },
      { name: 'sack_perm' },
      { kind: 8, data: '0000000100000000' },
      { name: 'nop' },
      { name: 'wscale', wscale: { shift: 7 } },
    ],
  }),
];

describe('the library', () => {
  it('exports what its README names', () => {
    expect(Object.keys(library).sort()).toEqual([
      'FieldError',
      'JsonError',
      'build',
      'checksum',
      'decode',
      'encode',
      'protocol',
      'protocols',
    ]);
  });

  it('decodes, builds and encodes the same packet', () => {
    expect(hex(build(...layers))).toBe(SYN);
    expect(hex(encode(decode(syn)))).toBe(SYN);
    expect(hex(encode(decode(syn).toJSON()))).toBe(SYN);
    expect(hex(encode(JSON.parse(JSON.stringify(decode(syn)))))).toBe(SYN);
  });

  it('gives layers with their fields', () => {
    const packet = decode(syn);
    expect(packet.layer('ip')?.fields).toMatchObject({ ttl: 64, checksum_status: 'good' });
    expect(packet.layer('tcp')?.fields.options).toHaveLength(5);
    expect(packet.notes).toEqual([]);
  });
});

describe('decode', () => {
  it('takes Ethernet, another link type, or a first protocol by its name', () => {
    const names = (look?: library.DecodeLook, b = syn) =>
      decode(b, look).layers.map((layer) => layer.protocol.name);
    expect(names()).toEqual(['eth', 'ip', 'tcp']);
    expect(names({ linktype: 101 }, syn.subarray(14))).toEqual(['raw', 'ip', 'tcp']);
    expect(names({ from: 'ip' }, syn.subarray(14))).toEqual(['ip', 'tcp']);
    expect(names({ linktype: 64999 })).toEqual(['data']);
    expect(() => decode(syn, { from: 'pi' })).toThrow(
      "no protocol is called 'pi'; did you mean 'ip'?",
    );
  });

  it('tells of the frame what it was told', () => {
    expect(decode(syn).frame).toEqual({ len: 74, caplen: 74, linktype: 1 });
    expect(decode(syn, { from: 'eth' }).frame).toEqual({ len: 74, caplen: 74 });
    const frame = { number: 9, time: '1700000000.000000001', len: 1500 };
    expect(decode(syn, { frame }).frame).toEqual({ ...frame, caplen: 74, linktype: 1 });
  });

  it('takes bytes of any kind, also views into larger or shared memory', () => {
    const expected = JSON.stringify(decode(syn));
    const large = Buffer.alloc(500, 0xa5);
    large.set(syn, 99);
    const shared = new Uint8Array(new SharedArrayBuffer(200), 50, syn.length);
    shared.set(syn);
    class Own extends Uint8Array {}
    for (const b of [
      Buffer.from(syn),
      large.subarray(99, 99 + syn.length),
      new Uint8Array(large.buffer, large.byteOffset + 99, syn.length),
      shared,
      new Own(syn),
    ]) {
      const packet = decode(b);
      expect(JSON.stringify(packet)).toBe(expected);
      expect(hex(encode(packet))).toBe(SYN);
    }
  });

  it('looks at the bytes when it is asked, and copies none', () => {
    const mine = syn.slice();
    const packet = decode(mine);
    mine[22] = 7;
    expect(packet.layer('ip')?.fields.ttl).toBe(7);
    expect(packet.bytes).toBe(mine);
  });
});

describe('encode', () => {
  it('keeps, warns or mends', () => {
    const json = decode(syn).toJSON();
    const warn = vi.fn();
    const fields = { ...json.layers[1]?.fields, ttl: 63 };
    const edited = { ...json, layers: json.layers.map((l, i) => (i === 1 ? { ...l, fields } : l)) };
    const kept = encode(edited, { warn });
    expect(kept[22]).toBe(63);
    expect(hex(kept.subarray(24, 26))).toBe('a2b7');
    expect(warn.mock.calls).toEqual([
      [{ layer: 1, field: 'checksum', given: 0xa2b7, expected: 0xa3b7 }],
    ]);
    expect(hex(encode(edited, { fix: true }).subarray(24, 26))).toBe('a3b7');
  });

  it('refuses what is no packet', () => {
    for (const odd of [
      null,
      undefined,
      5,
      'text',
      [],
      {},
      { layers: 1 },
      { toJSON: 1, layers: [] },
    ]) {
      expect(() => encode(odd as never)).toThrow(JsonError);
    }
    expect(() => encode({ layers: [{ protocol: 'ip', fields: { ttl: 256 } }] })).toThrow(
      new JsonError('ip.ttl: 256 does not fit 8 bits (0 to 255)'),
    );
  });
});

describe('build', () => {
  it('refuses what does not fit, and names field and range', () => {
    expect(() => build(ip.with({ ttl: 256 }))).toThrow(FieldError);
    expect(() => build(ip.with({ ttl: 256 }))).toThrow(
      'ip.ttl: 256 does not fit 8 bits (0 to 255)',
    );
    const wrong = { tll: 3 } as object;
    expect(() => build(ip.with(wrong))).toThrow("ip.tll: no such field; did you mean 'ttl'?");
  });

  it('takes any layers in any order', () => {
    expect(hex(build())).toBe('');
    expect(hex(build(data.with({ data: 'aabb' })))).toBe('aabb');
    expect(hex(build(udp.with(), eth.with({ type: 1536 })))).toMatch(/^.{16}0{24}0600$/);
  });
});

it('protocols are found by name', () => {
  expect(protocol('tcp')).toBe(tcp);
  expect(protocol('sctp').title).toMatch(/Stream Control/);
  expect(() => protocol('tpc')).toThrow("did you mean 'tcp'?");
});

it('checksum is that of RFC 1071, over pieces', () => {
  expect(checksum(fromHex('0001f203f4f5f6f7'))).toBe(0x220d);
  expect(checksum(fromHex('0001f2'), fromHex('03f4f5f6f7'))).toBe(0x220d);
  expect(checksum()).toBe(0xffff);
});
