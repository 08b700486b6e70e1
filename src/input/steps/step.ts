import type { Packets, Slot } from '../capture/records.js';

/** What is done to each packet between input and output. */
export interface Step {
  /** Changes what is to be changed; false leaves the packet out. Numbers are those of the input. */
  take(slot: Slot, number: number): boolean;
  /** No later packet will be taken: the rest need not be read. */
  readonly over?: boolean;
}

/** Packets that went through all steps, one step after another. */
export class Through implements Packets {
  /** Packets that came in. */
  number = 0;
  /** There was none among so many: it is no end, others may have their turn. */
  paused = false;

  constructor(
    private readonly packets: Packets,
    private readonly steps: readonly Step[],
    private readonly most = Number.POSITIVE_INFINITY,
  ) {}

  next(slot: Slot): boolean {
    const { steps, packets, most } = this;
    for (let left = most; ; left--) {
      this.paused = left === 0;
      if (this.paused) return false;
      for (const step of steps) if (step.over) return false;
      if (!packets.next(slot)) return false;
      this.number++;
      if (this.taken(slot)) return true;
    }
  }

  private taken(slot: Slot): boolean {
    for (const step of this.steps) if (!step.take(slot, this.number)) return false;
    return true;
  }
}
