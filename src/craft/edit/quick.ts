import type { Addresses, Seal, Sealed } from '../../codec/checksum/seal.js';
import { BROKEN } from '../../codec/dissect.js';
import { Ends } from '../../codec/ends.js';
import type { Protocol } from '../../codec/protocol.js';
import { addressesIn } from '../../codec/pseudo.js';
import type { View } from '../../codec/view.js';
import type { FieldEdit } from './field-edit.js';
import {
  type CountTell,
  type Patch,
  type QuickEdit,
  type QuickSum,
  type Stack,
  Stacks,
} from './stacks.js';
import { movedBy, saysNone } from './sums.js';

/** More changes than any run has; beyond that packets take the other way. */
const MOST = 64;
/** Bytes of the widest field of fixed width. */
const WIDEST = 256;
/** Further than any layer ends. */
const FAR = 2 ** 30;

/**
 * Edits of fields at the heads of headers, in the bytes where they lie, without an object for any
 * packet. The checksums that cover them move by the change alone (RFC 1624), as `followSums` has
 * them move. What this cannot do it leaves as it is, and says so: then the other way is gone.
 */
export class Quick {
  /** Of the last packet: something was changed. */
  changed = false;
  private readonly stacks: Stacks;
  private ends: Ends | undefined;

  /** Sums of this packet that move, by their place in the stack's list. */
  private readonly moving = new Uint8Array(MOST);
  private readonly addresses: (Addresses | undefined)[] = new Array(MOST).fill(undefined);
  /** What was changed: where, and by how much as a sum of words that start at even places. */
  private readonly places = new Int32Array(2 * MOST);
  private readonly deltas = new Int32Array(2 * MOST);
  private changes = 0;
  private readonly was = new Uint8Array(WIDEST);

  private readonly sealed = {
    bytes: new Uint8Array(0) as Uint8Array,
    start: 0,
    body: 0,
    end: 0,
    at: 0,
    addresses: undefined as Addresses | undefined,
  } satisfies Sealed;

  /** It concerns bytes that no protocol claims, which are layers only where those are made. */
  private ofData: boolean | undefined;

  constructor(
    private readonly all: readonly FieldEdit[],
    follows: boolean,
  ) {
    this.stacks = new Stacks(all, follows);
  }

  counts(tell: CountTell): void {
    this.stacks.counts(tell);
  }

  /** Edits the packet, whose layers are known; false: it was left as it is. */
  apply(view: View): boolean {
    this.ofData ??= this.all.some((one) => one.deeper(view.catalog.data));
    if (this.ofData) return false;
    const stack = this.stacks.of(view.cuts);
    this.changed = false;
    if (stack.simple) return this.simply(view, stack);
    if (!this.fits(view, stack)) return false;
    if (stack.edits.length === 0) return true;
    if (!this.planSums(view, stack)) return false;
    const { bytes, cuts } = view;
    this.changes = 0;
    for (let i = 0; i < stack.edits.length; i++) {
      const one = stack.edits[i] as QuickEdit;
      this.write(one, bytes, cuts.start[one.layer] as number);
    }
    this.changed = this.changes > 0;
    if (this.changed) this.moveSums(view, stack);
    return true;
  }

  /** The commonest of all: one value into one header, whose sum is all that follows. */
  private simply(view: View, { edits, sums, tails }: Stack): boolean {
    const { bytes, cuts } = view;
    for (let i = 0; i < tails.length; i++) {
      if (!this.endsBare(view, tails[i] as number)) return false;
    }
    const one = edits[0] as QuickEdit;
    const { layer, from, to, needs, edit } = one;
    const { keep, set } = one.patch as Patch;
    const start = cuts.start[layer] as number;
    const body = cuts.body[layer] as number;
    if (start + needs > body) return false;
    if (edit.of) edit.of.met = true;
    let delta = 0;
    for (let i = start + from, k = 0; i < start + to; i++, k++) {
      const before = bytes[i] as number;
      const after = (before & (keep[k] as number)) | (set[k] as number);
      if (after === before) continue;
      bytes[i] = after;
      this.changed = true;
      // Words count from where the layer starts.
      delta += (i - start) & 1 ? after - before : (after - before) * 256;
    }
    if (!this.changed) return true;
    one.times++;
    const sum = sums[0];
    if (sum === undefined || ((cuts.flags[layer] as number) & BROKEN) !== 0) return true;
    const place = start + sum.at;
    if (place + 2 > body) return true;
    const stored = ((bytes[place] as number) << 8) | (bytes[place + 1] as number);
    const value = movedBy(sum.seal, stored, delta < 0 ? delta + 0xffff * 256 : delta);
    if (value === stored) return true;
    bytes[place] = value >>> 8;
    bytes[place + 1] = value;
    sum.times++;
    return true;
  }

  /** All fields are there, and no others are concerned. */
  private fits({ cuts }: View, { slow, edits, sums, deeper }: Stack): boolean {
    if (slow || edits.length > MOST || sums.length > MOST) return false;
    const { start, body } = cuts;
    for (let i = 0; i < deeper.length; i++) {
      const { layer, head } = deeper[i] as Stack['deeper'][number];
      if ((body[layer] as number) - (start[layer] as number) > head) return false;
    }
    for (let i = 0; i < edits.length; i++) {
      const { layer, needs } = edits[i] as QuickEdit;
      if ((start[layer] as number) + needs > (body[layer] as number)) return false;
    }
    return true;
  }

