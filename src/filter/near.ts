import { closest } from '../codec/number.js';

/** Shorter ones begin too many names. */
const LONG = 3;

/**
 * The name that was meant: one of the same protocol if there is any, shortened (`tcp.flags.rst`),
 * with more behind it (`ip.protocol`), or mistyped.
 */
export function nearOf(name: string, all: ReadonlySet<string>): string | undefined {
  const given = name.toLowerCase();
  if (all.has(given)) return given;
  const root = given.slice(0, given.indexOf('.') + 1);
  const own = root === '' ? [] : [...all].filter((one) => one.startsWith(root));
  return (
    shortened(given, own) ?? lengthened(given, own) ?? closest(given, own) ?? closest(given, all)
  );
}

/** `tcp.prt`, `arp.op`: the shortest that has all of its letters, in this order. */
function shortened(given: string, names: readonly string[]): string | undefined {
  const [around, last] = parted(given);
  if (last.length < 2) return undefined;
  const fits = names.filter((name) => {
    const [before, own] = parted(name);
    return before === around && own[0] === last[0] && holds(own, last);
  });
  return bySize(fits)[0];
}

/** `tcp.seq_raw`: the longest that it begins with. */
function lengthened(given: string, names: readonly string[]): string | undefined {
  const [around] = parted(given);
  const begins = names.filter((name) => {
    const [before, own] = parted(name);
    return before === around && own.length >= LONG && given.startsWith(name);
  });
  return bySize(begins).at(-1);
}

function parted(name: string): [around: string, last: string] {
  const dot = name.lastIndexOf('.') + 1;
  return [name.slice(0, dot), name.slice(dot)];
}

function holds(name: string, letters: string): boolean {
  let at = 0;
  for (const letter of name) if (letter === letters[at]) at++;
  return at === letters.length;
}

const bySize = (names: readonly string[]): string[] =>
  [...names].sort((one, other) => one.length - other.length);
