import { Literal, type Out } from '../codec/out.js';

const DAY = 86_400;

/** The time of day in UTC; hours to seconds are worked out once a second. */
export class Clock {
  private second = -1;
  private text = new Literal('');

  /** `22:13:20.123456`; all nine digits where the last three say something. */
  write(out: Out, seconds: number, nanoseconds: number): void {
    if (seconds !== this.second) this.turn(seconds);
    out.put(this.text);
    const micros = Math.floor(nanoseconds / 1000);
    const high = Math.floor(micros / 100);
    out.digits4(high);
    out.digits2(micros - high * 100);
    const rest = nanoseconds - micros * 1000;
    if (rest === 0) return;
    out.digits2(Math.floor(rest / 10));
    out.byte(48 + (rest % 10));
  }

  private turn(seconds: number): void {
    this.second = seconds;
    const time = ((seconds % DAY) + DAY) % DAY;
    const parts = [Math.floor(time / 3600), Math.floor(time / 60) % 60, time % 60];
    const words = parts.map((part) => String(part).padStart(2, '0'));
    this.text = new Literal(`${words.join(':')}.`);
  }
}
