import { choice } from '../../codec/choice.js';
import type { Loose } from '../../codec/field.js';
import { coded, flag, ipv4, octets, uint } from '../../codec/fixed.js';
import { list } from '../../codec/list.js';
import { names } from '../../codec/names.js';
import { bytes } from '../../codec/parts.js';
import type { Reading } from '../../codec/reading.js';
import { filters } from '../filters.js';
import { hexAndDecimal, ipv4Means } from '../show.js';
import { duration, inBytes } from '../words.js';
import { agentExtensions } from './icmp-mobile.js';
import { pointsAt } from './quoted-field.js';

/** RFC 8335, 3: what the table of neighbors says of the interface that was probed. */
const states = names({
  reserved: 0,
  incomplete: 1,
  reachable: 2,
  stale: 3,
  delay: 4,
  probe: 5,
  failed: 6,
});

/** RFC 792: the high bit says that it is no such time, or not from midnight. */
function timeOfDay(ms: number): string | undefined {
  if (ms >= 2 ** 31) return 'not standard';
  return ms < 86_400_000 ? `${new Date(ms).toISOString().slice(11, 23)} UTC` : undefined;
}

// Wireshark also shows both in the other byte order (ident_le, seq_le), as some hosts mean them.
// They are the same bits, and RFC 792 leaves their meaning to the sender.
const echo = {
  ident: uint(16, 'Identifier', 'ties replies to whoever asked', hexAndDecimal(4)),
  seq: uint(16, 'Sequence number', 'ties a reply to its request'),
};
const unused = (size: number) => octets(size, 'Unused', 'zero', { filter: 'icmp.unused' });
const unused2 = octets(2, 'Unused as well', 'zero', { filter: 'icmp.unused' });
/** RFC 4884, 4. What Wireshark calls unused where it is 0 is this byte too. */
const length = uint(8, 'Length', 'of the quoted datagram in 32-bit words; 0: no extension', {
  means: (v) => (v === 0 ? 'no extension' : `${inBytes(4 * v)} quoted, then an extension`),
});
const stamp = (label: string, help: string) => uint(32, label, help, { means: timeOfDay });
const timestamps = {
  ...echo,
  originate_timestamp: stamp('Originate timestamp', 'when the request left'),
  receive_timestamp: stamp('Receive timestamp', 'when the request arrived'),
  transmit_timestamp: stamp('Transmit timestamp', 'when the reply left'),
};
const mask = { ...echo, address_mask: ipv4('Address mask', 'of the subnet', { means: prefixOf }) };
const advertisement = {
  num_addrs: uint(8, 'Addresses', 'how many routers follow'),
  addr_entry_size: uint(8, 'Entry size', '32-bit words for each router', {
    init: 2,
    means: (v) => `${inBytes(4 * v)} for each router`,
  }),
  lifetime: uint(16, 'Lifetime', 'seconds that this holds', { init: 1800, means: duration }),
};
/** RFC 1256, 3: a signed number. */
const preference = coded(
  uint(32, 'Preference', 'the highest is taken', {
    filter: 'icmp.pref_level',
    means: (v) => (v === -(2 ** 31) ? 'no default router' : undefined),
  }),
  (code) => code | 0,
  (value) => value >>> 0,
);
/** `/24`, where the ones of a mask stand at its front. */
function prefixOf(mask: string): string | undefined {
  const bits = mask
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
  return /^1*0*$/.test(bits) ? `/${bits.replaceAll('0', '').length}` : 'no prefix';
}

const extendedSeq = uint(8, 'Sequence number', 'ties a reply to its request');

/** RFC 8335, 2 and 3; for ICMPv6 too. */
export const extendedRequest = {
  seq: extendedSeq,
  'req.res': uint(7, 'Reserved', 'zero'),
  'req.local': flag('Local', 'the interface is one of the probed node', { init: true }),
};
export const extendedReply = {
  seq: extendedSeq,
  'rsp.state': uint(3, 'State', 'of the neighbor', { names: states }),
  'rsp.res': uint(2, 'Reserved', 'zero'),
  'rsp.active': flag('Active', 'the interface works'),
  'rsp.ipv4': flag('IPv4', 'runs on the interface'),
  'rsp.ipv6': flag('IPv6', 'runs on the interface'),
};

