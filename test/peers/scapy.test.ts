import { afterAll, describe, expect, it } from 'vitest';
import { decode, encode } from '../../src/index.js';
import { listed } from '../corpus/differences.js';
import { type Compared, compare } from './compare.js';
import { unseen } from './exceptions.js';
import { grouped } from './grouped.js';
import { type Case, Folder } from './scapy.js';
import { type PeerPacket, tshark } from './tshark.js';

const folder = new Folder();
const cases = folder.scapyCases();
const peers = new Map<Case, PeerPacket>();
for (const [linktype, packets] of grouped(cases, (one) => one.linktype)) {
  const capture = folder.capture(
    linktype,
    packets.map((one) => one.bytes),
  );
  let next = 0;
  for await (const peer of tshark(capture)) peers.set(packets[next++] as Case, peer);
}
afterAll(() => folder.remove());

function sentence({ description }: Case, found: Compared): string {
  const { outcome, name, ours, theirs } = found;
  return `${description}: ${name} ${outcome}: ours ${JSON.stringify(ours)}, theirs ${theirs?.show}`;
}

/** Differences of one packet that no reason is known for. */
function unexplained(one: Case): string[] {
  const peer = peers.get(one);
  if (peer === undefined) return [`${one.description}: tshark does not know the packet`];
  const packet = decode(one.bytes, { linktype: one.linktype });
  return compare(packet, peer)
    .filter((found) => !['agree', 'beyond', 'other'].includes(found.outcome) && !listed(found))
    .filter((found) => !(['ours', 'differ'].includes(found.outcome) && unseen(one)))
    .map((found) => sentence(one, found));
}

describe('packets that Scapy builds', () => {
  it('are many', () => {
    expect(cases.length).toBeGreaterThanOrEqual(300);
    expect(peers.size).toBe(cases.length);
  });

  for (const [family, packets] of grouped(cases, (one) => one.family)) {
    it(`${family}: every field is tshark's (${packets.length} packets)`, () => {
      expect(packets.flatMap(unexplained)).toEqual([]);
    });

    it(`${family}: come back byte for byte, straight and through JSON`, () => {
      for (const { bytes, linktype, description } of packets) {
        const packet = decode(bytes, { linktype });
        const text = JSON.stringify(packet);
        expect(Buffer.from(encode(packet)).toString('hex'), description).toBe(
          Buffer.from(bytes).toString('hex'),
        );
        expect(Buffer.compare(encode(JSON.parse(text)), bytes), description).toBe(0);
      }
    });
  }
});
