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
  const forms = new Map<string, Form>();
  const exact = look.exact || look.length !== undefined;
  const size = look.length === undefined ? undefined : sizeOf(look.length);
  let other: Form | undefined;
  // Made when first met: a packet meets few of the alternatives.
  const chosen = (v: Loose, ahead?: Reading): Form | undefined => {
    const key = String(keyOf(v, ahead));
    let form = forms.get(key);
    if (form) return form;
    const fields = Object.hasOwn(alternatives, key) ? alternatives[key] : undefined;
    if (!fields) {
      other ??= otherwise && formOf(otherwise);
      return other;
    }
    form = formOf(fields);
    forms.set(key, form);
    return form;
  };
  const chosenOrData = (v: Loose, ahead?: Reading): Form | undefined =>
    chosen(v, ahead) ?? (exact ? dataForm() : undefined);
  const readExact = (r: Reading, v: Loose, end: number) => {
    const form = chosen(v, r);
    const room = end - r.at;
    if (form?.struct.fixed && form.struct.head === room) return form.struct.read(r, v);
    const mayFit = form && !form.struct.fixed && form.struct.head <= room;
    // A copy, so that a failed attempt leaves nothing behind.
    const found = mayFit && r.attempt(end, () => form.struct.read(r, { ...v }));
    if (found) return Object.assign(v, found);
    if (form) r.remark(r.at, `its form does not fit ${end - r.at} bytes`);
    // No byte at all is data too where a form was expected, or encoding would write that form.
    if (form && r.at === end) return Object.assign(v, { data: '' });
    return r.within(end, () => dataForm().struct.read(r, v)).value;
  };
  return {
    bits: 0,
    label: 'Body',
    dependent: true,
    help: 'depends on the fields before it',
    alternatives: { ...alternatives, ...(otherwise && { otherwise }), ...(exact && { DATA }) },
    compresses: [...Object.values(alternatives), otherwise ?? {}].some(compresses),
    ...sizedBy(look.length, 'bytes'),
    inPlace: {
      kind: 'choice',
      chosen(r, v) {
        const struct = chosenOrData(v, r)?.struct;
        const end = size ? endOf(r, size(v, r), 'the body') : r.end;
        return { struct, end: exact ? end : undefined };
      },
    },
    inline: (v) => (exact ? chosenOrData(v)?.orData : chosen(v)?.keys) ?? NO_KEYS,
    read(r: Reading, v: Loose): any {
      if (!exact) return chosen(v, r)?.struct.read(r, v);
      const end = size ? endOf(r, size(v, r), 'the body') : r.end;
      return r.problem ? v : readExact(r, v, end);
    },
    write(w: Writer, _value: unknown, v: Loose) {
      const form = chosen(v);
      writeOwn(w, exact && standsForAll(v, form) ? dataForm() : form, v);
    },
  };
}

/** A set of fields, and the keys that these have in the object around. */
interface Form {
  readonly struct: Struct;
  readonly keys: readonly string[];
  readonly paths: readonly (readonly string[])[];
  /** The keys, and that of a body that does not fit the form. */
  readonly orData: readonly string[];
}
const NO_KEYS: readonly string[] = [];

let data: Form | undefined;
function dataForm(): Form {
  data ??= formOf(DATA);
  return data;
}

function formOf(fields: Fields): Form {
  const keys = [...keysOf(fields)];
  const paths = keys.map((key) => key.split('.'));
  return { struct: new Struct(fields), keys, paths, orData: [...keys, 'data'] };
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
function standsForAll(v: Loose, form: Form | undefined): boolean {
  if (v.data === undefined) return false;
  const { keys, paths } = form ?? { keys: NO_KEYS, paths: [] };
  const other = keys.find((key, i) => key !== 'data' && getPath(v, paths[i] ?? []) !== undefined);
  if (other === undefined || keys.includes('data')) return other === undefined;
  throw new FieldError('data', `stands for the whole body: ${other} beside it has no place`);
}

/** Writes the fields of a choice out of the object around it, which holds others too. */
function writeOwn(w: Writer, form: Form | undefined, v: Loose): void {
  if (!form) return;
  const own: Loose = {};
  for (const path of form.paths) {
    const value = getPath(v, path);
    if (value !== undefined) setPath(own, path, value);
  }
  form.struct.write(w, own, undefined, v);
}
