import { openRecords } from '../capture/open.js';
import type { Packets, Slot } from '../capture/records.js';
import { Ahead } from '../source.js';
import { Merged } from './merge.js';
import { isBefore, type Moment } from './moment.js';
import { Spool } from './spool.js';

/** What is held in memory at a time; more goes to disk, each piece sorted, and is merged. */
const MOST_BYTES = 1 << 24;
const MOST_PACKETS = 1 << 16;
/** Each piece is read through a buffer of this size. */
const BUFFER = 1 << 16;

/** Writes packets down, in a form that captures have. */
interface Recorder {
  packet(slot: Slot): void;
  end(): void;
}

/** One that hands on what it writes. */
type Record = (sink: (bytes: Uint8Array) => void) => Recorder;

interface Held extends Slot {
  /** By what it is sorted: its time, or without one that of the packet before it. */
  readonly key: Moment;
}

/** All packets by time; those of one time in the order that they came in. */
export class Sorted implements Packets {
  private sorted: Packets | undefined;

  constructor(
    private readonly packets: Packets,
    private readonly record: Record,
    private readonly most = { bytes: MOST_BYTES, packets: MOST_PACKETS },
  ) {}

  next(slot: Slot): boolean {
    this.sorted ??= this.sort(slot);
    return this.sorted.next(slot);
  }

  private sort(slot: Slot): Packets {
    const { packets, most } = this;
    const pieces: Packets[] = [];
    // One buffer for the bytes of all: as many small ones would take as much again.
    let store = new Uint8Array(most.bytes);
    let used = 0;
    let held: Held[] = [];
    let key: Moment = { seconds: Number.NEGATIVE_INFINITY, nanoseconds: 0 };
    while (packets.next(slot)) {
      const { bytes, start: from, end: to, timed, seconds, nanoseconds } = slot;
      const count = to - from;
      if (used + count > store.length || held.length === most.packets) {
        if (held.length > 0) pieces.push(spooled(inOrder(held), this.record));
        held = [];
        used = 0;
        if (count > store.length) store = new Uint8Array(count);
      }
      store.set(bytes.subarray(from, to), used);
      if (timed) key = { seconds, nanoseconds };
      held.push({
        bytes: store,
        start: used,
        end: used + count,
        timed,
        seconds,
        nanoseconds,
        len: slot.len,
        linktype: slot.linktype,
        first: slot.first,
        more: slot.more,
        key,
      });
      used += count;
    }
    const last = listed(inOrder(held));
    return pieces.length ? new Merged([...pieces, last]) : last;
  }
}

const inOrder = (held: Held[]): Held[] =>
  held.sort(({ key: a }, { key: b }) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0));

function spooled(held: readonly Held[], record: Record): Packets {
  const spool = new Spool();
  const writer = record(spool.write);
  for (const slot of held) writer.packet(slot);
  writer.end();
  return openRecords(new Ahead(spool), BUFFER) as Packets;
}

function listed(held: Held[]): Packets {
  let at = 0;
  return {
    next(slot) {
      const one = held[at++];
      if (one === undefined) return false;
      const { key: _, ...own } = one;
      Object.assign(slot, own);
      return true;
    },
  };
}
