import { describe, expect, it } from 'vitest';
import { Catalog } from '../../src/codec/catalog.js';
import { uint } from '../../src/codec/fixed.js';
import { protocol } from '../../src/codec/protocol.js';
import { toy } from './toy.js';

const declare = (name: string, carriedBy: Record<string, number | number[]>) =>
  protocol({
    name,
    title: name,
    carriedBy,
    fields: { type: uint(8, 'Type', 't') },
    rules: (f) => ({ selects: { type: f.type }, derived: { type: 'next' } }),
  });

describe('a catalog', () => {
  it('knows who is carried under which number', () => {
    const a = declare('a', { linktype: [1, 5], type: 9 });
    const { catalog, data } = toy(a);
    expect([1, 5, 9].map((n) => catalog.linktype(n))).toEqual([a, a, data]);
    expect(catalog.table('type').get(9)).toBe(a);
    expect(catalog.table('never heard of').size).toBe(0);
    expect(Catalog.number(a, 'linktype')).toBe(1);
    expect(Catalog.number(a, 'type')).toBe(9);
    expect(Catalog.number(a, 'other')).toBeUndefined();
    expect(Catalog.number(undefined, 'type')).toBeUndefined();
  });

  it('lets no two claim a number', () => {
    const a = declare('a', { type: [1, 2] });
    const b = declare('b', { type: 2 });
    expect(() => toy(a, b)).toThrow('type 2 is claimed by a and b');
  });

  it('finds by name, or says which was meant', () => {
    const { catalog } = toy(declare('alpha', {}), declare('beta', {}));
    expect(catalog.named('beta').name).toBe('beta');
    expect(catalog.has('beta')).toBe(true);
    expect(catalog.has('toString')).toBe(false);
    expect(() => catalog.named('btea')).toThrow(
      "no protocol is called 'btea'; did you mean 'beta'?",
    );
    expect(() => catalog.named('zzzzz')).toThrow(new RangeError("no protocol is called 'zzzzz'"));
  });

  it('takes in protocols later, which those before find', () => {
    const a = declare('a', { linktype: 1 });
    const { catalog, decode, build } = toy(a);
    expect(decode('07aa').layers.map((l) => l.protocol.name)).toEqual(['a', 'data']);
    const late = declare('late', { type: 7 });
    catalog.add([late]);
    expect(decode('07aa').layers.map((l) => l.protocol.name)).toEqual(['a', 'late']);
    expect(build(a.with(), late.with())).toBe('0700');
  });
});
