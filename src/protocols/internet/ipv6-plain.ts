import type { Reader } from '../../codec/bits.js';
import type { Plain } from '../../codec/rules.js';
import { ipProtocols } from '../../registries/ip-protocols.js';
import { frameStart, isSame } from '../around.js';

interface Head {
  readonly version: Reader;
  readonly plen: Reader;
  readonly nxt: Reader;
  readonly hlim: Reader;
}

const SRC = 8;
const DST = 24;
const SIZE = 16;
const GROUPS = 0xff;
const NOTHING = 59;

/** From one node to another, as most packets are; `::` and `::1` start with zeros. */
export const ipv6Plain =
  (f: Head): Plain =>
  (b, o, { cuts, index, body, stop }) => {
    const frame = frameStart(cuts, index);
    const nxt = f.nxt(b, o);
    return (
      f.version(b, o) === 6 &&
      f.plen(b, o) > 0 &&
      f.hlim(b, o) > 0 &&
      nxt !== NOTHING &&
      ipProtocols.nameOf(nxt) !== undefined &&
      body < stop &&
      isNode(b[o + SRC] as number) &&
      isNode(b[o + DST] as number) &&
      !isSame(b, o + SRC, o + DST, SIZE) &&
      // To a group, or to all.
      (frame < 0 || ((b[frame] as number) & 1) === 0)
    );
  };

const isNode = (first: number): boolean => first > 0 && first < GROUPS;
