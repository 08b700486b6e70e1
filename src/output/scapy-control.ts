import { ipv4Text, ipv6Text } from '../codec/address.js';
import type { Layer } from '../codec/packet.js';
import { addresses6, neighborOptions } from './scapy-options.js';
import {
  call,
  from,
  hex,
  list,
  literal,
  number,
  quoted,
  type Said,
  type Say,
  type Sayings,
} from './scapy-python.js';

type Words = Readonly<Record<string, number | string>>;
/** What stands behind the checksum, in Scapy's words; it has so many bytes. */
interface Body {
  readonly size: number;
  readonly words: (b: Uint8Array) => Words;
}

const pair = (b: Uint8Array) => ({ id: number(b, 0, 2), seq: number(b, 2, 2) });
const echo: Body = { size: 4, words: pair };
const times: Body = {
  size: 16,
  words: (b) => ({
    ...pair(b),
    ts_ori: number(b, 4, 4),
    ts_rx: number(b, 8, 4),
    ts_tx: number(b, 12, 4),
  }),
};
const mask: Body = {
  size: 8,
  words: (b) => ({ ...pair(b), addr_mask: quoted(ipv4Text(number(b, 4, 4))) }),
};
const others: Body = { size: 4, words: (b) => ({ unused: number(b, 0, 4) }) };
const lengths = (b: Uint8Array) => ({ reserved: number(b, 0, 1), length: number(b, 1, 1) });

const ICMP: Readonly<Record<number, Body>> = {
  0: echo,
  8: echo,
  15: echo,
  16: echo,
  13: times,
  14: times,
  17: mask,
  18: mask,
  3: { size: 4, words: (b) => ({ ...lengths(b), nexthopmtu: number(b, 2, 2) }) },
  5: { size: 4, words: (b) => ({ gw: quoted(ipv4Text(number(b, 0, 4))) }) },
  11: { size: 4, words: (b) => ({ ...lengths(b), unused: number(b, 2, 2) }) },
  12: {
    size: 4,
    words: (b) => ({ ptr: number(b, 0, 1), length: number(b, 1, 1), unused: number(b, 2, 2) }),
  },
};
/** Scapy writes an identifier, a sequence number and four bytes more (RFC 1788). */
const UNLIKE = [37, 38];

const icmp: Say = (v, layer) => {
  const body = ICMP[v.type] ?? others;
  const b = from(layer, 4);
  if (UNLIKE.includes(v.type) || b.length < body.size) return undefined;
  const common = { type: v.type, code: v.code, chksum: hex(v.checksum) };
  return { text: call('ICMP', { ...common, ...body.words(b) }), size: 4 + body.size };
};

/** A message of ICMPv6 has a class of its own; the rest may be options, or another list. */
interface Message extends Body {
  readonly name: string;
  readonly options?: true;
}
const sequence = (name: string): Message => ({ name, ...echo });
const quote = (name: string): Message => ({
  name,
  size: 4,
  words: (b) => ({ length: number(b, 0, 1), unused: number(b, 1, 3) }),
});
const listener = (name: string): Message => ({
  name,
  size: 20,
  words: (b) => ({ mrd: number(b, 0, 2), reserved: number(b, 2, 2), mladdr: address(b, 4) }),
});
const address = (b: Uint8Array, at: number): string => quoted(ipv6Text(b, at));

