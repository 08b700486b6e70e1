import { describe, expect, it } from 'vitest';
import { FieldError } from '../../src/codec/field.js';
import { names } from '../../src/codec/names.js';
import { closest, numberFrom, parseNumber } from '../../src/codec/number.js';
import { fastest } from '../quick.js';

describe('parseNumber', () => {
  it.each([
    ['0', 0],
    ['10', 10],
    ['-0', -0],
    ['-7', -7],
    ['0x0a', 10],
    ['0XfF', 255],
    ['0b101', 5],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', 9007199254740992n],
    ['0xffffffffffffffff', 0xffff_ffff_ffff_ffffn],
    [`0b${'1'.repeat(64)}`, 0xffff_ffff_ffff_ffffn],
  ])('reads %s', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each(['', ' 1', '1 ', '010', '00', '+1', '1.5', '1e3', '0x', '0b', '0b2', '0xg', '٣', '1_0'])(
    'refuses %j',
    (text) => {
      expect(parseNumber(text)).toBeUndefined();
    },
  );

  it('refuses long rows of digits without working on them', () => {
    expect(parseNumber('9'.repeat(81))).toBeUndefined();
  });
});

describe('numberFrom', () => {
  const colours = names({ red: 1, dark_green: 2 });

  it.each([
    [5, 5],
    ['5', 5],
    ['0x10', 16],
    ['red', 1],
    ['RED', 1],
    ['dark_green', 2],
    [7n, 7],
    [2n ** 60n, 2n ** 60n],
  ])('takes %s', (given, value) => {
    expect(numberFrom(given, colours)).toBe(value);
  });

  it.each([
    ['"010" could be octal: write it without the leading zero', '010'],
    [`no such name or number: "rde"; did you mean 'red'?`, 'rde'],
    ['no such name or number: "violet"', 'violet'],
    ['a number is needed, not true', true],
    ['a number is needed, not null', null],
    ['a number is needed, not [1]', [1]],
    ['a number is needed, not object', { a: 1n }],
    ['a number is needed, not symbol', Symbol('x')],
    ['a number is needed, not object', JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)],
    [`no such name or number: "${'x'.repeat(58)}…`, 'x'.repeat(100)],
  ])('refuses in one line: %s', (message, given: unknown) => {
    expect(() => numberFrom(given, colours)).toThrow(new FieldError('', message));
  });

  it('speaks of no names where there are none', () => {
    expect(() => numberFrom('red', undefined)).toThrow('a number is needed, not "red"');
  });
});

describe('closest', () => {
  const words = ['https', 'http', 'domain', 'ntp'];
  it.each([
    ['htps', 'https'],
    ['HTTPS', 'https'],
    ['hhtp', 'http'],
    ['dmoain', 'domain'],
    ['domainn', 'domain'],
    ['nt', 'ntp'],
    ['tnp', 'ntp'],
    ['zzz', undefined],
    ['n', undefined],
    ['', undefined],
  ])('%j -> %j', (given, expected) => {
    expect(closest(given, words)).toBe(expected);
  });

  it('takes the nearest, not the first that is near', () => {
    expect(closest('checksun', ['checks', 'checksum'])).toBe('checksum');
  });

  it('is not held up by a long word', () => {
    const time = fastest(200, () => {
      expect(closest('x'.repeat(1_000_000), words)).toBeUndefined();
    });
    expect(time).toBeLessThan(200);
  });
});
