import { describe, expect, it } from 'vitest';
import type { Fields } from '../../src/codec/field.js';
import { ipv4, uint } from '../../src/codec/fixed.js';
import { list } from '../../src/codec/list.js';
import { names } from '../../src/codec/names.js';
import { bytes } from '../../src/codec/parts.js';
import { findOption, option, type Shape, tlv } from '../../src/codec/tlv.js';
import { readFields, writeFields } from './toy.js';

/** As in TCP: kind, length of the whole, single bytes, an end. */
const shape: Shape = {
  key: 'kind',
  type: 8,
  length: 8,
  counts: 'all',
  single: [0, 1],
  end: 0,
  names: names({ eol: 0, nop: 1, known_elsewhere: 77 }),
};
const known = {
  mss: option(2, 'MSS', { mss_val: uint(16, 'MSS', 'm', { init: 1460 }) }),
  permitted: option(4, 'Permitted'),
  sack: option(5, 'SACK', { edges: list('Edges', 'e', uint(32, 'Edge', 'e')) }),
  own: option(6, 'Own', { x: uint(16, 'X', 'x'), data: bytes('Data', 'its own') }),
};
const fields = { options: tlv('Options', 'o', shape, known) };

/** What it reads, without a problem; and writes that back. */
function holds(all: Fields, hex: string, options: unknown, remarks: readonly string[] = []) {
  const found = readFields(all, hex);
  expect(found.v).toEqual(options === undefined ? {} : { options });
  expect(found).toMatchObject({ problem: '', left: 0, remarks });
  const text = JSON.parse(JSON.stringify(found.v));
  expect(writeFields(all, text)).toBe(hex.replaceAll(' ', ''));
}

describe('options', () => {
  it.each([
    ['none', '', undefined],
    ['of a known form', '020405b4', [{ kind: 2, name: 'mss', mss_val: 1460 }]],
    ['without a value', '0402', [{ kind: 4, name: 'permitted' }]],
    ['of varying length', '0506 00000001', [{ kind: 5, name: 'sack', edges: [1] }]],
    ['of varying length, empty', '0502', [{ kind: 5, name: 'sack', edges: [] }]],
    [
      'of one byte',
      '01 01',
      [
        { kind: 1, name: 'nop' },
        { kind: 1, name: 'nop' },
      ],
    ],
    ['an end at the end', '00', [{ kind: 0, name: 'eol' }]],
    ['an end and padding', '00 0000', [{ kind: 0, name: 'eol', padding: '0000' }]],
    ['an end and rubbish', '00 0204', [{ kind: 0, name: 'eol', padding: '0204' }]],
    ['unknown', 'fd04aabb', [{ kind: 253, data: 'aabb' }]],
    ['unknown and empty', 'fd02', [{ kind: 253 }]],
    ['with a name alone', '4d03aa', [{ kind: 77, name: 'known_elsewhere', data: 'aa' }]],
    [
      'repeated',
      '0402 0402',
      [
        { kind: 4, name: 'permitted' },
        { kind: 4, name: 'permitted' },
      ],
    ],
    ['with a field called data', '0605 0001 aa', [{ kind: 6, name: 'own', x: 1, data: 'aa' }]],
  ])('%s', (_, hex, options) => {
    holds(fields, hex, options);
  });

  it.each([
    [
      'no room for a length',
      '01 02',
      [
        { kind: 1, name: 'nop' },
        { kind: 2, name: 'mss', raw: '02' },
      ],
    ],
    ['a length of zero', '0200 05b4', [{ kind: 2, name: 'mss', raw: '020005b4' }]],
    ['a length of one', 'fd01 05', [{ kind: 253, raw: 'fd0105' }]],
    ['a length beyond the end', '0205 05b4', [{ kind: 2, name: 'mss', raw: '020505b4' }]],
  ])('malformed: %s', (_, hex, options) => {
    const remark = expect.stringContaining('malformed option: ');
    holds(fields, hex, options, [remark as unknown as string]);
  });

  it.each([
    ['too short', '0203 05', { kind: 2, name: 'mss', data: '05' }, 'MSS', 3],
    ['too long', '0205 05b400', { kind: 2, name: 'mss', data: '05b400' }, 'MSS', 5],
    [
      'a value where none should be',
      '0403 aa',
      { kind: 4, name: 'permitted', data: 'aa' },
      'Permitted',
      3,
    ],
    [
      'a list that does not come out',
      '0505 000001',
      { kind: 5, name: 'sack', data: '000001' },
      'SACK',
      5,
    ],
    ['nothing of what should be', '0202', { kind: 2, name: 'mss', data: '' }, 'MSS', 2],
    [
      'too short, with a field called data',
      '0603 05',
      { kind: 6, name: 'own', data: '05' },
      'Own',
      3,
    ],
    ['empty, with a field called data', '0602', { kind: 6, name: 'own', data: '' }, 'Own', 2],
  ])('of another form: %s', (_, hex, entry, label, size) => {
    holds(fields, hex, [entry], [`${label}: its form does not fit ${size} bytes`]);
  });

  it('say no more than once what is odd, where several forms are tried', () => {
    const inner = { key: 'type', type: 8, length: 8, counts: 'all' } as const;
    const outer = {
      options: tlv('Options', 'o', shape, {
        deep: option(9, 'Deep', {
          sub: tlv(
            'Sub',
            's',
            inner,
            { a: option(1, 'A', { x: uint(8, 'X', 'x') }) },
            { length: 4 },
          ),
        }),
      }),
    };
    const { remarks } = readFields(outer, '0907 0104 aabb 00');
    expect(remarks).toEqual(['Deep: its form does not fit 7 bytes']);
  });
});

