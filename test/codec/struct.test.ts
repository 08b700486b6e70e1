import { describe, expect, it } from 'vitest';
import { choice } from '../../src/codec/choice.js';
import { flag, ipv4, uint } from '../../src/codec/fixed.js';
import { group } from '../../src/codec/group.js';
import { bytes, text } from '../../src/codec/parts.js';
import { Struct } from '../../src/codec/struct.js';
import { fromHex, readFields, writeFields } from './toy.js';

const fields = {
  version: uint(4, 'Version', 'v', { init: 4 }),
  'hdr.len': uint(4, 'Header length', 'l', { scale: 4 }),
  'hdr.flags': group('Flags', 'f', { df: flag('DF', 'd'), rest: uint(7, 'Rest', 'r') }),
  src: ipv4('Source', 's'),
  opt: bytes('Options', 'o', { length: 2 }),
  after: uint(8, 'After', 'a'),
};
const hex = '45 85 c0000201 aabb 07';
const values = {
  version: 4,
  hdr: { len: 20, flags: { df: true, rest: 5 } },
  src: '192.0.2.1',
  opt: 'aabb',
  after: 7,
};

describe('a structure', () => {
  it('reads what it writes, keys with dots as objects within', () => {
    expect(readFields(fields, hex)).toMatchObject({ v: values, problem: '', left: 0 });
    expect(writeFields(fields, values)).toBe(hex.replaceAll(' ', ''));
  });

  it('gives readers of its fixed head, which ends before the first variable field', () => {
    const struct = new Struct(fields);
    const f = struct.readers();
    const b = fromHex(`a5 ${hex}`);
    expect(struct.head).toBe(6);
    expect(struct.fixed).toBe(false);
    expect(f.version(b, 1)).toBe(4);
    expect(f['hdr.len'](b, 1)).toBe(20);
    expect(f['hdr.flags'].df(b, 1)).toBe(1);
    expect(f.src(b, 1)).toBe(0xc0000201);
    expect(Object.keys(f)).not.toContain('after');
  });

  it('finds fixed fields by their paths, in groups and behind variable ones too', () => {
    const struct = new Struct(fields);
    expect(struct.find('hdr.flags.df')?.path).toEqual(['hdr', 'flags', 'df']);
    expect(struct.find('after')?.cell.bit).toBe(0);
    expect(struct.find('opt')).toBeUndefined();
    expect(struct.find('hdr')).toBeUndefined();
  });

  it.each([
    ['45', { version: 4, hdr: { len: 20 } }],
    ['45 85 c0', { version: 4, hdr: { len: 20, flags: { df: true, rest: 5 } } }],
    [
      '45 85 c0000201',
      { version: 4, hdr: { len: 20, flags: { df: true, rest: 5 } }, src: '192.0.2.1' },
    ],
    ['', {}],
  ])('cut to %j has the fields that are whole', (cut, v) => {
    const found = readFields(fields, cut);
    expect(found.v).toEqual(v);
    expect(found.problem).not.toBe('');
  });

  it.each([
    ["verison: no such field; did you mean 'version'?", { verison: 4 }],
    ["hdr.lne: no such field; did you mean 'len'?", { hdr: { lne: 4 } }],
    ['hdr: an object is needed, with len, flags', { hdr: 20 }],
    ['hdr: an object is needed', { hdr: null }],
    ['hdr: an object is needed', { hdr: [] }],
    ['hdr.len: 22 does not fit 4 bits (0 to 60, in steps of 4)', { hdr: { len: 22 } }],
    ['hdr.flags.rest: 128 does not fit 7 bits (0 to 127)', { hdr: { flags: { rest: 128 } } }],
    ['zzzzzz: no such field; there are version, hdr, src, opt, after', { zzzzzz: 1 }],
    ['__proto__: no such field', JSON.parse('{"__proto__":{"version":6}}')],
    ['constructor: no such field', { constructor: {} }],
    ['hdr.__proto__: no such field', JSON.parse('{"hdr":{"__proto__":{"len":4}}}')],
  ])('refuses %s', (message, given) => {
    expect(() => writeFields(fields, given)).toThrow(message);
  });

  it('lets verdicts pass: they say something of the bytes and are none', () => {
    const verdicts = { src_status: 'good', src_expected: 1, hdr: { len_status: 'bad' } };
    expect(writeFields(fields, verdicts)).toBe('400000000000000000'.slice(0, 14));
  });

  it('does not change Object for anybody', () => {
    for (const text of ['{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"p":1}}}']) {
      expect(() => writeFields(fields, JSON.parse(text))).toThrow('no such field');
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('knows keys that others write into its object', () => {
    const struct = new Struct({ x: uint(8, 'X', 'x') }).allow('padding');
    expect([
      struct.has('x'),
      struct.has('padding'),
      struct.has('y'),
      struct.has('x_status'),
    ]).toEqual([true, true, false, true]);
  });

  it('has several keys for some fields', () => {
    const aliased = {
      type: uint(16, 'Type', 't', { alias: { key: 'len', when: (raw) => raw <= 1500 } }),
      name: text('Name', 'n'),
    };
    expect(readFields(aliased, '0800').v).toEqual({ type: 2048, name: '' });
    expect(readFields(aliased, '0040').v).toEqual({ len: 64, name: '' });
    expect(writeFields(aliased, { len: 64 })).toBe('0040');
    expect(writeFields(aliased, { type: 64, name_hex: 'ff' })).toBe('0040ff');
  });

  it('shows what depends on it values in the form of decode', () => {
    const seen: unknown[] = [];
    const dependent = {
      'a.n': uint(8, 'N', 'n', { init: 3 }),
      flags: group('Flags', 'f', { x: flag('X', 'x'), y: uint(7, 'Y', 'y') }),
      body: choice((v) => {
        seen.push({ n: v.a.n, flags: v.flags });
        return 'none';
      }, {}),
    };
    writeFields(dependent, { a: { n: '0x10' }, flags: ['x'] });
    writeFields(dependent, {});
    expect(seen).toEqual([
      { n: 16, flags: { x: true, y: 0 } },
      { n: 3, flags: { x: false, y: 0 } },
    ]);
  });
});
