import type { Catalog } from '../codec/catalog.js';
import { BROKEN, CUT, type Cuts, QUOTED } from '../codec/dissect.js';
import type { Print } from '../codec/field.js';
import { Literal, type Out, written } from '../codec/out.js';
import type { Packet } from '../codec/packet.js';
import type { Protocol } from '../codec/protocol.js';
import { View } from '../codec/view.js';
import { visible } from '../codec/visible.js';
import { ascii } from './ascii.js';
import { Clock } from './clock.js';
import type { Format, Look } from './format.js';

/** Signs between the parts of a line. */
interface Signs {
  readonly arrow: Literal;
  readonly deeper: Literal;
  /** Makes text from packets fit for this. */
  clean(text: string): string;
}
const SIGNS: Signs = {
  arrow: new Literal(' → '),
  deeper: new Literal(' › '),
  clean: visible,
};
const ASCII: Signs = {
  arrow: new Literal(' -> '),
  deeper: new Literal(' > '),
  clean: (text) => ascii(visible(text)),
};

const GAP = new Literal('  ');
const SPACE = new Literal(' ');
const OPEN = new Literal('[');
const CLOSE = new Literal(']');
const COLON = new Literal(':');
const QUOTE = new Literal(' (');
const UNQUOTE = new Literal(')');
const CUT_OFF = new Literal(' [cut off]');
const END = new Literal('\n');
/** Numbers of fewer digits stand to the right. */
const DIGITS = 5;
/** Protocol numbers of a byte are known as decimals, types of two bytes as hex. */
const HEX_FROM = 256;
/** No line is longer, but for texts in packets. */
const LINE = 2048;

/** One line a packet: number, time, from where to where, what. */
export function summary(look: Look): Format {
  const signs = look.ascii ? ASCII : SIGNS;
  const clock = new Clock();
  const write = (view: View, out: Out): void => {
    out.room(LINE);
    for (let most = 10 ** (DIGITS - 1); view.number < most && most > 1; most /= 10) {
      out.put(SPACE);
    }
    out.decimal(view.number);
    out.put(GAP);
    if (view.timed) {
      clock.write(out, view.seconds, view.nanoseconds);
      out.put(GAP);
    }
    writePacket(out, view, signs);
    out.put(END);
  };
  return { packet: (packet, out) => write(View.of(packet), out), view: write };
}

/** The same without number and time. */
export function summaryText(packet: Packet, look: Look): string {
  return written((out) => writePacket(out, View.of(packet), look.ascii ? ASCII : SIGNS));
}

function writePacket(out: Out, view: View, signs: Signs): void {
  const { cuts, catalog } = view;
  const { count } = cuts;
  const routed = hasAddresses(cuts);
  let quoted = false;
  let sign: Literal | undefined;
  for (let i = 0; i < count; i++) {
    const { plan } = cuts.protocols[i] as Protocol;
    const { ends } = plan;
    const flags = cuts.flags[i] as number;
    const start = cuts.start[i] as number;
    const body = cuts.body[i] as number;
    const broken = (flags & (BROKEN | CUT)) !== 0;
    const last = i + 1 >= count || cuts.protocols[i + 1] === catalog.data;
    if ((flags & QUOTED) !== 0 && !quoted) {
      quoted = true;
      out.put(QUOTE);
      sign = undefined;
    }
    const goes = ends === 'net' || (ends === 'link' && !routed);
    if (goes && !broken) {
      if (sign) out.put(GAP);
      writeEnds(out, view, i, signs);
      sign = GAP;
      // Who says no more than from where to where needs no name.
      if (!last && plan.line === undefined) continue;
    } else if (!last && !broken && (ends === 'link' || body === start)) {
      continue;
    } else if (isPayload(cuts, i, catalog)) {
      continue;
    }
    const before = out.at;
    if (sign) out.put(sign);
    const from = out.at;
    if (ends !== 'net' || last || broken) out.put(plan.label);
    const named = out.at;
    if (named > from) out.put(SPACE);
    const said = !broken && writeLine(out, view, i, last, signs);
    if (!said) out.at = named;
    if (broken) out.put(CUT_OFF);
    if (!said && named === from) out.at = before;
    else sign = signs.deeper;
  }
  if (quoted) out.put(UNQUOTE);
}

