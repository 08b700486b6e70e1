import { type Extent, endOf, sizedBy, sizeOf } from './extent.js';
import {
  FieldError,
  type Fields,
  type Given,
  type Inline,
  type Loose,
  type Merged,
  type Values,
} from './field.js';
import { bytes } from './parts.js';
import { getPath, setPath } from './paths.js';
import type { Reading } from './reading.js';
import { compresses, Struct } from './struct.js';
import type { Writer } from './writer.js';

/** The fallback of a choice that must fill its room: what the declared form does not fit. */
const DATA = { data: bytes('Data', 'not decoded any further') } satisfies Fields;

/** The path of a field before it, or a function: while reading it may look at what stands ahead. */
type Chooser = string | ((v: Loose, ahead?: Reading) => string | number | undefined);

type Alternatives = Readonly<Record<string, Fields>>;
type DataIf<X> = X extends { exact: true } | { length: Extent } ? typeof DATA : never;
type Either<A extends Alternatives, O, X> = A[keyof A] | (O extends Fields ? O : never) | DataIf<X>;
type EachOut<U> = U extends Fields ? Values<U> : never;
type EachIn<U> = U extends Fields ? Given<U> : never;

/**
 * One of several sets of fields, chosen by a field before it. Their keys stand in the object
 * around. With `exact` or `length` the chosen form must fill its room; what does not fit is `data`.
 */
export function choice<
  const A extends Alternatives,
  const O extends Fields | undefined = undefined,
  const X extends { length?: Extent; exact?: boolean } = {},
>(
  by: Chooser,
  alternatives: A,
  otherwise?: O,
  look: X = {} as X,
): Inline<Merged<EachOut<Either<A, O, X>>>, Merged<EachIn<Either<A, O, X>>>> {
  const keyOf = typeof by === 'string' ? sizeOf(by) : by;
  const structs = new Map<string, Struct>();
  const other = otherwise ? new Struct(otherwise) : undefined;
  const exact = look.exact || look.length !== undefined;
  const data = exact ? new Struct(DATA) : undefined;
  const size = look.length === undefined ? undefined : sizeOf(look.length);
  // Made when first met: a packet meets few of the alternatives.
  const chosen = (v: Loose, ahead?: Reading): Struct | undefined => {
    const key = String(keyOf(v, ahead));
    const fields = Object.hasOwn(alternatives, key) ? alternatives[key] : undefined;
    if (!fields) return other;
    let struct = structs.get(key);
    if (struct) return struct;
    struct = new Struct(fields);
    structs.set(key, struct);
    return struct;
  };
  const readExact = (r: Reading, v: Loose, end: number) => {
    const struct = chosen(v, r);
    // A copy, so that a failed attempt leaves nothing behind.
    const found = struct && r.attempt(end, () => struct.read(r, { ...v }));
    if (found) return Object.assign(v, found);
    if (struct) r.remark(r.at, `its form does not fit ${end - r.at} bytes`);
    // No byte at all is data too where a form was expected, or encoding would write that form.
    if (struct && r.at === end) return Object.assign(v, { data: '' });
    return r.within(end, () => data?.read(r, v)).value;
  };
  return {
    bits: 0,
    label: 'Body',
    dependent: true,
    help: 'depends on the fields before it',
    alternatives: { ...alternatives, ...(otherwise && { otherwise }), ...(exact && { DATA }) },
    compresses: [...Object.values(alternatives), otherwise ?? {}].some(compresses),
    ...sizedBy(look.length, 'bytes'),
    inline: (v) => [...keysOf(chosen(v)?.fields ?? {}), ...(exact ? ['data'] : [])],
    read(r: Reading, v: Loose): any {
      if (!exact) return chosen(v, r)?.read(r, v);
      const end = size ? endOf(r, size(v, r), 'the body') : r.end;
      return r.problem ? v : readExact(r, v, end);
    },
    write(w: Writer, _value: unknown, v: Loose) {
      const struct = chosen(v);
      writeOwn(w, data && standsForAll(v, struct) ? data : struct, v);
    },
  };
}

function* keysOf(fields: Fields): Iterable<string> {
  for (const [key, field] of Object.entries(fields)) {
    if (field.inline) yield* Object.values(field.alternatives ?? {}).flatMap((f) => [...keysOf(f)]);
    else yield key;
    if (field.alias) yield field.alias.key;
    if (field.orHex) yield `${key}_hex`;
  }
}

/** `data` alone is the whole body; beside other fields of the form it is one of them. */
function standsForAll(v: Loose, struct: Struct | undefined): boolean {
  if (v.data === undefined) return false;
  const own = struct ? [...keysOf(struct.fields)] : [];
  const other = own.find((key) => key !== 'data' && getPath(v, key.split('.')) !== undefined);
  if (other === undefined || own.includes('data')) return other === undefined;
  throw new FieldError('data', `stands for the whole body: ${other} beside it has no place`);
}

/** Writes the fields of a choice out of the object around it, which holds others too. */
function writeOwn(w: Writer, struct: Struct | undefined, v: Loose): void {
  if (!struct) return;
  const own: Loose = {};
  for (const key of keysOf(struct.fields)) {
    const path = key.split('.');
    const value = getPath(v, path);
    if (value !== undefined) setPath(own, path, value);
  }
  struct.write(w, own, [], v);
}
