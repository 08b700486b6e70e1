import { decode } from '../../src/index.js';

/** What a checksum is over, taken apart anew: nothing of what is tested computes here. */
export interface Message {
  readonly packet: Uint8Array;
  /** Where the covered part starts and ends, and where its checksum stands. */
  readonly start: number;
  readonly body: number;
  readonly end: number;
  readonly at: number;
  /** The pseudo-header's bytes: addresses, length, protocol; empty where there is none. */
  readonly pseudo: Uint8Array;
  /** Of the network's header. */
  readonly net: { readonly start: number; readonly body: number; readonly end: number };
  /** 0 says that there is none. */
  readonly optional: boolean;
}

const AT: Readonly<Record<string, number>> = { ip: 10, tcp: 16, udp: 6, icmp: 2, icmpv6: 2 };
const NUMBER: Readonly<Record<string, number>> = { tcp: 6, udp: 17, icmpv6: 58 };

/** Of the IPv4 header, or of what the packet carries. */
export function messageOf(packet: Uint8Array, which: 'net' | 'carried'): Message | undefined {
  const { layers } = decode(packet);
  const net = layers.find(({ protocol }) => ['ip', 'ipv6'].includes(protocol.name));
  const wanted = which === 'net' ? ['ip'] : ['tcp', 'udp', 'icmp', 'icmpv6'];
  const layer = layers.find(({ protocol }) => wanted.includes(protocol.name));
  if (!net || !layer) return undefined;
  const { name } = layer.protocol;
  const start = layer.offset;
  const end = which === 'net' ? layer.body : layer.stop;
  return {
    packet,
    start,
    body: layer.body,
    end,
    at: start + (AT[name] as number),
    pseudo: pseudoOf(packet, net.protocol.name, net.offset, end - start, NUMBER[name]),
    net: { start: net.offset, body: net.body, end: net.stop },
    optional: name === 'udp',
  };
}

/** RFC 768; RFC 8200, 8.1. */
function pseudoOf(
  packet: Uint8Array,
  net: string,
  at: number,
  length: number,
  number: number | undefined,
): Uint8Array {
  if (number === undefined) return new Uint8Array(0);
  const low = [(length >> 8) & 0xff, length & 0xff];
  return net === 'ip'
    ? Uint8Array.from([...packet.slice(at + 12, at + 20), 0, number, ...low])
    : Uint8Array.from([...packet.slice(at + 8, at + 40), 0, 0, ...low, 0, 0, 0, number]);
}

/** The covered bytes, with the checksum's own as zero or as `own`. */
export function coveredBy({ packet, start, end, at }: Message, own = 0): Uint8Array {
  const covered = packet.slice(start, end);
  covered[at - start] = own >> 8;
  covered[at - start + 1] = own & 0xff;
  return covered;
}

/** Words added with nothing folded. */
export function added(...parts: readonly Uint8Array[]): number {
  let sum = 0;
  for (const part of parts) {
    part.forEach((byte, i) => {
      sum += i % 2 ? byte : byte * 256;
    });
  }
  return sum;
}

export function folded(sum: number): number {
  let s = sum;
  while (s > 0xffff) s = (s & 0xffff) + Math.floor(s / 0x10000);
  return s;
}

/** The checksum of these parts. */
export const made = (...parts: readonly Uint8Array[]): number => ~folded(added(...parts)) & 0xffff;

export const right = (m: Message): number => made(m.pseudo, coveredBy(m));

/** The packet with that in its checksum. */
export function stored({ packet, at, optional }: Message, value: number): Uint8Array {
  const bytes = packet.slice();
  const sent = optional && value === 0 ? 0xffff : value;
  bytes[at] = sent >> 8;
  bytes[at + 1] = sent & 0xff;
  return bytes;
}

export const word = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** Other bytes at a place. */
export function changed(packet: Uint8Array, at: number, bytes: readonly number[]): Uint8Array {
  const copy = packet.slice();
  copy.set(bytes, at);
  return copy;
}
