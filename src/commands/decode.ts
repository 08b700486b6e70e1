import { Out } from '../codec/out.js';
import { View } from '../codec/view.js';
import { type Input, openInput } from '../input/input.js';
import { InputError } from '../input/input-error.js';
import { packetsOf } from '../input/packets.js';
import type { Checksums } from '../output/checksums.js';
import type { Format, Look } from '../output/format.js';
import { columnNames, formatNamed } from '../output/formats.js';
import { writeBytes } from '../output/standard-output.js';
import { catalog } from '../protocols/common.js';
import { counted } from '../protocols/words.js';
import type { Choice, ChoiceOptions } from './choice.js';
import { Feed } from './feed.js';
import { FirstLayer, type FirstOptions } from './first-layer.js';
import { type Progress, progressFor } from './progress.js';
import { Said } from './said.js';
import { atTerminal, lookFor, type ScreenOptions } from './screen.js';
import { isFile, isTerminal } from './terminal.js';
import { crewOfRun, dismiss } from './thread.js';

export interface DecodeOptions extends FirstOptions, ScreenOptions, ChoiceOptions {
  format?: string;
  json?: boolean;
  annotate?: boolean;
  fields?: readonly string[];
  settings?: readonly string[];
  at?: string;
  verify?: boolean;
  strict?: boolean;
  quiet?: boolean;
  hex?: boolean;
  file?: boolean;
}

/** A packet is malformed where that matters, the input is damaged, no packet was asked for. */
const NEGATIVE = 1;

const SHORT_HELP = `tcpip decode 450000140000000040118ea2c0000201c6336402
  tcpip decode trace.pcap
  tcpdump -XX -r trace.pcap | tcpip decode
  tcpip decode --help shows more`;

export async function decodeCommand(
  operands: readonly string[],
  options: DecodeOptions,
): Promise<void> {
  // Asking process.stdin would make it non-blocking: a slow pipe then fails.
  if (!operands.length && isTerminal(0)) {
    throw new InputError('no bytes to decode', SHORT_HELP);
  }
  const out = new Out(writeBytes, OUTPUT);
  const meter = { read: 0, size: 0 };
  const progress = isFile(1) ? progressFor(meter, options) : undefined;
  const input = await openInput(operands.length ? operands : ['-'], {
    ...options,
    meter,
    beforeRead() {
      progress?.waits();
      out.flush();
    },
  });
  const look = await lookFor(options, options.annotate ?? false);
  const first = await FirstLayer.for(options);
  const said = new Said(input, first, options.quiet ?? false);
  try {
    await decodeAll(input, { ...options, operands }, look, first, out, said, progress);
  } finally {
    progress?.end();
  }
}

/** What is gathered before it is written. */
const OUTPUT = 1 << 18;

/** The clock is looked at between so many packets. */
const SELDOM = 1023;

