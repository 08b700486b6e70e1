import type { Loose } from '../codec/field.js';
import type { Packet } from '../codec/packet.js';
import type { Format } from './format.js';
import { controlSayings } from './scapy-control.js';
import { internetSayings } from './scapy-internet.js';
import { linkSayings } from './scapy-link.js';
import { nameSayings } from './scapy-names.js';
import { tcpOptions } from './scapy-options.js';
import {
  call,
  from,
  header,
  hex,
  literal,
  quoted,
  raw,
  type Sayings,
  unless,
} from './scapy-python.js';

/** An expression a line that builds the packet's bytes in Scapy: every field is given. */
export function scapy(): Format {
  return { packet: (packet, out) => out.text(`${expression(packet)}\n`) };
}

/** In the order of the bits, from the lowest. */
const TCP_FLAGS = Object.entries({
  fin: 'F',
  syn: 'S',
  reset: 'R',
  push: 'P',
  ack: 'A',
  urg: 'U',
  ece: 'E',
  cwr: 'C',
  ae: 'N',
});
const letters = (flags: Loose): string =>
  TCP_FLAGS.map(([key, letter]) => (flags[key] ? letter : '')).join('');

const SAYINGS: Sayings = {
  ...linkSayings,
  ...internetSayings,
  ...controlSayings,
  ...nameSayings,
  tcp: (v, layer) => {
    const options = tcpOptions(from(layer, 20));
    const text = call('TCP', {
      sport: v.srcport,
      dport: v.dstport,
      seq: v.seq,
      ack: v.ack,
      dataofs: v.hdr_len / 4,
      reserved: unless(0, v.flags.res),
      flags: quoted(letters(v.flags)),
      window: v.window_size_value,
      chksum: hex(v.checksum),
      urgptr: unless(0, v.urgent_pointer),
      options: unless('[]', options.text),
    });
    return { text, size: 20 + options.size };
  },
  udp: header('UDP', (v) => ({
    sport: v.srcport,
    dport: v.dstport,
    len: v.length,
    chksum: hex(v.checksum),
  })),
  sctp: (v) => ({
    text: call('SCTP', {
      sport: v.srcport,
      dport: v.dstport,
      tag: hex(v.verification_tag),
      chksum: hex(v.checksum),
    }),
    size: 12,
  }),
};

function expression({ bytes, layers }: Packet): string {
  const words: string[] = [];
  let at = 0;
  for (const layer of layers) {
    const { after, fields, length, offset, protocol } = layer;
    if (after !== undefined || offset !== at) break;
    if (length === 0) continue;
    const say = Object.hasOwn(SAYINGS, protocol.name) ? SAYINGS[protocol.name] : undefined;
    // With `raw` its fields do not say all.
    const said = layer.raw === undefined ? say?.(fields, layer) : undefined;
    if (said === undefined) break;
    words.push(said.text);
    at += said.size;
    if (said.size !== length) break;
  }
  const [first] = layers;
  const surplus = layers.find(({ after }) => after !== undefined)?.offset ?? bytes.length;
  const tail = first?.protocol.plan.tail ? first.tailStart : bytes.length;
  const end = Math.max(at, Math.min(surplus, tail));
  if (at < end || bytes.length === 0) words.push(raw(bytes.subarray(at, end)));
  if (end < bytes.length) words.push(`Padding(${literal(bytes.subarray(end))})`);
  return words.join('/');
}
