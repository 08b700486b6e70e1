import { readTime } from '../hex/times.js';
import { InputError } from '../input-error.js';

/** A time, or a length of time; the nanoseconds are never negative. */
export interface Moment {
  readonly seconds: number;
  readonly nanoseconds: number;
}

const SECOND = 1e9;
const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
};

/** `2024-01-01T10:00:00.5Z`, `1700000000.5`; what has no zone is UTC. */
export function momentFrom(text: string, option: string): Moment {
  const since = /^(\d{1,12})(?:\.(\d{1,9}))?$/.exec(text);
  if (since) return { seconds: Number(since[1]), nanoseconds: fractionOf(since[2]) };
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00` : text;
  const stamp = readTime(/:\d\d$/.test(day) && !/:\d\d:/.test(day) ? `${day}:00` : day);
  if (
    stamp?.seconds === undefined ||
    !Number.isFinite(stamp.seconds) ||
    stamp.length < day.length
  ) {
    throw new InputError(
      `${option}: a time is needed, not '${text}'`,
      `${option} 2024-01-01T10:00:00.5Z, or seconds since 1970`,
    );
  }
  return { seconds: stamp.seconds, nanoseconds: fractionOf(stamp.fraction) };
}

/** `3600.5`, `-0.25`, `2h`, `10ms`: seconds where no unit is said. */
export function durationFrom(text: string, option: string): Moment {
  const match = /^([+-]?)(\d{1,10})(?:\.(\d{1,9}))?(ns|us|ms|s|m|h|d)?$/.exec(text);
  if (!match) {
    throw new InputError(
      `${option}: a length of time is needed, not '${text}'`,
      `${option} 3600.5, -0.25, 2h, 10ms`,
    );
  }
  const [, sign, whole = '', fraction = '', unit = 's'] = match;
  // As an integer of nanoseconds: no number holds both exactly.
  const factor = BigInt(Math.round((UNITS[unit] as number) * SECOND));
  const digits = BigInt(whole + fraction.padEnd(9, '0')) * factor;
  const total = digits / 1_000_000_000n;
  return split(sign === '-' ? -total : total);
}

function split(total: bigint): Moment {
  const rest = ((total % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  return { seconds: Number((total - rest) / 1_000_000_000n), nanoseconds: Number(rest) };
}

const fractionOf = (digits = ''): number => Number(digits.padEnd(9, '0'));

export const isBefore = (one: Moment, other: Moment): boolean =>
  one.seconds < other.seconds ||
  (one.seconds === other.seconds && one.nanoseconds < other.nanoseconds);

/** Makes the time of a packet a later one. */
export function advance(
  time: { seconds: number; nanoseconds: number },
  from: Moment,
  by: Moment,
): void {
  const nanoseconds = from.nanoseconds + by.nanoseconds;
  const over = nanoseconds >= SECOND ? 1 : 0;
  time.seconds = from.seconds + by.seconds + over;
  time.nanoseconds = nanoseconds - over * SECOND;
}
