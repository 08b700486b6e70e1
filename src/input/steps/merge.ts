import type { Packets, Slot } from '../capture/records.js';
import { emptySlot } from '../capture/slot.js';
import { isBefore } from './moment.js';

interface Waiting {
  readonly packets: Packets;
  readonly slot: Slot;
  /** Its place among the inputs: of packets of one time, that of the earlier input comes first. */
  readonly order: number;
}

/**
 * Several inputs as one, by time. The order within an input stays: a packet that is late in its own
 * input, or has no time, comes as soon as it is first there.
 */
export class Merged implements Packets {
  /** A heap: the next packet is the first. */
  private readonly heap: Waiting[] = [];
  private begun = false;

  constructor(private readonly inputs: readonly Packets[]) {}

  next(slot: Slot): boolean {
    if (!this.begun) this.begin();
    else this.refill();
    const [first] = this.heap;
    if (first === undefined) return false;
    Object.assign(slot, first.slot);
    return true;
  }

  private begin(): void {
    this.begun = true;
    this.inputs.forEach((packets, order) => {
      const slot = emptySlot();
      if (packets.next(slot)) this.heap.push({ packets, slot, order });
    });
    for (let i = this.heap.length >> 1; i >= 0; i--) this.sink(i);
  }

  /** The packet that was given stays untouched until another one is asked for. */
  private refill(): void {
    const { heap } = this;
    const [first] = heap;
    if (first === undefined) return;
    if (!first.packets.next(first.slot)) {
      const last = heap.pop() as Waiting;
      if (last !== first) heap[0] = last;
    }
    this.sink(0);
  }

  private sink(start: number): void {
    const { heap } = this;
    for (let i = start; ; ) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2]) {
        const one = heap[child];
        if (one && precedes(one, heap[least] as Waiting)) least = child;
      }
      if (least === i) return;
      [heap[i], heap[least]] = [heap[least] as Waiting, heap[i] as Waiting];
      i = least;
    }
  }
}

function precedes(one: Waiting, other: Waiting): boolean {
  if (!one.slot.timed || !other.slot.timed) {
    return one.slot.timed === other.slot.timed ? one.order < other.order : !one.slot.timed;
  }
  if (isBefore(one.slot, other.slot)) return true;
  return !isBefore(other.slot, one.slot) && one.order < other.order;
}
