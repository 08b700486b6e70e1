import { ipv4Text, ipv6Text, octetsText } from '../../codec/address.js';
import { timeText } from '../../codec/view.js';
import { linkTypes } from '../../registries/link-types.js';
import type { Counted, Counts } from './counts.js';
import type { Figures } from './figures.js';
import type { InterfaceFigures } from './interfaces.js';
import type { Branch } from './protocol-tree.js';
import type { SizeRange } from './sizes.js';
import { ADDRESS, type PortCounts } from './talkers.js';

interface Share {
  readonly packets: number;
  readonly bytes: number;
}

export interface ProtocolShare extends Share {
  readonly protocol: string;
  readonly within: readonly ProtocolShare[];
}

interface Ranking<T> {
  readonly distinct: number;
  /** There were too many to remember all: counts may be too low by so many packets. */
  readonly estimate?: { readonly missing_packets: number };
  readonly top: readonly (T & Share)[];
}

interface Port {
  readonly protocol: string;
  readonly port: number;
  readonly name?: string;
}

/** All figures of an input, as JSON has them. */
export interface Report {
  readonly schema: 1;
  readonly input: string;
  readonly damaged: boolean;
  readonly packets: number;
  /** On the wire. */
  readonly bytes: number;
  readonly captured_bytes: number;
  readonly truncated_packets: number;
  readonly snaplen?: number;
  readonly time?: {
    readonly first: string;
    readonly last: string;
    /** Seconds. */
    readonly duration: string;
    readonly in_order: boolean;
  };
  /** A second, where it took any time. */
  readonly rate?: Share;
  readonly linktypes: readonly { linktype: number | null; name?: string; packets: number }[];
  readonly interfaces: readonly InterfaceFigures[];
  readonly sizes: {
    readonly min: number;
    readonly mean: number;
    readonly max: number;
    readonly ranges: readonly SizeRange[];
  };
  readonly protocols: readonly ProtocolShare[];
  readonly talkers: {
    readonly addresses: Ranking<{ readonly address: string }>;
    readonly pairs: Ranking<{ readonly between: readonly [string, string] }>;
    readonly ports: Ranking<Port>;
  };
  /** Packets in each of these stretches of time; `start` and `length` in seconds. */
  readonly timeline?: {
    readonly start: number;
    readonly length: number;
    readonly packets: readonly number[];
  };
}

/** Of what was read, besides the packets. */
export interface Origin {
  readonly kind: string;
  readonly damaged: boolean;
  readonly snaplen: number | undefined;
  readonly interfaces: readonly InterfaceFigures[];
}

/** How much is listed. */
export interface Extent {
  readonly talkers: number;
  readonly stretches: number;
}

export function reportOf(figures: Figures, origin: Origin, extent: Extent): Report {
  const { sizes, tree, talkers, truncated, captured } = figures;
  const { kind, damaged, snaplen, interfaces } = origin;
  return {
    schema: 1,
    input: kind,
    damaged,
    packets: sizes.count,
    bytes: sizes.sum,
    captured_bytes: captured,
    truncated_packets: truncated,
    ...(snaplen === undefined ? {} : { snaplen }),
    ...timesOf(figures),
    linktypes: [...figures.linktypes].map(([number, packets]) => linktypeOf(number, packets)),
    interfaces,
    sizes: {
      min: sizes.least,
      mean: sizes.sum / sizes.count,
      max: sizes.most,
      ranges: sizes.ranges(),
    },
    protocols: sharesOf(tree.root.within),
    talkers: {
      addresses: ranking(talkers.addresses, extent.talkers, (key) => ({
        address: addressText(key, 0),
      })),
      pairs: ranking(talkers.pairs, extent.talkers, (key) => ({
        between: [addressText(key, 0), addressText(key, ADDRESS)] as const,
      })),
      ports: portRanking(talkers.ports, extent.talkers),
    },
    ...timelineOf(figures, extent.stretches),
  };
}

const linktypeOf = (linktype: number | undefined, packets: number) => {
  const name = linktype === undefined ? undefined : linkTypes.textOf(linktype);
  return { linktype: linktype ?? null, ...(name === undefined ? {} : { name }), packets };
};

function timesOf({ times, ordered, sizes }: Figures): Pick<Report, 'time' | 'rate'> {
  if (times === undefined) return {};
  const [first, last] = times;
  const borrow = last.nanoseconds < first.nanoseconds;
  const seconds = last.seconds - first.seconds - (borrow ? 1 : 0);
  const nanoseconds = last.nanoseconds - first.nanoseconds + (borrow ? 1e9 : 0);
  const took = seconds + nanoseconds / 1e9;
  const time = {
    first: timeText(first.seconds, first.nanoseconds),
    last: timeText(last.seconds, last.nanoseconds),
    duration: timeText(seconds, nanoseconds),
    in_order: ordered,
  };
  if (took === 0) return { time };
  return { time, rate: { packets: sizes.count / took, bytes: sizes.sum / took } };
}

function timelineOf({ times, timeline }: Figures, most: number): Pick<Report, 'timeline'> {
  if (times === undefined) return {};
  const { start, length, packets } = timeline.stretches(most);
  return { timeline: { start: start / 1e6, length: length / 1e6, packets } };
}

const sharesOf = (branches: readonly Branch[]): ProtocolShare[] =>
  branches
    .toSorted((a, b) => b.packets - a.packets)
    .map(({ protocol, packets, bytes, within }) => ({
      protocol: protocol?.name ?? '',
      packets,
      bytes,
      within: sharesOf(within),
    }));

function ranking<T>(counts: Counts, most: number, name: (key: Counted['key']) => T): Ranking<T> {
  const { size, rough } = counts;
  return {
    distinct: size,
    ...(rough > 0 ? { estimate: { missing_packets: rough } } : {}),
    top: counts.top(most).map(({ key, packets, bytes }) => ({ ...name(key), packets, bytes })),
  };
}

function portRanking(all: readonly PortCounts[], most: number): Ranking<Port> {
  const used = all.flatMap(({ protocol, packets, bytes }) => {
    const ports = [...packets.keys()].filter((port) => packets[port]);
    return ports.map((port) => ({
      protocol,
      port,
      packets: packets[port] as number,
      bytes: bytes[port] as number,
    }));
  });
  const top = used.toSorted((a, b) => b.packets - a.packets).slice(0, most);
  return {
    distinct: used.length,
    top: top.map(({ protocol, port, ...share }) => {
      const key = protocol.plan.rules.ends?.to ?? '';
      const name = protocol.plan.struct.find(key)?.cell.field.names?.nameOf(port);
      return { protocol: protocol.name, port, ...(name ? { name } : {}), ...share };
    }),
  };
}

/** The address that stands in a key from this word on. */
function addressText(key: Int32Array, at: number): string {
  const size = key[at] as number;
  const words = new DataView(new ArrayBuffer(16));
  for (let i = 0; i < 4; i++) words.setInt32(4 * i, key[at + 1 + i] as number);
  const bytes = new Uint8Array(words.buffer, 0, size);
  if (size === 4) return ipv4Text(words.getUint32(0));
  return size === 16 ? ipv6Text(bytes) : octetsText(bytes);
}
