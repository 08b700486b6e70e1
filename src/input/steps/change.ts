import { unsealed } from '../../codec/frame.js';
import type { Slot } from '../capture/records.js';
import { InputError } from '../input-error.js';
import { advance, isBefore, type Moment } from './moment.js';
import type { Step } from './step.js';

const change = (make: (slot: Slot) => void): Step => ({
  take(slot) {
    make(slot);
    return true;
  },
});

/** Every time is later by so much. */
export const shifted = (by: Moment): Step =>
  change((slot) => {
    if (slot.timed) advance(slot, slot, by);
  });

/** The first packet at this time, each after that a step later. */
export function timesFrom(start: Moment, step: Moment): Step {
  const next = { ...start };
  return change((slot) => {
    slot.timed = true;
    slot.seconds = next.seconds;
    slot.nanoseconds = next.nanoseconds;
    advance(next, next, step);
  });
}

/** What is earlier than the packet before it is as late as that, and a step more. */
export function inOrder(step: Moment): Step {
  const before = { seconds: Number.NEGATIVE_INFINITY, nanoseconds: 0 };
  return change((slot) => {
    if (!slot.timed) return;
    if (isBefore(slot, before)) advance(slot, before, step);
    before.seconds = slot.seconds;
    before.nanoseconds = slot.nanoseconds;
  });
}

/** No packet has more bytes than this. What it had on the wire stays, unless that is adjusted. */
export const snapped = (most: number, adjust: boolean): Step =>
  change((slot) => {
    if (slot.end - slot.start <= most) return;
    slot.end = slot.start + most;
    if (adjust) slot.len = most;
  });

/** Their ends were cut off, and nothing tells that there was more: the check sequence is gone. */
export const endless: Step = change((slot) => {
  slot.more = unsealed(slot.more);
});

/** `14`, `-4`, `12:4`: bytes that are cut out, from the front, the end, or behind some others. */
export function chopped(text: string, adjust: boolean): Step {
  const match = /^(?:(-?\d{1,8}):)?(-?\d{1,8})$/.exec(text);
  const count = Number(match?.[2]);
  if (!match || count === 0) {
    throw new InputError(
      `--chop: a number of bytes is needed, not '${text}'`,
      '--chop 14 cuts the front off, --chop=-4 the end, --chop 12:4 four behind the first twelve',
    );
  }
  const offset = match[1] === undefined ? (count < 0 ? -0 : 0) : Number(match[1]);
  return change((slot) => {
    const size = slot.end - slot.start;
    const place = offset < 0 || Object.is(offset, -0) ? size + offset : offset;
    // Negative: the bytes before the place.
    const from = clamp(Math.min(place, place + count), size);
    const to = clamp(Math.max(place, place + count), size);
    cutOut(slot, from, to);
    if (adjust) slot.len = Math.max(0, slot.len - (to - from));
  });
}

const clamp = (at: number, size: number): number => Math.min(Math.max(at, 0), size);

function cutOut(slot: Slot, from: number, to: number): void {
  const { bytes, start, end } = slot;
  if (from === 0) {
    slot.start = start + to;
  } else if (start + to === end) {
    slot.end = start + from;
  } else {
    const left = new Uint8Array(end - start - (to - from));
    left.set(bytes.subarray(start, start + from));
    left.set(bytes.subarray(start + to, end), from);
    slot.bytes = left;
    slot.start = 0;
    slot.end = left.length;
  }
}

/** Whatever the input says, packets have this link type. */
export const framedAs = (linktype: number): Step =>
  change((slot) => {
    slot.linktype = linktype;
    slot.first = undefined;
  });
