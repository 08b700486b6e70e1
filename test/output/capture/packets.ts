import fc from 'fast-check';
import { toHex } from '../../../src/codec/hex.js';
import { type Capture, recordsOf } from '../../../src/input/capture/open.js';
import type { Packets, Slot } from '../../../src/input/capture/records.js';
import { emptySlot } from '../../../src/input/capture/slot.js';
import type { CaptureWriter } from '../../../src/output/capture/writer.js';

/** What is known of a packet, to compare. */
export interface Known {
  /** In hex, for comparing arrays of many bytes takes long. */
  readonly bytes: string;
  readonly time?: readonly [seconds: number, nanoseconds: number];
  readonly len: number;
  readonly linktype: number;
  readonly more?: Slot['more'];
}

export const slotOf = ({ bytes: hex, time, len, linktype, more }: Known): Slot => {
  const bytes = Buffer.from(hex, 'hex');
  // In the middle of something larger, as in a capture.
  const around = new Uint8Array(bytes.length + 9).fill(0xa5);
  around.set(bytes, 4);
  return {
    ...emptySlot(),
    bytes: around,
    start: 4,
    end: 4 + bytes.length,
    timed: time !== undefined,
    seconds: time?.[0] ?? 0,
    nanoseconds: time?.[1] ?? 0,
    len,
    linktype,
    more,
  };
};

const known = (slot: Slot): Known => ({
  bytes: toHex(slot.bytes, slot.start, slot.end),
  ...(slot.timed ? { time: [slot.seconds, slot.nanoseconds] as const } : {}),
  len: slot.len,
  linktype: slot.linktype ?? -1,
  ...(slot.more === undefined ? {} : { more: slot.more }),
});

export function packetsIn(packets: Packets): Known[] {
  const found: Known[] = [];
  for (const slot = emptySlot(); packets.next(slot); ) found.push(known(slot));
  return found;
}

export function read(file: Uint8Array): { packets: Known[]; capture: Capture } {
  const capture = recordsOf(file) as Capture;
  return { packets: packetsIn(capture), capture };
}

/** What a writer makes of packets. */
export function written(
  packets: readonly Known[],
  make: (sink: (bytes: Uint8Array) => void) => CaptureWriter,
): Uint8Array {
  const pieces: Uint8Array[] = [];
  const writer = make((bytes) => pieces.push(bytes.slice()));
  for (const packet of packets) writer.packet(slotOf(packet));
  writer.end();
  const file = Buffer.concat(pieces);
  if (writer.size !== file.length) throw new Error(`${writer.size} is not ${file.length}`);
  return file;
}

const SIZES = fc.oneof(
  { weight: 20, arbitrary: fc.nat({ max: 90 }) },
  { weight: 1, arbitrary: fc.constantFrom(1514, 20_000, 300_000) },
);

export const anyPacket = (unit: number): fc.Arbitrary<Known> =>
  fc
    .record({
      size: SIZES,
      seconds: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      fraction: fc.integer({ min: 0, max: 999_999_999 }),
      cut: fc.nat({ max: 3000 }),
    })
    .map(({ size, seconds, fraction, cut }) => ({
      bytes: toHex(Uint8Array.from({ length: size }, (_, i) => (i * 7 + seconds) & 255)),
      time: [seconds, fraction - (fraction % unit)] as const,
      len: size + cut,
      linktype: 1,
    }));
