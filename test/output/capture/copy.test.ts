import { describe, expect, it } from 'vitest';
import { openRecords, recordsOf } from '../../../src/input/capture/open.js';
import type { Pcap } from '../../../src/input/capture/pcap.js';
import type { Pcapng } from '../../../src/input/capture/pcapng.js';
import type { Slot } from '../../../src/input/capture/records.js';
import { emptySlot } from '../../../src/input/capture/slot.js';
import { Ahead, bytesSource } from '../../../src/input/source.js';
import { PcapCopy } from '../../../src/output/capture/pcap-copy.js';
import { PcapngCopy, type PcapngCopyOptions } from '../../../src/output/capture/pcapng-copy.js';
import { join, PACKET, pad, writer } from '../../input/capture/blocks.js';
import { pcap } from '../../input/capture/pcap-file.js';
import { read } from './packets.js';

const plain: PcapngCopyOptions = { edited: false, selected: false, split: false, notice() {} };

type Change = (slot: Slot, number: number) => boolean;

/** Copies a capture, through a small window, packet by packet as `take` has it. */
function copied(file: Uint8Array, options: Partial<PcapngCopyOptions> = {}, take?: Change) {
  const capture = openRecords(new Ahead(bytesSource(file)), 64);
  if (!capture) throw new Error('no capture');
  const pieces: Uint8Array[] = [];
  const sink = (bytes: Uint8Array) => pieces.push(bytes.slice());
  const look = { ...plain, ...options };
  const copy =
    capture.format === 'pcap'
      ? new PcapCopy(capture as Pcap, look, sink)
      : new PcapngCopy(capture as Pcapng, look, sink);
  const slot = emptySlot();
  for (let number = 1; capture.next(slot); number++) {
    if (take?.(slot, number) ?? true) copy.packet(slot);
  }
  copy.end();
  return Buffer.concat(pieces);
}

/** A file with all kinds of blocks and options, known and unknown. */
function everything(little: boolean): Uint8Array {
  const { section, device, enhanced, block, option, u16, u32 } = writer(little);
  const odd = option(0x7777, Uint8Array.of(9, 8, 7));
  const comment = option(1, Buffer.from('why'));
  return join(
    section(),
    device(1, 0, option(2, Buffer.from('eth0')), odd, u32(0)),
    device(101, 3, option(9, Uint8Array.of(9)), u32(0)),
    block(4, u16(1, 8), Uint8Array.of(127, 0, 0, 1), Buffer.from('abc\0'), u32(0)),
    enhanced(0, 1_700_000_000_123_456n, 60),
    block(10, u32(0x544c534b, 4), Buffer.from('keys')),
    block(6, u32(0, 0, 9, 5, 5), pad(PACKET), comment, odd, u32(0)),
    block(0x0bad, u32(1, 2, 3)),
    block(2, u16(0, 7), u32(0, 1_000_000, 5, 60), pad(PACKET), comment, u32(0)),
    block(3, u32(5), PACKET),
    block(9, Buffer.from('__REALTIME_TIMESTAMP=1\n')),
    block(5, u32(0, 0, 0), option(4, new Uint8Array(8)), u32(0)),
    block(0xbad, u32(32473), Buffer.from('custom')),
  );
}

