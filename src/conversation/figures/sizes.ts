/** Sizes from `from` to `to`, both included. */
export interface SizeRange {
  readonly from: number;
  readonly to: number;
  readonly packets: number;
}

/** What sizes there are. */
export class Sizes {
  count = 0;
  sum = 0;
  least = Number.POSITIVE_INFINITY;
  most = 0;
  /** By the bits that the size takes. */
  private readonly powers = new Float64Array(33);

  add(size: number): void {
    const bits = 32 - Math.clz32(size);
    this.powers[bits] = (this.powers[bits] as number) + 1;
    this.count++;
    this.sum += size;
    if (size < this.least) this.least = size;
    if (size > this.most) this.most = size;
  }

  /** From the least to the most, by powers of two. */
  ranges(): SizeRange[] {
    const used = [...this.powers.keys()].filter((bits) => this.powers[bits]);
    const [first = 0] = used;
    const last = used.at(-1) ?? -1;
    return Array.from({ length: last - first + 1 }, (_, i) => {
      const bits = first + i;
      return {
        from: bits === 0 ? 0 : 2 ** (bits - 1),
        to: 2 ** bits - 1,
        packets: this.powers[bits] as number,
      };
    });
  }
}
