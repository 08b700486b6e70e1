import type { Out } from '../codec/out.js';
import { View } from '../codec/view.js';
import type { Format } from './format.js';

const PER_ROW = 16;
const SPACE = 32;
const FEED = 10;

/**
 * Rows of offset and bytes, with direction and time above each packet: what `text2pcap -D -t ISO`
 * and we read again.
 */
export function hexdump(): Format {
  const clock = new Clock();
  let first = true;
  const write = (view: View, out: Out): void => {
    out.room(128);
    if (!first) out.byte(FEED);
    first = false;
    const way = view.more?.direction;
    if (way !== undefined) out.text(way === 'in' ? 'I' : 'O');
    if (way !== undefined && view.timed) out.byte(SPACE);
    if (view.timed) clock.write(out, view);
    if (way !== undefined || view.timed) out.byte(FEED);
    rows(out, view);
  };
  return { packet: (packet, out) => write(View.of(packet), out), view: write };
}

function rows(out: Out, { bytes, start, end }: View): void {
  // A packet without bytes has a row all the same: else nothing told of it.
  for (let at = start; at < end || at === start; at += PER_ROW) {
    out.room(64);
    const offset = at - start;
    out.hexByte((offset >> 16) & 255);
    out.hexByte((offset >> 8) & 255);
    out.hexByte(offset & 255);
    for (let i = at; i < end && i < at + PER_ROW; i++) {
      out.byte(SPACE);
      out.hexByte(bytes[i] as number);
    }
    out.byte(FEED);
  }
}

/** ISO 8601 in UTC, worked out once a second. */
class Clock {
  private second = Number.NaN;
  private text = '';

  write(out: Out, { seconds, nanoseconds }: View): void {
    if (seconds !== this.second) {
      this.second = seconds;
      const date = new Date(seconds * 1000);
      // Beyond what a date can be, the number says it.
      this.text = Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, -5);
    }
    if (this.text === '') {
      out.text(`${seconds}.`);
      fraction(out, nanoseconds);
      return;
    }
    out.text(this.text);
    out.text('.');
    fraction(out, nanoseconds);
    out.text('Z');
  }
}

function fraction(out: Out, nanoseconds: number): void {
  out.digits4(Math.floor(nanoseconds / 100_000));
  out.digits4(Math.floor(nanoseconds / 10) % 10_000);
  out.byte(48 + (nanoseconds % 10));
}
