/** Where a structure stands now: its cells are the same for all packets, its place is not. */
export interface Spot {
  start: number;
}

/** Bits of a byte, counted from where a structure stands. */
export interface Bits {
  readonly spot: Spot;
  readonly offset: number;
  readonly mask: number;
}

/**
 * What a text depends on. Meanings are functions of values alone: a text is the same again where
 * all bits are that were looked at while it was made.
 */
export class Watch {
  on = false;
  /** All that was looked at were bits. */
  keeps = true;
  /** Something was asked for that cannot be had without the packet's objects. */
  lost = false;
  readonly bits: Bits[] = [];

  begin(): void {
    this.on = true;
    this.keeps = true;
    this.bits.length = 0;
  }

  end(): void {
    this.on = false;
  }

  /** `width` bits from `bit` on were looked at. */
  saw(spot: Spot, bit: number, width: number): void {
    if (!this.on) return;
    const end = bit + width;
    for (let at = bit; at < end; at = (at | 7) + 1) {
      const last = Math.min(end, (at | 7) + 1);
      const mask = (0xff >> (at & 7)) & (0xff << (7 - ((last - 1) & 7)));
      this.bits.push({ spot, offset: at >> 3, mask });
    }
  }
}
