import { ABSURD, BROKEN, OWN, SHORT } from './dissect.js';
import { isLater } from './fragment-rule.js';
import type { Layer } from './packet.js';
import { getPath } from './paths.js';
import type { Computed, Evidence } from './protocol.js';
import { pseudoAddresses } from './pseudo.js';
import { numberBy } from './selecting.js';

const NOTHING: readonly Evidence[] = [];
const NONE: Evidence = [0];
/** A header that ends too soon, one that contradicts itself, one that is cut. */
const ENDS: Evidence = [-6];
const NONSENSE: Evidence = [-20];
const MALFORMED: Evidence = [-10];
/** A length of 16 bits that is right to the byte: not all 16, for small numbers come often. */
const FITS: Evidence = [12, 'length fits'];
/** Zeros behind it fill a frame up; what else stands there, or lacks, is rarer. */
const FILLED = 1;
const TRAILED = 5;
const LACKING = 6;
const LONGEST_PADDING = 64;
/** Sums that are left to hardware are common enough. */
const WRONG: Evidence = [-4];
const LEFT_OUT: Evidence = [-1];
const AGAINST = { error: -6, warning: -3, note: 0 };
/** What breaks one rule breaks the next. */
const MOST_AGAINST = -10;
const UNKNOWN_NEXT: Evidence = [-2];
const MOST_FOR_NEXT = 12;

/** What speaks for this layer being what it was taken for, and against it. */
export function evidenceOf(layer: Layer): readonly Evidence[] {
  const { flags, problem, length, protocol, fields } = layer;
  const { head, rules, seals, tailComputed } = protocol.plan;
  if (length < head) return [ENDS];
  const broken = (flags & BROKEN) !== 0 || problem !== '';
  return [
    ...(rules.resembles?.(fields, layer) ?? NOTHING),
    lengthEvidence(layer),
    broken ? MALFORMED : oddities(layer),
    ...seals.map((one) => checksumEvidence(layer, one)),
    ...tailComputed.map((one) => checksumEvidence(layer, one)).filter(([bits]) => bits > 0),
    nextEvidence(layer),
  ];
}

function lengthEvidence(layer: Layer): Evidence {
  const { flags, offset, length, stop, limit, protocol, packet } = layer;
  const { bytes } = packet;
  if (flags & ABSURD) return NONSENSE;
  if ((flags & OWN) === 0) return flags & SHORT ? [-LACKING] : NONE;
  if (flags & SHORT) {
    const told = protocol.plan.totalLength?.(bytes, offset, length, limit) ?? 0;
    return [rarity(told) - LACKING];
  }
  if (stop === limit) return FITS;
  const isFilled =
    limit - stop <= LONGEST_PADDING && bytes.subarray(stop, limit).every((b) => b === 0);
  return [Math.min(rarity(limit - offset), FITS[0]) - (isFilled ? FILLED : TRAILED), 'length fits'];
}

/** With which chance any length is no greater than this. */
const rarity = (length: number): number => Math.log2(0x10000 / Math.min(length + 1, 0x10000));

/** What the checks of the protocol complain of. */
function oddities(layer: Layer): Evidence {
  let bits = 0;
  for (const { severity, when } of layer.protocol.plan.rules.checks ?? []) {
    if (when(layer.fields, layer)) bits += AGAINST[severity];
  }
  return [Math.max(bits, MOST_AGAINST)];
}

function checksumEvidence(layer: Layer, { path, found, seal, status }: Computed): Evidence {
  if (!seal) return NONE;
  const { fields, index, protocol, packet } = layer;
  // Without the addresses nothing can be said.
  if (seal.partial && !pseudoAddresses(packet.bytes, packet.layers, index)) return NONE;
  const { bits } = found.cell.field;
  const verdict = getPath(fields, status);
  if (verdict === 'good') {
    if (seal.header) return [bits, 'header checksum good'];
    return [bits, `${index > 0 ? `${protocol.short} ` : ''}checksum good`];
  }
  if (verdict === 'partial') return [bits - FILLED, 'checksum of the pseudo-header'];
  if (verdict !== 'bad') return NONE;
  return getPath(fields, path.split('.')) === 0 ? LEFT_OUT : WRONG;
}

/** A number that is known by chance is the rarer the fewer are known of those there can be. */
function nextEvidence(layer: Layer): Evidence {
  const { inner, protocol, packet, offset, body, stop } = layer;
  if (!inner || inner.after !== undefined) return NONE;
  const chosen = inner.chosenBy;
  if (!chosen) {
    const { choosers, fragment } = protocol.plan;
    const isUnknown = choosers.some(
      ({ select, guess }) => !guess && numberBy(select, packet.bytes, offset, body, stop) >= 0,
    );
    return isUnknown && !isLater(fragment, packet.bytes, offset) ? UNKNOWN_NEXT : NONE;
  }
  if (chosen.told) return NONE;
  const known = [...(protocol.catalog?.table(chosen.table).keys() ?? [])];
  const most = Math.max(...known);
  const space = most < 16 ? 4 : most < 256 ? 8 : 16;
  return [Math.min(space - Math.log2(known.length), MOST_FOR_NEXT)];
}