const forms = {
  0: echo,
  3: { unused: unused(1), length, unused2 },
  // RFC 1191, 4.
  fragmentation: {
    unused: unused(1),
    length,
    mtu: uint(16, 'Next-hop MTU', 'the largest datagram that would pass; 0: not told', {
      means: (v) => (v === 0 ? 'not told' : `datagrams of up to ${inBytes(v)} pass`),
    }),
  },
  4: { unused: unused(4) },
  5: { redir_gw: ipv4('Gateway', 'the better router', { means: ipv4Means }) },
  8: echo,
  9: {
    ...advertisement,
    addrs: list(
      'Routers',
      'each with its preference',
      {
        router_address: ipv4('Router', 'its address', {
          means: ipv4Means,
          filter: 'icmp.router_address',
        }),
        pref_level: preference,
      },
      { count: 'num_addrs' },
    ),
    mip: agentExtensions,
  },
  otherEntries: {
    ...advertisement,
    entries: bytes('Entries', 'of another size than RFC 1256 has', {
      length: (v) => 4 * v.num_addrs * v.addr_entry_size,
    }),
    mip: agentExtensions,
  },
  10: { reserved: octets(4, 'Reserved', 'zero') },
  11: { unused: unused(1), length, unused2 },
  12: {
    pointer: uint(8, 'Pointer', 'the byte of the quoted datagram that is wrong', {
      means: pointsAt,
    }),
    length,
    unused: unused(2),
  },
  13: timestamps,
  14: timestamps,
  15: echo,
  16: echo,
  17: mask,
  18: mask,
  // RFC 1393, 2.4.
  30: {
    id: uint(16, 'Id', 'of the option that asked for it'),
    unused: unused(2),
    ohc: uint(16, 'Outbound hops', 'so far'),
    rhc: uint(16, 'Return hops', 'so far'),
    speed: uint(32, 'Output speed', 'of the link, in bytes per second', {
      means: (v) => `${inBytes(v)} a second`,
    }),
    mtu: uint(32, 'Output MTU', 'of the link', { means: inBytes }),
  },
  // RFC 1475.
  31: { pointer: uint(32, 'Pointer', 'the byte that could not be converted') },
  // RFC 1788, 3.
  37: echo,
  38: {
    ...echo,
    ttl: uint(32, 'Time to live', 'seconds to remember the names that follow', { means: duration }),
  },
  // RFC 2521, 2.
  40: {
    reserved: octets(2, 'Reserved', 'zero'),
    pointer: uint(16, 'Pointer', 'the byte of the quoted datagram where the SPI stands'),
  },
  // RFC 4065, 4.
  41: {
    subtype: uint(8, 'Subtype', 'of the experiment'),
    reserved: octets(3, 'Reserved', 'zero'),
  },
  42: { ident: echo.ident, ...filters('icmp.ext.echo', extendedRequest) },
  43: { ident: echo.ident, ...filters('icmp.ext.echo', extendedReply) },
};

/** Of the header, by type. */
const SIZES = new Map<number, number>([
  ...[0, 3, 4, 5, 8, 10, 11, 12, 15, 16, 31, 37, 40, 41, 42, 43].map((t) => [t, 8] as const),
  ...[17, 18, 38].map((t) => [t, 12] as const),
  ...[13, 14, 30].map((t) => [t, 20] as const),
]);

/** Bytes of the header: what a type has no form for is payload. */
export function headerLength(b: Uint8Array, start: number, end: number): number {
  const type = b[start] as number;
  // Behind the routers only extensions follow. And a message that ends too soon is no less whole
  // for its checksum.
  return type === 9 ? end - start : Math.min(end - start, SIZES.get(type) ?? 4);
}

function formOf(v: Loose, ahead?: Reading): string | number {
  if (v.type === 3 && v.code === 4) return 'fragmentation';
  if (v.type !== 9) return v.type;
  const size = ahead ? ahead.bytes[ahead.at + 1] : (v.addr_entry_size ?? 2);
  return size === 2 ? 9 : 'otherEntries';
}

/** What stands behind the checksum. */
export const body = choice(formOf, forms);
