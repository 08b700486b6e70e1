import { Literal } from '../codec/out.js';
import type { Plan, Protocol } from '../codec/protocol.js';
import type { Plain } from '../codec/rules.js';
import { compresses } from '../codec/struct.js';
import type { Piece } from './json-builder.js';
import { JsonFields } from './json-fields.js';
import type { JsonOptions } from './json-options.js';
import { piecesOf } from './json-pieces.js';
import { JsonTail } from './json-tail.js';
import { plainOptions } from './option-walk.js';
import type { Pen } from './pen.js';

/** `{"protocol":"tcp","offset":` */
export const openOf = ({ name }: Protocol): string =>
  `{"protocol":${JSON.stringify(name)},"offset":`;

/** `{"protocol":"tcp","offset":34,"length":32,"fields":` */
export const headingOf = (protocol: Protocol, offset: number, length: number): string =>
  `${openOf(protocol)}${offset},"length":${length},"fields":`;

/** Of all places and lengths that were met, so many are remembered. */
const SLOTS = 1024;

/** The fixed fields at a header's start. */
interface Head {
  readonly pieces: readonly Piece[];
  readonly after: string;
  readonly bytes: number;
}

/** How the layers of one protocol are written, worked out when the first one is met. */
export class JsonStruct {
  readonly head: Head | undefined;
  /** Writes all but the head; undefined: some field has no way. */
  readonly fields: JsonFields | undefined;
  /** Where no bytes follow the head, nothing is to be written. */
  readonly bare: boolean;
  /** Nothing but these follows the head. */
  readonly options: JsonOptions | undefined;
  /** Where it is asked: encoding gives the bytes back. */
  readonly regular: Plan['rules']['regular'];
  /** No check has anything to say; undefined: there is none. */
  readonly plain: Plain | undefined;
  /** Fields behind the payload. */
  readonly tails: readonly JsonTail[];
  private readonly opens: Literal[] = [];
  private readonly keys = new Int32Array(SLOTS).fill(-1);

  constructor(
    readonly protocol: Protocol,
    readonly plan: Plan,
    pen: Pen,
  ) {
    const { struct, rules } = plan;
    const { checks, plain, regular } = rules;
    this.head = headOf(plan);
    this.fields = membersOf(plan, pen, this.head);
    const { parts } = struct.layout;
    this.bare = parts.every(({ field }) => plainOptions(field));
    this.options = this.bare && parts.length === 1 ? this.fields?.options : undefined;
    this.tails = plan.tailParts.map(({ part }) => new JsonTail(part, plan.tailComputed));
    this.regular = compresses(struct.fields) ? regular : undefined;
    this.plain = checks?.length ? (plain ?? (() => false)) : undefined;
  }

  /** Its heading, for wherever it stands. */
  open(offset: number, length: number): Literal {
    const key = (offset << 8) | length;
    const slot = (length ^ (offset << 3)) & (SLOTS - 1);
    if (this.keys[slot] !== key || offset >= MOST_OFFSET) {
      this.opens[slot] = new Literal(headingOf(this.protocol, offset, length));
      this.keys[slot] = key;
    }
    return this.opens[slot] as Literal;
  }
}

/** Whose key has room in a number; the length of a header is less than a byte's. */
const MOST_OFFSET = 1 << 22;

function membersOf(plan: Plan, pen: Pen, head: Head | undefined): JsonFields | undefined {
  const { struct, rules, seals } = plan;
  // Whether encoding gives the bytes back has to be known.
  if (rules.exact || (compresses(struct.fields) && !rules.regular)) return undefined;
  const [first] = struct.items;
  if (seals.some(({ found }) => found.item !== first)) return undefined;
  if (first?.kind === 'run' && head === undefined) return undefined;
  const fields = new JsonFields(struct, pen, { headed: head !== undefined });
  return fields.fails ? undefined : fields;
}

/** With the brace in place of the first comma. */
function headOf({ struct, seals }: Plan): Head | undefined {
  const [first] = struct.items;
  const laid = first?.kind === 'run' ? piecesOf(first.cells, seals) : undefined;
  const [piece, ...rest] = laid?.pieces ?? [];
  if (first?.kind !== 'run' || !laid || !piece) return undefined;
  const pieces = [{ ...piece, before: `{${piece.before.slice(1)}` }, ...rest];
  return { pieces, after: laid.after, bytes: first.bytes };
}
