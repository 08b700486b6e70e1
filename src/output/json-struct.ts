import { BROKEN, CUT } from '../codec/dissect.js';
import type { Loose } from '../codec/field.js';
import { Literal, type Out } from '../codec/out.js';
import { setPath } from '../codec/paths.js';
import type { Computed, Plan, Protocol } from '../codec/protocol.js';
import { Reading } from '../codec/reading.js';
import type { Plain } from '../codec/rules.js';
import { compresses } from '../codec/struct.js';
import { JsonOptions } from './json-options.js';
import { piecesOf } from './json-pieces.js';
import { type Program, programsOf, run } from './json-program.js';
import { ascii } from './json-text.js';

/** Tells whether a checksum holds. */
interface Judge {
  holds(computed: Computed, from: number): boolean;
}

/** Writes the members of a layer's fields, each behind a comma; false: another way is needed. */
export type Members = (
  out: Out,
  bytes: Uint8Array,
  start: number,
  body: number,
  most: number,
  judge: Judge,
) => boolean;

/** `{"protocol":"tcp","offset":` */
export const openOf = ({ name }: Protocol): string =>
  `{"protocol":${JSON.stringify(name)},"offset":`;

/** Of all places and lengths that were met, so many are remembered. */
const SLOTS = 128;

/** How the layers of one protocol are written, worked out when the first one is met. */
export class JsonStruct {
  readonly members: Members | undefined;
  /** No check has anything to say. */
  readonly plain: Plain;
  private readonly opens: Literal[] = [];
  private readonly keys = new Int32Array(SLOTS).fill(-1);

  constructor(
    private readonly protocol: Protocol,
    readonly plan: Plan,
  ) {
    this.members = membersOf(plan);
    const { checks, plain } = plan.rules;
    this.plain = checks?.length ? (plain ?? (() => false)) : () => true;
  }

  /** `{"protocol":"tcp","offset":34,"length":32,"fields":` */
  open(offset: number, length: number): Literal {
    const key = (offset << 8) | length;
    const slot = (length ^ (offset << 1)) & (SLOTS - 1);
    if (this.keys[slot] !== key || offset >= MOST_OFFSET) this.learn(slot, key, offset, length);
    return this.opens[slot] as Literal;
  }

  private learn(slot: number, key: number, offset: number, length: number): void {
    const text = `${openOf(this.protocol)}${offset},"length":${length},"fields":`;
    this.opens[slot] = new Literal(text);
    this.keys[slot] = key;
  }
}

/** Whose key has room in a number; the length of a header is less than a byte's. */
const MOST_OFFSET = 1 << 22;

/** A header that is not whole goes another way. */
export const UNUSUAL = BROKEN | CUT;

function membersOf(plan: Plan): Members | undefined {
  const { struct, rules } = plan;
  if (rules.exact || compresses(struct.fields)) {
    const { regular } = rules;
    if (rules.exact || !regular) return undefined;
    return (out, bytes, start, body, most, judge) =>
      regular(bytes, start, body) && anyMembers(plan, out, bytes, start, body, most, judge);
  }
  return quickMembers(plan) ?? ((...args) => anyMembers(plan, ...args));
}

/** Fixed fields, and options behind them. */
function quickMembers({ struct, seals }: Plan): Members | undefined {
  const [first, rest, more] = struct.items;
  if (first?.kind !== 'run' || more || rest?.kind === 'run') return undefined;
  const laid = piecesOf(first.cells, seals);
  const programs = laid && programsOf(laid.pieces, laid.after);
  if (!laid || !programs || seals.some(({ found }) => found.item !== first)) return undefined;
  const key = rest?.key ?? '';
  const options = rest && JsonOptions.of(rest.field);
  if (rest && (!options || rest.optional || rest.path.length > 1 || laid.roots.has(key))) {
    return undefined;
  }
  const [head] = programs;
  const open = new Literal(`,${JSON.stringify(key)}:[`);
  const inOrder = [...seals].sort((a, b) => a.found.cell.bit - b.found.cell.bit);
  const { bytes: size } = first;
  return (out, bytes, start, body, most, judge) => {
    if (options ? body - start < size : body - start !== size) return false;
    run(head as Program, out, bytes, start);
    for (let i = 0; i < inOrder.length; i++) {
      if (!judge.holds(inOrder[i] as Computed, start)) return false;
      run(programs[i + 1] as Program, out, bytes, start);
    }
    if (options === undefined || body - start === size) return true;
    out.put(open);
    if (!options.write(out, bytes, start + size, body, most)) return false;
    out.byte(CLOSE);
    return true;
  };
}

const CLOSE = 93;
const COMMA = 44;

/** Fields of any kind, by way of their values. */
function anyMembers(
  { struct, seals }: Plan,
  out: Out,
  bytes: Uint8Array,
  start: number,
  body: number,
  most: number,
  judge: Judge,
): boolean {
  const r = new Reading(bytes, start, start, body);
  let good = true;
  const after = (path: string, v: Loose, at: number): void => {
    for (const seal of seals) {
      if (seal.found.key !== path) continue;
      good &&= judge.holds(seal, at);
      setPath(v, seal.status, 'good');
    }
  };
  const fields = struct.read(r, {}, after);
  if (!good || r.problem || r.remarks || r.at !== body) return false;
  const { at } = out;
  if (!ascii(out, JSON.stringify(fields), most)) return false;
  // Without the braces; a comma stands where the first one was.
  out.bytes[at] = COMMA;
  out.at = out.at === at + 2 ? at : out.at - 1;
  return true;
}
