import fc from 'fast-check';
import { expect, it } from 'vitest';
import { written as lineOf } from '../../src/codec/out.js';
import { View } from '../../src/codec/view.js';
import { decode } from '../../src/index.js';
import { base64, hex } from '../../src/output/hex.js';
import { written } from './written.js';

it.each([
  ['hex', hex, /^([\da-f]{2})*$/],
  ['base64', base64, /^[A-Za-z\d+/]*={0,2}$/],
] as const)('%s is a packet a line, and gives its bytes back', (encoding, make, alphabet) => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (all) => {
      const lines = written(
        make(),
        all.map((bytes) => decode(bytes)),
      ).split('\n');
      expect(lines.pop()).toBe('');
      expect(lines.filter((line) => !alphabet.test(line))).toEqual([]);
      expect(lines.map((line) => Uint8Array.from(Buffer.from(line, encoding)))).toEqual(all);
    }),
  );
});

it('takes the packet alone out of a larger buffer', () => {
  const around = Uint8Array.of(1, 2, 3, 4, 5).subarray(1, 3);
  expect(written(hex(), [decode(around)])).toBe('0203\n');
  expect(written(base64(), [decode(around)])).toBe('AgM=\n');
  const view = View.of(decode(around)).place(Uint8Array.of(1, 2, 3, 4), 1, 3);
  expect(lineOf((out) => hex().view?.(view, out))).toBe('0203\n');
  expect(lineOf((out) => base64().view?.(view, out))).toBe('AgM=\n');
});
