import { describe, expect, it } from 'vitest';
import { decode, type Packet } from '../../src/index.js';
import { tree } from '../../src/output/tree.js';
import { fixturesOf } from '../fixtures.js';
import { shown } from './any-packet.js';

const fixture = (file: string, name: string, frame = {}): Packet => {
  const found = fixturesOf(file).find((one) => one.name === name);
  return decode(found?.bytes ?? new Uint8Array(), { linktype: found?.linktype ?? 1, frame });
};
const lines = async (packet: Packet, width = 80): Promise<string[]> =>
  (await shown(tree, packet, { width })).split('\n');

describe('the tree', () => {
  it('starts with the frame', async () => {
    const frame = { number: 7, time: '1700000000.123456789', len: 1514, comments: ['odd'] };
    expect((await lines(fixture('tcp', 'syn', frame))).slice(0, 6)).toEqual([
      'Frame 7: 1514 bytes on the wire, 74 captured',
      '    Time: 1700000000.123456789 s since 1970',
      '    Link type: 1 (Ethernet)',
      '    Comment: odd',
      'Ethernet, 02:00:00:00:00:01 → 02:00:00:00:00:02',
      '    Destination: 02:00:00:00:00:02 (locally administered)',
    ]);
  });

  it('draws bits in the bytes in which they are, those of a group in all of its bytes', async () => {
    const all = await lines(fixture('tcp', 'syn'));
    for (const line of [
      '    0100 .... = Version: 4 (IPv4)',
      '    .... 0101 = Header length: 20 (5 words of 32 bits, no options)',
      "        .1.. .... = Don't fragment: set",
      '    ...0 0000 0000 0000 = Fragment offset: 0 (first and only fragment)',
      '        .... .... .... ..1. = Synchronize: set',
      '    Header checksum: 0xa2b7 [good]',
    ]) {
      expect(all).toContain(line);
    }
  });

  it('nests options and entries of lists', async () => {
    const syn = (await lines(fixture('tcp', 'syn'))).join('\n');
    expect(syn).toContain(
      '    Option: Maximum segment size, 4 bytes\n        Kind: 2 (Maximum segment size)\n' +
        '        Length: 4\n        MSS: 1460',
    );
    const dns = (await lines(fixture('dns', 'cname-answer'))).join('\n');
    const mpls = (await lines(fixture('icmp', 'ttl-exceeded-mpls'))).join('\n');
    expect(mpls).toContain(
      '    Objects 1\n        Length: 12\n        Class: 1 (MPLS label stack)\n' +
        '        Class type: 1\n        Stack 1\n            0000',
    );
    expect(dns).toMatch(
      /\n {4}Answers 1\n {8}Name: web.example.org\n(?: {8}.*\n)+ {4}Answers 2\n {8}/,
    );
  });

  it('has the right value beside a wrong checksum, and notes below the layer', async () => {
    const all = await lines(fixture('ip', 'wrong_checksum'));
    expect(all).toContain('    Header checksum: 0x1234 [bad: 0xe2ca expected]');
    expect(all).toContain('    [warning: checksum is wrong: 0xe2ca expected]');
  });

  it('cuts bytes to the line and says how many there are', async () => {
    const data = decode(new Uint8Array(60_000).fill(0xab), { from: 'data' });
    expect((await lines(data)).at(-2)).toBe(`    Data: ${'ab'.repeat(27)}… (60000 bytes)`);
  });
});
