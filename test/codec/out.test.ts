import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipv4Text, ipv6Text, macText, parseMac } from '../../src/codec/address.js';
import { Literal, Out, written } from '../../src/codec/out.js';

/** Everything that was written, with a buffer so small that it is emptied again and again. */
function gathered(size: number, write: (out: Out) => void): string {
  const parts: Buffer[] = [];
  const out = new Out((bytes) => parts.push(Buffer.from(bytes)), size);
  write(out);
  out.flush();
  return Buffer.concat(parts).toString('utf8');
}

describe('text as bytes', () => {
  it('is any text, whatever the room', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 });
    fc.assert(
      fc.property(fc.array(text), fc.integer({ min: 1, max: 600 }), (texts, size) => {
        expect(
          gathered(size, (out) => {
            for (const t of texts) out.text(t);
          }),
        ).toBe(texts.join(''));
      }),
    );
  });

  it('is constant text of any length', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        expect(
          written((out) => {
            for (const t of texts) out.put(new Literal(t));
          }),
        ).toBe(texts.join(''));
      }),
    );
  });

  it.each([
    0,
    9,
    10,
    99,
    100,
    999,
    1000,
    9999,
    10_000,
    99_999,
    100_000_000,
    2 ** 32 - 1,
    2 ** 53 - 1,
  ])('is the number %d', (value) => {
    expect(written((out) => out.decimal(value))).toBe(String(value));
  });

  it('is any number, in decimal and in hex', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 1, max: 13 }), (value, digits) => {
        expect(written((out) => out.decimal(value))).toBe(String(value));
        const hex = value.toString(16).padStart(digits, '0');
        expect(written((out) => out.hex(value, digits))).toBe(`0x${hex}`);
      }),
    );
  });

  it('has all digits of 32 bits, where they lie', () => {
    const near = [0, 9, 10, 99, 100, 999, 1000, 9999, 1e4, 99_999, 1e5, 1e8, 2 ** 31, 2 ** 32]
      .flatMap((n) => [n - 1, n, n + 1])
      .filter((n) => n >= 0 && n < 2 ** 32);
    const one = fc.oneof(fc.constantFrom(...near), fc.nat(0xffffffff));
    fc.assert(
      fc.property(one, fc.nat(5), (value, from) => {
        const bytes = new Uint8Array(from + 4);
        new DataView(bytes.buffer).setUint32(from, value);
        expect(written((out) => out.uint32(bytes, from))).toBe(String(value));
        expect(written((out) => out.decimal(value))).toBe(String(value));
      }),
    );
  });

  it('has as many digits as asked for', () => {
    for (let n = 0; n < 10_000; n++) {
      expect(written((out) => out.digits4(n))).toBe(String(n).padStart(4, '0'));
    }
    for (let n = 0; n < 100; n++) {
      expect(written((out) => out.digits2(n))).toBe(String(n).padStart(2, '0'));
    }
  });

  it('has addresses as everybody else writes them', () => {
    const zeros = fc.array(fc.oneof(fc.constant(0), fc.nat(255), fc.constant(255)), {
      minLength: 16,
      maxLength: 16,
    });
    fc.assert(
      fc.property(fc.nat(0xffffffff), zeros, (v4, v6) => {
        const bytes = Uint8Array.from(v6);
        expect(written((out) => out.ipv4(v4))).toBe(ipv4Text(v4));
        expect(written((out) => out.ipv6(bytes, 0))).toBe(ipv6Text(bytes));
        const mac = v4 * 65536 + ((v6[0] as number) << 8);
        expect(written((out) => out.mac(mac))).toBe(macText(mac));
      }),
    );
    const mapped = new Uint8Array(16).fill(255, 10, 12);
    expect(written((out) => out.ipv6(mapped, 0))).toBe('::ffff:0.0.0.0');
    expect(written((out) => out.mac(parseMac('ff:ee:dd:cc:bb:aa') as number))).toBe(
      'ff:ee:dd:cc:bb:aa',
    );
  });

  it('has bytes in hex, more than there is room for', () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, i) => i);
    expect(gathered(4096, (out) => out.hexBytes(bytes, 1, 5000))).toBe(
      Buffer.from(bytes.subarray(1)).toString('hex'),
    );
  });
});
