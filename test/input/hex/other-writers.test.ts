import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../src/codec/hex.js';
import { readAll } from '../reading.js';

const decimals = (bytes: Uint8Array): string[] => [...bytes].map(String);
const marked = (bytes: Uint8Array, mark: string): string[] =>
  [...bytes].map((byte) => mark + byte.toString(16).padStart(2, '0'));
const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('base64').replace(/.{64}/g, '$&\n');

/** Each writes bytes down, and is read as what stands behind. */
const writers: readonly (readonly [
  name: string,
  kind: string,
  write: (bytes: Uint8Array) => string,
])[] = [
  ['Elixir', 'Erlang or Elixir binary', (b) => `packet = <<${decimals(b).join(', ')}>>\n`],
  ['Erlang', 'Erlang or Elixir binary', (b) => `P = <<${marked(b, '16#').join(',')}>>.\n`],
  ['Perl pack C*', 'pack', (b) => `my $p = pack("C*", ${marked(b, '0x').join(', ')});\n`],
  ['Perl pack H*', 'hex within text', (b) => `my $p = pack('H*', '${toHex(b)}');\n`],
  ['PHP', 'hex within text', (b) => `<?php $p = hex2bin("${toHex(b)}");\n`],
  ['SQL', 'hex within text', (b) => `INSERT INTO packets VALUES (X'${toHex(b)}');\n`],
  ['PostgreSQL', 'hex within text', (b) => `\\x${toHex(b)}\n`],
  ['a log', 'hex within text', (b) => `rx frame(${b.length}): ${marked(b, '').join(' ')}\n`],
  ['PowerShell @()', 'PowerShell array', (b) => `[byte[]]$p = @(${marked(b, '0x').join(',')})\n`],
  ['PowerShell', 'PowerShell array', (b) => `[byte[]] $p = ${marked(b, '0x').join(',')}\n`],
  ['C# 12', 'C# or D source', (b) => `byte[] p = [${marked(b, '0x').join(', ')}];\n`],
  ['Dart', 'C# or D source', (b) => `final p = Uint8List.fromList([${decimals(b).join(', ')}]);\n`],
  ['Zig', 'Zig source', (b) => `const p = [_]u8{ ${marked(b, '0x').join(', ')} };\n`],
  ['Println of Go', 'decimal numbers', (b) => `[${decimals(b).join(' ')}]\n`],
  ['a number a line', 'decimal numbers', (b) => `${decimals(b).join('\n')}\n`],
  ['NSData', 'hex in angle brackets', (b) => `<${toHex(b).replace(/.{8}(?=.)/g, '$& ')}>\n`],
  ['Pascal', 'hex of assemblers', (b) => `${marked(b, '$').join(', ')}\n`],
  ['BASIC', 'hex of assemblers', (b) => `10 DATA ${marked(b, '&H').join(',').toUpperCase()}\n`],
  ['Ada', 'hex of assemblers', (b) => `${marked(b, '16#').join('#, ')}#\n`],
  ['MASM', 'hex of assemblers', (b) => `pkt db ${marked(b, '0').join('h, ')}h ; a packet\n`],
  ['6502', 'hex of assemblers', (b) => `pkt: .byte ${marked(b, '$').join(',')}\n`],
  ['PEM', 'base64', (b) => `-----BEGIN PACKET-----\n${base64(b)}\n-----END PACKET-----\n`],
  ['MIME', 'base64', (b) => `Content-Transfer-Encoding: base64\n\n${base64(b)}\n`],
  ['uuencode -m', 'base64', (b) => `begin-base64 644 packet\n${base64(b)}\n====\n`],
];

/** Bytes behind the header of a frame: neither all letters nor all of two digits. */
const packet = fc
  .uint8Array({ minLength: 8, maxLength: 200 })
  .map((bytes) => Uint8Array.of(2, 0, 0, 0, 0xfe, 2, 2, 0, 0, 200, 0xab, 1, 8, 0, ...bytes));

describe('bytes as written by', () => {
  it.each(writers)('%s', async (_, kind, write) => {
    await fc.assert(
      fc.asyncProperty(packet, async (bytes) => {
        const read = await readAll(write(bytes));
        expect(read.packets).toEqual([toHex(bytes)]);
        expect(read.kind).toBe(kind);
      }),
      { numRuns: 40 },
    );
  });
});

describe('colours', () => {
  it('say nothing of the bytes, in any dialect', async () => {
    const coloured = fc.tuple(packet, fc.integer({ min: 30, max: 37 }), fc.nat());
    await fc.assert(
      fc.asyncProperty(coloured, async ([bytes, colour, place]) => {
        const text = `${marked(bytes, '').join(' ')}\n`;
        const at = place % text.length;
        const set = `\u001b[1;${colour}m`;
        const read = await readAll(`${text.slice(0, at)}${set}${text.slice(at)}\u001b[0m`);
        expect(read.packets).toEqual([toHex(bytes)]);
      }),
    );
  });
});
