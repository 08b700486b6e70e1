import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PcapngWriter } from '../../../src/output/capture/pcapng.js';
import { anyPacket, type Known, read, written } from './packets.js';

const pcapng = (packets: readonly Known[], digits = 9) =>
  read(written(packets, (sink) => new PcapngWriter(sink, { digits: () => digits, notice() {} })));

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const more = fc.record(
  {
    interface: fc.constantFrom('eth0', 'any', ''),
    direction: fc.constantFrom('in' as const, 'out' as const),
    fcs: fc.constantFrom(0, 2, 4),
    comments: fc.array(text, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: [] },
);

describe('a pcapng file of our own', () => {
  it('holds all that is known of packets', () => {
    const packet = fc
      .tuple(anyPacket(1), fc.constantFrom(1, 101, 276), more, fc.boolean())
      .map(([{ time, ...known }, linktype, own, timed]) => ({
        ...known,
        linktype,
        ...(timed && time ? { time } : {}),
        ...(Object.keys(own).length ? { more: own } : {}),
      }));
    fc.assert(
      fc.property(fc.array(packet, { minLength: 1, maxLength: 12 }), (packets) => {
        const { packets: again, capture } = pcapng(packets);
        expect(capture.damage).toBeUndefined();
        expect(again.map(({ time: _, ...rest }) => rest)).toEqual(
          packets.map(({ time: _, ...rest }) => rest),
        );
        // Only what the simple block can hold goes without a time.
        const times = (all: readonly Known[]) => all.map(({ time }) => time ?? [0, 0]);
        expect(times(again)).toEqual(times(packets));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps apart what has no time', () => {
    const bytes = '010203';
    const { packets } = pcapng([{ bytes, len: 3, linktype: 1 }]);
    expect(packets).toEqual([{ bytes, len: 3, linktype: 1 }]);
  });

  it('says the digits that its times have', () => {
    const { packets, capture } = pcapng(
      [{ bytes: '', len: 0, linktype: 1, time: [5, 999_999_000] }],
      6,
    );
    expect(capture.digits).toBe(6);
    expect(packets[0]?.time).toEqual([5, 999_999_000]);
  });

  it('refuses a time that it cannot hold', () => {
    const early: Known = { bytes: '00', len: 1, linktype: 1, time: [-5, 0] };
    expect(() => pcapng([early])).toThrow('pcapng holds no time -5 seconds after 1970');
  });
});
