import type { Plain } from '../../codec/rules.js';
import { frameStart, isSame } from '../around.js';

/** Hardware of type 1 with 6 bytes, IPv4 with 4, as the header starts. */
const USUAL = [0, 1, 8, 0, 6, 4, 0];
const MAC = 6;
const OPERATION = 7;
const SENDER_MAC = 8;
const SENDER_IP = 14;
const TARGET_IP = 24;
const GROUPS = 224;

/** A question or an answer between hosts on Ethernet, about another's address. */
export const arpPlain: Plain = (b, o, { cuts, index, body }) => {
  const frame = frameStart(cuts, index);
  if (frame < 0 || body !== o + TARGET_IP + 4) return false;
  for (let i = 0; i < USUAL.length; i++) if (b[o + i] !== USUAL[i]) return false;
  const operation = b[o + OPERATION];
  if (operation !== 1 && operation !== 2) return false;
  if (!isSame(b, o + SENDER_MAC, frame + MAC, MAC)) return false;
  const first = b[o + SENDER_IP] as number;
  if (((b[o + SENDER_MAC] as number) & 1) !== 0 || first === 0 || first >= GROUPS) return false;
  return !isSame(b, o + SENDER_IP, o + TARGET_IP, 4);
};
