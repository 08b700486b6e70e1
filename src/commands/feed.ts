import type { View } from '../codec/view.js';
import type { Packets } from '../input/capture/records.js';
import { emptySlot } from '../input/capture/slot.js';

/** Packets of which one may be looked at before its turn. */
export class Feed {
  private readonly ahead = emptySlot();
  private waiting = false;
  private count = 0;

  constructor(private readonly packets: Packets) {}

  next(view: View): boolean {
    if (this.waiting) {
      this.waiting = false;
      Object.assign(view, this.ahead);
    } else if (!this.packets.next(view)) {
      return false;
    }
    view.number = ++this.count;
    return true;
  }

  /** Is there another one behind this? Its bytes are kept, for the next may take their place. */
  more(view: View): boolean {
    view.place(view.bytes.slice(view.start, view.end), 0, view.end - view.start);
    this.waiting = this.packets.next(this.ahead);
    return this.waiting;
  }
}
