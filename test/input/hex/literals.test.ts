import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dialects } from '../../../src/input/hex/dialects.js';
import { likeliest, readAs } from './read-as.js';

const sample = (name: string): string =>
  readFileSync(new URL(`../literals/${name}.txt`, import.meta.url), 'utf8');
const packets = sample('packets').trim().split('\n');

describe('what the tools write', () => {
  it.each([
    ['xxd-i', 'C source'],
    ['gdb-print', 'C source'],
    ['gdb-string', 'C source'],
    ['wireshark-c-array', 'C source'],
    ['wireshark-follow-c', 'C source'],
    ['wireshark-export-c', 'C source'],
    ['wireshark-c-string', 'escaped string'],
    ['wireshark-escaped', 'escaped string'],
    ['wireshark-go', 'Go source'],
    ['wireshark-base64', 'base64'],
    ['python-repr', 'Python source'],
    ['python-list', 'list of numbers'],
    ['python-bytearray', 'Python source'],
    ['python-pprint', 'Python source'],
    ['python-fromhex', 'Python source'],
    ['scapy-raw', 'Python source'],
    ['scapy-bytes-hex', 'Python source'],
    ['percent', 'percent encoding'],
    ['node-json', 'list of numbers'],
    ['node-json-pretty', 'list of numbers'],
    ['node-tojson', 'list of numbers'],
    ['node-buffer', 'Node.js Buffer'],
    ['node-uint8array', 'JavaScript source'],
    ['node-source', 'JavaScript source'],
    ['node-list', 'JavaScript source'],
    ['java-tostring', 'list of numbers'],
    ['rust-debug', 'list of numbers'],
    ['rust-escape', 'Rust source'],
    ['base64', 'base64'],
    ['base64-lines', 'base64'],
    ['base64-openssl', 'base64'],
  ])('%s', (file, name) => {
    const text = sample(file);
    expect(likeliest(text)).toBe(name);
    expect(likeliest(text, dialects)).toBe(name);
    expect(readAs(name, text).packets).toEqual(packets);
    // Wherever a very long line is cut, the same.
    for (const piece of [1, 2, 3, 7, 64]) {
      expect(readAs(name, text, piece).packets, `pieces of ${piece}`).toEqual(packets);
    }
  });

  it('data URLs', () => {
    expect(likeliest(sample('data-url'))).toBe('base64');
    expect(readAs('base64', sample('data-url'))).toEqual({ packets, notices: [] });
  });

  it('says what it took for hex, or a line for a packet', () => {
    expect(readAs('Python source', sample('scapy-bytes-hex')).notices).toEqual([
      'strings of hex digits are read as hex, not as text',
    ]);
    expect(readAs('base64', sample('base64-lines')).notices).toEqual([]);
    expect(readAs('base64', 'AAAA\nBBBB\nCCCC').notices).toEqual([
      'each line of base64 is read as a packet',
    ]);
  });
});

