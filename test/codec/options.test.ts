import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Loose } from '../../src/codec/field.js';
import { uint } from '../../src/codec/fixed.js';
import { Options } from '../../src/codec/options.js';
import { bytes } from '../../src/codec/parts.js';
import { Reading } from '../../src/codec/reading.js';
import { option } from '../../src/codec/tlv.js';
import { Writer } from '../../src/codec/writer.js';
import { fromHex, toHex } from './toy.js';

const known = {
  end: option(0, 'End'),
  pair: option(3, 'Pair', { 'of.a': uint(8, 'A', 'a'), b: uint(16, 'B', 'b', { init: 7 }) }),
  open: option(4, 'Open', { n: uint(8, 'N', 'n'), data: bytes('Data', 'd') }),
};
const options = new Options(
  { key: 'kind', type: 8, length: 8, counts: 'all', single: [0, 1], end: 0 },
  known,
);
const wide = new Options(
  { key: 'code', type: 16, length: 16, counts: 'value', pad: 4, lastBare: true, rest: 'value' },
  { pair: { ...known.pair, kind: 300 } },
);

function written(by: Options, given: unknown, last = false): string {
  const w = new Writer();
  w.reset();
  by.write(w, given as Loose, last);
  return toHex(w.copy());
}

function read(by: Options, hex: string): unknown[] {
  const b = fromHex(hex);
  return by.read(new Reading(b, 0, 0, b.length));
}

describe('an option', () => {
  it.each<[string, Options, object, string]>([
    ['by its name', options, { name: 'pair', of: { a: 1 }, b: 2 }, '0305010002'],
    ['by its number', options, { kind: 3, of: { a: 1 }, b: 2 }, '0305010002'],
    ['by its number as text', options, { kind: '0x3', of: { a: 1 } }, '0305010007'],
    ['by its name where the number belongs', options, { kind: 'pair' }, '0305000007'],
    ['by its number, whatever the name', options, { name: 'open', kind: 3 }, '0305000007'],
    ['as bytes', options, { name: 'pair', data: 'aabbcc' }, '0305aabbcc'],
    [
      'as bytes alone, though one of its fields is called so',
      options,
      { name: 'open', data: 'aa' },
      '0403aa',
    ],
    ['beside which they stand', options, { name: 'open', n: 5, data: 'aa' }, '040405aa'],
    ['that is not known', options, { kind: 9, data: 'aa' }, '0903aa'],
    ['of a single byte', options, { kind: 1 }, '01'],
    ['with what stands behind the end', options, { name: 'end', padding: 'ff' }, '00ff'],
    ['as raw bytes, whatever its number', options, { kind: 3, raw: '0399' }, '0399'],
    ['with a wide head, filled up', wide, { name: 'pair', b: 2 }, '012c000300000200'],
    ['filled up with something', wide, { code: 1, value: 'aa', padding: 'bb' }, '00010001aabb'],
  ])('%s', (_, by, given, hex) => {
    expect(written(by, given)).toBe(hex);
  });

  it('is not filled up where it is the last', () => {
    expect(written(wide, { name: 'pair' }, true)).toBe('012c000300' + '0007');
  });

  it.each<[string, Options, unknown]>([
    ['an option is needed, not 5', options, 5],
    ['name: no option is called "pairs"; did you mean \'pair\'?', options, { name: 'pairs' }],
    ['name: no option is called undefined', options, {}],
    ['kind: 256 does not fit 8 bits (0 to 255)', options, { kind: 256 }],
    ['kind: a number is needed, not null', options, { name: 'pair', kind: null }],
    ['code: 65536 does not fit 16 bits', wide, { code: 65536 }],
    ['data: no such field', options, { name: 'pair', data: 'aabbcc', b: 1 }],
    ['b: no such field', options, { kind: 1, b: 1 }],
    ['b: no such field', options, { kind: 3, raw: '00', b: 1 }],
    ['padding: no such field', options, { name: 'pair', padding: '00' }],
    ['c: no such field', options, { name: 'pair', c: 1 }],
    ['of.a: 256 does not fit 8 bits', options, { name: 'pair', of: { a: 256 } }],
    ['an option of 256 bytes is too long', options, { kind: 9, data: '00'.repeat(254) }],
  ])('%s', (message, by, given) => {
    expect(() => written(by, given)).toThrow(message);
  });
});

it('the order of keys does not matter', () => {
  const given = { name: 'open', n: 5, data: 'aa', n_status: 'good', kind: 4 };
  const orders = fc.shuffledSubarray(Object.entries(given), { minLength: 5 });
  fc.assert(
    fc.property(orders, (entries) => {
      expect(written(options, Object.fromEntries(entries))).toBe('040405aa');
    }),
  );
});

it.each([
  ['narrow', options, false],
  ['wide', wide, true],
])('any bytes come back: %s', (_, by, barely) => {
  const row = fc.array(fc.oneof(fc.nat(5), fc.nat(255)), { maxLength: 40 });
  fc.assert(
    fc.property(row, (b) => {
      const hex = Buffer.from(b).toString('hex');
      const found = read(by, hex);
      const back = found.map((one, i) => written(by, one, barely && i === found.length - 1));
      expect(back.join('')).toBe(hex);
    }),
    { numRuns: 500 },
  );
});
