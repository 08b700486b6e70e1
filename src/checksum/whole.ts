import { Cuts, dissect, nextOf } from '../codec/dissect.js';
import { decodeWith, Packet } from '../codec/packet.js';
import type { Protocol } from '../codec/protocol.js';
import type { View } from '../codec/view.js';

/** A stretch of a datagram's payload. */
export interface Piece {
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** Of the packet that it came in. */
  readonly number: number;
}

/** The packet of a view, whose bytes stay when the view moves on. */
export function kept(view: View): Packet {
  const packet = view.packet();
  const { bytes, frame, catalog } = packet;
  return decodeWith(catalog, firstOf(packet), bytes.slice(), frame);
}

/**
 * The datagram in one piece: the headers of its first fragment up to that of the layer `index`,
 * as they stand, and the whole payload behind them.
 */
export function joined(first: Packet, index: number, pieces: readonly Piece[]): Packet {
  const { catalog, frame, layers } = first;
  const layer = layers[index];
  if (!layer) return first;
  const last = pieces.at(-1);
  const from = layer.body;
  const size = from + (last ? last.offset + last.bytes.length : 0);
  const bytes = new Uint8Array(size);
  bytes.set(first.bytes.subarray(0, from));
  for (const piece of pieces) bytes.set(piece.bytes, from + piece.offset);
  const cuts = new Cuts();
  dissect(first.bytes, 0, first.bytes.length, firstOf(first), catalog, cuts);
  for (let i = 0; i <= index; i++) cuts.stop[i] = cuts.limit[i] = size;
  cuts.count = index + 1;
  const next = nextOf(layer.protocol.plan, bytes, layer.offset, from, size);
  const inner = new Cuts();
  dissect(bytes, from, size, next ?? catalog.data, catalog, inner);
  append(cuts, inner);
  return new Packet(bytes, { ...frame, len: size, caplen: size }, cuts, catalog);
}

const firstOf = ({ layers, catalog }: Packet): Protocol => layers[0]?.protocol ?? catalog.data;

/** What is nested deeper than any packet is left out. */
function append(cuts: Cuts, inner: Cuts): void {
  for (let i = 0; i < inner.count && cuts.count < cuts.start.length - 1; i++) {
    const to = cuts.count++;
    cuts.protocols[to] = inner.protocols[i] as Protocol;
    for (const key of ['start', 'body', 'stop', 'limit', 'flags'] as const) {
      cuts[key][to] = inner[key][i] as number;
    }
  }
}
