import { describe, expect, it } from 'vitest';
import { choice } from '../../src/codec/choice.js';
import { domainName } from '../../src/codec/domain.js';
import type { Fields } from '../../src/codec/field.js';
import { flag, uint } from '../../src/codec/fixed.js';
import { group } from '../../src/codec/group.js';
import { list } from '../../src/codec/list.js';
import { bytes, text } from '../../src/codec/parts.js';
import { protocol } from '../../src/codec/protocol.js';
import { option, tlv } from '../../src/codec/tlv.js';
import { fastest } from '../quick.js';
import { stack } from './stack.js';
import { toHex, toy, viaText } from './toy.js';

const MOST = 65535;
const names = { q: list('Names', 'n', { name: domainName('Name', 'n') }) };
const options = {
  o: tlv(
    'Options',
    'o',
    { key: 'kind', type: 8, length: 8, counts: 'all', single: [0, 1], end: 0 },
    {
      two: option(2, 'Two', { x: uint(16, 'X', 'x') }),
      three: option(3, 'Three', { l: list('L', 'l', { z: uint(8, 'Z', 'z') }) }),
      four: option(4, 'Four', {
        sub: tlv('Sub', 's', { key: 'k', type: 8, length: 8, counts: 'value' }, {}),
      }),
    },
  ),
};
const entries = {
  l: list('L', 'l', { g: group('G', 'g', { f: flag('F', 'f'), u: uint(7, 'U', 'u') }) }),
};
const texts = { l: list('L', 'l', { n: uint(8, 'N', 'n'), t: text('T', 't', { length: 'n' }) }) };
const bodies = {
  l: list('L', 'l', {
    n: uint(8, 'N', 'n'),
    m: uint(8, 'M', 'm'),
    c: choice('n', { 1: { z: uint(8, 'Z', 'z') }, 2: { name: domainName('N', 'n') } }, undefined, {
      length: 'm',
    }),
  }),
};

/** A row of the same bytes, as long as a datagram may be. */
function rowOf(...pattern: number[]): Uint8Array {
  const whole = MOST - (MOST % pattern.length);
  return Uint8Array.from({ length: whole }, (_, i) => pattern[i % pattern.length] ?? 0);
}

/** Pointers that each point to the one before, as far as 14 bits reach; then all to the last. */
function chained(first: number): Uint8Array {
  const b = new Uint8Array(MOST);
  let target = 0;
  for (let at = first; at + 2 <= MOST; at += 2) {
    b[at] = 0xc0 | (target >> 8);
    b[at + 1] = target;
    if (at < 0x3fff) target = at;
  }
  return b;
}

/** 127 labels, and then nothing but names that end in them: by pointer alone, or with one more. */
function longNames(own: readonly number[]): Uint8Array {
  const b: number[] = [];
  for (let i = 0; i < 126; i++) b.push(1, 1);
  b.push(0);
  while (b.length + own.length + 2 <= MOST) b.push(...own, 0xc0, own.length * 2);
  return Uint8Array.from(b);
}

/** The same labels where our own encoding never writes them: behind data, beyond 14 bits. */
const hidden = { skip: bytes('S', 's', { length: 0x4000 }), ...names };
function hiddenNames(): Uint8Array {
  const b = new Uint8Array(MOST - ((MOST - 0x4000) % 4));
  for (let i = 0; i < 126; i++) b.set([1, 1], 2 * i);
  for (let at = 0x4000; at < b.length; at += 4) b.set([1, at & 255, 0xc0, 2], at);
  return b;
}

