import type { Slot } from '../../input/capture/records.js';

/** Packets into a capture file. */
export interface CaptureWriter {
  /** Bytes of the file so far. */
  readonly size: number;
  packet(slot: Slot): void;
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
