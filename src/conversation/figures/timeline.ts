/** Packets in each stretch of time, one after another. */
export interface Stretches {
  /** Where the first one starts, and how long each is, in microseconds. */
  readonly start: number;
  readonly length: number;
  readonly packets: readonly number[];
}

const ROOM = 4096;
/** Decimal lengths that people can read off. */
const ROUND = [1, 2, 5];

/**
 * Packets over time in bounded memory: where there is no more room, stretches become ten times
 * as long, whatever order packets come in.
 */
export class Timeline {
  private readonly packets = new Float64Array(ROOM);
  private length = 1;
  /** The stretch since 1970 that stands first, and how many there are. */
  private first = 0;
  private count = 0;

  add(seconds: number, nanoseconds: number): void {
    const micros = seconds * 1e6 + Math.floor(nanoseconds / 1000);
    let at = Math.floor(micros / this.length) - this.first;
    if (at < 0 || at >= this.count) {
      this.reach(micros);
      at = Math.floor(micros / this.length) - this.first;
    }
    this.packets[at] = (this.packets[at] as number) + 1;
  }

  /** In at most so many stretches, of a round length. */
  stretches(most: number): Stretches {
    const last = this.first + this.count - 1;
    let times = 1;
    const groups = (): number => Math.floor(last / times) - Math.floor(this.first / times) + 1;
    for (let i = 1; this.count > 0 && groups() > most; i++) {
      times = (ROUND[i % ROUND.length] as number) * 10 ** Math.floor(i / ROUND.length);
    }
    const start = Math.floor(this.first / times);
    const packets = Array.from({ length: this.count ? groups() : 0 }, () => 0);
    for (let i = 0; i < this.count; i++) {
      const group = Math.floor((this.first + i) / times) - start;
      packets[group] = (packets[group] as number) + (this.packets[i] as number);
    }
    const length = this.length * times;
    return { start: start * length, length, packets };
  }

  /** Makes the stretch of this moment one of ours. */
  private reach(micros: number): void {
    for (;;) {
      const one = Math.floor(micros / this.length);
      const first = this.count ? Math.min(this.first, one) : one;
      const last = this.count ? Math.max(this.first + this.count - 1, one) : one;
      if (last - first < ROOM) {
        this.packets.copyWithin(this.first - first, 0, this.count);
        this.packets.fill(0, 0, this.count ? this.first - first : 0);
        this.first = first;
        this.count = last - first + 1;
        return;
      }
      this.shorten();
    }
  }

  private shorten(): void {
    const { packets, count } = this;
    const first = Math.floor(this.first / 10);
    const before = packets.slice(0, count);
    packets.fill(0);
    for (let i = 0; i < count; i++) {
      const at = Math.floor((this.first + i) / 10) - first;
      packets[at] = (packets[at] as number) + (before[i] as number);
    }
    this.count = count ? Math.floor((this.first + count - 1) / 10) - first + 1 : 0;
    this.first = first;
    this.length *= 10;
  }
}
