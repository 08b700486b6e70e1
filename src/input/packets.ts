import { setTime } from '../codec/view.js';
import type { Packets } from './capture/records.js';
import type { Input } from './input.js';

/** The packets of any input. */
export function packetsOf({ packets, frames }: Input): Packets {
  if (packets) return packets;
  const iterator = frames[Symbol.iterator]();
  return {
    next(slot) {
      const { done, value } = iterator.next();
      if (done) return false;
      const { bytes, time, len, linktype, first, ...more } = value;
      slot.bytes = bytes;
      slot.start = 0;
      slot.end = bytes.length;
      setTime(slot, time);
      slot.len = len ?? bytes.length;
      slot.linktype = linktype;
      slot.first = first;
      slot.more = more;
      return true;
    },
  };
}