const ICMPV6: Readonly<Record<number, Message>> = {
  1: quote('ICMPv6DestUnreach'),
  2: { name: 'ICMPv6PacketTooBig', size: 4, words: (b) => ({ mtu: number(b, 0, 4) }) },
  3: quote('ICMPv6TimeExceeded'),
  4: { name: 'ICMPv6ParamProblem', size: 4, words: (b) => ({ ptr: number(b, 0, 4) }) },
  128: sequence('ICMPv6EchoRequest'),
  129: sequence('ICMPv6EchoReply'),
  130: listener('ICMPv6MLQuery'),
  131: listener('ICMPv6MLReport'),
  132: listener('ICMPv6MLDone'),
  133: {
    name: 'ICMPv6ND_RS',
    size: 4,
    words: (b) => ({ res: number(b, 0, 4) }),
    options: true,
  },
  134: {
    name: 'ICMPv6ND_RA',
    size: 12,
    words: (b) => ({
      chlim: number(b, 0, 1),
      ...bits(b[1] ?? 0, { M: 1, O: 1, H: 1, prf: 2, P: 1, res: 2 }),
      routerlifetime: number(b, 2, 2),
      reachabletime: number(b, 4, 4),
      retranstimer: number(b, 8, 4),
    }),
    options: true,
  },
  135: {
    name: 'ICMPv6ND_NS',
    size: 20,
    words: (b) => ({ res: number(b, 0, 4), tgt: address(b, 4) }),
    options: true,
  },
  136: {
    name: 'ICMPv6ND_NA',
    size: 20,
    words: (b) => ({
      ...bits((b[0] ?? 0) >> 5, { R: 1, S: 1, O: 1 }),
      res: number(b, 0, 4) % 2 ** 29,
      tgt: address(b, 4),
    }),
    options: true,
  },
  137: {
    name: 'ICMPv6ND_Redirect',
    size: 36,
    words: (b) => ({ res: number(b, 0, 4), tgt: address(b, 4), dst: address(b, 20) }),
    options: true,
  },
};

/** Cut from the left. */
function bits(value: number, widths: Readonly<Record<string, number>>): Words {
  let left = Object.values(widths).reduce((sum, width) => sum + width, 0);
  const found: Record<string, number> = {};
  for (const [key, width] of Object.entries(widths)) {
    left -= width;
    found[key] = (value >> left) & (2 ** width - 1);
  }
  return found;
}

const icmpv6: Say = (v, layer) => {
  const b = from(layer, 4);
  const common = { code: v.code, cksum: hex(v.checksum) };
  const list = lists(v.type, common, b, layer);
  if (list) return list;
  const message = ICMPV6[v.type];
  if (!message || b.length < message.size) {
    return { text: call('ICMPv6Unknown', { type: v.type, ...common }), size: 4 };
  }
  const text = call(message.name, { ...common, ...message.words(b) });
  const size = 4 + message.size;
  if (!message.options) return { text, size };
  const options = neighborOptions(b.subarray(message.size));
  return { text: text + options.text, size: size + options.size };
};

/** Queries and reports of MLDv2 (RFC 3810, 5). */
function lists(type: number, common: Words, b: Uint8Array, layer: Layer): Said | undefined {
  const whole = (text: string) => ({ text, size: layer.length });
  if (type === 130 && b.length >= 24) {
    const count = number(b, 22, 2);
    if (b.length !== 24 + 16 * count) return undefined;
    const words = {
      ...listener('').words(b),
      ...bits(b[20] ?? 0, { Resv: 4, S: 1, QRV: 3 }),
      QQIC: number(b, 21, 1),
      sources_number: count,
      sources: addresses6(b.subarray(24)),
    };
    return whole(call('ICMPv6MLQuery2', { ...common, ...words }));
  }
  if (type !== 143 || b.length < 4) return undefined;
  const records = memberships(b.subarray(4));
  if (records === undefined) return undefined;
  const { code: res, cksum } = common;
  const words = { reserved: number(b, 0, 2), records_number: number(b, 2, 2), records };
  return whole(call('ICMPv6MLReport2', { res, cksum, ...words }));
}

function memberships(b: Uint8Array): string | undefined {
  const records: string[] = [];
  for (let at = 0; at < b.length; ) {
    if (b.length - at < 20) return undefined;
    const [type, words, count] = [number(b, at, 1), number(b, at + 1, 1), number(b, at + 2, 2)];
    const behind = at + 20 + 16 * count;
    // Scapy counts bytes where the RFC counts words of 32 bits.
    const end = behind + 4 * words;
    if (end > b.length) return undefined;
    const record = {
      rtype: type,
      auxdata_len: words,
      sources_number: count,
      dst: address(b, at + 4),
      sources: addresses6(b.subarray(at + 20, behind)),
      auxdata: literal(b.subarray(behind, end)),
    };
    records.push(call('ICMPv6MLDMultAddrRec', record));
    at = end;
  }
  return list(records);
}

/** What controls the Internet, by the name of the protocol. */
export const controlSayings: Sayings = { icmp, icmpv6 };
