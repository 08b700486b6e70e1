import { describe, expect, it } from 'vitest';
import { choice } from '../../src/codec/choice.js';
import { ipv4, uint } from '../../src/codec/fixed.js';
import { list } from '../../src/codec/list.js';
import { bytes } from '../../src/codec/parts.js';
import { readFields, writeFields } from './toy.js';

const kind = uint(8, 'Kind', 'k');
const len = uint(8, 'Length', 'l');
const forms = {
  1: { port: uint(16, 'Port', 'p') },
  2: { addr: ipv4('Address', 'a'), 'x.y': uint(8, 'Y', 'y') },
};

function holds(fields: Parameters<typeof readFields>[0], hex: string, v: unknown) {
  expect(readFields(fields, hex)).toMatchObject({ problem: '', left: 0 });
  expect(readFields(fields, hex).v).toEqual(v);
  expect(writeFields(fields, readFields(fields, hex).v)).toBe(hex.replaceAll(' ', ''));
}

describe('choice', () => {
  const plain = { kind, body: choice('kind', forms), end: uint(8, 'End', 'e') };

  it.each([
    ['01 0050 ff', { kind: 1, port: 80, end: 255 }],
    ['02 c0000201 07 ff', { kind: 2, addr: '192.0.2.1', x: { y: 7 }, end: 255 }],
    ['03 ff', { kind: 3, end: 255 }],
  ])('%s stands in the object around', (hex, v) => {
    holds(plain, hex, v);
  });

  it('takes its key in any form in which the field may be given', () => {
    expect(writeFields(plain, { kind: '0x01', port: 80 })).toBe('01005000');
  });

  it.each([
    [{ kind: 1, addr: '192.0.2.1' }, 'addr: no such field; there are kind, end, port'],
    [{ kind: 1, prot: 1 }, "prot: no such field; did you mean 'port'?"],
    [{ kind: 2, x: { z: 1 } }, 'x.z: no such field; there are y'],
    [{ kind: 2, x: 1 }, 'x: an object is needed, with y'],
    [{ kind: 3, port: 1 }, 'port: no such field'],
    [{ kind: 1, port: 65536 }, 'port: 65536 does not fit 16 bits (0 to 65535)'],
  ])('refuses %j', (given, message) => {
    expect(() => writeFields(plain, given)).toThrow(message);
  });

  it('has a form for all others', () => {
    const fields = { kind, body: choice('kind', forms, { raw: bytes('Raw', 'r') }) };
    holds(fields, '09 aabb', { kind: 9, raw: 'aabb' });
    holds(fields, '01 0050', { kind: 1, port: 80 });
  });

  it('does not find forms that only look like ones', () => {
    const fields = { body: choice(() => 'constructor', forms, { raw: bytes('Raw', 'r') }) };
    holds(fields, 'aabb', { raw: 'aabb' });
  });

  it('may look ahead', () => {
    const fields = {
      body: choice((v, ahead) => (ahead ? ahead.left : v.port === undefined ? 4 : 2), {
        2: forms[1],
        4: { addr: ipv4('Address', 'a') },
      }),
    };
    holds(fields, '0050', { port: 80 });
    holds(fields, 'c0000201', { addr: '192.0.2.1' });
  });

  it('shares an object with the fields around where keys have dots', () => {
    const fields = {
      'a.kind': kind,
      body: choice('a.kind', { 1: { 'a.port': uint(16, 'Port', 'p') } }),
    };
    holds(fields, '01 0050', { a: { kind: 1, port: 80 } });
    expect(() => writeFields(fields, { a: { kind: 1, prot: 80 } })).toThrow(
      "a.prot: no such field; did you mean 'port'?",
    );
  });

  it('may stand within a choice', () => {
    const fields = {
      kind,
      body: choice('kind', {
        1: { sub: uint(8, 'Sub', 's'), more: choice('sub', forms) },
      }),
    };
    holds(fields, '01 01 0050', { kind: 1, sub: 1, port: 80 });
    holds(fields, '01 02 c0000201 07', { kind: 1, sub: 2, addr: '192.0.2.1', x: { y: 7 } });
    expect(() => writeFields(fields, { kind: 1, sub: 1, addr: '192.0.2.1' })).toThrow('addr');
  });

  it('leaves what was given as it was', () => {
    const given = Object.freeze({ kind: '2', addr: '192.0.2.1', x: Object.freeze({ y: '0x7' }) });
    expect(writeFields(plain, given)).toBe('02c00002010700');
    expect(given).toEqual({ kind: '2', addr: '192.0.2.1', x: { y: '0x7' } });
  });
});

describe('a choice that must fill its room', () => {
  const sized = {
    kind,
    len,
    body: choice('kind', forms, undefined, { length: 'len' }),
    end: uint(8, 'End', 'e'),
  };

  it.each([
    ['as declared', '01 02 0050 ff', { kind: 1, len: 2, port: 80, end: 255 }],
    ['too long for its form', '01 03 005001 ff', { kind: 1, len: 3, data: '005001', end: 255 }],
    ['too short for its form', '01 01 50 ff', { kind: 1, len: 1, data: '50', end: 255 }],
    ['empty', '01 00 ff', { kind: 1, len: 0, data: '', end: 255 }],
    ['of no form', '09 02 aabb ff', { kind: 9, len: 2, data: 'aabb', end: 255 }],
    ['of no form and empty', '09 00 ff', { kind: 9, len: 0, end: 255 }],
  ])('%s', (_, hex, v) => {
    holds(sized, hex, v);
  });

  it('derives its length', () => {
    expect(writeFields(sized, { kind: 2, addr: '192.0.2.1', x: { y: 7 }, end: 255 })).toBe(
      '0205c000020107ff',
    );
    expect(writeFields(sized, { kind: 1, data: 'aabbcc' })).toBe('0103aabbcc00');
  });

  it('refuses a body beside fields that would stand in it', () => {
    expect(() => writeFields(sized, { kind: 1, port: 80, data: 'aa' })).toThrow(
      'data: stands for the whole body: port beside it has no place',
    );
  });

  it('is cut with its room', () => {
    expect(readFields(sized, '01 05 0050').problem).toBe('the body has 5 bytes, 2 left');
  });

  const own = {
    kind,
    body: choice(
      'kind',
      { 1: { port: uint(16, 'Port', 'p'), data: bytes('Data', 'of its own') } },
      undefined,
      { exact: true },
    ),
  };

  it.each([
    ['01', { kind: 1, data: '' }],
    ['01 50', { kind: 1, data: '50' }],
    ['01 0050', { kind: 1, port: 80 }],
    ['01 0050aa', { kind: 1, port: 80, data: 'aa' }],
  ])('%s: a form may have a field called data too', (hex, v) => {
    holds(own, hex, v);
  });

  it('leaves nothing of a form behind that did not fit', () => {
    const fields = {
      kind,
      body: choice(
        'kind',
        {
          1: {
            first: uint(8, 'First', 'f'),
            l: list('List', 'l', { n: len, b: bytes('B', 'b', { length: 'n' }) }),
          },
        },
        undefined,
        { exact: true },
      ),
    };
    holds(fields, '01 05 01aa 02bbcc', {
      kind: 1,
      first: 5,
      l: [
        { n: 1, b: 'aa' },
        { n: 2, b: 'bbcc' },
      ],
    });
    holds(fields, '01 05 01aa 03bbcc', { kind: 1, data: '0501aa03bbcc' });
  });
});
