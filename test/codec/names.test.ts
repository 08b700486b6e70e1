import { describe, expect, it } from 'vitest';
import { names } from '../../src/codec/names.js';

const types = names({
  echo_request: [8, 'Echo (ping) request'],
  echo_reply: 0,
  pong: 0,
  AAAA: 28,
});

describe('names', () => {
  it.each([
    [8, 'echo_request', 'Echo (ping) request'],
    [0, 'echo_reply', 'echo reply'],
    [28, 'AAAA', 'AAAA'],
    [9, undefined, undefined],
    [-1, undefined, undefined],
    [Number.NaN, undefined, undefined],
  ])('%i is %s, for people %s', (value, name, text) => {
    expect(types.nameOf(value)).toBe(name);
    expect(types.textOf(value)).toBe(text);
  });

  it.each([
    ['echo_request', 8],
    ['ECHO_Request', 8],
    // A second name for a number is taken, never shown.
    ['pong', 0],
    ['aaaa', 28],
    ['AAAA', 28],
    ['echo', undefined],
    ['Echo (ping) request', undefined],
    ['', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
    ['toString', undefined],
  ])('%j -> %s', (name, value) => {
    expect(types.numberOf(name)).toBe(value);
  });

  it('lists each number once, in the order of declaration', () => {
    expect([...types.entries()]).toEqual([
      [8, 'echo_request'],
      [0, 'echo_reply'],
      [28, 'AAAA'],
    ]);
  });
});
