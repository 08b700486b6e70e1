const HALF = 0x10000;
const WORD = 2 ** 32;

/** A pcapng time stamp, two halves of 32 bits in ticks of any length, and the seconds in it. */
export class Ticks {
  seconds = 0;
  nanoseconds = 0;
  /** The two halves, of a time that was put into ticks. */
  high = 0;
  low = 0;
  /** Digits of a second that ticks can hold, at most the nine that we do. */
  readonly digits: number;
  /** The units that nearly all captures have need no long division of big integers. */
  private readonly small: boolean;
  private readonly decimal: boolean;
  // Big integers are slow, even to convert.
  private readonly divisor: number;
  private readonly later: number;

  constructor(
    /** Ticks a second. */
    private readonly rate: bigint,
    /** Seconds to add. */
    private readonly offset: bigint,
  ) {
    this.small = rate <= 2n ** 32n;
    this.divisor = Number(rate);
    this.later = Number(offset);
    const digits = String(rate).length - 1;
    this.decimal = digits <= 9 && rate === 10n ** BigInt(digits);
    this.digits = this.decimal ? digits : 9;
  }

  read(high: number, low: number): void {
    if (this.small) this.divide(high, low, this.divisor);
    else this.divideExactly(high, low);
  }

  /** Schoolbook division, 16 bits at a time: every step is exact. */
  private divide(high: number, low: number, rate: number): void {
    const a = (high % rate) * HALF + (low >>> 16);
    const b = (a % rate) * HALF + (low & 0xffff);
    const rest = b % rate;
    this.seconds =
      Math.floor(high / rate) * WORD +
      Math.floor(a / rate) * HALF +
      Math.floor(b / rate) +
      this.later;
    this.nanoseconds = Math.floor((rest * 1e9) / rate);
  }

  private divideExactly(high: number, low: number): void {
    const ticks = (BigInt(high) << 32n) | BigInt(low >>> 0);
    this.seconds = Number(ticks / this.rate + this.offset);
    this.nanoseconds = Number(((ticks % this.rate) * 1_000_000_000n) / this.rate);
  }

  /** Puts a time into ticks; false where 64 bits cannot hold it. */
  write(seconds: number, nanoseconds: number): boolean {
    const since = seconds - this.later;
    if (this.decimal && since >= 0 && since < WORD) {
      this.multiply(since, Math.floor(nanoseconds / 10 ** (9 - this.digits)));
      return true;
    }
    const ticks = this.exactly(seconds, nanoseconds);
    if (ticks < 0n || ticks >= 2n ** 64n) return false;
    this.high = Number(ticks >> 32n);
    this.low = Number(ticks & 0xffff_ffffn);
    return true;
  }

  private multiply(seconds: number, fraction: number): void {
    const rate = this.divisor;
    const a = (seconds % HALF) * rate + fraction;
    const b = Math.floor(seconds / HALF) * rate + Math.floor(a / HALF);
    this.high = Math.floor(b / HALF);
    this.low = (b % HALF) * HALF + (a % HALF);
  }

  private exactly(seconds: number, nanoseconds: number): bigint {
    const fraction = BigInt(nanoseconds) * this.rate;
    const whole = BigInt(Math.trunc(seconds)) - this.offset;
    // Rounded up where a tick is longer than a nanosecond says: reading it gives the same again.
    return whole * this.rate + (fraction + 999_999_999n) / 1_000_000_000n;
  }
}
