import type { Addresses, Sealed } from '../codec/checksum/seal.js';
import { BROKEN, CUT, type Cuts, PARTIAL, SHORT } from '../codec/dissect.js';
import { Ends } from '../codec/ends.js';
import type { Computed, Plan } from '../codec/protocol.js';
import { addressesIn } from '../codec/pseudo.js';
import type { LayerPlace } from '../codec/rules.js';
import type { View } from '../codec/view.js';

/** A header that is not whole goes the way of all packets. */
export const UNUSUAL = BROKEN | CUT;

/** The layers of one packet after another where they lie, as rules and checksums look at them. */
export class LayerWalk implements LayerPlace, Sealed {
  // Of the packet.
  bytes: Uint8Array = new Uint8Array(0);
  cuts: Cuts;
  protected readonly ends: Ends;
  /** The capture does not hold all of it. */
  protected cut = false;
  // Of the layer.
  index = 0;
  start = 0;
  body = 0;
  stop = 0;
  limit = 0;
  tail = 0;
  end = 0;
  flags = 0;
  // Of the checksum that is looked at.
  at = 0;
  addresses: Addresses | undefined;

  constructor(view: View) {
    this.cuts = view.cuts;
    this.ends = new Ends(view.cuts);
  }

  protected begin(view: View): void {
    this.bytes = view.bytes;
    this.cuts = view.cuts;
    this.cut = view.end - view.start < view.len;
    this.ends.settle(view.cuts);
  }

  protected enter(i: number): void {
    const { cuts, ends } = this;
    this.index = i;
    this.start = cuts.start[i] as number;
    this.body = cuts.body[i] as number;
    this.stop = cuts.stop[i] as number;
    this.limit = cuts.limit[i] as number;
    this.tail = ends.tail[i] as number;
    this.end = ends.end[i] as number;
    this.flags = cuts.flags[i] as number;
  }

  /** The checksum of the field that stands behind `from` holds. */
  holds(computed: Computed, from: number): boolean {
    const { seal, found } = computed;
    const { bytes, flags } = this;
    if (seal === undefined) return false;
    // What covers more than the header cannot be judged in a part of a datagram.
    if (!seal.header && ((flags & (SHORT | PARTIAL)) !== 0 || this.isCut())) return false;
    this.at = from + (found.cell.bit >> 3);
    this.addresses = seal.partial ? addressesIn(bytes, this.cuts, this.index) : undefined;
    if (seal.partial && !this.addresses) return false;
    const stored = found.cell.number?.(bytes, from) ?? 0;
    return !seal.absent(this, stored) && seal.holds(this, stored);
  }

  /** Bytes of each field behind the payload. */
  tailSizes({ rules }: Plan): Readonly<Record<string, number | undefined>> {
    const { bytes, start, tail: from, end, cuts, index } = this;
    return rules.tail?.({ bytes, start, from, end, fcs: cuts.fcsOf(index) }) ?? {};
  }

  protected isCut(): boolean {
    return this.cut && this.end >= (this.cuts.limit[0] as number);
  }
}
