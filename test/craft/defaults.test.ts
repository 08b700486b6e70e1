import { describe, expect, it } from 'vitest';
import type { Loose } from '../../src/codec/field.js';
import { uint } from '../../src/codec/fixed.js';
import { protocol } from '../../src/codec/protocol.js';
import { defaultsOf, groupMac } from '../../src/craft/defaults.js';

const fields = { id: uint(8, 'Id', 'i'), next: uint(8, 'Next', 'what follows') };
const outer = protocol({
  name: 'outer',
  title: 'Outer',
  fields,
  example: { id: 7, next: 9 },
  rules: (f) => ({ selects: { number: f.next }, derived: { next: 'next' } }),
});
const inner = protocol({
  name: 'inner',
  title: 'Inner',
  carriedBy: { number: 1 },
  fields,
  example: (given: Loose) => (given.next === 1 ? undefined : { id: 8 }),
});

describe('the defaults of a layer', () => {
  it('are the example of its declaration', () => {
    expect(defaultsOf(outer, {}, undefined)).toEqual({ id: 7, next: 9 });
    expect(defaultsOf(protocol({ name: 'p', title: 'P', fields }), {}, outer)).toEqual({});
  });

  it('leave out what follows from the next layer', () => {
    expect(defaultsOf(outer, {}, inner)).toEqual({ id: 7 });
    expect(defaultsOf(outer, {}, outer)).toEqual({ id: 7, next: 9 });
  });

  it('may depend on what is given', () => {
    expect(defaultsOf(inner, {}, undefined)).toEqual({ id: 8 });
    expect(defaultsOf(inner, { next: 1 }, undefined)).toEqual({});
  });
});

describe('the hardware address of a group', () => {
  it.each([
    ['239.129.2.3', '01:00:5e:01:02:03'],
    ['255.255.255.255', 'ff:ff:ff:ff:ff:ff'],
    ['ff02::1:ff00:2', '33:33:ff:00:00:02'],
    ['192.0.2.7', undefined],
    ['2001:db8::1', undefined],
    ['somebody', undefined],
    [undefined, undefined],
  ])('%s: %s', (address, mac) => expect(groupMac(address)).toBe(mac));
});
