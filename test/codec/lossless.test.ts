import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choice } from '../../src/codec/choice.js';
import { domainName } from '../../src/codec/domain.js';
import type { Fields } from '../../src/codec/field.js';
import { flag, ipv4, ipv6, mac, octets, uint, uint64 } from '../../src/codec/fixed.js';
import { group } from '../../src/codec/group.js';
import { list } from '../../src/codec/list.js';
import { bytes, ifRoom, nested, optional, text, unitFill } from '../../src/codec/parts.js';
import { ipv6Prefix } from '../../src/codec/prefix.js';
import { protocol } from '../../src/codec/protocol.js';
import { option, type Shape, tlv } from '../../src/codec/tlv.js';
import * as stacked from './stack.js';
import { toHex, toy, viaText } from './toy.js';

const n = uint(8, 'N', 'n', { init: 1 });
const tcpLike: Shape = { key: 'kind', type: 8, length: 8, counts: 'all', single: [0, 1], end: 0 };
const some = {
  two: option(2, 'Two', { x: uint(16, 'X', 'x') }),
  three: option(3, 'Three', { n, t: text('T', 't', { length: 'n' }), data: bytes('D', 'd') }),
  four: option(4, 'Four', { l: list('L', 'l', ipv4('A', 'a')) }),
  five: option(5, 'Five', { domain: domainName('Name', 'n', { pointers: false }) }),
};

/** Every kind of field, alone and in each other; random bytes meet all of their odd ends. */
const kinds: Readonly<Record<string, Fields>> = {
  fixed: {
    a: uint(3, 'A', 'a'),
    g: group('G', 'g', { f: flag('F', 'f'), u: uint(12, 'U', 'u') }),
    m: mac('M', 'm'),
    six: ipv6('Six', 's'),
    wide: uint64('Wide', 'w'),
    o: octets(3, 'O', 'o'),
    little: uint(24, 'Little', 'l', { little: true }),
    scaled: uint(8, 'Scaled', 's', { scale: 4 }),
  },
  'lengths and text': {
    n,
    b: bytes('B', 'b', { length: { of: 'n', times: 2, plus: 1 } }),
    t: text('T', 't', { length: 3 }),
    m: n,
    rest: text('Rest', 'r', { length: 'm' }),
  },
  nested: {
    n,
    'x.a': nested('X', 'x', { n, l: list('L', 'l', { n }, { count: 'n' }) }, { length: 'n' }),
    'x.b': nested('Y', 'y', { m: n, t: text('T', 't') }),
  },
  optional: {
    n,
    a: optional((v) => (v.n & 1) === 1, uint(16, 'A', 'a')),
    b: optional((v) => (v.n & 2) === 2, bytes('B', 'b', { length: 2 })),
    c: ifRoom(text('C', 'c', { length: 2 })),
    d: ifRoom(list('D', 'd', uint(16, 'D', 'd'))),
  },
  lists: {
    n,
    a: list('A', 'a', { n, t: text('T', 't', { length: 'n' }) }, { count: 'n' }),
    b: list('B', 'b', ipv4('B', 'b'), { stop: 0 }),
    c: list('C', 'c', { n }, { until: (e) => e.n > 127 }),
    rest: bytes('Rest', 'r'),
  },
  choices: {
    n,
    m: n,
    a: choice(
      'n',
      {
        0: { 'q.x': uint(16, 'X', 'x') },
        1: { t: text('T', 't'), k: n },
        2: { z: n, data: bytes('D', 'd') },
        3: { inner: choice('m', { 2: { p: uint(16, 'P', 'p') }, 3: { r: n } }) },
      },
      undefined,
      { length: 'm' },
    ),
    rest: bytes('Rest', 'r'),
  },
  'a choice to the end': {
    n,
    a: choice(
      'n',
      { 0: { l: list('L', 'l', uint(24, 'L', 'l')) } },
      { other: text('O', 'o') },
      { exact: true },
    ),
  },
  'a choice without an end': {
    n,
    a: choice('n', { 0: { 'n2.x': n }, 1: { t: text('T', 't', { length: 2 }) } }),
    'n2.y': n,
  },
  options: { n, o: tlv('O', 'o', tcpLike, some, { length: 'n' }), rest: bytes('Rest', 'r') },
  'options to the end': { o: tlv('O', 'o', tcpLike, some) },
  'options in units': {
    o: tlv(
      'O',
      'o',
      { key: 'type', type: 8, length: 8, counts: 'all', unit: 4 },
      {
        ...some,
        nine: option(9, 'Nine', { n, fill: unitFill(4) }),
      },
    ),
  },
  'values in units': {
    o: tlv('O', 'o', { key: 'type', type: 8, length: 8, counts: 'value', unit: 2 }, some),
  },
  'padded options': {
    o: tlv('O', 'o', { key: 'type', type: 16, length: 16, counts: 'all', pad: 4 }, some),
  },
  'options, the last one bare': {
    o: tlv(
      'O',
      'o',
      { key: 'type', type: 8, length: 8, counts: 'all', pad: 4, lastBare: true, rest: 'value' },
      some,
    ),
  },
  'options with fields between': {
    o: tlv(
      'O',
      'o',
      { key: 'type', type: 8, length: 8, counts: 'all', between: { c: n, 'd.e': n } },
      {
        ...some,
        own: option(6, 'Own', { y: n }, { f: uint(16, 'F', 'f') }),
      },
    ),
  },
  names: {
    n,
    q: list('Q', 'q', { name: domainName('Name', 'n'), n }, { count: 'n' }),
    rest: bytes('R', 'r'),
  },
  prefixes: { n, p: ipv6Prefix('P', 'p', { length: (v) => v.n }), rest: bytes('Rest', 'r') },
};

