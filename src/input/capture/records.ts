/** What a capture says of its next packet, and where its bytes are until the one after that. */
export interface Slot {
  bytes: Uint8Array;
  start: number;
  end: number;
  /** Since 1970; `timed` is false where the capture has none. */
  timed: boolean;
  seconds: number;
  nanoseconds: number;
  /** On the wire. */
  len: number;
  linktype: number | undefined;
  /** The first protocol's name, where the input tells. */
  first: string | undefined;
  more: More | undefined;
}

/** What few packets have. */
export interface More {
  readonly interface?: string;
  readonly direction?: 'in' | 'out';
  readonly comments?: readonly string[];
  /** Bytes of the check sequence that ends frames; left out: the capture does not tell. */
  readonly fcs?: number;
}

/** Where a capture stops making sense, and why. */
export interface Damage {
  readonly offset: number;
  readonly text: string;
}

/** Packets one after another, without an object for any of them. */
export interface Packets {
  /** Moves on to the next packet; false at the end. */
  next(slot: Slot): boolean;
}

/** Those of a capture. */
export interface Records extends Packets {
  readonly format: 'pcap' | 'pcapng';
  /** The first there is, known once there is no next packet. */
  readonly damage: Damage | undefined;
  /** Where the record of the last packet stands in these bytes. */
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  /** All of that record is here, and sound: it may be copied as it stands. */
  readonly whole: boolean;
  /** Digits of a second that its times may have, at most nine. */
  readonly digits: number;
  /** Somebody wants to know of more than packets. */
  follow(follower: Follower): void;
}

/** Who copies a capture. */
export interface Follower {
  /** What is no packet: a header, a block; called where it stands among the packets. */
  block(bytes: Uint8Array, from: number, to: number): void;
  /** What was handed on is about to give way to other bytes. */
  moves(): void;
}

/** No packet is larger: a length beyond this is a lie, not a reason to gather gigabytes. */
export const LARGEST = 1 << 24;
