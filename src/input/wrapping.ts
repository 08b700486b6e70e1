/** What stands around the lines of a text: quoting, a log's prefixes. */
export interface Wrapping {
  /** Where a line's own text begins; negative: it has none, for it is a comment or a fence. */
  inner(line: string): number;
  /** Nothing stands around any line, but for comments. */
  readonly bare: boolean;
}

/** So many of the lines must begin so. */
const MOST = 0.8;
/** So many signs may stand one behind the other. */
const ROUNDS = 8;

const says = (line: string): boolean => line.trim() !== '';

/** A mail's marks, and the line above them that says who wrote. */
const QUOTED = /^[ \t]*(?:>[ ]?)+/;
const WROTE = /^[^>\s].*[g-z].*:\s*$/i;
/** Marks of comments, before every single line. */
const COMMENTED = /^[ \t]*(?:#|\/\/)[ ]?/;

/** Signs of time, machine and program that logs put before each line, one after another. */
const PREFIXES: readonly RegExp[] = [
  // bat's line numbers
  /^ *\d* +│ ?/,
  // 2024-01-01T10:00:00.123Z, [2024-01-01 10:00:00,123]
  /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?\]?:?[ \t]/,
  // Nov 21 10:00:00, [Sat Nov 21 10:00:00 2026]
  /^\[?(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)?(?: \d{4}\])? /,
  // Android: 11-21 10:00:00.123  1234  5678 D tag     : text, and D/tag( 1234): text
  /^\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} +\d+ +\d+ [VDIWEF] [^:]*: /,
  /^[VDIWEF]\/[^(]*\( *\d+\): /,
  // ESP-IDF: I (1234) tag: text
  /^[EWIDV] \([\d:.]+\) [^:]+: /,
  // [10:00:00.123], 10:00:00:
  /^\[?(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d+)?\]?:?[ \t]/,
  // <7>[   12.345678] [   T42]
  /^(?:<\d+>)?\[ *\d+\.\d+\](?:\[ *[CT]\d+\])? /,
  // host kernel: text, host program[12]: text
  /^[\w.-]+ (?:kernel|[\w./-]+\[\d+\]): /,
  /^kernel: /,
  // mbed TLS: ssl_tls.c:2755: |4| text, and other places in source code
  /^[\w./-]+\.[a-z]{1,3}:\d+: (?:\|\d\| )?/i,
  /^(?:- )?\[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR)\]?(?: ?[-:|])?[ \t]/i,
];

/** The number of a line, as cat -n, nl, less -N and vim write it, behind a name as grep -nH. */
const NUMBER = /^([^\s:]*[g-z./_][^\s:]*:)?[ \t]*([1-9]\d*)(?:[:\t ]|$)/i;

/** Lines are numbered one after another. Where the first number could be bytes, they are that. */
function areNumbered(lines: readonly string[]): boolean {
  const [, name, first = ''] = NUMBER.exec(lines[0] ?? '') ?? [];
  if (lines.length < 2 || (name === undefined && first.length % 2 === 0)) return false;
  return lines.every((line, i) => Number(NUMBER.exec(line)?.[2]) === Number(first) + i);
}

/** The same word and a colon before every line: a driver's name. */
const TAG = /^[^:|]*: ?(?=[0-9a-f]{2})/i;

/** Comments, fences, frames, and what stands around base64 (RFC 7468, RFC 2045). */
const COMMENT = new RegExp(
  '^[ \\t]*(?:#(?!TEXT2PCAP)|//(?:[ \\t]|$)|```|~~~|[─┌└├╭╰]|' +
    '-----(?:BEGIN|END) |begin-base64 |====$|Content-[\\w-]+: )',
);

/** What the first lines show. */
export function wrappingOf(sample: readonly string[]): Wrapping {
  let lines = sample.filter(says);
  const cuts: RegExp[] = [];
  const cut = (pattern: RegExp): void => {
    cuts.push(pattern);
    lines = lines.map((line) => line.replace(pattern, '')).filter(says);
  };
  const starting = (pattern: RegExp): number => {
    return lines.length && lines.filter((line) => pattern.test(line)).length / lines.length;
  };
  const depth = Math.min(...lines.map((line) => line.search(/\S/)));
  if (lines.length > 0 && depth > 1) cut(new RegExp(`^\\s{0,${depth}}`));
  const [above = '', ...below] = lines;
  const quoted = below.length > 0 && below.every((line) => QUOTED.test(line));
  const answered = quoted && WROTE.test(above);
  if (answered) lines = below;
  if (starting(QUOTED) === 1) cut(QUOTED);
  if (starting(COMMENTED) === 1) cut(COMMENTED);
  const speaks = (line: string): boolean => !COMMENT.test(line);
  lines = lines.filter(speaks);
  if (areNumbered(lines)) {
    cut(NUMBER);
    lines = lines.filter(speaks);
  }
  // One logger's lines may have passed through another's.
  for (let round = 0; round < ROUNDS; round++) {
    const found = PREFIXES.find((prefix) => starting(prefix) >= MOST);
    if (found === undefined) break;
    cut(found);
    lines = lines.filter(speaks);
  }
  const tag = lines.length > 1 ? TAG.exec(lines[0] as string)?.[0] : undefined;
  const tagged =
    tag !== undefined && /[g-z_]/i.test(tag) && lines.every((line) => line.startsWith(tag));
  return {
    bare: cuts.length === 0 && !tagged,
    inner(line) {
      if (answered && line === above) return -1;
      let at = 0;
      for (const pattern of cuts) at += pattern.exec(at ? line.slice(at) : line)?.[0].length ?? 0;
      if (tagged && line.startsWith(tag, at)) at += tag.length;
      return COMMENT.test(at ? line.slice(at) : line) ? -1 : at;
    },
  };
}
