import type { Protocol } from '../codec/protocol.js';
import { View } from '../codec/view.js';
import { CraftError } from '../craft/craft-error.js';
import { Editor, type Edits } from '../craft/edit/editor.js';
import type { Filter } from '../filter/filter.js';
import type { Packets } from '../input/capture/records.js';
import { type Input, openInput } from '../input/input.js';
import { InputError } from '../input/input-error.js';
import { packetsOf } from '../input/packets.js';
import { exists, plainHex } from '../input/plain-hex.js';
import { byNumber } from '../input/steps/select.js';
import type { Step } from '../input/steps/step.js';
import { catalog } from '../protocols/common.js';
import { counted } from '../protocols/words.js';
import { filterFrom } from './choice.js';
import { type EditOutput, type OutputOptions, outputFor } from './edit-output.js';
import { editsFrom, type PlanOptions } from './edit-plan.js';
import { Report } from './edit-report.js';
import { FirstLayer } from './first-layer.js';
import { nothingRuns } from './pause.js';
import { type Progress, progressFor } from './progress.js';
import { noPacket, Said } from './said.js';
import { isTerminal } from './terminal.js';

export interface EditOptions extends PlanOptions, OutputOptions {
  where?: string;
  packets?: string;
  hex?: boolean;
  file?: boolean;
  quiet?: boolean;
}

/** Something that was asked for could not be done. */
const NOT_ALL = 1;
/** The clock is looked at between so many packets. */
const MANY = 1024;
/** Signals are heard when nothing runs: so often nothing does, in milliseconds. */
const PAUSE = 50;

export async function editCommand(
  operands: readonly string[],
  options: EditOptions,
): Promise<void> {
  const all = withFix(operands, options);
  for (const word of all) refuseStray(word, options);
  if (!all.length && isTerminal(0)) {
    throw new InputError('nothing to edit', 'tcpip edit --set ip.ttl=63 trace.pcap -w edited.pcap');
  }
  try {
    await new Run(options).run(all.length ? all : ['-']);
  } catch (error) {
    throw error instanceof CraftError ? new InputError(error.message, error.hint) : error;
  }
}

/** `--fix trace.pcap`: what stands there is the input, where it is one. */
function withFix(operands: readonly string[], options: EditOptions): readonly string[] {
  const { fix } = options;
  if (typeof fix !== 'string' || fix === 'all' || fix === 'sums') return operands;
  if (fix !== '-' && plainHex(fix) === undefined && !exists(fix)) return operands;
  options.fix = 'all';
  return [fix, ...operands];
}

