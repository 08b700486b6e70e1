import { describe, expect, it } from 'vitest';
import { choice } from '../../src/codec/choice.js';
import { domainName } from '../../src/codec/domain.js';
import { flag, ipv4, uint } from '../../src/codec/fixed.js';
import { group } from '../../src/codec/group.js';
import { list } from '../../src/codec/list.js';
import { names } from '../../src/codec/names.js';
import { bytes, nested, optional, text } from '../../src/codec/parts.js';
import { protocol } from '../../src/codec/protocol.js';
import { option, tlv } from '../../src/codec/tlv.js';
import { msg, net, stack } from './stack.js';
import { toy } from './toy.js';

const every = protocol({
  name: 'every',
  title: 'Every kind',
  carriedBy: { linktype: 1 },
  fields: {
    kind: uint(4, 'Kind', 'k', {
      names: names({ one: [1, 'The first'] }),
      alias: { key: 'other', when: (raw) => raw > 7 },
    }),
    'a.flags': group('Flags', 'f', { x: flag('X', 'x'), y: uint(3, 'Y', 'y') }),
    hex: uint(8, 'Hex', 'h', { show: (v) => `0x${v.toString(16)}`, filter: 'every.shown' }),
    ip: ipv4('Address', 'a', {
      means: (v) => (v.startsWith('192.0.2.') ? 'documentation' : undefined),
    }),
    body: choice('kind', { 1: { 'a.port': uint(16, 'Port', 'p') } }),
    inner: nested('Inner', 'i', { n: uint(8, 'N', 'n'), t: text('Text', 't', { length: 'n' }) }),
    l: list(
      'List',
      'l',
      { v: uint(8, 'V', 'v', { means: (_, f) => `of kind ${f.kind}` }) },
      { count: () => 2 },
    ),
    plain: list('Plain', 'p', uint(8, 'One', 'o'), { count: () => 1 }),
    o: tlv(
      'Options',
      'o',
      { key: 'k', type: 8, length: 8, counts: 'all', single: [0] },
      {
        m: option(1, 'Mark', { value: uint(8, 'Value', 'v') }),
      },
      { length: 7 },
    ),
    name: domainName('Name', 'n'),
    more: optional((v) => v.kind === 1, bytes('More', 'm')),
  },
});
const hex = '1b ff c0000201 0050 02616a 0506 09 010305 0904beef 0361626300 ee'.replaceAll(' ', '');
const own = toy(every);

