import { describe, expect, it } from 'vitest';
import { plainLine } from '../../src/input/plain-line.js';
import { readAll } from './reading.js';

describe('a line for a terminal', () => {
  it.each([
    ['\u001b[1;31m45\u001b[0m 00', '45 00'],
    ['\u001b[01;31m\u001b[K45\u001b[m\u001b[K 00', '45 00'],
    ['\u001b[31m45\u001b(B\u001b[m 00', '45 00'],
    ['\u001b]0;a title: 4500\u000745 00', '45 00'],
    ['\u001b]8;;http://x/45\u001b\\45\u001b]8;;\u001b\\ 00', '45 00'],
    ['\u001b]8;;http://x/45\u009c45 00', '45 00'],
    ['45\u00a000\u3000', '45 00 '],
    ['\ufeff\u200e45\u200b00\u00ad \u206014', '4500 14'],
    // What moves or erases is none of it, and a title without an end neither.
    ['45\u001b[2J 00', '45\u001b[2J 00'],
    ['\u001b]0;45 00', '\u001b]0;45 00'],
  ])('%j', (line, seen) => {
    expect(plainLine(line)).toBe(seen);
  });

  it('is text, though a bell ends its titles', async () => {
    const text = '\u001b]0;title\u0007\u001b]8;;file:///a\u000745\u001b]8;;\u0007 00 00 14\n';
    expect(await readAll(text)).toMatchObject({ kind: 'hex', packets: ['45000014'] });
    expect(await readAll('\u001b[m45 00\u0007')).toMatchObject({ kind: 'binary' });
  });
});
