import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32, crc32c } from '../../../src/codec/checksum/crc.js';
import { fromHex } from '../toy.js';

const check = new TextEncoder().encode('123456789');

describe('CRC-32', () => {
  it.each([
    ['123456789', check, 0xcbf43926],
    ['nothing', new Uint8Array(), 0],
    ['one zero', new Uint8Array(1), 0xd202ef8d],
    ['a', Uint8Array.of(97), 0xe8b7be43],
  ])('of %s', (_, b, sum) => {
    expect(crc32(b)).toBe(sum);
  });
});

describe('CRC-32C', () => {
  // RFC 3720, B.4.
  it.each([
    ['123456789', check, 0xe3069283],
    ['32 zeros', new Uint8Array(32), 0x8a9136aa],
    ['32 ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
    ['counting up', Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
    ['counting down', Uint8Array.from({ length: 32 }, (_, i) => 31 - i), 0x113fdb5c],
    [
      'an iSCSI command',
      fromHex(
        '01c00000 00000000 00000000 00000000 14000000 00000400' +
          '00000014 00000018 28000000 00000000 02000000 00000000',
      ),
      0xd9963a56,
    ],
  ])('of %s', (_, b, sum) => {
    expect(crc32c(b)).toBe(sum);
  });
});

it('covers a part, in which a hole counts as zeros', () => {
  const row = fc.uint8Array({ minLength: 8, maxLength: 60 });
  fc.assert(
    fc.property(row, fc.nat(3), fc.nat(3), fc.nat(3), (b, from, cut, hole) => {
      const to = b.length - cut;
      const at = from + hole;
      const plain = b.slice(from, to);
      expect(crc32(b, from, to)).toBe(crc32(plain));
      plain.fill(0, hole, hole + 2);
      expect(crc32c(b, from, to, at, 2)).toBe(crc32c(plain));
    }),
  );
});
