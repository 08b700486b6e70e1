import type { Slot } from './records.js';

/** For who reads packets without a view of the codec. */
export const emptySlot = (): Slot => ({
  bytes: new Uint8Array(0),
  start: 0,
  end: 0,
  timed: false,
  seconds: 0,
  nanoseconds: 0,
  len: 0,
  linktype: undefined,
  first: undefined,
  more: undefined,
});
