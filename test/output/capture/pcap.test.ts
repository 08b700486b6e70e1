import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/input/input-error.js';
import { PcapWriter } from '../../../src/output/capture/pcap.js';
import { anyPacket, type Known, read, written } from './packets.js';

const BYTES = '010203';
const one: Known = { bytes: BYTES, time: [7, 5000], len: 3, linktype: 1 };

function pcap(packets: readonly Known[], digits = 6) {
  const notices: string[] = [];
  const options = { digits: () => digits, notice: (text: string) => notices.push(text) };
  const file = written(packets, (sink) => new PcapWriter(sink, options));
  return { ...read(file), notices, file };
}

describe('a pcap file of our own', () => {
  it.each([6, 9])('holds packets, times of %i digits and lengths', (digits) => {
    const packet = anyPacket(digits === 6 ? 1000 : 1);
    fc.assert(
      fc.property(fc.array(packet, { minLength: 1, maxLength: 12 }), (packets) => {
        const { packets: again, capture, notices } = pcap(packets, digits);
        expect(again).toEqual(packets);
        expect([capture.damage, capture.digits, notices]).toEqual([undefined, digits, []]);
      }),
      { numRuns: 200 },
    );
  });

  it('has a header where it has no packet', () => {
    const { packets, capture, file } = pcap([]);
    expect([packets, capture.damage, file.length]).toEqual([[], undefined, 24]);
  });

  it('has one link type', () => {
    expect(() => pcap([one, { ...one, linktype: 101 }])).toThrow(
      'packet 2 has link type 101 (Raw IP), those before have link type 1 (Ethernet): ' +
        'one pcap file has one link type',
    );
  });

  it('has one length of check sequences', () => {
    const told = (...all: (number | undefined)[]) =>
      pcap(all.map((fcs) => ({ ...one, ...(fcs === undefined ? {} : { more: { fcs } }) })));
    for (const fcs of [undefined, 0, 2, 4]) {
      expect(told(fcs, fcs).packets.map(({ more }) => more?.fcs)).toEqual([fcs, fcs]);
    }
    expect(() => told(4, undefined)).toThrow('packet 2: not said, of those before: 4 bytes');
    expect(() => told(undefined, 0)).toThrow('packet 2: 0 bytes, of those before: not said');
  });

  it('says what it leaves out', () => {
    const fine = pcap([{ ...one, time: [7, 5001] }]);
    expect(fine.packets[0]?.time).toEqual([7, 5000]);
    expect(fine.notices).toEqual([expect.stringContaining('cut to microseconds')]);
    expect(pcap([{ ...one, more: { comments: ['x'] } }]).notices).toEqual([
      expect.stringContaining('no room for comments'),
    ]);
  });

  it('refuses times that it cannot hold', () => {
    for (const seconds of [-1, 2 ** 32]) {
      expect(() => pcap([{ ...one, time: [seconds, 0] }])).toThrow(InputError);
    }
    expect(pcap([{ ...one, time: [2 ** 32 - 1, 0] }]).packets).toHaveLength(1);
  });
});
