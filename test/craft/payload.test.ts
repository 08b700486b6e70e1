import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, unescaped } from '../../src/craft/escapes.js';
import { type PayloadOptions, payloadFrom, seedFrom } from '../../src/craft/payload.js';
import { complaint } from './made.js';

const hex = (text: string) => Buffer.from(bytesOf(text)).toString('hex');
const noFile = () => {
  throw new Error('no file is asked for');
};
const payload = (options: PayloadOptions) => payloadFrom(options, noFile);

describe('escapes', () => {
  it.each([
    ['plain', '706c61696e'],
    ['\\n\\r\\t\\b\\f\\v\\a\\e\\0', '0a0d09080c0b071b00'],
    ['\\x00\\xFF', '00ff'],
    ['\\u00e9\\u{1F600}', 'c3a9f09f9880'],
    ['é', 'c3a9'],
    ['\\\\n', '5c6e'],
    ['\\"\\\'', '2227'],
    ['a\\x41b', '614162'],
  ])('%s', (text, expected) => {
    expect(hex(text)).toBe(expected);
  });

  it.each(['\\', '\\q', '\\x', '\\x4', '\\xzz', '\\u12', '\\u{110000}', 'a\\'])(
    '%s is none',
    (text) => {
      expect(() => bytesOf(text)).toThrow(/is no escape|is no character/);
    },
  );

  it('say any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = [...bytes].map((b) => `\\x${b.toString(16).padStart(2, '0')}`).join('');
        expect(bytesOf(text)).toEqual(bytes);
      }),
    );
  });

  it('stand for themselves where a backslash is doubled', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(unescaped(text.replaceAll('\\', '\\\\'))).toBe(text);
      }),
    );
  });

  it('that are no UTF-8 are no text', () => {
    expect(() => unescaped('\\xff')).toThrow('these bytes are no UTF-8');
  });
});

describe('a payload', () => {
  it.each([
    [{}, undefined],
    [{ payload: 'hi' }, '6869'],
    [{ payload: '' }, ''],
    [{ payloadHex: '00 FF:0a-0b' }, '00ff0a0b'],
    [{ payloadHex: '0x00ff' }, '00ff'],
    [{ payloadSize: '0' }, ''],
    [{ payloadSize: '3' }, '616263'],
    [{ payloadSize: '28' }, `${Buffer.from('abcdefghijklmnopqrstuvwxyzab').toString('hex')}`],
    [{ payloadSize: '5', payload: 'xy' }, '7879787978'],
    [{ payloadSize: '3', payloadPattern: '0xabcd' }, 'abcdab'],
    [{ payloadSize: '3', payloadPattern: 'z' }, '7a7a7a'],
    [{ payloadSize: '3', payloadPattern: '' }, '000000'],
    [{ payloadPattern: 'abc' }, '616263'],
  ])('%j', (options, expected) => {
    expect(payload(options)).toBe(expected);
  });

  it('is read from a file', () => {
    expect(payloadFrom({ payloadFile: 'x' }, (path) => Buffer.from(`${path}y`))).toBe('7879');
  });

  it('at random follows from the seed', () => {
    expect(payload({ payloadRandom: '9' })).toBe(payload({ payloadRandom: '9', seed: '1' }));
    expect(payload({ payloadRandom: '9' })).not.toBe(payload({ payloadRandom: '9', seed: '2' }));
    expect(payload({ payloadRandom: '9' })).toHaveLength(18);
    expect(payload({ payloadRandom: true })).toHaveLength(128);
    expect(payload({ payloadRandom: true, payloadSize: '5' })).toHaveLength(10);
  });

  it.each([
    [{ payload: 'a', payloadHex: '00' }, '--payload and --payload-hex: one payload is enough'],
    [{ payloadHex: '0' }, '--payload-hex: hex digits in pairs are needed, not "0"'],
    [{ payloadHex: 'zz' }, '--payload-hex: hex digits in pairs are needed, not "zz"'],
    [{ payloadSize: 'x' }, "--payload-size: a number up to 65535 is needed, not 'x'"],
    [{ payloadSize: '65536' }, "--payload-size: a number up to 65535 is needed, not '65536'"],
    [{ payloadRandom: '-1' }, "--payload-random: a number up to 65535 is needed, not '-1'"],
    [{ payload: '\\q' }, "--payload: '\\q' is no escape; a backslash itself is '\\\\'"],
    [{ payloadPattern: '0x1' }, '--payload-pattern: hex digits in pairs are needed, not "1"'],
  ])('%j is refused', (options, expected) => {
    expect(complaint(() => payload(options))).toBe(expected);
  });

  it.each(['x', '-1', '4294967296', '1.5', ''])('%s is no seed', (text) => {
    expect(complaint(() => seedFrom(text))).toBe(
      `--seed: a number up to 4294967295 is needed, not '${text}'`,
    );
  });
});