describe('options given', () => {
  it.each([
    ['by name', [{ name: 'mss', mss_val: 536 }], '02040218'],
    ['by number', [{ kind: 2, mss_val: 536 }], '02040218'],
    ['by number in text', [{ kind: '0x02', mss_val: '536' }], '02040218'],
    ['by a number that has a name elsewhere', [{ kind: 'known_elsewhere', data: '' }], '4d02'],
    ['by name in place of the number', [{ kind: 'mss' }], '020405b4'],
    ['by a name from elsewhere', [{ name: 'NOP' }], '01'],
    ['with initial values', [{ name: 'mss' }], '020405b4'],
    ['with bytes in place of their form', [{ name: 'mss', data: 'aabbcc' }], '0205aabbcc'],
    ['as raw bytes', [{ kind: 2, name: 'mss', raw: '02' }], '02'],
    ['with bytes as they are', [{ kind: 9, data: Uint8Array.of(1) }], '090301'],
  ])('%s', (_, options, hex) => {
    expect(writeFields(fields, { options })).toBe(hex);
  });

  it.each([
    ['options: a list of options is needed', {}],
    ['options.0: an option is needed, not null', [null]],
    ['options.1: an option is needed, not 5', [{ name: 'nop' }, 5]],
    ['options.0: an option is needed, not "mss"', ['mss']],
    [`options.0.name: no option is called "msss"; did you mean 'mss'?`, [{ name: 'msss' }]],
    ['options.0.name: no option is called undefined', [{ mss_val: 1 }]],
    ['options.0.kind: 256 does not fit 8 bits (0 to 255)', [{ kind: 256 }]],
    ['options.0.kind: -1 does not fit 8 bits', [{ kind: -1 }]],
    ['options.0.kind: 1.5 does not fit 8 bits', [{ kind: 1.5 }]],
    ['options.0.kind: NaN does not fit 8 bits', [{ kind: Number.NaN }]],
    ['options.0.kind: a number is needed, not null', [{ kind: null }]],
    ['options.0.kind: no such name or number: "known_elsewher"', [{ kind: 'known_elsewher' }]],
    ['options.0.mss_val: 65536 does not fit 16 bits', [{ name: 'mss', mss_val: 65536 }]],
    [`options.0.mss_vla: no such field; did you mean 'mss_val'?`, [{ name: 'mss', mss_vla: 1 }]],
    ['options.0.data: no such field', [{ name: 'mss', mss_val: 1, data: 'aa' }]],
    [`options.0.dta: no such field; did you mean 'data'?`, [{ kind: 99, dta: 'aa' }]],
    ['options.0.x: no such field; there are kind, name', [{ kind: 1, x: 1 }]],
    ['options.0.padding: no such field; there are kind, name', [{ kind: 1, padding: '00' }]],
    [
      'options.0.padding: no such field; there are mss_val, kind, name',
      [{ name: 'mss', padding: '00' }],
    ],
    ['options.0.mss_val: no such field', [{ kind: 2, mss_val: 1, raw: 'aa' }]],
    ['options.0.x: no such field', [{ name: 'mss', data: 'aa', x: 1 }]],
    ['options.0.__proto__: no such field', [JSON.parse('{"name":"mss","__proto__":{"x":1}}')]],
    ['options.0: an option of 256 bytes is too long', [{ kind: 9, data: '00'.repeat(254) }]],
    ['options.0: hex digits in pairs are needed, not "x"', [{ kind: 9, data: 'x' }]],
  ])('refused: %s', (message, options) => {
    expect(() => writeFields(fields, { options })).toThrow(message);
  });

  it('may be as long as their length can say', () => {
    const hex = `09ff${'00'.repeat(253)}`;
    expect(writeFields(fields, { options: [{ kind: 9, data: '00'.repeat(253) }] })).toBe(hex);
  });
});