/** `--push vlan id=10` without quotes, `ip.ttl=63` without an option. */
function refuseStray(word: string, { push, wrap }: EditOptions): void {
  if (!/^[a-z][\w.#-]*[-+^|&]?=/i.test(word) || exists(word)) return;
  const layer = push?.at(-1) ?? wrap?.at(-1);
  const option = push ? '--push' : '--wrap';
  const hint = word.includes('.') || !layer ? `--set ${word}` : `${option} '${layer} ${word}'`;
  throw new InputError(`'${word}' is no input`, hint);
}

class Run {
  private readonly report: Report;
  private readonly notices = new Set<string>();
  private output: EditOutput | undefined;
  private numbers: Step | undefined;
  private filter: Filter | undefined;
  private left = 0;
  private chosen = 0;
  private bytes = 0;
  /** In a capture all packets begin alike, as a rule: with this protocol. */
  private usual: number | undefined;
  private protocol: Protocol = catalog.data;
  private last: Protocol | undefined;

  constructor(private readonly options: EditOptions) {
    this.report = new Report(options.quiet ?? false, options.ascii ?? false);
  }

  async run(operands: readonly string[]): Promise<void> {
    const { options } = this;
    const edits = await editsFrom(options);
    this.numbers =
      options.packets === undefined ? undefined : byNumber(options.packets, '--packets');
    this.filter = options.where === undefined ? undefined : await filterFrom(options.where);
    const meter = { read: 0, size: 0 };
    const progress = progressFor(meter, options);
    const input = await openInput(operands, {
      ...options,
      meter,
      beforeRead: () => {
        this.output?.flush();
        progress?.waits();
      },
    });
    const first = await FirstLayer.for(options);
    const editor = new Editor(edits, await rawIp(edits));
    this.output = await outputFor(input, operands, options, lookOf(edits), (text) => {
      this.notices.add(text);
    });
    const said = new Said(input, first, options.quiet ?? false);
    const packets = await this.edit(input, first, editor, progress).finally(() => progress?.end());
    await nothingRuns();
    this.output.end();
    said.add(packets, this.bytes);
    said.end();
    this.tell(edits, packets, input);
  }

  private async edit(
    input: Input,
    first: FirstLayer,
    editor: Editor,
    progress: Progress | undefined,
  ): Promise<number> {
    const { report } = this;
    const packets = packetsOf(input);
    const view = new View(catalog);
    let pause = Date.now() + PAUSE;
    for (;;) {
      const waiting = this.some(packets, view, first, editor);
      if (waiting === false) break;
      if (waiting) await waiting;
      if (view.number === MANY) {
        await first.loadAll();
        this.last = this.filter ? undefined : editor.last(catalog);
      }
      if (progress?.due()) await progress.show(view.number);
      if (Date.now() > pause) {
        await nothingRuns();
        pause = Date.now() + PAUSE;
      }
    }
    if (view.number === 0) {
      throw noPacket(input);
    }
    editor.counts((name, follows, times) => report.tally(name, follows, times));
    return view.number;
  }

  /** Edits packets until one has to wait, or others may run; false: there is none left. */
  private some(
    packets: Packets,
    view: View,
    first: FirstLayer,
    editor: Editor,
  ): void | false | Promise<void> {
    const { last, report } = this;
    do {
      if (!packets.next(view)) return false;
      view.number++;
      if (view.linktype === undefined || view.linktype !== this.usual || view.first !== undefined) {
        const loading = first.locate(view);
        if (loading) return loading.then(() => this.one(view, editor));
        this.usual = this.isUsual(view) ? view.linktype : undefined;
        this.protocol = view.cuts.protocols[0] as Protocol;
      } else {
        // What nobody asks for is not looked for.
        const brief = last !== undefined && !report.wantsMore;
        if (brief) view.cuts.last = last;
        view.locate(this.protocol);
        if (brief) view.cuts.last = undefined;
      }
      const waiting = this.one(view, editor);
      if (waiting) return waiting;
    } while ((view.number & (MANY - 1)) !== 0);
  }

  /** Its layers are known. */
  private one(view: View, editor: Editor): void | Promise<void> {
    const { report, filter, numbers, output } = this;
    const size = view.end - view.start;
    this.bytes += size;
    // A filter may ask for the time between packets: it sees each of them.
    const chosen = filter === undefined || filter.test(view);
    if (!chosen || (numbers !== undefined && !numbers.take(view, view.number))) {
      return this.put(view, view.linktype, false);
    }
    this.chosen++;
    const quick = report.wantsMore ? undefined : editor.quickly(view);
    if (quick !== undefined) {
      if (quick) report.changed++;
      return output?.linktype === undefined
        ? output?.packet(view)
        : this.put(view, view.linktype, false);
    }
    const { linktype } = view;
    report.add(view.number, editor.edit(view));
    return this.put(view, linktype, view.end - view.start !== size);
  }

  /** Nothing but the link type says how this packet begins, and all protocols are there. */
  private isUsual({ number, first, cuts }: View): boolean {
    const { from, linktype } = this.options;
    const told = from === undefined && linktype === undefined && first === undefined;
    return told && number > MANY && cuts.protocols[0] !== catalog.data;
  }

  /** Into a file of one link type goes what has it. */
  private put(view: View, before: number | undefined, resized: boolean): void | Promise<void> {
    const { output } = this;
    const wanted = output?.linktype;
    if (wanted !== undefined && (view.linktype ?? before) !== wanted) {
      this.left++;
      return;
    }
    return resized ? output?.resized(view) : output?.packet(view);
  }

  private tell(edits: Edits, packets: number, input: Input): void {
    const { report, notices, left, output } = this;
    report.end(packets);
    const { settings, unsets, layers } = edits;
    const asked = [...settings, ...unsets].map(({ called: name, met }) => ({ name, met }));
    const unmet = [...asked, ...layers].filter(({ met }) => !met);
    if (this.chosen === 0) report.say('no packet was chosen');
    else for (const { name } of unmet) report.say(`no packet that was chosen has ${name}`);
    if (left > 0) {
      const which = `link type ${output?.linktype}, which is the file's`;
      report.say(`left out: ${counted(left, 'packet')} that cannot be of ${which}`);
    }
    for (const text of notices) report.say(text);
    if (report.failed || unmet.length > 0 || left > 0 || input.damaged) process.exitCode = NOT_ALL;
  }
}

/** What an edit of layers makes of the file. */
function lookOf({ layers, settings, unsets, bytes, most }: Edits) {
  const linktype = layers.reduce<number | undefined>((all, one) => one.linktype ?? all, undefined);
  const sizes = layers.length + unsets.length + bytes.length + (most === undefined ? 0 : 1);
  return { resizes: sizes > 0 || settings.some((one) => one.resizes(catalog.protocols)), linktype };
}

async function rawIp({ layers }: Edits) {
  if (layers.length === 0) return undefined;
  await import('../protocols/index.js');
  return catalog.named('raw');
}
