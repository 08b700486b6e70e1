import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choice } from '../../src/codec/choice.js';
import type { Loose } from '../../src/codec/field.js';
import { uint } from '../../src/codec/fixed.js';
import {
  isComment,
  Known,
  keysOf,
  knows,
  layInto,
  refuseUnknown,
  valueAt,
  widened,
} from '../../src/codec/keys.js';
import { text } from '../../src/codec/parts.js';

const n = uint(8, 'N', 'n');
const known = keysOf({
  n,
  type: uint(16, 'Type', 't', { alias: { key: 'len', when: () => false } }),
  'hw.type': n,
  'hw.addr.src': n,
  name: text('Name', 'n'),
  body: choice('n', { 1: { x: n } }),
});

describe('known keys', () => {
  it.each<[object]>([
    [{}],
    [{ n: 1, type: 2, len: 3, name: 'a', name_hex: 'ff' }],
    [{ hw: { type: 1, addr: { src: 2 } } }],
    [{ hw: undefined, n: undefined }],
    [{ n_status: 'good', n_expected: 1, hw: { type_status: 'bad' } }],
    // What stands at a known key is the field's own concern.
    [{ n: { anything: 1 } }],
  ])('%j is known', (given) => {
    expect(knows(known, given)).toBe(true);
    expect(() => refuseUnknown(known, given)).not.toThrow();
  });

  it.each<[string, object]>([
    ['x: no such field; there are n, type, len, hw, name, name_hex', { x: 1 }],
    ["tpye: no such field; did you mean 'type'?", { n: 1, tpye: 2 }],
    ['body: no such field', { body: {} }],
    ["hw.adr: no such field; did you mean 'addr'?", { hw: { adr: {} } }],
    ['hw.addr.dst: no such field; there are src', { hw: { addr: { dst: 1 } } }],
    ['hw: an object is needed, with type, addr', { hw: 5 }],
    ['hw: an object is needed', { hw: null }],
    ['hw.addr: an object is needed, with src', { hw: { addr: [] } }],
    ['__proto__: no such field', JSON.parse('{"__proto__":{}}')],
    ['hasOwnProperty: no such field', { hasOwnProperty: 1 }],
  ])('%s', (message, given) => {
    expect(knows(known, given)).toBe(false);
    expect(() => refuseUnknown(known, given)).toThrow(message);
  });

  it('can be widened, also inside of objects, without a change of the narrow ones', () => {
    const wider = widened(known, ['x', 'hw.addr.dst']);
    expect(knows(wider, { x: 1, hw: { addr: { src: 1, dst: 2 } } })).toBe(true);
    expect(knows(known, { hw: { addr: { dst: 2 } } })).toBe(false);
    expect(knows(known, { x: 1 })).toBe(false);
  });
});

describe('slots', () => {
  const paths = ['a', 'b.c', 'b.d.e', 'f', 'b.g', 'hasOwnProperty'];
  const own = new Known();
  for (const path of paths) own.add(path);

  it('are counted over all objects, and counted once', () => {
    expect(paths.map((path) => own.spot(path.split('.')).slot)).toEqual([0, 1, 2, 3, 4, 5]);
    own.add('b.c').add('a');
    expect(own.slots).toBe(paths.length);
    expect(widened(own, ['b.c', 'x']).slots).toBe(paths.length + 1);
  });

  it('are the last of all for what is not known, and hold what is inside of a value', () => {
    const none = { slot: paths.length, within: [] };
    expect([own.spot(['x']), own.spot(['b', 'x']), own.spot(['b']), own.spot([])]).toEqual([
      ...[none, none, none, none],
    ]);
    expect(own.spot(['b', 'c', 'x', 'y'])).toEqual({ slot: 1, within: ['x', 'y'] });
    const at = (value: unknown) => valueAt([value], { slot: 0, within: ['x', 'y'] });
    expect([at({ x: { y: 5 } }), at({ x: 5 }), at({ x: null }), at(undefined)]).toEqual([
      ...[5, undefined, undefined, undefined],
    ]);
  });

  const value = fc.oneof(fc.nat(), fc.constant(undefined), fc.constant(null));
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'x', 'a_status', '__proto__');
  const { object } = fc.letrec((tie) => ({
    object: fc.array(fc.tuple(key, fc.oneof(value, tie('object')))).map(Object.fromEntries),
  }));

  it('take what was given, whatever came before and in whatever order', () => {
    fc.assert(
      fc.property(fc.array(object, { maxLength: 5 }), (all) => {
        for (const given of all as object[]) {
          const slots: unknown[] = new Array(own.slots + 1).fill(undefined);
          expect(layInto(slots, own, given)).toBe(knows(own, given));
          const expected = paths.map((path) => {
            let found: unknown = given;
            for (const step of path.split('.')) {
              const inside = typeof found === 'object' && found !== null ? found : {};
              found = Object.hasOwn(inside, step) ? (inside as Loose)[step] : undefined;
            }
            return found;
          });
          expect(slots).toEqual([...expected, undefined]);
        }
      }),
    );
  });
});

it.each([
  ['checksum_status', true],
  ['checksum_expected', true],
  ['status', false],
  ['expected', false],
  ['checksum_statuses', false],
])('%s is a comment: %s', (key, expected) => {
  expect(isComment(key)).toBe(expected);
});
