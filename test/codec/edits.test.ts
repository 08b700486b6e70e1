import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, refuseEdit } from '../../src/codec/edits.js';
import { frame, net } from './stack.js';
import { fromHex } from './toy.js';

describe('what was given stands there too', () => {
  it.each<[unknown, unknown, boolean]>([
    [5, 5, true],
    [5, '5', false],
    [0, false, false],
    [{ a: 1, b: 2 }, { a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: { b: 1, c: 2 } }, { a: { c: 2 } }, true],
    [{ a: { b: 1 } }, { a: { b: 2 } }, false],
    [{ a: 1 }, { a: 1, a_status: 'bad', a_expected: 7 }, true],
    [{ a: 1 }, { a: null }, false],
    [null, {}, false],
    [5, {}, false],
    [{}, null, false],
    [[1, 2], [1, 2], true],
    [[1, 2], [1], false],
    [[1], [1, 2], false],
    [[{ a: 1, b: 2 }], [{ b: 2 }], true],
    // What every object inherits is no field of it.
    [{}, JSON.parse('{"__proto__":{}}'), false],
    [{}, { toString: undefined }, true],
    [{}, { constructor: Object }, false],
  ])('%j covers %j: %s', (found, given, expected) => {
    expect(covers(found, given)).toBe(expected);
  });

  it('anything covers itself, and objects any part of themselves', () => {
    const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)));
    fc.assert(
      fc.property(json, fc.dictionary(fc.string(), json), (value, more) => {
        expect(covers(value, structuredClone(value))).toBe(true);
        const whole = { ...more, own: value };
        for (const key of Object.keys(whole)) {
          expect(covers(whole, { [key]: whole[key as 'own'] })).toBe(true);
        }
        expect(covers(whole, { own: [value, value] })).toBe(false);
      }),
    );
  });
});

describe('beside raw bytes', () => {
  const raw = fromHex('4401 0010 0000 3bcc c0000201 c6336402');

  it.each([
    [{}],
    [{ version: 4, hdr_len: 16, src: '192.0.2.1' }],
    [{ frag: { offset: 0 } }],
    [{ checksum_status: 'bad', checksum_expected: 1, other_status: 'good' }],
  ])('%j may stand', (fields) => {
    expect(() => refuseEdit(net, raw, fields)).not.toThrow();
  });

  it.each<[string, object]>([
    ['version', { proto: 1, version: 5 }],
    ['frag', { frag: { mf: true } }],
    ['nothing', { nothing: 1 }],
    ['options', { options: [] }],
  ])('a field that says something else is refused: %s', (key, fields) => {
    expect(() => refuseEdit(net, raw, fields)).toThrow(`${key}: edited beside raw bytes`);
  });

  it('the tail is no part of them', () => {
    const fields = { to: 5, padding: '00', padding_raw: '01', fcs_raw: '02' };
    expect(() => refuseEdit(frame, fromHex('0509'), fields)).not.toThrow();
    expect(() => refuseEdit(net, raw, { padding: '00' })).toThrow('padding: edited');
  });
});
