import { type Cuts, PARTIAL } from '../codec/dissect.js';
import { writeParts } from '../codec/line-parts.js';
import { Literal, type Out, written } from '../codec/out.js';
import type { Packet } from '../codec/packet.js';
import { numberBy } from '../codec/selecting.js';
import { View } from '../codec/view.js';
import { visible } from '../codec/visible.js';
import { ascii } from './ascii.js';
import type { Checksums } from './checksums.js';
import { Clock } from './clock.js';
import type { Format, Look } from './format.js';
import { type EndsStep, LineSteps, type SaysStep, type Signs } from './line-steps.js';

interface Words extends Signs {
  /** Makes text from packets fit for this. */
  clean(text: string): string;
}
const SIGNS: Words = { between: ' → ', deeper: ' › ', clean: visible };
const ASCII: Words = { between: ' -> ', deeper: ' > ', clean: (text) => ascii(visible(text)) };

const GAP = new Literal('  ');
const SPACE = new Literal(' ');
const NEWLINE = 10;
/** Numbers below that stand to the right of five columns. */
const WIDE = 10_000;
/** Protocol numbers of a byte are known as decimals, types of two bytes as hex. */
const HEX_FROM = 256;
/** No line is longer, but for texts in packets. */
const LINE = 2048;

/** One line a packet: number, time, from where to where, what; and which checksums are bad. */
export function summary(look: Look, checksums?: Checksums): Format {
  const words = look.ascii ? ASCII : SIGNS;
  const clock = new Clock();
  let steps: LineSteps | undefined;
  const write = (view: View, out: Out): void => {
    out.room(LINE);
    for (let most = WIDE; view.number < most && most > 1; most /= 10) out.put(SPACE);
    out.decimal(view.number);
    out.put(GAP);
    if (view.timed) {
      clock.write(out, view.seconds, view.nanoseconds);
      out.put(GAP);
    }
    steps ??= new LineSteps(view.catalog, words);
    writePacket(out, view, steps, words);
    checksums?.write(view, out);
    out.byte(NEWLINE);
  };
  return { packet: (packet, out) => write(View.of(packet), out), view: write };
}

/** The same without number and time. */
export function summaryText(packet: Packet, look: Look): string {
  const words = look.ascii ? ASCII : SIGNS;
  const steps = new LineSteps(packet.catalog, words);
  return written((out) => writePacket(out, View.of(packet), steps, words));
}

function writePacket(out: Out, view: View, made: LineSteps, words: Words): void {
  const { bytes, cuts } = view;
  const { steps, end } = made.of(cuts);
  for (let k = 0; k < steps.length; k++) {
    const step = steps[k] as EndsStep | SaysStep;
    if (step.kind === 'ends') {
      const at = cuts.start[step.layer] as number;
      const inner = step.inner < 0 ? at : (cuts.start[step.inner] as number);
      writeParts(out, step.parts, bytes, at, inner, 0);
      continue;
    }
    const start = out.at;
    out.put(step.before);
    const said = !isSilent(step, cuts) && writeLine(out, view, step, words);
    if (!said) out.at = start + step.bare;
  }
  out.put(end);
}

const isSilent = ({ broken, ofFragments, layer }: SaysStep, { flags }: Cuts): boolean =>
  broken || (ofFragments && ((flags[layer + 1] as number) & PARTIAL) === 0);

/** What the layer says besides from where to where, if anything. */
function writeLine(out: Out, view: View, { layer, plan, last }: SaysStep, words: Words): boolean {
  const { bytes, cuts } = view;
  const { line } = plan;
  const before = out.at;
  if (line !== undefined) {
    const start = cuts.start[layer] as number;
    line(out, bytes, start, cuts.body[layer] as number, cuts.stop[layer] as number);
    if (out.at > before) return true;
  }
  if (plan.rules.summary !== undefined) {
    const text = words.clean(view.packet().layers[layer]?.line ?? '');
    out.text(text);
    return text !== '';
  }
  if (last && plan.ends) writeNumber(out, view, layer);
  return out.at > before;
}

/** By which number something follows that nobody here knows. */
function writeNumber(out: Out, { bytes, cuts }: View, i: number): void {
  const [chooser] = cuts.protocols[i]?.plan.choosers ?? [];
  const body = cuts.body[i] as number;
  const stop = cuts.stop[i] as number;
  if (i + 1 >= cuts.count || chooser === undefined) return;
  const number = numberBy(chooser.select, bytes, cuts.start[i] as number, body, stop);
  if (number < 0) return;
  out.text(chooser.name);
  out.put(SPACE);
  if (number < HEX_FROM) out.decimal(number);
  else out.hex(number, 4);
}
