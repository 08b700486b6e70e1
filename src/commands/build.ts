import type { Command } from 'commander';
import { closest } from '../codec/number.js';
import { View } from '../codec/view.js';
import { CraftError } from '../craft/craft-error.js';
import { framed, Maker } from '../craft/maker.js';
import { type PayloadOptions, payloadFrom, seedFrom } from '../craft/payload.js';
import { expanded, presetNamed } from '../craft/presets.js';
import { type Ingredient, type Recipe, recipeFrom } from '../craft/recipe.js';
import { shorts } from '../craft/shorts.js';
import { payload, wordsFrom } from '../craft/words.js';
import type { Packets } from '../input/capture/records.js';
import { InputError } from '../input/input-error.js';
import { wholeFile } from '../input/whole-file.js';
import { catalog } from '../protocols/common.js';
import { counted } from '../protocols/words.js';
import { isCaptureKind } from './convert-kind.js';
import { type MadeOptions, madeText, openMade, targetOf } from './made.js';
import { nothingRuns } from './pause.js';
import { say } from './say.js';

export interface BuildOptions extends MadeOptions, PayloadOptions {
  vlan?: readonly string[];
  eth: boolean;
  bare?: boolean;
  pad?: boolean;
  fcs?: boolean;
  badChecksum?: readonly string[];
  mtu?: string;
  fragmentOrder?: string;
  fragmentOverlap?: string;
  zip?: boolean;
  count?: string;
  random?: readonly string[];
  dryRun?: boolean;
  template?: string;
  var?: readonly string[];
  explain?: boolean;
  helpFlags?: boolean;
  helpPresets?: boolean;
  helpOptions?: boolean;
}

export async function buildCommand(
  args: readonly string[],
  options: BuildOptions,
  command: Command,
): Promise<void> {
  if (args.includes('--help') || args.includes('-h') || helpsWith(options)) {
    const { buildHelp } = await import('./build-help.js');
    return buildHelp(args, options, command);
  }
  if (args.length === 0 && options.template === undefined) {
    throw new InputError('which layers to build is not said', 'tcpip build tcp --syn');
  }
  try {
    await build(args, options);
  } catch (error) {
    if (!(error instanceof CraftError)) throw error;
    throw new InputError(error.message, hintOf(error, command));
  }
}

const helpsWith = ({ helpFlags, helpPresets, helpOptions }: BuildOptions): boolean =>
  helpFlags === true || helpPresets === true || helpOptions === true;

/** What was no flag of a field may be meant as another one. */
function hintOf({ hint, flag }: CraftError, { options }: Command): string | undefined {
  if (flag === undefined || flag.includes('.')) return hint;
  const own = options.flatMap(({ long }) => long?.slice(2) ?? []);
  const near = closest(flag, [...Object.keys(shorts), ...own]);
  return near === undefined ? hint : `did you mean '--${near}'?`;
}

async function build(args: readonly string[], options: BuildOptions): Promise<void> {
  const { recipe, maker } = await planned(args, options);
  const split = await splitterFor(options);
  if (options.dryRun) {
    say(dryRun(maker, split !== undefined));
    return;
  }
  if (options.explain) {
    const { explain } = await import('./build-explain.js');
    return explain(recipe, maker, split, options);
  }
  await write(recipe, new Made(maker, recipe, split, options.fcs), options);
}

function dryRun(maker: Maker, split: boolean): string {
  const { count } = maker;
  const exact = Number.isSafeInteger(count);
  const many = exact ? counted(count, 'packet') : `${count.toPrecision(3)} packets`;
  // The first one may show what is wrong.
  maker.packet(0);
  return split ? `${many}, before they are cut to fragments` : many;
}

/** Signals are heard when nothing runs: so often nothing does. */
const SELDOM = 1023;

async function write({ layers }: Recipe, packets: Made, options: BuildOptions): Promise<void> {
  const target = targetOf(options);
  const { path, kind } = target;
  const [first] = layers;
  if (isCaptureKind(kind) && packets.linktype === undefined) {
    const name = first?.protocol.name ?? 'data';
    throw new CraftError(`a capture has no link type that begins with ${name}`, '-f hex');
  }
  const output = await openMade(target, options, say);
  const view = new View(catalog);
  let bytes = 0;
  while (packets.next(view)) {
    view.number++;
    bytes += view.end - view.start;
    const waiting = output.packet(view);
    if (waiting) await waiting;
    if ((view.number & SELDOM) === 0) await nothingRuns();
  }
  output.end();
  if (path === '-' || options.quiet) return;
  say(madeText(target, view.number, bytes));
}

