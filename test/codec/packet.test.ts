import { describe, expect, it, vi } from 'vitest';
import { decodeWith } from '../../src/codec/packet.js';
import { bytes } from '../../src/codec/parts.js';
import { protocol } from '../../src/codec/protocol.js';
import { app, err, frame, msg, net, stack } from './stack.js';
import { fromHex, toHex, toy, viaText } from './toy.js';

const { build, decode, encode, catalog, data } = stack();
const ends = { src: '192.0.2.1', dst: '198.51.100.2' };
const whole = build(frame.with({ to: 5 }), net.with(ends), msg.with(), app.with({ t: 'aabb' }));

describe('a packet', () => {
  const packet = decode(whole, { number: 3, time: '1700000000.123456789', linktype: 1 });

  it('is JSON as the contract says', () => {
    expect(viaText(packet)).toEqual({
      frame: { number: 3, time: '1700000000.123456789', len: 27, caplen: 27, linktype: 1 },
      layers: [
        { protocol: 'frame', offset: 0, length: 2, fields: { to: 5, type: 1 } },
        {
          protocol: 'net',
          offset: 2,
          length: 16,
          fields: {
            version: 4,
            hdr_len: 16,
            proto: 17,
            len: 25,
            frag: { mf: false, offset: 0 },
            checksum: 0xcf9d,
            checksum_status: 'good',
            ...ends,
          },
        },
        {
          protocol: 'msg',
          offset: 18,
          length: 6,
          fields: { port: 53, length: 9, checksum: 0x55c5, checksum_status: 'good' },
        },
        { protocol: 'app', offset: 24, length: 3, fields: { n: 2, t: 'aabb' } },
      ],
      notes: [],
    });
  });

  it('has its verdicts beside the checksums, in the order of the wire', () => {
    expect(Object.keys(packet.layer('net')?.fields ?? {})).toEqual([
      ...['version', 'hdr_len', 'proto', 'len', 'frag', 'checksum', 'checksum_status'],
      ...['src', 'dst'],
    ]);
  });

  it('knows its layers by name, and each its neighbours', () => {
    expect(packet.layer('msg')?.index).toBe(2);
    expect(packet.layer('nothing')).toBeUndefined();
    expect(packet.layer('msg')?.outer).toBe(packet.layer('net'));
    expect(packet.layer('msg')?.inner).toBe(packet.layer('app'));
    expect(packet.layers[0]?.outer).toBeUndefined();
    expect(packet.layers.at(-1)?.inner).toBeUndefined();
  });

  it('has layers in one line', () => {
    expect(packet.layers.map((layer) => layer.summary)).toEqual([
      'to 5',
      '192.0.2.1 → 198.51.100.2',
      '',
      '',
    ]);
    expect(decode('05').layers[0]?.summary).toBe('');
  });

  it('shares no fields with another, and reads its own once', () => {
    const other = decode(whole);
    expect(other.layers[1]?.fields).toEqual(packet.layers[1]?.fields);
    expect(other.layers[1]?.fields).not.toBe(packet.layers[1]?.fields);
    expect(packet.layers[1]?.fields).toBe(packet.layers[1]?.fields);
  });

  it('reads nothing before it is asked for', () => {
    const lazy = protocol({
      name: 'lazy',
      title: 'Lazy',
      carriedBy: { linktype: 1 },
      fields: { x: bytes('X', 'x') },
      rules: () => ({ headerLength: () => 2 }),
    });
    const own = toy(lazy);
    const read = vi.spyOn(lazy.declaration.fields.x, 'read');
    const found = own.decode('aabb');
    expect(found.layers).toHaveLength(1);
    expect(read).not.toHaveBeenCalled();
    expect(found.layers[0]?.fields).toEqual({ x: 'aabb' });
    expect(read).toHaveBeenCalled();
  });

  it('may lie anywhere in a larger buffer, or in shared memory', () => {
    const expected = viaText(decode(whole));
    const large = new Uint8Array(200).fill(0xa5);
    large.set(fromHex(whole), 77);
    const shared = new Uint8Array(new SharedArrayBuffer(100), 13, whole.length / 2);
    shared.set(fromHex(whole));
    for (const b of [large.subarray(77, 77 + whole.length / 2), shared]) {
      const found = decodeWith(catalog, frame, b, { len: b.length, caplen: b.length });
      expect(viaText(found)).toEqual(expected);
      expect(toHex(found.bytes)).toBe(whole);
    }
  });

  it('is decoded apart from others, whose layers stay as they are', () => {
    const first = decode(whole);
    decode('0507aabb');
    expect(first.layers.map((l) => [l.protocol.name, l.offset])).toEqual([
      ['frame', 0],
      ['net', 2],
      ['msg', 18],
      ['app', 24],
    ]);
  });
});

