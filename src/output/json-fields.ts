import { putHex } from '../codec/digits.js';
import type { Cell, InPlace, Loose } from '../codec/field.js';
import type { Part, Run } from '../codec/layout.js';
import { Literal } from '../codec/out.js';
import type { Struct } from '../codec/struct.js';
import { programOf } from './json-builder.js';
import { putName } from './json-name.js';
import { JsonOptions } from './json-options.js';
import { piecesOf } from './json-pieces.js';
import { run } from './json-program.js';
import { ascii } from './json-text.js';
import { LazyValues, UNREAD } from './lazy-values.js';
import { plainOptions } from './option-walk.js';
import type { Pen } from './pen.js';

/** Writes what stands at `at`, and tells where it ends; negative: another way is needed. */
type Step = (at: number, end: number) => number;
const FAILED = -1;
/** What has no way of its own. */
const NONE: Step = () => FAILED;

const QUOTE = 34;
const COMMA = 44;
const OPEN = 123;
const CLOSE = 125;
const CLOSE_LIST = 93;
/** One letter of hex. */
const DIGITS = 2;

export interface InObject {
  /** Keys that the object has already, and the values that go with them. */
  readonly roots?: ReadonlySet<string>;
  readonly values?: Loose;
  /** Somebody else writes the fixed head. */
  readonly headed?: boolean;
}

/** The members of an object, each behind a comma, straight from the bytes of a structure. */
export class JsonFields {
  private readonly own: LazyValues;
  private readonly roots: ReadonlySet<string>;
  private readonly steps: readonly Step[];
  /** The last of its parts, if it is options of a usual kind. */
  options: JsonOptions | undefined;

  constructor(
    struct: Struct,
    private readonly pen: Pen,
    { roots, values, headed }: InObject = {},
  ) {
    const { items } = struct;
    const lost = (): undefined => {
      pen.watch.lost = true;
    };
    this.own = new LazyValues(struct, pen.watch, () => pen.bytes, lost, values);
    const all = [...(roots ?? []), ...items.flatMap(rootsOf)];
    this.roots = new Set(all);
    const inlines = items.filter((item) => item.kind === 'part' && item.inline);
    // Values that meet in one place do so by rules of their own.
    const meets = this.roots.size < all.length || inlines.length > 1;
    this.steps = items.map((item, i) => {
      if (meets) return NONE;
      if (item.kind === 'run') return this.runStep(item, i, headed === true && i === 0);
      const step = this.partStep(item, i);
      const { optional } = item;
      return optional ? (at, end) => (optional(this.values) ? step(at, end) : at) : step;
    });
  }

  /** Some of it has no way: it need not be tried. */
  get fails(): boolean {
    return this.steps.includes(NONE);
  }

  get values(): Loose {
    return this.own.values;
  }

  write(at: number, end: number): number {
    const { steps, pen } = this;
    const { read } = this.own;
    let next = at;
    for (let i = 0; i < steps.length && next >= 0; i++) {
      read[i] = UNREAD;
      next = (steps[i] as Step)(next, end);
      if (pen.out.at > pen.most || pen.watch.lost) return FAILED;
    }
    return next;
  }

  /** The same in braces. */
  private writeObject(at: number, end: number): number {
    const { out } = this.pen;
    const open = out.at;
    const next = this.write(at, end);
    if (out.at === open) out.byte(OPEN);
    else out.bytes[open] = OPEN;
    out.byte(CLOSE);
    return next;
  }

  private runStep({ cells, bytes }: Run, i: number, written: boolean): Step {
    const { pen } = this;
    const spot = this.own.spots[i] as { start: number };
    const laid = written ? undefined : piecesOf(cells);
    const program = laid && programOf(laid.pieces, laid.after);
    if (!written && !program) return NONE;
    return (at, end) => {
      if (end - at < bytes) return FAILED;
      spot.start = at;
      if (program) run(program, pen.out, pen.bytes, at);
      return at + bytes;
    };
  }

  private partStep(part: Part, i: number): Step {
    const { field, path, inline } = part;
    const { inPlace } = field;
    const plain = plainOptions(field);
    if (inPlace?.kind === 'choice') return this.choiceStep(inPlace, i);
    if (inline || path.length > 1 || field.alias) return NONE;
    const key = `,${JSON.stringify(part.key)}:`;
    if (plain) {
      const options = new JsonOptions(plain, key);
      const { pen } = this;
      this.options = options;
      return (at, end) =>
        at === end || options.write(pen.out, pen.bytes, at, end, pen.most) ? end : FAILED;
    }
    switch (inPlace?.kind) {
      case 'list':
        return this.listStep(key, inPlace);
      case 'nested':
        return this.nestedStep(key, inPlace, i);
      case 'hex':
        return this.hexStep(key, inPlace);
      case 'name':
        return this.nameStep(key, part, inPlace, i);
      default:
        return this.valueStep(key, part, i);
    }
  }