/** The usual protocols are enough for most; others are loaded where these are not. */
async function planned(args: readonly string[], options: BuildOptions) {
  const all = await written(args, options);
  try {
    return plan(all, options);
  } catch (error) {
    if (!(error instanceof CraftError || error instanceof RangeError)) throw error;
    await import('../protocols/index.js');
    return plan(all, options);
  }
}

type Written = ReturnType<typeof expanded>;

/** All words: those of the template, of the preset, of the command line. */
async function written(args: readonly string[], options: BuildOptions): Promise<Written> {
  const { template, var: vars = [] } = options;
  let words = args;
  if (template !== undefined) {
    const { templateFrom } = await import('../craft/template.js');
    words = [...templateFrom(wholeFile(template).toString(), vars), ...args];
  } else if (vars.length > 0) throw new CraftError('--var goes with --template');
  const around = presetNamed(words[0] ?? '')?.around;
  if (!around) return expanded(words);
  const { quotedFrom } = await import('./quoted.js');
  return expanded(words, await quotedFrom());
}

function plan({ args, same }: Written, options: BuildOptions) {
  const words = wordsFrom(catalog, args);
  const given = payloadFrom(options, wholeFile);
  const recipe = recipeFrom(
    catalog,
    given === undefined ? words : { ...words, layers: [...words.layers, payload(given)] },
    {
      noLink: !options.eth,
      bare: options.bare,
      vlans: options.vlan,
      same,
      random: options.random,
      seed: seedFrom(options.seed),
    },
  );
  const { zip, count, pad, fcs, badChecksum: bad } = options;
  const times = timesFrom(count);
  // What is cut to fragments is no frame yet.
  const frame = options.mtu === undefined ? { pad, fcs } : {};
  return { recipe, maker: new Maker(catalog, recipe, { zip, times, bad, ...frame }) };
}

function timesFrom(count = '1'): number {
  const times = /^\d+$/.test(count) ? Number(count) : 0;
  if (times >= 1 && Number.isSafeInteger(times)) return times;
  throw new CraftError(`--count: a number from 1 on is needed, not '${count}'`);
}

export type Splitter = (packet: Uint8Array, first: string) => readonly Uint8Array[];

async function splitterFor(options: BuildOptions): Promise<Splitter | undefined> {
  const { mtu, fragmentOrder, fragmentOverlap } = options;
  if (mtu === undefined) {
    if ((fragmentOrder ?? fragmentOverlap) === undefined) return undefined;
    throw new CraftError('--fragment-order and --fragment-overlap go with --mtu', '--mtu 576');
  }
  const { fragmentsFrom } = await import('../craft/fragment.js');
  const cut = fragmentsFrom(catalog, { mtu, order: fragmentOrder, overlap: fragmentOverlap });
  return (packet, first) => cut(packet, first).map((piece) => framed(piece, options));
}

/** Packets that are made when they are asked for. */
class Made implements Packets {
  /** How captures say what the packets start with, if they can. */
  readonly linktype: number | undefined;
  private readonly first: string;
  private readonly more: { readonly fcs: number } | undefined;
  private number = 0;
  private waiting: readonly Uint8Array[] = [];
  private at = 0;

  constructor(
    private readonly maker: Maker,
    { layers }: Recipe,
    private readonly split: Splitter | undefined,
    fcs: boolean | undefined,
  ) {
    this.more = fcs ? { fcs: 4 } : undefined;
    const { protocol } = layers[0] as Ingredient;
    this.first = protocol.name;
    const linktype = protocol.declaration.carriedBy?.linktype;
    this.linktype = typeof linktype === 'object' ? linktype[0] : linktype;
  }

  next(slot: Parameters<Packets['next']>[0]): boolean {
    const bytes = this.fragment() ?? this.packet();
    if (!bytes) return false;
    slot.bytes = bytes;
    slot.start = 0;
    slot.end = bytes.length;
    slot.timed = false;
    slot.len = bytes.length;
    slot.linktype = this.linktype;
    slot.first = this.first;
    slot.more = this.more;
    return true;
  }

  private fragment(): Uint8Array | undefined {
    return this.waiting[this.at++];
  }

  private packet(): Uint8Array | undefined {
    if (this.number >= this.maker.count) return undefined;
    const bytes = this.maker.packet(this.number++);
    if (!this.split) return bytes;
    this.waiting = this.split(bytes, this.first);
    this.at = 1;
    return this.waiting[0];
  }
}
