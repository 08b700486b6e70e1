import type { Slot } from '../../input/capture/records.js';

/** A packet on its way out, and which of all it is: there may be several files. */
export interface Outgoing extends Slot {
  readonly number?: number;
}

/** Packets into a capture file. */
export interface CaptureWriter {
  /** Bytes of the file so far. */
  readonly size: number;
  packet(slot: Outgoing): void;
  /** Hands on what was gathered. */
  flush(): void;
  /** A file without a packet has a header too. */
  end(): void;
}

export interface WriterOptions {
  /** Digits of a second that the times of this packet's source may have. */
  digits(slot: Slot): number;
  /** Something in it could not be kept as it was: told once each. */
  notice(text: string): void;
}
