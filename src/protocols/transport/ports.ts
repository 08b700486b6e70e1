import type { Reader } from '../../codec/bits.js';

/** The service's port is the lower one as a rule: it is asked first, as Wireshark does. */
export function byPort(src: Reader, dst: Reader): readonly [Reader, Reader] {
  return [(b, o) => Math.min(src(b, o), dst(b, o)), (b, o) => Math.max(src(b, o), dst(b, o))];
}
