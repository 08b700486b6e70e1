import { visible } from '../codec/visible.js';
import type { Change } from '../craft/edit/change.js';
import type { Edited } from '../craft/edit/editor.js';
import { ascii } from '../output/ascii.js';
import { writeError } from '../output/standard-output.js';
import { wrapped } from '../output/width.js';
import { counted, grouped } from '../protocols/words.js';
import { isTerminal } from './terminal.js';

/** Packets of which each change is told, and changes of one packet. */
const FIRST = 10;
const MOST = 12;
/** Reasons and names that are told apart. */
const REASONS = 10;
const NAMES = 1000;

/** What was changed, on standard error: the first packets one by one, then how many. */
export class Report {
  /** Packets that were changed. */
  changed = 0;
  private readonly lines: string[] = [];
  private readonly counts = new Map<string, { times: number; follows: boolean }>();
  private readonly problems = new Map<string, number>();

  private readonly width = isTerminal(2) ? process.stderr.columns : undefined;

  constructor(
    private readonly quiet: boolean,
    private readonly ascii: boolean,
  ) {}

  /** Each change of the next packet is to be told. */
  get wantsMore(): boolean {
    return !this.quiet && this.lines.length < FIRST;
  }

  add(number: number, { changes, problem }: Edited): void {
    if (problem !== undefined) this.count(problem);
    if (changes.length === 0) return;
    this.changed++;
    for (const { name, follows } of changes) this.tally(baseOf(name), follows, 1);
    if (!this.wantsMore) return;
    const asked = changes.filter(({ follows }) => !follows);
    const rest = changes.filter(({ follows }) => follows);
    const parts = [
      ...(asked.length > 0 ? [listed(asked)] : []),
      ...(rest.length > 0 ? [`${asked.length > 0 ? 'follows' : 'fixed'}: ${listed(rest)}`] : []),
    ];
    this.lines.push(`packet ${grouped(number)}: ${parts.join('; ')}`);
  }

  tally(name: string, follows: boolean, times: number): void {
    const one = this.counts.get(name);
    if (one) one.times += times;
    else if (this.counts.size < NAMES) this.counts.set(name, { times, follows });
  }

  count(problem: string): void {
    const known = this.problems.has(problem) || this.problems.size < REASONS;
    const key = known ? problem : 'other reasons';
    this.problems.set(key, (this.problems.get(key) ?? 0) + 1);
  }

  get failed(): boolean {
    return this.problems.size > 0;
  }

  end(packets: number): void {
    for (const line of this.lines) this.say(line);
    const all = [...this.counts];
    const names = (follows: boolean): string =>
      all
        .filter(([, one]) => one.follows === follows)
        .map(([name, { times }]) => `${name} (${grouped(times)})`)
        .slice(0, MOST)
        .join(', ');
    const own = names(false);
    const rest = names(true);
    const what = [own, rest && `${own ? 'follows: ' : ''}${rest}`].filter(Boolean).join('; ');
    const of = `${grouped(this.changed)} of ${counted(packets, 'packet')}`;
    if (packets > 1 || this.changed === 0) {
      this.say(
        this.changed === 0 ? `changed: nothing in ${of.slice(5)}` : `changed: ${of}: ${what}`,
      );
    }
    for (const [problem, times] of this.problems) {
      this.say(`not done in ${counted(times, 'packet')}: ${problem}`);
    }
  }

  say(text: string): void {
    if (!this.quiet) writeError(`${lineFor(visible(text), this.ascii, this.width)}\n`);
  }
}

/** At a terminal broken between words; what goes on stands two columns in. */
export function lineFor(text: string, inAscii: boolean, width: number | undefined): string {
  const line = inAscii ? ascii(text) : text;
  if (!width || line.length <= width) return line;
  return wrapped(line, Math.max(width - 2, LEAST)).join('\n  ');
}
/** Narrower than this nothing can be read. */
const LEAST = 20;

function listed(changes: readonly Change[]): string {
  const texts = changes
    .slice(0, MOST)
    .map(({ name, before, after }) => `${name} ${before} → ${after}`);
  const more = changes.length - texts.length;
  return texts.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Of any layer of the protocol, at any offset. */
const baseOf = (name: string): string =>
  name
    .replace(/#\d+$/, '')
    .replace(/\.\d+(?=\.|$)/g, '')
    .replace(/^bytes at \d+$/, 'bytes')
    .replace(/^byte \d+, bit \d \((.*)\)$/, '$1');
