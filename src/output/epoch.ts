import { Literal, type Out } from '../codec/out.js';
import type { View } from '../codec/view.js';

/** Seconds since 1970 with nine decimals: those before the point are seldom new. */
export class Epoch {
  private second = -1;
  private text = new Literal('');

  /** False: before 1970, or more seconds than a number holds. */
  static fits({ timed, seconds, nanoseconds }: View): boolean {
    return !timed || (seconds >= 0 && Number.isSafeInteger(seconds) && nanoseconds < 1e9);
  }

  write(out: Out, { seconds, nanoseconds }: View): void {
    if (seconds !== this.second) {
      this.second = seconds;
      this.text = new Literal(`${seconds}.`);
    }
    out.put(this.text);
    const high = (nanoseconds / 10_000) | 0;
    const highest = (high / 10_000) | 0;
    out.byte(48 + highest);
    out.digits4(high - highest * 10_000);
    out.digits4(nanoseconds - high * 10_000);
  }
}
