import type { Protocol } from '../codec/protocol.js';
import { View } from '../codec/view.js';
import type { Packets } from '../input/capture/records.js';
import { type Input, openInput } from '../input/input.js';
import { packetsOf } from '../input/packets.js';
import { catalog } from '../protocols/common.js';
import type { Rest, Shared } from './checksum-team.js';
import type { Choice } from './choice.js';
import { FirstLayer, type FirstOptions } from './first-layer.js';
import { type Progress, progressFor } from './progress.js';
import { noPacket, Said } from './said.js';
import type { ScreenOptions } from './screen.js';
import { crewOfRun, dismiss } from './thread.js';

export interface RunOptions extends FirstOptions, ScreenOptions {
  filter?: string;
  packets?: string;
  count?: string;
  hex?: boolean;
  file?: boolean;
  quiet?: boolean;
}

/** What is done with each packet. */
export interface Work {
  /** Its layers were found. */
  chosen(view: View): void | Promise<void>;
  /** It is none of those that were asked for; left out: nobody wants to know. */
  other?(view: View): void | Promise<void>;
  /** Reading may have to wait. */
  flush(): void;
  /** The same on several threads, where that can be. */
  shared?(): Shared | undefined;
  /** Threads have taken all, but for what is left to one. */
  goOn?(rest: Rest): void;
}

/** The clock is looked at between so many packets. */
const SELDOM = 1023;

/** Packets from an input, one after another. */
export class Run {
  work: Work | undefined;
  read = 0;
  private taken = 0;
  private bytes = 0;

  private constructor(
    readonly input: Input,
    readonly said: Said,
    private readonly path: string,
    private readonly first: FirstLayer,
    private readonly choice: Choice | undefined,
    readonly progress: Progress | undefined,
  ) {}

  /** `shows`: progress may be shown, for nothing else is written to the terminal meanwhile. */
  static async open(
    operands: readonly string[],
    options: RunOptions,
    shows: boolean,
  ): Promise<Run> {
    const meter = { read: 0, size: 0 };
    const progress = shows ? progressFor(meter, options) : undefined;
    let run: Run | undefined;
    const input = await openInput(operands, {
      hex: options.hex,
      file: options.file,
      meter,
      beforeRead() {
        progress?.waits();
        run?.work?.flush();
      },
    });
    const first = await FirstLayer.for(options);
    const choice = await choiceOf(options);
    const said = new Said(input, first, options.quiet ?? false);
    const path = operands.length === 1 ? (operands[0] as string) : '-';
    run = new Run(input, said, path, first, choice, progress);
    return run;
  }

  async each(work: Work): Promise<void> {
    this.work = work;
    try {
      await this.all(work);
    } finally {
      this.progress?.end();
    }
    if (!this.read) throw noPacket(this.input);
  }

  /** Says on standard error what was read; `false`: there was nothing to look at. */
  end(): boolean {
    const { said, read, taken, bytes, choice } = this;
    said.add(taken, bytes);
    said.end(choice === undefined || choice.whole ? read : undefined);
    if (!taken) said.say('none of the packets matches');
    return taken > 0 && !this.input.damaged;
  }

  private async all(work: Work): Promise<void> {
    const { first, choice, progress } = this;
    let packets = packetsOf(this.input);
    const view = new View(catalog);
    const onlyChosen = work.other === undefined;
    // All of a pcap file start alike.
    let same: Protocol | undefined;
    while (!(onlyChosen && (choice?.over || choice?.numbers?.over)) && packets.next(view)) {
      view.number = ++this.read;
      if ((this.read & SELDOM) === 0) {
        if (progress?.due()) await progress.show(this.read);
        if (choice === undefined) same ??= await this.firstOf(view);
      }
      if (choice !== undefined && !(await this.isChosen(view, choice))) {
        const waiting = work.other?.(view);
        if (waiting) await waiting;
        continue;
      }
      if (same !== undefined) view.locate(same);
      else if (choice === undefined) {
        const loading = first.locate(view);
        if (loading) await loading;
      }
      this.taken++;
      this.bytes += view.end - view.start;
      if (this.read === 1) {
        const rest = await this.shareOut(view, work);
        if (rest) {
          packets = rest;
          continue;
        }
      }
      const waiting = work.chosen(view);
      if (waiting) await waiting;
    }
  }

  /** Many packets come: whatever they hold is known from now on. */
  private async firstOf(view: View): Promise<Protocol | undefined> {
    if (this.input.capture?.format !== 'pcap') return undefined;
    await this.first.loadAll();
    void this.first.locate(view);
    return view.cuts.protocols[0];
  }

  /** A large capture goes to several threads; what they leave over comes back. */
  private async shareOut(view: View, work: Work): Promise<Packets | undefined> {
    const { path, input, choice, progress } = this;
    const { capture, kind } = input;
    const crew = crewOfRun();
    const isWhole = kind === 'pcap' && path !== '-' && !choice;
    const job = crew && isWhole ? work.shared?.() : undefined;
    if (!crew || !job || capture?.format !== 'pcap') return dismiss();
    const { beginTeam, shareOut } = await import('./checksum-team.js');
    const team = beginTeam(crew, capture, view.number, job);
    await this.first.loadAll();
    void this.first.locate(view);
    if (crew.isMain) await work.chosen(view);
    const rest = await shareOut({ path, pcap: capture, view, progress }, job, team);
    this.taken += rest.read - this.read;
    this.read = rest.read;
    this.bytes += rest.bytes;
    work.goOn?.(rest);
    return rest.packets;
  }

  private async isChosen(view: View, choice: Choice): Promise<boolean> {
    if (choice.over || choice.numbers?.take(view, view.number) === false) return false;
    await this.first.locate(view);
    return choice.takes(view);
  }
}

/** Undefined: all packets. */
async function choiceOf({ filter, packets, count }: RunOptions): Promise<Choice | undefined> {
  if ((filter ?? packets ?? count) === undefined) return undefined;
  return (await import('./choice.js')).choiceFrom({
    ...(filter === undefined ? {} : { filter }),
    ...(packets === undefined ? {} : { packets }),
    ...(count === undefined ? {} : { count }),
  });
}
