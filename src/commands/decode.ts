import { Out } from '../codec/out.js';
import { View } from '../codec/view.js';
import { type Input, openInput } from '../input/input.js';
import { InputError } from '../input/input-error.js';
import { packetsOf } from '../input/packets.js';
import type { Format, Look } from '../output/format.js';
import { columnNames, formatNamed } from '../output/formats.js';
import { writeBytes } from '../output/standard-output.js';
import { catalog } from '../protocols/common.js';
import { Feed } from './feed.js';
import { FirstLayer, type FirstOptions } from './first-layer.js';
import { Said } from './said.js';
import { atTerminal, lookFor, type ScreenOptions } from './screen.js';
import { isTerminal } from './terminal.js';

export interface DecodeOptions extends FirstOptions, ScreenOptions {
  format?: string;
  json?: boolean;
  annotate?: boolean;
  fields?: readonly string[];
  settings?: readonly string[];
  at?: string;
  strict?: boolean;
  quiet?: boolean;
  hex?: boolean;
  file?: boolean;
}

const MALFORMED = 1;

export async function decodeCommand(
  operands: readonly string[],
  options: DecodeOptions,
): Promise<void> {
  // Asking process.stdin would make it non-blocking: a slow pipe then fails.
  if (!operands.length && isTerminal(0)) {
    throw new InputError('no bytes to decode', 'tcpip decode <hex>, or pipe hex in');
  }
  const out = new Out(writeBytes, OUTPUT);
  const input = await openInput(operands.length ? operands : ['-'], {
    ...options,
    beforeRead: () => out.flush(),
  });
  const look = await lookFor(options, options.annotate ?? false);
  const first = await FirstLayer.for(options);
  const said = new Said(input, first, options.quiet ?? false);
  await decodeAll(input, options, look, first, out, said);
}

/** What is gathered before it is written. */
const OUTPUT = 1 << 18;

async function decodeAll(
  input: Input,
  options: DecodeOptions,
  look: Look,
  first: FirstLayer,
  out: Out,
  said: Said,
): Promise<void> {
  const view = new View(catalog);
  const feed = new Feed(packetsOf(input));
  let format: Format | undefined;
  let malformed = false;
  while (feed.next(view)) {
    // Whether there is one packet or many decides how it is shown, where nobody said.
    const undecided = format === undefined && chosenName(options) === undefined;
    const many = undecided && !atTerminal() && feed.more(view);
    const loading = first.locate(view);
    if (loading) await loading;
    said.packet(view.end - view.start, undecided && !atTerminal() && !many);
    if (format === undefined) {
      format = await formatFor(options, look, many);
      format.begin?.(out);
    }
    if (format.view) format.view(view, out);
    else {
      const waiting = format.packet(view.packet(), out);
      if (waiting) await waiting;
    }
    if (options.strict && !malformed) {
      malformed = view.packet().notes.some(({ severity }) => severity === 'error');
    }
  }
  format?.end?.(out);
  out.flush();
  said.end();
  if (malformed) process.exitCode = MALFORMED;
}

function chosenName({ format, json, fields }: DecodeOptions): string | undefined {
  return format ?? (json ? 'json' : fields?.length ? 'fields' : undefined);
}

async function formatFor(options: DecodeOptions, look: Look, many: boolean): Promise<Format> {
  if (options.at !== undefined) {
    const { at, placeFrom } = await import('../output/at.js');
    const place = placeFrom(options.at);
    return { packet: (packet, out) => out.text(at(packet, place, look)) };
  }
  const name = chosenName(options) ?? (many ? 'summary' : 'table');
  const { fields, settings } = options;
  if (fields?.length || settings?.length || columnNames.includes(name)) {
    const { columnsFormat } = await import('./columns.js');
    return columnsFormat(name, fields ?? [], settings ?? []);
  }
  const make = await formatNamed(name);
  return make(look);
}
