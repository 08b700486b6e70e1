import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, type Packet } from '../../src/index.js';
import { dump, dumpRows } from '../../src/output/dump.js';
import { fixturesOf } from '../fixtures.js';
import { anyPacket, shown } from './any-packet.js';
import { look } from './written.js';

const fixture = (file: string, name: string): Packet => {
  const found = fixturesOf(file).find((one) => one.name === name);
  return decode(found?.bytes ?? new Uint8Array(), { linktype: found?.linktype ?? 1 });
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
/** The bytes of the rows, as a reader of the hex alone finds them. */
const bytesOf = (lines: readonly string[]): string =>
  lines
    .map((line) => /^[\da-f]{4,} {2}((?:[\da-f]{2} {1,2})+) /.exec(line)?.[1] ?? '')
    .join('')
    .replaceAll(' ', '');

describe('the dump', () => {
  it('has offsets, bytes, text, and the layers of each row', () => {
    expect(dumpRows(fixture('tcp', 'syn'), look)).toEqual([
      'e Ethernet 0–13   i IPv4 14–33   t TCP 34–73',
      '0000  02 00 00 00 00 02 02 00  00 00 00 01 08 00 45 00  ··············E·  e14 i2',
      '0010  00 3c ab cd 40 00 40 06  a2 b7 c0 00 02 01 c6 33  ·<··@·@········3  i',
      '0020  64 02 c8 22 01 bb 00 00  03 e8 00 00 00 00 a0 02  d··"············  i2 t14',
      '0030  fa f0 93 11 00 00 02 04  05 b4 04 02 08 0a 00 00  ················  t',
      '0040  00 01 00 00 00 00 01 03  03 07                    ··········        t',
    ]);
  });

  it('folds to eight bytes a row where there is less room', () => {
    const rows = dumpRows(fixture('tcp', 'syn'), { ...look, width: 59, ascii: true });
    expect(rows.slice(0, 3)).toEqual([
      'e Ethernet 0-13   i IPv4 14-33   t TCP 34-73',
      '0000  02 00 00 00 00 02 02 00  ........  e',
      '0008  00 00 00 01 08 00 45 00  ......E.  e6 i2',
    ]);
  });

  it('gives layers of one name letters of their own, and a tail to its layer', () => {
    expect(dumpRows(fixture('ip', 'ip_in_ip'), look)[0]).toBe(
      'i IPv4 0–19   p IPv4 20–39   u UDP 40–47   d Data 48–49',
    );
    expect(dumpRows(fixture('arp', 'padded'), look)[0]).toBe(
      'e Ethernet 0–13, 42–59   a ARP 14–41',
    );
  });

  it.each([40, 60, 80])('has every byte once, at %i columns', (width) => {
    const cases = fc.asyncProperty(anyPacket, async (packet) => {
      const lines = (await shown(dump, packet, { width })).split('\n');
      expect(bytesOf(lines)).toBe(hex(packet.bytes));
    });
    return fc.assert(cases, { numRuns: 200 });
  });

  it('counts in the legend what the rows have', () => {
    const cases = fc.property(anyPacket, (packet) => {
      const legend = dumpRows(packet, { ...look, width: 4000 })[0] ?? '';
      const spans = legend.matchAll(/(?<= |^)(\d+)(?:–(\d+))?(?=,| {3}|$)/g);
      const covered = new Uint8Array(packet.bytes.length);
      for (const [, from = '', to = from] of spans) {
        for (let at = Number(from); at <= Number(to); at++) covered[at] = (covered[at] ?? 0) + 1;
      }
      expect(covered.every((count) => count === 1)).toBe(true);
    });
    fc.assert(cases, { numRuns: 300 });
  });

  it('leaves out what is long above tables only', async () => {
    const syn = fixture('tcp', 'syn').bytes;
    const bytes = Uint8Array.from([...syn, ...new Uint8Array(1400)]);
    bytes[16] = (bytes.length - 14) >> 8;
    bytes[17] = (bytes.length - 14) & 255;
    const packet = decode(bytes);
    const rows = dumpRows(packet, look);
    expect(rows.filter((row) => row.includes('…'))).toEqual(['      … 1,312 more bytes of Data …']);
    expect(rows).toHaveLength(1 + 5 + 4 + 1 + 2);
    const whole = await shown(dump, packet);
    expect(whole).not.toContain('more bytes');
    expect(bytesOf(whole.split('\n'))).toBe(hex(bytes));
  });

  it('says where there is nothing, and what was not captured', async () => {
    expect(await shown(dump, decode(new Uint8Array()))).toMatch(/^#1 {2}.*0 bytes\n$/);
    const cut = decode(fixture('tcp', 'syn').bytes, { frame: { len: 1514 } });
    expect(await shown(dump, cut)).toContain('74 bytes of 1514\n');
  });
});
