import { isGood, type PlainSum } from '../codec/checksum/plain.js';
import { Literal, type Out } from '../codec/out.js';
import type { Computed, Protocol } from '../codec/protocol.js';
import type { View } from '../codec/view.js';
import { visibleJson } from '../codec/visible.js';
import { type Acts, type JsonForm, REST, ROOM, type Spot } from './json-form.js';
import { JsonForms, ODD } from './json-forms.js';
import { FrameText } from './json-frame.js';
import type { JsonOptions } from './json-options.js';
import { run } from './json-program.js';
import { type JsonStruct, openOf } from './json-struct.js';
import type { JsonTail } from './json-tail.js';
import { LayerWalk } from './layer-walk.js';
import { Pen } from './pen.js';

const LENGTH = new Literal(',"length":');
const AFTER = new Literal(',"after":');
const FIELDS = new Literal(',"fields":');
const EMPTY = new Literal('{}}');
const CLOSE_DATA = new Literal('"}}');
const NOTES = new Literal('],"notes":[');
const END = new Literal(']}\n');
const COMMA = 44;
const OPEN = 123;

/** Packets as lines of JSON, straight from where their bytes lie. */
export class JsonLine extends LayerWalk implements Acts {
  private readonly pen = new Pen();
  private readonly forms: JsonForms;
  private readonly frame = new FrameText();
  /** Layers that have notes, or may have. */
  private readonly noted: number[] = [];
  private readonly data: { readonly open: Literal; readonly key: Literal };

  constructor(view: View) {
    super(view);
    this.forms = new JsonForms(this.pen, this, this.ends);
    const { data } = view.catalog;
    const [key = ''] = Object.keys(data.declaration.fields);
    this.data = {
      open: new Literal(openOf(data)),
      key: new Literal(`{${JSON.stringify(key)}:"`),
    };
  }

  write(view: View, out: Out): void {
    const { cuts, catalog } = view;
    const { noted, ends, pen } = this;
    this.begin(view);
    pen.out = out;
    pen.bytes = view.bytes;
    if (noted.length > 0) noted.length = 0;
    out.room(ROOM);
    this.frame.write(view, out);
    const last = cuts.count - 1;
    const isData = cuts.protocols[last] === catalog.data;
    const count = isData ? last : cuts.count;
    if (count > 0 && !this.writeAll(view, out, count)) this.writeEach(view, out, count);
    if (isData) {
      if (count > 0) out.byte(COMMA);
      this.writeData(view, out, cuts.start[last] as number, cuts.body[last] as number);
    }
    for (const { from, to, after } of ends.surplus) {
      out.byte(COMMA);
      this.writeData(view, out, from, to, after);
    }
    out.room(ROOM);
    out.put(NOTES);
    if (noted.length > 0) this.writeNotes(view, out);
    out.put(END);
  }

  /** False: something is out of the ordinary in one of the layers. */
  private writeAll(view: View, out: Out, count: number): boolean {
    const form = this.forms.of(view.cuts, count);
    if (form === undefined || !this.areGood(form.sums)) return false;
    out.room(ROOM);
    const before = out.at;
    if (run(form.program, out, view.bytes, view.start)) {
      this.ask(form);
      return true;
    }
    out.at = before;
    return false;
  }

  private areGood(sums: readonly PlainSum[]): boolean {
    if (this.cut && sums.length > 0) return false;
    for (let i = 0; i < sums.length; i++) {
      if (!isGood(sums[i] as PlainSum, this.bytes, this.cuts, this.ends)) return false;
    }
    return true;
  }

  private writeEach(view: View, out: Out, count: number): void {
    const { cuts, bytes } = view;
    for (let i = 0; i < count; i++) {
      if (i > 0) out.byte(COMMA);
      out.room(ROOM);
      const before = out.at;
      const form = this.forms.one(cuts, i);
      if (form !== undefined) {
        const struct = this.forms.struct(cuts.protocols[i] as Protocol);
        const start = cuts.start[i] as number;
        out.put(struct.open(start - view.start, (cuts.body[i] as number) - start));
        if (run(form.program, out, bytes, start)) {
          if (((cuts.flags[i] as number) & ODD) !== 0) this.noted.push(i);
          else this.ask(form);
          continue;
        }
        out.at = before;
      }
      // The way of all packets.
      this.noted.push(i);
      out.text(visibleJson(JSON.stringify(view.packet().layers[i])));
    }
  }

  private ask({ asked }: JsonForm): void {
    for (let i = 0; i < asked.length; i++) {
      const { index, plain } = asked[i] as JsonForm['asked'][number];
      this.enter(index);
      if (!plain(this.bytes, this.start, this)) this.noted.push(index);
    }
  }

  private writeNotes(view: View, out: Out): void {
    const { layers } = view.packet();
    const notes = this.noted.flatMap((i) => layers[i]?.notes ?? []);
    out.text(visibleJson(JSON.stringify(notes).slice(1, -1)));
  }

  /** Bytes that no protocol claims, or that the length of a layer leaves over. */
  private writeData(view: View, out: Out, from: number, to: number, after?: number): void {
    out.room(ROOM);
    out.put(this.data.open);
    out.decimal(from - view.start);
    out.put(LENGTH);
    out.decimal(to - from);
    if (after !== undefined) {
      out.put(AFTER);
      out.decimal(after);
    }
    out.put(FIELDS);
    if (to === from) {
      out.put(EMPTY);
      return;
    }
    out.put(this.data.key);
    out.hexBytes(view.bytes, from, to);
    out.room(ROOM);
    out.put(CLOSE_DATA);
  }

  regular(index: number, { regular }: JsonStruct): boolean {
    this.enter(index);
    return regular?.(this.bytes, this.start, this.body) ?? true;
  }

  good(index: number, seal: Computed): boolean {
    this.enter(index);
    return this.holds(seal, this.start);
  }

  options(index: number, options: JsonOptions, head: number): boolean {
    const { cuts, pen } = this;
    const from = (cuts.start[index] as number) + head;
    const most = pen.out.at + REST;
    return options.write(pen.out, pen.bytes, from, cuts.body[index] as number, most);
  }

  rest({ index, struct, tailed }: Spot): boolean {
    const { pen } = this;
    const { out } = pen;
    const open = out.at;
    const most = open + REST;
    this.enter(index);
    const { start, body } = this;
    pen.layer(start, most);
    if (struct.fields?.write(start, body) !== body) return false;
    if (tailed && !this.writeTail(struct, out, most)) return false;
    if (struct.head !== undefined) return true;
    // The first member's comma gives its place to the brace.
    if (out.at === open) out.byte(OPEN);
    else out.bytes[open] = OPEN;
    return true;
  }

  /** What follows the payload: fields that a rule cuts. */
  private writeTail({ plan, tails }: JsonStruct, out: Out, most: number): boolean {
    const { bytes, tail: from, end } = this;
    const sizes = this.tailSizes(plan);
    let at = from;
    for (let i = 0; i < tails.length; i++) {
      const tail = tails[i] as JsonTail;
      const size = sizes[tail.key] ?? 0;
      if (size === 0) continue;
      if (at + size > end || !tail.write(out, bytes, at, at + size, most)) return false;
      at += size;
    }
    return true;
  }
}
