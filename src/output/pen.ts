import { Out } from '../codec/out.js';
import { Reading } from '../codec/reading.js';
import { Watch } from './watch.js';

/** What is written with: where to, and the bytes of the layer that it is about. */
export class Pen {
  out = new Out(() => {}, 0);
  bytes: Uint8Array = new Uint8Array(0);
  /** What is written may be taken back: it must end before that. */
  most = 0;
  readonly watch = new Watch();
  /** Where the layer starts. */
  start = 0;
  private reading: Reading | undefined;

  layer(start: number, most: number): void {
    this.start = start;
    this.most = most;
    this.reading = undefined;
    this.watch.lost = false;
  }

  /** For what is read rather than written straight from the bytes: one for each layer. */
  readingAt(at: number, end: number): Reading {
    this.reading ??= new Reading(this.bytes, this.start, at, end);
    const { reading } = this;
    reading.at = at;
    reading.end = end;
    return reading;
  }
}
