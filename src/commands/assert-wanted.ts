import { InputError } from '../input/input-error.js';
import { grouped } from '../protocols/words.js';

export interface WantedOptions {
  any?: boolean;
  none?: boolean;
  count?: string;
}

/** How many packets must match. */
export interface Wanted {
  readonly name: 'all' | 'any' | 'none' | 'count';
  /** Which packets tell why it is not so: those that match, or those that do not. */
  readonly blames: 'matching' | 'others';
  passes(matching: number, all: number): boolean;
  /** `one at least must match` */
  readonly text: string;
}

export function wantedFrom({ any: some, none, count }: WantedOptions): Wanted {
  const given = [some && '--any', none && '--none', count !== undefined && '--count'];
  const [first, second] = given.filter(Boolean);
  if (second) throw new InputError(`${first} and ${second} say different things`);
  if (some) return { name: 'any', blames: 'others', text: 'one at least', passes: (n) => n > 0 };
  if (none) return { name: 'none', blames: 'matching', text: 'none', passes: (n) => n === 0 };
  if (count !== undefined) return counted(count);
  return { name: 'all', blames: 'others', text: 'all', passes: (n, all) => n === all };
}

function counted(text: string): Wanted {
  const [whole, from = '', range, to = ''] = /^(\d{0,12})(?:(-)(\d{0,12}))?$/.exec(text) ?? [];
  const [least, most] = [from === '' ? 0 : Number(from), to === '' ? undefined : Number(to)];
  const end = range === undefined ? least : (most ?? Number.POSITIVE_INFINITY);
  if (!whole || (from === '' && to === '') || end < least) {
    throw new InputError(`--count: 3, 2-5 or 10- is needed, not '${text}'`);
  }
  const said =
    end === least
      ? grouped(least)
      : end === Number.POSITIVE_INFINITY
        ? `${grouped(least)} at least`
        : `${grouped(least)} to ${grouped(end)}`;
  return {
    name: 'count',
    blames: 'matching',
    text: said,
    passes: (n) => n >= least && n <= end,
  };
}