describe('a capture copied', () => {
  for (const little of [true, false]) {
    const order = little ? 'little' : 'big';
    it(`is the same, byte for byte (pcapng, ${order} endian)`, () => {
      const file = join(everything(little), everything(!little));
      expect(copied(file)).toEqual(Buffer.from(file));
    });

    for (const header of [16, 24, 28] as const) {
      it(`is the same, byte for byte (pcap, ${order} endian, heads of ${header})`, () => {
        const magic = header === 16 ? 0xa1b23c4d : 0xa1b2cd34;
        const file = pcap([{ fraction: 5 }, { len: 99 }, {}], {
          little,
          header,
          magic,
          linktype: 0x2400_0001,
        });
        expect(copied(file)).toEqual(Buffer.from(file));
      });
    }

    it(`keeps blocks and options where packets change (${order} endian)`, () => {
      const file = everything(little);
      const later = (slot: Slot): boolean => {
        if (slot.timed) slot.seconds += 10;
        slot.end = Math.min(slot.end, slot.start + 3);
        return true;
      };
      const { packets: before } = read(file);
      const changed = copied(file, { edited: true }, later);
      const { packets: after, capture } = read(changed);
      expect(capture.damage).toBeUndefined();
      expect(after.map(({ len, more, linktype }) => ({ len, more, linktype }))).toEqual(
        before.map(({ len, more, linktype }) => ({ len, more, linktype })),
      );
      after.forEach(({ bytes, time }, i) => {
        expect(bytes).toBe(before[i]?.bytes.slice(0, 6));
        const [seconds, nanoseconds] = before[i]?.time ?? [-10, 0];
        expect(time ?? [0, 0]).toEqual([seconds + 10, nanoseconds]);
      });
      // The option that nobody knows, and all other blocks.
      expect(changed.includes(Buffer.of(9, 8, 7, 0))).toBe(true);
      for (const text of ['keys', 'custom', '__REALTIME', 'abc\0']) {
        expect(changed.includes(text)).toBe(true);
      }
    });

    it(`keeps the longer heads where packets change (${order} endian)`, () => {
      const file = pcap([{}, {}], { little, header: 24, magic: 0xa1b2cd34 });
      file.fill(0x77, 24 + 16, 24 + 24);
      const changed = copied(file, { edited: true }, (slot) => {
        slot.seconds++;
        return true;
      });
      const { packets } = read(changed);
      expect(packets.map(({ time }) => time)).toEqual(Array(2).fill([1_700_000_001, 0]));
      expect(changed.subarray(40, 48)).toEqual(Buffer.alloc(8, 0x77));
    });
  }

  it('without some packets says no length of its section', () => {
    const { section, device, enhanced } = writer(true);
    const sized = section();
    new DataView(sized.buffer).setBigInt64(16, 100n, true);
    const file = join(sized, device(), enhanced(0, 0n), enhanced(0, 1n), enhanced(0, 2n));
    const some = copied(file, { selected: true }, (_, number) => number !== 2);
    expect(new DataView(some.buffer, some.byteOffset).getBigInt64(16, true)).toBe(-1n);
    expect(read(some).packets.map(({ time }) => time?.[1])).toEqual([0, 2000]);
  });

  it('with another link type', () => {
    expect(read(copied(pcap([{}]), { linktype: 113 })).packets[0]?.linktype).toBe(113);
    const { packets } = read(copied(everything(false), { linktype: 113 }));
    expect(new Set(packets.map(({ linktype }) => linktype))).toEqual(new Set([113]));
    // What the upper bits tell of a frame check sequence stays.
    const fcs = copied(pcap([{}], { linktype: 0x2400_0001 }), { linktype: 9 });
    expect(fcs.readUInt32LE(20)).toBe(0x2400_0009);
  });

  it('without what it told of check sequences', () => {
    const { section, device, enhanced, option, u32 } = writer(true);
    const [name, told] = [option(2, Buffer.from('eth0')), option(13, Uint8Array.of(32))];
    const file = join(section(), device(1, 0, name, told, u32(0)), device(1), enhanced(0, 0n));
    expect(read(copied(file)).packets[0]?.more).toEqual({ interface: 'eth0', fcs: 4 });
    const wanted = join(section(), device(1, 0, name, u32(0)), device(1), enhanced(0, 0n));
    expect(copied(file, { unsealed: true })).toEqual(Buffer.from(wanted));
    const old = copied(pcap([{}], { linktype: 0x2400_0001 }), { unsealed: true });
    expect(old).toEqual(Buffer.from(pcap([{}])));
  });

  it('gives what is whole of a damaged one', () => {
    const file = pcap([{}, {}]).subarray(0, -2);
    const { packets, capture } = read(copied(file));
    expect(packets.map(({ bytes, len }) => [bytes.length / 2, len])).toEqual([
      [5, 5],
      [3, 5],
    ]);
    expect(capture.damage).toBeUndefined();
    const cut = everything(true);
    const whole = copied(cut.subarray(0, cut.length - 70));
    expect(recordsOf(whole)).toBeDefined();
    expect(read(whole).capture.damage).toBeUndefined();
  });

  it('has a header even where none is whole', () => {
    expect(read(copied(pcap([]).subarray(0, 20)))).toMatchObject({ packets: [] });
    expect(read(copied(writer(true).section().subarray(0, 20)))).toMatchObject({ packets: [] });
  });

  it('begins each further file with what packets refer to', () => {
    const capture = recordsOf(everything(true)) as Pcapng;
    const files: Uint8Array[][] = [[]];
    const sink = (bytes: Uint8Array) => files.at(-1)?.push(bytes.slice());
    const copy = new PcapngCopy(capture, { ...plain, split: true }, sink);
    const slot = emptySlot();
    for (let number = 0; capture.next(slot); number++) {
      if (number > 0) {
        copy.end();
        files.push([]);
        copy.turn(sink);
      }
      copy.packet(slot);
    }
    copy.end();
    const all = files.map((pieces) => read(Buffer.concat(pieces)));
    expect(all.map(({ packets }) => packets.length)).toEqual([1, 1, 1, 1]);
    expect(all.every(({ capture: { damage } }) => damage === undefined)).toBe(true);
    expect(all.flatMap(({ packets }) => packets)).toEqual(read(everything(true)).packets);
    expect(Buffer.concat(files[3] ?? []).includes('keys')).toBe(true);
  });
});
