import { describe, expect, it } from 'vitest';
import { choice } from '../../src/codec/choice.js';
import { uint } from '../../src/codec/fixed.js';
import { isComment, keysOf, knows, refuseUnknown, widened } from '../../src/codec/keys.js';
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

it.each([
  ['checksum_status', true],
  ['checksum_expected', true],
  ['status', false],
  ['expected', false],
  ['checksum_statuses', false],
])('%s is a comment: %s', (key, expected) => {
  expect(isComment(key)).toBe(expected);
});
