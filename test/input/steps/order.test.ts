import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Packets } from '../../../src/input/capture/records.js';
import { Merged } from '../../../src/input/steps/merge.js';
import { Sorted } from '../../../src/input/steps/sort.js';
import { PcapngWriter } from '../../../src/output/capture/pcapng.js';
import { type Known, packetsIn, slotOf } from '../../output/capture/packets.js';

/** Packets out of one buffer that is written over and over, as those of a file are. */
function streamed(packets: readonly Known[]): Packets {
  const shared = new Uint8Array(64);
  let at = 0;
  return {
    next(slot) {
      const one = packets[at++];
      if (one === undefined) return false;
      const own = slotOf(one);
      shared.fill(0xee);
      shared.set(own.bytes);
      Object.assign(slot, own, { bytes: shared });
      return true;
    },
  };
}

const input = fc
  .array(fc.tuple(fc.nat({ max: 9 }), fc.constantFrom(0, 1, 999_999_999)), { maxLength: 30 })
  .map((times) =>
    times.map((time, i) => ({
      bytes: i.toString(16).padStart(8, '0'),
      time,
      len: 4,
      linktype: 1 + (i % 2),
    })),
  );

const inOrder = (packets: readonly Known[]): Known[] =>
  [...packets].sort(
    ({ time: [a = 0, b = 0] = [] }, { time: [c = 0, d = 0] = [] }) => a - c || b - d,
  );

const record = (sink: (bytes: Uint8Array) => void) =>
  new PcapngWriter(sink, { digits: () => 9, notice() {} });

describe('packets by time', () => {
  it.each([
    ['in memory', 1000],
    ['by way of the disk', 4],
  ])('are sorted, those of one time as they came: %s', (_, most) => {
    fc.assert(
      fc.property(input, (packets) => {
        const sorted = new Sorted(streamed(packets), record, { bytes: 1000, packets: most });
        expect(packetsIn(sorted)).toEqual(inOrder(packets));
      }),
      { numRuns: 60 },
    );
  });

  it('are merged, those of the earlier input first', () => {
    fc.assert(
      fc.property(fc.array(input, { maxLength: 6 }), (inputs) => {
        const sorted = inputs.map(inOrder);
        const merged = packetsIn(new Merged(sorted.map(streamed)));
        expect(merged).toEqual(inOrder(sorted.flat()));
      }),
    );
  });

  it('keep the order of an input that is not in order', () => {
    const at = (second: number): Known => ({ bytes: '00', len: 1, linktype: 1, time: [second, 0] });
    const merged = new Merged([streamed([at(5), at(1), at(6)]), streamed([at(2), at(7)])]);
    expect(packetsIn(merged).map(({ time }) => time?.[0])).toEqual([2, 5, 1, 6, 7]);
  });

  it('have those without a time where they are', () => {
    const none: Known = { bytes: '00', len: 1, linktype: 1 };
    const at = (second: number): Known => ({ ...none, time: [second, 0] });
    const sorted = new Sorted(streamed([at(5), none, at(3)]), record, { bytes: 1000, packets: 10 });
    expect(packetsIn(sorted).map(({ time }) => time?.[0])).toEqual([3, 5, undefined]);
  });
});
