import { View } from '../codec/view.js';
import { InputError } from '../input/input-error.js';
import { openJson } from '../input/json/open.js';
import type { JsonPackets } from '../input/json/packets.js';
import { catalog } from '../protocols/index.js';
import { counted } from '../protocols/words.js';
import { isCaptureKind } from './convert-kind.js';
import { linktypeFrom } from './first-layer.js';
import { type MadeOptions, madeText, openMade, type Target, targetOf } from './made.js';
import type { Output } from './outputs.js';
import { nothingRuns } from './pause.js';
import { type Progress, progressFor } from './progress.js';
import { say } from './say.js';
import { isFile, isTerminal } from './terminal.js';

export interface EncodeOptions extends MadeOptions {
  fix?: boolean;
  linktype?: string;
}

/** So many warnings are read by people. */
const MOST_WARNINGS = 10;
/** Signals are heard when nothing runs: so often nothing does, in milliseconds. */
const PAUSE = 50;
/** The clock is looked at between so many packets. */
const SELDOM = 1023;

const SHORT_HELP = `tcpip encode packets.json
  tcpip decode --json 4500… | tcpip encode
  tcpip encode --help shows more`;

export async function encodeCommand(
  operands: readonly string[],
  options: EncodeOptions,
): Promise<void> {
  if (!operands.length && isTerminal(0)) throw new InputError('no JSON to encode', SHORT_HELP);
  const target = targetOf(options);
  const meter = { read: 0, size: 0 };
  const quiet = target.path === '-' && !isFile(1);
  const progress = quiet ? undefined : progressFor(meter, options);
  const run = new Encoding(options, target, progress);
  const linktype = options.linktype === undefined ? undefined : linktypeFrom(options.linktype);
  try {
    await run.begin();
    for (const operand of operands.length ? operands : ['-']) {
      const packets = await openJson(
        operand,
        catalog,
        { fix: options.fix ?? false, warn: options.quiet ? undefined : run.warn },
        { meter, beforeRead: () => run.waits() },
      );
      const label = operands.length > 1 ? `${operand}: ` : '';
      await run.all(packets, linktype).catch((error: unknown) => {
        throw error instanceof InputError
          ? new InputError(label + error.message, error.hint)
          : error;
      });
    }
    await run.end();
  } finally {
    progress?.end();
  }
}

class Encoding {
  private output: Output | undefined;
  private readonly view = new View(catalog);
  private readonly notices = new Set<string>();
  private readonly inputs: JsonPackets[] = [];
  private packets = 0;
  private bytes = 0;
  private warnings = 0;
  private linktype: number | undefined;
  private pause = Date.now() + PAUSE;

  constructor(
    private readonly options: EncodeOptions,
    private readonly target: Target,
    private readonly progress: Progress | undefined,
  ) {}

  readonly warn = (text: string): void => {
    if (this.warnings++ < MOST_WARNINGS) this.say(`warning: ${text}`);
  };

  waits(): void {
    this.progress?.waits();
    // The beginning of a document without packets is nothing to read.
    if (this.packets > 0) this.output?.flush();
  }

  async begin(): Promise<void> {
    const { options, target } = this;
    this.output = await openMade(target, options, (text) => this.notices.add(text));
  }

  async all(packets: JsonPackets, linktype: number | undefined): Promise<void> {
    const { view, progress } = this;
    this.inputs.push(packets);
    while (packets.next(view)) {
      view.number = packets.number;
      if (linktype !== undefined) {
        view.linktype = linktype;
        view.first = undefined;
      }
      this.packets++;
      this.bytes += view.end - view.start;
      if (isCaptureKind(this.target.kind)) this.checkLinktype(packets);
      const waiting = this.output?.packet(view);
      if (waiting) await waiting;
      if ((this.packets & SELDOM) !== 0) continue;
      if (progress?.due()) await progress.show(this.packets);
      if (Date.now() > this.pause) await this.rest();
    }
  }

  /** A capture has to say what its packets begin with, and a pcap has one word for all. */
  private checkLinktype(packets: JsonPackets): void {
    const { linktype } = this.view;
    if (linktype === this.linktype && linktype !== undefined) return;
    if (linktype === undefined) {
      const { first } = this.view;
      const what =
        first === undefined ? 'no link type is known' : `no link type begins with ${first}`;
      throw packets.wrong(`${what}: --linktype says one`, first === undefined ? [] : FIRST);
    }
    if (this.linktype !== undefined && this.target.kind !== 'pcapng') {
      const two = `link type ${linktype} behind packets of link type ${this.linktype}`;
      throw packets.wrong(`${two}: pcapng holds both, pcap does not`);
    }
    this.linktype = linktype;
  }

  private async rest(): Promise<void> {
    await nothingRuns();
    this.pause = Date.now() + PAUSE;
  }

  async end(): Promise<void> {
    await this.rest();
    if (this.packets === 0) throw new InputError('there is no packet in this JSON');
    this.output?.end();
    this.progress?.end();
    this.tell();
  }

  private tell(): void {
    const { packets, bytes, target, warnings } = this;
    const more = warnings - MOST_WARNINGS;
    if (more > 0) this.say(`warning: ${counted(more, 'more value')} kept though wrong`);
    if (warnings > 0) this.say('--fix computes them anew');
    const cut = this.inputs.reduce((sum, one) => sum + one.cut, 0);
    if (cut > 0 && this.options.fix) {
      const were = cut === 1 ? 'packet was' : 'packets were';
      this.say(`${cut} ${were} cut off when captured: fixed to what is here`);
    }
    for (const text of this.notices) this.say(text);
    if (target.path !== '-') this.say(madeText(target, packets, bytes));
  }

  private say(text: string): void {
    if (!this.options.quiet) say(text);
  }
}

const FIRST = ['layers', 0, 'protocol'];
