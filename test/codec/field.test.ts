import { describe, expect, it } from 'vitest';
import { FieldError, shown } from '../../src/codec/field.js';

describe('an error about a field', () => {
  it('says where and why, the path growing on its way out', () => {
    const error = new FieldError('', 'too large');
    expect(error.message).toBe('too large');
    expect(error.within('0').within('options').within('tcp')).toBe(error);
    expect([error.path, error.message]).toEqual(['tcp.options.0', 'tcp.options.0: too large']);
    expect(error.reason).toBe('too large');
    expect(error).toBeInstanceOf(Error);
    expect(new FieldError('a.b', 'no').message).toBe('a.b: no');
  });
});

const circle: object[] = [];
circle.push(circle);
const deep = Array.from({ length: 100_000 }).reduce<unknown>((inner) => [inner], 1);

it.each<[unknown, string]>([
  [5, '5'],
  ['a"b', '"a\\"b"'],
  [5n, '5'],
  [null, 'null'],
  [undefined, 'undefined'],
  [Symbol('s'), 'symbol'],
  [() => 1, 'function'],
  [{ a: [1] }, '{"a":[1]}'],
  [{ a: 1n }, 'object'],
  [circle, 'object'],
  [deep, 'object'],
  ['x'.repeat(58), `"${'x'.repeat(58)}"`],
  ['x'.repeat(59), `"${'x'.repeat(58)}…`],
  [{ toJSON: () => undefined }, 'object'],
])('what was given, case %#, is shown in a short line', (given, text) => {
  expect(shown(given)).toBe(text);
});
