import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, type Packet } from '../../src/index.js';
import { bits } from '../../src/output/bits.js';
import { leavesOf, nodesOf } from '../../src/output/nodes.js';
import { fixturesOf } from '../fixtures.js';
import { anyPacket, shown } from './any-packet.js';

const fixture = (file: string, name: string): Packet => {
  const found = fixturesOf(file).find((one) => one.name === name);
  return decode(found?.bytes ?? new Uint8Array(), { linktype: found?.linktype ?? 1 });
};
const inBits = (byte: number): string => byte.toString(2).padStart(8, '0');

/** Bits by their place: `[bit of the packet, value]`, from the columns in which they stand. */
function drawn(lines: readonly string[], isLong: (byte: number) => boolean): [number, string][] {
  const found: [number, string][] = [];
  let byte = 0;
  for (const line of lines) {
    const words = line.startsWith(' '.repeat(28));
    if (words || !/^[ \d]{4} {2}[01 ]{4}( |$)/.test(line)) continue;
    // A line without an offset starts in the byte in which the one before it ended.
    if (line.slice(0, 4).trim()) byte = Number(line.slice(0, 4));
    const columns = line.slice(6);
    let last = byte;
    for (let i = 0; i < (isLong(byte) ? 4 : 2); i++) {
      [...columns.slice(11 * i, 11 * i + 9)].forEach((c, k) => {
        if (c === ' ') return;
        found.push([(byte + i) * 8 + (k > 4 ? k - 1 : k), c]);
        last = byte + i;
      });
    }
    byte = last;
  }
  return found;
}

describe('the bits', () => {
  it('stand at their places, beside what they say', async () => {
    const lines = (await shown(bits, fixture('tcp', 'syn'))).split('\n');
    for (const row of [
      '  14  0100                  version       4   IPv4',
      '           0101             hdr_len       20   5 words of 32 bits, no options',
      '       1                    flags.df      1   routers must not fragment it',
      '         0 0000  0000 0000  frag_offset   0   first and only fragment',
    ]) {
      expect(lines).toContain(row);
    }
  });

  it('have values of four letters a line at least, in the narrowest of widths', async () => {
    const lines = (await shown(bits, fixture('tcp', 'syn'), { width: 20 })).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBe(24);
  });

  it('are each of them shown once', async () => {
    const cases = fc.asyncProperty(anyPacket, async (packet) => {
      const long = new Set<number>();
      for (const { start, width } of packet.layers.flatMap((one) => leavesOf(nodesOf(one)))) {
        for (let bit = start; width > 64 && bit < start + width; bit += 8) long.add(bit >> 3);
      }
      const text = await shown(bits, packet);
      const lines = text.slice(text.indexOf('\n\n')).split('\n');
      const all: string[] = new Array(packet.bytes.length * 8).fill('');
      for (const [bit, value] of drawn(lines, (byte) => long.has(byte))) all[bit] += value;
      expect(all.join(',')).toBe([...Array.from(packet.bytes, inBits).join('')].join(','));
    });
    await fc.assert(cases, { numRuns: 300 });
  });

  it('have the letters of long fields beside them', async () => {
    const text = await shown(bits, decode(Buffer.from('0123456789ab'), { from: 'data' }));
    expect(text).toContain('12 bytes\n');
    expect(text).toContain('   8  0011 1000  0011 1001  0110 0001  0110 0010  89ab\n');
  });

  it('have what a group says above them', async () => {
    const text = await shown(bits, fixture('tcp', 'syn'));
    expect(text).toMatch(/^ {28}flags +asks for a connection$/m);
  });

  it('have notes below their layer, and say what is malformed', async () => {
    const text = await shown(bits, fixture('ip', 'option_too_long'));
    expect(text).toContain('malformed:');
    expect(text).toContain('[warning: malformed option: length 8, with 4 bytes left]');
  });
});
