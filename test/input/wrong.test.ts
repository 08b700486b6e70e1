import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openInput } from '../../src/input/input.js';
import { complaint, readAll } from './reading.js';
import { HEXDUMP, wrong, XXD } from './wrong.js';

const operand = async (text: string): Promise<unknown> => [
  ...(await openInput([text], { hex: true })).frames,
];

describe('what cannot be read', () => {
  it.each(wrong)('%j', async (text, error) => {
    expect(await complaint(readAll(text))).toBe(error);
  });

  it('is as wrong as an operand', async () => {
    for (const [text, error] of wrong) {
      if (!text.includes('\n')) expect(await complaint(operand(text))).toBe(error);
    }
  });
});

describe('what is too much', { timeout: 60_000 }, () => {
  it('is a packet of more than 16 MiB: lines', async () => {
    const text = `${'45'.repeat(60)}\n`.repeat(300_000);
    expect(await complaint(readAll(text))).toMatch(/^a packet of more than 16 MiB \(line 279621, /);
  });

  it('is a packet of more than 16 MiB: one line', async () => {
    const error = await complaint(readAll('45 '.repeat(17_000_000)));
    expect(error).toMatch(/^a packet of more than 16 MiB \(line 1, column 5033165\d\)/);
  });

  it('is a packet of more than 16 MiB: left out rows', async () => {
    const error = await complaint(readAll(`${HEXDUMP}*\n70000000\n`));
    expect(error).toMatch(/^a packet of more than 16 MiB \(line 3, /);
  });

  it('is a packet of more than 16 MiB: binary', async () => {
    const error = await complaint(readAll(new Uint8Array((1 << 24) + 1)));
    expect(error).toMatch(/^a packet of more than 16 MiB/);
  });

  it('is a packet of more than 16 MiB: zeros packed small', async () => {
    const error = await complaint(readAll(gzipSync(new Uint8Array(1 << 26))));
    expect(error).toMatch(/^a packet of more than 16 MiB/);
  });

  it('is a packing in a packing without end', async () => {
    let packed: Uint8Array = Buffer.from('45 00');
    for (let i = 0; i < 4; i++) packed = gzipSync(packed);
    expect(await complaint(readAll(packed))).toBe(
      'packed more than 3 times over\n  unpack it first',
    );
  });
});

describe('what is damaged', () => {
  const packed = gzipSync(Buffer.from(XXD.repeat(3)));

  it.each([
    ['cut off', packed.subarray(0, 40)],
    ['with other bytes inside', packed.map((byte, i) => (i > 12 && i < 40 ? 0xff : byte))],
    ['of no known method', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0xff, 0xff, 0xff, 0xff)],
  ])('%s', async (_, bytes) => {
    expect(await complaint(readAll(bytes))).toMatch(/^the (?:gzip|zstd) data is damaged before /);
  });
});

describe('a file', () => {
  it('that is not there, by its name', async () => {
    expect(await complaint(openInput(['no/such.pcap']))).toBe(
      'no such file: no/such.pcap\n  hex is digits 0-9 and a-f; --hex reads it as such',
    );
  });

  it('that is not there, asked for: an error of the system', async () => {
    await expect(openInput(['no-such-file'], { file: true })).rejects.toMatchObject({
      code: 'ENOENT',
      syscall: 'open',
    });
  });

  it('that is a folder: an error of the system', async () => {
    await expect(openInput(['.'])).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
