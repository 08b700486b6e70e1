import type { Reader } from '../codec/bits.js';
import type { Seal } from '../codec/checksum/seal.js';
import type { Field, Fields } from '../codec/field.js';
import type { Computed, Plan, Protocol } from '../codec/protocol.js';

/** A checksum that stands at a fixed place: in a protocol's head, or in a field of its tail. */
export interface Seat {
  /** Among all that were met. */
  readonly index: number;
  readonly name: string;
  /** The field of the tail that it is. */
  readonly key: string;
  readonly seal: Seal;
  /** From where the head starts, or the field of the tail. */
  readonly from: number;
  readonly bytes: number;
  readonly read: Reader;
}

/** Where the checksums of a protocol may stand. */
export interface Seats {
  readonly protocol: Protocol;
  readonly plan: Plan;
  readonly head: readonly Seat[];
  readonly tail: readonly Seat[];
  /** Some stand where only reading the header tells. */
  readonly odd: boolean;
  /** The same of the tail. */
  readonly oddTail: boolean;
  readonly none: boolean;
  /** None but in the tail. */
  readonly bare: boolean;
}

/** `index`: the first that is free. */
export function seatsOf(protocol: Protocol, index: number): Seats {
  const { plan } = protocol;
  let next = index;
  const seat = ({ found, path, seal }: Computed): Seat => ({
    index: next++,
    name: found.cell.field.filter ?? `${protocol.name}.${path}`,
    key: found.key,
    seal: seal as Seal,
    from: found.cell.bit >> 3,
    bytes: found.cell.field.bits >> 3,
    read: found.cell.place.number as Reader,
  });
  const isFixed = ({ found: { item } }: Computed): boolean =>
    item.index === 0 && item.kind === 'run';
  const head = plan.seals.filter(isFixed).map(seat);
  const tail = plan.tailComputed.filter(({ seal }) => seal).map(seat);
  const odd = head.length < plan.seals.length || areSealed(protocol.declaration.fields);
  const oddTail = areSealed(protocol.declaration.tail ?? {});
  const none = !odd && !oddTail && head.length + tail.length === 0;
  const bare = !odd && head.length === 0;
  return { protocol, plan, head, tail, odd, oddTail, none, bare };
}

const areSealed = (fields: Fields): boolean => Object.values(fields).some(isSealed);

/** It is a checksum over the structure around it, or such a one is somewhere inside. */
function isSealed({ seal, entry, fields, alternatives, known }: Field): boolean {
  if (seal) return true;
  const inside = [fields, ...Object.values(alternatives ?? {}), ...optionFields(known)];
  if (inside.some((one) => one && areSealed(one))) return true;
  return entry !== undefined && (isField(entry) ? isSealed(entry) : areSealed(entry));
}

const isField = (entry: Fields | Field): entry is Field => typeof entry.bits === 'number';

const optionFields = (known: Readonly<Record<string, unknown>> = {}): (Fields | undefined)[] =>
  Object.values(known).map((option) => (option as { fields?: Fields }).fields);
