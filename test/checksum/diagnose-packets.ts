import { build, protocol } from '../../src/index.js';

/** Chance that can be repeated. */
export interface Random {
  (below: number): number;
  pick<T>(from: readonly T[]): T;
  bytes(length: number): Uint8Array;
}

export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = (below: number): number => {
    // Marsaglia's xorshift32 behind a Weyl sequence.
    state = (state + 0x9e3779b9) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    return Math.floor((((x ^ (x >>> 16)) >>> 0) / 2 ** 32) * below);
  };
  return Object.assign(next, {
    pick: <T>(from: readonly T[]): T => from[next(from.length)] as T,
    bytes: (length: number) => Uint8Array.from({ length }, () => next(256)),
  });
}

type Network = 'ip' | 'ipv6';
type Transport = 'tcp' | 'udp' | 'icmp';

export interface Look {
  network?: Network;
  transport?: Transport;
  /** Bytes of the payload. */
  size?: number;
  /** Bytes behind the datagram. */
  behind?: number;
  /** A header between IPv6's and the transport's, options in IPv4's. */
  extended?: boolean;
}

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Addresses that are no one's at home. */
const address4 = (r: Random): string =>
  [r.pick([8, 51, 93, 130, 151, 194, 203]), r(256), r(256), 1 + r(254)].join('.');
const address6 = (r: Random): string => {
  const groups = Array.from({ length: 6 }, () => (1 + r(0xffff)).toString(16));
  return ['2001', 'db8', ...groups].join(':');
};

/** A valid packet in Ethernet. */
export function anyPacket(r: Random, look: Look = {}): Uint8Array {
  const network = look.network ?? r.pick(['ip', 'ipv6'] as const);
  const transport = look.transport ?? r.pick(['tcp', 'udp', 'icmp'] as const);
  const size = look.size ?? r(120);
  const extended = look.extended ?? r(4) === 0;
  const head =
    network === 'ip'
      ? [
          protocol('ip').with({
            src: address4(r),
            dst: address4(r),
            id: r(0x10000),
            ttl: 2 + r(200),
            dsfield: { dscp: r(64), ecn: r(4) },
            flags: { df: r(2) === 1 },
            ...(extended ? { opt: [{ type: 148, ra: 1 + r(0xffff) }] } : {}),
          }),
        ]
      : [
          protocol('ipv6').with({ src: address6(r), dst: address6(r), hlim: 2 + r(200) }),
          ...(extended ? [protocol('ipv6.dstopts').with({})] : []),
        ];
  // Ports to which nothing is bound, so that the payload stays data.
  const ports = { srcport: 40_000 + r(20_000), dstport: 40_000 + r(20_000) };
  const carried = {
    tcp: () =>
      protocol('tcp').with({
        ...ports,
        seq: r(2 ** 32),
        ack: r(2 ** 32),
        window_size_value: r(0x10000),
        urgent_pointer: r(2) ? r(0x10000) : 0,
        flags: { ack: true, push: r(2) === 1 },
        ...(r(2) ? { options: [{ kind: 2, mss_val: 500 + r(1000) }] } : {}),
      }),
    udp: () => protocol('udp').with(ports),
    icmp: () => {
      const echo = { identifier: r(0x10000), sequence_number: r(0x10000) };
      return network === 'ip'
        ? protocol('icmp').with({ type: 8, ident: echo.identifier, seq: echo.sequence_number })
        : protocol('icmpv6').with({ type: 128, echo });
    },
  };
  const payload = protocol('data').with({ data: toHex(r.bytes(size)) });
  const datagram = build(
    protocol('eth').with({ dst: '02:00:00:00:00:02', src: '02:00:00:00:00:01' }),
    ...head,
    carried[transport](),
    ...(size ? [payload] : []),
  );
  return Uint8Array.from([...datagram, ...r.bytes(look.behind ?? 0)]);
}
