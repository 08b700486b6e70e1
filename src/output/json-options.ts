import { layOut } from '../codec/group.js';
import { Options } from '../codec/options.js';
import type { Out } from '../codec/out.js';
import { Reading } from '../codec/reading.js';
import { Struct } from '../codec/struct.js';
import type { Option, Shape } from '../codec/tlv.js';
import { piecesOf } from './json-pieces.js';
import { type Program, programsOf, run } from './json-program.js';
import { ascii } from './json-text.js';
import { OptionWalk, type PlainOptions } from './option-walk.js';

const COMMA = 44;

/** How one kind of option is written: text, and fixed fields behind type and length. */
interface Form {
  readonly single: boolean;
  /** Bytes of the whole option; other sizes make another text. */
  readonly size: number;
  readonly program: Program;
}

/** Options as JSON has them, straight from the bytes. */
export class JsonOptions extends OptionWalk<Form> {
  private readonly options: Options;
  private readonly shape: Shape;
  // What is written to, and from where to where at most.
  private out: Out | undefined;
  private bytes: Uint8Array = new Uint8Array(0);
  private from = 0;
  private most = 0;

  constructor(plain: PlainOptions) {
    super(plain);
    this.shape = plain.shape;
    this.options = new Options(plain.shape, plain.known);
  }

  protected formOf(name: string, { kind, fields, between }: Option): Form | undefined {
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
    this.out = out;
    this.bytes = bytes;
    this.from = from;
    this.most = most;
    return this.walk(bytes, from, to);
  }

  protected put(form: Form | undefined, at: number, end: number): boolean {
    const { bytes } = this;
    const out = this.out as Out;
    if (at > this.from) out.byte(COMMA);
    if (form) run(form.program, out, bytes, at);
    else if (!this.putAny(out, bytes, at, end)) return false;
    return out.at <= this.most;
  }

  /** One that has values of varying length, or is not known. */
  private putAny(out: Out, bytes: Uint8Array, at: number, end: number): boolean {
    const r = new Reading(bytes, at, at, end);
    const [value] = this.options.read(r);
    return !r.problem && !r.remarks && ascii(out, JSON.stringify(value), this.most);
  }
}
