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

const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex');
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
function complaints(one: Ours): string[] {
  const peer = peers.get(one);
  if (peer === undefined) return [`${one.description}: unknown to tshark`];
  const found = peer.remarks.filter(
    ({ name, severity }) => severity === 'error' || name.includes('checksum'),
  );
  return [
    ...(peer.malformed ? [`${one.description}: malformed`] : []),
    ...found.map(({ name, message }) => `${one.description}: ${name}: ${message}`),
  ];
}

/** Where two packets part, with both from there on. */
function parting(one: Ours, other: Uint8Array | undefined): string[] {
  const [mine, theirs] = [hex(one.bytes), hex(other)];
  if (mine === theirs) return [];
  let at = 0;
  while (at < mine.length && mine[at] === theirs[at]) at++;
  const from = at & ~1;
  const rest = (text: string) => text.slice(from, from + 24);
  return [`${one.description}: at ${from / 2}: ours ${rest(mine)}, theirs ${rest(theirs)}`];
}

const rebuiltOtherwise = (one: Ours) => parting(one, rebuilt.get(one));
const computedOtherwise = (one: Ours) => (one.original ? parting(one, one.original) : []);

describe('packets that we build', () => {
  it('have no exception that they do not need', () => {
    const idle = ours.filter(
      (one) =>
        (odd(one) && complaints(one).length === 0) ||
        (deviation(one) && rebuiltOtherwise(one).length === 0) ||
        (otherThanBuilt(one) && computedOtherwise(one).length === 0),
    );
    expect(idle.map(({ family, description }) => `${family}: ${description}`)).toEqual([]);
  });

  for (const [family, packets] of grouped(ours, (one) => one.family)) {
    it(`${family}: tshark finds no fault (${packets.length} packets)`, () => {
      expect(packets.filter((one) => !odd(one)).flatMap(complaints)).toEqual([]);
    });

    it(`${family}: Scapy rebuilds the same bytes`, () => {
      const alike = packets.filter((one) => !deviation(one));
      expect(alike.flatMap(rebuiltOtherwise)).toEqual([]);
    });

    it(`${family}: what is left out is computed as Scapy computes it`, () => {
      const made = packets.filter((one) => !otherThanBuilt(one));
      expect(made.flatMap(computedOtherwise)).toEqual([]);
    });
  }
});
