import type { Loose } from '../codec/field.js';
import type { Layer } from '../codec/packet.js';
import {
  call,
  from,
  hex,
  literal,
  number,
  type Say,
  type Sayings,
  unless,
} from './scapy-python.js';

const HEADER = 12;
const DOT = 0x2e;

const dnsFlags = (f: Loose) => ({
  qr: f.response,
  opcode: unless(0, f.opcode),
  aa: unless(false, f.authoritative),
  tc: unless(false, f.truncated),
  rd: f.recdesired,
  ra: f.recavail,
  z: unless(false, f.z),
  ad: unless(false, f.authenticated),
  cd: unless(false, f.checkdisable),
  rcode: unless(0, f.rcode),
});
const llmnrFlags = (f: Loose) => ({
  qr: f.response,
  opcode: unless(0, f.opcode),
  c: unless(false, f.conflict),
  // Scapy has the bit of tentative names here too.
  tc: unless(0, f.truncated * 2 + f.tentative),
  z: unless(0, f.z),
  rcode: unless(0, f.rcode),
});

/** The header and the questions; records are bytes, for Scapy does not compress their names. */
const message =
  (
    name: string,
    flags: (f: Loose) => Readonly<Record<string, number | boolean | undefined>>,
  ): Say =>
  (v, layer) => {
    const lead = v.length === undefined ? 0 : 2;
    // Scapy writes the length behind a header of TCP, and there alone.
    if (lead > 0 !== (layer.outer?.protocol.name === 'tcp')) return undefined;
    const { words, size } = questions(v, layer, lead + HEADER);
    const text = call(name, {
      length: v.length,
      id: hex(v.id),
      ...flags(v.flags),
      qdcount: v.count.queries,
      ancount: v.count.answers,
      nscount: v.count.auth_rr,
      arcount: v.count.add_rr,
      qd: words.length ? words.join('/') : 'None',
    });
    return { text, size };
  };

function questions(v: Loose, layer: Layer, start: number): { words: string[]; size: number } {
  const bytes = from(layer, 0);
  const words: string[] = [];
  let at = start;
  for (const { name } of v.queries ?? []) {
    const end = nameEnd(bytes, at);
    const written = bytes.subarray(at, end);
    const pointed = (written[written.length - 2] ?? 0) >= 0xc0;
    const asIs = pointed || name.includes('\\');
    // Scapy takes as it is what has no dot and ends like an encoded name.
    if (asIs && written.includes(DOT)) break;
    words.push(
      call('DNSQR', {
        qname: literal(asIs ? written : new TextEncoder().encode(name)),
        qtype: number(bytes, end, 2),
        qclass: number(bytes, end + 2, 2),
      }),
    );
    at = end + 4;
  }
  return { words, size: at };
}

/** Behind a name whose form was found good. */
function nameEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const size = bytes[at] ?? 0;
    if (size === 0) return at + 1;
    if (size >= 0xc0) return at + 2;
    at += size + 1;
  }
}

const dns = message('DNS', dnsFlags);

/** The domain name system and its relatives, by the name of the protocol. */
export const nameSayings: Sayings = { dns, mdns: dns, llmnr: message('LLMNRQuery', llmnrFlags) };
