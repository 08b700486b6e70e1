import { describe, expect, it } from 'vitest';
import { flag, uint } from '../../src/codec/fixed.js';
import { group } from '../../src/codec/group.js';
import { names } from '../../src/codec/names.js';
import { bytes, text } from '../../src/codec/parts.js';
import { protocol } from '../../src/codec/protocol.js';
import { fieldList } from '../../src/output/list.js';
import { toy } from '../codec/toy.js';

const toyProtocol = protocol({
  name: 'toy',
  title: 'Toy',
  carriedBy: { linktype: 1 },
  fields: {
    version: uint(4, 'Version', 'v', { names: names({ old: [1, 'The old one'] }) }),
    flags: group('Flags', 'f', { a: flag('A', 'a'), b: uint(3, 'B', 'b') }),
    length: uint(16, 'Length', 'l'),
    name: text('Name', 'n', { length: 'length' }),
  },
  rules: () => ({
    checks: [
      {
        severity: 'warning',
        when: (v) => v.version === 2,
        text: (v) => `odd: ${v.name}`,
        rfc: 'RFC 0',
      },
    ],
    summary: (v) => `named ${v.name}`,
  }),
});
const { decode } = toy(toyProtocol);
const shown = (hex: string, frame = {}) => fieldList(decode(hex, frame));

describe('the field list', () => {
  it('has a line for every field: bytes, bits, name, value, meaning', () => {
    expect(shown('1b 0003 616263', { number: 7 })).toBe(
      [
        '#7  Toy   6 bytes',
        '',
        'Toy, bytes 0–5   named abc',
        '  0    0–3  version  1      The old one',
        '  0    4–7  flags    a b=3',
        '  0    4    flags.a  1',
        '  0    5–7  flags.b  3',
        '  1–2       length   3',
        '  3–5       name     abc',
        '',
      ].join('\n'),
    );
  });

  it('shows one layer after the other, and bytes that nobody claims', () => {
    const list = shown('10 0001 61 beef');
    expect(list.split('\n').filter((line) => /^\S/.test(line))).toEqual([
      '#1  Toy › Data   6 bytes',
      'Toy, bytes 0–3   named a',
      'Data, bytes 4–5',
    ]);
    expect(list).toMatch(/ {2}4–5 +data +beef\n$/);
  });

  it('has what is odd below its layer', () => {
    expect(shown('20 0001 61')).toMatch(/ {2}3 +name +a\n {2}warning: odd: a \(RFC 0\)\n$/);
    expect(shown('20')).toBe(
      [
        '#1  Toy   1 bytes',
        '',
        'Toy, bytes 0–0',
        '  0  0–3  version  2',
        '  0  4–7  flags    b=0',
        '  0  4    flags.a  0',
        '  0  5–7  flags.b  0',
        '  raw  20',
        '  error: Toy: 3 bytes are needed, 1 left in the frame',
        '',
      ].join('\n'),
    );
  });

  it('says where there is nothing', () => {
    expect(shown('')).toMatch(/^#1 {2}Toy {3}0 bytes\n\nToy, no bytes\n {2}raw {2}\n/);
  });

  it('cuts long values', () => {
    const list = shown(`10 0064 ${'61'.repeat(100)}`);
    const line = list.split('\n').find((one) => one.includes(' name '));
    expect(line).toMatch(/ a{59}…$/);
    const own = toy();
    const long = fieldList(own.decode('ab'.repeat(100)));
    expect(long).toContain(`${'ab'.repeat(29)}a…`);
    expect(long).not.toContain('ab'.repeat(31));
  });

  it('never shows bytes of a packet as they are', () => {
    // Escape, bell, C1, a bidirectional override: in a value, a summary and a note.
    const list = shown('20 000a 1b5b326d 07 c29b e280ae');
    expect(
      [...list].filter((c) => c !== '\n' && (c < ' ' || /[\u007f-\u009f\u202e]/.test(c))),
    ).toEqual([]);
    expect(list.match(/\\u001b\[2m\\u0007\\u009b\\u202e/g)).toHaveLength(3);
  });
});

it('a list of bytes alone has one line', () => {
  const p = protocol({
    name: 'p',
    title: 'P',
    carriedBy: { linktype: 1 },
    fields: { b: bytes('B', 'b') },
  });
  expect(fieldList(toy(p).decode('00'))).toBe('#1  P   1 bytes\n\nP, bytes 0–0\n  0    b  00\n');
});
