import { endOf } from './extent.js';
import type { Field, Place } from './field.js';
import { getPath, setPath } from './paths.js';

type Tells = (bytes: Uint8Array, at: number) => boolean;

/**
 * Says that the field behind it has its other form. It takes no bytes, and is left out of JSON
 * where it does not hold.
 */
export function mark(label: string, help: string, holds: Tells): Field<true | undefined, boolean> {
  return {
    bits: 0,
    label,
    help,
    truth: true,
    read: (r) => (r.left > 0 && holds(r.bytes, r.at) ? true : undefined),
    write() {},
  };
}

export interface Telling {
  /** The key of the mark before it. */
  readonly mark: string;
  /** The bytes have the other form. */
  readonly other: Tells;
  /** Bytes of which the same is told, for a value that is computed later. */
  readonly seeds: readonly [usual: readonly number[], other: readonly number[]];
}

/**
 * A number in one of two forms, of another width or byte order, which its own bytes tell apart.
 * What stands there keeps its form.
 */
export function twoForms<In>(
  usual: Field<number, In>,
  other: Field<number, In>,
  telling: Telling,
): Field<number | undefined, In> {
  const { alias } = usual;
  const marked = telling.mark.split('.');
  const place = placeOf(usual, other, telling);
  return {
    ...(usual as Field<any, In>),
    optional: () => true,
    place: () => place,
    read(r, v, key) {
      const from = r.at;
      const form = r.left > 0 && telling.other(r.bytes, from) ? other : usual;
      const end = from + form.bits / 8;
      if (endOf(r, form.bits / 8, form.label) !== end || r.problem) return undefined;
      r.at = end;
      const value: number = place.value(r.bytes, from);
      const own = alias?.when(value) ? alias.key : key;
      if (r.trace) r.note(this, own, from, value);
      if (own === key) return value;
      setPath(v, [own], value);
      return undefined;
    },
    write(w, value, v) {
      const from = w.at;
      w.put(Uint8Array.from(telling.seeds[getPath(v, marked) ? 1 : 0]));
      const given = value ?? (alias && v[alias.key]);
      if (given !== undefined) place.put(w.bytes, from, given);
    },
  };
}

/** It is a part of its own, so it stands where the part starts. */
function placeOf(usual: Field, other: Field, telling: Telling): Place {
  const usualPlace = usual.place?.(0) as Required<Place>;
  const otherPlace = other.place?.(0) as Required<Place>;
  const at = (b: Uint8Array, o: number) => (telling.other(b, o) ? otherPlace : usualPlace);
  const number = (b: Uint8Array, o: number) => at(b, o).number(b, o);
  return { number, value: number, put: (b, o, given) => at(b, o).put(b, o, given) };
}
