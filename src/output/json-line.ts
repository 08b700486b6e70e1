import type { Addresses, Sealed } from '../codec/checksum/seal.js';
import { ABSURD, type Cuts, PARTIAL, SHORT } from '../codec/dissect.js';
import { Ends } from '../codec/ends.js';
import { Literal, type Out } from '../codec/out.js';
import type { Computed, Protocol } from '../codec/protocol.js';
import { Reading } from '../codec/reading.js';
import type { LayerPlace } from '../codec/rules.js';
import type { View } from '../codec/view.js';
import { visibleJson } from '../codec/visible.js';
import { FrameText } from './json-frame.js';
import { JsonStruct, openOf, UNUSUAL } from './json-struct.js';
import { ascii } from './json-text.js';

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
export class JsonLine implements LayerPlace, Sealed {
  // Of the packet that is written.
  bytes: Uint8Array = new Uint8Array(0);
  cuts: Cuts;
  private cut = false;
  // Of the layer that is written.
  index = 0;
  start = 0;
  body = 0;
  stop = 0;
  limit = 0;
  tail = 0;
  end = 0;
  private flags = 0;
  private tailed = false;
  // Of the checksum that is looked at.
  at = 0;
  addresses: Addresses | undefined;

  private readonly structs = new Map<Protocol, JsonStruct>();
  /** Those of the packet before, by their place: most packets are alike. */
  private readonly lately: JsonStruct[] = [];
  private readonly frame = new FrameText();
  private readonly ends: Ends;
  /** Layers that have notes, or may have. */
  private readonly noted: number[] = [];
  private readonly data: { readonly open: Literal; readonly key: Literal };

  constructor(view: View) {
    this.cuts = view.cuts;
    this.ends = new Ends(view.cuts);
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
    this.bytes = view.bytes;
    this.cuts = cuts;
    this.cut = view.end - view.start < view.len;
    if (noted.length > 0) noted.length = 0;
    out.room(ROOM);
    this.frame.write(view, out);
    ends.settle(cuts);
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
    const { cuts, bytes } = view;
    const { ends } = this;
    const struct = this.structOf(cuts.protocols[i] as Protocol, i);
    const start = cuts.start[i] as number;
    const body = cuts.body[i] as number;
    const flags = cuts.flags[i] as number;
    if (struct.members === undefined || (flags & UNUSUAL) !== 0 || body - start > LONG) {
      return false;
    }
    this.index = i;
    this.start = start;
    this.body = body;
    this.stop = cuts.stop[i] as number;
    this.limit = cuts.limit[i] as number;
    this.tail = ends.tail[i] as number;
    this.end = ends.end[i] as number;
    this.flags = flags;
    this.tailed = struct.plan.tail !== undefined && this.tail < this.end;
    out.put(struct.open(start - view.start, body - start));
    const open = out.at;
    const most = open + ROOM / 2;
    if (!struct.members(out, bytes, start, body, most, this)) return false;
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
      struct = new JsonStruct(protocol, plan);
      this.structs.set(protocol, struct);
    }
    this.lately[i] = struct;
    return struct;
  }

  /** The checksum of the field that stands behind `from` holds. */
  holds(computed: Computed, from: number): boolean {
    const { seal, found } = computed;
    const { bytes, flags } = this;
    if (seal === undefined) return false;
    // What covers more than the header cannot be judged in a part of a datagram.
    if (!seal.header && ((flags & (SHORT | PARTIAL)) !== 0 || this.isCut())) return false;
    this.at = from + (found.cell.bit >> 3);
    this.addresses = seal.partial ? addressesFor(bytes, this.cuts, this.index) : undefined;
    if (seal.partial && !this.addresses) return false;
    const stored = found.cell.number?.(bytes, from) ?? 0;
    return !seal.absent(this, stored) && seal.holds(this, stored);
  }

  private isCut(): boolean {
    return this.cut && this.end >= (this.cuts.limit[0] as number);
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

/** The addresses of the pseudo-header for the layer at `index`: as they stand, or rerouted. */
function addressesFor(bytes: Uint8Array, cuts: Cuts, index: number): Addresses | undefined {
  for (let i = index - 1; i >= 0; i--) {
    const { plan } = cuts.protocols[i] as Protocol;
    const start = cuts.start[i] as number;
    let found = plan.addresses?.(bytes, start, cuts.body[i] as number);
    if (found === undefined) continue;
    for (let j = i + 1; j < index; j++) {
      const { reroutes } = (cuts.protocols[j] as Protocol).plan;
      if (!reroutes) continue;
      found = reroutes(bytes, cuts.start[j] as number, cuts.body[j] as number, found);
    }
    return found;
  }
  return undefined;
}
