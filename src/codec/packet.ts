import { type Annotation, annotate, inFull } from './annotate.js';
import type { Catalog } from './catalog.js';
import { type Chosen, chosenBy } from './chooser.js';
import { BROKEN, Cuts, dissect } from './dissect.js';
import { Ends } from './ends.js';
import type { Loose } from './field.js';
import { type Frame, fcsHere, type LayerJson, type PacketJson } from './frame.js';
import { toHex } from './hex.js';
import { layerNotes, type Note } from './notes.js';
import { Literal, type Out, written } from './out.js';
import type { Protocol } from './protocol.js';
import { Reading, type Remark, type Trace } from './reading.js';
import { compresses } from './struct.js';
import { judge } from './verdict.js';
import { Writer } from './writer.js';

export type { Frame, LayerJson, PacketJson };

/** What reading a layer gave. */
interface Held {
  readonly fields: Loose;
  readonly raw: string | undefined;
  readonly problem: string;
  readonly remarks: readonly Remark[];
}
const NONE: readonly Remark[] = [];
const TO = new Literal(' → ');

/** One layer of a packet. Nothing is read before it is asked for. */
export class Layer {
  private held: Held | undefined;

  constructor(
    readonly packet: Packet,
    readonly protocol: Protocol,
    readonly index: number,
    /** Where the header starts. */
    readonly offset: number,
    /** Where the payload starts, and where it ends by the layer's own account. */
    readonly body: number,
    readonly stop: number,
    /** Where what follows the payload starts. */
    readonly tailStart: number,
    /** Where the room ends that the layer around gives it. */
    readonly limit: number,
    /** Where all of the layer ends, its tail included. */
    readonly end: number,
    readonly flags: number,
    /** For surplus bytes: the layer behind which they stand. */
    readonly after: number | undefined,
  ) {}

  /** Bytes of the header. */
  get length(): number {
    return this.body - this.offset;
  }

  get fields(): Loose {
    return this.read().fields;
  }

  /** The header's bytes, where its fields alone would not give them back. */
  get raw(): string | undefined {
    return this.read().raw;
  }

  /** Why the header could not be read to its end; empty if it could. */
  get problem(): string {
    return this.read().problem;
  }

  get notes(): readonly Note[] {
    return layerNotes(this);
  }

  get annotations(): readonly Annotation[] {
    return annotate(this);
  }

  /** One line about this layer. */
  get summary(): string {
    const ends = written((out) => this.writeEnds(out));
    const { line } = this;
    return ends && line ? `${ends}, ${line}` : ends || line;
  }

  /** What it says of itself besides from where to where. */
  get line(): string {
    // Half of the fields tell half of the truth.
    if (this.flags & BROKEN || this.problem) return '';
    const { line, rules } = this.protocol.plan;
    const { bytes } = this.packet;
    const quick = written((out) => line?.(out, bytes, this.offset, this.body, this.tailStart));
    return quick || (rules.summary?.(this.fields, this) ?? '');
  }

  private writeEnds(out: Out): void {
    const { from, to } = this.protocol.plan;
    if (!from || !to || this.flags & BROKEN) return;
    from(out, this.packet.bytes, this.offset);
    out.put(TO);
    to(out, this.packet.bytes, this.offset);
  }

  /** The layer around this one, or within it. */
  get outer(): Layer | undefined {
    return this.packet.layers[this.index - 1];
  }
  get inner(): Layer | undefined {
    return this.packet.layers[this.index + 1];
  }

  /** How it was known what this layer is; the first one is known from outside. */
  get chosenBy(): Chosen | undefined {
    return chosenBy(this);
  }

  private read(): Held {
    this.held ??= this.readFields();
    return this.held;
  }

  private readFields(trace?: Trace[]): Held {
    const { plan } = this.protocol;
    const r = this.reading(trace);
    const after = plan.seals.length
      ? (path: string, v: Loose, at: number) => judge(this, plan.seals, path, v, at)
      : undefined;
    const fields = plan.struct.read(r, {}, after);
    const same = !r.problem && r.at === this.body && this.exact(fields);
    const raw = same ? undefined : toHex(r.bytes, this.offset, this.body);
    this.readTail(fields, trace);
    return { fields, raw, problem: r.problem, remarks: r.remarks ?? NONE };
  }

  private reading(trace?: Trace[]): Reading {
    const r = new Reading(this.packet.bytes, this.offset, this.offset, this.body);
    r.trace = trace;
    return r;
  }

