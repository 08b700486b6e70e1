import { type Cuts, OWN } from '../dissect.js';
import type { Ends } from '../ends.js';
import type { Protocol } from '../protocol.js';
import { coversAll } from './covers.js';
import { fold, sum16 } from './internet.js';

/** A checksum of which all that must be known to tell that it is good is data. */
export interface PlainSum {
  readonly layer: number;
  /** Where it stands in the layer. */
  readonly at: number;
  /** It covers the header alone. */
  readonly header: boolean;
  readonly optional: boolean;
  /** The protocol number of the pseudo-header; negative: there is none. */
  readonly pseudo: number;
  /** The layer with the addresses: where they start in it, and end. */
  readonly around: number;
  readonly from: number;
  readonly to: number;
  /** Bytes of that layer's header, when it is one that has them there. */
  readonly head: number;
}

const NONE = { around: 0, from: 0, to: 0, head: 0 };

/** The only checksum in the header of a layer; undefined: it takes its seal to judge it. */
export function plainSum(protocols: readonly Protocol[], layer: number): PlainSum | undefined {
  const { struct, seals } = (protocols[layer] as Protocol).plan;
  const [one, ...more] = seals;
  const { seal, found } = one ?? {};
  if (!seal || !found || more.length > 0 || found.item !== struct.items[0]) return undefined;
  const { bit, field } = found.cell;
  if (seal.algorithm !== 'internet' || field.bits !== 16 || !coversAll(seal)) return undefined;
  const { header, optional, pseudo = -1 } = seal;
  const addresses = pseudo < 0 ? NONE : addressesFor(protocols, layer);
  if (!addresses) return undefined;
  const { around, from, to, head } = addresses;
  // Written out: objects that were spread have no shape in common.
  return { layer, at: bit >> 3, header, optional, pseudo, around, from, to, head };
}

/** Where they always stand, behind each other, in a header of nothing but its fixed part. */
function addressesFor(protocols: readonly Protocol[], layer: number) {
  const around = protocols.findLastIndex(({ plan }, i) => i < layer && plan.addresses);
  const { plan } = protocols[around] ?? {};
  if (!plan || protocols.slice(around + 1, layer).some((one) => one.plan.reroutes))
    return undefined;
  const { head } = plan;
  const found = plan.addresses?.(new Uint8Array(head), 0, head);
  if (!found || found.dst !== found.src + found.size) return undefined;
  return { around, from: found.src, to: found.dst + found.size, head };
}

/**
 * What its seal would say, without a call that differs from one to the next. False where that is
 * not good, or not known: of a packet that is all here.
 */
export function isGood(one: PlainSum, bytes: Uint8Array, cuts: Cuts, ends: Ends): boolean {
  const { layer, pseudo, around } = one;
  if (((cuts.flags[layer] as number) & ~OWN) !== 0) return false;
  const start = cuts.start[layer] as number;
  const end = one.header ? (cuts.body[layer] as number) : (ends.end[layer] as number);
  let sum = 0;
  if (pseudo >= 0) {
    const outer = cuts.start[around] as number;
    if ((cuts.body[around] as number) - outer !== one.head) return false;
    const length = end - start;
    sum = sum16(bytes, outer + one.from, outer + one.to);
    sum += pseudo + (length >>> 16) + (length & 0xffff);
  }
  // The field's own complement is in the sum: all ones come out (RFC 1071, 1 (3)).
  if (fold(sum + sum16(bytes, start, end)) !== 0xffff) return false;
  const at = start + one.at;
  return !one.optional || ((bytes[at] as number) | (bytes[at + 1] as number)) !== 0;
}