/** Small numbers and pointers make more lengths, counts and kinds that fit. */
const byte = fc.oneof(
  { arbitrary: fc.nat(6), weight: 6 },
  { arbitrary: fc.nat(255), weight: 2 },
  { arbitrary: fc.constantFrom(0xc0, 0xff), weight: 1 },
);
const input = fc
  .nat(45)
  .chain((length) => fc.array(byte, { minLength: length, maxLength: length }))
  .map((b) => Uint8Array.from(b));

function comesBack(own: ReturnType<typeof toy>, b: Uint8Array) {
  const packet = own.decode(b);
  expect(own.encode(packet.toJSON())).toBe(toHex(b));
  expect(own.encode(viaText(packet))).toBe(toHex(b));
  expect(own.encode(packet.toJSON(), { warn: () => {} })).toBe(toHex(b));
  return packet;
}

describe.each(Object.entries(kinds))('%s', (_, fields) => {
  const p = protocol({ name: 'p', title: 'P', carriedBy: { linktype: 1 }, fields });
  const own = toy(p);

  it('come back for any bytes, and every bit of them is shown', () => {
    fc.assert(
      fc.property(input, (b) => {
        const packet = comesBack(own, b);
        const covered = new Uint8Array(b.length * 8);
        for (const layer of packet.layers) {
          for (const { offset, bit, width } of layer.annotations) {
            covered.fill(1, offset * 8 + bit, offset * 8 + bit + width);
          }
          if (layer.raw !== undefined) covered.fill(1, layer.offset * 8, layer.body * 8);
        }
        expect(covered.indexOf(0)).toBe(-1);
        expect(packet.notes).toBeInstanceOf(Array);
      }),
      { numRuns: 1500 },
    );
  });
});

it('layers come back for any bytes', () => {
  const own = stacked.stack();
  const { build, data } = own;
  const ends = { src: '192.0.2.1', dst: '198.51.100.2' };
  const { frame, net, msg, err, app } = stacked;
  const quoted = build(net.with(ends), msg.with(), app.with({ t: 'aabb' }));
  const seeds = [
    build(frame.with({ padding: '0000' }), net.with(ends), msg.with(), app.with({ t: 'aabb' })),
    build(frame.with(), net.with({ ...ends, proto: 1 }), err.with(), data.with({ data: quoted })),
    build(
      frame.with(),
      net.with({ ...ends, options: [{ name: 'mark' }] }),
      net.with(ends),
      msg.with(),
    ),
    '0509090909010101',
  ].map((hex) => Uint8Array.from(Buffer.from(hex, 'hex')));
  const edits = fc.array(fc.tuple(fc.nat(80), byte), { maxLength: 5 });
  fc.assert(
    fc.property(fc.constantFrom(...seeds), edits, fc.nat(90), (seed, changes, cut) => {
      const b = new Uint8Array(seed.length + 4);
      b.set(seed);
      for (const [at, value] of changes) b[at % b.length] = value;
      comesBack(own, b.subarray(0, Math.min(cut + 4, b.length)));
    }),
    { numRuns: 5000 },
  );
});
