import type { View } from '../../codec/view.js';
import { isBefore, type Moment } from '../../input/steps/moment.js';
import { ProtocolTree } from './protocol-tree.js';
import { Sizes } from './sizes.js';
import { Talkers } from './talkers.js';
import { Timeline } from './timeline.js';

/** What there is to say of many packets: made packet by packet, in bounded memory. */
export class Figures {
  /** On the wire. */
  readonly sizes = new Sizes();
  readonly tree = new ProtocolTree();
  readonly talkers = new Talkers();
  readonly timeline = new Timeline();
  readonly linktypes = new Map<number | undefined, number>();
  captured = 0;
  /** Packets of which not all was captured. */
  truncated = 0;
  /** Packets that have a time. */
  timed = 0;
  /** No packet is earlier than the one before it. */
  ordered = true;
  private readonly earliest = { seconds: Number.POSITIVE_INFINITY, nanoseconds: 0 };
  private readonly latest = { seconds: Number.NEGATIVE_INFINITY, nanoseconds: 0 };
  private readonly before = { seconds: Number.NEGATIVE_INFINITY, nanoseconds: 0 };
  private linktype: number | undefined;
  private alike = 0;

  /** A packet whose layers were found. */
  add(view: View): void {
    const { len, cuts, linktype } = view;
    const here = view.end - view.start;
    this.sizes.add(len);
    this.captured += here;
    if (here < len) this.truncated++;
    if (linktype !== this.linktype) this.turnTo(linktype);
    this.alike++;
    if (view.timed) this.at(view);
    this.talkers.add(view, this.tree.add(cuts, len).ends);
  }

  /** The times of the earliest and the latest packet, where any has one. */
  get times(): readonly [Moment, Moment] | undefined {
    return this.timed > 0 ? [this.earliest, this.latest] : undefined;
  }

  /** After the last packet. */
  end(): void {
    this.turnTo(undefined);
  }

  /** Packets of one link type come one after another: they are counted together. */
  private turnTo(linktype: number | undefined): void {
    const { alike, linktypes } = this;
    if (alike > 0) linktypes.set(this.linktype, (linktypes.get(this.linktype) ?? 0) + alike);
    this.alike = 0;
    this.linktype = linktype;
  }

  private at(view: View): void {
    const { earliest, latest, before } = this;
    this.timed++;
    this.timeline.add(view.seconds, view.nanoseconds);
    if (isBefore(view, before)) this.ordered = false;
    set(before, view);
    if (isBefore(view, earliest)) set(earliest, view);
    if (isBefore(latest, view)) set(latest, view);
  }
}

function set(moment: { seconds: number; nanoseconds: number }, to: Moment): void {
  moment.seconds = to.seconds;
  moment.nanoseconds = to.nanoseconds;
}
