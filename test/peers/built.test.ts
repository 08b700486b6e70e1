import { afterAll, describe, expect, it } from 'vitest';
import { decode, encode } from '../../src/index.js';
import { built } from './built.js';
import { withoutDerived } from './derived.js';
import { deviation, odd, otherThanBuilt } from './exceptions.js';
import { grouped } from './grouped.js';
import { Folder } from './scapy.js';
import { type PeerPacket, tshark } from './tshark.js';

/** A packet of ours, and the packet of Scapy's that its values were taken from. */
interface Ours {
  readonly family: string;
  readonly description: string;
  readonly linktype: number;
  readonly bytes: Uint8Array;
  readonly original?: Uint8Array;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const folder = new Folder();
afterAll(() => folder.remove());

const ours: Ours[] = [
  ...built.map(({ linktype = 1, layers, ...what }) => ({
    ...what,
    linktype,
    bytes: encode({ layers: [...layers] }),
  })),
  ...folder.scapyCases().map(({ bytes: original, number: _, ...what }) => ({
    ...what,
    original,
    bytes: encode(withoutDerived(decode(original, { linktype: what.linktype }))),
  })),
];

const peers = new Map<Ours, PeerPacket>();
const rebuilt = new Map<Ours, Uint8Array>();
for (const [linktype, packets] of grouped(ours, (one) => one.linktype)) {
  const capture = folder.capture(
    linktype,
    packets.map((one) => one.bytes),
  );
  let next = 0;
  for await (const peer of tshark(capture)) peers.set(packets[next++] as Ours, peer);
  for (const [i, bytes] of folder.rebuilt(capture).entries())
    rebuilt.set(packets[i] as Ours, bytes);
}

/** What tshark holds against a packet. */
function complaints(peer: PeerPacket | undefined): string[] {
  if (peer === undefined) return ['unknown to tshark'];
  const { malformed, remarks } = peer;
  return [
    ...(malformed ? ['malformed'] : []),
    ...remarks
      .filter(({ name, severity }) => severity === 'error' || name.includes('checksum'))
      .map(({ name, message }) => `${name}: ${message}`),
  ];
}

describe('packets that we build', () => {
  for (const [family, packets] of grouped(ours, (one) => one.family)) {
    it(`${family}: tshark finds no fault (${packets.length} packets)`, () => {
      for (const one of packets) {
        if (odd(one)) continue;
        expect(complaints(peers.get(one)), one.description).toEqual([]);
      }
    });

    it(`${family}: Scapy rebuilds the same bytes`, () => {
      for (const one of packets) {
        if (deviation(one)) continue;
        expect(hex(rebuilt.get(one) ?? new Uint8Array()), one.description).toBe(hex(one.bytes));
      }
    });

    it(`${family}: what is left out is computed as Scapy computes it`, () => {
      for (const one of packets) {
        if (one.original === undefined || otherThanBuilt(one)) continue;
        expect(hex(one.bytes), one.description).toBe(hex(one.original));
      }
    });
  }
});
