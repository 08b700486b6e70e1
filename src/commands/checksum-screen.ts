import type { Datagram } from '../checksum/fragments.js';
import { entryOf } from '../checksum/judged.js';
import { badLines, entryHead, entryLines, moreBad, totalLines } from '../checksum/report.js';
import type { Total } from '../checksum/tally.js';
import type { Look } from '../output/format.js';
import { writeOut } from '../output/standard-output.js';
import { explains } from './checksum-explained.js';
import { BAD, type Reporter } from './checksum-verdicts.js';

export interface ScreenLook {
  all?: boolean;
  explain?: string | true;
  full?: boolean;
}

/** So many packets are shown with all their checksums; of more, the bad ones and the totals. */
const FEW = 5;
/** Bad ones that are listed where nobody asked for all. */
const FIRST = 10;

/** For people: a few packets one by one, of many what matters. */
export class Screen implements Reporter {
  private held: Datagram[] = [];
  private many = false;
  private listed = 0;
  /** A few bad ones: they are shown when no progress is any more. */
  private text = '';
  private shown = 0;

  constructor(
    private readonly options: ScreenLook,
    private readonly look: Look,
  ) {}

  get some(): number | undefined {
    return this.options.all || this.options.explain !== undefined ? undefined : FIRST;
  }

  wants(met: number, packets: number): boolean {
    if (packets <= FEW || this.options.explain !== undefined || !this.many) return true;
    return (met & BAD) !== 0 && (this.options.all || this.listed < FIRST);
  }

  async show(datagram: Datagram, packets: number): Promise<void> {
    if (this.many) return this.list(datagram);
    this.hold(datagram);
    if (this.options.explain !== undefined) {
      // Whether it has neighbours decides how it is headed.
      if (this.held.length > 1) await this.whole(this.held.shift() as Datagram);
    } else if (packets > FEW) {
      this.many = true;
      for (const one of this.held.splice(0)) await this.list(one);
    }
  }

  flush(): void {}

  async end(totals: readonly Total[], packets: number): Promise<void> {
    if (packets > FEW && this.options.explain === undefined && !this.many) {
      this.many = true;
      for (const one of this.held.splice(0)) await this.list(one);
    }
    if (!this.many) {
      const held = this.worthShowing();
      const alone = this.shown === 0 && held.length === 1;
      for (const one of held) await this.whole(one, alone);
      if (this.options.explain === undefined || this.shown > 0) return;
      writeOut(`no such checksum in ${packets === 1 ? 'it' : 'them'}\n`);
      return;
    }
    const bad = totals.reduce((sum, { counts }) => sum + counts.bad, 0) - this.listed;
    const lines = totals.length ? totalLines(totals, this.look) : ['no checksum in them'];
    const gap = this.listed > 0 ? '\n' : '';
    writeOut(`${this.text}${gap}${lines.join('\n')}\n`);
    if (bad > 0) writeOut(`\n${moreBad(bad)}\n`);
  }

  /** What one fragment alone tells of its datagram goes with the rest of its packet. */
  private hold(datagram: Datagram): void {
    const { held } = this;
    const isSame = ({ numbers }: Datagram): boolean =>
      numbers.length === 1 && datagram.numbers.length === 1 && numbers[0] === datagram.numbers[0];
    const at = held.findIndex(isSame);
    const own = held[at];
    if (own) held[at] = { ...own, sums: [...own.sums, ...datagram.sums] };
    else held.push(datagram);
  }

  /** All that is held, but fragments without a checksum whose datagram is there. */
  private worthShowing(): Datagram[] {
    const held = this.held.splice(0);
    const joined = held.filter(({ numbers }) => numbers.length > 1);
    const whole = new Set(joined.flatMap(({ numbers }) => numbers));
    return held.filter(
      ({ sums, numbers }) => sums.length > 0 || numbers.length > 1 || !whole.has(numbers[0] ?? 0),
    );
  }

  /** All of a packet; its heading only where there are others. */
  private async whole(datagram: Datagram, alone = false): Promise<void> {
    const { explain, full = false } = this.options;
    const { look } = this;
    const sums =
      explain === undefined ? datagram.sums : datagram.sums.filter((sum) => explains(explain, sum));
    if (explain !== undefined && sums.length === 0) return;
    const working = explain === undefined ? undefined : { ...look, full };
    const entry = await entryOf({ ...datagram, sums }, () => working);
    if (this.shown++ > 0) writeOut('\n');
    const head = alone && datagram.numbers.length === 1 ? [] : entryHead(entry, look);
    writeOut(`${[...head, ...entryLines(entry, look)].join('\n').trimEnd()}\n`);
  }

  private async list(datagram: Datagram): Promise<void> {
    const room = this.options.all ? Number.POSITIVE_INFINITY : FIRST - this.listed;
    const sums = datagram.sums.filter(({ status }) => status === 'bad').slice(0, room);
    if (!sums.length) return;
    this.listed += sums.length;
    const entry = await entryOf({ ...datagram, sums }, () => undefined);
    const text = `${badLines(entry, this.look).join('\n')}\n`;
    if (this.options.all) writeOut(text);
    else this.text += text;
  }
}
