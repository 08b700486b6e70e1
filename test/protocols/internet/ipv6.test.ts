import { describe, expect, it } from 'vitest';
import { build, decode, FieldError, type LayerGiven } from '../../../src/index.js';
import { data } from '../../../src/protocols/data.js';
import { ip } from '../../../src/protocols/internet/ip.js';
import { ipv6 } from '../../../src/protocols/internet/ipv6.js';
import { destinationOptions, hopByHop } from '../../../src/protocols/internet/ipv6-extensions.js';
import { tcp } from '../../../src/protocols/transport/tcp.js';
import { udp } from '../../../src/protocols/transport/udp.js';

const ends = { src: '2001:db8::1', dst: '2001:db8::2' };
type Given = Parameters<typeof ipv6.with>[0];
const packet = (...layers: readonly LayerGiven[]) => decode(build(...layers), { linktype: 229 });
const names = (...layers: readonly LayerGiven[]) =>
  packet(...layers).layers.map((layer) => layer.protocol.name);
const bytes = (size: number) => data.with({ data: '00'.repeat(size) });

describe('what is left out follows from what is there', () => {
  it.each<[string, LayerGiven[], object]>([
    ['nothing behind it', [], { plen: 0, nxt: 59, hlim: 64 }],
    ['data behind it', [bytes(3)], { plen: 3, nxt: 59 }],
    ['UDP behind it', [udp.with()], { plen: 8, nxt: 17 }],
    ['a header of options', [hopByHop.with(), udp.with()], { plen: 16, nxt: 0 }],
    ['IPv4 inside', [ip.with()], { plen: 20, nxt: 4 }],
    ['IPv6 inside', [ipv6.with()], { plen: 40, nxt: 41 }],
  ])('%s', (_, layers, expected) => {
    expect(packet(ipv6.with(ends), ...layers).layers[0]?.fields).toMatchObject(expected);
  });

  it('keeps what is given, however wrong', () => {
    const [layer] = packet(ipv6.with({ ...ends, version: 4, plen: 9, nxt: 6 }), bytes(2)).layers;
    expect(layer?.fields).toMatchObject({ version: 4, plen: 9, nxt: 6 });
  });

  it('carries 6in4', () => {
    const whole = build(ip.with(), ipv6.with(ends), udp.with());
    expect(whole[9]).toBe(41);
    expect(decode(whole, { linktype: 228 }).layers.map((l) => l.protocol.name)).toEqual([
      'ip',
      'ipv6',
      'udp',
    ]);
  });

  it('refuses what does not fit', () => {
    expect(() => build(ipv6.with({ ...ends, flow: 2 ** 20 }))).toThrow(/20 bits/);
    expect(() => build(ipv6.with({ src: '192.0.2.1' }))).toThrow(FieldError);
    expect(() => build(ipv6.with(ends), bytes(65536))).toThrow(/ipv6\.plen/);
  });
});

describe('values', () => {
  it('packs version, class and flow label into the first four bytes', () => {
    const given: Given = { ...ends, tclass: { dscp: 'ef', ecn: 'ect1' }, flow: 0xfedcb };
    expect(Buffer.from(build(ipv6.with(given))).toString('hex', 0, 4)).toBe('6b9fedcb');
    expect(packet(ipv6.with(given)).layers[0]?.fields).toMatchObject({
      tclass: { dscp: 46, ecn: 1 },
      flow: 0xfedcb,
    });
  });

  it('writes addresses as RFC 5952 has it', () => {
    const { fields } = packet(ipv6.with({ src: '2001:0DB8:0:0:1:0:0:1', dst: '::ffff:192.0.2.1' }))
      .layers[0] as { fields: Record<string, unknown> };
    expect(fields).toMatchObject({ src: '2001:db8::1:0:0:1', dst: '::ffff:192.0.2.1' });
  });
});

describe('payload length 0', () => {
  it('leaves all to what follows, as offload does', () => {
    expect(names(ipv6.with({ ...ends, plen: 0 }), tcp.with(), bytes(9))).toEqual([
      'ipv6',
      'tcp',
      'data',
    ]);
  });

  it('means nothing behind no next header', () => {
    const { layers } = packet(ipv6.with({ ...ends, plen: 0, nxt: 59 }), bytes(3));
    expect(layers.map(({ protocol, after }) => [protocol.name, after])).toEqual([
      ['ipv6', undefined],
      ['data', 0],
    ]);
  });

  it('is told by a jumbo payload option', () => {
    const size = 70_000;
    const jumbo = hopByHop.with({ nxt: 253, opt: [{ name: 'jumbo', jumbo: size + 8 }] });
    const whole = build(ipv6.with(ends), jumbo, bytes(size));
    expect([...whole.subarray(4, 7)]).toEqual([0, 0, 0]);
    const longer = decode(Uint8Array.of(...whole, 1, 2), { linktype: 229 });
    expect(longer.layers.map((l) => [l.protocol.name, l.length])).toEqual([
      ['ipv6', 40],
      ['ipv6.hopopts', 8],
      ['data', size],
      ['data', 2],
    ]);
    expect(longer.notes).toEqual([]);
  });
});

describe('notes', () => {
  const any = udp.with({ srcport: 40_000, dstport: 53 });
  it.each<[string, Given, RegExp]>([
    ['another version', { version: 5 }, /version 5, not 6/],
    ['payload length 0', { plen: 0 }, /network card/],
    ['a group as sender', { src: 'ff02::1' }, /cannot be a sender/],
    ['nobody as receiver', { dst: '::' }, /cannot be a receiver/],
  ])('%s', (_, fields, text) => {
    const { notes } = packet(ipv6.with({ ...ends, ...fields }), any);
    expect(notes.map((note) => note.text)).toEqual([expect.stringMatching(text)]);
  });

  it('payload length 0 with options, none of which is a jumbo payload', () => {
    const { notes } = packet(ipv6.with({ ...ends, plen: 0 }), hopByHop.with(), any);
    expect(notes).toMatchObject([{ severity: 'error', field: 'plen', rfc: 'RFC 2675, 3' }]);
  });

  it('none on a chain of headers', () => {
    const chain = [hopByHop.with(), destinationOptions.with(), any];
    expect(packet(ipv6.with(ends), ...chain).notes).toEqual([]);
  });
});
