import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { View } from '../../src/codec/view.js';
import { ndjson } from '../../src/output/json.js';
import { catalog } from '../../src/protocols/index.js';
import { allFixtures } from '../fixtures.js';
import { anyPacket } from './any-packet.js';
import { anyAround, bothWays, textOf, viewOf } from './views.js';
import { look } from './written.js';

const format = ndjson(look);

describe('a line straight from the bytes', () => {
  it('is that of the packet: fixtures', async () => {
    for (const [i, { bytes, linktype }] of allFixtures().entries()) {
      const view = new View(catalog);
      view.number = i;
      view.len = bytes.length;
      view.place(bytes, 0, bytes.length).locate(catalog.linktype(linktype));
      const [inPlace, byObjects] = await bothWays(format, view);
      expect(inPlace).toBe(byObjects);
    }
  });

  it('takes no object of a packet that has nothing odd', async () => {
    const met = new Set<string>();
    for (const { bytes, linktype } of allFixtures()) {
      const view = new View(catalog);
      view.len = bytes.length;
      view.place(bytes, 0, bytes.length).locate(catalog.linktype(linktype));
      const [, wanted] = await bothWays(format, view);
      view.packet = () => {
        throw new Error('was asked for');
      };
      let line = '';
      try {
        line = await textOf((out) => format.view?.(view, out));
      } catch {
        continue;
      }
      expect(line).toBe(wanted);
      for (let i = 0; i < view.cuts.count; i++) met.add(view.cuts.protocols[i]?.name ?? '');
    }
    const usual = ['eth', 'vlan', 'arp', 'ip', 'ipv6', 'icmp', 'icmpv6', 'tcp', 'udp', 'dns'];
    expect(usual.filter((name) => !met.has(name))).toEqual([]);
  });

  it('is that of the packet: changed and cut ones, anywhere in a buffer', async () => {
    await fc.assert(
      fc.asyncProperty(anyPacket, anyAround, fc.nat(99), async (packet, around, number) => {
        const [inPlace, byObjects] = await bothWays(format, viewOf(packet, around, number));
        expect(inPlace).toBe(byObjects);
      }),
      { numRuns: Number(process.env.RUNS ?? 2000) },
    );
  });

  it('is that of the packet: the same layers again, with something else in them', async () => {
    const own = ndjson(look);
    const changes: readonly (readonly [at: number, byte: number])[] = [
      // Addresses, a number, a window.
      ...([
        [29, 7],
        [38, 255],
        [48, 0],
      ] as const),
      // The sum is wrong; options of other kinds and lengths; none that fits.
      ...([
        [50, 0x94],
        [54, 1],
        [55, 3],
        [58, 8],
        [60, 254],
        [71, 0],
        [74, 9],
        [61, 40],
      ] as const),
    ];
    for (const [at, byte] of [...changes, ...changes]) {
      const bytes = syn();
      for (const changed of [syn(), bytes]) {
        bytes[at] = byte;
        const view = new View(catalog);
        view.len = changed.length;
        view.place(changed, 0, changed.length).locate(catalog.linktype(1));
        const [inPlace, byObjects] = await bothWays(own, view);
        expect(inPlace).toBe(byObjects);
      }
    }
  });
});

const syn = (): Uint8Array => Uint8Array.from(Buffer.from(SYN, 'hex'));
const SYN =
  '02000000000202000000000108004500003cabcd40004006a2b7c0000201c6336402c82201bb000003e800000000' +
  'a002faf093110000020405b40402080a000000010000000001030307';
