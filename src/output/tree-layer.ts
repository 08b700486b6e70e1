import { checkNotes, type Note } from '../codec/notes.js';
import { Literal } from '../codec/out.js';
import type { Layer } from '../codec/packet.js';
import type { Computed, Plan, Protocol } from '../codec/protocol.js';
import { Reading, type Trace } from '../codec/reading.js';
import type { Plain } from '../codec/rules.js';
import type { LayerWalk } from './layer-walk.js';
import { addTitle } from './tree-packet.js';
import type { TreePen } from './tree-pen.js';
import { type PlaceName, Standing } from './tree-standing.js';
import { TreeStruct } from './tree-struct.js';
import { TreeTexts } from './tree-texts.js';
import { breakTitle } from './tree-title.js';

const COMMA = new Literal(', ');
const ARROW = new Literal(' → ');

/** The packet that is written. */
export interface PacketAt {
  /** With all its objects. */
  layer(index: number): Layer;
  place(name: PlaceName, index: number): number;
}

/** The kinds of layers that were met at one place. */
export class TreeKinds {
  private readonly all: TreeLayer[] = [];

  find(protocol: Protocol): TreeLayer | undefined {
    const { all } = this;
    for (let i = 0; i < all.length; i++) {
      const one = all[i] as TreeLayer;
      if (one.protocol === protocol && one.plan === protocol.plan) return one;
    }
    return undefined;
  }

  add(made: TreeLayer): void {
    this.all.push(made);
  }
}

/** Layers of one protocol behind the same others, worked out when the first one is met. */
export class TreeLayer {
  readonly plan: Plan;
  /** No check has anything to say. */
  readonly plain: Plain;
  /** What is within it. */
  readonly inner = new TreeKinds();
  private readonly title: Literal;
  private readonly standing: Standing;
  private readonly struct: TreeStruct;
  /** Bytes that its checksums stand in; undefined: they are not in its fixed head. */
  private readonly sealed: number | undefined;
  private readonly tails = new Map<string, TreeTexts>();

  constructor(
    readonly protocol: Protocol,
    private readonly index: number,
    outer: TreeLayer | undefined,
    private readonly pen: TreePen,
    private readonly packet: PacketAt,
  ) {
    const { plan } = protocol;
    const { seals } = plan;
    this.plan = plan;
    this.title = new Literal(protocol.title);
    const { checks, plain } = plan.rules;
    this.plain = checks?.length ? (plain ?? (() => false)) : () => true;
    const [first] = plan.struct.items;
    const found = first?.kind === 'run' && seals.every((seal) => seal.found.item === first);
    this.sealed = found ? first.bytes : seals.length ? undefined : 0;
    const real = (): Layer => {
      pen.watch.keeps = false;
      return packet.layer(index);
    };
    const values = () => this.struct.values;
    const place = (name: PlaceName): number => {
      pen.watch.keeps = false;
      return packet.place(name, index);
    };
    this.standing = new Standing(protocol, index, outer?.standing, values, place, real);
    const { layer } = this.standing;
    const other = (key: string): unknown => real().fields[key];
    this.struct = new TreeStruct(plan.struct, { pen, layer, depth: 1, other, seals });
    this.struct.addOthers(plan.tailParts.flatMap(({ part, rawKey }) => [part.key, rawKey]));
  }

  /** False: another way is needed. */
  write(walk: LayerWalk): boolean {
    const { start, body } = walk;
    const { sealed } = this;
    if (sealed === undefined || body - start < sealed) return false;
    const { seals } = this.plan;
    for (let i = 0; i < seals.length; i++) {
      if (!walk.holds(seals[i] as Computed, start)) return false;
    }
    if (!this.writeTitle(walk) || this.struct.write(start, body) !== body) return false;
    return this.plan.tail === undefined || walk.tail >= walk.end || this.writeTail(walk);
  }

  /** What is odd about a layer that was written, of which no length lies. */
  notes(walk: LayerWalk): readonly Note[] {
    const whole = this.plan.tailComputed.length === 0 || walk.tail >= walk.end;
    return whole ? checkNotes(this.standing.layer) : this.packet.layer(this.index).notes;
  }

  /** What follows the payload: fields that a rule cuts, by way of their values. */
  private writeTail(walk: LayerWalk): boolean {
    const { bytes, tail: from, end } = walk;
    const { tailParts, tailComputed } = this.plan;
    const { pen } = this;
    const { values } = this.struct;
    const sizes = walk.tailSizes(this.plan);
    const r = new Reading(bytes, from, from, end);
    for (const { part } of tailParts) {
      const { key, field } = part;
      const size = sizes[key] ?? 0;
      if (size === 0) continue;
      const stop = r.at + size;
      if (stop > end || field.orHex || tailComputed.some(({ path }) => path === key)) return false;
      const traces: Trace[] = [];
      r.trace = traces;
      const value: unknown = r.attempt(stop, () => field.read?.(r, values, key));
      if (value === undefined || r.remarks) return false;
      const anew = () => pen.fields(traces, values, this.standing.layer, 1);
      const texts = this.tails.get(key) ?? new TreeTexts();
      this.tails.set(key, texts);
      if (!(typeof value === 'string' ? texts.write(pen, value, anew) : anew())) return false;
    }
    return true;
  }

  private writeTitle({ bytes, start, body, tail }: LayerWalk): boolean {
    const { out, look } = this.pen;
    const { from, to, line, rules } = this.plan;
    const { at } = out;
    out.put(this.title);
    if (from && to) {
      out.put(COMMA);
      from(out, bytes, start);
      out.put(ARROW);
      to(out, bytes, start);
    }
    const bare = out.at;
    out.put(COMMA);
    const before = out.at;
    line?.(out, bytes, start, body, tail);
    if (out.at === before) {
      if (rules.summary) {
        out.at = at;
        const layer = this.packet.layer(this.index);
        return this.pen.lines((lines) => addTitle(layer, look, lines));
      }
      out.at = bare;
    }
    return breakTitle(out, at, look.width);
  }
}
