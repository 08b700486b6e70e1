import { InputError } from '../input-error.js';
import { isBefore, type Moment } from './moment.js';
import type { Step } from './step.js';

/** `5-10,20,100-`: the packets of these numbers, from 1 on. */
export function byNumber(text: string, option: string): Step {
  const ranges = text
    .split(',')
    .map((part) => rangeFrom(part, option))
    .sort((one, other) => one.from - other.from);
  const end = Math.max(...ranges.map(({ to }) => to));
  let index = 0;
  let { from, to } = ranges[0] as Range;
  let over = false;
  return {
    take(_, number) {
      // Numbers rise: a range that is behind is done with.
      while (to < number && ++index < ranges.length) ({ from, to } = ranges[index] as Range);
      over = number >= end;
      return number >= from && number <= to;
    },
    get over() {
      return over;
    },
  };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function rangeFrom(text: string, option: string): Range {
  const match = /^(\d{1,15})(?:(-)(\d{1,15})?)?$/.exec(text.trim());
  const from = Number(match?.[1]);
  const to = match?.[2] === undefined ? from : Number(match[3] ?? Number.POSITIVE_INFINITY);
  if (match && from >= 1 && to >= from) return { from, to };
  throw new InputError(
    `${option}: numbers of packets are needed, not '${text}'`,
    `${option} 5-10,20,100-`,
  );
}

/** From this moment on, and before that one. A packet without a time is in no such stretch. */
export function byTime(from: Moment | undefined, to: Moment | undefined): Step {
  return {
    take: (slot) => slot.timed && !(from && isBefore(slot, from)) && !(to && !isBefore(slot, to)),
  };
}
