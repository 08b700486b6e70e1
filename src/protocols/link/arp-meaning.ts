import type { Loose } from '../../codec/field.js';
import { arpOperations } from '../../registries/arp.js';

export const REQUEST = 1;
export const REPLY = 2;
const ANY = '0.0.0.0';
const NOBODY = '00:00:00:00:00:00';

type Kind = 'probe' | 'announcement' | 'gratuitous';

export const MEANINGS: Readonly<Record<Kind, string>> = {
  probe: 'probe: does anybody have the address that the sender would like to use?',
  announcement: 'announcement: the sender uses this address from now on',
  gratuitous: 'gratuitous: nobody asked for it',
};

/** What it is beside its operation: RFC 5227, 1.1 (probe, announcement) and 4 (gratuitous). */
export function kindOf(v: Loose): Kind | undefined {
  const { src, dst } = v;
  const usual = v.opcode === REQUEST || v.opcode === REPLY;
  if (!usual || src?.proto_ipv4 === undefined || dst === undefined) return undefined;
  const asks = v.opcode === REQUEST && dst.hw_mac === NOBODY;
  if (src.proto_ipv4 === ANY) return asks && dst.proto_ipv4 !== ANY ? 'probe' : undefined;
  if (src.proto_ipv4 !== dst.proto_ipv4) return undefined;
  return asks ? 'announcement' : 'gratuitous';
}

/** Question or answer, in words. */
export function summarize(v: Loose): string {
  const from = { hw: '?', proto: '?', ...known(v.src) };
  const to = { hw: '?', proto: '?', ...known(v.dst) };
  const kind = kindOf(v);
  const prefix = kind ? `${kind}: ` : '';
  switch (v.opcode) {
    case 1:
      return `${prefix}who has ${to.proto}? tell ${from.proto}`;
    case 2:
      return `${prefix}${from.proto} is at ${from.hw}`;
    case 3:
      return `who is ${to.hw}? tell ${from.hw}`;
    case 4:
      return `${to.hw} is at ${to.proto}`;
    case 8:
      return `who is ${to.hw}? tell ${from.hw} at ${from.proto}`;
    case 9:
      return `${from.hw} is at ${from.proto}`;
    default:
      return arpOperations.textOf(v.opcode) ?? `operation ${v.opcode}`;
  }
}

function known(side: Loose = {}): { hw?: string; proto?: string } {
  const hw = side.hw_mac ?? side.hw_ax25 ?? side.hw;
  const proto = side.proto_ipv4 ?? side.proto;
  return { ...(hw && { hw }), ...(proto && { proto }) };
}
