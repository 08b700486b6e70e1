import type { Capture } from '../input/capture/open.js';
import type { Slot } from '../input/capture/records.js';
import type { Input } from '../input/input.js';
import type { Format } from '../output/format.js';
import { columnNames, formatNamed } from '../output/formats.js';
import type { CaptureKind } from './convert-kind.js';
import { FirstLayer, type FirstOptions } from './first-layer.js';
import { lookFor, type ScreenOptions } from './screen.js';
import { type Begin, formatSink } from './sinks.js';

type Notice = (text: string) => void;

interface CopyLook {
  readonly selected: boolean;
  readonly edited: boolean;
  readonly split: boolean;
  readonly linktype: number | undefined;
  readonly unsealed: boolean;
  readonly notice: Notice;
}

/** Can this kind be written out of the very bytes of this capture? */
export const isCopy = (kind: CaptureKind, capture: Capture): boolean =>
  kind === capture.format || (kind === 'nsecpcap' && 'unit' in capture && capture.digits === 9);

export async function beginCopy(capture: Capture, look: CopyLook): Promise<Begin> {
  if (capture.format === 'pcap') {
    const { PcapCopy } = await import('../output/capture/pcap-copy.js');
    let copy: InstanceType<typeof PcapCopy> | undefined;
    return (write) => {
      if (copy) copy.turn(write);
      else copy = new PcapCopy(capture, look, write);
      return copy;
    };
  }
  const { PcapngCopy } = await import('../output/capture/pcapng-copy.js');
  let copy: InstanceType<typeof PcapngCopy> | undefined;
  return (write) => {
    if (copy) copy.turn(write);
    else copy = new PcapngCopy(capture, look, write);
    return copy;
  };
}

export async function beginCapture(
  kind: CaptureKind,
  inputs: readonly Input[],
  notice: Notice,
): Promise<Begin> {
  const digits = digitsOf(kind, inputs);
  if (kind === 'pcapng') {
    const { PcapngWriter } = await import('../output/capture/pcapng.js');
    return (write) => new PcapngWriter(write, { digits, notice });
  }
  const { PcapWriter } = await import('../output/capture/pcap.js');
  return (write) => new PcapWriter(write, { digits, notice });
}

/** As many digits of a second as any input has; of text, as its first packet has. */
function digitsOf(kind: CaptureKind, inputs: readonly Input[]): (slot: Slot) => number {
  const captures = inputs.flatMap(({ capture }) => capture ?? []);
  const [only] = captures;
  if (kind === 'nsecpcap') return () => 9;
  if (captures.length < inputs.length || only === undefined) {
    return kind === 'pcapng' ? () => 9 : ({ nanoseconds }) => (nanoseconds % 1000 ? 9 : 6);
  }
  if (captures.length === 1) return () => only.digits;
  return () => captures.reduce((most, { digits }) => Math.max(most, digits), 6);
}

/** As `decode` writes it. */
export async function beginFormat(
  name: string,
  options: FirstOptions & ScreenOptions,
): Promise<Begin> {
  const look = await lookFor(options, false);
  const first = await FirstLayer.for(options);
  const make = columnNames.includes(name) ? await columns(name) : await formatNamed(name);
  return (write) => formatSink(write, make(look), first);
}

/** Says what there is to say about columns. */
async function columns(name: string): Promise<() => Format> {
  const { columnsFormat } = await import('./columns.js');
  const format = await columnsFormat(name, [], []);
  return () => format;
}
