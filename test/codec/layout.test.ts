import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choice } from '../../src/codec/choice.js';
import { flag, uint } from '../../src/codec/fixed.js';
import { group } from '../../src/codec/group.js';
import { Layout } from '../../src/codec/layout.js';
import { bytes, optional } from '../../src/codec/parts.js';

const byte = uint(8, 'Byte', 'b');
const fields = {
  a: uint(4, 'A', 'a'),
  'in.b': uint(12, 'B', 'b', { alias: { key: 'c', when: (v) => v < 5 } }),
  flags: group('Flags', 'f', { x: flag('X', 'x'), rest: uint(7, 'Rest', 'r') }),
  size: byte,
  data: bytes('Data', 'd', { length: 'size' }),
  last: byte,
  more: optional(() => false, byte),
  body: choice('a', { 1: { own: byte } }),
};

describe('where fields stand', () => {
  const { items, parts, choices, head, dependent, sized } = new Layout(fields, []);

  it('fixed ones in runs of whole bytes, the others one by one', () => {
    const shown = items.map((item) =>
      item.kind === 'run' ? [item.bytes, ...item.cells.map(({ key }) => key)] : item.key,
    );
    expect(shown).toEqual([[4, 'a', 'in.b', 'flags', 'size'], 'data', [1, 'last'], 'more', 'body']);
    expect(items.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(parts.map(({ key }) => key)).toEqual(['data', 'more', 'body']);
    expect(choices.map(({ key }) => key)).toEqual(['body']);
    expect([head, dependent, sized]).toEqual([4, true, true]);
  });

  it('without a fixed head, and without anything that depends on another field', () => {
    const plain = new Layout({ data: bytes('Data', 'd'), n: byte }, []);
    expect([plain.head, plain.dependent, plain.sized]).toEqual([0, false, false]);
    expect(plain.readers()).toEqual({});
  });

  it('runs that fill no whole bytes are refused', () => {
    expect(() => new Layout({ a: flag('A', 'a'), d: bytes('D', 'd') }, [])).toThrow(
      'a: fill no whole bytes',
    );
  });
});

it('every key has a slot of its own, and one is left over', () => {
  const { known, empty, items } = new Layout(fields, ['beside', 'in.beside']);
  const keys = ['a', 'in.b', 'c', 'flags', 'size', 'data', 'last', 'more', 'beside', 'in.beside'];
  const slots = keys.map((key) => known.spot(key.split('.')).slot);
  expect([...slots].sort((x, y) => x - y)).toEqual(keys.map((_, i) => i));
  expect(empty).toEqual(new Array(keys.length + 1).fill(undefined));
  const [run, data, , , body] = items;
  if (run?.kind !== 'run' || data?.kind !== 'part' || body?.kind !== 'part') throw new Error();
  expect(run.cells.map(({ slot }) => slot)).toEqual([0, 1, 3, 4].map((i) => slots[i]));
  expect(run.cells.map(({ aliasSlot }) => aliasSlot)).toEqual([0, 2, 3, 4].map((i) => slots[i]));
  expect([data.slot, data.size]).toEqual([slots[5], { slot: slots[4], within: [] }]);
  // Its keys are those of its alternatives: nothing is laid there.
  expect(body.slot).toBe(keys.length);
});

it('cells cover each bit of a run once, whatever their widths', () => {
  const widths = fc.array(fc.integer({ min: 1, max: 53 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(widths, (all) => {
      const rest = (8 - (all.reduce((sum, bits) => sum + bits, 0) % 8)) % 8;
      const made = [...all, ...(rest ? [rest] : [])].map((bits, i) => [
        `f${i}`,
        uint(bits, 'F', 'f'),
      ]);
      const [run] = new Layout(Object.fromEntries(made), []).items;
      if (run?.kind !== 'run') throw new Error('no run');
      let at = 0;
      for (const { bit, field } of run.cells) {
        expect(bit).toBe(at);
        at += field.bits;
      }
      expect(run.bytes * 8).toBe(at);
    }),
  );
});
