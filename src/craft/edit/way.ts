import type { Field, Fields, Loose } from '../../codec/field.js';
import { getPath } from '../../codec/paths.js';
import type { Found, Step } from '../fields.js';

export type Path = readonly (string | number)[];

/** Where the steps lead in these values; undefined: there is no such thing here. */
export function pathIn(values: Loose, steps: readonly Step[]): Path | undefined {
  const path: (string | number)[] = [];
  let here: unknown = values;
  for (const step of steps) {
    if (typeof here !== 'object' || here === null) return undefined;
    if (step.kind === 'key') {
      const keys = step.key.split('.');
      path.push(...keys);
      here = getPath(here as Loose, keys);
    } else {
      const list = here as Loose[];
      const index =
        step.kind === 'entry' ? step.index : list.findIndex((one) => one.name === step.name);
      path.push(index);
      here = list[index];
    }
  }
  return here === undefined ? undefined : path;
}

export const valueAtPath = (values: Loose, path: Path | undefined): unknown =>
  path && getPath(values, path.map(String));

/** It may be set where it is empty: all that is left, a list, options. */
export const mayBeEmpty = ({ field, steps }: Found): boolean =>
  field !== undefined &&
  field.bits === 0 &&
  !field.optional &&
  steps.every(({ kind }) => kind === 'key');

/** Somewhere on the way, but not in the layer itself, stands the verdict on a checksum. */
export function isSealedInside(values: Loose, path: Path): boolean {
  let here: unknown = values;
  return path.slice(0, -1).some((key) => {
    here = (here as Loose | undefined)?.[key];
    return here !== null && typeof here === 'object' && Object.keys(here).some(isStatus);
  });
}

const isStatus = (key: string): boolean => key.endsWith('_status');

/**
 * Before what stands at the end of the steps is changed: what says how long it is, and checksums
 * on the way that are right, are left out, so that they are computed.
 */
export function free(fields: Fields, values: Loose, steps: readonly Step[], inside = false): void {
  if (inside) {
    for (const key of Object.keys(values).filter(isStatus)) {
      if (values[key] === 'good') delete values[key.slice(0, -'_status'.length)];
    }
  }
  const [step, ...rest] = steps;
  if (step?.kind !== 'key') return;
  for (const field of fieldsOn(fields, step.key)) {
    const size = field.sizedBy?.path.split('.');
    const holder = size && (size.length > 1 ? getPath(values, size.slice(0, -1)) : values);
    if (size && holder) delete holder[size.at(-1) as string];
    const inner = getPath(values, step.key.split('.'));
    if (typeof inner === 'object' && inner !== null) freeWithin(field, inner, rest);
  }
}

function freeWithin(field: Field, values: Loose, steps: readonly Step[]): void {
  if (field.fields) return;
  const [step, ...rest] = steps;
  if (step === undefined) return;
  if (field.known) {
    const index = pathIn(values, [step])?.[0];
    const own = index === undefined ? undefined : values[index];
    const form = own && (field.known[own.name] as { fields: Fields; between?: Fields } | undefined);
    if (form) free({ ...form.between, ...form.fields }, own, rest, true);
  } else if (field.entry && typeof field.entry.bits !== 'number') {
    const isEntry = step.kind === 'entry';
    const own = isEntry ? values[step.index] : values;
    if (own) free(field.entry as Fields, own, isEntry ? rest : steps, true);
  }
}

/** Those of that key, and the choices among whose alternatives it stands. */
function* fieldsOn(fields: Fields, key: string): Iterable<Field> {
  for (const [own, field] of Object.entries<Field>(fields)) {
    if (field.inline) {
      const within = Object.values(field.alternatives ?? {}).flatMap((one) => [
        ...fieldsOn(one, key),
      ]);
      if (within.length > 0) yield field;
      yield* within;
    } else if (own === key || `${own}_hex` === key) {
      yield field;
    }
  }
}
