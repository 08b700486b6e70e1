import { InputError } from '../input/input-error.js';
import {
  chopped,
  endless,
  framedAs,
  inOrder,
  shifted,
  snapped,
  timesFrom,
} from '../input/steps/change.js';
import type { HeaderOptions } from '../input/steps/headers.js';
import { durationFrom, type Moment, momentFrom } from '../input/steps/moment.js';
import { byNumber, byTime } from '../input/steps/select.js';
import type { Step } from '../input/steps/step.js';
import { type FirstOptions, linktypeFrom } from './first-layer.js';

export interface StepOptions extends HeaderOptions, FirstOptions {
  filter?: string;
  packets?: string;
  fromTime?: string;
  toTime?: string;
  dedup?: string | true;
  snaplen?: string;
  chop?: readonly string[];
  adjustLength?: boolean;
  shift?: string;
  setTimes?: string;
  strictTimes?: string | true;
}

/** What is done to packets, one step after another, and what that means for a copy. */
export interface Steps {
  readonly all: readonly Step[];
  /** Packets are left out. */
  readonly selected: boolean;
  /** Packets are other than they were. */
  readonly edited: boolean;
  readonly headers: boolean;
  readonly linktype: number | undefined;
  /** Frames may have lost their check sequence, and nothing tells that. */
  readonly unsealed: boolean;
}

/** As editcap counts: the packet itself is one of them. */
const WINDOW = 5;

/** In the order that the help tells. `guess` gives a link type to packets without. */
export async function stepsFrom(
  options: StepOptions,
  guess: (() => Promise<Step>) | undefined,
): Promise<Steps> {
  const linktype = options.linktype === undefined ? undefined : linktypeFrom(options.linktype);
  const selects = selectsFrom(options);
  const headers = await headersFrom(options, linktype);
  const frames = headers ?? (linktype === undefined ? await guess?.() : framedAs(linktype));
  const choices = [...(await filterStep(options)), ...(await duplicatesFrom(options))];
  const { adjustLength = false, snaplen, chop = [] } = options;
  const unsealed = adjustLength && (snaplen !== undefined || chop.some(cutsEnds));
  const changes = [...changesFrom(options), ...(unsealed ? [endless] : [])];
  return {
    all: [...selects, ...(frames ? [frames] : []), ...choices, ...changes],
    selected: selects.length + choices.length > 0,
    edited: changes.length > 0,
    headers: headers !== undefined,
    linktype,
    unsealed,
  };
}

/** What `--chop` counts from the end. */
const cutsEnds = (text: string): boolean => text.startsWith('-');

async function headersFrom(
  options: StepOptions,
  linktype: number | undefined,
): Promise<Step | undefined> {
  const { ethertype, ipProto, ip, udp, tcp, sctp } = options;
  if ([ethertype, ipProto, ip, udp, tcp, sctp].every((given) => given === undefined)) return;
  await import('../protocols/index.js');
  const { Headers } = await import('../input/steps/headers.js');
  return new Headers(options, linktype);
}

function selectsFrom({ packets, fromTime, toTime }: StepOptions): Step[] {
  const steps: Step[] = [];
  if (packets !== undefined) steps.push(byNumber(packets, '--packets'));
  if (fromTime !== undefined || toTime !== undefined) {
    const from = fromTime === undefined ? undefined : momentFrom(fromTime, '--from-time');
    const to = toTime === undefined ? undefined : momentFrom(toTime, '--to-time');
    steps.push(byTime(from, to));
  }
  return steps;
}

async function filterStep(options: StepOptions): Promise<Step[]> {
  const { filter } = options;
  if (filter === undefined) return [];
  const { filtered } = await import('./convert-filter.js');
  return [await filtered(filter, options)];
}

async function duplicatesFrom({ dedup }: StepOptions): Promise<Step[]> {
  if (dedup === undefined) return [];
  const { withoutDuplicates } = await import('../input/steps/dedup.js');
  return [withoutDuplicates(dedup === true ? WINDOW : countFrom(dedup, '--dedup'))];
}

function changesFrom(options: StepOptions): Step[] {
  const { chop = [], snaplen, setTimes, shift, strictTimes, adjustLength = false } = options;
  const steps = chop.map((text) => chopped(text, adjustLength));
  if (snaplen !== undefined) steps.push(snapped(countFrom(snaplen, '--snaplen'), adjustLength));
  if (setTimes !== undefined) {
    const [start = '', step = '0'] = setTimes.split(',');
    steps.push(timesFrom(momentFrom(start, '--set-times'), durationFrom(step, '--set-times')));
  }
  if (shift !== undefined) steps.push(shifted(durationFrom(shift, '--shift')));
  if (strictTimes !== undefined) steps.push(inOrder(gapFrom(strictTimes)));
  return steps;
}

/** Between two packets at least. */
function gapFrom(text: string | true): Moment {
  const gap = durationFrom(text === true ? '0' : text, '--strict-times');
  if (gap.seconds >= 0) return gap;
  throw new InputError(
    `--strict-times: a length of time that is not negative is needed, not '${text}'`,
    '--set-times 2024-01-01,10ms has one step between all packets',
  );
}

/** A number of packets or bytes, 1 at least. */
export function countFrom(text: string, option: string): number {
  const count = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (count > 0) return count;
  throw new InputError(`${option}: a number from 1 on is needed, not '${text}'`);
}

/** `500k`, `10M`, `2G`: thousands, as disks and mails count; `10Mi` in steps of 1,024. */
export function sizeFrom(text: string, option: string): number {
  const match = /^(\d{1,12})(?:([kmg])(i?)b?)?$/i.exec(text);
  const [, digits = '', unit = '', binary = ''] = match ?? [];
  const power = ['', 'k', 'm', 'g'].indexOf(unit.toLowerCase());
  const size = Number(digits) * (binary ? 1024 : 1000) ** power;
  if (match && size > 0) return size;
  throw new InputError(`${option}: a number of bytes is needed, not '${text}'`, `${option} 10M`);
}
