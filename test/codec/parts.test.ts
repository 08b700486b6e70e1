import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipv4, uint } from '../../src/codec/fixed.js';
import { asPart, bytes, ifRoom, nested, optional, text, unitFill } from '../../src/codec/parts.js';
import { fromHex, readFields, toHex, writeFields } from './toy.js';

const len = uint(8, 'Length', 'of what follows');

describe('bytes', () => {
  const all = { body: bytes('Body', 'all') };
  const counted = { len, body: bytes('Body', 'some', { length: 'len' }), rest: bytes('Rest', 'r') };

  it('take all that is left; none at all stand in no JSON', () => {
    expect(readFields(all, '00ff').v).toEqual({ body: '00ff' });
    expect(readFields(all, '').v).toEqual({});
    expect(writeFields(all, {})).toBe('');
    expect(writeFields(all, { body: Uint8Array.of(0, 255) })).toBe('00ff');
  });

  it('take as many as a field says, and derive that field', () => {
    expect(readFields(counted, '02 aabb cc').v).toEqual({ len: 2, body: 'aabb', rest: 'cc' });
    expect(writeFields(counted, { body: 'aabb', rest: 'cc' })).toBe('02aabbcc');
    expect(writeFields(counted, { rest: 'cc' })).toBe('00cc');
  });

  it('keep a length that was given, however wrong', () => {
    expect(writeFields(counted, { len: 9, body: 'aabb' })).toBe('09aabb');
  });

  it('say how many are missing', () => {
    expect(readFields(counted, '05 aabb')).toMatchObject({
      v: { len: 5 },
      problem: 'Body has 5 bytes, 2 left',
    });
  });

  it('name the field that their length does not fit', () => {
    expect(() => writeFields(counted, { body: '00'.repeat(256) })).toThrow(
      'len: 256 does not fit 8 bits (0 to 255)',
    );
  });

  const scaled = {
    words: uint(8, 'Words', 'of the whole'),
    body: bytes('Body', 'b', { length: { of: 'words', times: 4, plus: 2 } }),
  };

  it('have a length in other units, from elsewhere', () => {
    expect(readFields(scaled, '01 aabb').v).toEqual({ words: 1, body: 'aabb' });
    expect(writeFields(scaled, { body: 'aabb' })).toBe('01aabb');
    expect(readFields(scaled, '00')).toMatchObject({ problem: 'Body would have -2 bytes' });
    expect(() => writeFields(scaled, { body: 'aabbcc' })).toThrow(/^words: .*1\.25/);
  });

  it('have a length that other fields give, or a number', () => {
    const fields = {
      len,
      a: bytes('A', 'a', { length: (v) => v.len - 1 }),
      b: bytes('B', 'b', { length: 1 }),
    };
    expect(readFields(fields, '03 aabb cc').v).toEqual({ len: 3, a: 'aabb', b: 'cc' });
    // Nothing says which field that would derive.
    expect(writeFields(fields, { a: 'aabb', b: 'cc' })).toBe('00aabbcc');
  });

  it('find their length in a nested object, and do not touch what was given', () => {
    const fields = {
      'hw.type': uint(8, 'Type', 't'),
      'hw.size': uint(8, 'Size', 's'),
      body: bytes('Body', 'b', { length: 'hw.size' }),
      more: optional((v) => v.hw.type === 1, uint(8, 'More', 'm')),
    };
    const given = Object.freeze({ hw: Object.freeze({ type: '1' }), body: 'aabb', more: 7 });
    expect(writeFields(fields, given)).toBe('0102aabb07');
    expect(given.hw).toEqual({ type: '1' });
    expect(readFields(fields, '0102aabb07').v).toEqual({
      hw: { type: 1, size: 2 },
      body: 'aabb',
      more: 7,
    });
  });
});