describe('as the languages read it', () => {
  it.each([
    [
      'C source',
      "unsigned char x[] = { 10, 010, 0x10u, 'A', '\\n', '\\0', -1, (char)0x80 };",
      '0a08104' + '10a00ff80',
    ],
    ['C source', 'uint8_t x[2][2] = { { 1, 2 }, { 3, 4, }, };', '0102 0304'],
    ['C source', 'std::vector<int8_t> v{0x01, 0x02}, w{-1};', '0102 ff'],
    ['C source', 'struct { int n; } s; static const uint8_t *p = (uint8_t[]){ 1,2 };', '0102'],
    ['C source', 'char x[] = "\\x02\\0" "E\\1777" /* two */\n  "\\t\\"\\?";', '0200457f3709223f'],
    ['C source', 'char *x[] = { "\\x01\\x02", "\\x03" };', '0102 03'],
    ['C source', 'char x[] = "\\x01"; // "not"\nchar y[] = "é\\u00e9";', '01 c3a9c3a9'],
    ['C source', '#include "x.h"\nint n = 3; char x[] = { 1 };\nint x_len = 1;', '01'],
    [
      'C source',
      'int main(void) {\n char p[] = {1, 2};\n printf("%02x\\n", p[1]);\n return 0;\n}',
      '0102',
    ],
    ['C source', 'send(fd, "\\x45\\0", 2); char *p = (char *)"a";', '4500 61'],
    ['Python source', 'x = [0x02, 0, 0b11, 0o17]\ny = bytes([255])', '0200030f ff'],
    ['Python source', "p = (b'\\x01a'\n     b'\\n\\\\')\nq = b'\\7' + b\"'\"", '01610a5c 0727'],
    ['Python source', "b'\\x01'\nb'\\x02'", '01 02'],
    ['Python source', "b'\\n'\nb' '\nb'4500'\nb'450'", '0a 20 4500 343530'],
    ['Python source', "b'\\x01' \\\n  b'\\x02'", '0102'],
    ['Python source', "{'a': b'\\x01', 'n': 3, 'b': bytes.fromhex('4500 0a')}", '01 45000a'],
    ['Python source', '>>> Ether(b"\\x01").show()\nIn [3]: raw(p)\nOut[3]: b"\\x02"', '01 02'],
    [
      'Python source',
      "x = bytes.fromhex(\"\"\"\n  45 00\n  0a\"\"\")\nb'''\\x01'\n'''",
      '45000a 01270a',
    ],
    ['Python source', "base64.b64decode('RQA=')", '4500'],
    ['Python source', "x = [bytes.fromhex('01'), bytearray(b'\\xff'), bytes([3])]", '01 ff 03'],
    ['Python source', "x = '\\x45\\x00'; open('file.bin', 'rb')", '4500'],
    [
      'JavaScript source',
      "Buffer.from('RQA', 'base64url'); Buffer.from('\\x45\\xe9', 'latin1')",
      '4500 45e9',
    ],
    ['JavaScript source', "Buffer.from('\\x45é\\u{1f600}')", '45c3a9f09f9880'],
    ['JavaScript source', "Buffer.from('45' + '00',\n 'hex')", '4500'],
    ['JavaScript source', 'Uint8Array.of(1, 0b10, 3); const x = [[4, 5], [6]];', '010203 0405 06'],
    ['JavaScript source', "console.log(p.toString('hex'), Buffer.of(1), '__proto__')", '01'],
    ['JavaScript source', "atob('RQA=')", '4500'],
    [
      'Go source',
      'x := [...]byte{0x02, 010, \'A\'}\ny := []byte("\\x02\\101é")',
      '020841 0241c3a9',
    ],
    ['Go source', 'var p = [][]byte{\n\t{0x1, 0x2},\n\t{0x3},\n}', '0102 03'],
    ['Go source', 'p, err := hex.DecodeString("4500")', '4500'],
    ['Rust source', "let x: [u8; 3] = [0x02u8, 1_0, b'A'];", '020a41'],
    ['Rust source', "const X: &'static [u8] = &[1, 2];\nlet y = vec![3, 255 as u8];", '0102 03ff'],
    ['Rust source', 'let p = [hex!("45 00"), b"\\x01a\\0"];', '4500 016100'],
    ['Java or C# source', "byte[] p = {(byte)0x80, -128, 127, (byte) -1, 'A'};", '80807fff41'],
    ['Java or C# source', 'byte[][] p = new byte[][] { new byte[] {1, 2}, { 3 } };', '0102 03'],
    ['Java or C# source', 'class A { void f() { send(new byte[] { 0x01, 0xFF }); } }', '01ff'],
    [
      'Java or C# source',
      'HexFormat.of().parseHex("4500"); Convert.FromBase64String("RQA=")',
      '4500 4500',
    ],
    [
      'Kotlin source',
      'val p = byteArrayOf(0x02, 0xFF.toByte(), -1)\nval q = ubyteArrayOf(0x01u)',
      '02ffff 01',
    ],
    ['Swift source', 'let p: [UInt8] = [0x02, 255]\nlet q = Data([1])', '02ff 01'],
    ['list of numbers', '{"type":"Buffer","data":[69,0]}\n[[1, -1], [0x3]]', '4500 01ff 03'],
    ['escaped string', 'printf \'\\x45\\000a\' ; echo -ne "\\x01"', '450061 01'],
    ['Lua source', '"\\69\\0\\0\\060\\1920" .. "\\xff" -- it is', '4500003cc030ff'],
    ['Lua source', 'local p = "a" ..\n  "\\10"\nlocal q = string.char(69, 0x00)', '610a 4500'],
    ['escaped string', '"\\x45abc" \\\n"\\e"', '456162631b'],
    ['bytes as \\x41', '\\x45\\x00, \\x01\n\\xff\n\n\\x02', '450001ff 02'],
    ['percent encoding', '%45%00ab%7e\n\n%ff/', '450061627e ff2f'],
    ['base64', 'RQ==\nRQA=\nRQAA\n\n_-8=', '45 4500 450000 ffef'],
    ['Node.js Buffer', 'x <Buffer 45 00> [ <Buffer 01>, <Buffer > ]', '4500 01'],
  ])('%s: %s', (name, text, bytes) => {
    expect(readAs(name, text).packets.join(' ')).toBe(bytes);
    expect(readAs(name, text, 1).packets.join(' ')).toBe(bytes);
  });
});
