import type { Datagram } from '../checksum/fragments.js';
import { type Sum, sumsIn } from '../checksum/sums.js';
import { Tally, type Total, VERDICTS } from '../checksum/tally.js';
import { kept } from '../checksum/whole.js';
import type { View } from '../codec/view.js';
import type { Work } from './checksum-run.js';
import type { Place, Shared } from './checksum-team.js';

/** Who shows what was found. */
export interface Reporter {
  /** Packets with a verdict of these bits are shown, in the order of `VERDICTS`; also the first. */
  wants(met: number, packets: number): boolean;
  /** A packet, or a datagram that came in several. */
  show(datagram: Datagram, packets: number): Promise<void>;
  flush(): void;
  /** How many bad packets are wanted where there are many; undefined: all, one by one. */
  readonly some: number | undefined;
  end(totals: readonly Total[], packets: number): Promise<void>;
}

export const BAD = 1 << VERDICTS.indexOf('bad');

/** What one thread found. */
interface Found {
  readonly totals: readonly Total[];
  readonly packets: number;
  readonly bad: readonly Place[];
}

/** The checksums of all packets, counted; some of them shown. */
export class Verdicts implements Work {
  private readonly gathered: Datagram[] = [];
  private readonly tally = new Tally((datagram) => this.gathered.push(datagram));

  constructor(private readonly reporter: Reporter) {}

  get bad(): boolean {
    return this.tally.totals.some(({ counts }) => counts.bad > 0);
  }

  chosen(view: View): void | Promise<void> {
    const { tally, gathered, reporter } = this;
    const met = tally.add(view);
    const wanted = reporter.wants(met, tally.packets);
    if (wanted || gathered.length > 0) return this.show(wanted ? view : undefined);
  }

  flush(): void {
    this.reporter.flush();
  }

  async end(): Promise<void> {
    this.tally.end();
    await this.show();
    await this.reporter.end(this.tally.totals, this.tally.packets);
  }

  /** Each thread counts, and remembers the fragments and the first bad packets of its part. */
  shared(): Shared | undefined {
    const { tally, reporter } = this;
    const { some } = reporter;
    if (some === undefined) return undefined;
    const bad: Place[] = [];
    return {
      handle: undefined,
      tally,
      met({ number }, met, at) {
        if ((met & BAD) !== 0 && bad.length < some) bad.push({ at, number });
      },
      piece() {},
      result: (): Found => ({ totals: tally.totals, packets: tally.packets, bad }),
      add(found) {
        const other = found as Found;
        tally.merge(other.totals, other.packets);
        bad.push(...other.bad);
      },
      gather: (look, fragments) => this.gather(look, fragments, bad),
    };
  }

  /** As if they had come one after another. */
  private async gather(
    look: (place: Place) => View,
    fragments: readonly Place[],
    bad: readonly Place[],
  ): Promise<void> {
    const { tally, reporter } = this;
    const alone = new Tally();
    alone.deferred = () => {};
    const wrong = new Set(bad);
    for (const place of [...bad, ...fragments].sort((a, b) => a.number - b.number)) {
      const view = look(place);
      if (!wrong.has(place)) {
        tally.fragment(view);
        if (this.gathered.length > 0) await this.show();
      } else if (reporter.wants(BAD, tally.packets)) {
        alone.add(view);
        await this.show(view, alone.layers);
      }
    }
  }

  private async show(view?: View, layers = this.tally.layers): Promise<void> {
    const { tally, gathered, reporter } = this;
    if (view) {
      const packet = kept(view);
      const sums: Sum[] = packet.layers.slice(0, layers).flatMap(sumsIn);
      await reporter.show({ packet, sums, numbers: [view.number] }, tally.packets);
    }
    for (const datagram of gathered.splice(0)) {
      const met = datagram.sums.reduce(
        (all, { status }) => all | (1 << VERDICTS.indexOf(status)),
        0,
      );
      if (reporter.wants(met, tally.packets)) await reporter.show(datagram, tally.packets);
    }
  }
}
