import type { Verdict } from '../codec/checksum/seal.js';
import type { View } from '../codec/view.js';
import type { Seat } from './seats.js';
import type { Sum } from './sums.js';
import { VERDICTS } from './tally.js';
import { Walk } from './walk.js';

/** Which checksums are to be put right. */
export interface Wanted {
  readonly verdicts: readonly Verdict[];
  /** Those of datagrams that error messages quote as well. */
  readonly quoted: boolean;
}

/** A checksum that was put right; good until the next one is. */
export interface Change {
  name: string;
  /** In the packet. */
  at: number;
  bytes: number;
  before: number;
  after: number;
}

/** Puts right checksums of packets, where they lie. */
export class Mender {
  private readonly walk = new Walk(this);
  private readonly wanted: number;
  private view: View | undefined;

  constructor(
    private readonly what: Wanted,
    /** Told of each change. */
    private readonly changed: (change: Change, view: View) => void,
  ) {
    this.wanted = what.verdicts.reduce((bits, one) => bits | bitOf(one), 0);
  }

  /** `met`: the verdicts that its checksums have, as `Tally` tells them. */
  mend(view: View, met: number, layers: number): void {
    if ((met & this.wanted) === 0) return;
    this.view = view;
    this.walk.outward(view, layers);
  }

  met(seat: Seat, verdict: Verdict): void {
    const { walk } = this;
    if ((bitOf(verdict) & this.wanted) === 0 || (walk.quoted && !this.what.quoted)) return;
    const { name, bytes, seal } = seat;
    this.put(name, walk.at, bytes, walk.stored, seal.compute(walk));
  }

  read({ name, at, width, status, embedded, stored, seal, sealed }: Sum): boolean {
    if ((bitOf(status) & this.wanted) === 0 || (embedded && !this.what.quoted)) return false;
    const start = this.view?.start ?? 0;
    return this.put(name, start + at, width >> 3, stored, seal.compute(sealed));
  }

  private put(name: string, at: number, bytes: number, before: number, after: number): boolean {
    const { view } = this;
    if (view === undefined || before === after) return false;
    for (let i = 0, value = after; i < bytes; i++, value >>>= 8) {
      view.bytes[at + bytes - 1 - i] = value & 0xff;
    }
    this.changed({ name, at: at - view.start, bytes, before, after }, view);
    return true;
  }
}

const bitOf = (verdict: Verdict): number => 1 << VERDICTS.indexOf(verdict);
