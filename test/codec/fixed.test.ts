import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../src/codec/field.js';
import { coded, flag, ipv4, ipv6, mac, octets, uint, uint64 } from '../../src/codec/fixed.js';
import { names } from '../../src/codec/names.js';
import { fromHex, readFields, toHex, writeFields } from './toy.js';

const value = (field: Field, hex: string): unknown => readFields({ x: field }, hex).v.x;
const written = (field: Field, x: unknown): string => writeFields({ x: field }, { x });

describe('uint', () => {
  const size = uint(4, 'Size', 'in words', { scale: 4 });

  it.each([
    ['8 bits', uint(8, 'X', 'x'), 200, 'c8'],
    ['24 bits', uint(24, 'X', 'x'), 0x010203, '010203'],
    ['48 bits', uint(48, 'X', 'x'), 2 ** 48 - 2, 'fffffffffffe'],
    ['little-endian', uint(16, 'X', 'x', { little: true }), 0x0102, '0201'],
    ['scaled', uint(8, 'X', 'x', { scale: 8 }), 24, '03'],
  ])('%s', (_, field, number, hex) => {
    expect(value(field, hex)).toBe(number);
    expect(written(field, number)).toBe(hex);
  });

  it.each([
    [256, 'x: 256 does not fit 8 bits (0 to 255)'],
    [-1, 'x: -1 does not fit 8 bits (0 to 255)'],
    [1.5, 'x: 1.5 does not fit 8 bits (0 to 255)'],
    [Number.NaN, 'x: NaN does not fit 8 bits (0 to 255)'],
    [Number.POSITIVE_INFINITY, 'x: Infinity does not fit 8 bits (0 to 255)'],
    ['0x100', 'x: 256 does not fit 8 bits (0 to 255)'],
    [2n ** 70n, 'x: 1180591620717411303424 does not fit 8 bits (0 to 255)'],
    ['many', 'x: a number is needed, not "many"'],
    [null, 'x: a number is needed, not null'],
    [{}, 'x: a number is needed, not {}'],
  ])('refuses %s with the field and its range', (given, message) => {
    expect(() => written(uint(8, 'X', 'x'), given)).toThrow(message);
  });

  it('tells of a single bit and of steps', () => {
    expect(() => writeFields({ a: uint(1, 'A', 'a'), b: uint(7, 'B', 'b') }, { a: 2 })).toThrow(
      'a: 2 does not fit 1 bit (0 to 1)',
    );
    const fields = { size, rest: uint(4, 'Rest', 'rest') };
    expect(() => writeFields(fields, { size: 18 })).toThrow(
      'size: 18 does not fit 4 bits (0 to 60, in steps of 4)',
    );
    expect(() => writeFields(fields, { size: 64 })).toThrow('size: 64 does not fit 4 bits');
  });

  it('takes names, and starts with one where it was given none', () => {
    const type = uint(16, 'Type', 'type', { names: names({ a: 1, b: 513 }), init: 'b' });
    expect(writeFields({ type }, {})).toBe('0201');
    expect(written(type, 'a')).toBe('0001');
    expect(written(type, '0x0a')).toBe('000a');
    expect(() => written(type, 'c')).toThrow('x: no such name or number: "c"');
  });

  it('is declared with no more bits than a number holds exactly', () => {
    expect(() => uint(54, 'X', 'x')).toThrow('X: more than 53 bits');
    expect(() => uint(12, 'X', 'x', { little: true })).toThrow('whole bytes');
  });
});

describe('uint64', () => {
  const wide = uint64('X', 'x');
  it.each<[string, number | string]>([
    ['0000000000000000', 0],
    ['001fffffffffffff', Number.MAX_SAFE_INTEGER],
    ['0020000000000000', '9007199254740992'],
    ['0020000000000001', '9007199254740993'],
    ['ffffffffffffffff', '18446744073709551615'],
    ['0000000100000000', 2 ** 32],
    ['00000000ffffffff', 2 ** 32 - 1],
  ])('%s is %s', (hex, exact) => {
    expect(value(wide, hex)).toBe(exact);
    expect(written(wide, exact)).toBe(hex);
    expect(written(wide, BigInt(exact))).toBe(hex);
  });

  it('loses no bit, at any width and place', () => {
    const any = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    fc.assert(
      fc.property(any, fc.integer({ min: 33, max: 64 }), (number, bits) => {
        const given = BigInt.asUintN(bits, number);
        const fields = {
          x: uint64('X', 'x', { bits }),
          rest: uint(72 - bits, 'Rest', 'rest'),
        };
        const hex = writeFields(fields, { x: given, rest: 2 ** (72 - bits) - 1 });
        expect(BigInt(`0x${hex}`) >> BigInt(72 - bits)).toBe(given);
        expect(BigInt(readFields(fields, hex).v.x)).toBe(given);
      }),
    );
  });

  it.each([
    ['18446744073709551616', 'does not fit 64 bits (0 to 18446744073709551615)'],
    [-1, 'does not fit 64 bits'],
    [2 ** 53, '9007199254740992 is no exact integer: give it as text'],
    [0.5, '0.5 is no exact integer'],
  ])('refuses %s', (given, message) => {
    expect(() => written(wide, given)).toThrow(message);
  });

  it('tells the range of fewer bits', () => {
    const fields = { x: uint64('X', 'x', { bits: 60 }), rest: uint(4, 'Rest', 'rest') };
    expect(() => writeFields(fields, { x: 2n ** 60n })).toThrow(
      'x: 1152921504606846976 does not fit 60 bits (0 to 1152921504606846975)',
    );
  });
});

