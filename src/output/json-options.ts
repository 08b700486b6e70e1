import { layOut } from '../codec/group.js';
import { Options } from '../codec/options.js';
import type { Out } from '../codec/out.js';
import { Reading } from '../codec/reading.js';
import { Struct } from '../codec/struct.js';
import type { Option, Shape } from '../codec/tlv.js';
import { Builder, type Piece, programOf } from './json-builder.js';
import type { Memo } from './json-memo.js';
import { piecesOf } from './json-pieces.js';
import { type Program, run } from './json-program.js';
import { ascii } from './json-text.js';
import { OptionWalk, type PlainOptions } from './option-walk.js';

const COMMA = 44;
const CLOSE = ']';

/** How one kind of option is written: text, and fixed fields behind type and length. */
interface Form {
  readonly single: boolean;
  /** Bytes of the whole option; other sizes make another text. */
  readonly size: number;
  readonly pieces: readonly Piece[];
  readonly after: string;
  readonly program: Program;
}

/** The same kinds and lengths in the same order are written by one program. */
interface Pattern {
  /** Where kinds and lengths stand, and what they are. */
  readonly places: Uint8Array;
  readonly bytes: Uint8Array;
  readonly program: Program;
}
/** So many are remembered for each length that all options have together. */
const MOST = 8;
/** Their places are bytes. */
const LONGEST = 255;
/** For more text there may be no room. */
const MOST_TEXT = 2500;

/** Options as JSON has them, straight from the bytes. */
export class JsonOptions extends OptionWalk<Form> {
  private readonly options: Options;
  private readonly shape: Shape;
  private readonly open: string;
  private readonly memos = new Map<unknown, Memo>();
  /** By length. */
  private readonly patterns: Pattern[][] = [];
  // What is written to, and from where to where at most.
  private out: Out | undefined;
  private bytes: Uint8Array = new Uint8Array(0);
  private from = 0;
  private most = 0;
  /** What was met on the way; undefined: one has no form. */
  private met: { readonly form: Form; readonly at: number }[] | undefined;

  constructor(plain: PlainOptions, key: string) {
    super(plain);
    this.shape = plain.shape;
    this.options = new Options(plain.shape, plain.known);
    this.open = `${key}[`;
  }

  protected formOf(name: string, { kind, fields, between }: Option): Form | undefined {
    const struct = new Struct(fields);
    if (between || !struct.fixed) return undefined;
    const single = this.single.includes(kind);
    const laid = piecesOf(layOut(single ? {} : fields, 16));
    const head = { [this.shape.key]: kind, name };
    if (!laid || Object.keys(head).some((key) => laid.roots.has(key))) return undefined;
    const [first, ...others] = laid.pieces;
    const open = JSON.stringify(head).slice(0, -1);
    const pieces = first ? [{ ...first, before: open + first.before }, ...others] : [];
    const after = first ? `${laid.after}}` : `${open}}`;
    const program = programOf(pieces, after);
    return program && { single, size: single ? 1 : 2 + struct.head, pieces, after, program };
  }

  /** False: they are malformed, or stand for text that is too long. */
  write(out: Out, bytes: Uint8Array, from: number, to: number, most: number): boolean {
    const known = this.patterns[to - from];
    for (let i = 0; known !== undefined && i < known.length; i++) {
      const { places, bytes: wanted, program } = known[i] as Pattern;
      let k = 0;
      while (k < places.length && bytes[from + (places[k] as number)] === wanted[k]) k++;
      if (k === places.length) return run(program, out, bytes, from);
    }
    this.out = out;
    this.bytes = bytes;
    this.from = from;
    this.most = most;
    this.met = [];
    for (let i = 0; i < this.open.length; i++) out.byte(this.open.charCodeAt(i));
    if (!this.walk(bytes, from, to)) return false;
    out.byte(CLOSE.charCodeAt(0));
    this.learn(to - from);
    return true;
  }

  protected put(form: Form | undefined, at: number, end: number): boolean {
    const { bytes } = this;
    const out = this.out as Out;
    if (at > this.from) out.byte(COMMA);
    if (form) {
      run(form.program, out, bytes, at);
      this.met?.push({ form, at });
    } else {
      this.met = undefined;
      if (!this.putAny(out, bytes, at, end)) return false;
    }
    return out.at <= this.most;
  }

  private learn(size: number): void {
    const { met, from, bytes } = this;
    this.patterns[size] ??= [];
    const known = this.patterns[size] as Pattern[];
    if (met === undefined || known.length >= MOST) return;
    const build = new Builder(this.memos);
    const places: number[] = [];
    build.text(this.open);
    for (const [i, { form, at }] of met.entries()) {
      if (i > 0) build.text(',');
      build.shift = at - from;
      places.push(build.shift);
      if (!form.single) places.push(build.shift + 1);
      build.pieces(form.pieces);
      build.text(form.after);
    }
    build.text(CLOSE);
    const program = build.done();
    if (size > LONGEST || program.longest > MOST_TEXT) return;
    const wanted = Uint8Array.from(places, (place) => bytes[from + place] as number);
    known.push({ places: Uint8Array.from(places), bytes: wanted, program });
  }

  /** One that has values of varying length, or is not known. */
  private putAny(out: Out, bytes: Uint8Array, at: number, end: number): boolean {
    const r = new Reading(bytes, at, at, end);
    const [value] = this.options.read(r);
    return !r.problem && !r.remarks && ascii(out, JSON.stringify(value), this.most);
  }
}
