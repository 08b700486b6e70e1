import { expect, it } from 'vitest';
import { build, decode, encode } from '../../../src/index.js';
import { raw } from '../../../src/protocols/link/raw.js';
import { hex, names, read, v4, v6 } from './packets.js';

it.each([
  ['IPv4', hex(build(...v4)), ['raw', 'ip', 'udp', 'data']],
  ['IPv6', hex(build(...v6)), ['raw', 'ipv6', 'udp', 'data']],
  ['neither', '50', ['raw', 'data']],
  ['nothing', '', ['raw']],
])('%s', (_, text, wanted) => {
  for (const linktype of [101, 12, 14]) {
    const packet = read(text, linktype);
    expect(names(packet)).toEqual(wanted);
    expect(packet.layers[0]?.length).toBe(0);
    expect(encode(JSON.parse(JSON.stringify(packet)))).toEqual(packet.bytes);
  }
});

it('adds no byte', () => {
  expect(build(raw.with(), ...v4)).toEqual(build(...v4));
});

it.each([
  [228, 'ip', v4],
  [229, 'ipv6', v6],
])('link type %i starts with %s', (linktype, name, layers) => {
  expect(names(decode(build(...layers), { linktype }))[0]).toBe(name);
});
