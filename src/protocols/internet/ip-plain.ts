import type { Plain } from '../../codec/rules.js';
import { ipProtocols } from '../../registries/ip-protocols.js';
import { frameStart, isSame } from '../around.js';

// Straight from the bytes: this runs on every packet of a capture.

/** Version 4, and a header of 20 bytes. */
const USUAL = 0x45;
const HEADER = 20;
const LEN = 2;
const FLAGS = 6;
/** All but "don't fragment", with the upper bits of the offset. */
const OTHER_FLAGS = 0xbf;
const TTL = 8;
const PROTO = 9;
const SRC = 12;
const DST = 16;
/** The most that Ethernet carries as a rule. */
const MOST = 1500;
const SHORT_LIFE = 5;
const LOOPBACK = 127;
const GROUPS = 224;
const TCP = 6;

/** A whole datagram without options, from one host to another, as nearly all are. */
export const ipPlain: Plain = (b, o, { cuts, index, body, stop }) => {
  if (b[o] !== USUAL || body !== o + HEADER || body >= stop) return false;
  const len = ((b[o + LEN] as number) << 8) | (b[o + LEN + 1] as number);
  if (len === 0 || len > MOST || (b[o + TTL] as number) < SHORT_LIFE) return false;
  if (((b[o + FLAGS] as number) & OTHER_FLAGS) !== 0 || b[o + FLAGS + 1] !== 0) return false;
  if (!isHost(b[o + SRC] as number) || !isHost(b[o + DST] as number)) return false;
  if (b[o + DST] === 0 || isSame(b, o + SRC, o + DST, 4)) return false;
  const proto = b[o + PROTO] as number;
  if (proto !== TCP && ipProtocols.nameOf(proto) === undefined) return false;
  const frame = frameStart(cuts, index);
  // To a group, or to all.
  return frame < 0 || ((b[frame] as number) & 1) === 0;
};

const isHost = (first: number): boolean => first < GROUPS && first !== LOOPBACK;
