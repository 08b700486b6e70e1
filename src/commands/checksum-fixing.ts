import { fstatSync, writeSync } from 'node:fs';
import { type Change, Mender } from '../checksum/mend.js';
import { hexOf } from '../checksum/report.js';
import { Tally, type Total } from '../checksum/tally.js';
import { fold, updateChecksum } from '../codec/checksum/internet.js';
import type { View } from '../codec/view.js';
import { FILE_HEADER } from '../input/capture/pcap-format.js';
import { PcapCopy } from '../output/capture/pcap-copy.js';
import type { Look } from '../output/format.js';
import { counted, grouped } from '../protocols/words.js';
import type { ChecksumOptions } from './checksum.js';
import type { Run, Work } from './checksum-run.js';
import type { Rest, Shared } from './checksum-team.js';
import type { Files } from './outputs.js';
import { nothingRuns } from './pause.js';
import { isHelper } from './thread.js';

/** Changes that are told one by one. */
const FIRST = 10;
/** Signals are heard when nothing runs: so often nothing does, in milliseconds. */
const PAUSE = 50;
const SELDOM = 1023;

interface Told extends Change {
  readonly number: number;
}

/** What one thread did. */
interface Found {
  readonly first: readonly Told[];
  readonly changes: number;
  readonly packets: number;
  readonly left: readonly Total[];
}

/** Mends packets, and passes all of them on. */
export class Fix implements Work {
  private readonly tally = new Tally(({ sums }) => {
    this.split += sums.filter(({ status }) => status === 'bad').length;
  });
  /** What was not to be mended, and is wrong. */
  private readonly left = new Tally();
  private readonly mender: Mender;
  private first: Told[] = [];
  private changes = 0;
  /** Bad ones over several fragments: where they stand was written before that is known. */
  private split = 0;
  private packets = 0;
  private last = 0;
  private passed = 0;
  private pause = Date.now() + PAUSE;
  /** What threads leave over goes behind what they wrote. */
  private rest: PcapCopy | undefined;

  constructor(
    private readonly run: Run,
    private readonly files: Files,
    private readonly options: ChecksumOptions,
  ) {
    const all = options.fix === 'all';
    this.mender = new Mender(
      { verdicts: all ? ['bad', 'partial', 'absent'] : ['bad', 'partial'], quoted: all },
      (change, { number }) => this.changed(change, number),
    );
  }

  chosen(view: View): void | Promise<void> {
    const met = this.tally.add(view);
    if (met !== 0) this.mend(view, met);
    return this.other(view);
  }

  other(view: View): void | Promise<void> {
    if (this.rest) {
      this.rest.packet(view);
      return;
    }
    const waiting = this.files.packet(view);
    if (waiting) return waiting;
    if ((++this.passed & SELDOM) === 0 && Date.now() > this.pause) {
      this.pause = Date.now() + PAUSE;
      return nothingRuns();
    }
  }

  flush(): void {
    if (this.options.write === undefined || this.options.write === '-') this.files.flush();
  }

  async end(): Promise<void> {
    await nothingRuns();
    this.tally.end();
    this.rest?.end();
    this.files.end();
  }

  /** True: nothing is left that is bad. */
  async tell(look: Look): Promise<boolean> {
    const { changes, options, first } = this;
    const { said } = this.run;
    first.sort((a, b) => a.number - b.number);
    for (const change of first.slice(0, FIRST)) {
      said.say(changeLine(change));
      if (options.explain === undefined) continue;
      for (const line of await deltaLines(change, look)) said.say(line);
    }
    if (changes > FIRST) said.say(`… and ${grouped(changes - FIRST)} more`);
    const where = `in ${counted(this.packets, 'packet')}`;
    said.say(changes ? `${counted(changes, 'checksum')} mended ${where}` : 'nothing to mend');
    const quoted = this.left.totals.reduce((sum, { counts }) => sum + counts.bad, 0);
    if (quoted) {
      said.say(`${counted(quoted, 'bad checksum')} in quoted datagrams left; --fix all mends them`);
    }
    if (this.split) {
      said.say(`${counted(this.split, 'bad checksum')} over several fragments left as they are`);
    }
    return quoted + this.split === 0;
  }

  /** Records are mended in place, and written where they were read. */
  shared(): Shared | undefined {
    // A helper is told where.
    const handle = isHelper() ? -1 : this.files.handle;
    if (handle === undefined || (!isHelper() && !fstatSync(handle).isFile())) return undefined;
    const { tally, left } = this;
    const job: Shared = {
      handle,
      tally,
      met: (view, met) => this.mend(view, met),
      piece: (bytes, from) => writeAt(job.handle as number, bytes, from),
      result: (): Found => ({
        first: this.first,
        changes: this.changes,
        packets: this.packets,
        left: left.totals,
      }),
      add: (found) => {
        const other = found as Found;
        this.first.push(...other.first);
        this.changes += other.changes;
        this.packets += other.packets;
        left.merge(other.left, 0);
      },
      gather: async (look, fragments) => {
        const inOrder = fragments.sort((a, b) => a.number - b.number);
        for (const place of inOrder) tally.fragment(look(place));
      },
    };
    return job;
  }

  goOn({ pcap, offset }: Rest): void {
    const handle = this.files.handle as number;
    // The header that it begins with stands at the front already.
    let at = offset - FILE_HEADER;
    const look = { edited: false, notice: (text: string) => this.run.said.say(text) };
    this.rest = new PcapCopy(pcap, look, (bytes) => {
      const own = at < offset ? bytes.subarray(offset - at) : bytes;
      writeAt(handle, own, Math.max(at, offset));
      at += bytes.length;
    });
  }

  private mend(view: View, met: number): void {
    const { tally, mender, left } = this;
    mender.mend(view, met, tally.layers);
    left.judge(view, tally.layers);
  }

  private changed(change: Change, number: number): void {
    this.changes++;
    if (number !== this.last) this.packets++;
    this.last = number;
    if (this.first.length < FIRST) this.first.push({ ...change, number });
  }
}

const changeLine = ({ number, name, bytes, before, after }: Told): string =>
  `#${number}  ${name}  ${hexOf(before, 8 * bytes)} → ${hexOf(after, 8 * bytes)}`;

/** By how much what is covered is not what it was when the old one was made. */
async function deltaLines({ bytes, before, after }: Told, look: Look): Promise<string[]> {
  const word = fold((~after & 0xffff) + before);
  if (bytes !== 2 || updateChecksum(before, 0, word) !== after) return [];
  const { delta } = await import('../checksum/explain-delta.js');
  return [`as if one word of what it covers were ${hexOf(word, 16)} more:`]
    .concat(delta(0, word, before, { ...look, width: look.width - INDENT.length }))
    .map((line) => INDENT + line);
}

const INDENT = '    ';

function writeAt(handle: number, bytes: Uint8Array, place: number): void {
  for (let at = 0; at < bytes.length; ) {
    at += writeSync(handle, bytes, at, bytes.length - at, place + at);
  }
}
