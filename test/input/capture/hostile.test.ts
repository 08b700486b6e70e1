import { describe, expect, it } from 'vitest';
import { recordsOf } from '../../../src/input/capture/open.js';
import type { Pcap } from '../../../src/input/capture/pcap.js';
import type { Pcapng } from '../../../src/input/capture/pcapng.js';
import { emptySlot } from '../../../src/input/capture/slot.js';
import { InputError } from '../../../src/input/input-error.js';
import { PcapWriter } from '../../../src/output/capture/pcap.js';
import { PcapCopy } from '../../../src/output/capture/pcap-copy.js';
import { PcapngWriter } from '../../../src/output/capture/pcapng.js';
import { PcapngCopy } from '../../../src/output/capture/pcapng-copy.js';
import type { CaptureWriter } from '../../../src/output/capture/writer.js';
import { fastest } from '../../quick.js';
import { join, PACKET, pad, writer } from './blocks.js';
import { pcap } from './pcap-file.js';

const MUTATIONS = 10_000;
/** More than any one of the files holds, and much less than any length that lies. */
const MOST_WRITTEN = 1 << 16;

/** The same numbers on every machine (Marsaglia's xorshift). */
function numbers(seed: number): (below: number) => number {
  let x = seed;
  return (below) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % below;
  };
}

function rich(little: boolean): Uint8Array {
  const { section, device, enhanced, block, option, u16, u32 } = writer(little);
  const comment = option(1, Buffer.from('why'));
  return join(
    section(),
    device(1, 0, option(2, Buffer.from('eth0')), u32(0)),
    device(101, 3, option(9, Uint8Array.of(9)), u32(0)),
    enhanced(0, 1_700_000_000_123_456n, 60),
    block(4, u16(1, 4), Uint8Array.of(127, 0, 0, 1), u32(0)),
    block(6, u32(0, 0, 9, 5, 5), pad(PACKET), comment, u32(0)),
    block(2, u16(0, 7), u32(0, 1_000_000, 5, 60), pad(PACKET), comment, u32(0)),
    block(3, u32(5), PACKET),
    enhanced(1, 7n),
  );
}

const captures: readonly Uint8Array[] = [
  pcap([{ fraction: 5 }, { len: 99 }, {}, {}]),
  pcap([{}, {}, {}], { little: false, magic: 0xa1b23c4d }),
  pcap([{}, {}, {}], { magic: 0xa1b2cd34, header: 24 }),
  rich(true),
  rich(false),
  join(rich(true), rich(false)),
];

/** Lengths that lie, bytes that flip, pieces that go missing or come twice. */
function mutated(file: Uint8Array, random: (below: number) => number): Uint8Array {
  const own = Uint8Array.from(file);
  const view = new DataView(own.buffer);
  for (let times = 1 + random(4); times > 0; times--) {
    const at = random(own.length);
    const word = at & ~3;
    switch (random(6)) {
      case 0:
        own[at] = random(256);
        break;
      case 1:
        if (word + 4 <= own.length) view.setUint32(word, LIES[random(LIES.length)] ?? 0, true);
        break;
      case 2:
        if (word + 4 <= own.length) view.setUint32(word, LIES[random(LIES.length)] ?? 0, false);
        break;
      case 3:
        own[at] = (own[at] ?? 0) ^ (1 << random(8));
        break;
      case 4:
        own.copyWithin(at, random(own.length));
        break;
      default:
        return own.subarray(0, at);
    }
  }
  return own;
}

const LIES = [0, 1, 3, 4, 12, 16, 28, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff_fffc, 1 << 24];

describe('hostile captures', () => {
  const heap = () => process.memoryUsage().rss;

  it(`are read and written ${MUTATIONS} times without trouble`, () => {
    const random = numbers(20_261_121);
    const before = heap();
    let slowest = 0;
    let damaged = 0;
    let packets = 0;
    for (let i = 0; i < MUTATIONS; i++) {
      const file = mutated(captures[i % captures.length] as Uint8Array, random);
      let found = { packets: 0, damaged: true };
      const time = fastest(1000, () => {
        found = goThrough(file);
      });
      slowest = Math.max(slowest, time);
      packets += found.packets;
      if (found.damaged) damaged++;
    }
    expect(slowest).toBeLessThan(1000);
    expect(heap() - before).toBeLessThan(200 * 2 ** 20);
    // Had most mutations no effect, or none of the files a packet left, this would show nothing.
    expect(damaged).toBeGreaterThan(MUTATIONS / 4);
    expect(packets).toBeGreaterThan(MUTATIONS);
  });
});

/** Reads a file, copies it, writes it anew in both formats. */
function goThrough(file: Uint8Array): { packets: number; damaged: boolean } {
  const capture = recordsOf(file);
  if (capture === undefined) return { packets: 0, damaged: true };
  let size = 0;
  const sink = (bytes: Uint8Array): void => {
    size += bytes.length;
    if (size > MOST_WRITTEN) throw new Error(`${size} bytes of a file of ${file.length}`);
  };
  const look = { edited: file.length % 2 === 0, selected: true, split: true, notice() {} };
  const options = { digits: () => capture.digits, notice() {} };
  const writers: CaptureWriter[] = [
    capture.format === 'pcap'
      ? new PcapCopy(capture as Pcap, look, sink)
      : new PcapngCopy(capture as Pcapng, look, sink),
    new PcapWriter(sink, options),
    new PcapngWriter(sink, options),
  ];
  let packets = 0;
  for (const slot = emptySlot(); capture.next(slot); packets++) {
    const { start, end, bytes } = slot;
    if (start > end || end > bytes.length) throw new Error(`a packet from ${start} to ${end}`);
    for (const one of writers) tolerant(() => one.packet(slot));
  }
  for (const one of writers) one.end();
  return { packets, damaged: capture.damage !== undefined };
}

/** What a format cannot hold (a time, a second link type) it refuses with words. */
function tolerant(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
}
