import { describe, expect, it } from 'vitest';
import { build, decode, type LayerGiven } from '../../../src/index.js';
import { data } from '../../../src/protocols/data.js';
import { ah } from '../../../src/protocols/internet/ah.js';
import { ip } from '../../../src/protocols/internet/ip.js';
import { ipv6 } from '../../../src/protocols/internet/ipv6.js';
import { udp } from '../../../src/protocols/transport/udp.js';

type Given = NonNullable<Parameters<typeof ah.with>[0]>;

const four = ip.with({ src: '192.0.2.1', dst: '198.51.100.2' });
const packet = (fields: Given, ...layers: readonly LayerGiven[]) =>
  decode(build(four, ah.with(fields), ...layers), { linktype: 228 });

describe('what is left out', () => {
  it.each<[string, Given, number, number]>([
    ['no check value', {}, 1, 12],
    ['twelve bytes of check value', { icv: '00'.repeat(12) }, 4, 24],
    ['five bytes, filled up to eight', { icv: '0102030405' }, 3, 20],
  ])('%s', (_, fields, length, size) => {
    const layer = packet(fields).layers[1];
    expect(layer?.fields).toMatchObject({ length, next_header: 59 });
    expect(layer?.length).toBe(size);
  });

  it.each<[string, LayerGiven, number]>([
    ['UDP', udp.with(), 17],
    ['IPv4, in tunnel mode', ip.with(), 4],
    ['IPv6, in tunnel mode', ipv6.with(), 41],
    ['data', data.with({ data: '01' }), 59],
  ])('%s behind it', (_, inner, number) => {
    const { layers } = packet({ icv: '00'.repeat(12) }, inner);
    expect(layers[0]?.fields.proto).toBe(51);
    expect(layers[1]?.fields.next_header).toBe(number);
    expect(layers[2]?.protocol).toBe(inner.protocol);
  });

  it('does not stand in the way of the checksum behind it', () => {
    const sum = (...layers: readonly LayerGiven[]) => [...build(...layers).slice(-2)];
    expect(sum(four, ah.with({ icv: '00'.repeat(12) }), udp.with())).toEqual(sum(four, udp.with()));
  });
});

describe('a length that is wrong', () => {
  it.each([
    ['less than the header', 0, /at least 12 bytes/],
    ['more than the packet', 200, /header length 808/],
  ])('%s', (_, length, text) => {
    const [, layer] = packet({ length, icv: '00'.repeat(4) }).layers;
    expect(layer?.notes.map((note) => note.text)).toEqual([expect.stringMatching(text)]);
  });
});

describe('notes', () => {
  it('a size that IPv6 does not allow', () => {
    const six = ipv6.with({ src: '2001:db8::1', dst: '2001:db8::2' });
    const texts = (icv: string) =>
      decode(build(six, ah.with({ icv })), { linktype: 229 }).notes.map((note) => note.text);
    expect(texts('00'.repeat(12))).toEqual([]);
    expect(texts('00'.repeat(16))).toEqual([expect.stringMatching(/multiple of 8/)]);
    expect(packet({ icv: '00'.repeat(16) }).notes).toEqual([]);
  });

  it('an SPI that means nothing outside of a host', () => {
    expect(packet({ spi: 0 }).notes).toMatchObject([{ field: 'spi' }]);
  });
});