describe('options of other shapes', () => {
  const one = option(1, 'One', { x: uint(8, 'X', 'x') });

  it('16 bits of type and length, the value counted alone', () => {
    const other = {
      options: tlv('Options', 'o', { key: 'type', type: 16, length: 16, counts: 'value' }, { one }),
    };
    holds(other, '0001 0001 ff', [{ type: 1, name: 'one', x: 255 }]);
    holds(
      other,
      '0001 0000',
      [{ type: 1, name: 'one', data: '' }],
      ['One: its form does not fit 4 bytes'],
    );
    holds(other, 'ffff 0002 aabb', [{ type: 65535, data: 'aabb' }]);
    holds(
      other,
      '0001 00',
      [{ type: 1, name: 'one', raw: '000100' }],
      ['malformed option: no room for a length'],
    );
    holds(other, '00', [{ raw: '00' }], ['malformed option: no room for a type']);
  });

  it('a length in units of 8 bytes', () => {
    const other = {
      options: tlv(
        'Options',
        'o',
        { key: 'type', type: 8, length: 8, counts: 'all', unit: 8 },
        {
          six: option(1, 'Six', { mac: bytes('MAC', 'm', { length: 6 }) }),
        },
      ),
    };
    holds(other, '0101 020000000001', [{ type: 1, name: 'six', mac: '020000000001' }]);
    holds(other, '0901 000000000000', [{ type: 9, data: '000000000000' }]);
    holds(
      other,
      '0100 020000000001',
      [{ type: 1, name: 'six', raw: '0100020000000001' }],
      ['malformed option: length 0, with 8 bytes left'],
    );
    expect(writeFields(other, { options: [{ type: 9, data: 'aa' }] })).toBe('0901aa0000000000');
  });

  it('units are those of what the length counts', () => {
    const other = {
      options: tlv(
        'Options',
        'o',
        { key: 'type', type: 8, length: 8, counts: 'value', unit: 4 },
        {},
      ),
    };
    holds(other, '0101 aabbccdd', [{ type: 1, data: 'aabbccdd' }]);
    holds(other, '0100 0101 00000000', [{ type: 1 }, { type: 1, data: '00000000' }]);
    expect(writeFields(other, { options: [{ type: 1, data: 'aa' }] })).toBe('0101aa000000');
  });

  it('padding between them, which their length does not say', () => {
    const padded = { key: 'type', type: 16, length: 16, counts: 'all', pad: 4 } as const;
    const other = { options: tlv('Options', 'o', padded, { one }) };
    holds(other, '0001 0005 ff 000000', [{ type: 1, name: 'one', x: 255 }]);
    holds(other, '0001 0005 ff 000001', [{ type: 1, name: 'one', x: 255, padding: '000001' }]);
    holds(other, '0001 0005 ff 00', [{ type: 1, name: 'one', x: 255, padding: '00' }]);
    holds(other, '0001 0005 ff', [{ type: 1, name: 'one', x: 255, padding: '' }]);
    holds(other, '0009 0006 aabb 0000 0001 0005 ff 000000', [
      { type: 9, data: 'aabb' },
      { type: 1, name: 'one', x: 255 },
    ]);
  });

  it('padding behind all but the last', () => {
    const bare: Shape = {
      key: 'type',
      type: 16,
      length: 16,
      counts: 'all',
      pad: 4,
      lastBare: true,
    };
    const other = { options: tlv('Options', 'o', bare, { one }) };
    holds(other, '0001 0005 ff', [{ type: 1, name: 'one', x: 255 }]);
    holds(other, '0001 0005 ff 000000 0001 0005 ff', [
      { type: 1, name: 'one', x: 255 },
      { type: 1, name: 'one', x: 255 },
    ]);
    holds(other, '0001 0005 ff 000000', [{ type: 1, name: 'one', x: 255, padding: '000000' }]);
  });

  it('fields between type and length', () => {
    const class16 = { class: uint(8, 'Class', 'c', { init: 3 }) };
    const other = {
      options: tlv(
        'Options',
        'o',
        { key: 'type', type: 8, length: 8, counts: 'all', between: class16 },
        {
          one,
          other: option(2, 'Other', { y: uint(8, 'Y', 'y') }, { flags: uint(8, 'Flags', 'f') }),
        },
      ),
    };
    holds(other, '01 05 04 ff', [{ type: 1, name: 'one', class: 5, x: 255 }]);
    holds(other, '02 05 04 ff', [{ type: 2, name: 'other', flags: 5, y: 255 }]);
    holds(other, '09 05 03', [{ type: 9, class: 5 }]);
    expect(writeFields(other, { options: [{ name: 'one', x: 1 }] })).toBe('01030401');
    expect(() => writeFields(other, { options: [{ type: 9, flags: 1 }] })).toThrow(
      'options.0.flags: no such field',
    );
  });

  it('a value under another key, single kinds by rule', () => {
    const other = {
      options: tlv(
        'Options',
        'o',
        {
          ...{ key: 't', type: 8, length: 8, counts: 'value', rest: 'value' },
          single: (k) => k < 32,
        },
        { one: option(40, 'One', { x: uint(8, 'X', 'x') }) },
      ),
    };
    holds(
      other,
      '05 28 01 ff 28 00 63 01 aa',
      [
        { t: 5 },
        { t: 40, name: 'one', x: 255 },
        { t: 40, name: 'one', value: '' },
        { t: 99, value: 'aa' },
      ],
      ['One: its form does not fit 2 bytes'],
    );
  });

  it('a length that another field tells, and derives it', () => {
    const n = uint(8, 'N', 'n');
    const other = {
      n,
      options: tlv('Options', 'o', shape, known, { length: { of: 'n', times: 4, plus: 0 } }),
      rest: bytes('Rest', 'r'),
    };
    expect(readFields(other, '01 020405b4 ff').v).toEqual({
      n: 1,
      options: [{ kind: 2, name: 'mss', mss_val: 1460 }],
      rest: 'ff',
    });
    expect(writeFields(other, { options: [{ name: 'mss' }], rest: 'ff' })).toBe('01020405b4ff');
    expect(readFields(other, '02 020405b4').problem).toBe('Options has 8 bytes, 4 left');
  });
});

