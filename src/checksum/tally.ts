import type { Verdict } from '../codec/checksum/seal.js';
import { PARTIAL, QUOTED } from '../codec/dissect.js';
import type { View } from '../codec/view.js';
import { type Datagram, Fragments, fragmentIn } from './fragments.js';
import type { Seat } from './seats.js';
import type { Sum } from './sums.js';
import { Walk } from './walk.js';

export const VERDICTS: readonly Verdict[] = ['good', 'bad', 'partial', 'absent', 'unverified'];
const PER_SEAT = 2 * VERDICTS.length;

/** How often a checksum was met, by verdict. */
export interface Total {
  readonly name: string;
  /** In datagrams that error messages quote. */
  readonly quoted: boolean;
  readonly counts: Record<Verdict, number>;
}

/** Counts the verdicts of all checksums; what came in fragments is put together for that. */
export class Tally {
  packets = 0;
  /** Who puts fragments together, where that is not done here. */
  deferred: ((view: View) => void) | undefined;
  /** How many layers of the last packet could be judged by themselves. */
  layers = 0;
  private readonly walk = new Walk(this);
  private readonly fragments: Fragments;
  /** By seat, whether quoted, and verdict. */
  private readonly counts: number[] = [];
  /** Those without a seat. */
  private readonly others = new Map<string, Total>();
  private worst = 0;

  /** `whole` is told of each datagram that came in fragments: its packets do not count it. */
  constructor(whole: (datagram: Datagram) => void = () => {}) {
    this.fragments = new Fragments((datagram) => {
      for (const sum of datagram.sums) this.read(sum);
      whole(datagram);
    });
  }

  /** Gives the verdicts that were met besides `good`: a bit each, in the order of `VERDICTS`. */
  add(view: View): number {
    this.packets++;
    this.layers = this.own(view);
    return this.judge(view, this.layers);
  }

  /** The same of so many layers, whatever the packet is a part of. */
  judge(view: View, layers: number): number {
    this.worst = 0;
    this.walk.inward(view, layers);
    return this.worst;
  }

  /** No more fragments will come. */
  end(): void {
    this.fragments.end();
  }

  /** By name: threads meet them in no order. */
  get totals(): Total[] {
    const all = new Map<string, Total>();
    for (const [key, total] of this.others) all.set(key, { ...total, counts: { ...total.counts } });
    for (const { index, name } of this.walk.seats) {
      for (const quoted of [false, true]) {
        const base = index * PER_SEAT + (quoted ? VERDICTS.length : 0);
        const total = totalIn(all, name, quoted);
        VERDICTS.forEach((verdict, i) => {
          total.counts[verdict] += this.counts[base + i] ?? 0;
        });
      }
    }
    return [...all.keys()]
      .sort()
      .map((key) => all.get(key) as Total)
      .filter(({ counts }) => VERDICTS.some((verdict) => counts[verdict]));
  }

  met(seat: Seat, verdict: Verdict): void {
    const { counts, walk } = this;
    const base = seat.index * PER_SEAT + (walk.quoted ? VERDICTS.length : 0);
    if (base >= counts.length) {
      while (counts.length < walk.seats.length * PER_SEAT) counts.push(0);
    }
    if (verdict === 'good') {
      (counts[base] as number)++;
      return;
    }
    const index = VERDICTS.indexOf(verdict);
    (counts[base + index] as number)++;
    this.worst |= 1 << index;
  }

  read({ name, embedded, status }: Sum): boolean {
    totalIn(this.others, name, embedded).counts[status]++;
    if (status !== 'good') this.worst |= 1 << VERDICTS.indexOf(status);
    return false;
  }

  /** A fragment whose own checksums are counted already. */
  fragment(view: View): void {
    this.fragments.add(view);
  }

  /** What was counted elsewhere. */
  merge(totals: readonly Total[], packets: number): void {
    this.packets += packets;
    for (const { name, quoted, counts } of totals) {
      const own = totalIn(this.others, name, quoted).counts;
      for (const verdict of VERDICTS) own[verdict] += counts[verdict];
    }
  }

  private own(view: View): number {
    const { count, flags } = view.cuts;
    const last = flags[count - 1] as number;
    if ((last & (PARTIAL | QUOTED)) !== PARTIAL) return count;
    if (this.deferred === undefined) return this.fragments.add(view);
    const index = fragmentIn(view);
    if (index < 0) return count;
    this.deferred(view);
    return index + 1;
  }
}

function totalIn(all: Map<string, Total>, name: string, quoted: boolean): Total {
  const key = `${name} ${quoted}`;
  let total = all.get(key);
  if (!total) {
    total = { name, quoted, counts: { good: 0, bad: 0, partial: 0, absent: 0, unverified: 0 } };
    all.set(key, total);
  }
  return total;
}
