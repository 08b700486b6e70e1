import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABSURD, BROKEN, CUT, SHORT } from '../../src/codec/dissect.js';
import type { Layer, Packet } from '../../src/codec/packet.js';
import type { Protocol } from '../../src/codec/protocol.js';
import type { LayerPlace } from '../../src/codec/rules.js';
import { View } from '../../src/codec/view.js';
import { decode } from '../../src/index.js';
import { catalog } from '../../src/protocols/index.js';
import { allFixtures } from '../fixtures.js';
import { anyPacket } from '../output/any-packet.js';

/** Layers of which a rule says that no check has anything to say. */
function plainLayers(packet: Packet): Layer[] {
  const view = new View(catalog);
  const { bytes, layers } = packet;
  view.place(bytes, 0, bytes.length).locate(layers[0]?.protocol ?? catalog.data);
  return layers.filter((layer) => {
    const { protocol, index, offset, body, stop, limit, tailStart: tail, end, flags } = layer;
    if (flags & (BROKEN | CUT | ABSURD | SHORT) || layer.problem) return false;
    const place: LayerPlace = { cuts: view.cuts, index, body, stop, limit, tail, end };
    return protocol.plan.rules.plain?.(bytes, offset, place) ?? false;
  });
}

/** The checks that have something to say all the same. */
function found(packet: Packet): string[] {
  return plainLayers(packet).flatMap((layer) => {
    const { checks = [] } = layer.protocol.plan.rules;
    const said = checks.filter(({ when }) => when(layer.fields, layer));
    return said.map(({ field, text }) => `${layer.protocol.name}.${field}: ${text}`);
  });
}

/** More bytes of a header are options. */
const HEAD = 40;

const fixtures = allFixtures().map(({ bytes, linktype }) => ({ bytes, linktype }));

describe('what is plain', () => {
  const packets = fixtures.map(({ bytes, linktype }) => decode(bytes, { linktype }));

  it('has nothing that a check would say: fixtures', () => {
    expect(packets.flatMap(found)).toEqual([]);
  });

  it('is met in all protocols that have the rule', () => {
    const met = new Set(packets.flatMap(plainLayers).map(({ protocol }) => protocol));
    const rule = catalog.protocols.filter(({ plan }) => plan.rules.plain);
    expect(rule.length).toBeGreaterThan(8);
    expect(rule.filter((p) => !met.has(p)).map(({ name }) => name)).toEqual([]);
  });

  it('has nothing that a check would say: each byte of a plain header changed', () => {
    const tried = new Set<Protocol>();
    for (const [i, packet] of packets.entries()) {
      for (const { protocol, offset, body } of plainLayers(packet)) {
        if (tried.has(protocol)) continue;
        tried.add(protocol);
        const changed = Uint8Array.from(packet.bytes);
        for (let at = offset; at < Math.min(body, offset + HEAD); at++) {
          const before = packet.bytes[at] as number;
          for (let value = 0; value < 256; value++) {
            changed[at] = value;
            const { linktype } = fixtures[i] as { linktype: number };
            expect(found(decode(changed, { linktype }))).toEqual([]);
          }
          changed[at] = before;
        }
      }
    }
  }, 20_000);

  it('has nothing that a check would say: any packet', () => {
    fc.assert(
      fc.property(anyPacket, (packet) => {
        expect(found(packet)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
