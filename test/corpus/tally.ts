import type { Compared, Outcome } from '../peers/compare.js';
import { type Difference, listed } from './differences.js';

/** One kind of difference: how often, and where first. */
interface Row {
  readonly found: Compared;
  readonly where: string;
  readonly difference: Difference | undefined;
  count: number;
}

const shortened = (value: unknown): string => {
  // As JSON, so that control characters of a packet do not reach the terminal.
  const text = JSON.stringify(value) ?? '';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

const NO_DIFFERENCE: ReadonlySet<Outcome> = new Set(['agree', 'beyond', 'given up', 'other']);

/** Outcomes by name, with one example each. */
export class Tally {
  private readonly rows = new Map<string, Row>();
  private readonly counts: Record<Outcome, number> = {
    agree: 0,
    differ: 0,
    ours: 0,
    theirs: 0,
    undecoded: 0,
    beyond: 0,
    'given up': 0,
    other: 0,
  };
  private excused = 0;

  add(where: string, outcomes: readonly Compared[]): void {
    for (const found of outcomes) {
      this.counts[found.outcome]++;
      const { outcome, name } = found;
      if (NO_DIFFERENCE.has(outcome)) continue;
      const difference = listed(found);
      // What one of us does not show, for a reason, is nothing to disagree about.
      if ((outcome === 'theirs' || outcome === 'ours') && difference) this.excused++;
      const key = `${outcome} ${name} ${difference?.why}`;
      const row = this.rows.get(key);
      if (row === undefined) this.rows.set(key, { found, where, difference, count: 1 });
      else row.count++;
    }
  }

  /** Fields that could be compared. */
  get total(): number {
    const { agree, differ, ours, theirs, undecoded } = this.counts;
    return agree + differ + ours + theirs + undecoded - this.excused;
  }

  get share(): number {
    return this.total === 0 ? 0 : this.counts.agree / this.total;
  }

  /** Differences without a reason. */
  get unlisted(): number {
    let sum = 0;
    for (const { count, difference } of this.rows.values()) if (!difference) sum += count;
    return sum;
  }

  report(): string {
    const { agree, differ, ours, theirs, undecoded, beyond, other } = this.counts;
    const rows = [...this.rows.values()].sort(
      (a, b) =>
        Number(a.difference !== undefined) - Number(b.difference !== undefined) ||
        b.count - a.count,
    );
    const lines = rows.map(({ found, where, difference, count }) => {
      const { outcome, name, path, ours: own, theirs: peer } = found;
      const place = path === '' ? '' : ` (${path})`;
      const said = `ours ${shortened(own)}, theirs ${shortened(peer?.show)} [${peer?.value.slice(0, 40) ?? ''}]`;
      const reason = difference === undefined ? 'UNLISTED' : `listed: ${difference.why}`;
      return `${String(count).padStart(7)} ${outcome} ${name}${place}: ${said}; ${where}; ${reason}`;
    });
    return [
      ...lines,
      `agree ${agree}, differ ${differ}, only ours ${ours}, only tshark's ${theirs} (${this.excused} of both with a reason)`,
      `undecoded ${undecoded}: data to us, a protocol that we should know to tshark`,
      `not compared: ${beyond} behind what tshark found malformed, ${this.counts['given up']} behind what we did,`,
      `  ${other} data that tshark dissects further`,
    ].join('\n');
  }
}
