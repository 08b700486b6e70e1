import { describe, expect, it } from 'vitest';
import { build, decode, encode, type LayerGiven } from '../../../src/index.js';
import { data } from '../../../src/protocols/data.js';
import { nullLoopback } from '../../../src/protocols/link/null.js';
import { fieldsOf, hex, names, read, v4, v6 } from './packets.js';

type Given = NonNullable<Parameters<typeof nullLoopback.with>[0]>;

const BSD = 0;
const OPENBSD = 108;

describe('the family', () => {
  it.each([
    ['little-endian', '02000000', { family: 2 }],
    ['big-endian', '00000002', { big_endian: true, family: 2 }],
    ['zero', '00000000', { family: 0 }],
    ['the greatest of 16 bits, little-endian', 'dc050000', { family: 1500 }],
    ['the greatest of 16 bits, big-endian', '000005dc', { big_endian: true, family: 1500 }],
    ['an EtherType, little-endian', '00080000', { type: 0x0800 }],
    ['an EtherType, big-endian', '000086dd', { big_endian: true, type: 0x86dd }],
    ['with bits everywhere', '12345678', { type: 0x78563412 }],
    ['in the middle', '00120000', { type: 0x1200 }],
  ])('%s', (_, text, wanted) => {
    for (const linktype of [BSD, OPENBSD]) {
      const packet = read(`${text} 0102`, linktype);
      expect(fieldsOf(packet, 'null')).toEqual(wanted);
      expect(packet.layers[0]?.raw).toBeUndefined();
      expect(hex(encode(JSON.parse(JSON.stringify(packet))))).toBe(`${text}0102`);
    }
  });

  it.each([
    [2, 'ip'],
    [24, 'ipv6'],
    [28, 'ipv6'],
    [30, 'ipv6'],
    [99, 'data'],
  ])('%i carries %s', (family, name) => {
    const inner = hex(build(...(name === 'ip' ? v4 : v6)));
    const number = family.toString(16).padStart(2, '0');
    expect(names(read(`${number}000000 ${inner}`, BSD))[1]).toBe(name);
    expect(names(read(`000000${number} ${inner}`, OPENBSD))[1]).toBe(name);
  });

  it.each([
    ['an EtherType carries what it says', `00080000 ${hex(build(...v4))}`, 'ip'],
    ['no family, no type', '00000000 0102', 'data'],
  ])('%s', (_, text, name) => {
    expect(names(read(text, BSD))[1]).toBe(name);
  });
});

describe('built', () => {
  it.each<[string, Given, readonly LayerGiven[], string]>([
    ['IPv4', {}, v4, '02000000'],
    ['IPv4, big-endian', { big_endian: true }, v4, '00000002'],
    ['data', {}, [data.with({ data: '00' })], '00000000'],
    ['data, big-endian', { big_endian: true }, [data.with({ data: '00' })], '00000000'],
    ['given by name', { family: 'inet6' }, v6, '1e000000'],
    ['given, big-endian', { family: 24, big_endian: true }, v6, '00000018'],
    ['zero, big-endian', { family: 0, big_endian: true }, v4, '00000000'],
  ])('%s', (_, given, inner, wanted) => {
    expect(hex(build(nullLoopback.with(given), ...inner)).slice(0, 8)).toBe(wanted);
  });

  it('what is derived is read again', () => {
    for (const inner of [v4, v6]) {
      const packet = decode(build(nullLoopback.with(), ...inner), { linktype: BSD });
      expect(packet.layers[1]?.protocol).toBe(inner[0]?.protocol);
    }
  });

  it('a number that does not fit is refused', () => {
    expect(() => build(nullLoopback.with({ family: 2 ** 32 }))).toThrow(/32 bits/);
  });
});

it('a cut header comes back', () => {
  const packet = read('020000', BSD);
  expect(packet.layers[0]?.raw).toBe('020000');
  expect(encode(packet)).toEqual(packet.bytes);
});
