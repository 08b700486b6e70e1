import { ABSURD, SHORT } from '../codec/dissect.js';
import { Literal, type Out } from '../codec/out.js';
import type { Protocol } from '../codec/protocol.js';
import { Reading } from '../codec/reading.js';
import type { View } from '../codec/view.js';
import { visibleJson } from '../codec/visible.js';
import { FrameText } from './json-frame.js';
import { JsonStruct, openOf } from './json-struct.js';
import { ascii } from './json-text.js';
import { LayerWalk, UNUSUAL } from './layer-walk.js';
import { Pen } from './pen.js';

/** What is written before more room is asked for, and may be taken back. */
const ROOM = 8000;
/** What longer headers give is not bounded so closely. */
const LONG = 128;

const LENGTH = new Literal(',"length":');
const AFTER = new Literal(',"after":');
const FIELDS = new Literal(',"fields":');
const EMPTY = new Literal('{}}');
const CLOSE_DATA = new Literal('"}}');
const CLOSE_FIELDS = new Literal('}}');
const NOTES = new Literal('],"notes":[');
const END = new Literal(']}\n');
const COMMA = 44;
const OPEN = 123;
const ODD = UNUSUAL | ABSURD | SHORT;

/** Packets as lines of JSON, straight from where their bytes lie. */
export class JsonLine extends LayerWalk {
  private readonly pen = new Pen();
  private tailed = false;
  private readonly structs = new Map<Protocol, JsonStruct>();
  /** Those of the packet before, by their place: most packets are alike. */
  private readonly lately: JsonStruct[] = [];
  private readonly frame = new FrameText();
  /** Layers that have notes, or may have. */
  private readonly noted: number[] = [];
  private readonly data: { readonly open: Literal; readonly key: Literal };

  constructor(view: View) {
    super(view);
    const { data } = view.catalog;
    const [key = ''] = Object.keys(data.declaration.fields);
    this.data = {
      open: new Literal(openOf(data)),
      key: new Literal(`{${JSON.stringify(key)}:"`),
    };
  }

  write(view: View, out: Out): void {
    const { cuts, catalog } = view;
    const { noted, ends } = this;
    this.begin(view);
    this.pen.out = out;
    this.pen.bytes = view.bytes;
    if (noted.length > 0) noted.length = 0;
    out.room(ROOM);
    this.frame.write(view, out);
    for (let i = 0; i < cuts.count; i++) {
      if (i > 0) out.byte(COMMA);
      if (cuts.protocols[i] === catalog.data) {
        this.writeData(view, out, cuts.start[i] as number, cuts.body[i] as number);
      } else {
        out.room(ROOM);
        const before = out.at;
        if (!this.writeLayer(view, out, i)) {
          out.at = before;
          noted.push(i);
          const layer = view.packet().layers[i];
          out.text(visibleJson(JSON.stringify(layer)));
        }
      }
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

  /** False: it goes the way of all packets. */
  private writeLayer(view: View, out: Out, i: number): boolean {
    const struct = this.structOf(view.cuts.protocols[i] as Protocol, i);
    this.enter(i);
    const { bytes, start, body, flags } = this;
    const { fields, regular } = struct;
    if (fields === undefined || (flags & UNUSUAL) !== 0 || body - start > LONG) return false;
    if (regular !== undefined && !regular(bytes, start, body)) return false;
    this.tailed = struct.plan.tail !== undefined && this.tail < this.end;
    out.put(struct.open(start - view.start, body - start));
    const open = out.at;
    const most = open + ROOM / 2;
    this.pen.layer(start, most);
    if (fields.write(start, body) !== body) return false;
    if (this.tailed && !this.writeTail(struct, out, most)) return false;
    // The first member's comma gives its place to the brace.
    if (out.at === open) out.byte(OPEN);
    else out.bytes[open] = OPEN;
    out.put(CLOSE_FIELDS);
    if ((flags & ODD) !== 0 || !struct.plain(bytes, start, this)) this.noted.push(i);
    return true;
  }

  private structOf(protocol: Protocol, i: number): JsonStruct {
    const { plan } = protocol;
    const lately = this.lately[i];
    if (lately?.plan === plan) return lately;
    let struct = this.structs.get(protocol);
    if (struct?.plan !== plan) {
      struct = new JsonStruct(protocol, plan, this.pen, this);
      this.structs.set(protocol, struct);
    }
    this.lately[i] = struct;
    return struct;
  }

  /** What follows the payload: fields that a rule cuts. */
  private writeTail({ plan }: JsonStruct, out: Out, most: number): boolean {
    const { bytes, start, tail: from, end } = this;
    const sizes = plan.rules.tail?.({ bytes, start, from, end }) ?? {};
    const r = new Reading(bytes, from, from, end);
    for (const { part } of plan.tailParts) {
      const { key, field } = part;
      const size = sizes[key] ?? 0;
      if (size === 0) continue;
      if (plan.tailComputed.some(({ path }) => path === key) || field.orHex) return false;
      const stop = r.at + size;
      if (stop > end) return false;
      const value = r.attempt(stop, () => field.read?.(r, {}, key));
      if (value === undefined || r.remarks) return false;
      if (!ascii(out, `,${JSON.stringify(key)}:${JSON.stringify(value)}`, most)) return false;
    }
    return true;
  }
}
