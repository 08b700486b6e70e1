import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { unpacked } from '../../src/input/packed.js';
import { bytesSource } from '../../src/input/source.js';

const text = Buffer.from(Array.from({ length: 3000 }, (_, i) => `${i * i}`).join(' '));
const packed = gzipSync(text);

/** What comes out, and what is said in the end. */
async function pulled(bytes: Uint8Array): Promise<{ out: Buffer; why: string }> {
  const pieces: Uint8Array[] = [];
  let why = '';
  try {
    const { source } = await unpacked(bytesSource(bytes));
    for (let piece = source.read(); piece; piece = source.read()) pieces.push(piece.slice());
  } catch (error) {
    why = error instanceof Error ? error.message : String(error);
  }
  return { out: Buffer.concat(pieces), why };
}

describe('what is packed', () => {
  it('may be several pieces, one behind the other', async () => {
    const { out, why } = await pulled(Buffer.concat([packed, packed]));
    expect({ same: out.equals(Buffer.concat([text, text])), why }).toEqual({ same: true, why: '' });
  });

  it('is held to its checksum and its length, piece by piece', async () => {
    const end = packed.length;
    for (const [at, what] of [
      [end - 8, 'checksum'],
      [end - 1, 'length'],
    ] as const) {
      const wrong = packed.slice();
      wrong[at] = (wrong[at] as number) ^ 1;
      for (const bytes of [wrong, Buffer.concat([wrong, packed]), Buffer.concat([packed, wrong])]) {
        const { out, why } = await pulled(bytes);
        expect(out.subarray(0, text.length).equals(text)).toBe(true);
        expect(why).toMatch(new RegExp(`before byte \\d+: what came of it has another ${what}$`));
      }
    }
  });

  it('is damaged where its end is cut off', async () => {
    for (let left = 1; left <= 8; left++) {
      const { out, why } = await pulled(packed.slice(0, -left));
      expect({ left, same: out.equals(text), told: why !== '' }).toEqual({
        left,
        same: true,
        told: true,
      });
    }
  });

  it('is whole or damaged, whichever bit of it is turned', async () => {
    for (let at = 3; at < packed.length; at += 7) {
      const wrong = packed.slice();
      wrong[at] = (wrong[at] as number) ^ (1 << (at & 7));
      const { out, why } = await pulled(wrong);
      expect({ at, told: why !== '' || out.equals(text) }).toEqual({ at, told: true });
    }
  });

  it('is unpacked up to the damage, however near the end that is', async () => {
    const { out, why } = await pulled(Buffer.concat([packed, Buffer.alloc(20, 0x5a)]));
    expect(out.equals(text)).toBe(true);
    expect(why).toMatch(/^the gzip data is damaged before byte \d+: /);
  });
});
