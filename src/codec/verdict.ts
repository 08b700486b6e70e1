import type { Sealed, Verdict } from './checksum/seal.js';
import { BROKEN, CUT, PARTIAL, SHORT } from './dissect.js';
import type { Loose } from './field.js';
import type { Layer } from './packet.js';
import { setPath } from './paths.js';
import type { Computed } from './protocol.js';
import { pseudoAddresses } from './pseudo.js';

/** The capture ends in this layer: what it says of itself is no fault of the packet. */
export function endsCut({ packet, end }: Layer): boolean {
  return packet.frame.caplen < packet.frame.len && end >= packet.bytes.length;
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
    const place = at + (found.cell.bit >> 3);
    const stored = found.cell.place.number?.(layer.packet.bytes, at) ?? 0;
    const { verdict, expected } = verdictOf(layer, one, place, stored);
    setPath(v, one.status, verdict);
    if (verdict === 'bad') setPath(v, one.expected, expected);
  }
}

function verdictOf(
  layer: Layer,
  { seal }: Computed,
  at: number,
  stored: number,
): { verdict: Verdict; expected?: number } {
  if (!seal) return { verdict: 'unverified' };
  const { bytes, layers } = layer.packet;
  const sealed: Sealed = {
    bytes,
    start: layer.offset,
    body: layer.body,
    end: layer.end,
    at,
    addresses: pseudoAddresses(bytes, layers, layer.index),
  };
  if (seal.absent(sealed, stored)) return { verdict: 'absent' };
  const cut = seal.header ? BROKEN | CUT : BROKEN | SHORT | PARTIAL;
  if ((layer.flags & cut) !== 0 || (!seal.header && endsCut(layer))) {
    return { verdict: 'unverified' };
  }
  // Half of what it covers stands in the header around, which is not here.
  if (seal.partial && !sealed.addresses) return { verdict: 'unverified' };
  if (seal.holds(sealed, stored)) return { verdict: 'good' };
  if (seal.partial?.(sealed) === stored) return { verdict: 'partial' };
  return { verdict: 'bad', expected: seal.compute(sealed) };
}
