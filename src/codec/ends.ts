import { type Cuts, OWN } from './dissect.js';
import type { Protocol } from './protocol.js';

/** Bytes that the lengths of a layer leave over, behind the layer of that index. */
interface Surplus {
  readonly from: number;
  readonly to: number;
  readonly after: number;
}

/**
 * Where the layers of a packet end, and their tails start, from the innermost out: bytes that a
 * layer's own length leaves over go to the tail of the nearest layer around that has one, else
 * they are data behind it. Reused from packet to packet.
 */
export class Ends {
  readonly tail: Int32Array;
  readonly end: Int32Array;
  readonly surplus: Surplus[] = [];

  constructor(cuts: Cuts) {
    this.tail = new Int32Array(cuts.start.length);
    this.end = new Int32Array(cuts.start.length);
  }

  settle(cuts: Cuts): void {
    const { surplus, tail, end } = this;
    if (surplus.length > 0) surplus.length = 0;
    const { limit, stop: stops } = cuts;
    const end0 = limit[0] as number;
    let claimed = stops[cuts.count - 1] as number;
    if (claimed === end0) {
      // Nothing is left over anywhere: layers do not reach beyond those around them.
      for (let i = cuts.count - 1; i >= 0; i--) tail[i] = end[i] = end0;
      return;
    }
    for (let i = cuts.count - 1; i >= 0; i--) {
      const stop = stops[i] as number;
      tail[i] = Math.min(stop, claimed);
      if ((cuts.protocols[i] as Protocol).plan.tail) {
        claimed = limit[i] as number;
      } else if ((cuts.flags[i] as number) & OWN) {
        if (claimed < stop) surplus.push({ from: claimed, to: stop, after: i + 1 });
        claimed = stop;
      }
      end[i] = claimed;
    }
    if (claimed < end0) surplus.push({ from: claimed, to: end0, after: 0 });
  }
}
