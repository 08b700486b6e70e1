import { ByStack } from '../codec/by-stack.js';
import { isGood } from '../codec/checksum/plain.js';
import type { Addresses, Sealed, Verdict } from '../codec/checksum/seal.js';
import { BROKEN, Cuts, OWN, QUOTED, SHORT } from '../codec/dissect.js';
import { Ends } from '../codec/ends.js';
import type { Protocol } from '../codec/protocol.js';
import { addressesIn } from '../codec/pseudo.js';
import { verdictOf } from '../codec/verdict.js';
import type { View } from '../codec/view.js';
import { type Plain, type Row, rowOf } from './rows.js';
import { type Seat, type Seats, seatsOf } from './seats.js';
import { type Sum, sumsIn } from './sums.js';

/** Told of each checksum. */
export interface Visitor {
  /** One at a fixed place: what else there is to know of it is in the walk. */
  met(seat: Seat, verdict: Verdict): void;
  /** Any other; true: the bytes were changed. */
  read(sum: Sum): boolean;
}

/** Goes through the checksums of one packet after another, without an object for any of them. */
export class Walk implements Sealed {
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  body = 0;
  end = 0;
  /** Where the checksum stands that is met. */
  at = 0;
  addresses: Addresses | undefined;
  stored = 0;
  quoted = false;
  /** All that were met, by their index. */
  readonly seats: Seat[] = [];
  private flags = 0;
  private cut = false;
  private readonly ends = new Ends(new Cuts());
  private readonly all = new Map<Protocol, Seats>();
  private readonly rows = new ByStack<Row>((protocols) =>
    rowOf(protocols, (protocol) => this.seatsFor(protocol)),
  );
  /** What the layers at these depths had in the packet before. */
  private readonly lately: (Seats | undefined)[] = [];

  constructor(private readonly visitor: Visitor) {}

  /** Those up to before the layer `count`. */
  inward(view: View, count: number): void {
    const { cuts } = view;
    this.begin(view);
    // A row is of all layers, and tells nothing of how packets are cut.
    if (count < cuts.count || view.end - view.start < view.len) {
      for (let i = 0; i < count; i++) this.layer(view, i);
      return;
    }
    const { plain, others } = this.rows.of(cuts);
    for (let i = 0; i < plain.length; i++) {
      const { seat, sum } = plain[i] as Plain;
      if (isGood(sum, this.bytes, cuts, this.ends)) {
        this.good(seat, cuts.start[sum.layer] as number);
      } else {
        this.layer(view, sum.layer);
      }
    }
    for (let i = 0; i < others.length; i++) this.layer(view, others[i] as number);
  }

  /** From the innermost out: a checksum may be over those inside. */
  outward(view: View, count: number): void {
    this.begin(view);
    for (let i = count - 1; i >= 0; i--) this.layer(view, i);
  }

  private begin(view: View): void {
    this.bytes = view.bytes;
    this.ends.settle(view.cuts);
  }

  private good(seat: Seat, start: number): void {
    this.at = start + seat.from;
    this.stored = seat.read(this.bytes, start);
    this.quoted = false;
    this.visitor.met(seat, 'good');
  }

  private layer(view: View, i: number): void {
    const { cuts } = view;
    const protocol = cuts.protocols[i] as Protocol;
    let seats = this.lately[i];
    if (seats === undefined || seats.protocol !== protocol) {
      seats = this.seatsFor(protocol);
      this.lately[i] = seats;
    }
    if (seats.none) return;
    const tail = this.ends.tail[i] as number;
    const end = this.ends.end[i] as number;
    const tailed = tail < end;
    if (seats.bare && !tailed) return;
    this.start = cuts.start[i] as number;
    this.body = cuts.body[i] as number;
    this.end = end;
    this.flags = cuts.flags[i] as number;
    this.quoted = (this.flags & QUOTED) !== 0;
    this.cut = view.end - view.start < view.len && this.end >= view.end && isCutShort(cuts, i);
    if (seats.odd || (seats.oddTail && tailed)) {
      this.readAll(view, i);
      return;
    }
    const { head } = seats;
    for (let k = 0; k < head.length; k++) {
      const seat = head[k] as Seat;
      // A broken header may end before its checksum.
      const here = (this.flags & BROKEN) === 0 || this.start + seat.from + seat.bytes <= this.body;
      if (here) this.meet(seat, this.start, cuts, i);
    }
    if (tailed && seats.tail.length > 0) this.behind(seats, tail, cuts, i);
  }

  private meet(seat: Seat, from: number, cuts: Cuts, i: number): void {
    const { seal } = seat;
    this.at = from + seat.from;
    const stored = seat.read(this.bytes, from);
    this.stored = stored;
    this.addresses = seal.partial ? addressesIn(this.bytes, cuts, i) : undefined;
    this.visitor.met(seat, verdictOf(seal, this, stored, this.flags, this.cut));
  }

  private behind({ plan, tail }: Seats, from: number, cuts: Cuts, i: number): void {
    const { bytes, start, end } = this;
    const sizes = plan.rules.tail?.({ bytes, start, from, end, fcs: cuts.fcsOf(i) }) ?? {};
    let at = from;
    for (const { part } of plan.tailParts) {
      const size = sizes[part.key] ?? 0;
      const seat = size > 0 ? tail.find(({ key }) => key === part.key) : undefined;
      if (seat !== undefined && at + seat.bytes <= end) this.meet(seat, at, cuts, i);
      at += size;
    }
  }

  /** Those inside of the layer's fields come before those that are over them. */
  private readAll(view: View, i: number): void {
    const read = (): Sum[] => {
      const layer = view.packet().layers[i];
      const sums = layer ? sumsIn(layer) : [];
      return [...sums.filter(isNested), ...sums.filter((sum) => !isNested(sum))];
    };
    let sums = read();
    for (let k = 0; k < sums.length; k++) if (this.visitor.read(sums[k] as Sum)) sums = read();
  }

  private seatsFor(protocol: Protocol): Seats {
    let seats = this.all.get(protocol);
    if (seats === undefined) {
      seats = seatsOf(protocol, this.seats.length);
      this.seats.push(...seats.head, ...seats.tail);
      this.all.set(protocol, seats);
    }
    return seats;
  }
}

/** No length of this layer or of one around it tells that all of it is here. */
function isCutShort({ protocols, flags }: Cuts, i: number): boolean {
  for (let k = i; k >= 0; k--) {
    const tells = ((flags[k] as number) & (OWN | SHORT)) === OWN;
    if (tells && !(protocols[k] as Protocol).plan.tail) return false;
  }
  return true;
}

function isNested({ layer, path }: Sum): boolean {
  const { seals, tailComputed } = layer.protocol.plan;
  return ![...seals, ...tailComputed].some((one) => one.path === path);
}