  private exact(fields: Loose): boolean {
    const { struct, rules } = this.protocol.plan;
    const { bytes } = this.packet;
    if (rules.exact) return rules.exact(bytes, this.offset);
    if (!compresses(struct.fields)) return true;
    // Names are compressed in many ways; ours is only one of them.
    const w = new Writer(this.length);
    try {
      struct.write(w, fields);
    } catch {
      return false;
    }
    if (w.at !== this.length) return false;
    for (let i = 0; i < w.at; i++) if (w.bytes[i] !== bytes[this.offset + i]) return false;
    return true;
  }

  /** What follows the payload: a rule of the protocol says how many bytes each field has. */
  private readTail(fields: Loose, trace?: Trace[]): void {
    const { tail, rules, tailComputed } = this.protocol.plan;
    const { tailStart: from, end } = this;
    if (!tail || from >= end) return;
    const { bytes, frame } = this.packet;
    const fcs = this.index === 0 ? fcsHere(frame.fcs, frame.len, bytes.length) : -1;
    const sizes = rules.tail?.({ bytes, start: this.offset, from, end, fcs }) ?? {};
    const r = new Reading(bytes, from, from, end);
    r.trace = trace;
    for (const item of tail.items) {
      if (item.kind !== 'part' || !sizes[item.key]) continue;
      const at = r.at;
      const stop = Math.min(end, at + (sizes[item.key] ?? 0));
      const value = r.attempt(stop, () => item.field.read?.(r, fields, item.key));
      r.at = stop;
      if (value !== undefined) {
        fields[item.key] = value;
        judge(this, tailComputed, item.key, fields, at);
      } else {
        const rawKey = `${item.key}_raw`;
        fields[rawKey] = toHex(bytes, at, stop);
        r.note(item.field, rawKey, at, fields[rawKey]);
      }
    }
  }

  /** Every field with its place, in the order of the bytes. */
  trace(): Trace[] {
    const found: Trace[] = [];
    const read = this.readFields(found);
    this.held ??= read;
    return found;
  }

  /** What was odd on the way. */
  get remarks(): readonly Remark[] {
    return this.read().remarks;
  }

  toJSON(annotated = false): LayerJson {
    const { fields, raw } = this.read();
    return {
      protocol: this.protocol.name,
      offset: this.offset,
      length: this.length,
      ...(this.after === undefined ? {} : { after: this.after }),
      fields,
      ...(raw === undefined ? {} : { raw }),
      ...(annotated ? { annotations: this.annotations.map(inFull) } : {}),
    };
  }
}

/** A packet: its bytes, and its layers in wire order. */
export class Packet {
  readonly layers: readonly Layer[];

  constructor(
    readonly bytes: Uint8Array,
    readonly frame: Frame,
    cuts: Cuts,
    readonly catalog: Catalog,
  ) {
    this.layers = layersOf(this, cuts, catalog);
  }

  get notes(): readonly Note[] {
    return this.layers.flatMap((layer) => layer.notes);
  }

  layer(name: string): Layer | undefined {
    return this.layers.find((layer) => layer.protocol.name === name);
  }

  toJSON(): PacketJson {
    return this.json();
  }

  json(look: { annotate?: boolean } = {}): PacketJson {
    return {
      frame: this.frame,
      layers: this.layers.map((layer) => layer.toJSON(look.annotate)),
      notes: this.notes,
    };
  }
}

/** All layers with their ends settled, and the bytes that none of them claims. */
function layersOf(packet: Packet, cuts: Cuts, catalog: Catalog): Layer[] {
  const layers: Layer[] = new Array(cuts.count);
  ends.settle(cuts);
  for (let i = 0; i < cuts.count; i++) {
    layers[i] = new Layer(
      packet,
      cuts.protocols[i] as Protocol,
      i,
      cuts.start[i] as number,
      cuts.body[i] as number,
      cuts.stop[i] as number,
      ends.tail[i] as number,
      cuts.limit[i] as number,
      ends.end[i] as number,
      cuts.flags[i] as number,
      undefined,
    );
  }
  for (const { from, to, after } of ends.surplus) {
    layers.push(new Layer(packet, catalog.data, layers.length, from, to, to, to, to, to, 0, after));
  }
  return layers;
}

const scratch = new Cuts();
const ends = new Ends(scratch);

/** Cuts a packet into layers; its fields are read when somebody asks for them. */
export function decodeWith(
  catalog: Catalog,
  first: Protocol,
  bytes: Uint8Array,
  frame: Frame,
): Packet {
  scratch.fcs = fcsHere(frame.fcs, frame.len, bytes.length);
  dissect(bytes, 0, bytes.length, first, catalog, scratch);
  return new Packet(bytes, frame, scratch, catalog);
}
