import { describe, expect, it } from 'vitest';
import { dialects } from '../../../src/input/hex/dialects.js';
import { fastest } from '../../quick.js';
import { likeliest, readAs } from './read-as.js';

describe('which dialect a text is', () => {
  it.each([
    ['unsigned char p[] = {', 'C source'],
    ['static const u8 p[4] = { 1, 2', 'C source'],
    ['{ 0x02, 0x00, 0x01 }', 'C source'],
    ['{\n  (char)0x02, 1', 'C source'],
    ['const char *p =\n  "\\x45\\x00"', 'C source'],
    ['byte[] p = { 1, 2 }', 'Java or C# source'],
    ['send(new byte[] {0x45, 0x00});', 'Java or C# source'],
    ['var p = new byte[4] { 1, 2, 3, 4 };', 'Java or C# source'],
    ['{(byte)0x45, 0, 0}', 'Java or C# source'],
    ['[]byte{0x45}', 'Go source'],
    ['p := [4]uint8{69, 0}', 'Go source'],
    ['[0x45u8, 0]', 'Rust source'],
    ['let p = vec![0x45, 0];', 'Rust source'],
    ['let p: [u8; 2] = [69, 0];', 'Rust source'],
    ['&[0x45, 0x00]', 'Rust source'],
    ['hex!("4500")', 'Rust source'],
    ['let p: [UInt8] = [0x45, 0]', 'Swift source'],
    ['byteArrayOf(0x45, 0)', 'Kotlin source'],
    ['const p = [0x45, 0x00];', 'JavaScript source'],
    ["Buffer.from('4500', 'hex')", 'JavaScript source'],
    ['Uint8Array(2) [ 69, 0 ]', 'JavaScript source'],
    ['<Buffer 45 00>', 'Node.js Buffer'],
    ['{"type":"Buffer","data":[69,0]}', 'list of numbers'],
    ['[69, 0, 0, 20]', 'list of numbers'],
    ['[69, 0, -1]', 'list of numbers'],
    ['[\n  0x45,\n  0x00\n]', 'list of numbers'],
    ['[69, 300]', 'list of numbers'],
    ["b'E\\x00'", 'Python source'],
    ['p = [0x45, 0]', 'Python source'],
    ['x = bytes.fromhex("45 00")', 'Python source'],
    ['"\\x45\\x00"', 'escaped string'],
    ['"E\\000\\000"', 'escaped string'],
    ['"E\\000\\0749"', 'escaped string'],
    ['"\\12\\34"', 'escaped string'],
    ['"\\69\\0\\0"', 'Lua source'],
    ["'E\\0\\0\\192'", 'Lua source'],
    ['p = "E\\0\\0\\98"', 'Lua source'],
    ['local p = "\\x45\\x00"', 'Lua source'],
    ['p = string.char(0x45, 0)', 'Lua source'],
    ["b'E\\69'", 'Python source'],
    ['char p[] = "\\69"', 'C source'],
    ["printf '\\x45\\x00'", 'escaped string'],
    ['\\x45\\x00', 'bytes as \\x41'],
    ['%45%00a', 'percent encoding'],
    ['RQAAPAABAABABnxhwAACAcYzZAI', 'base64'],
    // These are others' or nobody's.
    ['[45, 00, 00, 14]', 'none'],
    ['[4f, 10]', 'none'],
    ['45 00 00 3c', 'none'],
    ['4500003c00010000400674c3', 'none'],
    ['0x4500 0x003c', 'none'],
    ['02:00:00:00:00:01', 'none'],
    ['0x45, 0x00, 0x00', 'none'],
    ['00000000: 4500 003c 0001 0000  E..<....', 'none'],
    ['0000   45 00 00 3c 00 01 00 00 40 06 22 5c 78 34 35 22   E..<....@."\\x45"', 'none'],
    ['12:00:01.5 IP 192.0.2.1.1 > 192.0.2.2.53: Flags [S]\n\t0x0000:  4500 003c', 'none'],
    ['deadbeefdeadbeefdeadbeefdeadbeef', 'none'],
    ['4500003g00010000400674c3', 'none'],
    ['hello', 'none'],
    ['internationalisation', 'none'],
    ['', 'none'],
  ])('%j is %s', (text, name) => {
    expect(likeliest(text)).toBe(name);
  });

  it('takes nothing away from the dumps', () => {
    const dump = [
      '0000   45 00 00 1c 00 01 00 00 40 11 00 00 7b 30 78 31   E..."\\x45\\x00"{ 0x1, ',
      '0010   c0 00 02 02 00 35 00 35 00 08 00 00               b"\\x00\\x01" [1,2',
    ];
    const name = likeliest(dump.join('\n'), dialects);
    expect(['C source', 'escaped string', 'Python source', 'list of numbers']).not.toContain(name);
  });

  it('and the dumps take nothing away', () => {
    for (const [text, name] of [
      ['unsigned char p[] = {\n  0x45, 0x00, 0x00,\n  0x3c, 0x00, 0x01\n};', 'C source'],
      ['[\n 69,\n 0,\n 10,\n 20,\n 30\n]', 'list of numbers'],
      ['[0x45,\n0x00,\n0x01]', 'list of numbers'],
      ['<Buffer 45 00 00 3c 00 01>', 'Node.js Buffer'],
      ['\\x45\\x00\\x00\\x3c', 'bytes as \\x41'],
      ['%45%00%00%3c', 'percent encoding'],
      ['RQAAPAABAABABnxhwAACAcYzZAI=', 'base64'],
      ['"\\x45\\x00" \\\n"\\x00\\x3c"', 'escaped string'],
    ] as const) {
      expect(likeliest(text, dialects)).toBe(name);
    }
  });

  it('stays quick on lines without an end', () => {
    for (const unit of ['[', '"', "'", '{ ', '\\x4', '%4', 'a', '[1,', 'b"\\', '((', '= ', '<']) {
      const time = fastest(500, () => {
        likeliest(unit.repeat(100_000));
        likeliest(`${unit.repeat(20)}\n`.repeat(2000));
      });
      expect(time).toBeLessThan(500);
    }
  });

  it('reads nothing out of nothing', () => {
    expect(readAs('C source', 'int x;\n').packets).toEqual([]);
  });
});
