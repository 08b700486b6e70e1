import { View } from '../codec/view.js';
import { visibleJson } from '../codec/visible.js';
import { Figures } from '../conversation/figures/figures.js';
import { Interfaces } from '../conversation/figures/interfaces.js';
import { type Report, reportOf } from '../conversation/figures/report.js';
import { type Input, openInput } from '../input/input.js';
import { InputError } from '../input/input-error.js';
import { packetsOf } from '../input/packets.js';
import { infoLines } from '../output/info.js';
import { writeOut } from '../output/standard-output.js';
import { isPlain, loadWide } from '../output/width.js';
import { catalog } from '../protocols/common.js';
import { countFrom } from './convert-steps.js';
import { FirstLayer, type FirstOptions } from './first-layer.js';
import { type Progress, progressFor } from './progress.js';
import { noPacket, Said } from './said.js';
import { lookFor, type ScreenOptions } from './screen.js';
import { isTerminal } from './terminal.js';

export interface InfoOptions extends FirstOptions, ScreenOptions {
  format?: string;
  json?: boolean;
  top?: string;
  hex?: boolean;
  file?: boolean;
  quiet?: boolean;
}

const DAMAGED = 1;
const TOP = 10;
/** Columns of the drawing over time: no more than can be told apart. */
const STRETCHES = 100;
/** The clock is looked at between so many packets. */
const SELDOM = 1023;

export async function infoCommand(
  operands: readonly string[],
  options: InfoOptions,
): Promise<void> {
  if (!operands.length && isTerminal(0)) {
    throw new InputError('no bytes to read', 'tcpip info trace.pcap, or pipe them in');
  }
  const format = options.format ?? (options.json ? 'json' : 'table');
  if (format !== 'table' && format !== 'json') {
    throw new InputError(`--format: table or json is needed, not '${format}'`);
  }
  const top = options.top === undefined ? TOP : countFrom(options.top, '--top');
  const look = await lookFor(options, false);
  const meter = { read: 0, size: 0 };
  const progress = progressFor(meter, options);
  const input = await openInput(operands.length ? operands : ['-'], {
    ...options,
    meter,
    beforeRead: () => progress?.waits(),
  });
  const first = await FirstLayer.for(options);
  const said = new Said(input, first, options.quiet ?? false);
  const stretches = format === 'table' ? Math.min(look.width, STRETCHES) : STRETCHES;
  const reading = read(input, first, said, progress, { talkers: top, stretches });
  const report = await reading.finally(() => progress?.end());
  if (format === 'json') writeOut(`${visibleJson(JSON.stringify(report))}\n`);
  else {
    if (!report.interfaces.every(({ name = '' }) => isPlain(name))) await loadWide();
    writeOut(`${infoLines(report, look).join('\n')}\n`);
  }
  said.end();
  if (report.damaged) process.exitCode = DAMAGED;
}

async function read(
  input: Input,
  first: FirstLayer,
  said: Said,
  progress: Progress | undefined,
  extent: { talkers: number; stretches: number },
): Promise<Report> {
  const view = new View(catalog);
  const packets = packetsOf(input);
  const figures = new Figures();
  const interfaces = new Interfaces(input.capture);
  while (packets.next(view)) {
    view.number++;
    const loading = first.locate(view);
    if (loading) await loading;
    if ((view.number & SELDOM) === 0 && progress?.due()) await progress.show(view.number);
    figures.add(view);
    interfaces.add();
  }
  figures.end();
  said.add(figures.sizes.count, figures.captured);
  if (view.number === 0) {
    throw noPacket(input);
  }
  return reportOf(
    figures,
    {
      kind: input.kind,
      damaged: input.damaged ?? false,
      snaplen: input.capture?.format === 'pcap' ? input.capture.snaplen : undefined,
      interfaces: interfaces.all(),
    },
    extent,
  );
}
