import { ABSURD, type Cuts, SHORT } from '../codec/dissect.js';
import type { Ends } from '../codec/ends.js';
import type { Protocol } from '../codec/protocol.js';
import { type Acts, formOf, type JsonForm, type Spot } from './json-form.js';
import type { Memo } from './json-memo.js';
import { headingOf, JsonStruct } from './json-struct.js';
import { UNUSUAL } from './layer-walk.js';
import type { Pen } from './pen.js';

/** What has notes without a check. */
export const ODD = UNUSUAL | ABSURD | SHORT;
/** What longer headers give is not bounded so closely. */
const LONG = 128;

/** Stacks of layers that are remembered; beyond these, layers are written one by one. */
const SLOTS = 512;
const TRIES = 4;

interface Kept {
  readonly protocols: readonly Protocol[];
  readonly sizes: Int32Array;
  readonly form: JsonForm | undefined;
}

/** The forms of layers: of all that a packet has, and of each by itself. */
export class JsonForms {
  private readonly memos = new Map<unknown, Memo>();
  private readonly structs = new Map<Protocol, JsonStruct>();
  private readonly kept: (Kept | undefined)[] = new Array(SLOTS).fill(undefined);
  private readonly single: Map<Protocol, JsonForm | undefined>[] = [];
  private readonly sizes: Int32Array;

  constructor(
    private readonly pen: Pen,
    private readonly acts: Acts,
    private readonly ends: Ends,
  ) {
    this.sizes = new Int32Array(ends.end.length);
  }

  /** For the first `count` layers together; undefined: they are to be written one by one. */
  of(cuts: Cuts, count: number): JsonForm | undefined {
    const { ends, sizes, kept } = this;
    const { protocols, start, body, flags } = cuts;
    let odd = 0;
    let hash = 0;
    for (let i = 0; i < count; i++) {
      odd |= flags[i] as number;
      const header = (body[i] as number) - (start[i] as number);
      const size = 2 * header + ((ends.tail[i] as number) < (ends.end[i] as number) ? 1 : 0);
      sizes[i] = size;
      hash = Math.imul(hash, 31) + ((protocols[i] as Protocol).id ^ (size << 4));
    }
    if ((odd & ODD) !== 0) return undefined;
    hash ^= hash >>> 9;
    for (let tries = 0; tries < TRIES; tries++) {
      const slot = (hash + tries) & (SLOTS - 1);
      const one = kept[slot] ?? this.keep(slot, cuts, count);
      if (one.protocols.length !== count) continue;
      let i = 0;
      while (i < count && one.protocols[i] === protocols[i] && one.sizes[i] === sizes[i]) i++;
      if (i === count) return one.form;
    }
    return undefined;
  }

  private keep(slot: number, cuts: Cuts, count: number): Kept {
    const { start } = cuts;
    const first = start[0] as number;
    const protocols = cuts.protocols.slice(0, count);
    const spots = protocols.map((protocol, i): Spot => {
      const offset = (start[i] as number) - first;
      const header = (this.sizes[i] as number) >> 1;
      const heading = headingOf(protocol, offset, header);
      return { ...this.spotOf(protocol, i), offset, header, heading };
    });
    const fits = spots.every(({ header = 0 }) => header <= LONG);
    const form = fits ? formOf(spots, this.acts, this.memos) : undefined;
    const kept = { protocols, sizes: this.sizes.slice(0, count), form };
    this.kept[slot] = kept;
    return kept;
  }

  /** For the layer at `i` alone, without its heading; undefined: it has no way. */
  one(cuts: Cuts, i: number): JsonForm | undefined {
    const { ends } = this;
    const size = (cuts.body[i] as number) - (cuts.start[i] as number);
    if (((cuts.flags[i] as number) & UNUSUAL) !== 0 || size > LONG) return undefined;
    const tailed = (ends.tail[i] as number) < (ends.end[i] as number);
    const place = 2 * i + (tailed ? 1 : 0);
    this.single[place] ??= new Map();
    const forms = this.single[place] as Map<Protocol, JsonForm | undefined>;
    const protocol = cuts.protocols[i] as Protocol;
    if (!forms.has(protocol)) {
      forms.set(protocol, formOf([this.spotOf(protocol, i)], this.acts, this.memos));
    }
    return forms.get(protocol);
  }

  private spotOf(protocol: Protocol, index: number): Spot {
    const struct = this.struct(protocol);
    const { tail, end } = this.ends;
    const tailed =
      struct.plan.tail !== undefined && (tail[index] as number) < (end[index] as number);
    return { index, struct, offset: 0, heading: '', header: undefined, tailed };
  }

  struct(protocol: Protocol): JsonStruct {
    let struct = this.structs.get(protocol);
    if (struct === undefined) {
      struct = new JsonStruct(protocol, protocol.plan, this.pen);
      this.structs.set(protocol, struct);
    }
    return struct;
  }
}
