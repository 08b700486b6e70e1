import { describe, expect, it } from 'vitest';
import { internet } from '../../src/codec/checksum/seal.js';
import { evidenceOf } from '../../src/codec/evidence.js';
import { uint } from '../../src/codec/fixed.js';
import { protocol } from '../../src/codec/protocol.js';
import { stack } from './stack.js';
import { toy } from './toy.js';

/** A length and a sum, as many protocols have them, and what may follow. */
const box = protocol({
  name: 'box',
  title: 'Container',
  short: 'Box',
  carriedBy: { inside: 7 },
  fields: {
    kind: uint(8, 'Kind', 'what follows'),
    port: uint(8, 'Port', 'who may want it'),
    size: uint(16, 'Size', 'all of it'),
    sum: uint(16, 'Sum', 'of all'),
  },
  rules: (f) => ({
    totalLength: (b, o) => f.size(b, o) || -1,
    selects: { inside: f.kind, port: f.port },
    guesses: ['port'],
    sealed: { sum: internet() },
    resembles: (v) => [[v.kind === 7 ? 5 : 0, 'kind 7']],
    checks: [
      { severity: 'error', when: (v) => v.kind === 1, text: 'one' },
      { severity: 'error', when: (v) => v.kind === 1, text: 'once more' },
      { severity: 'warning', when: (v) => v.kind === 2, text: 'two' },
      { severity: 'note', when: (v) => v.kind === 3, text: 'three' },
    ],
  }),
});
const guest = protocol({
  name: 'guest',
  title: 'Guest',
  carriedBy: { port: [80, 81] },
  fields: { any: uint(8, 'Any', 'any') },
});
const { decode } = toy(box, guest);

const bits = (hex: string, at = 0) => {
  const layer = decode(hex).layers[at];
  return layer ? evidenceOf(layer).reduce((sum, [n]) => sum + n, 0) : undefined;
};
const texts = (hex: string, at = 0) => {
  const layer = decode(hex).layers[at];
  return layer && evidenceOf(layer).flatMap(([n, text]) => (text && n > 0 ? [text] : []));
};

/** Kind, port, size and sum; the sum is right for these. */
const FITS = '0000 0006 fff9';

describe('evidence', () => {
  it('is a checksum that is right, by as much as it has bits', () => {
    expect(texts(FITS)).toEqual(['length fits', 'checksum good']);
    expect(bits(FITS)).toBe(12 + 16);
    expect(bits('0000 0006 1234')).toBe(12 - 4);
    // It may be left to somebody else to fill it in.
    expect(bits('0000 0006 0000')).toBe(12 - 1);
  });

  it('names the layer of a checksum that lies inside', () => {
    expect(texts(`0700 000c ffff ${FITS}`, 1)).toEqual(['length fits', 'Box checksum good']);
  });

  it('leaves out a checksum that takes addresses which are not there', () => {
    const sealed = protocol({
      name: 'sealed',
      title: 'Sealed',
      fields: { sum: uint(16, 'Sum', 'of all') },
      rules: () => ({ sealed: { sum: internet({ pseudo: 6 }) } }),
    });
    const [layer] = toy(sealed).decode('1234').layers;
    expect(layer && evidenceOf(layer).every(([n]) => n === 0)).toBe(true);
  });

  it('is a length: exact, filled up, with something behind it, cut, impossible', () => {
    const rest = (size: string, more = 0, byte = '00') =>
      (bits(`0000 ${size} 0000 ${byte.repeat(more)}`) ?? 0) + 1;
    const exact = rest('0006');
    const filled = rest('0006', 8);
    const trailed = rest('0006', 8, 'aa');
    const cut = rest('0010');
    const cutMore = rest('f000');
    expect([exact, filled, trailed, cut, cutMore]).toEqual(
      [exact, filled, trailed, cut, cutMore].sort((a, b) => b - a),
    );
    expect(new Set([exact, filled, trailed, cutMore]).size).toBe(4);
    expect(cutMore).toBeLessThan(0);
    expect(rest('0003')).toBeLessThan(-10);
  });

  it('is what the checks complain of, up to a point', () => {
    const of = (kind: string) => (bits(`${kind}00 0006 0000`) ?? 0) - (bits('0000 0006 0000') ?? 0);
    expect(['01', '02', '03', '07'].map(of)).toEqual([-10, -3, 0, 5]);
  });

  it('is a number that is known, the rarer the better', () => {
    const with_ = (head: string) => (bits(`${head} 0008 0000 0000`) ?? 0) - 12 + 1;
    // Nothing is known of 9; one of 16 numbers is; a port is a guess that may well be wrong.
    expect(with_('0900')).toBe(-2);
    expect(with_('0700')).toBe(5 + 4);
    expect(with_('0050')).toBe(8 - 1);
    expect(with_('0001')).toBe(-2);
  });

  it('speaks against what does not fit into the bytes', () => {
    expect(bits('0000')).toBe(-6);
    const { decode: other } = stack();
    const [, broken] = other('0501 44').layers;
    expect(broken && evidenceOf(broken)).toEqual([[-6]]);
  });
});
