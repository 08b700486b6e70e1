import type { Field, Fields } from './field.js';
import { layOut } from './group.js';
import type { LineParts } from './line-parts.js';
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

/** Options as words on a line: `mss 1460, sack_perm, timestamp 1 0, nop, wscale 7`. */
export class OptionLine {
  private readonly shape: Shape;
  private readonly single: readonly number[];
  /** Made when a kind is first met: a run of one packet meets few. Null: it has no form. */
  private readonly briefs: (Brief | null | undefined)[] = [];

  constructor(private readonly field: OptionField) {
    this.shape = field.shape as Shape;
    this.single = Array.isArray(this.shape.single) ? this.shape.single : [];
  }

  /** Straight from the bytes. */
  write(out: Out, bytes: Uint8Array, from: number, to: number): void {
    const { shape } = this;
    for (let at = from; at < to; ) {
      if (at > from) out.put(COMMA);
      const kind = bytes[at] as number;
      const brief = this.briefOf(kind);
      const size = this.sizeAt(brief, bytes, at, to);
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
  }

  /**
   * The same for all options that start with the same four bytes, if these hold all their kinds and
   * lengths: as data. Places are counted from `start`.
   */
  addTo(
    parts: LineParts,
    bytes: Uint8Array,
    start: number,
    from: number,
    to: number,
  ): LineParts | undefined {
    const { shape } = this;
    for (let at = from; at < to; ) {
      const kind = bytes[at] as number;
      const brief = this.briefOf(kind);
      const size = this.sizeAt(brief, bytes, at, to);
      const last = brief?.single ? at : at + 1;
      // Lists have no fixed place.
      if (!brief || brief.entryBytes > 0 || size < 1 || at + size > to) return undefined;
      if (last >= from + HEAD) return undefined;
      parts.put(`${at > from ? ', ' : ''}${brief.text}`);
      if (at + 2 + brief.bytes <= at + size) {
        for (const printed of brief.prints) {
          parts.put(' ').value(printed, at + 2 - start);
        }
      }
      if (kind === shape.end) break;
      at += size;
    }
    return parts;
  }

  private sizeAt(brief: Brief | null, bytes: Uint8Array, at: number, to: number): number {
    if (brief?.single) return 1;
    return optionSize(this.shape, at + 1 < to ? (bytes[at + 1] as number) : 0);
  }

  private briefOf(wanted: number): Brief | null {
    const { briefs, single } = this;
    // No holes: looking for one goes through the prototypes.
    if (briefs.length === 0) for (let kind = 0; kind < 256; kind++) briefs.push(undefined);
    const known = briefs[wanted];
    if (known !== undefined) return known;
    const all = Object.entries(this.field.known as Known);
    const found = all.find(([, { kind }]) => kind === wanted);
    const made = found ? briefOf(found[0], found[1].fields, single.includes(wanted)) : null;
    briefs[wanted] = made;
    return made;
  }
}

interface OptionField {
  readonly shape?: unknown;
  readonly known: Readonly<Record<string, unknown>>;
}

/** So many bytes of the options tell of what kinds they are, as a rule. */
const HEAD = 4;

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
