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
});
