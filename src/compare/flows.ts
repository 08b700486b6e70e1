import { QUOTED } from '../codec/dissect.js';
import { written } from '../codec/out.js';
import type { Layer, Packet } from '../codec/packet.js';
import { type Alignment, align, type Pair } from './align.js';
import { derivedIn } from './derived.js';
import type { Ignore } from './ignore.js';
import { type FieldNode, namesOf, nodesOf } from './nodes.js';

/** Where a packet belongs: the conversation, the same for both directions, and which of them. */
export interface FlowKey {
  readonly flow: string;
  readonly direction: 0 | 1;
}

/** By the innermost addresses and ports, but for what an error message quotes. */
export function flowOf({ layers, bytes }: Packet): FlowKey {
  let [from, to, ports, name] = ['', '', ['', ''], ''];
  for (const { protocol, offset, flags } of layers) {
    const { plan } = protocol;
    const { from: printFrom, to: printTo, ends } = plan;
    if (flags & QUOTED || !printFrom || !printTo || offset + plan.head > bytes.length) continue;
    const text = (print: typeof printFrom): string => written((out) => print(out, bytes, offset));
    if (ends === 'port') ports = [`:${text(printFrom)}`, `:${text(printTo)}`];
    else [from, to, ports] = [text(printFrom), text(printTo), ['', '']];
    name = protocol.short;
  }
  const [a, b] = [`${from}${ports[0]}`, `${to}${ports[1]}`];
  const direction = a <= b ? 0 : 1;
  const flow = name ? `${name} ${direction ? b : a} – ${direction ? a : b}` : 'no addresses';
  return { flow, direction };
}

/** A packet as it is remembered. */
export interface Seen {
  readonly number: number;
  /** Of all that is compared. */
  readonly hash: number;
  /** Of what the network carries: the same at both ends, whatever the routers did. */
  readonly carried: number;
}

/** Equal for packets that are the same; with fields ignored, for packets that are nearly so. */
function hashOf(packet: Packet, ignore: Ignore): number {
  const { bytes, layers } = packet;
  const hash = new Hash();
  if (ignore.empty) {
    hash.text(layers[0]?.protocol.name ?? '');
    hash.bytes(bytes, 0, bytes.length);
    return hash.value;
  }
  for (const layer of layers) {
    const { protocol, offset, body, tailStart, end } = layer;
    if (ignore.covers(protocol.name)) continue;
    if (ignore.touches(protocol)) {
      addFields(hash, layer, ignore);
    } else {
      hash.bytes(bytes, offset, body);
      if (protocol.plan.tail) hash.bytes(bytes, tailStart, end);
    }
  }
  return hash.value;
}

/** The fields of a layer that are compared, but for what follows from others. */
function addFields(hash: Hash, layer: Layer, ignore: Ignore): void {
  const derived = derivedIn(layer);
  const { bytes } = layer.packet;
  const add = (nodes: readonly FieldNode[]): void => {
    for (const node of nodes) {
      const { inside, start, end, name } = node;
      if (derived.has(name) || ignore.covers(...namesOf(node))) continue;
      if (inside.length > 0) add(inside);
      else if (start % 8 || end % 8) hash.text(`${name} ${node.annotation.raw}`);
      else hash.bytes(bytes, start / 8, end / 8);
    }
  };
  add(nodesOf(layer));
}

/** What the innermost network layer carries, without its checksums. */
function carriedOf({ bytes, layers }: Packet): number {
  const hash = new Hash();
  const net = layers.findLast(({ protocol: { plan }, flags }) => {
    return plan.ends === 'net' && !(flags & QUOTED);
  });
  let at = net?.body ?? 0;
  const stop = net?.stop ?? bytes.length;
  const { offset = 0, protocol } = net?.inner ?? {};
  for (const { found } of protocol?.plan.seals ?? []) {
    if (found.item.index > 0) continue;
    const from = Math.min(stop, offset + (found.cell.bit >> 3));
    if (from > at) hash.bytes(bytes, at, from);
    at = Math.max(at, from + (found.cell.field.bits >> 3));
  }
  hash.bytes(bytes, at, stop);
  return hash.value;
}

/** 53 bits: among a million packets two different ones share it once in twenty thousand runs. */
class Hash {
  private high = 0xdeadbeef;
  private low = 0x41c6ce57;

  byte(value: number): void {
    this.high = Math.imul(this.high ^ value, 2654435761);
    this.low = Math.imul(this.low ^ value, 1597334677);
  }

  bytes(bytes: Uint8Array, from: number, to: number): void {
    for (let i = from; i < to; i++) this.byte(bytes[i] as number);
    this.byte(0x100);
  }

  text(text: string): void {
    for (let i = 0; i < text.length; i++) this.byte(text.charCodeAt(i));
    this.byte(0x100);
  }