describe('text', () => {
  const all = { t: text('Text', 't') };
  it.each([
    ['616263', 'abc'],
    ['c3a4e282ac', 'ä€'],
    ['f09f9880', '😀'],
    ['00', '\u0000'],
    ['', ''],
    // A byte order mark is kept; so is a replacement character that really stands there.
    ['efbbbf61', '\ufeffa'],
    ['efbfbd', '\ufffd'],
  ])('%s is %j', (hex, t) => {
    expect(readFields(all, hex).v).toEqual({ t });
    expect(writeFields(all, { t })).toBe(hex);
  });

  it.each([
    ['a lone continuation', '80'],
    ['an overlong form', 'c080'],
    ['a surrogate', 'eda080'],
    ['beyond Unicode', 'f4908080'],
    ['cut short', '61e282'],
    ['beside a real replacement character', 'efbfbdff'],
  ])('%s goes as hex', (_, hex) => {
    expect(readFields(all, hex).v).toEqual({ t_hex: hex });
    expect(writeFields(all, { t_hex: hex })).toBe(hex);
  });

  it('comes back whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (b) => {
        const { v } = readFields(all, toHex(b));
        expect(writeFields(all, JSON.parse(JSON.stringify(v)))).toBe(toHex(b));
      }),
      { numRuns: 3000 },
    );
  });

  it('goes under a nested key too', () => {
    const fields = { 'a.t': text('Text', 't') };
    expect(readFields(fields, 'ff').v).toEqual({ a: { t_hex: 'ff' } });
    expect(writeFields(fields, { a: { t_hex: 'ff' } })).toBe('ff');
  });

  it('is read from shared memory', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(3));
    shared.set(fromHex('616263'));
    const field = all.t;
    const r = { at: 0, end: 3, bytes: shared, problem: '', trace: undefined };
    expect(field.read?.(r as never, {}, 't')).toBe('abc');
  });

  it.each([5, null, true, ['a'], { a: 1 }])('refuses %j', (t) => {
    expect(() => writeFields(all, { t })).toThrow(/^t: text is needed, not /);
  });

  describe('filled up with zeros', () => {
    const fields = {
      kind: uint(16, 'Kind', 'k'),
      t: text('Text', 't', { fill: { to: 4, lead: 2 } }),
    };
    it.each([
      ['0001 6161', 'aa'],
      ['0001 6161 61000000', 'aaa'],
      ['0001 6161 6161 0000', 'aaaa'],
    ])('%s', (hex, t) => {
      expect(readFields(fields, hex)).toMatchObject({ v: { kind: 1, t }, problem: '', left: 0 });
      expect(writeFields(fields, { kind: 1, t })).toBe(hex.replaceAll(' ', ''));
    });

    it('says where they are missing', () => {
      expect(readFields(fields, '0001 616161').problem).toBe('Text is not filled up');
    });
  });
});

describe('nested', () => {
  const inner = { x: uint(8, 'X', 'x', { init: 4 }), y: ipv4('Y', 'y') };
  const plain = { a: nested('A', 'a', inner), z: uint(8, 'Z', 'z') };

  it('stands in an object of its own', () => {
    expect(readFields(plain, '05 c0000201 ff').v).toEqual({ a: { x: 5, y: '192.0.2.1' }, z: 255 });
    expect(writeFields(plain, { a: { y: '192.0.2.1' }, z: 255 })).toBe('04c0000201ff');
    expect(writeFields(plain, {})).toBe('040000000000');
  });

  it.each([
    [{ a: { w: 1 } }, 'a.w: no such field; there are x, y'],
    [{ a: { x: 256 } }, 'a.x: 256 does not fit 8 bits (0 to 255)'],
    [{ a: 5 }, 'a: an object of fields is needed, not 5'],
    [{ a: [] }, 'a: an object of fields is needed, not []'],
    [{ a: null }, 'a: an object of fields is needed, not null'],
    [{ a: 'xy' }, 'a: an object of fields is needed, not "xy"'],
  ])('refuses %j', (given, message) => {
    expect(() => writeFields(plain, given)).toThrow(message);
  });

  const sized = {
    len,
    a: nested('A', 'a', { x: uint(8, 'X', 'x'), more: bytes('More', 'm') }, { length: 'len' }),
    z: uint(8, 'Z', 'z'),
  };

  it('fills the room that it is given, and derives its length', () => {
    expect(readFields(sized, '03 05aabb ff')).toMatchObject({
      v: { len: 3, a: { x: 5, more: 'aabb' }, z: 255 },
      problem: '',
    });
    expect(writeFields(sized, { a: { x: 5, more: 'aabb' }, z: 255 })).toBe('0305aabbff');
  });

  it.each([
    ['00 05 06', '1 bytes are needed, 0 left'],
    ['05 05 06', 'A has 5 bytes, 2 left'],
  ])('says what does not fit in %s', (hex, problem) => {
    expect(readFields(sized, hex).problem).toBe(problem);
  });

  it('says what it leaves over', () => {
    const fields = { len, a: nested('A', 'a', { x: uint(8, 'X', 'x') }, { length: 'len' }) };
    expect(readFields(fields, '02 0506').problem).toBe('A does not fill its 2 bytes');
  });
});

