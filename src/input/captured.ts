import { timeText } from '../codec/view.js';
import { type Capture, recordsOf } from './capture/open.js';
import { emptySlot } from './capture/slot.js';
import type { InputFrame } from './frame.js';
import type { Input } from './input.js';

/** A capture as an input. */
export function openCapture(records: Capture): Input {
  return {
    kind: records.format,
    get notices() {
      const { damage, format } = records;
      const text = `the ${format} file is damaged at byte ${damage?.offset}: ${damage?.text}`;
      return damage ? [text] : [];
    },
    get damaged() {
      return records.damage !== undefined;
    },
    frames: framesOf(records),
    packets: records,
    capture: records,
  };
}

/** The packets of a capture that stands in some text; where it is damaged, a notice says so. */
export function* captureFrames(
  bytes: Uint8Array,
  notice: (text: string) => void,
): Generator<InputFrame> {
  const records = recordsOf(bytes);
  if (records === undefined) return;
  const { frames, notices } = openCapture(records);
  yield* frames;
  notices.forEach(notice);
}

function* framesOf(records: Capture): Generator<InputFrame> {
  const slot = emptySlot();
  while (records.next(slot)) {
    const { bytes, start, end, timed, seconds, nanoseconds, len, linktype, more } = slot;
    yield {
      bytes: bytes.subarray(start, end),
      len,
      ...(linktype === undefined ? {} : { linktype }),
      ...(timed ? { time: timeText(seconds, nanoseconds) } : {}),
      ...more,
    };
  }
}