describe('annotations', () => {
  const found = own.decode(hex).layers[0]?.annotations ?? [];

  it('tell each field’s name, place, bits, value, text and meaning', () => {
    const rows = found.map((a) => [
      a.name,
      `${a.offset}.${a.bit}+${a.width}`,
      a.raw,
      a.text,
      a.meaning,
    ]);
    expect(rows).toEqual([
      ['kind', '0.0+4', '0b0001', '1', 'The first'],
      ['a.flags', '0.4+4', '0b1011', 'x y=3', undefined],
      ['a.flags.x', '0.4+1', '0b1', '1', 'x'],
      ['a.flags.y', '0.5+3', '0b011', '3', undefined],
      ['hex', '1.0+8', 'ff', '0xff', undefined],
      ['ip', '2.0+32', 'c0000201', '192.0.2.1', 'documentation'],
      ['a.port', '6.0+16', '0050', '80', undefined],
      ['inner.n', '8.0+8', '02', '2', undefined],
      ['inner.t', '9.0+16', '616a', 'aj', undefined],
      ['l.0.v', '11.0+8', '05', '5', 'of kind 1'],
      ['l.1.v', '12.0+8', '06', '6', 'of kind 1'],
      ['plain.0', '13.0+8', '09', '9', undefined],
      ['o.0', '14.0+24', '010305', 'm 5', 'Mark'],
      ['o.0.value', '16.0+8', '05', '5', undefined],
      ['o.1', '17.0+32', '0904beef', 'k 9 beef', 'unknown'],
      ['name', '21.0+40', '0361626300', 'abc', undefined],
      ['more', '26.0+8', 'ee', 'ee', undefined],
    ]);
  });

  it('have filter names after the keys, without places in lists, or their own', () => {
    const filters = Object.fromEntries(found.map((a) => [a.name, a.filter]));
    expect(filters).toMatchObject({
      kind: 'every.kind',
      'a.flags.y': 'every.a.flags.y',
      hex: 'every.shown',
      'inner.t': 'every.inner.t',
      'l.1.v': 'every.l.v',
      'plain.0': 'every.plain',
      'o.0.value': 'every.o.value',
    });
  });

  it('go under the key that the value has', () => {
    const other = own.decode(`9${hex.slice(1)}`).layers[0];
    expect(other?.annotations[0]).toMatchObject({ name: 'other', value: 9 });
    expect(other?.fields).not.toHaveProperty('kind');
  });

  it('tell the verdict on a checksum', () => {
    const { build, decode } = stack();
    const good = build(net.with(), msg.with());
    const meaning = (h: string) =>
      toy(net, msg)
        .decode(h)
        .layers.flatMap((l) => l.annotations)
        .filter((a) => a.name === 'checksum')
        .map((a) => a.meaning);
    const [status] = toy(net, msg)
      .decode(good)
      .layers.flatMap((l) => l.annotations.filter((a) => a.status));
    expect(status).toMatchObject({ name: 'checksum', status: 'good' });
    expect(meaning(good)).toEqual(['good', 'good']);
    expect(meaning(good.replace(/^(.{12})..../, '$1dead'))[0]).toMatch(
      /^bad: 0x[\da-f]{4} expected$/,
    );
    expect(decode('').layers[0]?.annotations).toEqual([]);
  });

  it('are inside one another: flags in their group, fields in their option', () => {
    const depths = found.filter(({ depth }) => depth > 0).map(({ name, depth }) => [name, depth]);
    expect(depths).toEqual([
      ['a.flags.x', 1],
      ['a.flags.y', 1],
      ['o.0.value', 1],
    ]);
  });

  it('hold what no field does, so that no bit is left out', () => {
    const cut = own.decode(hex.slice(0, 20)).layers[0]?.annotations ?? [];
    expect(cut.at(-1)).toMatchObject({
      name: 'raw',
      filter: 'every.raw',
      offset: 9,
      width: 8,
      raw: '61',
      value: '61',
      meaning: 'not decoded',
    });
    const outer = cut.filter(({ depth }) => depth === 0);
    expect(outer.reduce((sum, { width }) => sum + width, 0)).toBe(80);
  });

  it('hold every bit where bits fill no bytes and no number', () => {
    const wide = protocol({
      name: 'wide',
      title: 'Wide',
      carriedBy: { linktype: 1 },
      fields: {
        lead: uint(4, 'Lead', 'l'),
        all: group('All', 'a', { high: uint(30, 'High', 'h'), low: uint(34, 'Low', 'l') }),
        rest: uint(4, 'Rest', 'r'),
      },
    });
    const [, all] =
      toy(wide).decode('f000000000000000 1f'.replace(' ', '')).layers[0]?.annotations ?? [];
    expect(all).toMatchObject({ name: 'all', width: 64, raw: `0b${'0'.repeat(63)}1` });
  });

  it('of a header that is cut are those of what is there', () => {
    const names = (cut: string) => own.decode(cut).layers[0]?.annotations.map((a) => a.name);
    expect(names(hex.slice(0, 4))).toEqual(['kind', 'a.flags', 'a.flags.x', 'a.flags.y', 'hex']);
    expect(names(hex.slice(0, 20))?.slice(-2)).toEqual(['inner.n', 'raw']);
    expect(names('')).toEqual([]);
  });
});