describe('coded', () => {
  // A float of four bits: two of exponent, two of mantissa.
  const decode = (code: number) => (code & 3) << (code >> 2);
  const encode = (n: number) => {
    const all = Array.from({ length: 16 }, (_, code) => code);
    return all.filter((code) => decode(code) <= n).sort((a, b) => decode(b) - decode(a))[0] ?? 0;
  };
  const fields = { x: coded(uint(4, 'X', 'x'), decode, encode), rest: uint(4, 'Rest', 'rest') };

  it('shows the number, and writes its code', () => {
    expect(readFields(fields, 'e0').v.x).toBe(16);
    expect(readFields(fields, writeFields(fields, { x: 16 })).v.x).toBe(16);
  });

  it('refuses a number without a code, and names the next below', () => {
    expect(() => writeFields(fields, { x: 17 })).toThrow('x: 17 has no code, 16 has one');
  });
});

describe('flag', () => {
  const fields = { a: flag('A', 'a', { init: true }), rest: uint(7, 'Rest', 'rest') };
  it.each([
    [true, '80'],
    [1, '80'],
    [false, '00'],
    [0, '00'],
    [undefined, '80'],
  ])('%s', (a, hex) => {
    expect(writeFields(fields, a === undefined ? {} : { a })).toBe(hex);
    expect(readFields(fields, hex).v.a).toBe(hex === '80');
  });

  it.each([2, 'true', null, 1n, {}])('refuses %s', (a) => {
    expect(() => writeFields(fields, { a })).toThrow(/^a: true or false is needed, not /);
  });
});

describe('addresses', () => {
  it.each([
    ['02:00:00:00:00:01', mac('X', 'x'), '020000000001'],
    ['192.0.2.255', ipv4('X', 'x'), 'c00002ff'],
    ['2001:db8::ff', ipv6('X', 'x'), '20010db80000000000000000000000ff'],
  ])('%s', (text, field, hex) => {
    expect(value(field, hex)).toBe(text);
    expect(written(field, text)).toBe(hex);
  });

  it.each([
    [mac('X', 'x'), '192.0.2.1', 'x: "192.0.2.1" is no address like 02:00:00:00:00:01'],
    [ipv4('X', 'x'), 3221225985, 'x: 3221225985 is no address like 192.0.2.1'],
    [ipv6('X', 'x'), '192.0.2.1', 'x: "192.0.2.1" is no address like 2001:db8::1'],
    [ipv6('X', 'x'), 1n, 'x: 1 is no address like 2001:db8::1'],
  ])('refuses what is none (%#)', (field, given, message) => {
    expect(() => written(field, given)).toThrow(message);
  });

  it('of IPv6 start at a whole byte, or the declaration is refused', () => {
    const fields = { a: uint(4, 'A', 'a'), x: ipv6('X', 'x'), b: uint(4, 'B', 'b') };
    expect(() => writeFields(fields, {})).toThrow('whole byte');
  });
});

describe('octets', () => {
  const three = octets(3, 'X', 'x');
  it('are hex, or bytes as they are', () => {
    expect(value(three, '00ffa5')).toBe('00ffa5');
    expect(written(three, '00FFa5')).toBe('00ffa5');
    expect(written(three, Uint8Array.of(0, 255, 165))).toBe('00ffa5');
    expect(written(three, Buffer.from('00ffa5', 'hex').subarray(0))).toBe('00ffa5');
  });

  it.each([
    ['00ff', 'x: 2 bytes given, 3 needed'],
    ['00ffa5a5', 'x: 4 bytes given, 3 needed'],
    ['00f', 'x: hex digits in pairs are needed, not "00f"'],
    ['0x00ff', 'x: hex digits in pairs'],
    [[0, 255, 165], 'x: hex digits in pairs are needed, not [0,255,165]'],
    [new Uint8Array(2), 'x: 2 bytes given, 3 needed'],
  ])('refuse %j', (given, message) => {
    expect(() => written(three, given)).toThrow(message);
  });
});

it('fixed fields that fill no whole bytes are a mistake of the declaration', () => {
  expect(() => writeFields({ a: uint(3, 'A', 'a'), b: uint(4, 'B', 'b') }, {})).toThrow(
    'a, b: fill no whole bytes',
  );
});

it('values are read at their place in a larger buffer', () => {
  const whole = fromHex('a5a5a5 c0000201 a5');
  const view = whole.subarray(3, 7);
  const place = ipv4('X', 'x').place?.(0);
  expect(place?.value(view, 0)).toBe('192.0.2.1');
  place?.put(view, 0, '198.51.100.2');
  expect(toHex(whole)).toBe('a5a5a5c6336402a5');
});
