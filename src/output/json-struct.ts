import type { Run } from '../codec/layout.js';
import { Literal } from '../codec/out.js';
import type { Computed, Plan, Protocol } from '../codec/protocol.js';
import type { Plain } from '../codec/rules.js';
import { compresses } from '../codec/struct.js';
import { JsonFields } from './json-fields.js';
import { piecesOf } from './json-pieces.js';
import { type Program, programsOf, run } from './json-program.js';
import type { Pen } from './pen.js';

/** Tells whether a checksum holds. */
interface Judge {
  holds(computed: Computed, from: number): boolean;
}

/** `{"protocol":"tcp","offset":` */
export const openOf = ({ name }: Protocol): string =>
  `{"protocol":${JSON.stringify(name)},"offset":`;

/** Of all places and lengths that were met, so many are remembered. */
const SLOTS = 1024;

/** How the layers of one protocol are written, worked out when the first one is met. */
export class JsonStruct {
  readonly fields: JsonFields | undefined;
  /** Where it is asked: encoding gives the bytes back. */
  readonly regular: Plan['rules']['regular'];
  /** No check has anything to say. */
  readonly plain: Plain;
  private readonly opens: Literal[] = [];
  private readonly keys = new Int32Array(SLOTS).fill(-1);

  constructor(
    private readonly protocol: Protocol,
    readonly plan: Plan,
    pen: Pen,
    judge: Judge,
  ) {
    this.fields = membersOf(plan, pen, judge);
    const { checks, plain, regular } = plan.rules;
    this.regular = compresses(plan.struct.fields) ? regular : undefined;
    this.plain = checks?.length ? (plain ?? (() => false)) : () => true;
  }

  /** `{"protocol":"tcp","offset":34,"length":32,"fields":` */
  open(offset: number, length: number): Literal {
    const key = (offset << 8) | length;
    const slot = (length ^ (offset << 3)) & (SLOTS - 1);
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

function membersOf(plan: Plan, pen: Pen, judge: Judge): JsonFields | undefined {
  const { struct, rules, seals } = plan;
  // Whether encoding gives the bytes back has to be known.
  if (rules.exact || (compresses(struct.fields) && !rules.regular)) return undefined;
  const [first] = struct.items;
  if (seals.some(({ found }) => found.item !== first)) return undefined;
  const head = first?.kind === 'run' ? headOf(first, seals, pen, judge) : undefined;
  if (first?.kind === 'run' && head === undefined) return undefined;
  const fields = new JsonFields(struct, pen, head ? { head } : {});
  return fields.fails ? undefined : fields;
}

/** Fixed fields, with verdicts between them. */
function headOf(
  { cells }: Run,
  seals: readonly Computed[],
  pen: Pen,
  judge: Judge,
): ((at: number) => boolean) | undefined {
  const laid = piecesOf(cells, seals);
  const programs = laid && programsOf(laid.pieces, laid.after);
  if (!programs) return undefined;
  const [head] = programs;
  const inOrder = [...seals].sort((a, b) => a.found.cell.bit - b.found.cell.bit);
  return (at) => {
    const { out, bytes } = pen;
    run(head as Program, out, bytes, at);
    for (let i = 0; i < inOrder.length; i++) {
      if (!judge.holds(inOrder[i] as Computed, at)) return false;
      run(programs[i + 1] as Program, out, bytes, at);
    }
    return true;
  };
}
