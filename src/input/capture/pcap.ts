import { FILE_HEADER, HAS_FCS, type Variant } from './pcap-format.js';
import {
  type Damage,
  type Follower,
  LARGEST,
  type More,
  type Packets,
  type Records,
  type Slot,
} from './records.js';
import type { Window } from './window.js';

export class Pcap implements Records {
  readonly format = 'pcap';
  damage: Damage | undefined;
  from = 0;
  to = 0;
  whole = true;
  readonly little: boolean;
  readonly unit: number;
  readonly digits: number;
  /** Bytes of a record's header. */
  header: number;
  /** No packet has more bytes, says the file; known with the first packet. */
  snaplen = 0;
  private count = 0;
  private linktype = -1;
  private more: More | undefined;
  /** Before version 2.3 the two lengths stood the other way round. */
  swapped = false;
  private follower: Follower | undefined;

  constructor(
    private readonly window: Window,
    { little, unit, header }: Variant,
  ) {
    this.little = little;
    this.unit = unit;
    this.digits = unit === 1e9 ? 9 : 6;
    this.header = header;
  }

  /** Where records stand, also when a packet was given other bytes. */
  get bytes(): Uint8Array {
    return this.window.bytes;
  }

  follow(follower: Follower): void {
    this.follower = follower;
    this.window.beforeMove = () => follower.moves();
  }

  next(slot: Slot): boolean {
    if (this.linktype < 0 && !this.readHeader()) return false;
    const { window, little, unit, header, swapped } = this;
    if (!window.need(header)) return this.ends();
    const promised = window.view.getUint32(window.at + (swapped ? 12 : 8), little);
    this.count++;
    const whole = window.need(header + Math.min(promised, LARGEST)) && promised <= LARGEST;
    const { view, at: from } = window;
    const fraction = view.getUint32(from + 4, little);
    slot.bytes = window.bytes;
    slot.start = from + header;
    slot.end = whole ? from + header + promised : Math.min(window.end, from + header + LARGEST);
    slot.timed = true;
    slot.seconds = view.getUint32(from, little);
    slot.nanoseconds = fraction * (1e9 / unit);
    if (fraction >= unit) carry(slot);
    slot.len = view.getUint32(from + (swapped ? 8 : 12), little);
    slot.first = undefined;
    slot.linktype = this.linktype;
    slot.more = this.more;
    this.from = from;
    this.to = slot.end;
    if (!whole) this.breaks(from, promised, slot.end - slot.start);
    window.at = slot.end;
    return true;
  }

  /** Where the next record starts. */
  get offset(): number {
    return this.window.offset;
  }

  /** A reader of the same capture's records that stand in another window. */
  onto(window: Window, count = 0): Pcap {
    const other = new Pcap(window, this);
    other.count = count;
    other.linktype = this.linktype;
    other.more = this.more;
    other.swapped = this.swapped;
    return other;
  }

  /** Another reader goes on where this one is to be thought of: its damage is this one's. */
  goOn(other: Pcap): Packets {
    return {
      next: (slot) => {
        const more = other.next(slot);
        this.damage = other.damage;
        return more;
      },
    };
  }

  /** How far whole records go in these bytes, which start with one. */
  wholeRecords(bytes: Uint8Array, size: number): { end: number; packets: number; bytes: number } {
    const view = new DataView(bytes.buffer, bytes.byteOffset, size);
    const { header, little } = this;
    const place = this.swapped ? 12 : 8;
    let at = 0;
    let packets = 0;
    while (at + header <= size) {
      const length = view.getUint32(at + place, little);
      if (length > LARGEST || at + header + length > size) break;
      at += header + length;
      packets++;
    }
    return { end: at, packets, bytes: at - packets * header };
  }

  private readHeader(): boolean {
    const { window, little } = this;
    if (!window.need(FILE_HEADER)) {
      this.damage = { offset: window.end, text: 'the file ends inside the pcap header' };
      return false;
    }
    const { view, at } = window;
    const word = view.getUint32(at + 20, little);
    this.linktype = word & 0xffff;
    // How long the frame check sequence is, in 16 bits (draft-ietf-opsawg-pcap, 4).
    if ((word & HAS_FCS) !== 0) this.more = { fcs: (word >>> 28) * 2 };
    this.snaplen = view.getUint32(at + 16, little);
    const major = view.getUint16(at + 4, little);
    this.swapped = major === 2 && view.getUint16(at + 6, little) < 3;
    this.follower?.block(window.bytes, at, at + FILE_HEADER);
    window.at += FILE_HEADER;
    if (this.header === 24 && this.isLonger()) this.header = 28;
    return true;
  }

  /** Another patch has the magic number of Kuznetzov's, and four bytes more in each record. */
  private isLonger(): boolean {
    const { window } = this;
    const fits = (header: number): boolean => {
      const size = window.need(header) ? window.view.getUint32(window.at + 8, this.little) : -1;
      if (size < 0 || size > LARGEST || !window.need(header + size)) return false;
      if (!window.need(header + size + header)) return window.left === header + size;
      const next = window.at + header + size;
      const time = window.view.getUint32(window.at, this.little);
      const later = window.view.getUint32(next, this.little);
      return Math.abs(later - time) < DAY && window.view.getUint32(next + 4, this.little) < 1e6;
    };
    return !fits(24) && fits(28);
  }

  private ends(): false {
    const { window, count } = this;
    if (this.damage) return false;
    const { offset, failure } = window;
    if (failure !== undefined) this.damage = { offset: offset + window.left, text: failure };
    else if (window.left > 0) {
      const text = `the file ends inside the header of record ${count + 1}`;
      this.damage = { offset, text };
    }
    return false;
  }

  /** The record is not all here: what is of it is the last packet. */
  private breaks(from: number, promised: number, here: number): void {
    const { window, count } = this;
    const offset = window.offset - window.at + from + 8;
    const lies = promised > LARGEST;
    const text = lies
      ? `record ${count} promises ${promised} bytes, more than any packet has`
      : `record ${count} promises ${promised} bytes, the file has ${here} of them`;
    const why = window.failure === undefined || lies ? '' : ` (${window.failure})`;
    this.damage = { offset, text: text + why };
    this.whole = false;
    window.stop(from + this.header + here);
  }
}

const DAY = 86_400;
const SECOND = 1e9;
/** No time of the format is later. */
const LATEST = 0xffffffff;

/** A fraction of a second or more is out of the format, yet the sum is the best reading of it. */
function carry(slot: Slot): void {
  const seconds = slot.seconds + Math.floor(slot.nanoseconds / SECOND);
  slot.nanoseconds = seconds > LATEST ? 0 : slot.nanoseconds % SECOND;
  slot.seconds = Math.min(seconds, LATEST);
}
