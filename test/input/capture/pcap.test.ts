import { describe, expect, it } from 'vitest';
import { CaptureError, readCapture } from '../../../src/input/capture.js';
import { read } from '../../output/capture/packets.js';
import { PACKET } from './blocks.js';
import { pcap } from './pcap-file.js';

describe('pcap', () => {
  for (const little of [true, false]) {
    for (const [magic, time] of [
      [0xa1b2c3d4, '1700000000.123456000'],
      [0xa1b23c4d, '1700000000.000123456'],
    ] as const) {
      it(`reads ${magic.toString(16)}, ${little ? 'little' : 'big'} endian`, () => {
        const capture = readCapture(pcap([{ fraction: 123456, len: 60 }], { magic, little }));
        expect(capture.format).toBe('pcap');
        expect([...capture]).toEqual([
          { number: 1, time, bytes: PACKET, len: 60, caplen: 5, linktype: 1 },
        ]);
        expect(capture.damage).toBeUndefined();
      });
    }
  }

  it('gives views into the file, numbered from 1', () => {
    const file = pcap([{}, { bytes: new Uint8Array() }, {}], { linktype: 113 });
    const frames = [...readCapture(file)];
    expect(frames.map((frame) => frame.number)).toEqual([1, 2, 3]);
    expect(frames.map((frame) => frame.caplen)).toEqual([5, 0, 5]);
    expect(frames.every((frame) => frame.bytes.buffer === file.buffer)).toBe(true);
    expect(frames[0]?.linktype).toBe(113);
  });

  it('reads a file inside of a larger buffer', () => {
    const file = pcap([{}]);
    const around = new Uint8Array(file.length + 7).fill(0xa5);
    around.set(file, 3);
    const [frame] = readCapture(around.subarray(3, 3 + file.length));
    expect(frame?.bytes).toEqual(PACKET);
  });

  it('skips the longer record headers of a patched Linux', () => {
    const [frame] = readCapture(pcap([{}], { magic: 0xa1b2cd34, header: 24 }));
    expect(frame?.bytes).toEqual(PACKET);
  });

  it('tells record headers of 28 bytes from those of 24', () => {
    const look = { magic: 0xa1b2cd34, header: 28 } as const;
    for (const count of [1, 2, 5]) {
      const frames = [...readCapture(pcap(Array(count).fill({ fraction: 7 }), look))];
      expect(frames.map(({ bytes }) => bytes)).toEqual(Array(count).fill(PACKET));
    }
  });

  it('reads the lengths of version 2.2 the other way round', () => {
    const file = pcap([{ caplen: 60, len: 5 }], { minor: 2 });
    expect([...readCapture(file)]).toMatchObject([{ bytes: PACKET, len: 60 }]);
  });

  it.each([
    [0x2400_0001, { fcs: 4 }],
    [0x0400_0001, { fcs: 0 }],
    [0x2000_0001, undefined],
    [0x03ff_0001, undefined],
  ])('tells of check sequences above the link type: %i', (linktype, more) => {
    expect(read(pcap([{}], { linktype })).packets).toMatchObject([{ linktype: 1 }]);
    expect(read(pcap([{}], { linktype })).packets[0]?.more).toEqual(more);
  });

  it('carries a fraction of more than a second', () => {
    const [frame] = readCapture(pcap([{ fraction: 2_500_000 }]));
    expect(frame?.time).toBe('1700000002.500000000');
  });

  it('carries no further than the latest time that a capture holds', () => {
    const garbage = { seconds: 0xffffffff, fraction: 0xffffffff };
    const [frame] = readCapture(pcap([garbage]));
    expect(frame?.time).toBe('4294967295.000000000');
  });

  it('has no frames in an empty capture', () => {
    const capture = readCapture(pcap([]));
    expect([...capture]).toEqual([]);
    expect(capture.damage).toBeUndefined();
  });

  it('gives the last record as far as it goes', () => {
    const file = pcap([{}, {}]);
    const capture = readCapture(file.subarray(0, -2));
    const frames = [...capture];
    expect(frames.map((frame) => frame.caplen)).toEqual([5, 3]);
    expect(frames[1]).toMatchObject({ bytes: PACKET.subarray(0, 3), len: 5 });
    expect(capture.damage).toEqual({
      offset: 53,
      text: 'record 2 promises 5 bytes, the file has 3 of them',
    });
  });

  it('believes no length that the file does not hold', () => {
    const capture = readCapture(pcap([{ caplen: 0xffff_ffff }, {}]));
    const [frame, ...others] = [...capture];
    expect(frame?.caplen).toBe(26);
    expect(others).toEqual([]);
    expect(capture.damage?.text).toContain('promises 4294967295 bytes');
  });

  it('ends where a record header is cut', () => {
    const capture = readCapture(pcap([{}, {}]).subarray(0, 50));
    expect([...capture]).toHaveLength(1);
    expect(capture.damage).toEqual({
      offset: 45,
      text: 'the file ends inside the header of record 2',
    });
  });

  it('ends where the file header is cut', () => {
    const capture = readCapture(pcap([]).subarray(0, 20));
    expect([...capture]).toEqual([]);
    expect(capture.damage?.text).toBe('the file ends inside the pcap header');
  });

  it('can be read twice', () => {
    const capture = readCapture(pcap([{}, {}]).subarray(0, -1));
    expect([...capture]).toEqual([...capture]);
    expect(capture.damage).toBeDefined();
  });

  it('refuses what is no capture', () => {
    for (const bytes of [new Uint8Array(), Uint8Array.of(1, 2, 3), new Uint8Array(100)]) {
      expect(() => readCapture(bytes)).toThrow(CaptureError);
    }
  });
});
