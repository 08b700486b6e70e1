import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import wabt from 'wabt';
import { sum16 } from '../../../src/codec/checksum/internet.js';
import { room, sumOf } from '../../../src/codec/checksum/room.js';
import { code } from '../../../src/codec/checksum/sum-code.js';

const SIZE = 300_000;

describe('a room', () => {
  it('has the sums that the same bytes have elsewhere', () => {
    const here = room(SIZE);
    expect(sumOf(here.buffer)).toBeDefined();
    const ranges = fc.record({
      bytes: fc.uint8Array({ minLength: 1, maxLength: 300 }),
      at: fc.nat(SIZE - 300),
      skip: fc.nat(70),
    });
    fc.assert(
      fc.property(ranges, ({ bytes, at, skip }) => {
        here.set(bytes, at);
        const from = Math.min(skip, bytes.length);
        const expected = sum16(bytes, from, bytes.length);
        expect(sum16(here, at + from, at + bytes.length)).toBe(expected);
        // Of a part that starts elsewhere, too.
        expect(sum16(here.subarray(at), from, bytes.length)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it('has no sum that overflows', () => {
    const here = room(1 << 20).fill(0xff);
    expect(sumOf(here.buffer)).toBeDefined();
    expect(sum16(here, 0, here.length)).toBe(0xffff);
    expect(sum16(here, 0, here.length - 1)).toBe(0xff00);
    expect(sum16(here.fill(0), 1, here.length)).toBe(0);
  });

  it('is one of many', () => {
    const [one, other] = [room(1 << 16).fill(1), room(1 << 16).fill(2)];
    expect([sum16(one, 0, 64), sum16(other, 0, 64), sum16(one, 0, 64)]).toEqual(
      [one, other, one].map((bytes) => sum16(bytes.slice(), 0, 64)),
    );
  });

  it('does without where there is no WebAssembly, or too much to sum', () => {
    expect(sumOf(room((1 << 20) + 1).buffer)).toBeUndefined();
    vi.stubGlobal('WebAssembly', undefined);
    const here = room(64).fill(3);
    vi.unstubAllGlobals();
    expect(sumOf(here.buffer)).toBeUndefined();
    expect(sum16(here, 0, 64)).toBe(sum16(new Uint8Array(64).fill(3), 0, 64));
  });

  it('sums as sum.wat says', async () => {
    const text = readFileSync(
      new URL('../../../src/codec/checksum/sum.wat', import.meta.url),
      'utf8',
    );
    const { parseWat } = await wabt();
    const { buffer } = parseWat('sum.wat', text, { simd: true }).toBinary({});
    expect(Buffer.from(buffer).toString('base64')).toBe(code);
  });
});
