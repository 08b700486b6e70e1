import { describe, expect, it } from 'vitest';
import { internet } from '../../src/codec/checksum/seal.js';
import { uint } from '../../src/codec/fixed.js';
import { group } from '../../src/codec/group.js';
import { protocol } from '../../src/codec/protocol.js';
import { endsCut } from '../../src/codec/verdict.js';
import { app, frame, msg, net, stack } from './stack.js';
import { fromHex, toy } from './toy.js';

const { build, decode } = stack();
const ends = { src: '192.0.2.1', dst: '198.51.100.2' };
const packet = (given = {}, outer = {}) =>
  build(net.with({ ...ends, ...outer }), msg.with(given), app.with({ t: 'aabb' }));
const own = toy(net, msg, app);

/** What is said of the message's checksum. */
const verdict = (hex: string, sizes = {}) => {
  const { checksum_status: status, checksum_expected: expected } =
    own.decode(hex, sizes).layers[1]?.fields ?? {};
  return expected === undefined ? status : [status, expected];
};
const right = packet();
const sum = own.decode(right).layers[1]?.fields.checksum as number;

describe('a checksum is', () => {
  it.each<[string, string, unknown]>([
    ['good', right, 'good'],
    ['bad, with what should stand there', packet({ checksum: 1 }), ['bad', sum]],
    ['absent', packet({ checksum: 0 }), 'absent'],
    // c000+0201+c633+6402+0011+0009, folded.
    ['partial: of the pseudo-header alone', packet({ checksum: 0xec51 }), 'partial'],
    ['not to be judged in a fragment', packet({ checksum: 1 }, { frag: ['mf'] }), 'unverified'],
    ['not to be judged where bytes are missing', right.slice(0, -2), 'unverified'],
  ])('%s', (_, hex, expected) => {
    expect(verdict(hex)).toEqual(expected);
  });

  it('judged where the capture ends with the layer or behind it: a length tells', () => {
    const bytes = right.length / 2;
    expect(verdict(right, { len: bytes })).toBe('good');
    expect(verdict(right, { len: bytes + 1 })).toBe('good');
    expect(verdict(right.slice(0, -2), { len: bytes })).toBe('unverified');
    expect(verdict(`${right}0000`, { len: bytes + 3 })).toBe('good');
  });

  it('judged in a header though its payload is cut', () => {
    const { fields } = own.decode(right.slice(0, -2)).layers[0] ?? {};
    expect(fields).toMatchObject({ checksum_status: 'good' });
  });

  it('bad whichever bit of what it covers is turned over', () => {
    const whole = fromHex(right);
    const start = own.decode(right).layers[1]?.offset as number;
    for (let bit = start * 8; bit < whole.length * 8; bit++) {
      // The length says what is covered.
      if (bit >> 3 === start + 2 || bit >> 3 === start + 3) continue;
      const b = whole.slice();
      b[bit >> 3] = (b[bit >> 3] as number) ^ (1 << (bit & 7));
      expect([bit, own.decode(b).layers[1]?.fields.checksum_status]).toEqual([bit, 'bad']);
    }
  });
});

it('stands beside the checksum, also in a group', () => {
  const grouped = protocol({
    name: 'grouped',
    title: 'Grouped',
    fields: {
      'a.n': uint(16, 'N', 'n'),
      'a.sum': uint(16, 'Sum', 's'),
      g: group('G', 'g', { h: uint(8, 'H', 'h'), l: uint(8, 'L', 'l') }),
    },
    rules: () => ({ sealed: { 'a.sum': internet() } }),
  });
  expect(toy(grouped).decode('0001 fffd 0001').layers[0]?.fields).toEqual({
    a: { n: 1, sum: 0xfffd, sum_status: 'good' },
    g: { h: 0, l: 1 },
  });
  expect(toy(grouped).decode('0001 0000 0001').layers[0]?.fields.a).toEqual({
    ...{ n: 1, sum: 0, sum_status: 'bad', sum_expected: 0xfffd },
  });
});

it('a layer ends cut only where the frame was longer than what was kept of it', () => {
  const hex = build(frame.with(), net.with(ends), msg.with(), app.with({ t: 'aabb' }));
  const bytes = hex.length / 2;
  const cut = (frameOf: object) => decode(hex, frameOf).layers.map(endsCut);
  expect(cut({})).toEqual([false, false, false, false]);
  expect(cut({ len: bytes + 5 })).toEqual([true, true, true, true]);
  const padded = decode(`${hex}00`, { len: bytes + 5 }).layers.map(endsCut);
  expect(padded).toEqual([true, false, false, false]);
});
