import { InputError } from '../input/input-error.js';
import { columnNames, formatNamed } from '../output/formats.js';
import { counted } from '../protocols/words.js';
import { isCaptureKind, kindFor } from './convert-kind.js';
import { beginCapture } from './convert-writers.js';
import { FirstLayer } from './first-layer.js';
import { Files } from './outputs.js';
import { atTerminal, lookFor, type ScreenOptions } from './screen.js';
import { type Begin, formatSink } from './sinks.js';

export interface MadeOptions extends ScreenOptions {
  format?: string;
  json?: boolean;
  fields?: readonly string[];
  settings?: readonly string[];
  write?: string;
  to?: string;
  force?: boolean;
  quiet?: boolean;
}

/** Where packets go that are made, not read. */
export interface Target {
  readonly path: string;
  /** A kind of captures, or a format. */
  readonly kind: string;
}

/** As hex, unless somebody says otherwise. */
export function targetOf({ write, to, format, json, fields }: MadeOptions): Target {
  const named = format ?? (json ? 'json' : fields?.length ? 'fields' : undefined);
  const said = to ?? named;
  if (to !== undefined && named !== undefined && to !== named) {
    throw new InputError(`--to ${to} and -f ${named} are two things to write`);
  }
  const path = write ?? '-';
  const kind = said ?? (write === undefined ? 'hex' : path === '-' ? 'pcap' : kindOf(path));
  if (path === '-' && isCaptureKind(kind) && atTerminal()) {
    throw new InputError(`a terminal shows no ${kind} file`, '-w out.pcap');
  }
  return { path, kind };
}

const kindOf = (path: string): string => kindFor(undefined, path, undefined);

export async function openMade(
  { path, kind }: Target,
  options: MadeOptions,
  notice: (text: string) => void,
): Promise<Files> {
  const begin = await beginMade(kind, options, notice);
  return new Files({ path, force: options.force ?? false, limits: undefined }, begin);
}

/** What was written to a file. */
export const madeText = ({ path, kind }: Target, packets: number, bytes: number): string =>
  `output: ${kind} in ${path}, ${counted(packets, 'packet')}, ${counted(bytes, 'byte')}`;

async function beginMade(
  kind: string,
  options: MadeOptions,
  notice: (text: string) => void,
): Promise<Begin> {
  if (isCaptureKind(kind)) return beginCapture(kind, [], notice);
  const { fields, settings } = options;
  const look = await lookFor(options, false);
  const first = await FirstLayer.for({});
  const columns = fields?.length || settings?.length || columnNames.includes(kind);
  const { columnsFormat } = columns ? await import('./columns.js') : {};
  const format = columnsFormat
    ? await columnsFormat(kind, fields ?? [], settings ?? [])
    : (await formatNamed(kind))(look);
  return (write) => formatSink(write, format, first);
}
