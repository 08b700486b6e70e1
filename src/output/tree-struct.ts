import type { Cell, InPlace, Loose } from '../codec/field.js';
import type { Part, Run } from '../codec/layout.js';
import { Literal } from '../codec/out.js';
import type { Layer } from '../codec/packet.js';
import type { Computed } from '../codec/protocol.js';
import { Reading } from '../codec/reading.js';
import type { Struct } from '../codec/struct.js';
import { LazyValues, UNREAD } from './lazy-values.js';
import { plainOptions } from './option-walk.js';
import { HexLine } from './tree-hex.js';
import { entryTitle, indentOf } from './tree-lines.js';
import { TreeOptions } from './tree-options.js';
import type { TreePen } from './tree-pen.js';
import { type Unit, unitsOf } from './tree-steps.js';
import { TreeTexts } from './tree-texts.js';
import type { Spot } from './watch.js';

/** Writes what stands at `at`, and tells where it ends; negative: another way is needed. */
type Step = (at: number, end: number) => number;
const FAILED = -1;

/** What a structure stands in. */
export interface Around {
  readonly pen: TreePen;
  readonly layer: Layer;
  readonly depth: number;
  /** Gives a part of the layer that was not read. */
  readonly other?: (key: string) => unknown;
  readonly seals?: readonly Computed[];
  /** The values of which its own are the rest. */
  readonly values?: Loose;
}

/** A structure in lines, straight from the bytes: worked out when it is first met. */
export class TreeStruct {
  private readonly own: LazyValues;
  private readonly steps: readonly Step[];
  /** By item: the values that it will have if it stands at that place. */
  private readonly ahead: (((at: number, end: number) => Loose | undefined) | undefined)[] = [];
  /** The item that is written, and where all of them end. */
  private current = 0;
  private end = 0;

  constructor(
    private readonly struct: Struct,
    private readonly around: Around,
  ) {
    const { pen, seals = [], values } = around;
    const lost = (): undefined => {
      pen.watch.lost = true;
    };
    const { other = lost } = around;
    const unread = (key: string, i: number): unknown => {
      const coming = this.coming(i);
      return coming === undefined
        ? other(key)
        : Object.hasOwn(coming, key)
          ? coming[key]
          : undefined;
    };
    this.own = new LazyValues(struct, pen.watch, () => pen.bytes, unread, values, seals);
    this.steps = struct.items.map((item, i) => {
      if (item.kind === 'run') return this.runStep(item, i);
      const step = this.partStep(item, i);
      const { optional } = item;
      return optional ? (at, end) => (optional(this.values) ? step(at, end) : at) : step;
    });
  }

  get values(): Loose {
    return this.own.values;
  }

  /** The values that it has there, all of them in its first item. */
  private placed(at: number): Loose {
    const [spot] = this.own.spots;
    if (spot) spot.start = at;
    return this.values;
  }

  /** Keys of the layer that stand elsewhere. */
  addOthers(keys: readonly string[]): void {
    this.own.addOthers(keys);
  }

  write(at: number, end: number): number {
    const { steps } = this;
    const { read } = this.own;
    let next = at;
    this.end = end;
    for (let i = 0; i < read.length; i++) read[i] = UNREAD;
    for (let i = 0; i < steps.length && next >= 0; i++) {
      this.current = i;
      next = (steps[i] as Step)(next, end);
    }
    return next;
  }

  /** The values of the item behind the one that is written, if they can be told already. */
  private coming(i: number): Loose | undefined {
    const before = this.struct.items[i - 1];
    if (i !== this.current + 1 || before?.kind !== 'run') return undefined;
    const { start } = this.own.spots[i - 1] as Spot;
    return this.ahead[i]?.(start + before.bytes, this.end);
  }

  private runStep({ cells, bytes }: Run, i: number): Step {
    const { pen, layer, depth, seals = [] } = this.around;
    const spot = this.own.spots[i] as Spot;
    const sealed = new Set<Cell>(cells.filter(({ key }) => seals.some((s) => s.found.key === key)));
    const among = { spot, values: this.values, layer, depth };
    const units = unitsOf(cells, among, sealed, pen.look);
    return (at, end) => {
      if (end - at < bytes) return FAILED;
      spot.start = at;
      for (let k = 0; k < units.length; k++) {
        if (!(units[k] as Unit).write(pen) || pen.out.at > pen.most) return FAILED;
      }
      return at + bytes;
    };
  }

  private partStep(part: Part, i: number): Step {
    const { inPlace } = part.field;
    const plain = plainOptions(part.field);
    if (plain) {
      const options = new TreeOptions(plain, this.inside(this.around.depth));
      return (at, end) => (options.write(at, end) ? end : FAILED);
    }
    switch (inPlace?.kind) {
      case 'choice':
        return this.choiceStep(inPlace, i);
      case 'list':
        return this.listStep(part, inPlace);
      case 'nested':
        return this.nestedStep(inPlace, i);
      case 'hex':
        return this.hexStep(part, inPlace, i);
      case 'name':
        return this.nameStep(part, i);
      default:
        return this.valueStep(part, i);
    }
  }

