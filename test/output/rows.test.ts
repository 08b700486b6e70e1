import { describe, expect, it } from 'vitest';
import { flag, uint } from '../../src/codec/fixed.js';
import { group } from '../../src/codec/group.js';
import { list } from '../../src/codec/list.js';
import { bytes, text } from '../../src/codec/parts.js';
import { protocol } from '../../src/codec/protocol.js';
import { option, tlv } from '../../src/codec/tlv.js';
import { Clean } from '../../src/output/clean.js';
import { plain } from '../../src/output/paint.js';
import { bitsOf, bytesText, placeText, type Row, rowsOf } from '../../src/output/rows.js';
import { toy } from '../codec/toy.js';
import { allFixtures } from '../fixtures.js';
import { decode } from './decode.js';

const look = { width: 80, ascii: false, paint: plain, annotate: false };
const clean = () => new Clean(look);

describe('rows', () => {
  it('hold each bit of every layer once, whole packets and cut ones', { timeout: 60_000 }, () => {
    for (const fixture of allFixtures()) {
      const { length } = fixture.bytes;
      for (const end of new Set([length, length - 1, length >> 1, Math.min(length, 37)])) {
        const packet = decode({ ...fixture, bytes: fixture.bytes.subarray(0, end) });
        const times = new Uint8Array(end * 8);
        for (const layer of packet.layers) {
          for (const row of rowsOf(layer.annotations, clean())) {
            if (row.depth > 0) continue;
            for (let i = row.start; i < row.start + row.width; i++) times[i] = (times[i] ?? 0) + 1;
          }
        }
        expect(
          times.findIndex((count) => count !== 1),
          `${fixture.file} ${fixture.name} ${end}`,
        ).toBe(-1);
      }
    }
  });

  it('have those of more depth inside the one above them', { timeout: 60_000 }, () => {
    const astray: string[] = [];
    for (const fixture of allFixtures()) {
      for (const layer of decode(fixture).layers) {
        const around: Row[] = [];
        for (const row of rowsOf(layer.annotations, clean())) {
          around.length = row.depth;
          const outer = around[row.depth - 1];
          const within =
            outer !== undefined &&
            row.start >= outer.start &&
            row.start + row.width <= outer.start + outer.width;
          if (row.depth > 0 && !within) astray.push(`${fixture.file} ${row.name}`);
          around.push(row);
        }
      }
    }
    expect(astray).toEqual([]);
  });

  const p = protocol({
    name: 'p',
    title: 'P',
    carriedBy: { linktype: 1 },
    fields: {
      nums: group('Numbers', 'n', { a: uint(6, 'A', 'a'), b: uint(2, 'B', 'b') }),
      both: group(
        'Both',
        'b',
        { x: uint(4, 'X', 'x'), y: uint(4, 'Y', 'y') },
        { means: () => 'both' },
      ),
      flags: group('Flags', 'f', {
        res: uint(5, 'Reserved', 'r'),
        up: flag('Up', 'u'),
        down: flag('Down', 'd'),
        odd: flag('Odd', 'o', { means: () => 'is odd' }),
      }),
      wide: group(
        'Wide',
        'w',
        { z: flag('Z', 'z'), rest: uint(11, 'Rest', 'r') },
        { show: () => 'ZED', means: () => 'says more' },
      ),
      n: uint(4, 'N', 'n'),
      entries: list('List', 'l', { k: uint(8, 'K', 'k'), v: uint(8, 'V', 'v') }, { count: 'n' }),
      o: tlv(
        'Options',
        'o',
        { key: 'kind', type: 8, length: 8, counts: 'all', single: [0] },
        {
          one: option(1, 'The one', { value: uint(8, 'Value', 'v', { means: (v) => `${v}!` }) }),
          two: option(2, 'The two', { a: uint(8, 'A', 'a'), b: uint(8, 'B', 'b') }),
        },
        { length: 14 },
      ),
      said: text('Text', 't', { length: 2 }),
      rest: bytes('Rest', 'r'),
    },
  });
  const hex = '0d 45 03 8002 0102 0304 010307 02040809 0905beef01 0904 6869 68656c6c6f21 00';
  const packet = toy(p).decode(hex.replace(' 0904', ' 0002'));
  const rows = rowsOf(packet.layers[0]?.annotations ?? [], clean());
  const shown = rows.map((row) => [
    placeText(row),
    `${' '.repeat(row.depth)}${row.name}`,
    row.value,
    row.meaning,
  ]);

  it('show groups of numbers by these, flags by those that are set, options with their fields', () => {
    expect(shown.slice(0, 19)).toEqual([
      ['0.0–5', 'nums.a', '3', ''],
      ['0.6–7', 'nums.b', '1', ''],
      ['1', 'both', '0b01000101', 'both'],
      ['1.0–3', ' x', '4', ''],
      ['1.4–7', ' y', '5', ''],
      ['2', 'flags', '0b00000011', 'down odd'],
      ['2.6', ' down', '1', 'd'],
      ['2.7', ' odd', '1', 'is odd'],
      ['3.0–4.3', 'wide', '0x800', 'ZED: says more'],
      ['3.0', ' z', '1', 'z'],
      ['4.4–7', 'n', '2', ''],
      ['5–6', 'entries.0', '', ''],
      ['5', ' k', '1', ''],
      ['6', ' v', '2', ''],
      ['7–8', 'entries.1', '', ''],
      ['7', ' k', '3', ''],
      ['8', ' v', '4', ''],
      ['9–11', 'o.0', 'one 7', 'The one: 7!'],
      ['12–15', 'o.1', 'two', 'The two'],
    ]);
    expect(shown[19]).toEqual(['14', ' a', '8', '']);
  });

  it('say where a place is, in bytes and in bits', () => {
    const place = { start: 20 * 8 + 3, width: 13 };
    expect([bytesText(place), bitsOf(place)]).toEqual(['20–21', '3–15']);
    expect([bytesText({ start: 8, width: 0 }), bitsOf({ start: 8, width: 0 })]).toEqual(['', '']);
    expect(bitsOf({ start: 8, width: 16 })).toBe('');
  });

  it('say what letters bytes have, and how many they are', () => {
    const say = (rest: string) => {
      const only = protocol({
        name: 'b',
        title: 'B',
        carriedBy: { linktype: 1 },
        fields: { b: bytes('B', 'b') },
      });
      const [row] = rowsOf(toy(only).decode(rest).layers[0]?.annotations ?? [], clean());
      return [row?.value, row?.meaning, row?.idle];
    };
    expect(say('68656c6c6f')).toEqual(['68656c6c 6f', '5 bytes: hello', false]);
    expect(say('00'.repeat(6))).toEqual(['00000000 0000', '6 bytes', true]);
    expect(say('6869')).toEqual(['6869', '', false]);
    expect(say('ab'.repeat(33))[0]).toBe(`${Array(8).fill('abababab').join(' ')}…`);
  });
});
