import { Literal } from '../../codec/out.js';
import type { Line } from '../../codec/protocol.js';
import { REPLY, REQUEST } from './arp-meaning.js';

const ETHERNET_IPV4 = 0x00010800;
const WHO_HAS = new Literal('who has ');
const TELL = new Literal('? tell ');
const IS_AT = new Literal(' is at ');
const KINDS = {
  probe: new Literal('probe: '),
  announcement: new Literal('announcement: '),
  gratuitous: new Literal('gratuitous: '),
};

const word = (b: Uint8Array, at: number): number =>
  (((b[at] as number) << 24) |
    ((b[at + 1] as number) << 16) |
    ((b[at + 2] as number) << 8) |
    (b[at + 3] as number)) >>>
  0;

/** The usual kinds straight from the bytes, in the words of `summarize`; nothing for others. */
export const arpLine: Line = (out, b, o, body) => {
  const operation = ((b[o + 6] as number) << 8) | (b[o + 7] as number);
  const sizes = ((b[o + 4] as number) << 8) | (b[o + 5] as number);
  if (word(b, o) !== ETHERNET_IPV4 || sizes !== 0x0604 || o + 28 > body) return;
  if (operation !== REQUEST && operation !== REPLY) return;
  const from = word(b, o + 14);
  const to = word(b, o + 24);
  const asks = operation === REQUEST && word(b, o + 18) === 0 && b[o + 22] === 0 && b[o + 23] === 0;
  if (from === 0) {
    if (asks && to !== 0) out.put(KINDS.probe);
  } else if (from === to) {
    out.put(asks ? KINDS.announcement : KINDS.gratuitous);
  }
  if (operation === REQUEST) {
    out.put(WHO_HAS);
    out.ipv4(to);
    out.put(TELL);
    out.ipv4(from);
    return;
  }
  out.ipv4(from);
  out.put(IS_AT);
  out.mac((((b[o + 8] as number) << 8) | (b[o + 9] as number)) * 2 ** 32 + word(b, o + 10));
};