  private choiceStep({ chosen }: InPlace & { kind: 'choice' }, i: number): Step {
    const { pen, roots } = this;
    const { read, values } = this.own;
    const forms = new Map<Struct, JsonFields>();
    return (at, end) => {
      const r = pen.readingAt(at, end);
      // Its own keys are not there yet.
      read[i] = undefined;
      const { struct, end: to } = chosen(r, values);
      read[i] = UNREAD;
      if (r.problem) return FAILED;
      if (struct === undefined) return at;
      let form = forms.get(struct);
      if (form === undefined) {
        form = new JsonFields(struct, pen, { roots, values });
        forms.set(struct, form);
      }
      const next = form.write(at, to ?? end);
      return to === undefined || next === to ? next : FAILED;
    };
  }

  private listStep(key: string, place: InPlace & { kind: 'list' }): Step {
    const { pen } = this;
    const { struct, count, length, stop } = place;
    const open = new Literal(`${key}[`);
    // Made when the list is first met: a packet meets few of all structures.
    let made: JsonFields | undefined;
    return (from, end) => {
      made ??= new JsonFields(struct, pen);
      const { out, bytes } = pen;
      const r = pen.readingAt(from, end);
      const most = count ? count(this.values, r) : Number.POSITIVE_INFINITY;
      const to = length ? from + length(this.values, r) : end;
      if (to > end || to < from) return FAILED;
      out.put(open);
      let at = from;
      for (let i = 0; i < most && (count || at < to); i++) {
        if (stop !== undefined && bytes[at] === stop) break;
        if (i > 0) out.byte(COMMA);
        const next = made.writeObject(at, to);
        if (next <= at) return FAILED;
        at = next;
      }
      out.byte(CLOSE_LIST);
      return to > at && !count && stop === undefined ? FAILED : at;
    };
  }

  private nestedStep(key: string, place: InPlace & { kind: 'nested' }, i: number): Step {
    const { pen } = this;
    const inside = new JsonFields(place.struct, pen);
    const { length } = place;
    const open = new Literal(key);
    return (at, end) => {
      pen.out.put(open);
      this.own.read[i] = inside.values;
      if (length === undefined) return inside.writeObject(at, end);
      const to = at + length(this.values, pen.readingAt(at, end));
      return to >= at && to <= end && inside.writeObject(at, to) === to ? to : FAILED;
    };
  }

  private hexStep(key: string, { size }: InPlace & { kind: 'hex' }): Step {
    const { pen } = this;
    const open = new Literal(`${key}"`);
    return (at, end) => {
      const to = size ? at + size(this.values, pen.readingAt(at, end)) : end;
      const { out } = pen;
      if (to > end || to < at || out.at + DIGITS * (to - at) > pen.most) return FAILED;
      if (to === at) return at;
      out.put(open);
      out.at = putHex(out.view, out.at, pen.bytes, at, to);
      out.byte(QUOTE);
      return to;
    };
  }

  private nameStep(key: string, part: Part, place: InPlace & { kind: 'name' }, i: number): Step {
    const { pen } = this;
    const { base } = place;
    const open = new Literal(`${key}"`);
    const any = this.valueStep(key, part, i);
    return (at, end) => {
      const { out } = pen;
      const before = out.at;
      out.put(open);
      const start = base === undefined ? FAILED : pen.start + base;
      const to = putName(out, pen.bytes, at, end, start);
      if (to < 0) {
        out.at = before;
        return any(at, end);
      }
      out.byte(QUOTE);
      return to;
    };
  }

  /** By way of its value. */
  private valueStep(key: string, part: Part, i: number): Step {
    const { pen } = this;
    const { field } = part;
    return (at, end) => {
      const r = pen.readingAt(at, end);
      const v = field.orHex ? Object.create(this.values) : this.values;
      const value: unknown = field.read?.(r, v, part.key);
      if (r.problem || r.remarks || (field.orHex && value === undefined)) return FAILED;
      this.own.read[i] = value;
      if (value === undefined) return r.at;
      return ascii(pen.out, key + JSON.stringify(value), pen.most) ? r.at : FAILED;
    };
  }
}

/** The first keys of all that it writes, but for what depends on the values before it. */
function rootsOf(item: Run | Part): string[] {
  if (item.kind === 'part') return item.inline ? [] : [item.path[0] as string];
  const of = ({ path, alias }: Cell): string[] => [
    path[0] as string,
    ...(alias ? [alias.key] : []),
  ];
  return [...new Set(item.cells.flatMap(of))];
}
