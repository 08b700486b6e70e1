import { timeText } from '../codec/view.js';
import { recordsOf } from './capture/open.js';
import type { Damage, Records } from './capture/records.js';
import { emptySlot } from './capture/slot.js';

/** One packet as a capture file holds it. */
export interface Frame {
  /** From 1 on, in file order. */
  readonly number: number;
  /** Seconds since 1970 with nine decimals; absent where the file has none. */
  readonly time?: string;
  /** A view into the file's bytes, never a copy. */
  readonly bytes: Uint8Array;
  /** What was on the wire. */
  readonly len: number;
  /** What is here. */
  readonly caplen: number;
  readonly linktype: number;
}

/** The bytes are no capture file at all. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError';
  constructor(
    text: string,
    readonly offset: number,
  ) {
    super(text);
  }
}

export interface Capture extends Iterable<Frame> {
  readonly format: 'pcap' | 'pcapng';
  /** Known once the frames were read to their end. */
  readonly damage: Damage | undefined;
}

/** Reads pcap or pcapng, told apart by the magic number; a damaged file ends where it breaks. */
export function readCapture(bytes: Uint8Array): Capture {
  let records: Records | undefined = recordsOf(bytes);
  if (records === undefined) {
    throw new CaptureError('neither pcap nor pcapng: the magic number is none of theirs', 0);
  }
  const { format } = records;
  return {
    format,
    get damage() {
      return records?.damage;
    },
    [Symbol.iterator]: () => {
      records = recordsOf(bytes) as Records;
      return frames(records);
    },
  };
}

function* frames(records: Records): Generator<Frame> {
  const slot = emptySlot();
  for (let number = 1; records.next(slot); number++) {
    const { start, end, timed, len, linktype = 0 } = slot;
    yield {
      number,
      ...(timed ? { time: timeText(slot.seconds, slot.nanoseconds) } : {}),
      bytes: slot.bytes.subarray(start, end),
      len,
      caplen: end - start,
      linktype,
    };
  }
}
