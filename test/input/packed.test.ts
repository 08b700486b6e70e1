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
  const { source } = await unpacked(bytesSource(bytes));
  try {
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

  it('is unpacked up to the damage, however near the end that is', async () => {
    const { out, why } = await pulled(Buffer.concat([packed, Buffer.alloc(20, 0x5a)]));
    expect(out.equals(text)).toBe(true);
    expect(why).toMatch(/^the gzip data is damaged before byte \d+: /);
  });
});
