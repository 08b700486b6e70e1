import { closest } from '../../codec/number.js';
import { linkTypes } from '../../registries/link-types.js';
import type { More, Slot } from '../capture/records.js';
import { InputError } from '../input-error.js';
import { momentFrom } from '../steps/moment.js';
import type { Path } from './walk.js';
import { quotedText } from './wrong.js';

/** A value that cannot stand where it stands. */
export class Unfit extends Error {
  constructor(
    readonly path: Path,
    readonly what: string,
  ) {
    super(what);
  }
}

type Loose = Readonly<Record<string, unknown>>;

const KEYS = [
  ...['number', 'time', 'len', 'caplen', 'linktype', 'interface', 'direction', 'comments', 'fcs'],
];

/** What a packet's `frame` says goes into the slot, in which its bytes are already. */
export function putFrame(slot: Slot, frame: unknown): void {
  slot.timed = false;
  slot.linktype = undefined;
  slot.more = undefined;
  const caplen = slot.end - slot.start;
  slot.len = caplen;
  if (frame === undefined) return;
  if (typeof frame !== 'object' || frame === null || Array.isArray(frame)) {
    throw new Unfit(['frame'], 'an object is needed');
  }
  const given = frame as Loose;
  for (const key of Object.keys(given)) {
    if (KEYS.includes(key)) continue;
    const near = closest(key, KEYS);
    const hint = near ? `did you mean '${near}'?` : `there are ${KEYS.join(', ')}`;
    throw new Unfit(['frame', key], `no such key as ${quotedText(key)}; ${hint}`);
  }
  if (given.time !== undefined) putTime(slot, given.time);
  if (given.linktype !== undefined) slot.linktype = linktypeOf(given.linktype);
  countOf(given, 'number');
  slot.len = lengthOf(caplen, countOf(given, 'len'), countOf(given, 'caplen'));
  slot.more = moreOf(given);
}

/** What was cut off stays away, however long the packet has become. */
function lengthOf(here: number, len: number | undefined, caplen: number | undefined): number {
  if (len === undefined) return here;
  return caplen === undefined ? Math.max(len, here) : here + Math.max(0, len - caplen);
}

/** As decode writes it, or as any person does. */
const DIGITS = 9;
const EXACT = /^-?\d{1,21}\.\d{9}$/;

function putTime(slot: Slot, time: unknown): void {
  if (typeof time === 'string' && EXACT.test(time)) {
    slot.timed = true;
    slot.seconds = Number(time.slice(0, -DIGITS - 1));
    slot.nanoseconds = Number(time.slice(-DIGITS));
    return;
  }
  const text = typeof time === 'number' ? String(time) : time;
  if (typeof text === 'string') {
    try {
      Object.assign(slot, momentFrom(text, 'time'), { timed: true });
      return;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
  const forms = '"1700000000.123456789" or "2024-01-01T10:00:00.5Z"';
  throw new Unfit(['frame', 'time'], `a time is needed: ${forms}`);
}

function linktypeOf(given: unknown): number {
  const number = typeof given === 'string' ? linkTypes.numberOf(given) : given;
  if (typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= 0xffff) {
    return number;
  }
  throw new Unfit(['frame', 'linktype'], 'a link type is needed: 1, 101, "ethernet", "raw" …');
}

/** Bytes of a check sequence, as the header of a pcap file can say it. */
const MOST_FCS = 30;

function countOf(frame: Loose, key: string, most = 0xffff_ffff): number | undefined {
  const value = frame[key];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most) {
    return value;
  }
  throw new Unfit(['frame', key], `a number from 0 to ${most} is needed`);
}

function moreOf(frame: Loose): More | undefined {
  const { interface: name, direction, comments } = frame;
  const fcs = countOf(frame, 'fcs', MOST_FCS);
  if (name !== undefined && typeof name !== 'string') {
    throw new Unfit(['frame', 'interface'], 'a name is needed');
  }
  if (direction !== undefined && direction !== 'in' && direction !== 'out') {
    throw new Unfit(['frame', 'direction'], '"in" or "out" is needed');
  }
  const texts = (all: unknown): all is string[] =>
    Array.isArray(all) && all.every((one) => typeof one === 'string');
  if (comments !== undefined && !texts(comments)) {
    throw new Unfit(['frame', 'comments'], 'a list of texts is needed');
  }
  const more: More = {
    ...(name === undefined ? {} : { interface: name }),
    ...(direction === undefined ? {} : { direction }),
    ...(comments === undefined ? {} : { comments }),
    ...(fcs === undefined ? {} : { fcs }),
  };
  return Object.keys(more).length ? more : undefined;
}
