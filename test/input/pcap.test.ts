import { describe, expect, it } from 'vitest';
import { CaptureError, readCapture } from '../../src/input/capture.js';

const PACKET = Uint8Array.of(1, 2, 3, 4, 5);

interface Look {
  magic?: number;
  little?: boolean;
  linktype?: number;
  /** Bytes of a record's header, as Linux 2.x with a patch had more of them. */
  header?: 16 | 24;
}
interface Record {
  seconds?: number;
  fraction?: number;
  caplen?: number;
  len?: number;
  bytes?: Uint8Array;
}

function pcap(records: readonly Record[], look: Look = {}): Uint8Array {
  const { magic = 0xa1b2c3d4, little = true, linktype = 1, header = 16 } = look;
  const size = records.reduce((sum, one) => sum + header + (one.bytes ?? PACKET).length, 24);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, little);
  view.setUint16(4, 2, little);
  view.setUint16(6, 4, little);
  view.setUint32(16, 65535, little);
  view.setUint32(20, linktype, little);
  let at = 24;
  for (const { seconds = 1_700_000_000, fraction = 0, bytes: data = PACKET, ...one } of records) {
    view.setUint32(at, seconds, little);
    view.setUint32(at + 4, fraction, little);
    view.setUint32(at + 8, one.caplen ?? data.length, little);
    view.setUint32(at + 12, one.len ?? data.length, little);
    bytes.set(data, at + header);
    at += header + data.length;
  }
  return bytes;
}

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

  it('ignores what stands above the link type', () => {
    const [frame] = readCapture(pcap([{}], { linktype: 0x2400_0001 }));
    expect(frame?.linktype).toBe(1);
  });

  it('carries a fraction of more than a second', () => {
    const [frame] = readCapture(pcap([{ fraction: 2_500_000 }]));
    expect(frame?.time).toBe('1700000002.500000000');
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
