import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineParts, writeParts } from '../../src/codec/line-parts.js';
import { OptionLine } from '../../src/codec/option-line.js';
import { written } from '../../src/codec/out.js';
import { BYTE, IPV4, MAC, OTHER, shortAt, wordAt } from '../../src/codec/printed.js';
import { tcpOptions } from '../../src/protocols/transport/tcp-options.js';

const bytes = Uint8Array.from({ length: 32 }, (_, i) => 255 - 7 * i);
const print = () => {};
const textOf = (parts: LineParts, size = 0, from = bytes) =>
  written((out) => writeParts(out, parts, from, 1, 10, size));

describe('parts of a line', () => {
  it('are text and values of each kind, where they stand', () => {
    const parts = new LineParts()
      .put('a text that is longer than a word ')
      .value({ how: BYTE, at: 0, print })
      .put(' ')
      .value(shortAt(1))
      .put(' ')
      .value(wordAt(3))
      .value({ how: IPV4, at: 0, print }, 2, true)
      .put(' ')
      .value({ how: MAC, at: 1, print })
      .put(', ')
      .size()
      .put(' → end');
    expect(textOf(parts.done(), 1460)).toBe(
      `a text that is longer than a word 248 ${0xf1ea} ${0xe3dcd5ce}171.164.157.150 ` +
        'f1:ea:e3:dc:d5:ce, 1460 → end',
    );
  });

  it('print other values from where their structure starts', () => {
    const parts = new LineParts().value(
      { how: OTHER, at: 5, print: (out, b, o) => out.decimal(b[o + 5] as number) },
      4,
      true,
    );
    expect(textOf(parts)).toBe(String(bytes[10 + 4 + 5]));
  });

  it('are nothing where nothing was put', () => {
    expect(textOf(new LineParts().done())).toBe('');
  });
});

describe('options as parts', () => {
  const line = new OptionLine(tcpOptions);
  const head = fc.constantFrom([1, 1, 8, 10], [2, 4, 5, 180], [1, 3, 3, 7], [1, 1, 19, 18], [0, 0]);
  const any = fc.tuple(head, fc.uint8Array({ maxLength: 36 }));

  it('say the same as options that are written one by one', () => {
    let made = 0;
    const agree = ([first, rest]: [readonly number[], Uint8Array]) => {
      const b = Uint8Array.from([9, 9, 9, ...first, ...rest]);
      const parts = line.addTo(new LineParts(), b, 1, 3, b.length);
      if (parts === undefined) return;
      made++;
      const one = written((out) => line.write(out, b, 3, b.length));
      expect(textOf(parts.done(), 0, b)).toBe(one);
      // The first four bytes tell what is said of all others.
      const other = b.map((byte, i) => (i < 7 ? byte : 255 - byte));
      const same = written((out) => line.write(out, other, 3, b.length));
      expect(textOf(parts, 0, other)).toBe(same);
    };
    fc.assert(fc.property(any, agree), { numRuns: 2000 });
    expect(made).toBeGreaterThan(100);
  });
});