  /** Which of the checksums move. */
  private planSums(view: View, { sums, tails }: Stack): boolean {
    for (let i = 0; i < tails.length; i++) {
      if (!this.endsBare(view, tails[i] as number)) return false;
    }
    const { bytes, cuts } = view;
    for (let i = 0; i < sums.length; i++) {
      const { seal, cell, layer, at } = sums[i] as QuickSum;
      const start = cuts.start[layer] as number;
      const body = cuts.body[layer] as number;
      const here = ((cuts.flags[layer] as number) & BROKEN) === 0 && start + at + 2 <= body;
      this.moving[i] = here ? 1 : 0;
      if (!here || seal.header) continue;
      const { sealed } = this;
      sealed.bytes = bytes;
      sealed.start = start;
      sealed.body = body;
      sealed.at = start + at;
      sealed.addresses = seal.partial && addressesIn(bytes, cuts, layer);
      this.addresses[i] = sealed.addresses;
      const stored = cell.number?.(bytes, start) ?? 0;
      if (saysNone(seal, sealed, stored)) this.moving[i] = 0;
      else if (sealed.addresses && sealed.addresses.bytes !== bytes) return false;
      else if (seal.partial && this.isPartial(view, layer, seal, stored)) return false;
    }
    return true;
  }

  /** It holds the pseudo-header's sum alone, for which the layer's true end is needed. */
  private isPartial({ cuts }: View, layer: number, seal: Seal, stored: number): boolean {
    this.ends ??= new Ends(cuts);
    this.ends.settle(cuts);
    this.sealed.end = this.ends.end[layer] as number;
    return seal.partial?.(this.sealed) === stored;
  }

  /** Nothing that a checksum may be in stands behind the payload of this layer. */
  private endsBare({ bytes, cuts }: View, layer: number): boolean {
    if (cuts.stop[cuts.count - 1] === cuts.limit[layer]) return true;
    this.ends ??= new Ends(cuts);
    this.ends.settle(cuts);
    const { rules, tailComputed } = (cuts.protocols[layer] as Protocol).plan;
    const start = cuts.start[layer] as number;
    const from = this.ends.tail[layer] as number;
    const end = this.ends.end[layer] as number;
    const fcs = cuts.fcsOf(layer);
    const sizes = from < end ? (rules.tail?.({ bytes, start, from, end, fcs }) ?? {}) : {};
    return !tailComputed.some(({ found }) => sizes[found.key]);
  }

  private write(one: QuickEdit, bytes: Uint8Array, start: number): void {
    const { edit, from, to } = one;
    const first = start + from;
    const last = start + to;
    if (edit.of) edit.of.met = true;
    const { was } = this;
    for (let i = first; i < last; i++) was[i - first] = bytes[i] as number;
    const before = words(bytes, first, last);
    edit.write(bytes, start, edit.cell);
    let differs = false;
    for (let i = first; i < last; i++) if (was[i - first] !== bytes[i]) differs = true;
    if (!differs) return;
    this.note(first, words(bytes, first, last) - before);
    one.times++;
  }

  private note(place: number, delta: number): void {
    this.places[this.changes] = place;
    this.deltas[this.changes++] = delta;
  }

  private moveSums({ bytes, cuts }: View, { sums }: Stack): void {
    for (let i = 0; i < sums.length; i++) {
      if (this.moving[i] === 0) continue;
      const one = sums[i] as QuickSum;
      const { seal, cell, layer, at } = one;
      const start = cuts.start[layer] as number;
      const body = seal.header ? (cuts.body[layer] as number) : FAR;
      const delta = this.deltaFor(start, body, seal.header ? undefined : this.addresses[i]);
      // Words count from where the layer starts: at an odd place high and low change places.
      const even = ((delta % 0xffff) + 0xffff) % 0xffff;
      const stored = cell.number?.(bytes, start) ?? 0;
      const value = movedBy(seal, stored, start & 1 ? (even * 256) % 0xffff : even);
      if (value === stored) continue;
      const place = start + at;
      const before = words(bytes, place, place + 2);
      bytes[place] = value >>> 8;
      bytes[place + 1] = value;
      this.note(place, words(bytes, place, place + 2) - before);
      one.times++;
    }
  }

  /** All that was changed from `start` to `end`, and in the addresses. */
  private deltaFor(start: number, end: number, around: Addresses | undefined): number {
    let sum = 0;
    for (let i = 0; i < this.changes; i++) {
      const place = this.places[i] as number;
      let counts = place >= start && place < end;
      if (!counts && around !== undefined) {
        const { src, dst, size } = around;
        counts = (place >= src && place < src + size) || (place >= dst && place < dst + size);
      }
      if (counts) sum += this.deltas[i] as number;
    }
    return sum;
  }
}

/** The sum of words of 16 bits that start at even places. */
function words(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += i & 1 ? (bytes[i] as number) : (bytes[i] as number) << 8;
  return sum;
}