/** What the layer says besides from where to where, if anything. */
function writeLine(out: Out, view: View, i: number, last: boolean, signs: Signs): boolean {
  const { bytes, cuts } = view;
  const { plan } = cuts.protocols[i] as Protocol;
  const before = out.at;
  if (plan.line !== undefined) {
    const start = cuts.start[i] as number;
    plan.line(out, bytes, start, cuts.body[i] as number, cuts.stop[i] as number);
    if (out.at > before) return true;
  }
  if (plan.rules.summary !== undefined) {
    const text = signs.clean(view.packet().layers[i]?.line ?? '');
    out.text(text);
    return text !== '';
  }
  if (last && plan.ends) writeNumber(out, view, i);
  return out.at > before;
}

/** By which number something follows that nobody here knows. */
function writeNumber(out: Out, { bytes, cuts }: View, i: number): void {
  const [chooser] = (cuts.protocols[i] as Protocol).plan.choosers;
  const body = cuts.body[i] as number;
  const stop = cuts.stop[i] as number;
  if (i + 1 >= cuts.count || chooser === undefined) return;
  const number = chooser.select(bytes, cuts.start[i] as number, body, stop);
  if (number < 0) return;
  out.text(chooser.name);
  out.put(SPACE);
  if (number < HEX_FROM) out.decimal(number);
  else out.hex(number, 4);
}

function hasAddresses({ protocols, count }: Cuts): boolean {
  for (let i = 0; i < count; i++) if (protocols[i]?.plan.ends === 'net') return true;
  return false;
}

/** Data behind ports: their layer tells how many bytes they are. */
function isPayload({ protocols }: Cuts, i: number, catalog: Catalog): boolean {
  return protocols[i] === catalog.data && protocols[i - 1]?.plan.ends === 'port';
}

/** `192.0.2.1:51234 → 198.51.100.2:443`, with the ports of the layer that they stand around. */
function writeEnds(out: Out, { bytes, cuts }: View, i: number, signs: Signs): void {
  const { plan } = cuts.protocols[i] as Protocol;
  const inner = portsIn(cuts, i);
  const ports = inner < 0 ? undefined : cuts.protocols[inner]?.plan;
  const at = cuts.start[i] as number;
  const portsAt = ports === undefined ? 0 : (cuts.start[inner] as number);
  const boxed = ports !== undefined && plan.endBits > 48;
  if (plan.from) writeEnd(out, bytes, plan.from, at, boxed, ports?.from, portsAt);
  out.put(signs.arrow);
  if (plan.to) writeEnd(out, bytes, plan.to, at, boxed, ports?.to, portsAt);
}

function writeEnd(
  out: Out,
  bytes: Uint8Array,
  address: Print,
  at: number,
  boxed: boolean,
  port: Print | undefined,
  portsAt: number,
): void {
  if (boxed) out.put(OPEN);
  address(out, bytes, at);
  if (boxed) out.put(CLOSE);
  if (port === undefined) return;
  out.put(COLON);
  port(out, bytes, portsAt);
}

/** The layer whose ports belong to these addresses; negative: there is none. */
function portsIn({ protocols, flags, count }: Cuts, i: number): number {
  if (protocols[i]?.plan.ends !== 'net') return -1;
  for (let inner = i + 1; inner < count; inner++) {
    const ends = protocols[inner]?.plan.ends;
    if (ends === 'net') return -1;
    if (ends === 'port') return ((flags[inner] as number) & BROKEN) !== 0 ? -1 : inner;
  }
  return -1;
}
