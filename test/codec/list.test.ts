import { describe, expect, it } from 'vitest';
import { ipv4, uint } from '../../src/codec/fixed.js';
import { list } from '../../src/codec/list.js';
import { bytes, text } from '../../src/codec/parts.js';
import { readFields, writeFields } from './toy.js';

const n = uint(8, 'Count', 'n');
const entry = { a: uint(4, 'A', 'a'), b: uint(4, 'B', 'b', { init: 1 }) };

function holds(fields: Parameters<typeof readFields>[0], hex: string, v: unknown) {
  expect(readFields(fields, hex)).toMatchObject({ problem: '', left: 0 });
  expect(readFields(fields, hex).v).toEqual(v);
  expect(writeFields(fields, readFields(fields, hex).v)).toBe(hex.replaceAll(' ', ''));
}

describe('list', () => {
  const counted = { n, l: list('List', 'l', entry, { count: 'n' }), rest: bytes('Rest', 'r') };
  const sized = { n, l: list('List', 'l', ipv4('One', 'o'), { length: 'n' }), z: n };
  const all = { l: list('List', 'l', uint(16, 'One', 'o')) };

  it('holds as many as a field says, and derives that field', () => {
    holds(counted, '02 12 34 ff', {
      n: 2,
      l: [
        { a: 1, b: 2 },
        { a: 3, b: 4 },
      ],
      rest: 'ff',
    });
    holds(counted, '00 ff', { n: 0, l: [], rest: 'ff' });
    expect(writeFields(counted, { l: [{ a: 1 }, {}] })).toBe('021101');
    expect(writeFields(counted, { n: 9, l: [{}] })).toBe('0901');
    expect(writeFields(counted, {})).toBe('00');
  });

  it('holds what fits into a length, and derives that', () => {
    holds(sized, '08 c0000201 c6336402 05', { n: 8, l: ['192.0.2.1', '198.51.100.2'], z: 5 });
    expect(writeFields(sized, { l: ['192.0.2.1'] })).toBe('04c000020100');
  });

  it('holds all that is left', () => {
    holds(all, '0001 ffff', { l: [1, 65535] });
    holds(all, '', { l: [] });
  });

  it('has a count in other units', () => {
    const fields = { n, l: list('List', 'l', n, { count: { of: 'n', times: 2, plus: 1 } }) };
    holds(fields, '02 aabbcc', { n: 2, l: [0xaa, 0xbb, 0xcc] });
    expect(writeFields(fields, { l: [1, 2, 3] })).toBe('02010203');
  });

  it.each([
    ['an entry that is cut', counted, '02 12', 'List, entry 2: 1 bytes are needed, 0 left'],
    ['a length that its entries do not fill', sized, '05 c0000201 ff', 'List, entry 2: One has 4'],
    ['a length beyond the end', sized, '08 c0000201', 'List has 8 bytes, 4 left'],
    ['a rest that is no entry', all, '0001 ff', 'List, entry 2: One has 2 bytes, 1 left'],
  ])('tells of %s', (_, fields, hex, problem) => {
    expect(readFields(fields, hex).problem).toContain(problem);
  });

  it('ends at an entry without bytes, however many there should be', () => {
    const fields = {
      n: uint(32, 'N', 'n'),
      l: list('List', 'l', { x: bytes('X', 'x') }, { count: 'n' }),
    };
    expect(readFields(fields, 'ffffffff')).toMatchObject({ problem: 'List, entry 1 is empty' });
    expect(readFields(fields, 'ffffffff aa').problem).toBe('List, entry 2 is empty');
  });

  it('a count from nowhere is none', () => {
    const fields = {
      n,
      l: list('List', 'l', n, { count: (v) => v.missing * 2 }),
      rest: bytes('R', 'r'),
    };
    expect(readFields(fields, '05 0102')).toMatchObject({
      v: { l: [], rest: '0102' },
      problem: '',
    });
    const negative = {
      n,
      l: list('List', 'l', n, { count: (v) => v.n - 9 }),
      rest: bytes('R', 'r'),
    };
    expect(readFields(negative, '05 0102').v).toMatchObject({ l: [], rest: '0102' });
  });

  it('may stop before a byte, or behind an entry that says so', () => {
    const stops = { l: list('List', 'l', n, { stop: 0 }), rest: bytes('Rest', 'r') };
    holds(stops, '0102 0003', { l: [1, 2], rest: '0003' });
    holds(stops, '0102', { l: [1, 2] });
    const until = {
      l: list('List', 'l', entry, { until: (one) => one.b === 1 }),
      rest: bytes('Rest', 'r'),
    };
    holds(until, '12 31 41', {
      l: [
        { a: 1, b: 2 },
        { a: 3, b: 1 },
      ],
      rest: '41',
    });
  });

  it.each([
    [{ l: {} }, 'l: a list is needed'],
    [{ l: 'ab' }, 'l: a list is needed'],
    [{ l: null }, 'l: a list is needed'],
    [{ l: [{}, { c: 1 }] }, 'l.1.c: no such field; there are a, b'],
    [{ l: [{ a: 16 }] }, 'l.0.a: 16 does not fit 4 bits (0 to 15)'],
    [{ l: [null] }, 'l.0: an object of fields is needed, not null'],
    [{ l: [5] }, 'l.0: an object of fields is needed, not 5'],
    [{ l: ['ab'] }, 'l.0: an object of fields is needed, not "ab"'],
    [{ l: [[]] }, 'l.0: an object of fields is needed, not []'],
    [{ l: new Array(256).fill({}) }, 'n: 256 does not fit 8 bits (0 to 255)'],
  ])('refuses %j', (given, message) => {
    expect(() => writeFields(counted, given)).toThrow(message);
  });

  it('names an entry that is a field of its own', () => {
    expect(() => writeFields(all, { l: [1, 65536] })).toThrow('l.1: 65536 does not fit 16 bits');
    expect(() => writeFields(all, { l: [null] })).toThrow('l.0: a number is needed, not null');
  });

  it('holds texts as structures only: bytes that are none need a key', () => {
    expect(() => list('List', 'l', text('T', 't', { length: 1 }))).toThrow('as structures');
    const fields = { l: list('List', 'l', { n, t: text('T', 't', { length: 'n' }) }) };
    holds(fields, '0161 02ff00', {
      l: [
        { n: 1, t: 'a' },
        { n: 2, t_hex: 'ff00' },
      ],
    });
  });
});
