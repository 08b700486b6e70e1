import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ipv4Text,
  ipv6Text,
  macText,
  octetsText,
  parseIpv4,
  parseIpv6,
  parseMac,
} from '../../src/codec/address.js';
import { fromHex, toHex } from './toy.js';

describe('IPv4', () => {
  it.each([
    ['0.0.0.0', 0],
    ['255.255.255.255', 0xffffffff],
    ['192.0.2.1', 0xc0000201],
    ['128.0.0.1', 0x80000001],
  ])('%s', (text, value) => {
    expect(parseIpv4(text)).toBe(value);
    expect(ipv4Text(value)).toBe(text);
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.',
    '.1.2.3',
    '1..2.3',
    '256.0.0.1',
    '1.2.3.04',
    '00.0.0.0',
    '1.2.3.-4',
    '1.2.3.4 ',
    '0x1.2.3.4',
    '3232235777',
    '١.2.3.4',
  ])('refuses %j', (text) => {
    expect(parseIpv4(text)).toBeUndefined();
  });
});

describe('MAC', () => {
  it.each(['02:00:5e:10:00:ff', '02-00-5E-10-00-FF', '0200.5e10.00ff'])('reads %s', (text) => {
    expect(parseMac(text)).toBe(0x02005e1000ff);
    expect(macText(0x02005e1000ff)).toBe('02:00:5e:10:00:ff');
  });

  it('holds all 48 bits', () => {
    expect(parseMac('ff:ff:ff:ff:ff:ff')).toBe(2 ** 48 - 1);
    expect(macText(2 ** 48 - 1)).toBe('ff:ff:ff:ff:ff:ff');
  });

  it.each([
    '',
    '02:00:5e:10:00',
    '02:00:5e:10:00:ff:01',
    '02:00-5e:10:00:ff',
    '2:0:5e:10:0:ff',
    '02005e1000ff',
    '02:00:5e:10:00:fg',
    '0200.5e10.00f',
  ])('refuses %j', (text) => {
    expect(parseMac(text)).toBeUndefined();
  });

  it('is taken in three ways of writing and no other', () => {
    const ways =
      /^(?:[\da-f]{2}([:-])(?:[\da-f]{2}\1){4}[\da-f]{2}|(?:[\da-f]{4}\.){2}[\da-f]{4})$/i;
    const part = fc.constantFrom('00', 'fF', '5', 'g', ':', '-', '.', ' ');
    const rows = fc.array(part, { maxLength: 14 }).map((parts) => parts.join(''));
    const value = fc.nat(0xffff).map((n) => macText(n * 2 ** 32 + ((n * 40503) % 2 ** 32)));
    const near = fc.tuple(value, fc.constantFrom(':', '-', '.'), fc.nat(16), part);
    const changed = near.map(([text, by, at, one]) => {
      const same = text.replaceAll(':', by);
      return at > 8 ? same : `${same.slice(0, at)}${one}${same.slice(at + one.length)}`;
    });
    fc.assert(
      fc.property(fc.oneof(rows, changed), (text) => {
        const digits = text.replace(/[^\da-f]/gi, '');
        expect(parseMac(text)).toBe(ways.test(text) ? Number.parseInt(digits, 16) : undefined);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('IPv6', () => {
  // RFC 5952, sections 1 to 5.
  it.each([
    ['2001:0db8:0000:0000:0001:0000:0000:0001', '2001:db8::1:0:0:1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8::0:1', '2001:db8::1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:DB8::AAAA:0', '2001:db8::aaaa:0'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['1:0:0:0:0:0:0:0', '1::'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['::2:3:4:5:6:7:8', '0:2:3:4:5:6:7:8'],
    ['::ffff:192.0.2.128', '::ffff:192.0.2.128'],
    ['::ffff:c000:280', '::ffff:192.0.2.128'],
    ['::192.0.2.1', '::c000:201'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['1:2:3:4:5:6:192.0.2.1', '1:2:3:4:5:6:c000:201'],
  ])('%s is written %s', (text, canonical) => {
    expect(ipv6Text(parseIpv6(text) as Uint8Array)).toBe(canonical);
  });

  it.each([
    '',
    ':',
    ':::',
    '1',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '::1::',
    '1:::2',
    ':1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:',
    '12345::',
    '::g',
    '192.0.2.1',
    ':192.0.2.1',
    '::192.0.2',
    '::192.0.2.1:1',
    '1:2:3:4:5:6:7:192.0.2.1',
    'fe80::1%eth0',
    '::1/128',
    ' ::1',
  ])('refuses %j', (text) => {
    expect(parseIpv6(text)).toBeUndefined();
  });

  it('reads what it writes, from any offset', () => {
    const group = fc.constantFrom(0, 0, 0, 1, 0xffff, 0xdb8);
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), fc.nat(5), (groups, lead) => {
        const b = new Uint8Array(lead + 16);
        groups.forEach((g, i) => {
          b.set([g >> 8, g & 255], lead + 2 * i);
        });
        const text = ipv6Text(b, lead);
        expect(toHex(parseIpv6(text) as Uint8Array)).toBe(toHex(b.subarray(lead)));
        expect(text).not.toMatch(/::.*::|[A-F]|(^|:)0\d/);
      }),
      { numRuns: 2000 },
    );
  });
});

it.each([
  ['', ''],
  ['02', '02'],
  ['02005e10', '02:00:5e:10'],
])('octets %j are written %j', (hex, text) => {
  expect(octetsText(fromHex(hex))).toBe(text);
});
