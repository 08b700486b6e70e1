import { View } from '../codec/view.js';
import type { Packets } from '../input/capture/records.js';
import { type Input, openInput } from '../input/input.js';
import { InputError } from '../input/input-error.js';
import { packetsOf } from '../input/packets.js';
import { durationFrom } from '../input/steps/moment.js';
import { type Step, Through } from '../input/steps/step.js';
import { catalog } from '../protocols/common.js';
import { counted } from '../protocols/words.js';
import { isCaptureKind, kindFor } from './convert-kind.js';
import { inputsAmong } from './convert-operands.js';
import { countFrom, type StepOptions, type Steps, sizeFrom, stepsFrom } from './convert-steps.js';
import { beginCapture, beginCopy, beginFormat, isCopy } from './convert-writers.js';
import { ByLinkType, Files, type Output } from './outputs.js';
import { nothingRuns } from './pause.js';
import { type Progress, progressFor } from './progress.js';
import { noPacket } from './said.js';
import { say } from './say.js';
import { atTerminal, type ScreenOptions } from './screen.js';
import type { Begin, Limits } from './sinks.js';
import { isFile, isTerminal } from './terminal.js';

export interface ConvertOptions extends StepOptions, ScreenOptions {
  write?: string;
  to?: string;
  force?: boolean;
  splitPackets?: string;
  splitSize?: string;
  splitSeconds?: string;
  splitLinktypes?: boolean;
  merge?: boolean;
  sort?: boolean;
  hex?: boolean;
  file?: boolean;
  quiet?: boolean;
}

/** Part of the input made no sense, or no packet was left. */
const NOT_ALL = 1;
/** Signals are heard when nothing runs: so often nothing does, in milliseconds. */
const PAUSE = 50;
/** Packets between two looks at the clock. */
const OFTEN = 1024;

export async function convertCommand(
  typed: readonly string[],
  options: ConvertOptions,
): Promise<void> {
  const operands = inputsAmong(typed, options);
  if (!operands.length && isTerminal(0)) {
    throw new InputError('nothing to convert', 'tcpip convert trace.pcap -w trace.pcapng');
  }
  const path = options.write ?? (options.to === undefined ? undefined : '-');
  if (path === undefined) {
    throw new InputError('where to write is not said', '-w out.pcap, or --to hexdump');
  }
  const limits = limitsFrom(options);
  if (path === '-' && (limits || options.splitLinktypes)) {
    throw new InputError('standard output cannot be split', '-w out.pcap');
  }
  await new Conversion(options, path, limits).run(operands.length ? operands : ['-']);
}

class Conversion {
  private readonly notices = new Set<string>();
  private readonly notice = (text: string): void => {
    this.notices.add(text);
  };
  private readonly meter = { read: 0, size: 0 };
  private readonly progress: Progress | undefined;
  private output: Output | undefined;
  private packets = 0;
  private bytes = 0;

  constructor(
    private readonly options: ConvertOptions,
    private readonly path: string,
    private readonly limits: Limits | undefined,
  ) {
    if (path !== '-' || isFile(1)) this.progress = progressFor(this.meter, options);
  }

  async run(operands: readonly string[]): Promise<void> {
    const { options, path } = this;
    const inputs = await this.open(operands);
    const [only] = inputs;
    const kind = kindFor(options.to, path, inputs.length === 1 ? only?.capture : undefined);
    if (path === '-' && isCaptureKind(kind) && atTerminal()) {
      throw new InputError(`a terminal shows no ${kind} file`, '-w out.pcap');
    }
    const told = inputs.every(({ capture }) => capture !== undefined);
    const guesses = !told && (isCaptureKind(kind) || options.sort);
    const steps = await stepsFrom(options, guesses ? () => this.guessing() : undefined);
    const begin = await this.beginFor(kind, inputs, steps);
    const target = { path, force: options.force ?? false, limits: this.limits };
    this.output = new (options.splitLinktypes ? ByLinkType : Files)(target, begin);
    // Sorting takes all there are before the first is written.
    const most = options.sort ? undefined : OFTEN;
    const through = new Through(await this.joined(inputs), steps.all, most);
    const writing = this.write(through, await this.ordered(through), this.output);
    await writing.finally(() => this.progress?.end());
    if (through.number === 0) throw noPacket(only as Input);
    this.output.end();
    this.tell(inputs, through.number, kind);
    const damaged = inputs.some((input) => input.damaged);
    if (damaged || this.packets === 0) process.exitCode = NOT_ALL;
  }

