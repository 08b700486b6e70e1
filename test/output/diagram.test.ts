import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, type Packet } from '../../src/index.js';
import { diagram } from '../../src/output/diagram.js';
import { fixturesOf } from '../fixtures.js';
import { anyPacket, shown } from './any-packet.js';

const fixture = (file: string, name: string): Packet => {
  const found = fixturesOf(file).find((one) => one.name === name);
  return decode(found?.bytes ?? new Uint8Array(), { linktype: found?.linktype ?? 1 });
};
const lines = async (packet: Packet, width = 80): Promise<string[]> =>
  (await shown(diagram, packet, { width })).split('\n');
/** The lines of one layer. */
async function layer(packet: Packet, title: string, width = 80): Promise<string[]> {
  const all = await lines(packet, width);
  const from = all.findIndex((line) => line.startsWith(title));
  const to = all.indexOf('', from);
  return all.slice(from + 1, to < 0 ? all.length : to);
}

describe('the diagram', () => {
  it('draws a header as its RFC does, with values', async () => {
    expect((await layer(fixture('tcp', 'syn'), 'Internet Protocol v4')).slice(0, 12)).toEqual([
      '    0                   1                   2                   3',
      '    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1',
      '   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+',
      '14 |Version|Header |   DSCP    |ECN|         Total length          |',
      '   |       |length |           |   |                               |',
      '   |   4   |  20   |     0     | 0 |  60 (20 header + 40 payload)  |',
      '   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+',
      '18 |        Identification         |R|D|M|     Fragment offset     |',
      '   |                               |B|F|F|                         |',
      '   |        0xabcd (43981)         |0|1|0|            0            |',
      '   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+',
      '22 | Time to live  |   Protocol    |        Header checksum        |',
    ]);
  });

  it('leaves the line open where a field goes on in the next row', async () => {
    const eth = await layer(fixture('tcp', 'syn'), 'Ethernet');
    expect(eth).toContain('   +                               +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+');
    expect(eth).toContain('   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               +');
  });

  it('explains the names of single bits', async () => {
    const tcp = await layer(fixture('tcp', 'syn'), 'Transmission');
    expect(tcp).toContain('  SYN  Synchronize = 1, opens the connection');
    expect(tcp).toContain('  PSH  Push = 0');
  });

  it('draws what is missing of a header as missing', async () => {
    const ip = await layer(fixture('ip', 'cut_in_header'), 'Internet Protocol v4');
    expect(ip.filter((line) => line.includes('xxxx'))).toHaveLength(4);
    expect(ip.join('\n')).toContain('7 bytes');
    const cut = await layer(fixture('ip', 'header_longer_than_packet'), 'Internet Protocol v4');
    expect(cut.join('\n')).toContain('missing');
  });

  it('tears long fields open, and counts their bytes', async () => {
    const data = decode(new Uint8Array(517), { from: 'data' });
    const drawn = await layer(data, 'Data');
    expect(drawn[3]).toMatch(/^ *0 \/ +Data +\/$/);
    expect(drawn[4]).toMatch(/^ +\/ +\(517 bytes\) +\/$/);
    expect(drawn).toHaveLength(9);
  });

  it('marks what is malformed', async () => {
    const ip = await layer(fixture('ip', 'option_too_long'), 'Internet Protocol v4');
    expect(ip.join('\n')).toContain('malformed Router alert');
  });

  it.each([
    [40, 16],
    [66, 16],
    [67, 32],
    [120, 32],
  ])('has at %i columns %i bits a row', async (width, bits) => {
    const ip = await layer(fixture('tcp', 'syn'), 'Internet Protocol v4', width);
    expect(ip[2]?.trim()).toBe(`${'+-'.repeat(bits)}+`);
  });

  it('draws as many bits as the packet has', async () => {
    const cases = fc.asyncProperty(anyPacket, async (packet) => {
      for (const one of packet.layers) {
        const missing = { head: one.protocol.plan.head - one.length };
        if (missing.head > 0 || one.length % 4 || one.length > 64 || one.problem) continue;
        if (one.end > one.tailStart && one.protocol.plan.tail) continue;
        // What is missing of a layer has numbers that bytes of the one behind it have too.
        const drawn = (await lines(packet)).filter((line) => /^ *\d+ (?:\||\/(?!x))/.test(line));
        const own = drawn.filter((line) => {
          const at = Number.parseInt(line, 10);
          return at >= one.offset && at < one.body;
        });
        // Each row that is not torn open stands for four bytes, in order, from the layer's first.
        const rows = own.filter((line) => !line.includes('/'));
        const places = own.map((line) => Number.parseInt(line, 10));
        expect(places[0] ?? one.offset).toBe(one.offset);
        if (rows.length === own.length && !own.some((line) => line.includes('xx'))) {
          expect(places).toEqual(own.map((_, i) => one.offset + 4 * i));
          expect(own.length * 4).toBe(one.length);
        }
      }
    });
    await fc.assert(cases, { numRuns: 200 });
  });
});