async function decodeAll(
  input: Input,
  options: DecodeOptions & { operands: readonly string[] },
  look: Look,
  first: FirstLayer,
  out: Out,
  said: Said,
  progress: Progress | undefined,
): Promise<void> {
  const view = new View(catalog);
  const packets = packetsOf(input);
  const choice = await choiceOf(options);
  const checksums = await checksumsOf(options, view);
  let feed = new Feed(packets, 0, choice?.numbers);
  let format: Format | undefined;
  let many: boolean | undefined;
  let malformed = false;
  while (!choice?.over && feed.next(view)) {
    // Whether there is one packet or many decides how it is shown, where nobody said.
    const undecided = format === undefined && chosenName(options) === undefined;
    if (undecided) many ??= !atTerminal() && !choice?.single && feed.more(view);
    const loading = first.locate(view);
    if (loading) await loading;
    if ((view.number & SELDOM) === 0 && progress?.due()) await progress.show(view.number);
    if (choice !== undefined && !choice.takes(view)) continue;
    said.packet(view.end - view.start, undecided && !atTerminal() && !many);
    if (format === undefined) {
      format = await formatFor(options, look, many ?? false, checksums);
      const shared = choice?.alone !== false && format.view && isWhole(input, options);
      const pcap = shared && input.capture?.format === 'pcap' ? input.capture : undefined;
      const crew = pcap ? crewOfRun() : dismiss();
      if (pcap && crew) {
        const { shareOut } = await import('./team.js');
        const path = options.operands[0] as string;
        const tally = checksums?.tally;
        const rest = await shareOut(
          { path, pcap, view, first, choice, format, tally, progress },
          crew,
          out,
        );
        if (rest === undefined) return;
        said.add(rest.packets, rest.bytes);
        feed = new Feed(pcap.goOn(rest.pcap), view.number);
        continue;
      }
      format.begin?.(out);
    }
    const waiting = format.view ? format.view(view, out) : format.packet(view.packet(), out);
    if (waiting) await waiting;
    if (options.strict && !malformed) {
      malformed = view.packet().notes.some(({ severity }) => severity === 'error');
    }
  }
  const none = format === undefined;
  if (none && choice) {
    // What reads us gets a document without packets.
    format = await formatFor(options, look, true, checksums);
    format.begin?.(out);
  }
  format?.end?.(out);
  out.flush();
  progress?.end();
  said.end(choice?.whole ? feed.read : undefined);
  if (checksums && !none) said.say(checksums.text);
  if (none && !feed.read) throw new InputError(`there is no packet in this ${input.kind}`);
  if (none) said.say(`none of ${counted(feed.read, 'packet')} matches`);
  if (none || malformed || input.damaged) process.exitCode = NEGATIVE;
}

/** Undefined: all packets are shown. */
async function choiceOf(options: DecodeOptions): Promise<Choice | undefined> {
  const { filter, packets, skip, count } = options;
  if ((filter ?? packets ?? skip ?? count) === undefined) return undefined;
  return (await import('./choice.js')).choiceFrom(options);
}

/** One file, of which each packet is shown whatever the others are. */
function isWhole(
  { kind }: Input,
  { operands, at, strict }: DecodeOptions & { operands: readonly string[] },
): boolean {
  const [path = '-'] = operands;
  const alone = operands.length === 1 && path !== '-';
  return alone && kind === 'pcap' && at === undefined && !strict;
}

function chosenName({ format, json, fields, verify }: DecodeOptions): string | undefined {
  return format ?? (json ? 'json' : fields?.length ? 'fields' : verify ? 'summary' : undefined);
}

async function checksumsOf(options: DecodeOptions, view: View): Promise<Checksums | undefined> {
  if (!options.verify) return undefined;
  const name = chosenName(options);
  if (name !== 'summary' || options.at !== undefined) {
    throw new InputError(
      '--verify goes with -f summary',
      'table, tree and json verify by themselves',
    );
  }
  return new (await import('../output/checksums.js')).Checksums(view);
}

async function formatFor(
  options: DecodeOptions,
  look: Look,
  many: boolean,
  checksums: Checksums | undefined,
): Promise<Format> {
  if (checksums) return (await import('../output/summary.js')).summary(look, checksums);
  if (options.at !== undefined) {
    const { at, placeFrom } = await import('../output/at.js');
    const place = placeFrom(options.at);
    let first = true;
    return {
      packet(packet, out) {
        if (!first) out.text(`\n#${packet.frame.number}\n`);
        first = false;
        out.text(at(packet, place, look));
      },
    };
  }
  const name = chosenName(options) ?? (many ? 'summary' : 'table');
  if (options.annotate && !/^(nd)?json$/.test(name)) {
    throw new InputError(`--annotate goes with -f json or ndjson, not with ${name}`);
  }
  const { fields, settings } = options;
  if (fields?.length || settings?.length || columnNames.includes(name)) {
    const { columnsFormat } = await import('./columns.js');
    return columnsFormat(name, fields ?? [], settings ?? []);
  }
  const make = await formatNamed(name);
  return make(look);
}