  private async open(operands: readonly string[]): Promise<Input[]> {
    const { options, path } = this;
    const look = {
      hex: options.hex,
      file: options.file,
      meter: this.meter,
      beforeRead: () => {
        this.progress?.waits();
        // What is written to a file is in no hurry.
        if (path === '-') this.output?.flush();
      },
    };
    if (!options.merge) return [await openInput(operands, look)];
    const inputs: Input[] = [];
    for (const operand of operands) inputs.push(await openInput([operand], look));
    return inputs;
  }

  private async guessing(): Promise<Step> {
    await import('../protocols/index.js');
    const { LinkTypes } = await import('../input/steps/link-type.js');
    return new LinkTypes(this.notice);
  }

  private async beginFor(kind: string, inputs: readonly Input[], steps: Steps): Promise<Begin> {
    const { options, notice } = this;
    if (!isCaptureKind(kind)) return beginFormat(kind, options);
    const [only] = inputs;
    const { merge, sort, splitLinktypes } = options;
    const rearranged = merge || sort || splitLinktypes || steps.headers;
    if (only?.capture && !rearranged && isCopy(kind, only.capture)) {
      const split = this.limits !== undefined;
      return beginCopy(only.capture, { ...steps, split, notice });
    }
    return beginCapture(kind, inputs, notice);
  }

  private async joined(inputs: readonly Input[]): Promise<Packets> {
    const [only] = inputs;
    if (only && inputs.length === 1) return packetsOf(only);
    const { Merged } = await import('../input/steps/merge.js');
    return new Merged(inputs.map(packetsOf));
  }

  private async ordered(packets: Packets): Promise<Packets> {
    if (!this.options.sort) return packets;
    const { Sorted } = await import('../input/steps/sort.js');
    const { PcapngWriter } = await import('../output/capture/pcapng.js');
    const options = { digits: () => 9, notice() {} };
    return new Sorted(packets, (sink) => new PcapngWriter(sink, options));
  }

  private async write(through: Through, packets: Packets, output: Output): Promise<void> {
    const view = new View(catalog);
    const { progress } = this;
    let pause = Date.now() + PAUSE;
    let turn = OFTEN;
    for (;;) {
      if (packets.next(view)) {
        view.number = ++this.packets;
        this.bytes += view.end - view.start;
        const waiting = output.packet(view);
        if (waiting) await waiting;
      } else if (!through.paused) {
        break;
      }
      const done = through.number + this.packets;
      if (done < turn) continue;
      turn = done + OFTEN;
      if (Date.now() > pause) {
        await nothingRuns();
        if (progress?.due()) await progress.show(this.packets);
        pause = Date.now() + PAUSE;
      }
    }
    await nothingRuns();
  }

  private tell(inputs: readonly Input[], read: number, kind: string): void {
    const { options, path, packets, bytes } = this;
    if (options.quiet) return;
    const kinds = [...new Set(inputs.map((input) => input.kind))].join(', ');
    say(`input: ${kinds}, ${counted(read, 'packet')}`);
    for (const text of inputs.flatMap(({ notices }) => notices)) say(text);
    const files = this.output?.files ?? 1;
    const where = path === '-' ? '' : files > 1 ? ` in ${files} files` : ` in ${path}`;
    say(`output: ${kind}${where}, ${counted(packets, 'packet')}, ${counted(bytes, 'byte')}`);
    for (const text of this.notices) say(text);
  }
}

function limitsFrom(options: ConvertOptions): Limits | undefined {
  const { splitPackets, splitSize, splitSeconds } = options;
  if ([splitPackets, splitSize, splitSeconds].every((given) => given === undefined)) return;
  const { seconds = 0, nanoseconds = 0 } =
    splitSeconds === undefined ? {} : durationFrom(splitSeconds, '--split-seconds');
  const length = seconds + nanoseconds / 1e9;
  if (splitSeconds !== undefined && length <= 0) {
    throw new InputError('--split-seconds: a length of time is needed', '--split-seconds 60');
  }
  return {
    packets: splitPackets === undefined ? undefined : countFrom(splitPackets, '--split-packets'),
    bytes: splitSize === undefined ? undefined : sizeFrom(splitSize, '--split-size'),
    seconds: splitSeconds === undefined ? undefined : length,
  };
}