  private inside(depth: number): Around {
    const { pen, layer } = this.around;
    return { pen, layer, depth };
  }

  private choiceStep({ chosen }: InPlace & { kind: 'choice' }, i: number): Step {
    const { pen, depth } = this.around;
    const { read } = this.own;
    const around = { ...this.inside(depth), values: this.values };
    const forms = new Map<Struct, TreeStruct>();
    const formOf = (struct: Struct): TreeStruct => {
      const form = forms.get(struct) ?? new TreeStruct(struct, around);
      forms.set(struct, form);
      return form;
    };
    const choose = (r: Reading) => {
      // Its own keys are not there yet.
      read[i] = undefined;
      const found = chosen(r, this.values);
      read[i] = UNREAD;
      return found;
    };
    this.ahead[i] = (at, end) => {
      const r = new Reading(pen.bytes, pen.start, at, end);
      const { struct } = choose(r);
      if (r.problem || !struct?.fixed || at + struct.head > end) return undefined;
      return formOf(struct).placed(at);
    };
    return (at, end) => {
      const r = pen.readingAt(at, end);
      const { struct, end: to } = choose(r);
      if (r.problem) return FAILED;
      if (struct === undefined) return at;
      const form = formOf(struct);
      const next = form.write(at, to ?? end);
      return to === undefined || next === to ? next : FAILED;
    };
  }

  private listStep({ key }: Part, place: InPlace & { kind: 'list' }): Step {
    const { pen, depth } = this.around;
    const { struct, count, length, stop } = place;
    const titles: Literal[] = [];
    const name = key.slice(key.lastIndexOf('.') + 1);
    // Made when the list is first met: a packet meets few of all structures.
    let made: TreeStruct | undefined;
    return (from, end) => {
      made ??= new TreeStruct(struct, this.inside(depth + 1));
      const { out, bytes } = pen;
      const r = pen.readingAt(from, end);
      const most = count ? count(this.values, r) : Number.POSITIVE_INFINITY;
      const to = length ? from + length(this.values, r) : end;
      if (to > end || to < from) return FAILED;
      let at = from;
      for (let i = 0; i < most && (count || at < to); i++) {
        if (stop !== undefined && bytes[at] === stop) break;
        titles[i] ??= new Literal(`${indentOf(depth)}${entryTitle(name, i)}\n`);
        const before = out.at;
        out.put(titles[i] as Literal);
        const { at: titled } = out;
        const next = made.write(at, to);
        if (next <= at) return FAILED;
        // Without any line of its own, it has none.
        if (out.at === titled) out.at = before;
        at = next;
      }
      return to > at && !count && stop === undefined ? FAILED : at;
    };
  }

  private nestedStep({ struct, length }: InPlace & { kind: 'nested' }, i: number): Step {
    const { pen, depth } = this.around;
    const inside = new TreeStruct(struct, this.inside(depth));
    return (at, end) => {
      this.own.read[i] = inside.values;
      if (length === undefined) return inside.write(at, end);
      const to = at + length(this.values, pen.readingAt(at, end));
      return to <= end && inside.write(at, to) === to ? to : FAILED;
    };
  }

  /** Bytes of which nobody knows more, cut to the line. */
  private hexStep(part: Part, { size }: InPlace & { kind: 'hex' }, i: number): Step {
    const { pen, depth } = this.around;
    const { label, means, show } = part.field;
    const any = this.valueStep(part, i);
    if (means || show) return any;
    const line = new HexLine(label, depth, pen.look);
    return (at, end) => {
      const to = size ? at + size(this.values, pen.readingAt(at, end)) : end;
      if (to > end || to < at) return FAILED;
      return to === at || line.write(pen, at, to) ? to : any(at, end);
    };
  }

  /** Few names are met again and again. */
  private nameStep(part: Part, i: number): Step {
    const { pen } = this.around;
    const { field, key } = part;
    const any = this.valueStep(part, i);
    const texts = new TreeTexts();
    return (at, end) => {
      const r = pen.readingAt(at, end);
      const value: unknown = field.read?.(r, this.values, key);
      if (r.problem || typeof value !== 'string') return FAILED;
      const next = r.at;
      this.own.read[i] = value;
      return texts.write(pen, value, () => any(at, end) === next) ? next : FAILED;
    };
  }

  /** By way of its value. */
  private valueStep({ field, key }: Part, i: number): Step {
    const { pen, depth, layer } = this.around;
    // Who writes into the values around has to have them all.
    if (field.inline || field.alias) return () => FAILED;
    return (at, end) => {
      const r = pen.readingAt(at, end);
      r.trace = [];
      const value: unknown = field.read?.(
        r,
        field.orHex ? Object.create(this.values) : this.values,
        key,
      );
      const { trace } = r;
      r.trace = undefined;
      if (r.problem || r.remarks || (field.orHex && value === undefined)) return FAILED;
      this.own.read[i] = value;
      return pen.fields(trace, this.values, layer, depth) ? r.at : FAILED;
    };
  }
}
