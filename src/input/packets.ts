import { setTime } from '../codec/view.js';
import type { More, Packets } from './capture/records.js';
import type { InputFrame } from './frame.js';
import type { Input } from './input.js';

/** The packets of any input. */
export function packetsOf({ packets, frames }: Input): Packets {
  if (packets) return packets;
  const iterator = frames[Symbol.iterator]();
  return {
    next(slot) {
      const { done, value } = iterator.next();
      if (done) return false;
      const { bytes, time, len, linktype, first } = value;
      slot.bytes = bytes;
      slot.start = 0;
      slot.end = bytes.length;
      setTime(slot, time);
      slot.len = len ?? bytes.length;
      slot.linktype = linktype;
      slot.first = first;
      slot.more = moreOf(value);
      return true;
    },
  };
}

/** Few frames tell more: where none does, nothing is made. */
function moreOf(frame: InputFrame): More | undefined {
  const { direction, interface: device, comments, fcs } = frame;
  if ((direction ?? device ?? comments ?? fcs) === undefined) return undefined;
  const { bytes, time, len, linktype, first, ...more } = frame;
  return more;
}
