import { Comparison } from '../compare/comparison.js';
import { Ignore } from '../compare/ignore.js';
import { InputError } from '../input/input-error.js';
import { catalog } from '../protocols/common.js';
import { inBytes } from '../protocols/words.js';
import type { Report, Totals } from './diff-report.js';
import { Side } from './diff-side.js';
import type { FirstOptions } from './first-layer.js';
import { progressFor } from './progress.js';
import { lookFor, type ScreenOptions } from './screen.js';
import { isFile } from './terminal.js';

export interface DiffOptions extends FirstOptions, ScreenOptions {
  ignore?: readonly string[];
  by?: string;
  frame?: boolean;
  brief?: boolean;
  json?: boolean;
  all?: boolean;
  hex?: boolean;
  file?: boolean;
  quiet?: boolean;
}

const DIFFERENT = 1;
const TROUBLE = 2;
/** The clock is looked at between so many packets. */
const SELDOM = 1023;

export async function diffCommand(
  operands: readonly string[],
  options: DiffOptions,
): Promise<void> {
  const [a, b] = operands;
  const { by = 'order' } = options;
  if (a === undefined || b === undefined) {
    throw new InputError('two things to compare are needed', 'tcpip diff before.pcap after.pcap');
  }
  if (a === '-' && b === '-') throw new InputError('- stands for one of the two, not for both');
  if (by !== 'order' && by !== 'flow') {
    throw new InputError(`--by: order or flow is needed, not '${by}'`);
  }
  const compared = { ignore: await ignoreOf(options), frame: options.frame ?? false };
  const totals: Totals = { pairs: 0, same: 0, differ: 0, onlyA: 0, onlyB: 0 };
  const damaged =
    by === 'flow'
      ? await (await import('./diff-flows.js')).diffFlows(a, b, options, compared, totals)
      : await diffInOrder(a, b, options, compared, totals);
  if (totals.differ + totals.onlyA + totals.onlyB > 0) process.exitCode = DIFFERENT;
  // What could not be read cannot be said to be the same.
  if (damaged) process.exitCode = TROUBLE;
}

export interface ComparedBy {
  readonly ignore: Ignore;
  readonly frame: boolean;
}

async function ignoreOf({ ignore }: DiffOptions): Promise<Ignore> {
  if (!ignore?.length) return new Ignore();
  // A name may be of any protocol.
  await import('../protocols/index.js');
  const { ignoreFrom } = await import('../compare/ignore.js');
  return ignoreFrom(ignore, catalog);
}

export async function reportFor(
  options: DiffOptions,
  a: Side,
  b: Side,
  single: boolean,
): Promise<Report> {
  if (options.json) {
    const { AsJson } = await import('./diff-json.js');
    return new AsJson(a.input, b.input);
  }
  const { ForPeople } = await import('./diff-people.js');
  return new ForPeople(await lookFor(options, false), options, single);
}

/** True: one of them is damaged. */
async function diffInOrder(
  nameA: string,
  nameB: string,
  options: DiffOptions,
  compared: ComparedBy,
  totals: Totals,
): Promise<boolean> {
  const meter = { read: 0, size: 0 };
  const progress = isFile(1) ? progressFor(meter, options) : undefined;
  const opening = { ...options, meter, beforeRead: () => progress?.waits() };
  const [a, b] = [await Side.open('A', nameA, opening), await Side.open('B', nameB, opening)];
  let [hasA, hasB] = [a.next(), b.next()];
  refuseEmpty(a, b, hasA, hasB);
  const [moreA, moreB] = [hasA && a.more(), hasB && b.more()];
  const single = hasA && hasB && !moreA && !moreB;
  const report = await reportFor(options, a, b, single);
  const notes: string[] = [];
  try {
    while (hasA || hasB) {
      if (hasA && hasB) await one(a, b, compared, totals, report, notes);
      else if (hasA) await report.alone('a', await alone(a, totals));
      else await report.alone('b', await alone(b, totals));
      if ((a.packets & SELDOM) === 0 && progress?.due()) await progress.show(a.packets + b.packets);
      if (hasA) hasA = a.next();
      if (hasB) hasB = b.next();
    }
  } finally {
    progress?.end();
  }
  report.end(totals, single);
  const quiet = options.quiet ?? false;
  a.tell(quiet);
  b.tell(quiet, single && totals.same ? [...notes, `the same as A, ${inBytes(b.bytes)}`] : notes);
  return (a.input.damaged ?? false) || (b.input.damaged ?? false);
}

async function one(
  a: Side,
  b: Side,
  compared: ComparedBy,
  totals: Totals,
  report: Report,
  notes: string[],
): Promise<void> {
  totals.pairs++;
  if (!compared.frame && a.equals(b)) {
    totals.same++;
    return;
  }
  let [x, y] = [await a.packet(), await b.packet()];
  // One of them may be too odd to be recognised: they are read alike.
  const [first, second] = [x.layers[0], y.layers[0]];
  if (first && second && a.lost(x) && !b.lost(y)) {
    x = a.read(second.protocol);
    notes.push(`A is read as ${second.protocol.short}, as B is`);
  } else if (first && second && b.lost(y) && !a.lost(x)) {
    y = b.read(first.protocol);
    notes.push(`B is read as ${first.protocol.short}, as A is`);
  }
  await tell(new Comparison(x, y, compared), totals, report);
}

export async function tell(comparison: Comparison, totals: Totals, report: Report): Promise<void> {
  if (comparison.same) {
    totals.same++;
    return;
  }
  totals.differ++;
  await report.pair(comparison);
}

async function alone(side: Side, totals: Totals) {
  if (side.label === 'A') totals.onlyA++;
  else totals.onlyB++;
  return side.packet();
}

/** Of nothing nothing can be said. */
export function refuseEmpty(a: Side, b: Side, hasA: boolean, hasB: boolean): void {
  if (hasA || hasB) return;
  throw new InputError(`there is no packet in either: A is ${a.input.kind}, B ${b.input.kind}`);
}