describe('a checksum is', () => {
  const status = (hex: string, layer: string, look = {}) => {
    const { fields } = decode(hex, look).layer(layer) ?? {};
    const { checksum_status, checksum_expected } = fields ?? {};
    return [checksum_status, checksum_expected].filter((one) => one !== undefined);
  };
  const change = (at: number, hex: string) =>
    whole.slice(0, 2 * at) + hex + whole.slice(2 * at + hex.length);

  it('good', () => {
    expect([status(whole, 'net'), status(whole, 'msg')]).toEqual([['good'], ['good']]);
  });

  it('bad, and then the right one stands beside it', () => {
    expect(status(change(8, 'dead'), 'net')).toEqual(['bad', 0xcf9d]);
    expect(status(change(22, '0001'), 'msg')).toEqual(['bad', 0x55c5]);
  });

  it('bad over changed data', () => {
    expect(status(change(25, 'aabc'), 'msg')).toEqual(['bad', 0x54c5]);
  });

  it('absent', () => {
    expect(status(change(22, '0000'), 'msg')).toEqual(['absent']);
  });

  it('partial, where it is the sum of the pseudo-header', () => {
    // c000+0201+c633+6402+0011+0009, folded.
    expect(status(change(22, 'ec51'), 'msg')).toEqual(['partial']);
  });

  it('unverified in a fragment, or where bytes are missing', () => {
    expect(status(change(6, '8000'), 'msg')).toEqual(['unverified']);
    expect(status(whole.slice(0, -2), 'msg')).toEqual(['unverified']);
  });

  it('judged for the header though the rest is missing', () => {
    expect(status(whole.slice(0, 40), 'net')).toEqual(['good']);
  });

  it('unverified where the capture ends, though no length says so', () => {
    const error = build(
      frame.with(),
      net.with({ ...ends, len: 0 }),
      err.with({ code: 3 }),
      data.with({ data: 'aa' }),
    );
    const frameOf = { caplen: error.length / 2, len: error.length / 2 + 5 };
    expect(status(error, 'err')).toEqual(['good']);
    expect(status(error.replace(/aa$/, 'ab'), 'err')[0]).toBe('bad');
    expect(status(error.replace(/aa$/, 'ab'), 'err', frameOf)).toEqual(['unverified']);
    expect(status(error, 'net', frameOf)).toEqual(['good']);
  });

  it('of an inner datagram that is quoted not judged where that is cut', () => {
    const inner = build(net.with({ ...ends, len: 900 }), msg.with({ length: 880, checksum: 1 }));
    const hex = build(net.with({ ...ends, proto: 1 }), err.with(), data.with({ data: inner }));
    const layers = toy(net, msg, err).decode(hex).layers;
    expect(layers.map(({ fields }) => fields.checksum_status)).toEqual([
      'good',
      'good',
      'good',
      'unverified',
    ]);
  });
});

describe('what follows the payload', () => {
  it('is cut by a rule, and judged', () => {
    const hex = build(frame.with({ to: 5, padding: '0000', fcs: 1 }), net.with(ends));
    const { fields = {} } = decode(hex).layers[0] ?? {};
    expect(fields).toMatchObject({ padding: '0000', fcs: 1, fcs_status: 'bad' });
    const right = encode(viaText(decode(hex)), { fix: true });
    expect(decode(right).layers[0]?.fields).toMatchObject({
      fcs: fields.fcs_expected,
      fcs_status: 'good',
    });
    expect(right.slice(0, -8)).toBe(hex.slice(0, -8));
    expect(encode(viaText(decode(right)))).toBe(right);
  });
});

describe('annotations', () => {
  it('stand in JSON where they are asked for', () => {
    const plain = decode(whole).json();
    const json = decode(whole).json({ annotate: true });
    expect(plain.layers[0]).not.toHaveProperty('annotations');
    expect(json.layers[0]?.annotations).toMatchObject([{ name: 'to' }, { name: 'type' }]);
    expect(encode(viaText(json))).toBe(whole);
  });
});
