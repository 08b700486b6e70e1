import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flag, uint } from '../../src/codec/fixed.js';
import { group } from '../../src/codec/group.js';
import { bytes, ifRoom } from '../../src/codec/parts.js';
import { protocol } from '../../src/codec/protocol.js';
import { toy } from './toy.js';

const byte = uint(8, 'Byte', 'b');

/** All that a rule may look at, each in a field of its own. */
const facts = protocol({
  name: 'facts',
  title: 'Facts',
  carriedBy: { linktype: 1 },
  fields: {
    header: byte,
    payload: byte,
    total: byte,
    next: byte,
    other: byte,
    marks: group('Marks', 'm', {
      given: flag('Given', 'the option was'),
      rest: uint(7, 'Rest', 'r'),
    }),
    'in.object': byte,
    type: uint(8, 'Type', 't', { alias: { key: 'len', when: (v) => v < 10 } }),
    option: ifRoom(byte),
  },
  tail: { behind: bytes('Behind', 'what follows the payload') },
  rules: (f) => ({
    headerLength: () => 9,
    selects: { kind: f.next, port: f.other },
    derived: {
      header: 'header',
      payload: 'payload',
      total: 'total',
      next: 'next',
      other: (d) => d.number('port') ?? 0xee,
      'marks.given': (d) => d.given.option !== undefined,
      'in.object': (d) => d.header + d.payload,
      type: (d) => 0x10 + d.header,
    },
  }),
});
const both = protocol({
  name: 'both',
  title: 'Both',
  carriedBy: { kind: [7, 8], port: 80 },
  fields: { x: uint(16, 'X', 'x') },
});
const { build, encode } = toy(facts, both);

/** What is kept of these fields in front of two bytes, and what is said of it. */
function told(fields: object) {
  const warnings: Record<string, unknown> = {};
  const packet = { layers: [{ protocol: 'facts', fields }, { protocol: 'both' }] };
  const hex = encode(packet, { warn: (one) => (warnings[one.field] = [one.given, one.expected]) });
  return { hex, warnings, fixed: encode(packet, { fix: true }) };
}

describe('what is left out is derived', () => {
  it.each<[string, string, () => string]>([
    [
      'in front of a protocol with numbers',
      '08020a0750000a18' + '0000',
      () => build(facts.with(), both.with()),
    ],
    ['in front of nothing', '0800 0800 ee00 0818', () => build(facts.with())],
    [
      'with fields that were given',
      '0902 0b07 5080 0b19 01 0000',
      () => build(facts.with({ option: 1 }), both.with()),
    ],
    [
      'with a tail',
      '0802 0c07 5000 0a18 0000 aabb',
      () => build(facts.with({ behind: 'aabb' }), both.with()),
    ],
  ])('%s', (_, hex, made) => {
    expect(made()).toBe(hex.replaceAll(' ', ''));
  });

  it('in a group, beside fields of it that were given', () => {
    expect(build(facts.with({ option: 1, marks: { rest: 3 } })).slice(10, 12)).toBe('83');
  });
});

describe('what was given', () => {
  it.each<[string, object, string, unknown[], string]>([
    ['a size', { header: 9 }, 'header', [9, 8], '0802'],
    ['a number of what follows', { next: 9 }, 'next', [9, 7], '0802'],
    ['in an object', { in: { object: 1 } }, 'in.object', [1, 10], '0802'],
    ['a size that could be such a number', { in: { object: 7 } }, 'in.object', [7, 10], '0802'],
    ['in a group', { marks: { given: true } }, 'marks.given', [true, false], '0802'],
    ['under an alias', { len: 9 }, 'type', [9, 24], '0802'],
  ])('stays, is warned of and mended: %s', (_, fields, path, expected, start) => {
    const { hex, warnings, fixed } = told(fields);
    expect(warnings).toEqual({ [path]: expected });
    expect(hex).not.toBe(fixed);
    expect(fixed.slice(0, 4)).toBe(start);
    expect(told({}).hex).toBe(fixed);
  });

  it('is no cause for a warning where it leads on as well', () => {
    // 8 leads to the same protocol as 7, and so does the port whatever `next` says.
    expect(told({ next: 8 }).warnings).toEqual({});
    expect(told({ next: 9, other: 80 }).warnings).toEqual({});
    expect(told({ next: 9, other: 81 }).warnings).toEqual({ next: [9, 7], other: [81, 80] });
  });

  it('is kept to the bit, whatever it is', () => {
    const given = fc.record({
      header: fc.nat(255),
      payload: fc.nat(255),
      total: fc.nat(255),
      next: fc.nat(255),
      other: fc.nat(255),
    });
    fc.assert(
      fc.property(given, (fields) => {
        const hex = Buffer.from(Object.values(fields)).toString('hex');
        expect(told(fields).hex.slice(0, 10)).toBe(hex);
      }),
    );
  });
});

it('an error in a derived value names layer and field', () => {
  const long = both.with();
  const layers = Array.from({ length: 130 }, () => long);
  expect(() => build(facts.with(), ...layers)).toThrow('facts.payload: 260 does not fit 8 bits');
});
