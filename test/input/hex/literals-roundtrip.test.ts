import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeliest, readAs } from './read-as.js';

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
const octal = (byte: number): string => byte.toString(8).padStart(3, '0');
const printable = (byte: number): boolean => byte >= 32 && byte < 127;
const signed = (byte: number): number => (byte << 24) >> 24;
const joined = (bytes: Buffer, each: (byte: number) => string, between = ', '): string =>
  [...bytes].map(each).join(between);

/** Python's repr() of bytes: single quotes, unless only these are in it. */
function pythonRepr(bytes: Buffer): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  const named: Record<number, string> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' };
  const letter = (byte: number): string => {
    if (byte === quote.charCodeAt(0)) return `\\${quote}`;
    return named[byte] ?? (printable(byte) ? String.fromCharCode(byte) : `\\x${hex(byte)}`);
  };
  return `b${quote}${joined(bytes, letter, '')}${quote}`;
}

/** C's, as Wireshark copies it: octal in three digits, for a hex escape would go on. */
function cString(bytes: Buffer): string {
  const letter = (byte: number): string => {
    if (byte === 34 || byte === 92) return `\\${String.fromCharCode(byte)}`;
    const simple = 'abtnvfr'[byte - 7];
    if (simple) return `\\${simple}`;
    return printable(byte) ? String.fromCharCode(byte) : `\\${octal(byte)}`;
  };
  return `"${joined(bytes, letter, '')}"`;
}

const wrapped = (text: string, width: number): string =>
  (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n');

type Form = readonly [name: string, write: (bytes: Buffer) => string, between?: string];

const forms: readonly Form[] = [
  ['C source', (b) => `unsigned char x[] = {\n${joined(b, (x) => `  0x${hex(x)},\n`, '')}};`],
  ['C source', (b) => `char x[${b.length}] = { ${joined(b, (x) => `${signed(x)}`)} };`],
  ['C source', (b) => `uint8_t x[] = {${joined(b, (x) => `0${octal(x)}`, ' , /* , */ ')}};`],
  ['C source', (b) => `char x[] = ${cString(b)};`],
  ['C source', (b) => `char *x = "${joined(b, (x) => `\\x${hex(x)}`, '" "')}";`],
  ['escaped string', (b) => `"${joined(b, (x) => `\\x${hex(x)}`, '')}"`, '\n\n'],
  ['Python source', pythonRepr],
  ['Python source', (b) => `x = (${wrapped(b.toString('hex'), 16).replace(/.+/g, "b'$&'")})`],
  ['Python source', (b) => `x = bytes([${[...b].join(', ')}])`],
  ['Python source', (b) => `x = bytes.fromhex("${joined(b, hex, ' ')}")`],
  ['list of numbers', (b) => JSON.stringify(b)],
  ['list of numbers', (b) => `[\n${joined(b, (x) => `${signed(x)}`, ',\n')}\n]`],
  ['JavaScript source', (b) => inspect(new Uint8Array(b), { maxArrayLength: null })],
  ['JavaScript source', (b) => `let p = Buffer.from('${b.toString('base64')}',\n 'base64');`],
  ['JavaScript source', (b) => `Buffer.from(${JSON.stringify(b.toString('latin1'))}, 'latin1')`],
  ['Node.js Buffer', (b) => `<Buffer ${joined(b, hex, ' ')}>`],
  ['Go source', (b) => `[]byte{${joined(b, (x) => `0x${x.toString(16)}`)}}`],
  ['Go source', (b) => `var p = []byte(${cString(b)})`],
  ['Rust source', (b) => `let p: [u8; ${b.length}] = [${joined(b, (x) => `${x}u8`)}];`],
  ['Rust source', (b) => `let p = &b"${joined(b, (x) => `\\x${hex(x)}`, '')}";`],
  ['Java or C# source', (b) => `byte[] p = {${joined(b, (x) => `(byte)0x${hex(x)}`)}};`],
  ['Java or C# source', (b) => `byte[] p = new byte[] { ${joined(b, (x) => `${signed(x)}`)} };`],
  ['Kotlin source', (b) => `val p = byteArrayOf(${joined(b, (x) => `${x}.toByte()`)})`],
  ['Swift source', (b) => `let p: [UInt8] = [${joined(b, (x) => `0x${hex(x)}`)}]`],
  ['bytes as \\x41', (b) => joined(b, (x) => `\\x${hex(x)}`, ''), '\n\n'],
  ['percent encoding', (b) => joined(b, (x) => `%${hex(x)}`, ''), '\n\n'],
  ['base64', (b) => wrapped(b.toString('base64'), 76), '\n\n'],
  ['base64', (b) => b.toString('base64url'), '\n\n'],
];

const example = Buffer.from([0x45, 0, 0xff, 0x27]);
const titled = forms.map(([name, write, between = '\n']) => {
  return { name, write, between, title: `${name}: ${write(example)}` };
});

describe.each(titled)('$title', ({ name, write, between }) => {
  // Text that consists of hex digits alone is taken for hex: not what is meant here.
  const packet = fc.uint8Array({ minLength: 16, maxLength: 80 }).map((some) => {
    const bytes = Buffer.from(some);
    bytes[0] = 0x9f;
    return bytes;
  });

  it('gives any packets back', () => {
    fc.assert(
      fc.property(fc.array(packet, { minLength: 1, maxLength: 3 }), fc.nat(40), (all, piece) => {
        const text = all.map(write).join(between);
        const expected = all.map((one) => one.toString('hex'));
        expect(readAs(name, text).packets).toEqual(expected);
        expect(readAs(name, text, piece + 40).packets).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('is known by its name', () => {
    fc.assert(
      fc.property(packet, (bytes) => {
        expect(likeliest(write(bytes))).toBe(name);
      }),
      { numRuns: 30 },
    );
  });
});
