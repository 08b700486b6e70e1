import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Out } from '../../src/codec/out.js';
import type { Packet } from '../../src/codec/packet.js';
import { View } from '../../src/codec/view.js';
import { ndjson } from '../../src/output/json.js';
import { catalog } from '../../src/protocols/index.js';
import { allFixtures } from '../fixtures.js';
import { anyPacket } from './any-packet.js';
import { look } from './written.js';

const format = ndjson(look);

/** What is written of a view, in pieces of any size. */
function lineOf(view: View, size?: number): string {
  const pieces: Buffer[] = [];
  const out = new Out((bytes) => pieces.push(Buffer.from(bytes)), size);
  format.view?.(view, out);
  out.flush();
  return Buffer.concat(pieces).toString();
}

/** The same of a packet with all its objects. */
function lineOfPacket(packet: Packet): string {
  let text = '';
  const out = new Out((bytes) => {
    text += Buffer.from(bytes).toString();
  });
  format.packet(packet, out);
  out.flush();
  return text;
}

interface Around {
  before: number;
  behind: number;
  len: number;
}

/** The packet's bytes somewhere in a larger buffer, which holds other things around them. */
function viewOf({ bytes, layers }: Packet, { before, behind, len }: Around, number = 1): View {
  const room = new Uint8Array(before + bytes.length + behind).fill(0xa5);
  room.set(bytes, before);
  const view = new View(catalog);
  view.number = number;
  view.len = bytes.length + len;
  view.timed = number % 2 === 1;
  view.seconds = 1_700_000_000;
  view.nanoseconds = 12_345 * number;
  view.linktype = 1;
  view.place(room, before, before + bytes.length).locate(layers[0]?.protocol ?? catalog.data);
  return view;
}

describe('a line straight from the bytes', () => {
  it('is that of the packet: fixtures', () => {
    for (const [i, { bytes, linktype }] of allFixtures().entries()) {
      const view = new View(catalog);
      view.number = i;
      view.len = bytes.length;
      view.place(bytes, 0, bytes.length).locate(catalog.linktype(linktype));
      expect(lineOf(view)).toBe(lineOfPacket(view.packet()));
    }
  });

  it('takes no object of a packet that has nothing odd', () => {
    const met = new Set<string>();
    for (const { bytes, linktype } of allFixtures()) {
      const view = new View(catalog);
      view.len = bytes.length;
      view.place(bytes, 0, bytes.length).locate(catalog.linktype(linktype));
      const wanted = lineOfPacket(view.packet());
      view.packet = () => {
        throw new Error('was asked for');
      };
      let line = '';
      try {
        line = lineOf(view);
      } catch {
        continue;
      }
      expect(line).toBe(wanted);
      for (let i = 0; i < view.cuts.count; i++) met.add(view.cuts.protocols[i]?.name ?? '');
    }
    const usual = ['eth', 'vlan', 'arp', 'ip', 'ipv6', 'icmp', 'icmpv6', 'tcp', 'udp', 'dns'];
    expect(usual.filter((name) => !met.has(name))).toEqual([]);
  });

  it('is that of the packet: changed and cut ones, anywhere in a buffer', () => {
    const around = fc.record({
      before: fc.nat(9),
      behind: fc.nat(9),
      len: fc.option(fc.nat(99), { nil: 0, freq: 3 }),
    });
    fc.assert(
      fc.property(anyPacket, around, fc.nat(99), (packet, places, number) => {
        const view = viewOf(packet, places, number);
        expect(lineOf(view)).toBe(lineOfPacket(view.packet()));
      }),
      { numRuns: Number(process.env.RUNS ?? 2000) },
    );
  });
});