const worst: readonly [string, Fields, Uint8Array][] = [
  ['a chain of pointers', names, chained(1)],
  ['names that are a pointer to a long one', names, longNames([])],
  ['names that end in a long one', names, longNames([1, 7])],
  ['names that our encoding cannot compress', hidden, hiddenNames()],
  ['names of one byte', names, rowOf(0)],
  ['names without end', names, rowOf(1)],
  ['names of long labels', names, rowOf(63, ...new Array(63).fill(7), 0)],
  ['pointers to themselves', names, rowOf(0xc0, 0)],
  ['options of one byte', options, rowOf(1)],
  ['unknown options', options, rowOf(9, 2)],
  ['options of another length', options, rowOf(2, 2)],
  ['options of another form', options, rowOf(3, 3, 9, 4, 3, 0)],
  ['options within options', options, rowOf(4, 6, 1, 0, 2, 0)],
  ['long options', options, rowOf(3, 255, ...new Array(253).fill(1))],
  ['an end and nothing but padding', options, rowOf(0)],
  ['options without end', options, rowOf(9, 255)],
  ['entries of one byte', entries, rowOf(0xa5)],
  ['empty texts', texts, rowOf(0)],
  ['bytes that are no text', texts, rowOf(1, 0xff)],
  ['a text of such bytes', { t: text('T', 't') }, rowOf(0xc3)],
  ['a text of control characters', { t: text('T', 't') }, rowOf(0)],
  ['empty bodies', bodies, rowOf(1, 0)],
  ['bodies of another form', bodies, rowOf(1, 2, 9, 9)],
  ['bodies that are no name', bodies, rowOf(2, 4, 0xc0, 1, 9, 9)],
  ['one row of bytes', { b: bytes('B', 'b') }, rowOf(0)],
];

/** Milliseconds: 50 where nothing else runs, with a margin for machines that are busy. */
const LIMIT = 150;

describe('64 KiB of the worst take no time', () => {
  it.each(worst)('%s', (_, fields, b) => {
    const own = toy(protocol({ name: 'p', title: 'P', carriedBy: { linktype: 1 }, fields }));
    const time = fastest(LIMIT, () => {
      for (const layer of own.decode(b).layers) expect(layer.fields).toBeDefined();
    });
    expect(time).toBeLessThan(LIMIT);
  });

  it.each(worst)('%s, and come back', { timeout: 20_000 }, (_, fields, b) => {
    const own = toy(protocol({ name: 'p', title: 'P', carriedBy: { linktype: 1 }, fields }));
    expect(own.encode(viaText(own.decode(b)))).toBe(toHex(b));
  });
});

describe('what could grow without bound', () => {
  it('nested headers end', () => {
    const { decode } = stack();
    const time = fastest(50, () => {
      expect(decode(rowOf(9)).layers.length).toBeLessThan(70);
    });
    expect(time).toBeLessThan(50);
  });

  it('a count of 4 billion entries allocates what is there', () => {
    const fields = {
      n: uint(32, 'N', 'n'),
      l: list('L', 'l', { x: uint(8, 'X', 'x') }, { count: 'n' }),
    };
    const own = toy(protocol({ name: 'p', title: 'P', carriedBy: { linktype: 1 }, fields }));
    const packet = own.decode('ffffffff 0102');
    expect(packet.layers[0]?.fields.l).toHaveLength(3);
    expect(own.encode(viaText(packet))).toBe('ffffffff0102');
  });

  it('a length of 4 billion bytes allocates what is there', () => {
    const fields = {
      n: uint(32, 'N', 'n'),
      b: bytes('B', 'b', { length: { of: 'n', times: 1024 } }),
    };
    const own = toy(protocol({ name: 'p', title: 'P', carriedBy: { linktype: 1 }, fields }));
    expect(own.encode(viaText(own.decode('ffffffff 0102')))).toBe('ffffffff0102');
  });

  it('thousands of layers with surplus between them are encoded at once', () => {
    const { encode } = stack();
    const layers: object[] = new Array(3000).fill({ protocol: 'tag', fields: { type: 1 } });
    const late = layers.map((_, after) => ({ protocol: 'data', after, fields: { data: 'ee' } }));
    const time = fastest(2000, () => {
      expect(encode({ layers: [...layers, ...late] })).toBe('01'.repeat(3000) + 'ee'.repeat(3000));
    });
    expect(time).toBeLessThan(2000);
  });
});
