import type { Layer } from '../../codec/packet.js';
import type { Evidence } from '../../codec/protocol.js';
import { dnsTypes } from '../../registries/dns.js';

interface Message {
  readonly flags: { readonly opcode: number; readonly z: boolean; readonly rcode: number };
  readonly count: Readonly<Record<'queries' | 'answers' | 'auth_rr' | 'add_rr', number>>;
  readonly queries?: readonly { readonly type: number; readonly class: number }[] | undefined;
}

/** More records than fit in most messages. */
const MANY = 64;
const INTERNET = 1;
const ANY = 255;

/** Counts are small, and the records they count end where the message does. */
export function resemblesDns(v: Message, { problem, body, limit }: Layer): Evidence[] {
  const { queries, answers, auth_rr, add_rr } = v.count;
  const counts = [answers, auth_rr, add_rr];
  const isEmpty = queries + answers + auth_rr + add_rr === 0;
  const first = v.queries?.[0];
  return [
    [v.flags.opcode === 0 ? 3 : -5],
    [v.flags.z || v.flags.rcode > 5 ? -4 : 2],
    [isEmpty ? -12 : queries === 1 ? 10 : queries === 0 ? 0 : -8, 'one question'],
    [counts.every((n) => n < MANY) ? 6 : -10, 'few records'],
    [first && dnsTypes.nameOf(first.type) ? 5 : 0],
    [first && (first.class === INTERNET || first.class === ANY) ? 6 : 0, 'class IN'],
    [!problem && !isEmpty && body === limit ? 8 : 0, 'records that fill it'],
  ];
}
