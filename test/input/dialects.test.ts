import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/codec/hex.js';
import { complaint, readAll } from './reading.js';
import { writers } from './writers.js';

/** Long enough for a frame, some with text, zeros or runs of one row. */
const packet = fc.oneof(
  fc.uint8Array({ minLength: 14, maxLength: 90 }),
  fc.string({ minLength: 14, maxLength: 90, unit: 'binary-ascii' }).map((s) => Buffer.from(s)),
  fc.integer({ min: 14, max: 90 }).map((length) => new Uint8Array(length)),
);

describe('any bytes in the layout of', () => {
  it.each(writers)('$name', async ({ write, several }) => {
    const packets = fc.array(packet, { minLength: 1, maxLength: several ? 3 : 1 });
    await fc.assert(
      fc.asyncProperty(packets, async (some) => {
        const read = await readAll(some.map(write).join(''));
        expect(read.packets).toEqual(some.map((bytes) => toHex(bytes)));
      }),
    );
  });
});

describe('what is no dump', () => {
  const words = fc.constantFrom('0000', '45 00', '0x', ': ', '\t', '  ', '\n', '*', '>', '|', '#');
  const texts = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.array(fc.oneof(words, fc.string({ maxLength: 3 }))).map((parts) => parts.join('')),
    fc.uint8Array({ maxLength: 200 }),
  );

  it('is read or refused with an error of the input, never otherwise', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        await complaint(readAll(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same for a dump with a few characters changed', async () => {
    const changed = fc.tuple(fc.constantFrom(...writers), packet, fc.nat(), fc.string());
    await fc.assert(
      fc.asyncProperty(changed, async ([{ write }, bytes, place, put]) => {
        const text = write(bytes);
        const where = place % text.length;
        await complaint(readAll(text.slice(0, where) + put + text.slice(where + put.length)));
      }),
      { numRuns: 2000 },
    );
  });
});
