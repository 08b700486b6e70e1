import type { Reader } from '../../codec/bits.js';
import { Literal } from '../../codec/out.js';
import type { Line } from '../../codec/protocol.js';

const PRIORITY = new Literal(', priority ');

/** `10, priority 5` */
export function tagLine(f: { id: Reader; priority: Reader }): Line {
  return (out, b, o) => {
    out.decimal(f.id(b, o));
    const priority = f.priority(b, o);
    if (priority === 0) return;
    out.put(PRIORITY);
    out.decimal(priority);
  };
}
