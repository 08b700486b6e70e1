import type { Field, Fields } from './field.js';
import { layOut } from './group.js';
import { Literal, type Out } from './out.js';
import { type Printed, print, printedOf } from './printed.js';
import { type Known, optionSize, type Shape } from './tlv.js';

interface Brief {
  readonly text: string;
  readonly name: Literal;
  readonly single: boolean;
  /** Fields of fixed width at the head of the value. */
  readonly prints: readonly Printed[];
  readonly bytes: number;
  /** Entries of a list that fill the value. */
  readonly entry: readonly Printed[];
  readonly entryBytes: number;
}

const COMMA = new Literal(', ');
const SPACE = new Literal(' ');
const MINUS = new Literal('-');
const UNKNOWN = new Literal('option ');
const MALFORMED = new Literal('malformed');

/** `mss 1460, sack_perm, timestamp 1 0, nop, wscale 7`, straight from the bytes. */
export function optionLine(field: {
  readonly shape?: unknown;
  readonly known: Readonly<Record<string, unknown>>;
}) {
  const shape = field.shape as Shape;
  const single = Array.isArray(shape.single) ? shape.single : [];
  // Made when a kind is first met: a run of one packet meets few. Null: it has no form.
  const briefs: (Brief | null | undefined)[] = [];
  const made = (wanted: number): Brief | null => {
    const known = Object.entries(field.known as Known);
    const found = known.find(([, { kind }]) => kind === wanted);
    return found ? briefOf(found[0], found[1].fields, single.includes(wanted)) : null;
  };
  const patterns: (Pattern | undefined)[] = new Array(SLOTS).fill(undefined);
  return (out: Out, bytes: Uint8Array, from: number, to: number): void => {
    const head = to - from < HEAD ? 0 : wordAt(bytes, from);
    const slot = (head ^ (head >>> 9) ^ (head >>> 18)) & (SLOTS - 1);
    const pattern = patterns[slot];
    if (pattern?.head === head && pattern.size === to - from) {
      writePattern(out, pattern, bytes, from);
      return;
    }
    // No holes: looking for one goes through the prototypes.
    if (briefs.length === 0) for (let kind = 0; kind < 256; kind++) briefs.push(undefined);
    let last = from;
    for (let at = from; at < to; ) {
      if (at > from) out.put(COMMA);
      const kind = bytes[at] as number;
      let brief = briefs[kind];
      if (brief === undefined) {
        brief = made(kind);
        briefs[kind] = brief;
      }
      last = brief?.single ? at : at + 1;
      const size = brief?.single ? 1 : optionSize(shape, at + 1 < to ? (bytes[at + 1] ?? 0) : 0);
      if (size < 1 || at + size > to) {
        out.put(MALFORMED);
        return;
      }
      if (brief) writeBrief(out, brief, bytes, at + 2, at + size);
      else {
        out.put(UNKNOWN);
        out.decimal(kind);
      }
      if (kind === shape.end) return;
      at += size;
    }
    if (head !== 0 && last < from + HEAD) {
      patterns[slot] = patternOf(shape, briefs, bytes, from, to);
    }
  };
}

/** Options whose kinds and lengths all stand in their first four bytes, as most do. */
interface Pattern {
  readonly head: number;
  readonly size: number;
  readonly before: readonly Literal[];
  readonly prints: readonly Printed[];
  /** Where each of them reads. */
  readonly places: readonly number[];
  readonly after: Literal;
}

const HEAD = 4;
const SLOTS = 64;

const wordAt = (b: Uint8Array, at: number): number =>
  ((b[at] as number) << 24) |
  ((b[at + 1] as number) << 16) |
  ((b[at + 2] as number) << 8) |
  (b[at + 3] as number);

function writePattern(
  out: Out,
  { before, prints, places, after }: Pattern,
  bytes: Uint8Array,
  from: number,
): void {
  for (let i = 0; i < prints.length; i++) {
    out.put(before[i] as Literal);
    print(out, prints[i] as Printed, bytes, from + (places[i] as number));
  }
  out.put(after);
}

/** Of options that were read to their end. */
function patternOf(
  shape: Shape,
  briefs: readonly (Brief | null | undefined)[],
  bytes: Uint8Array,
  from: number,
  to: number,
): Pattern | undefined {
  const before: Literal[] = [];
  const prints: Printed[] = [];
  const places: number[] = [];
  let text = '';
  for (let at = from; at < to; ) {
    const brief = briefs[bytes[at] as number];
    const size = brief?.single ? 1 : optionSize(shape, bytes[at + 1] as number);
    // Lists have no fixed place.
    if (!brief || brief.entryBytes > 0 || size < 1) return undefined;
    text += `${at > from ? ', ' : ''}${brief.text}`;
    if (at + 2 + brief.bytes <= at + size) {
      for (const printed of brief.prints) {
        before.push(new Literal(`${text} `));
        prints.push(printed);
        places.push(at + 2 - from);
        text = '';
      }
    }
    at += size;
  }
  return {
    head: wordAt(bytes, from),
    size: to - from,
    before,
    prints,
    places,
    after: new Literal(text),
  };
}

function writeBrief(out: Out, brief: Brief, bytes: Uint8Array, from: number, to: number): void {
  out.put(brief.name);
  if (from + brief.bytes <= to) {
    for (const printed of brief.prints) {
      out.put(SPACE);
      print(out, printed, bytes, from);
    }
  }
  if (brief.entryBytes === 0) return;
  for (let at = from; at + brief.entryBytes <= to; at += brief.entryBytes) {
    brief.entry.forEach((printed, i) => {
      out.put(i ? MINUS : SPACE);
      print(out, printed, bytes, at);
    });
  }
}

function briefOf(name: string, fields: Fields, single: boolean): Brief {
  const parts = split(fields);
  const entry = parts.rest?.entry;
  const cells = layOut(parts.fixed, 0);
  const inner = layOut(entry && !isField(entry) ? split(entry).fixed : {}, 0);
  const bytesOf = (all: typeof cells) => all.reduce((sum, { field }) => sum + field.bits, 0) / 8;
  const printsOf = (all: typeof cells) => all.flatMap((cell) => printedOf(cell) ?? []);
  return {
    text: name,
    name: new Literal(name),
    single,
    prints: printsOf(cells),
    bytes: bytesOf(cells),
    entry: printsOf(inner),
    entryBytes: bytesOf(inner),
  };
}

/** The fixed fields at the head, and the first one behind them. */
function split(fields: Fields): { fixed: Fields; rest: Field | undefined } {
  const fixed: Record<string, Field> = {};
  for (const [key, field] of Object.entries(fields)) {
    if (!field.place || field.optional) return { fixed, rest: field };
    fixed[key] = field;
  }
  return { fixed, rest: undefined };
}

const isField = (entry: Fields | Field): entry is Field => typeof entry.label === 'string';
