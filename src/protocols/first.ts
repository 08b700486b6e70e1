import type { Catalog } from '../codec/catalog.js';
import { evidenceOf } from '../codec/evidence.js';
import { decodeWith } from '../codec/packet.js';
import type { Evidence, Protocol } from '../codec/protocol.js';
import { usual } from './common.js';

/** What bytes of unknown kind may start with, and what speaks for it. */
interface Likely {
  readonly protocol: Protocol;
  /** `type IPv4`, `header checksum good`: the best first. */
  readonly reasons: readonly string[];
}

export interface Guess extends Likely {
  /** Another protocol that is nearly as likely. */
  readonly runnerUp?: Likely;
  /** So likely that protocols which are not loaded yet need not be thought of. */
  readonly sure: boolean;
}

interface Scored extends Likely {
  readonly bits: number;
}

// In bits: powers of two by which the bytes are likelier in this protocol than by chance.

/** With less than that, bytes are data: some of the thirty that were tried fits by chance. */
const LEAST = 10;
/** A usual protocol with so much: no other needs to be tried. */
const BEYOND_DOUBT = 40;
const SURE = 24;
/** As near as that to the best, another one is worth a word. */
const NEAR = 10;
/** What is told of a protocol that is not likely enough to be the best. */
const PLAUSIBLE = 8;
/** What lies inside can only say so much against what lies around it. */
const MOST_AGAINST = -12;
/** Nobody is told of less, nor of more than two. */
const WORTH_A_WORD = 3;
const MOST_REASONS = 2;
/** No packet is longer; the first bytes of a file tell what there is to tell. */
const LONGEST = 2 ** 17;

/**
 * Which protocol these bytes start with: `data` where none is likely. What the packet before
 * started with is tried first.
 */
export function guessFirst(catalog: Catalog, bytes: Uint8Array, before?: Protocol): Guess {
  const packet = bytes.subarray(0, LONGEST);
  const all: Scored[] = [{ protocol: catalog.data, reasons: ['no protocol fits'], bits: LEAST }];
  const candidates = before ? [before, ...catalog.protocols] : catalog.protocols;
  for (const protocol of candidates) {
    if (!protocol.plan.rules.resembles || all.some((one) => one.protocol === protocol)) continue;
    // Where two may fit, the innermost layers decide: the others are weighed to their end.
    const enough =
      usual.includes(protocol) || protocol === before ? BEYOND_DOUBT : Number.POSITIVE_INFINITY;
    const scored = score(catalog, protocol, packet, enough);
    if (scored.bits >= PLAUSIBLE) all.push(scored);
    if (scored.bits >= enough) break;
  }
  all.sort((a, b) => b.bits - a.bits);
  const best = all[0] as Scored;
  const near = all.find(
    (one) => one !== best && one.protocol !== catalog.data && best.bits - one.bits < NEAR,
  );
  return {
    protocol: best.protocol,
    reasons: best.reasons,
    ...(near && { runnerUp: { protocol: near.protocol, reasons: near.reasons } }),
    sure: best.bits >= SURE && !near,
  };
}

/** All layers speak for the first one: it is what makes the others stand where they do. */
function score(catalog: Catalog, protocol: Protocol, bytes: Uint8Array, enough: number): Scored {
  const sizes = { len: bytes.length, caplen: bytes.length };
  const layers: (readonly Evidence[])[] = [];
  let own = 0;
  let within = 0;
  for (const layer of decodeWith(catalog, protocol, bytes, sizes).layers) {
    if (layer.after !== undefined || layer.protocol === catalog.data) break;
    const found = evidenceOf(layer);
    layers.push(found);
    if (layer.index === 0) own = total(found);
    else within += total(found);
    // Nothing further in could make it unlikely.
    if (own + within >= enough) break;
  }
  return { protocol, bits: own + Math.max(within, MOST_AGAINST), reasons: reasonsOf(layers) };
}

const total = (found: readonly Evidence[]): number => found.reduce((sum, [bits]) => sum + bits, 0);

/** What is nearer to the first layer is easier to understand. */
function reasonsOf(layers: readonly (readonly Evidence[])[]): string[] {
  return layers
    .flatMap((found, depth) => found.map(([bits, text]) => ({ bits: bits / (1 + depth), text })))
    .sort((a, b) => b.bits - a.bits)
    .flatMap(({ bits, text }) => (text !== undefined && bits >= WORTH_A_WORD ? [text] : []))
    .slice(0, MOST_REASONS);
}
