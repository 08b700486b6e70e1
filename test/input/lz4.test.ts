import { describe, expect, it } from 'vitest';
import { Lz4 } from '../../src/input/lz4.js';
import { readAll } from './reading.js';

/** `printf '45 00 00 14 …' | lz4 -c`, written down: a stored block with all checksums of a frame. */
function frame(blocks: readonly Uint8Array[], flags = 0x40, size = 0x40): Uint8Array {
  const word = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value >>> 0);
    return bytes;
  };
  const content = flags & 8 ? Buffer.alloc(8) : Buffer.alloc(0);
  return Buffer.concat([
    Buffer.from([0x04, 0x22, 0x4d, 0x18, flags, size]),
    content,
    Buffer.from([0]),
    ...blocks.map((block) => Buffer.concat([block, flags & 16 ? word(0) : Buffer.alloc(0)])),
    word(0),
    flags & 4 ? word(0) : Buffer.alloc(0),
  ]);
}

function block(bytes: readonly number[], stored = false): Uint8Array {
  const size = Buffer.alloc(4);
  size.writeUInt32LE((bytes.length | (stored ? 0x80000000 : 0)) >>> 0);
  return Buffer.concat([size, Buffer.from(bytes)]);
}

/** Unpacked in pieces of so many bytes. */
function unpacked(packed: Uint8Array, step = packed.length): string {
  const pieces: Uint8Array[] = [];
  const lz4 = new Lz4((piece) => pieces.push(piece));
  for (let at = 0; at < packed.length; at += step) lz4.push(packed.subarray(at, at + step), false);
  lz4.push(new Uint8Array(0), true);
  return Buffer.concat(pieces).toString('latin1');
}

const text = (letters: string): number[] => [...Buffer.from(letters)];

describe('lz4', () => {
  // Literals 'abc', a match of 9 that overlaps what it makes, and the literals 'xyz' at the end.
  const overlapping = [0x35, ...text('abc'), 3, 0, 0x30, ...text('xyz')];

  it.each([0x40, 0x44, 0x48, 0x50, 0x5c, 0x60])(
    'unpacks frames of flags %i, however cut',
    (flags) => {
      const packed = frame([block(overlapping), block(text('stored'), true)], flags);
      for (const step of [1, 2, 7, 1000]) {
        expect(unpacked(packed, step)).toBe('abcabcabcabcxyzstored');
      }
    },
  );

  it('reaches back into the block before', () => {
    const back = [0x10, ...text('-'), 4, 0, 0x10, ...text('!')];
    expect(unpacked(frame([block(text('abc'), true), block(back)]))).toBe('abc-abc-!');
  });

  it('unpacks long lengths', () => {
    const many = [0xff, 255, 30, ...Array(300).fill(0x61), 1, 0, 255, 0, 0x10, 0x62];
    expect(unpacked(frame([block(many)]))).toBe(`${'a'.repeat(300 + 274)}b`);
  });

  it('unpacks several frames, and passes over those of others', () => {
    const one = frame([block(text('one'), true)]);
    const skipped = Buffer.from([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9]);
    for (const step of [1, 1000]) {
      expect(unpacked(Buffer.concat([one, skipped, one]), step)).toBe('oneone');
    }
  });

  it.each<[string, Uint8Array]>([
    ['a match before the beginning', frame([block([0x10, 0x61, 9, 0, 0x10, 0x62])])],
    ['a match of no distance', frame([block([0x10, 0x61, 0, 0, 0x10, 0x62])])],
    ['literals beyond the block', frame([block([0x70, 0x61])])],
    ['a block larger than the frame allows', frame([block(Array(70_000).fill(0), true)])],
    ['an unknown version', frame([], 0x80)],
    ['a dictionary', frame([], 0x41)],
    ['an end too soon', frame([block(overlapping)]).subarray(0, -6)],
    ['something behind it', Buffer.concat([frame([]), Buffer.alloc(8)])],
  ])('refuses %s', (_, packed) => {
    expect(() => unpacked(packed)).toThrow();
  });

  it('is known by its first bytes', async () => {
    const { kind, packets } = await readAll(frame([block(text('45 00 00 14'), true)]));
    expect({ kind, packets }).toEqual({ kind: 'hex in lz4', packets: ['45000014'] });
  });
});
