import { putBits, reader } from './bits.js';
import {
  type Cell,
  type Field,
  FieldError,
  type Fields,
  type Given,
  type Grouped,
  shown,
  type Values,
} from './field.js';
import { type Look, misfit } from './fixed.js';
import type { Known } from './keys.js';

/** What may be given by its name alone. */
type FlagsOf<F extends Fields> = {
  [K in keyof F & string]: F[K] extends Field<boolean, any> ? K : never;
}[keyof F & string];

/** Adjoining bits that also have a value as a whole: flags, the DS field. */
export function group<const F extends Fields>(
  label: string,
  help: string,
  fields: F,
  look: Look<Values<F>> = {},
): Field<Values<F>, number | readonly FlagsOf<F>[] | Given<F>> & Grouped<F> {
  const bits = Object.values(fields).reduce((sum, f) => sum + f.bits, 0);
  const made: Field<Values<F>, number | readonly FlagsOf<F>[] | Given<F>> = {
    bits,
    label,
    help,
    fields,
    // Left out as a whole, its fields still have their initial values.
    ...(Object.values(fields).some((field) => field.init !== undefined) && {
      init: {} as Given<F>,
    }),
    ...look,
    place(bit) {
      const cells = layOut(fields, bit);
      const byKey = new Map(cells.map((c) => [c.key, c]));
      const preset = cells.filter(({ field }) => field.init !== undefined);
      const number = reader(bit, bits);
      return {
        number,
        cells,
        value(b, o) {
          const v: Record<string, unknown> = {};
          for (const cell of cells) v[cell.key] = cell.value(b, o);
          return v;
        },
        put(b, o, given) {
          if (typeof given === 'number') {
            if (!(Number.isInteger(given) && given >= 0 && given < 2 ** bits)) {
              throw new FieldError('', misfit(given, bits, 1));
            }
            putBits(b, o, bit, bits, given);
            return;
          }
          const set = Array.isArray(given)
            ? Object.fromEntries(given.map((key: string) => [key, true]))
            : given;
          if (typeof set !== 'object' || set === null) {
            throw new FieldError('', `an object of fields is needed, not ${shown(given)}`);
          }
          for (const key in set) {
            const cell = byKey.get(key);
            if (!cell) {
              throw new FieldError(key, `no such field; there are ${[...byKey.keys()].join(', ')}`);
            }
            putCell(cell, b, o, set[key]);
          }
          for (const cell of preset)
            if (set[cell.key] === undefined) putCell(cell, b, o, undefined);
        },
      };
    },
  };
  return made as typeof made & Grouped<F>;
}

/** Writes what was given, or the field's initial value; what stands there already is zero. */
function putCell(cell: Cell, b: Uint8Array, o: number, given: unknown): void {
  const value = given === undefined ? cell.init : given;
  if (value === undefined) return;
  try {
    cell.put(b, o, value);
  } catch (error) {
    throw error instanceof FieldError ? error.within(cell.key) : error;
  }
}

/** Of the fields of a group, whose value is laid as a whole. */
const NOWHERE = -1;

export function cellAt(key: string, field: Field, bit: number, known?: Known): Cell {
  const place = field.place?.(bit);
  if (!place) throw new Error(`${key}: only fixed fields have a place`);
  const path = key.split('.');
  const plain = path.length === 1 && !field.alias;
  const { value, number, cells: inner, put } = place;
  const { init, alias } = field;
  const slot = known?.spot(path).slot ?? NOWHERE;
  const aliasSlot = known && alias ? known.spot(alias.key.split('.')).slot : slot;
  return {
    key,
    path,
    field,
    bit,
    place,
    value,
    number,
    inner,
    put,
    init,
    alias,
    plain,
    slot,
    aliasSlot,
  };
}

/** Fixed fields one after another, from `bit` bits after the structure's start. */
export function layOut(fields: Fields, bit: number, known?: Known): Cell[] {
  let at = bit;
  return Object.entries(fields).map(([key, field]) => {
    const cell = cellAt(key, field, at, known);
    at += field.bits;
    return cell;
  });
}
