import { describe, expect, it } from 'vitest';
import { build, decode, FieldError, type LayerGiven } from '../../../src/index.js';
import { data } from '../../../src/protocols/data.js';
import { icmp } from '../../../src/protocols/internet/icmp.js';
import { ip } from '../../../src/protocols/internet/ip.js';
import { udp } from '../../../src/protocols/transport/udp.js';

const ends = { src: '192.0.2.1', dst: '198.51.100.2' };
const decoded = (...layers: readonly LayerGiven[]) =>
  decode(build(...layers), { linktype: 228 }).layers[0];
const texts = (...layers: readonly LayerGiven[]) => decoded(...layers)?.notes.map((n) => n.text);

describe('what is left out follows from what is there', () => {
  it.each([
    ['nothing behind it', [ip.with(ends)], { hdr_len: 20, len: 20, proto: 255 }],
    ['data behind it', [ip.with(ends), data.with({ data: '010203' })], { len: 23, proto: 255 }],
    ['UDP behind it', [ip.with(ends), udp.with()], { len: 28, proto: 17, ttl: 64 }],
    ['another one inside', [ip.with(ends), ip.with(ends)], { len: 40, proto: 4 }],
    [
      'options of three bytes',
      [ip.with({ ...ends, opt: [{ name: 'security', sec_cl: 'secret' }] })],
      { hdr_len: 24, len: 24 },
    ],
  ])('%s', (_, layers, expected) => {
    expect(decoded(...layers)?.fields).toMatchObject({ ...expected, checksum_status: 'good' });
  });

  it('keeps what is given, however wrong', () => {
    const given = { ...ends, hdr_len: 24, len: 7, proto: 1, checksum: 0x1234 };
    const bytes = build(ip.with(given), udp.with());
    expect([...bytes.subarray(0, 12)]).toEqual([0x46, 0, 0, 7, 0, 0, 0, 0, 64, 1, 0x12, 0x34]);
  });

  it('does not pad options where the header length is given', () => {
    expect(build(ip.with({ ...ends, hdr_len: 20, opt: [{ name: 'nop' }] }))).toHaveLength(21);
  });
});

describe('values', () => {
  it.each([
    ['header length in bytes', '47', 0, 'hdr_len', 28],
    ['class of service', 'b9', 1, 'dsfield', { dscp: 46, ecn: 1 }],
    ['fragment offset in bytes', '3fff', 6, 'frag_offset', 65528],
    ['all three flags', 'e000', 6, 'flags', { rb: true, df: true, mf: true }],
  ])('%s', (_, hex, at, key, value) => {
    const bytes = build(ip.with(ends), data.with({ data: '00'.repeat(20) }));
    bytes.set(Buffer.from(hex, 'hex'), at);
    expect(decode(bytes, { linktype: 228 }).layers[0]?.fields[key]).toEqual(value);
  });

  it.each([
    ['frag_offset', 12, /steps of 8/],
    ['hdr_len', 22, /steps of 4/],
    ['ttl', 256, /8 bits/],
    ['src', '192.0.2', /no address/],
  ])('refuses %s %s', (key, value, message) => {
    expect(() => build(ip.with({ ...ends, [key]: value }))).toThrow(FieldError);
    expect(() => build(ip.with({ ...ends, [key]: value }))).toThrow(message);
  });

  it('takes names', () => {
    const v = decoded(ip.with({ ...ends, proto: 'ospf', dsfield: { dscp: 'ef', ecn: 'ce' } }));
    expect(v?.fields).toMatchObject({ proto: 89, dsfield: { dscp: 46, ecn: 3 } });
  });
});

describe('what is inside', () => {
  const inside = (
    fields: Parameters<typeof ip.with>[0],
    bytes = build(ip.with(fields), udp.with()),
  ) => decode(bytes, { linktype: 228 }).layers.map((layer) => layer.protocol.name);

  it('is opaque in all fragments but the first', () => {
    expect(inside({ ...ends, frag_offset: 8 })).toEqual(['ip', 'data']);
    expect(inside({ ...ends, flags: ['mf'] })).toEqual(['ip', 'udp']);
  });

  it('is not summed in any fragment', () => {
    const bytes = build(ip.with({ ...ends, flags: ['mf'] }), udp.with({ checksum: 1 }));
    expect(decode(bytes, { linktype: 228 }).layer('udp')?.fields.checksum_status).toBe(
      'unverified',
    );
  });

  it('goes on to the end where the length is 0', () => {
    const bytes = build(ip.with({ ...ends, len: 0 }), udp.with(), data.with({ data: '0102' }));
    const packet = decode(bytes, { linktype: 228 });
    expect(packet.layers.map((l) => l.protocol.name)).toEqual(['ip', 'udp', 'data']);
    expect(packet.layers[0]?.fields.len).toBe(0);
  });
});

describe('notes', () => {
  const payload = data.with({ data: '00'.repeat(8) });
  it.each<[string, Parameters<typeof ip.with>[0], RegExp]>([
    ['another version', { version: 7 }, /version 7, not 4/],
    ['length 0', { len: 0 }, /network card/],
    ['the reserved bit', { flags: ['rb'] }, /reserved bit/],
    ['a fragment that is not to be one', { id: 1, flags: ['df', 'mf'] }, /must not be fragmented/],
    ['a fragment too far out', { id: 1, frag_offset: 65528 }, /65535/],
    ['time to live 0', { ttl: 0 }, /must not leave/],
    ['a small time to live', { ttl: 4 }, /not get far/],
    ['a great one to neighbours', { ttl: 2, dst: '224.0.0.5' }, /no router forwards/],
    ['a group as sender', { src: '239.0.0.1' }, /cannot be a sender/],
    ['all as sender', { src: '255.255.255.255' }, /cannot be a sender/],
    ['nobody as receiver', { dst: '0.0.0.0' }, /cannot be a receiver/],
  ])('%s', (_, fields, text) => {
    expect(texts(ip.with({ ...ends, ...fields }), payload)).toEqual([expect.stringMatching(text)]);
  });

  it('a fragment that is no multiple of 8 bytes, unless it is the last', () => {
    const odd = data.with({ data: '010203' });
    expect(texts(ip.with({ ...ends, id: 1, flags: ['mf'] }), odd)).toEqual([
      expect.stringMatching(/multiple of 8/),
    ]);
    expect(texts(ip.with({ ...ends, id: 1, frag_offset: 8 }), odd)).toEqual([]);
  });

  it.each([0, 1])('none on time to live %i in what an error message quotes', (ttl) => {
    const quoted = ip.with({ ...ends, ttl });
    const bytes = build(ip.with(ends), icmp.with({ type: 11 }), quoted, udp.with());
    const layer = decode(bytes, { linktype: 228 }).layers[2];
    expect(layer?.fields.ttl).toBe(ttl);
    expect(layer?.notes).toEqual([]);
  });

  it.each<[string, Parameters<typeof ip.with>[0]]>([
    ['an ordinary packet', {}],
    ['a broadcast', { dst: '255.255.255.255' }],
    ['a sender without an address yet', { src: '0.0.0.0' }],
    ['multicast DNS', { dst: '224.0.0.251', ttl: 255 }],
    ['routers that speak to neighbours', { proto: 89, ttl: 1 }],
    ['a group, with time to live 1', { dst: '239.0.0.1', ttl: 1 }],
  ])('none on %s', (_, fields) => {
    expect(texts(ip.with({ ...ends, ...fields }), payload)).toEqual([]);
  });
});
