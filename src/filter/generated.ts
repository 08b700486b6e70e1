import type { Catalog } from '../codec/catalog.js';
import { ABSURD, BROKEN, CUT, QUOTED } from '../codec/dissect.js';
import type { Protocol } from '../codec/protocol.js';
import { type KindName, Piece } from './kinds.js';
import type { ReadCut } from './layer-source.js';

/** What Wireshark works out of a layer's ends: payloads of those with ports, and their lengths. */
export function generated(
  protocol: Protocol,
  name: string,
  { data }: Catalog,
): { readonly kind: KindName; readonly cut: ReadCut } | undefined {
  const prefix = `${protocol.name}.`;
  if (!name.startsWith(prefix)) return undefined;
  const key = name.slice(prefix.length);
  if (key !== 'len' && key !== 'payload') return undefined;
  if (protocol === data) {
    return key === 'len' ? { kind: 'number', cut: (_, start, body) => body - start } : undefined;
  }
  if (protocol.plan.ends !== 'port') return undefined;
  return key === 'len' ? { kind: 'number', cut: lengthOf } : { kind: 'bytes', cut: payload() };
}

/** Nobody knows where a payload starts whose header is not all there. */
const LOST = BROKEN | CUT | ABSURD;

/** Of what an error message quotes, Wireshark tells none. */
const lengthOf: ReadCut = (_, __, body, stop, flags) =>
  flags & (LOST | QUOTED) ? undefined : stop - body;

function payload(): ReadCut {
  const piece = new Piece();
  return (bytes, _, body, stop, flags) =>
    stop > body && !(flags & LOST) ? piece.set(bytes, body, stop) : undefined;
}
