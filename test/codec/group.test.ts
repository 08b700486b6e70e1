import { describe, expect, it } from 'vitest';
import { flag, uint } from '../../src/codec/fixed.js';
import { group } from '../../src/codec/group.js';
import { Struct } from '../../src/codec/struct.js';
import { fromHex, readFields, writeFields } from './toy.js';

const fields = {
  before: uint(3, 'Before', 'beside the group'),
  flags: group('Flags', 'a group', {
    res: uint(2, 'Reserved', 'zero'),
    df: flag('DF', 'do not fragment', { init: true }),
    mf: flag('MF', 'more fragments'),
  }),
  after: uint(1, 'After', 'beside the group'),
};

describe('group', () => {
  it('is an object of its fields', () => {
    expect(readFields(fields, '2e').v).toEqual({
      before: 1,
      flags: { res: 1, df: true, mf: true },
      after: 0,
    });
  });

  it.each([
    ['left out', undefined, 'e5'],
    ['nothing in it', {}, 'e5'],
    ['some in it', { mf: true }, 'e7'],
    ['an initial value denied', { df: false }, 'e1'],
    ['numbers inside', { res: 3, df: 1, mf: 0 }, 'fd'],
    ['names of flags', ['mf'], 'e7'],
    ['no names', [], 'e5'],
    ['all as a number', 0b1001, 'f3'],
    ['zero as a number', 0, 'e1'],
  ])('takes %s', (_, flags, hex) => {
    const given = { before: 7, after: 1, ...(flags === undefined ? {} : { flags }) };
    expect(writeFields(fields, given)).toBe(hex);
  });

  it.each([
    [16, 'flags: 16 does not fit 4 bits (0 to 15)'],
    [-1, 'flags: -1 does not fit 4 bits (0 to 15)'],
    [1.5, 'flags: 1.5 does not fit 4 bits (0 to 15)'],
    [{ fd: true }, 'flags.fd: no such field; there are res, df, mf'],
    [{ res: 4 }, 'flags.res: 4 does not fit 2 bits (0 to 3)'],
    [['fd'], 'flags.fd: no such field; there are res, df, mf'],
    [['res'], 'flags.res: a number is needed, not true'],
    ['df', 'flags: an object of fields is needed, not "df"'],
    [null, 'flags: an object of fields is needed, not null'],
    [true, 'flags: an object of fields is needed, not true'],
    [JSON.parse('{"__proto__":{"mf":true}}'), 'flags.__proto__: no such field'],
    [{ constructor: 1 }, 'flags.constructor: no such field'],
  ])('refuses %j', (flags, message) => {
    expect(() => writeFields(fields, { flags })).toThrow(message);
  });

  it('has a number as a whole, and readers of its parts', () => {
    const f = new Struct(fields).readers();
    const b = fromHex('ff 2e');
    expect(f.flags(b, 1)).toBe(0b0111);
    expect(f.flags.res(b, 1)).toBe(1);
    expect(f.flags.mf(b, 1)).toBe(1);
    expect(f.before(b, 1)).toBe(1);
    expect(f.after(b, 1)).toBe(0);
  });

  it('leaves neighbours and what stands behind it alone', () => {
    expect(writeFields(fields, { before: 5, flags: 0, after: 0 })).toBe('a0');
    expect(writeFields(fields, { before: 0, flags: 15, after: 0 })).toBe('1e');
  });
});
