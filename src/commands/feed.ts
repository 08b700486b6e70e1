import type { View } from '../codec/view.js';
import type { Packets, Slot } from '../input/capture/records.js';
import { emptySlot } from '../input/capture/slot.js';
import type { Step } from '../input/steps/step.js';

/** Packets of which one may be looked at before its turn. */
export class Feed {
  private readonly ahead = emptySlot();
  private waiting = false;
  constructor(
    private readonly packets: Packets,
    private count = 0,
    /** Which of them there are to be, by number. */
    private readonly numbers?: Step,
  ) {}

  /** How many were read. */
  get read(): number {
    return this.count;
  }

  next(view: View): boolean {
    if (this.waiting) {
      this.waiting = false;
      Object.assign(view, this.ahead);
    } else if (!this.readTo(view)) {
      return false;
    }
    view.number = this.count;
    return true;
  }

  private readTo(slot: Slot): boolean {
    const { packets, numbers } = this;
    while (!numbers?.over && packets.next(slot)) {
      this.count++;
      if (numbers === undefined || numbers.take(slot, this.count)) return true;
    }
    return false;
  }

  /** Is there another one behind this? Its bytes are kept, for the next may take their place. */
  more(view: View): boolean {
    view.place(view.bytes.slice(view.start, view.end), 0, view.end - view.start);
    this.waiting = this.readTo(this.ahead);
    return this.waiting;
  }
}
