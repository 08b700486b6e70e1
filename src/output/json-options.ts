import type { Field } from '../codec/field.js';
import { layOut } from '../codec/group.js';
import { Options } from '../codec/options.js';
import type { Out } from '../codec/out.js';
import { Reading } from '../codec/reading.js';
import { Struct } from '../codec/struct.js';
import type { Known, Option, Shape } from '../codec/tlv.js';
import { piecesOf } from './json-pieces.js';
import { type Program, programsOf, run } from './json-program.js';
import { ascii } from './json-text.js';

const COMMA = 44;

/** How one kind of option is written: text, and fixed fields behind type and length. */
interface Form {
  readonly single: boolean;
  /** Bytes of the whole option; other sizes make another text. */
  readonly size: number;
  readonly program: Program;
}

/** Options as JSON has them, straight from the bytes. */
export class JsonOptions {
  private readonly shape: Shape;
  private readonly forms: (Form | undefined)[] = new Array(256).fill(undefined);
  private readonly single: readonly number[];
  private readonly options: Options;

  /** Those of most families: a type and a length of one byte each, nothing between or behind. */
  static of({ shape, known, fills }: Field): JsonOptions | undefined {
    if (!shape || !known || !fills) return undefined;
    const { type, length, counts, unit = 1, pad, between, single, end } = shape as Shape;
    const plain = type === 8 && length === 8 && counts === 'all' && unit === 1;
    if (!plain || pad !== undefined || between || typeof single === 'function') return undefined;
    if (end !== undefined && !single?.includes(end)) return undefined;
    return new JsonOptions(shape as Shape, known as Known);
  }

  private constructor(shape: Shape, known: Known) {
    this.shape = shape;

    this.single = (shape.single as readonly number[] | undefined) ?? [];
    this.options = new Options(shape, known);
    for (const [name, option] of Object.entries(known)) {
      this.forms[option.kind] = this.formOf(name, option);
    }
  }

  private formOf(name: string, { kind, fields, between }: Option): Form | undefined {
    const struct = new Struct(fields);
    if (between || !struct.fixed) return undefined;
    const single = this.single.includes(kind);
    const laid = piecesOf(layOut(single ? {} : fields, 16));
    const head = { [this.shape.key]: kind, name };
    if (!laid || Object.keys(head).some((key) => laid.roots.has(key))) return undefined;
    const [first, ...pieces] = laid.pieces;
    const open = JSON.stringify(head).slice(0, -1);
    const programs = first
      ? programsOf([{ ...first, before: open + first.before }, ...pieces], `${laid.after}}`)
      : programsOf([], `${open}}`);
    const size = single ? 1 : 2 + struct.head;
    return programs?.[0] && { single, size, program: programs[0] };
  }

  /** False: they are malformed, or stand for text that is too long. */
  write(out: Out, bytes: Uint8Array, from: number, to: number, most: number): boolean {
    const { end: last } = this.shape;
    for (let at = from; at < to; ) {
      if (at > from) out.byte(COMMA);
      const kind = bytes[at] as number;
      const form = this.forms[kind];
      let size = 1;
      let usual = kind !== last || at + 1 === to;
      if (form ? !form.single : !this.single.includes(kind)) {
        size = at + 1 < to ? (bytes[at + 1] as number) : 0;
        if (size < 2 || at + size > to) return false;
        usual = form !== undefined && form.size === size;
      } else if (!usual) {
        size = to - at;
      }
      if (form && usual) run(form.program, out, bytes, at);
      else if (!this.writeAny(out, bytes, at, at + size, most)) return false;
      at += size;
    }
    return true;
  }

  /** One that has values of varying length, or is not known. */
  private writeAny(out: Out, bytes: Uint8Array, at: number, end: number, most: number): boolean {
    const r = new Reading(bytes, at, at, end);
    const [value] = this.options.read(r);
    return !r.problem && !r.remarks && ascii(out, JSON.stringify(value), most);
  }
}
