import { byteSays } from './byte-rule.js';
import type { Catalog } from './catalog.js';
import { type Chooser, chosen } from './chooser.js';
import { fragmentBits } from './fragment-rule.js';
import { lengthBy } from './length-rule.js';
import type { Plan, Protocol } from './protocol.js';
import { Reading } from './reading.js';

/** Nesting is bounded: what lies deeper is data. */
const MOST_LAYERS = 64;

/** The header does not fit or makes no sense: all that is left belongs to it, as raw bytes. */
export const BROKEN = 1;
/** The layer tells its own length. */
export const OWN = 2;
/** It tells a greater length than there is room for. */
export const SHORT = 4;
/** Part of a fragment, or of a quoted or cut datagram: sums over it cannot be judged. */
export const PARTIAL = 8;
/** Inside a datagram that an error message quotes. */
export const QUOTED = 16;
/** The header says that it is shorter than its fixed part, or the layer shorter than its header. */
export const ABSURD = 32;

/** The header itself ends before its own length. */
export const CUT = 64;

/** Where the layers of one packet lie. Reused from packet to packet: nothing is allocated. */
export class Cuts {
  count = 0;
  readonly protocols: Protocol[] = [];
  /** Of the header. */
  readonly start = new Int32Array(MOST_LAYERS + 1);
  /** Where its payload starts. */
  readonly body = new Int32Array(MOST_LAYERS + 1);
  /** Where the payload ends by the layer's own account. */
  readonly stop = new Int32Array(MOST_LAYERS + 1);
  /** The room that the layer around gives it. */
  readonly limit = new Int32Array(MOST_LAYERS + 1);
  readonly flags = new Uint8Array(MOST_LAYERS + 1);
  /** Nobody asks for what follows the first layer of this protocol. */
  last: Protocol | undefined;
  /** Bytes of a check sequence at the end of what is cut; negative: nobody tells. */
  fcs = -1;

  /** The same at the end of this layer: only frames have one. */
  fcsOf(index: number): number {
    return index === 0 ? this.fcs : -1;
  }
}

/**
 * Cuts `bytes[start]` to before `bytes[end]` into layers. Never throws; reads no field but those
 * that say where to cut.
 */
export function dissect(
  bytes: Uint8Array,
  start: number,
  end: number,
  first: Protocol,
  catalog: Catalog,
  cuts: Cuts,
): void {
  let protocol = first;
  let at = start;
  // It is no payload where there is a tail for it.
  let limit = cuts.fcs > 0 && first.plan.tail ? Math.max(start, end - cuts.fcs) : end;
  let n = 0;
  let inherited = 0;
  for (;;) {
    const plan = protocol.made ?? protocol.plan;
    const room = limit - at;
    let flags = inherited;
    // Data has all that is left, whatever that is.
    let header = protocol === catalog.data ? room : headerOf(plan, bytes, at, room);
    if (header < 0) {
      flags |= header === UNREADABLE ? BROKEN : ABSURD;
      header = header === UNREADABLE ? room : plan.head;
    } else if (header > room) {
      flags |= SHORT | CUT;
      header = room;
    }
    const body = at + header;
    let stop = limit;
    if (plan.totalLength !== undefined && (flags & BROKEN) === 0) {
      const rule = plan.lengthRule;
      const total =
        rule !== undefined
          ? lengthBy(rule, bytes, at, header, limit)
          : plan.totalLength(bytes, at, header, limit);
      if (total >= 0) {
        flags |= OWN;
        if (total < header) flags |= ABSURD;
        else if (at + total > limit) flags |= SHORT;
        else stop = at + total;
      }
    }
    put(cuts, n++, protocol, at, body, stop, limit, flags);
    if (body >= stop || (flags & BROKEN) !== 0 || protocol === cuts.last) break;
    inherited = (flags & (PARTIAL | QUOTED)) | ((flags & SHORT) !== 0 ? PARTIAL : 0);
    let lost = (flags & ABSURD) !== 0 || n >= MOST_LAYERS;
    const { fragment } = plan;
    if (fragment !== undefined) {
      const part = fragmentBits(fragment, bytes, at);
      if (part !== 0) inherited |= PARTIAL;
      if ((part & fragment.later) !== 0) lost = true;
    }
    if (plan.quotes?.(bytes, at)) inherited |= QUOTED;
    const next = lost ? undefined : nextOf(plan, bytes, at, body, stop);
    protocol = next ?? catalog.data;
    at = body;
    limit = stop;
  }
  cuts.limit[0] = end;
  cuts.count = n;
}

function put(
  cuts: Cuts,
  n: number,
  protocol: Protocol,
  start: number,
  body: number,
  stop: number,
  limit: number,
  flags: number,
): void {
  cuts.protocols[n] = protocol;
  cuts.start[n] = start;
  cuts.body[n] = body;
  cuts.stop[n] = stop;
  cuts.limit[n] = limit;
  cuts.flags[n] = flags;
}

const UNREADABLE = -1;
const TOO_SMALL = -2;

/** Bytes of the header; it may be more than there is room for. */
function headerOf(plan: Plan, bytes: Uint8Array, at: number, room: number): number {
  if (room < plan.head) return UNREADABLE;
  if (plan.fixed) return plan.head;
  if (plan.headerLength !== undefined) {
    const { headerByte } = plan;
    const told =
      headerByte !== undefined
        ? byteSays(headerByte, bytes, at)
        : plan.headerLength(bytes, at, at + room);
    // Written so that what is no number is too small as well.
    if (told >= plan.head) return told;
    if (!(told < 0)) return TOO_SMALL;
  }
  const r = new Reading(bytes, at, at, at + room);
  plan.struct.read(r);
  return r.problem ? UNREADABLE : r.at - at;
}

/** Who follows, by the numbers that the header holds. */
export function nextOf(
  plan: Plan,
  bytes: Uint8Array,
  at: number,
  body: number,
  end: number,
): Protocol | undefined {
  const { choosers } = plan;
  for (let i = 0; i < choosers.length; i++) {
    const chooser = choosers[i] as Chooser;
    const found = chosen(chooser, bytes, at, body, end);
    if (found === undefined) continue;
    const { accepts } = found.made ?? found.plan;
    if (accepts === undefined || chooser.told || accepts(bytes, body, end)) return found;
  }
  return undefined;
}
