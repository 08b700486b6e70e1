import { expect, it } from 'vitest';
import type { Addresses } from '../../src/codec/checksum/seal.js';
import { uint } from '../../src/codec/fixed.js';
import { protocol } from '../../src/codec/protocol.js';
import { pseudoAddresses } from '../../src/codec/pseudo.js';

const byte = uint(8, 'Byte', 'b');
const fields = { a: byte, b: byte };
const plain = protocol({ name: 'plain', title: 'Plain', fields });
const net = protocol({
  name: 'net',
  title: 'Network',
  fields,
  rules: () => ({ addresses: (bytes, src) => ({ bytes, size: 4, src, dst: src + 4 }) }),
});
/** The destination stands in this header instead. */
const route = protocol({
  name: 'route',
  title: 'Route',
  fields,
  rules: () => ({ reroutes: (_bytes, _start, dst, found) => ({ ...found, dst }) }),
});
/** The source does. */
const home = protocol({
  name: 'home',
  title: 'Home',
  fields,
  rules: () => ({ reroutes: (_bytes, src, _body, found) => ({ ...found, src }) }),
});

/** It tells addresses, and would change those of another network. */
const both = protocol({
  name: 'both',
  title: 'Both',
  fields,
  rules: () => ({
    addresses: (b, src) => ({ bytes: b, size: 4, src, dst: src + 4 }),
    reroutes: (_bytes, src, dst, found) => ({ ...found, src, dst }),
  }),
});

const bytes = new Uint8Array(200);
/** Layers of ten bytes each; headers end in their middle. */
function found(index: number, ...protocols: readonly (typeof plain)[]): Addresses | undefined {
  const layers = protocols.map((one, i) => ({ protocol: one, offset: 10 * i, body: 10 * i + 5 }));
  return pseudoAddresses(bytes, layers, index);
}
const ends = (src: number, dst: number) => ({ bytes, size: 4, src, dst });

it.each<[string, Addresses | undefined, unknown]>([
  ['of the layer around', found(1, net, plain), ends(0, 4)],
  ['over layers in between', found(4, plain, net, plain, plain, plain), ends(10, 14)],
  ['of the innermost around', found(3, net, plain, net, plain), ends(20, 24)],
  ['not of the layer itself, nor of one within', found(1, plain, net, net), undefined],
  ['of the layer around one that has its own', found(1, net, net), ends(0, 4)],
  ['none where there is no network', found(2, plain, plain, plain), undefined],
  ['none for the outermost', found(0, net), undefined],
  ['with a destination on the way', found(2, net, route, plain), ends(0, 15)],
  ['with the last of the destinations', found(3, net, route, route, plain), ends(0, 25)],
  ['with both changed', found(3, net, home, route, plain), ends(10, 25)],
  ['changed only by what stands in between', found(2, route, net, plain, route), ends(10, 14)],
  ['not by the layer that tells them', found(2, net, both, plain), ends(10, 14)],
  ['not by what changes another network', found(4, net, route, net, plain, plain), ends(20, 24)],
])('the addresses of a pseudo-header: %s', (_, addresses, expected) => {
  expect(addresses).toEqual(expected);
});