describe('optional', () => {
  const fields = {
    has: uint(8, 'Has', 'h'),
    x: optional((v) => v.has === 1, uint(16, 'X', 'x', { init: 7 })),
    rest: bytes('Rest', 'r'),
  };

  it.each([
    ['01 0102 03', { has: 1, x: 258, rest: '03' }],
    ['00 0102', { has: 0, rest: '0102' }],
  ])('%s', (hex, v) => {
    expect(readFields(fields, hex).v).toEqual(v);
    expect(writeFields(fields, v)).toBe(hex.replaceAll(' ', ''));
  });

  it('has its initial value where it must stand and was not given', () => {
    expect(writeFields(fields, { has: 1 })).toBe('010007');
    expect(writeFields(fields, { has: '0x1' })).toBe('010007');
  });

  it('stands where it was given, whatever the condition says', () => {
    expect(writeFields(fields, { has: 0, x: 1 })).toBe('000001');
  });

  it('says when it is cut', () => {
    expect(readFields(fields, '01 05').problem).toBe('X has 2 bytes, 1 left');
  });

  it('that says the size of another is left alone where it is absent', () => {
    const both = {
      has: uint(8, 'Has', 'h'),
      len: optional((v) => v.has === 1, uint(16, 'Length', 'l')),
      body: bytes('Body', 'b', { length: { of: 'len' } }),
    };
    expect(writeFields(both, { has: 0xaa, body: 'bbcc' })).toBe('aabbcc');
    expect(writeFields(both, { has: 1, body: 'bbcc' })).toBe('010002bbcc');
  });

  it('cannot be of bits that fill no byte', () => {
    expect(() => asPart(uint(4, 'Nibble', 'n'))).toThrow('Nibble: fills no whole bytes');
  });
});

describe('ifRoom', () => {
  const fields = { x: ifRoom(uint(8, 'X', 'x', { init: 7 })), t: ifRoom(text('T', 't')) };
  it.each([
    ['', {}],
    ['00', { x: 0 }],
    ['0061', { x: 0, t: 'a' }],
    ['00ff', { x: 0, t_hex: 'ff' }],
  ])('%j', (hex, v) => {
    expect(readFields(fields, hex)).toMatchObject({ v, problem: '' });
    expect(writeFields(fields, v)).toBe(hex);
  });
});

describe('unitFill', () => {
  const fields = { x: uint(8, 'X', 'x'), fill: unitFill(4) };
  it.each([
    ['01', { x: 1 }],
    ['01 000000', { x: 1 }],
    ['01 000001', { x: 1, fill: '000001' }],
    ['01 00000000', { x: 1, fill: '00000000' }],
  ])('%s', (hex, v) => {
    expect(readFields(fields, hex)).toMatchObject({ v, problem: '', left: 0 });
    expect(readFields(fields, hex).v).toEqual(v);
  });
});
