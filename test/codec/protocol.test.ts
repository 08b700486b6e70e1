import { describe, expect, it } from 'vitest';
import { internet } from '../../src/codec/checksum/seal.js';
import { flag, uint } from '../../src/codec/fixed.js';
import { group } from '../../src/codec/group.js';
import { bytes } from '../../src/codec/parts.js';
import { protocol } from '../../src/codec/protocol.js';
import { toy, viaText } from './toy.js';

const x = uint(8, 'X', 'x');

describe('a declaration', () => {
  it.each([
    ['derives', { derived: { y: 'header' } } as const],
    ['seals', { sealed: { y: internet() } }],
  ])('that %s a field which is not there is a mistake', (_, rules) => {
    const p = protocol({ name: 'p', title: 'P', fields: { x }, rules: () => rules });
    expect(() => toy(p).build(p.with())).toThrow('p: no fixed field y');
  });

  it('derives and seals fields in groups and under keys with dots', () => {
    const p = protocol({
      name: 'p',
      title: 'P',
      carriedBy: { linktype: 1 },
      fields: {
        'a.sum': uint(16, 'Sum', 's'),
        'a.g': group('G', 'g', { on: flag('On', 'o'), size: uint(15, 'Size', 's') }),
        body: bytes('Body', 'b'),
      },
      rules: () => ({ derived: { 'a.g.size': 'total' }, sealed: { 'a.sum': internet() } }),
    });
    const own = toy(p);
    const hex = own.build(p.with({ a: { g: ['on'] }, body: 'aabb' }));
    expect(hex).toBe(
      'd53e8006aabb'.replace('d53e', (~(0x8006 + 0xaabb - 0xffff) & 0xffff).toString(16)),
    );
    expect(own.decode(hex).layers[0]?.fields).toMatchObject({
      a: { sum_status: 'good', g: { on: true, size: 6 } },
    });
    const bad = own.decode(`0001${hex.slice(4)}`);
    expect(bad.layers[0]?.fields.a).toMatchObject({ sum: 1, sum_status: 'bad' });
    expect(bad.notes).toMatchObject([{ field: 'a.sum', severity: 'warning' }]);
    expect(own.encode(viaText(bad), { fix: true })).toBe(hex);
  });

  it('seals a field within a group', () => {
    const p = protocol({
      name: 'p',
      title: 'P',
      carriedBy: { linktype: 1 },
      fields: { 'a.g': group('G', 'g', { x, sum: uint(16, 'Sum', 's'), y: uint(8, 'Y', 'y') }) },
      rules: () => ({ sealed: { 'a.g.sum': internet() } }),
    });
    const own = toy(p);
    // The sum stands at an odd byte: its words are those from the layer's start on.
    expect(own.decode('00000000').layers[0]?.fields.a.g).toHaveProperty('sum_status');
  });

  it('may derive from what was given, and from other tables', () => {
    const inner = protocol({
      name: 'inner',
      title: 'Inner',
      carriedBy: { first: [3, 4], second: 9 },
      fields: { x },
    });
    const p = protocol({
      name: 'p',
      title: 'P',
      fields: { a: x, b: x, c: x, d: x, e: x, f: x },
      rules: () => ({
        selects: { first: () => -1, second: () => -1 },
        derived: {
          a: 'next',
          b: (d) => d.number('second'),
          c: (d) => d.number('third'),
          d: 'payload',
          e: (d) => (d.given.f === 7 ? 1 : 2),
        },
      }),
    });
    const { build } = toy(p, inner);
    expect(build(p.with({ f: 7 }), inner.with())).toBe('03090001010700');
    expect(build(p.with({ c: 5 }))).toBe('000005000200');
  });

  it('is worked out when it is first met, and once', () => {
    let made = 0;
    const p = protocol({
      name: 'p',
      title: 'P',
      carriedBy: { linktype: 1 },
      fields: { x },
      rules: () => {
        made++;
        return {};
      },
    });
    const { decode } = toy(p);
    expect(made).toBe(0);
    decode('00');
    decode('01');
    expect(made).toBe(1);
  });
});

describe('a header that ends at a multiple', () => {
  const padded = (fill?: (missing: number) => Uint8Array) =>
    protocol({
      name: 'p',
      title: 'P',
      carriedBy: { linktype: 1 },
      fields: { len: x, body: bytes('Body', 'b', { length: (v) => v.len - 1 }) },
      rules: (f) => ({
        headerLength: f.len,
        derived: { len: 'header' },
        align: { to: 4, unless: 'len', ...(fill && { fill }) },
      }),
    });

  it.each([
    ['aabbcc', '04aabbcc'],
    ['aabb', '04aabb00'],
    ['aabbccdd', '08aabbccdd000000'],
  ])('%s', (body, hex) => {
    const p = padded();
    expect(toy(p).build(p.with({ body }))).toBe(hex);
  });

  it('is filled as its protocol says', () => {
    const p = padded((missing) => new Uint8Array(missing).fill(1));
    expect(toy(p).build(p.with({ body: 'aabbccdd' }))).toBe('08aabbccdd010101');
  });
});

it('a rule may say that canonical encoding would give other bytes', () => {
  const p = protocol({
    name: 'p',
    title: 'P',
    carriedBy: { linktype: 1 },
    fields: { x },
    rules: () => ({ exact: (b, o) => b[o] !== 7 }),
  });
  const own = toy(p);
  expect(own.decode('07').layers[0]?.raw).toBe('07');
  expect(own.decode('08').layers[0]?.raw).toBeUndefined();
});

it('addresses may be changed on the way to what is carried', () => {
  const net = protocol({
    name: 'net',
    title: 'Net',
    carriedBy: { linktype: 1 },
    fields: { src: uint(32, 'Source', 's'), dst: uint(32, 'Destination', 'd') },
    rules: () => ({
      selects: { up: () => 1 },
      addresses: (b, o) => ({ bytes: b, size: 4, src: o, dst: o + 4 }),
    }),
  });
  const route = protocol({
    name: 'route',
    title: 'Route',
    carriedBy: { up: 1 },
    fields: { last: uint(32, 'Last', 'l') },
    rules: () => ({
      selects: { upper: () => 1 },
      reroutes: (b, o, _, found) => ({
        ...found,
        bytes: Uint8Array.from([...b.subarray(found.src, found.src + 4), ...b.subarray(o, o + 4)]),
        ...{ src: 0, dst: 4 },
      }),
    }),
  });
  const top = protocol({
    name: 'top',
    title: 'Top',
    carriedBy: { upper: 1 },
    fields: { sum: uint(16, 'Sum', 's') },
    rules: () => ({ sealed: { sum: internet({ pseudo: 9 }) } }),
  });
  const { build, decode } = toy(net, route, top);
  const hex = build(net.with({ src: 1, dst: 2 }), route.with({ last: 0x30000 }), top.with());
  // 1 + 3 (the last stop, not 2) + 9 + 2 bytes.
  expect(hex.slice(-4)).toBe((~(1 + 3 + 9 + 2) & 0xffff).toString(16));
  expect(decode(hex).layer('top')?.fields.sum_status).toBe('good');
});
