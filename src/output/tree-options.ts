import { Options } from '../codec/options.js';
import { Literal, type Out } from '../codec/out.js';
import { Reading } from '../codec/reading.js';
import { Struct } from '../codec/struct.js';
import type { Option } from '../codec/tlv.js';
import { OptionWalk, type PlainOptions } from './option-walk.js';
import type { Around } from './tree-struct.js';
import { TreeStruct } from './tree-struct.js';

interface Form {
  readonly single: boolean;
  readonly size: number;
  readonly struct: TreeStruct;
  /** What stands before its fields; known once it was met. */
  head: Literal | undefined;
}

/** Any key will do: what is written has indices only. */
const KEY = 'options';

/** Options in lines, straight from the bytes. */
export class TreeOptions extends OptionWalk<Form> {
  private readonly options: Options;

  private readonly key: string;

  constructor(
    plain: PlainOptions,
    private readonly around: Around,
  ) {
    super(plain);
    this.key = plain.shape.key;
    this.options = new Options(plain.shape, plain.known);
  }

  protected formOf(name: string, { kind, fields, between }: Option): Form | undefined {
    const struct = new Struct(fields);
    if (between || !struct.fixed) return undefined;
    const single = this.single.includes(kind);
    const inside = new TreeStruct(struct, { ...this.around, depth: this.around.depth + 1 });
    Object.assign(inside.values, { [this.key]: kind, name });
    const size = single ? 1 : 2 + struct.head;
    return { single, size, struct: inside, head: undefined };
  }

  /** False: they are malformed, or take too much room. */
  write(from: number, to: number): boolean {
    return this.walk(this.around.pen.bytes, from, to);
  }

  protected put(form: Form | undefined, at: number, end: number): boolean {
    if (form === undefined) return this.putAny(at, end);
    const { out } = this.around.pen;
    if (form.head === undefined) return this.learn(form, at, end);
    out.put(form.head);
    return form.single || form.struct.write(at + 2, end) === end;
  }

  /** By way of objects. */
  private putAny(at: number, end: number): boolean {
    const { pen, layer, depth } = this.around;
    const r = new Reading(pen.bytes, at, at, end);
    r.trace = [];
    r.path = [KEY];
    const values = { [KEY]: this.options.read(r) };
    return !r.problem && !r.remarks && pen.fields(r.trace, values, layer, depth);
  }

  /** What stands before the fields is what is left of the whole without them. */
  private learn(form: Form, at: number, end: number): boolean {
    const { out } = this.around.pen;
    const from = out.at;
    if (!this.putAny(at, end)) return false;
    const to = out.at;
    const written = form.single || form.struct.write(at + 2, end) === end;
    const size = out.at - to;
    if (written && isSame(out, to - size, to, size)) {
      out.at = to - size;
      form.head = new Literal(this.around.pen.written(from));
    }
    out.at = to;
    return true;
  }
}

function isSame({ bytes }: Out, one: number, other: number, size: number): boolean {
  for (let i = 0; i < size; i++) if (bytes[one + i] !== bytes[other + i]) return false;
  return true;
}
