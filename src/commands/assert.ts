import { View } from '../codec/view.js';
import { visibleJson } from '../codec/visible.js';
import type { Filter } from '../filter/filter.js';
import { openInput } from '../input/input.js';
import { InputError } from '../input/input-error.js';
import { packetsOf } from '../input/packets.js';
import { exists, plainHex } from '../input/plain-hex.js';
import { ascii } from '../output/ascii.js';
import { writeOut } from '../output/standard-output.js';
import { catalog } from '../protocols/common.js';
import { grouped } from '../protocols/words.js';
import { Blame, type Blamed } from './assert-blame.js';
import { type Wanted, type WantedOptions, wantedFrom } from './assert-wanted.js';
import { FirstLayer, type FirstOptions } from './first-layer.js';
import { progressFor } from './progress.js';
import { Said } from './said.js';
import { lookFor, type ScreenOptions } from './screen.js';
import { isFile, isTerminal } from './terminal.js';

export interface AssertOptions extends FirstOptions, ScreenOptions, WantedOptions {
  where?: string;
  json?: boolean;
  all?: boolean;
  hex?: boolean;
  file?: boolean;
  quiet?: boolean;
}

const FAILED = 1;
const TROUBLE = 2;
const FIRST = 10;
/** The clock is looked at between so many packets. */
const SELDOM = 1023;

const EXAMPLE = "tcpip assert trace.pcap 'tcp.flags.syn == 1 && ip.ttl > 1'";

export async function assertCommand(
  operands: readonly string[],
  options: AssertOptions,
): Promise<void> {
  const { inputs, expression } = parted(operands, options);
  const wanted = wantedFrom(options);
  const test = await filterFrom(expression);
  const where = options.where === undefined ? undefined : await filterFrom(options.where);
  const run = new Run(expression, wanted, test, where, options);
  await run.over(inputs);
}

/** No expression is nothing but so many digits and letters up to f. */
const LEAST_HEX = 8;

/** What this is, if it is bytes to look at. */
function inputSaid(word: string, { hex }: AssertOptions): string | undefined {
  if (word === '-') return '- is standard input';
  if (hex !== true && exists(word)) return `${word} is a file`;
  return word.length >= LEAST_HEX && plainHex(word)
    ? `${word.slice(0, LEAST_HEX)}… is hex`
    : undefined;
}

/** The expression is the last operand. */
function parted(operands: readonly string[], options: AssertOptions) {
  const expression = operands.at(-1);
  const inputs = operands.slice(0, -1);
  if (expression === undefined) throw new InputError('what should be so?', EXAMPLE);
  const input = inputSaid(expression, options);
  if (input !== undefined) throw new InputError(`the expression is missing: ${input}`, EXAMPLE);
  if (inputs.length === 0 && isTerminal(0)) {
    throw new InputError('no packets to look at: they stand before the expression', EXAMPLE);
  }
  return { inputs: inputs.length ? inputs : ['-'], expression };
}

async function filterFrom(text: string): Promise<Filter> {
  // A name may be of any protocol.
  await import('../protocols/index.js');
  const { compileFilter } = await import('../filter/filter.js');
  return compileFilter(catalog, text);
}

class Run {
  private all = 0;
  private chosen = 0;
  private matching = 0;
  private blamed = 0;
  private readonly shown: Blamed[] = [];

  constructor(
    private readonly expression: string,
    private readonly wanted: Wanted,
    private readonly test: Filter,
    private readonly where: Filter | undefined,
    private readonly options: AssertOptions,
  ) {}

  async over(operands: readonly string[]): Promise<void> {
    const { options } = this;
    const meter = { read: 0, size: 0 };
    const progress = isFile(1) ? progressFor(meter, options) : undefined;
    const beforeRead = (): void => progress?.waits();
    const input = await openInput(operands, { ...options, meter, beforeRead });
    const first = await FirstLayer.for(options);
    const said = new Said(input, first, options.quiet ?? false);
    const packets = packetsOf(input);
    const view = new View(catalog);
    const blame = new Blame(catalog, this.test.names, await lookFor(options, false));
    try {
      while (packets.next(view)) {
        view.number = ++this.all;
        const loading = first.locate(view);
        if (loading) await loading;
        if ((this.all & SELDOM) === 0 && progress?.due()) await progress.show(this.all);
        said.packet(view.end - view.start, false);
        await this.look(view, blame);
      }
    } finally {
      progress?.end();
    }
    said.end();
    if (this.all === 0) throw new InputError(`there is no packet in this ${input.kind}`);
    for (const name of await this.bare()) {
      said.say(
        `${name} alone asks whether a packet has the field; ${name} == 1, whether it is set`,
      );
    }
    this.tell(said, blame);
    // What was not read may have been otherwise.
    if (input.damaged) process.exitCode = TROUBLE;
  }

  private async bare(): Promise<string[]> {
    const { bareFlags } = await import('./assert-bare.js');
    return [this.expression, this.options.where ?? []]
      .flat()
      .flatMap((text) => bareFlags(catalog, text));
  }

  private async look(view: View, blame: Blame): Promise<void> {
    const { test, where, wanted, options, shown } = this;
    // Both see every packet: a filter may ask for the time between two.
    const [isChosen, matches] = [where?.test(view) ?? true, test.test(view)];
    if (!isChosen) return;
    this.chosen++;
    if (matches) this.matching++;
    if (matches !== (wanted.blames === 'matching')) return;
    this.blamed++;
    if (this.blamed <= FIRST || options.all) shown.push(await blame.of(view));
  }

  private get passed(): boolean {
    return this.chosen > 0 && this.wanted.passes(this.matching, this.chosen);
  }

  private tell(said: Said, blame: Blame): void {
    const { options, passed } = this;
    if (!passed) process.exitCode = FAILED;
    if (options.json) writeOut(`${visibleJson(JSON.stringify(this.json()))}\n`);
    else if (passed) said.say(`passed: ${this.result()}`);
    else {
      const lines = [...blame.lines(this.shown), `failed: ${this.result()}`];
      writeOut(`${(options.ascii ? lines.map(ascii) : lines).join('\n')}\n`);
    }
  }

  /** `2 of 10 packets match, all must: tcp.flags.syn` */
  private result(): string {
    const { chosen, matching, wanted, blamed, shown } = this;
    const where = this.options.where;
    if (chosen === 0) return `no packet is chosen by --where ${Blame.quoted(where ?? '')}`;
    const of = `${grouped(matching)} of ${grouped(chosen)} packets`;
    const verb = matching === 1 ? 'matches' : 'match';
    const must = `${wanted.text} must`;
    const left = blamed - shown.length;
    const more = !this.passed && left > 0 ? ` (${grouped(left)} more: --all shows them)` : '';
    return `${of} ${verb}, ${must}: ${Blame.quoted(this.expression)}${more}`;
  }

  private json(): unknown {
    const { expression, wanted, options, all, chosen, matching, passed, shown } = this;
    return {
      schema: 1,
      expression,
      ...(options.where === undefined ? {} : { where: options.where }),
      wanted: wanted.name === 'count' ? { count: options.count } : wanted.name,
      packets: all,
      chosen,
      matching,
      passed,
      failures: passed ? [] : shown.map((one) => one.json),
    };
  }
}
