import { isPcap, readPcap } from './pcap.js';
import { isPcapng, readPcapng } from './pcapng.js';

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

/** Where a capture file stops making sense, and why. */
interface Damage {
  readonly offset: number;
  readonly text: string;
}

/** Called at most once, right before the frames end. */
export type Report = (damage: Damage) => void;

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
  const format = isPcap(bytes) ? 'pcap' : isPcapng(bytes) ? 'pcapng' : undefined;
  if (format === undefined) {
    throw new CaptureError('neither pcap nor pcapng: the magic number is none of theirs', 0);
  }
  const read = format === 'pcap' ? readPcap : readPcapng;
  let damage: Damage | undefined;
  return {
    format,
    get damage() {
      return damage;
    },
    [Symbol.iterator]: () => {
      damage = undefined;
      return read(bytes, (found) => {
        damage = found;
      });
    },
  };
}
