import { describe, expect, it } from 'vitest';
import { at, placeFrom } from '../../src/output/at.js';
import { leavesOf, nodesOf } from '../../src/output/nodes.js';
import { plain } from '../../src/output/paint.js';
import { allFixtures, fixturesOf } from '../fixtures.js';
import { decode } from './decode.js';
import { HOSTILE, named, steering } from './hostile.js';

const look = { width: 80, ascii: false, paint: plain, annotate: false };
const [syn] = fixturesOf('tcp').map(decode);
const shown = (where: string, of = syn) => at(of as typeof syn & {}, placeFrom(where), look);

describe('what stands at a byte', () => {
  it('is its fields with their bits, their layer, and those beside them', () => {
    expect(shown('0x14').split('\n')).toEqual([
      'byte 20 (0x14) is 0x40, 01000000',
      'Internet Protocol v4, 6 bytes into it',
      '',
      expect.stringMatching(/^20\.0–2 {5}ip\.flags +0b010 +Flags: /),
      expect.stringMatching(/^20\.0 {9}ip\.flags\.rb +0 /),
      expect.stringMatching(/^20\.1 {9}ip\.flags\.df +1 /),
      expect.stringMatching(/^20\.2 {9}ip\.flags\.mf +0 /),
      expect.stringMatching(/^20\.3–21\.7 {2}ip\.frag_offset +0 /),
      '',
      'before  18–19  ip.id',
      'after   22  ip.ttl',
      '',
    ]);
  });

  it('is one field for one bit', () => {
    const text = shown('20.3');
    expect(text).toContain('bit 3 is 0');
    expect(text).toContain('ip.frag_offset');
    expect(text).not.toContain('ip.flags.');
    expect(text).toContain('before  20.0–2  ip.flags');
  });

  it('is an option with the field of it', () => {
    expect(shown('62')).toMatch(
      /60–69 {2}tcp\.options\.2 .*\n62–65 {4}tcp\.options\.2\.\S*tsval +1 /,
    );
  });

  it('is told for every byte of every packet: each bit has one innermost field', {
    timeout: 60_000,
  }, () => {
    for (const fixture of allFixtures()) {
      const packet = decode(fixture);
      const leaves = packet.layers.flatMap((layer) => leavesOf(nodesOf(layer)));
      const times = new Uint8Array(fixture.bytes.length * 8);
      for (const { start, width } of leaves) {
        for (let i = start; i < start + width; i++) times[i] = (times[i] ?? 0) + 1;
      }
      expect(
        times.every((count) => count === 1),
        `${fixture.file} ${fixture.name}`,
      ).toBe(true);
      const { length } = fixture.bytes;
      for (const byte of [0, length >> 1, length - 1]) {
        expect(at(packet, { byte }, look)).toContain(`byte ${byte} (`);
      }
    }
  });

  it('keeps to the width and to ASCII on demand', () => {
    for (const width of [40, 80]) {
      for (const byte of [0, 20, 47, 60, 73]) {
        const text = at(syn as typeof syn & {}, { byte }, { ...look, width, ascii: true });
        expect(text).toMatch(/^[\n\x20-\x7e]*$/);
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
      }
    }
  });

  it('shows no byte of the packet raw', () => {
    const packet = named(HOSTILE);
    for (let byte = 0; byte < packet.bytes.length; byte++) {
      expect(steering(at(packet, { byte }, look))).toEqual([]);
    }
  });

  it('is nothing outside of the packet', () => {
    expect(() => shown('74')).toThrow(
      new RangeError('byte 74 is not there: the packet has bytes 0 to 73'),
    );
    const none = decode({ file: '', name: '', linktype: 1, bytes: new Uint8Array(0) });
    expect(() => shown('0', none)).toThrow('the packet has no bytes');
  });
});

describe('a place', () => {
  it('is a byte, or a bit of it', () => {
    expect(placeFrom('34')).toEqual({ byte: 34 });
    expect(placeFrom('0x22')).toEqual({ byte: 34 });
    expect(placeFrom('0X22.3')).toEqual({ byte: 34, bit: 3 });
    expect(placeFrom('0.7')).toEqual({ byte: 0, bit: 7 });
  });

  it.each(['', 'x', '-1', '1.8', '010', '1.', '0x', '1e3', ' 1'])('is not %j', (text) => {
    expect(() => placeFrom(text)).toThrow(RangeError);
  });
});
