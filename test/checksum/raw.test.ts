import { describe, expect, it } from 'vitest';
import { algorithms, prepared, pseudoHeader } from '../../src/checksum/raw.js';
import { parseIpv6 } from '../../src/codec/address.js';
import { internetChecksum } from '../../src/codec/checksum/internet.js';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const hex = (digits: string): Uint8Array => new Uint8Array(Buffer.from(digits, 'hex'));

describe('checksums of any bytes', () => {
  it.each([
    ['inet', '123456789', 0xf62a],
    ['crc32', '123456789', 0xcbf43926],
    ['crc32c', '123456789', 0xe3069283],
    ['adler32', '123456789', 0x091e01de],
    ['fletcher16', '123456789', 0x1ede],
    ['fletcher16', 'abcde', 0xc8f0],
    ['fletcher16', 'abcdef', 0x2057],
    ['adler32', 'Wikipedia', 0x11e60398],
    ['crc32', '', 0],
    ['crc32c', '\0'.repeat(32), 0x8a9136aa],
    ['crc32c', '\xff'.repeat(32), 0x62a8ab43],
    ['inet', '', 0xffff],
    // RFC 1071, 3: the sum is ddf2.
    ['inet', '\x00\x01\xf2\x03\xf4\xf5\xf6\xf7', 0x220d],
  ])('%s of %j is 0x%s', (name, text, value) => {
    expect(algorithms[name]?.of(bytes(text))).toBe(value);
  });

  it.each([
    [[], [], '00010203040506'],
    [[[0, 2]], [], '0203040506'],
    [[[2, 2]], [], '0001040506'],
    [[[-2, 2]], [], '0001020304'],
    [[], [[-1, 1]], '00010203040500'],
    [
      [
        [0, 3],
        [2, 2],
        [5, 1],
      ],
      [],
      '0406',
    ],
    [[[0, 1]], [[1, 2]], '000003040506'],
  ] as const)('without %j, with zeros at %j', (skip, zero, left) => {
    const stretches = (all: readonly (readonly [number, number])[]) =>
      all.map(([offset, length]) => ({ offset, length, typed: '' }));
    const found = prepared(hex('00010203040506'), stretches(skip), stretches(zero));
    expect(Buffer.from(found).toString('hex')).toBe(left);
  });

  it('refuses what is not there', () => {
    const outside = [{ offset: 3, length: 2, typed: '--skip 3:2' }];
    expect(() => prepared(hex('00010203'), outside, [])).toThrow(
      '--skip 3:2 is not within the 4 bytes',
    );
    expect(() => prepared(hex('00'), [{ offset: -2, length: 1, typed: '' }], [])).toThrow(
      RangeError,
    );
  });

  it('puts the pseudo-header of IPv4 before a segment', () => {
    const segment = hex(
      'c82201bb000003e800000000a002faf0000000000204' + '05b40402080a000000010000000001030307',
    );
    const pseudo = {
      source: Uint8Array.of(192, 0, 2, 1),
      destination: Uint8Array.of(198, 51, 100, 2),
      protocol: 6,
      length: undefined,
    };
    const header = pseudoHeader(pseudo, segment.length);
    expect(Buffer.from(header).toString('hex')).toBe('c0000201c633640200060028');
    expect(internetChecksum(header, segment)).toBe(0x9311);
  });

  it('and that of IPv6, with a length that is told', () => {
    const source = parseIpv6('2001:db8::1') as Uint8Array;
    const destination = parseIpv6('2001:db8::2') as Uint8Array;
    const header = pseudoHeader({ source, destination, protocol: 17, length: 70_000 }, 8);
    expect(Buffer.from(header.subarray(32)).toString('hex')).toBe('0001117000000011');
    expect(header).toHaveLength(40);
  });
});
