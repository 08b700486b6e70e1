import { describe, expect, it } from 'vitest';
import { endOf, sizedBy, sizeOf } from '../../src/codec/extent.js';
import { Reading } from '../../src/codec/reading.js';

const start = () => new Reading(new Uint8Array(20), 0, 4, 10);

describe('an extent', () => {
  it.each([
    ['a number', 7, {}, 7],
    ['a field', 'len', { len: 5 }, 5],
    ['a field in an object', 'a.len', { a: { len: 5 } }, 5],
    ['a field that is text, as great numbers are', 'len', { len: '9007199254740993' }, 2 ** 53],
    ['a field in other units', { of: 'len', times: 4, plus: 20 }, { len: 6 }, 4],
    ['a field that is not there', { of: 'len', plus: 3 }, {}, -3],
  ])('may be %s', (_, extent, v, size) => {
    expect(sizeOf(extent)(v, start())).toBe(size);
  });

  it('may be a function of the fields before it', () => {
    expect(sizeOf((v) => v.a * v.b)({ a: 2, b: 3 }, start())).toBe(6);
  });

  it('derives the field that it names, and no other', () => {
    expect(sizedBy('a.len', 'bytes')).toEqual({
      sizedBy: { path: 'a.len', plus: 0, times: 1, counts: 'bytes' },
    });
    expect(sizedBy({ of: 'n', times: 4, plus: 1 }, 'entries')).toEqual({
      sizedBy: { path: 'n', plus: 1, times: 4, counts: 'entries' },
    });
    expect([sizedBy(5, 'bytes'), sizedBy(() => 5, 'bytes'), sizedBy(undefined, 'bytes')]).toEqual([
      {},
      {},
      {},
    ]);
  });
});

describe('the end of a part', () => {
  it.each([
    [0, 4, ''],
    [6, 10, ''],
    [7, 10, 'Part has 7 bytes, 6 left'],
    [2 ** 40, 10, 'Part has 1099511627776 bytes, 6 left'],
    [-1, 4, 'Part would have -1 bytes'],
  ])('of %i bytes is at %i', (size, end, problem) => {
    const r = start();
    expect(endOf(r, size, 'Part')).toBe(end);
    expect(r.problem).toBe(problem);
  });
});
