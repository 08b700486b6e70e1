import { PARTIAL, QUOTED, SHORT } from '../codec/dissect.js';
import {
  type Fragment,
  type FragmentFields,
  fragmentBits,
  fragmentOf,
} from '../codec/fragment-rule.js';
import { toHex } from '../codec/hex.js';
import type { Packet } from '../codec/packet.js';
import type { Protocol } from '../codec/protocol.js';
import { addressesIn } from '../codec/pseudo.js';
import { numberBy } from '../codec/selecting.js';
import type { View } from '../codec/view.js';
import { missingIn } from './missing.js';
import { type Sum, sumsIn } from './sums.js';
import { joined, kept, type Piece } from './whole.js';

/** A datagram that came in fragments: its checksums are over all of it. */
export interface Datagram {
  /** As if it had come in one piece; where something is missing, the first fragment. */
  readonly packet: Packet;
  readonly sums: readonly Sum[];
  /** Of the packets that it came in. */
  readonly numbers: readonly number[];
}

/** A datagram of which some fragments are here. */
interface Gathering {
  readonly pieces: Map<number, Piece>;
  bytes: number;
  size: number;
  /** Known with the last fragment. */
  total: number | undefined;
  /** The packet with the first fragment, and its layer that says so. */
  first: { readonly packet: Packet; readonly layer: number } | undefined;
}

/** What is kept at most, whatever an input holds. */
const MOST_BYTES = 1 << 25;
const MOST_DATAGRAMS = 4096;
/** What a fragment takes besides its bytes. */
const OVERHEAD = 256;

/** Puts datagrams together from their fragments. */
export class Fragments {
  private readonly all = new Map<string, Gathering>();
  private size = 0;

  /** `done` is told of each datagram that is whole, or never will be. */
  constructor(private readonly done: (datagram: Datagram) => void) {}

  /** How many layers of the packet stand on their own; the rest belongs to the datagram. */
  add(view: View): number {
    const { cuts, bytes } = view;
    const f = fragmentIn(view);
    if (f < 0) return cuts.count;
    const part = partOf(view, f);
    const key = keyOf(view, f, part);
    const gathering = this.all.get(key) ?? this.begin(key);
    const from = cuts.body[f] as number;
    const piece = bytes.slice(from, cuts.stop[f] as number);
    if (part.offset === 0) gathering.first ??= { packet: kept(view), layer: f };
    if (!part.more) gathering.total ??= part.offset + piece.length;
    this.put(gathering, { offset: part.offset, bytes: piece, number: view.number });
    if (gathering.bytes >= (gathering.total ?? Number.POSITIVE_INFINITY)) this.finish(key);
    while (this.size > MOST_BYTES || this.all.size > MOST_DATAGRAMS) this.finish();
    return f + 1;
  }

  /** No more fragments will come. */
  end(): void {
    while (this.all.size > 0) this.finish();
  }

  private begin(key: string): Gathering {
    const gathering: Gathering = {
      pieces: new Map(),
      bytes: 0,
      size: 0,
      total: undefined,
      first: undefined,
    };
    this.all.set(key, gathering);
    return gathering;
  }

  /** Of two at one place the first counts: the other is a copy, or a forgery. */
  private put(gathering: Gathering, piece: Piece): void {
    if (gathering.pieces.has(piece.offset)) return;
    gathering.pieces.set(piece.offset, piece);
    const size = piece.bytes.length + OVERHEAD;
    gathering.bytes += piece.bytes.length;
    gathering.size += size;
    this.size += size;
  }

  /** The oldest, if none is named. */
  private finish(key = this.all.keys().next().value as string): void {
    const gathering = this.all.get(key) as Gathering;
    this.all.delete(key);
    this.size -= gathering.size;
    const { first, total } = gathering;
    // Without its head nobody knows of what the datagram is.
    if (!first) return;
    const pieces = [...gathering.pieces.values()].sort((a, b) => a.offset - b.offset);
    const numbers = pieces.map(({ number }) => number);
    const missing = missingIn(pieces, total);
    const packet = missing ? first.packet : joined(first.packet, first.layer, pieces);
    const sums = packet.layers.slice(first.layer + 1).flatMap(sumsIn);
    this.done({
      packet,
      numbers,
      sums: missing ? sums.map((sum) => because(sum, missing)) : sums,
    });
  }
}

const because = (sum: Sum, reason: string): Sum =>
  sum.status === 'unverified' ? { ...sum, reason } : sum;

/** The outermost layer whose payload is a whole fragment, or -1. */
export function fragmentIn({ cuts, bytes }: View): number {
  for (let i = 0; i < cuts.count; i++) {
    const { fragment } = (cuts.protocols[i] as Protocol).plan;
    if ((cuts.flags[i] as number) & (PARTIAL | QUOTED | SHORT)) return -1;
    if (fragment && fragmentBits(fragment, bytes, cuts.start[i] as number)) return i;
  }
  return -1;
}

const partOf = ({ cuts, bytes }: View, i: number): Fragment => {
  const { fragment } = (cuts.protocols[i] as Protocol).plan;
  return fragmentOf(fragment as FragmentFields, bytes, cuts.start[i] as number);
};

/** Fragments of one datagram have all of this in common (RFC 791, 3.2; RFC 8200, 4.5). */
function keyOf({ cuts, bytes }: View, i: number, { id }: Fragment): string {
  const { name, plan } = cuts.protocols[i] as Protocol;
  const from = cuts.start[i] as number;
  const addresses = addressesIn(bytes, cuts, i + 1);
  const ends = addresses
    ? [addresses.src, addresses.dst].map((at) => toHex(addresses.bytes, at, at + addresses.size))
    : [];
  const body = cuts.body[i] as number;
  const [chooser] = plan.choosers;
  const next = chooser && numberBy(chooser.select, bytes, from, body, cuts.stop[i] as number);
  return [name, id, next, ...ends].join(' ');
}