  get value(): number {
    let [h, l] = [this.high, this.low];
    h = Math.imul(h ^ (h >>> 16), 2246822507) ^ Math.imul(l ^ (l >>> 13), 3266489909);
    l = Math.imul(l ^ (l >>> 16), 2246822507) ^ Math.imul(h ^ (h >>> 13), 3266489909);
    return 4294967296 * (2097151 & l) + (h >>> 0);
  }
}

/** The packets of one capture by conversation and direction, in order. */
export class FlowTable {
  private readonly flows = new Map<string, readonly [Seen[], Seen[]]>();

  add(packet: Packet, number: number, ignore: Ignore): void {
    const { flow, direction } = flowOf(packet);
    const ways = this.flows.get(flow) ?? [[], []];
    this.flows.set(flow, ways);
    ways[direction].push({ number, hash: hashOf(packet, ignore), carried: carriedOf(packet) });
  }

  of(flow: string): readonly [readonly Seen[], readonly Seen[]] {
    return this.flows.get(flow) ?? [[], []];
  }

  names(): IterableIterator<string> {
    return this.flows.keys();
  }
}

export interface FlowPair {
  /** Numbers of packets. */
  readonly a: number;
  readonly b: number;
  readonly equal: boolean;
}
/** Packets of a conversation that only one has. */
export interface FlowRest {
  readonly flow: string;
  readonly side: 'a' | 'b';
  readonly numbers: readonly number[];
  /** The other has no packet of it at all. */
  readonly whole: boolean;
}

/**
 * Pairs in order within each direction of a conversation. Equal packets hold the rows together, so
 * that one that is missing stands alone; between them the others are paired one by one.
 */
export function pairFlows(a: FlowTable, b: FlowTable): { pairs: FlowPair[]; rest: FlowRest[] } {
  const pairs: FlowPair[] = [];
  const rest: FlowRest[] = [];
  for (const flow of new Set([...a.names(), ...b.names()])) {
    const [ofA, ofB] = [a.of(flow), b.of(flow)];
    const alone: { a: number[]; b: number[] } = { a: [], b: [] };
    for (const way of [0, 1] as const) {
      for (const [x, y] of inStep(ofA[way], ofB[way])) {
        if (x && y) pairs.push({ a: x.number, b: y.number, equal: x.hash === y.hash });
        else if (x) alone.a.push(x.number);
        else if (y) alone.b.push(y.number);
      }
    }
    for (const side of ['a', 'b'] as const) {
      const numbers = alone[side].sort((x, y) => x - y);
      const other = side === 'a' ? ofB : ofA;
      const whole = other[0].length + other[1].length === 0;
      if (numbers.length) rest.push({ flow, side, numbers, whole });
    }
  }
  return { pairs: pairs.sort((x, y) => x.a - y.a), rest };
}

/** Equal ones count for more than any number of others. */
const EQUAL = 1000;
const CARRIED = 990;

const SEEN: Alignment<Seen> = {
  worth: (x, y) => (x.hash === y.hash ? EQUAL : x.carried === y.carried ? CARRIED : 1),
  equal: (x, y) => x.hash === y.hash,
  before: (x, y) => x.hash < y.hash,
};

/** Longer rows are gone through with a look so far ahead. */
const LONG = 500;
const AHEAD = 100;

function inStep(a: readonly Seen[], b: readonly Seen[]): Pair<Seen>[] {
  if (Math.max(a.length, b.length) <= LONG) return align(a, b, SEEN);
  const pairs: Pair<Seen>[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [k, l] = nextEqual(a, b, i, j);
    for (let n = 0; n < Math.max(k, l); n++) {
      pairs.push([n < k ? a[i + n] : undefined, n < l ? b[j + n] : undefined]);
    }
    [i, j] = [i + k, j + l];
    if (i < a.length && j < b.length) pairs.push([a[i++], b[j++]]);
  }
  for (; i < a.length; i++) pairs.push([a[i], undefined]);
  for (; j < b.length; j++) pairs.push([undefined, b[j]]);
  return pairs;
}

/** How many of each stand before the next that are equal; none where there are none near. */
function nextEqual(
  a: readonly Seen[],
  b: readonly Seen[],
  i: number,
  j: number,
): readonly [number, number] {
  if (isNear(a[i], b[j])) return [0, 0];
  const [equal, carried] = [new Map<number, number>(), new Map<number, number>()];
  for (let l = AHEAD; l >= 0; l--) {
    const other = b[j + l];
    if (other) equal.set(other.hash, l);
    if (other) carried.set(other.carried, l);
  }
  let best: readonly [number, number] = [0, 0];
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= AHEAD && k < least; k++) {
    const l = equal.get(a[i + k]?.hash ?? -1) ?? carried.get(a[i + k]?.carried ?? -1);
    if (l !== undefined && k + l < least) [best, least] = [[k, l], k + l];
  }
  return best;
}

const isNear = (x: Seen | undefined, y: Seen | undefined): boolean =>
  x !== undefined && y !== undefined && (x.hash === y.hash || x.carried === y.carried);
