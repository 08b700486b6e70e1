import type { Seal, Sealed, Verdict } from './checksum/seal.js';
import { BROKEN, CUT, OWN, PARTIAL, SHORT } from './dissect.js';
import type { Loose } from './field.js';
import type { Layer } from './packet.js';
import { setPath } from './paths.js';
import type { Computed } from './protocol.js';
import { pseudoAddresses } from './pseudo.js';

/** The capture ends in this layer: what it says of itself is no fault of the packet. */
export function endsCut({ packet, end }: Layer): boolean {
  return packet.frame.caplen < packet.frame.len && end >= packet.bytes.length;
}

/** The same, and no length of this layer or of one around it tells that all of it is here. */
export function isCutShort(layer: Layer): boolean {
  if (!endsCut(layer)) return false;
  for (let around: Layer | undefined = layer; around; around = around.outer) {
    if ((around.flags & (OWN | SHORT)) === OWN && !around.protocol.plan.tail) return false;
  }
  return true;
}

/** What a checksum of this layer is over, with the addresses that the layers around tell. */
export function sealedIn(layer: Layer, at: number): Sealed {
  const { bytes, layers } = layer.packet;
  const { offset: start, body, end, index } = layer;
  return { bytes, start, body, end, at, addresses: pseudoAddresses(bytes, layers, index) };
}

/** Puts verdicts beside the checksums that stand in the field just read, which starts at `at`. */
export function judge(
  layer: Layer,
  computed: readonly Computed[],
  path: string,
  v: Loose,
  at: number,
): void {
  for (const one of computed) {
    const { seal, found } = one;
    if (!seal || found.key !== path) continue;
    const stored = found.cell.place.number?.(layer.packet.bytes, at) ?? 0;
    const sealed = sealedIn(layer, at + (found.cell.bit >> 3));
    const verdict = verdictOf(seal, sealed, stored, layer.flags, isCutShort(layer));
    setPath(v, one.status, verdict);
    if (verdict === 'bad') setPath(v, one.expected, seal.compute(sealed));
  }
}

/** `flags` are the layer's; `cut`: the capture ends in it. */
export function verdictOf(
  seal: Seal,
  sealed: Sealed,
  stored: number,
  flags: number,
  cut: boolean,
): Verdict {
  if (stored === 0 && seal.absent(sealed, stored)) return 'absent';
  const missing = seal.header ? BROKEN | CUT : BROKEN | SHORT | PARTIAL;
  if ((flags & missing) !== 0 || (!seal.header && cut)) return 'unverified';
  // Half of what it covers stands in the header around, which is not here.
  if (seal.partial && !sealed.addresses) return 'unverified';
  if (seal.holds(sealed, stored)) return 'good';
  return seal.partial?.(sealed) === stored ? 'partial' : 'bad';
}

/** Why it is not known whether a checksum is right. */
export function whyUnverified(flags: number, cut: boolean): string {
  if (flags & (SHORT | BROKEN) || cut) return 'the packet is cut short';
  if (flags & PARTIAL) return 'only a part of the datagram is here';
  return 'the addresses that it covers are not here';
}
