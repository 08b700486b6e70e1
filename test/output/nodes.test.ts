import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leavesOf, type Node, nodesOf } from '../../src/output/nodes.js';
import { ownersOf, stretchesOf } from '../../src/output/owners.js';
import { fixturesOf } from '../fixtures.js';
import { anyPacket } from './any-packet.js';
import { decode } from './decode.js';

describe('the fields of a packet', () => {
  it('hold each of its bits once', () => {
    const cases = fc.property(anyPacket, (packet) => {
      const held = new Uint8Array(packet.bytes.length * 8);
      for (const layer of packet.layers) {
        for (const { start, width } of leavesOf(nodesOf(layer))) {
          for (let bit = start; bit < start + width; bit++) held[bit] = (held[bit] ?? 0) + 1;
        }
      }
      expect(held.length).toBe(packet.bytes.length * 8);
      expect(held.every((count) => count === 1)).toBe(true);
    });
    fc.assert(cases, { numRuns: 3000 });
  }, 60_000);

  it('stand in the bytes of their layer', () => {
    const cases = fc.property(anyPacket, (packet) => {
      const owners = ownersOf(packet);
      for (const layer of packet.layers) {
        for (const { start, width } of leavesOf(nodesOf(layer))) {
          const parts = stretchesOf(owners, start >> 3, (start + width + 7) >> 3);
          expect(parts.map((part) => part.layer)).toEqual([layer.index]);
        }
      }
    });
    fc.assert(cases, { numRuns: 1000 });
  }, 60_000);

  const partsOf = (file: string, name: string, protocol: string, from: string): string[] => {
    const found = fixturesOf(file).find((one) => one.name === name);
    const layer = found && decode(found).layer(protocol);
    const leaves: Node[] = layer ? leavesOf(nodesOf(layer)) : [];
    return leaves
      .filter((leaf) => leaf.name.startsWith(from))
      .map((leaf) => `${leaf.name.slice(from.length)} ${leaf.width} ${leaf.text}`);
  };

  it.each([
    ['tcp', 'syn', 'tcp', 'options.0.', ['kind 8 2', 'length 8 4', 'mss_val 16 1460']],
    ['ip', 'eol_with_bytes_behind', 'ip', 'opt.1.', ['type 8 0', 'padding 16 aabb']],
    ['ip', 'option_too_long', 'ip', 'opt.0', [' 32 94080000']],
    ['ip', 'unknown_option', 'ip', 'opt.0.', ['type 8 222', 'length 8 6', 'data 32 01020304']],
  ])('tell type, length and data of an option apart: %s %s', (file, name, p, from, parts) => {
    expect(partsOf(file, name, p, from)).toEqual(parts);
  });
});
