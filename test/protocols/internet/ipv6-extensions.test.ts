import { describe, expect, it } from 'vitest';
import { build, decode, type LayerGiven } from '../../../src/index.js';
import { data } from '../../../src/protocols/data.js';
import { ah } from '../../../src/protocols/internet/ah.js';
import { ip } from '../../../src/protocols/internet/ip.js';
import { ipv6 } from '../../../src/protocols/internet/ipv6.js';
import {
  destinationOptions,
  fragment,
  hopByHop,
} from '../../../src/protocols/internet/ipv6-extensions.js';
import { routing } from '../../../src/protocols/internet/ipv6-routing.js';
import { udp } from '../../../src/protocols/transport/udp.js';

const around = ipv6.with({ src: '2001:db8::1', dst: '2001:db8::2' });
const packet = (...layers: readonly LayerGiven[]) =>
  decode(build(around, ...layers), { linktype: 229 });
const bytes = (size: number) => data.with({ data: '00'.repeat(size) });
const hex = (...layers: readonly LayerGiven[]) =>
  Buffer.from(build(around, ...layers).subarray(40)).toString('hex');
const texts = (...layers: readonly LayerGiven[]) => packet(...layers).notes.map((n) => n.text);

describe('what is left out', () => {
  it('numbers the whole chain, and ends it with 59', () => {
    const chain = [hopByHop, destinationOptions, routing, fragment, ah, destinationOptions].map(
      (p) => p.with(),
    );
    const { layers } = packet(...chain);
    const numbers = layers.map(({ fields }) => fields.nxt ?? fields.next_header);
    expect(numbers).toEqual([0, 60, 43, 44, 51, 60, 59]);
  });

  it.each<[string, Parameters<typeof hopByHop.with>[0], string]>([
    ['no options', {}, '3b00010400000000'],
    ['six bytes of options', { opt: [{ name: 'rpl' }] }, '3b00230400000000'],
    ['five bytes: Pad1', { opt: [{ name: 'dff' }] }, '3b00ee0300000000'],
    ['four bytes: PadN', { opt: [{ name: 'rtalert' }] }, '3b00050200000100'],
    ['eight bytes', { opt: [{ name: 'qs' }] }, '3b012606000000000000010400000000'],
    ['a length that is given', { len: 0, opt: [{ name: 'rtalert' }] }, '3b0005020000'],
  ])('pads with %s', (_, fields, expected) => {
    expect(hex(hopByHop.with(fields))).toBe(expected);
  });

  it('keeps what is given', () => {
    expect(hex(destinationOptions.with({ nxt: 6, len: 1 }))).toBe('0601');
  });
});

describe('the fragment header', () => {
  const inside = (fields: Parameters<typeof fragment.with>[0]) =>
    packet(fragment.with(fields), udp.with()).layers[2];

  it('counts in bytes', () => {
    expect(hex(fragment.with({ offset: 1448, more: true, ident: 7, nxt: 17 }))).toBe(
      '110005a900000007',
    );
    expect(() => build(fragment.with({ offset: 4 }))).toThrow(/steps of 8/);
  });

  it('makes the payload opaque, but that of the first', () => {
    expect(inside({ offset: 0, more: true })?.protocol.name).toBe('udp');
    expect(inside({ offset: 8 })?.protocol.name).toBe('data');
  });

  it('lets only an atomic fragment be summed', () => {
    expect(inside({})?.fields.checksum_status).toBe('good');
    expect(inside({ more: true })?.fields.checksum_status).toBe('unverified');
  });

  it.each<[string, LayerGiven[], RegExp]>([
    ['not the last, and odd', [fragment.with({ nxt: 253, more: true }), bytes(9)], /multiple of 8/],
    ['too far out', [fragment.with({ nxt: 253, offset: 65528 }), bytes(8)], /65535/],
  ])('is told where it is %s', (_, layers, text) => {
    expect(texts(...layers)).toEqual([expect.stringMatching(text)]);
  });

  it('is not found fault with in a capture that was cut', () => {
    const whole = build(around, fragment.with({ more: true }), bytes(16));
    const cut = decode(whole.slice(0, -3), { linktype: 229, frame: { len: whole.length } });
    expect(cut.notes.filter((note) => note.severity === 'error')).toEqual([]);
  });
});

describe('a home address', () => {
  const sums = (...layers: readonly LayerGiven[]) => [...build(...layers).slice(-2)];
  const home = '2001:db8:99::7';
  const option = { name: 'hao' as const, home_address: home };
  const padn = { name: 'padn' as const, padn: '0000' };

  it('is the sender that the checksum knows (RFC 6275, 11.3.1)', () => {
    const there = ipv6.with({ src: home, dst: '2001:db8::2' });
    const abroad = [around, destinationOptions.with({ opt: [padn, option] }), udp.with()];
    expect(sums(...abroad)).toEqual(sums(there, udp.with()));
    const decoded = decode(build(...abroad), { linktype: 229 });
    expect(decoded.layer('udp')?.fields.checksum_status).toBe('good');
  });

  it('is not taken from hop-by-hop options', () => {
    expect(sums(around, hopByHop.with({ opt: [padn, option] }), udp.with())).toEqual(
      sums(around, udp.with()),
    );
  });

  it('goes together with a route', () => {
    const route = routing.with({ segleft: 1, srh: { addr: ['2001:db8::5'] } });
    const there = ipv6.with({ src: home, dst: '2001:db8::5' });
    const abroad = destinationOptions.with({ opt: [padn, option] });
    expect(sums(around, abroad, route, udp.with())).toEqual(sums(there, udp.with()));
    expect(sums(around, route, abroad, udp.with())).toEqual(sums(there, udp.with()));
  });

  it('does no harm behind IPv4', () => {
    const layers = [ip.with(), destinationOptions.with({ opt: [padn, option] }), udp.with()];
    expect(() => decode(build(...layers), { linktype: 228 }).toJSON()).not.toThrow();
  });
});

describe('notes', () => {
  const jumbo = { name: 'jumbo' as const, jumbo: 70_000 };

  it.each<[string, LayerGiven[], RegExp]>([
    ['not first', [destinationOptions.with(), hopByHop.with()], /behind the IPv6 header only/],
    [
      'an option of the other header',
      [hopByHop.with({ opt: [{ name: 'tel', tel: 4 }] })],
      /other header/,
    ],
    [
      'an option of the other header',
      [destinationOptions.with({ opt: [{ name: 'mpl' }] })],
      /other header/,
    ],
    ['jumbo beside a length', [hopByHop.with({ opt: [jumbo] })], /beside a payload length/],
    [
      'padding with something in it',
      [hopByHop.with({ opt: [{ name: 'padn', padn: '00000001' }] })],
      /not zero/,
    ],
  ])('%s', (_, layers, text) => {
    expect(texts(...layers)).toEqual([expect.stringMatching(text)]);
  });

  it('a small jumbogram, and a part of one', () => {
    const small = hopByHop.with({ opt: [{ name: 'jumbo', jumbo: 18 }] });
    const zero = ipv6.with({ src: '2001:db8::1', dst: '2001:db8::2', plen: 0 });
    const whole = build(zero, small, fragment.with({ nxt: 253, offset: 8 }), bytes(2));
    expect(decode(whole, { linktype: 229 }).notes.map((n) => n.text)).toEqual([
      expect.stringMatching(/less than 65536/),
      expect.stringMatching(/there are none/),
    ]);
  });
});
