import { describe, expect, it } from 'vitest';
import { uint } from '../../src/codec/fixed.js';
import { ipv4Prefix, ipv6Prefix } from '../../src/codec/prefix.js';
import { readFields, writeFields } from './toy.js';

const bits = uint(8, 'Bits', 'of the prefix');
const six = {
  bits,
  net: ipv6Prefix('Net', 'n', { length: (v) => Math.ceil(v.bits / 8) }),
};
const four = {
  bits,
  net: ipv4Prefix('Net', 'n', { length: (v) => Math.ceil(v.bits / 8) }),
};

describe('the first bytes of an address', () => {
  it.each([
    ['20 20010db8', six, { bits: 32, net: '2001:db8::' }],
    ['80 20010db8000000000000000000000001', six, { bits: 128, net: '2001:db8::1' }],
    ['00', six, { bits: 0 }],
    ['18 c00002', four, { bits: 24, net: '192.0.2.0' }],
    ['20 c00002ff', four, { bits: 32, net: '192.0.2.255' }],
    ['01 80', four, { bits: 1, net: '128.0.0.0' }],
  ])('%s', (hex, fields, v) => {
    expect(readFields(fields, hex)).toMatchObject({ v, problem: '', left: 0 });
    expect(writeFields(fields, v)).toBe(hex.replaceAll(' ', ''));
  });

  it.each([
    ['more than an address has', `28 ${'00'.repeat(5)}`, four, 'Net has 5 bytes'],
    ['far more', `ff ${'00'.repeat(32)}`, six, 'Net has 32 bytes'],
    ['more than there is', '20 c000', four, 'Net has 4 bytes, 2 left'],
  ])('%s is a problem, not an exception', (_, hex, fields, problem) => {
    expect(readFields(fields, hex).problem).toBe(problem);
  });

  it.each([
    [{ bits: 24, net: '192.0.2.1' }, 'net: 192.0.2.1 has bits behind the first 24'],
    [{ bits: 48, net: '192.0.2.0' }, 'net: an address has no 48 bits'],
    [{ bits: 24, net: '192.0.2' }, 'net: "192.0.2" is no address like 192.0.2.0'],
    [{ bits: 24, net: 5 }, 'net: 5 is no address'],
  ])('refuses %j', (given, message) => {
    expect(() => writeFields(four, given)).toThrow(message);
  });
});
