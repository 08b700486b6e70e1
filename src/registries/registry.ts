import { readFileSync } from 'node:fs';
import type { Names } from '../codec/names.js';
import { partAround } from './part.js';

/** One line of a table: `number[-last][/kind] TAB name [TAB text [TAB alias,alias]]`. */
interface Entry {
  readonly first: number;
  readonly last: number;
  readonly kind: string | undefined;
  readonly name: string;
  readonly text: string;
}

export interface RegistryOptions {
  /** Of a table shared by several: its lines for this one (`512/tcp`) and those for all (`53`). */
  readonly kind?: string;
  /** To read all of it takes longer than to decode a packet, which asks for two numbers of it. */
  readonly large?: true;
}

/** No number in the tables has more than 16 bits. */
const NUMBERS = 1 << 16;
/** Where fewer numbers side by side have no name, each of them is kept. */
const WIDE = 256;

const tables = new Map<string, string>();

const pathOf = (file: string): string => `${import.meta.dirname}/data/${file}.txt`;

function table(file: string): string {
  let text = tables.get(file);
  if (text === undefined) {
    // The tables are ASCII; latin1 takes their bytes as they are, without UTF-8's checks.
    text = readFileSync(pathOf(file), 'latin1');
    tables.set(file, text);
  }
  return text;
}

/** Asked more often, a large table is worth reading. */
const FEW = 4;
const asked = new Map<string, number>();

/** The lines around a number's in a large table, or all of them. */
function around(file: string, value: number): string {
  const times = asked.get(file) ?? 0;
  asked.set(file, times + 1);
  return times >= FEW || tables.has(file) ? table(file) : partAround(pathOf(file), value);
}

function parse(line: string): Entry {
  const [key = '', name = '', text] = line.split('\t');
  const [range = '', kind] = key.split('/');
  const [first = '', last = first] = range.split('-');
  return { first: Number(first), last: Number(last), kind, name, text: text || name };
}

/**
 * The entry of a number, found by halving the text: a table of six thousand lines is not worth
 * parsing for the two that a packet asks for. Lines are in the order of their first number, and
 * none begins within the range of another, so only lines that begin alike can hold the number.
 */
function find(text: string, value: number, kind: string | undefined): Entry | undefined {
  for (const entry of nearest(text, behind(text, value))) {
    if (value <= entry.last && (!entry.kind || entry.kind === kind)) return entry;
  }
  return undefined;
}

/** Where the first line begins whose first number is greater. */
function behind(text: string, value: number): number {
  let low = text.indexOf('\n') + 1;
  let high = text.length;
  while (low < high) {
    const start = text.lastIndexOf('\n', ((low + high) >> 1) - 1) + 1;
    const first = Number(/^\w+/.exec(text.slice(start, start + 6))?.[0]);
    if (first <= value) low = text.indexOf('\n', start) + 1;
    else high = start;
  }
  return low;
}

/** The entries of the lines before that one which begin alike. */
function nearest(text: string, before: number): readonly Entry[] {
  const top = text.indexOf('\n') + 1;
  const found: Entry[] = [];
  for (let end = before; end > top; ) {
    const start = text.lastIndexOf('\n', end - 2) + 1;
    const entry = parse(text.slice(start, end - 1));
    if (found[0] && entry.first !== found[0].first) break;
    found.push(entry);
    end = start;
  }
  return found;
}

/** The numbers around one that have no entry of any kind. */
function gapAt(text: string, value: number): readonly [from: number, to: number] {
  const next = behind(text, value);
  const from = Math.max(0, ...nearest(text, next).map(({ last }) => last + 1));
  const end = text.indexOf('\n', next);
  const to = end < 0 ? NUMBERS : parse(text.slice(next, end)).first;
  return from > value ? [value, value] : [from, to];
}

/** The number of a name, or else of an alias; `_` and `-` are the same. */
function search(text: string, name: string, kind: string | undefined): number | undefined {
  if (!/^[\w.+*/-]+$/.test(name)) return undefined;
  const key = `^(\\w+)(?:-\\w+)?${kind ? `(?:/${kind})?` : ''}\\t`;
  const wanted = name.replace(/\W/g, '\\$&').replace(/\\-|_/g, '[-_]');
  const found =
    new RegExp(`${key}${wanted}(?:\\t|$)`, 'im').exec(text) ??
    new RegExp(`${key}[^\\t\\n]+\\t[^\\t\\n]*\\t(?:.*,)?${wanted}(?:,|$)`, 'im').exec(text);
  return found ? Number(found[1]) : undefined;
}

/** The names in `data/<file>.txt`, which is read when somebody first asks for one of them. */
export function registry(file: string, { kind, large }: RegistryOptions = {}): Names {
  // Ports that have no name are asked for as often as those that have one: keep both answers.
  const byNumber = new Map<number, Entry | undefined>();
  const byName = new Map<string, number>();
  // Most ports that have no name are of the few ranges that clients choose from.
  const gaps: (readonly [from: number, to: number])[] = [];
  const isInGap = (value: number): boolean => {
    for (let i = 0; i < gaps.length; i++) {
      const [from, to] = gaps[i] as readonly [number, number];
      if (value >= from && value < to) return true;
    }
    return false;
  };

  const entryOf = (value: number): Entry | undefined => {
    if (isInGap(value)) return undefined;
    let entry = byNumber.get(value);
    // Which also bounds what is kept.
    if (entry !== undefined || value !== (value & (NUMBERS - 1))) return entry;
    if (byNumber.has(value)) return undefined;
    const text = large ? around(file, value) : table(file);
    entry = find(text, value, kind);
    // A part of the table does not tell where a range without names ends.
    const [from, to] = entry || text !== tables.get(file) ? [0, 0] : gapAt(text, value);
    if (to - from >= WIDE) gaps.push([from, to]);
    else byNumber.set(value, entry);
    return entry;
  };

  return {
    nameOf: (value) => entryOf(value)?.name,
    textOf: (value) => entryOf(value)?.text,
    numberOf(name) {
      // Every name has a letter (RFC 6335, 5.1), or is `*`: for a range no table is read.
      if (/^[\d.-]+$/.test(name)) return undefined;
      const lower = name.toLowerCase();
      let value = byName.get(lower);
      if (value === undefined) {
        value = search(table(file), lower, kind);
        if (value !== undefined) byName.set(lower, value);
      }
      return value;
    },
    *entries() {
      const lines = table(file).split('\n').slice(1, -1);
      for (const line of lines) {
        const entry = parse(line);
        if (entry.kind && entry.kind !== kind) continue;
        for (let value = entry.first; value <= entry.last; value++) yield [value, entry.name];
      }
    },
  };
}