describe('findOption', () => {
  const at = (hex: string, ...kinds: number[]) => {
    const b = Uint8Array.from(Buffer.from(`a5${hex.replaceAll(' ', '')}a5`, 'hex'));
    return findOption(shape, kinds, b, 1, b.length - 1);
  };
  it.each([
    ['0101 0204 05b4', [2], 3],
    ['0204 05b4 0402', [4], 5],
    ['0204 05b4 0402', [4, 2], 1],
    ['0204 05b4', [4], -1],
    // What follows an end is padding.
    ['00 0402', [4], -1],
    // Malformed options before it: it cannot be found.
    ['0200 0402', [4], -1],
    ['02', [4], -1],
    // The byte behind the options is none of them.
    ['0204 05b4', [0xa5], -1],
    ['', [0xa5], -1],
  ])('%s: %j at %i', (hex, kinds, expected) => {
    expect(at(hex, ...kinds)).toBe(expected);
  });

  it('counts as the shape says', () => {
    const b = Uint8Array.of(9, 1, 0xaa, 0xaa, 0xaa, 0xaa, 5, 0);
    const units: Shape = { key: 't', type: 8, length: 8, counts: 'value', unit: 4 };
    expect(findOption(units, [5], b, 0, b.length)).toBe(6);
  });
});

it('an option may hold an address of any kind', () => {
  const other = {
    options: tlv('Options', 'o', shape, { a: option(8, 'A', { ip: ipv4('IP', 'i') }) }),
  };
  holds(other, '0806c0000201', [{ kind: 8, name: 'a', ip: '192.0.2.1' }]);
});
