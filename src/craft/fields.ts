import { type Field, FieldError, type Fields } from '../codec/field.js';
import { filterNamesOf } from '../codec/filter-names.js';
import { closest } from '../codec/number.js';
import type { Protocol } from '../codec/protocol.js';

/** One step from a layer's values to a field inside. */
export type Step =
  /** A key of an object; dots nest. */
  | { readonly kind: 'key'; readonly key: string }
  /** An entry of a list. */
  | { readonly kind: 'entry'; readonly index: number }
  /** The option of that name among others, or a new one. */
  | { readonly kind: 'option'; readonly name: string };

/** A field by its name, and the way there. */
export interface Found {
  readonly steps: readonly Step[];
  /** Undefined: an option as a whole, with these fields. */
  readonly field: Field | undefined;
  readonly option?: Fields;
  /** The other key of the same bits (eth.type and eth.len). */
  readonly twin?: string | undefined;
}

/** All fields of a header and of what stands behind its payload. */
const fieldsOf = ({ declaration }: Protocol): Fields => ({
  ...declaration.fields,
  ...declaration.tail,
});

/**
 * The field that a name within its protocol means: keys of JSON (`flags.df`, `queries.0.name`;
 * without an index the first), a field of an option (`options.mss_val`), an option (`options.nop`),
 * a flag by its own name (`df`), or Wireshark's name where it is another.
 */
export function fieldNamed(protocol: Protocol, name: string): Found | undefined {
  let names = namesFound.get(protocol);
  if (!names || names.size > MOST_NAMES) {
    names = new Map();
    namesFound.set(protocol, names);
  }
  if (names.has(name)) return names.get(name);
  const field = declaredAs(protocol, name) ?? filterNamed(protocol, name);
  names.set(name, field);
  return field;
}

/** A line for each packet asks for the same names again and again. */
const namesFound = new WeakMap<Protocol, Map<string, Found | undefined>>();
const MOST_NAMES = 2000;

/** The same without Wireshark's names, which take a while to gather. */
export function declaredAs(protocol: Protocol, name: string): Found | undefined {
  const words = name.split('.');
  const fields = fieldsOf(protocol);
  return find(fields, words) ?? (words.length === 1 ? flagNamed(fields, name) : undefined);
}

/** The same, or an error that says what is near. */
export function needField(protocol: Protocol, name: string): Found {
  const found = fieldNamed(protocol, name);
  if (found) return found;
  const near = closest(name, namesOf(protocol));
  const hint = near
    ? `did you mean '${protocol.name}.${near}'?`
    : `there are ${Object.keys(fieldsOf(protocol)).join(', ')}`;
  throw new FieldError(`${protocol.name}.${name}`, `no such field; ${hint}`);
}

/** Names of all fields, each once, in the order of the declaration; of options their fields. */
export function namesOf(protocol: Protocol): string[] {
  return [...new Set(listed(protocol).map(({ name }) => name))];
}

/** A field that has a name of its own. */
export interface Listed {
  readonly name: string;
  readonly field: Field;
}

export function listed(protocol: Protocol): Listed[] {
  const found: Listed[] = [];
  list(fieldsOf(protocol), '', found);
  return found;
}

function list(fields: Fields, around: string, into: Listed[]): void {
  for (const [key, field] of entries(fields)) {
    const name = around + key;
    if (isLeaf(field)) into.push({ name, field });
    if (field.fields) {
      into.push({ name, field });
      list(field.fields, `${name}.`, into);
    }
    for (const { fields: own = {} } of optionsOf(field)) list(own, `${name}.`, into);
    if (field.entry && !isField(field.entry)) list(field.entry, `${name}.`, into);
  }
}

const isLeaf = ({ fields, known, entry }: Field): boolean =>
  !fields && !known && (!entry || isField(entry));

export const isField = (entry: Fields | Field): entry is Field => typeof entry.bits === 'number';

/** A list, where `nested` holds one structure. */
export const isList = ({ entry, init }: Field): boolean =>
  entry !== undefined && Array.isArray(init);

interface OptionForm {
  readonly name: string;
  readonly fields: Fields;
}

function optionsOf({ known = {} }: Field): OptionForm[] {
  return Object.entries(known).map(([name, form]) => {
    const { fields, between = {} } = form as { fields: Fields; between?: Fields };
    return { name, fields: { ...between, ...fields } };
  });
}

/** Fields with their keys; those of alternatives stand among the others. */
function* entries(fields: Fields): Iterable<readonly [string, Field, (string | undefined)?]> {
  for (const [key, field] of Object.entries<Field>(fields)) {
    if (field.inline) {
      for (const one of Object.values(field.alternatives ?? {})) yield* entries(one);
      continue;
    }
    yield [key, field, field.alias?.key];
    if (field.alias) yield [field.alias.key, field, key];
    if (field.orHex) yield [`${key}_hex`, { bits: 0, label: field.label, help: 'as hex' }];
  }
}

function find(fields: Fields, words: readonly string[]): Found | undefined {
  for (const [key, field, twin] of entries(fields)) {
    const own = key.split('.');
    if (!own.every((word, i) => word === words[i])) continue;
    const found = inside(field, words.slice(own.length));
    if (!found) continue;
    const whole = found.steps.length === 0 ? { twin } : {};
    return { ...found, ...whole, steps: [{ kind: 'key', key }, ...found.steps] };
  }
  return undefined;
}

/** What the rest of a name means inside of a field. */
function inside(field: Field, words: readonly string[]): Found | undefined {
  const [word] = words;
  if (word === undefined) return { steps: [], field };
  if (field.fields) return find(field.fields, words);
  if (field.known) return amongOptions(field, words);
  if (!field.entry) return undefined;
  if (!isList(field)) return isField(field.entry) ? undefined : find(field.entry, words);
  const numbered = /^\d{1,4}$/.test(word);
  const index = numbered ? Number(word) : 0;
  const rest = numbered ? words.slice(1) : words;
  const found = isField(field.entry) ? inside(field.entry, rest) : within(field.entry, rest);
  return found && { ...found, steps: [{ kind: 'entry', index }, ...found.steps] };
}

function within(fields: Fields, words: readonly string[]): Found | undefined {
  return words.length === 0 ? { steps: [], field: undefined } : find(fields, words);
}

function amongOptions(field: Field, words: readonly string[]): Found | undefined {
  const [word = '', ...rest] = words;
  const forms = optionsOf(field);
  if (/^\d{1,4}$/.test(word)) {
    const index = Number(word);
    const step = { kind: 'entry', index } as const;
    if (rest.length === 0) return { steps: [step], field: undefined };
    for (const form of forms) {
      const found = find(form.fields, rest);
      if (found) return { ...found, steps: [step, ...found.steps] };
    }
    return undefined;
  }
  const named = forms.find(({ name }) => name === word);
  if (named && rest.length === 0) {
    return { steps: [{ kind: 'option', name: word }], field: undefined, option: named.fields };
  }
  const own = named && find(named.fields, rest);
  if (own) return { ...own, steps: [{ kind: 'option', name: word }, ...own.steps] };
  for (const { name, fields } of forms) {
    const found = find(fields, words);
    if (found) return { ...found, steps: [{ kind: 'option', name }, ...found.steps] };
  }
  return undefined;
}

/** `syn` for `flags.syn`: a flag of a group by its own name. */
function flagNamed(fields: Fields, name: string): Found | undefined {
  for (const [key, { fields: inner }] of entries(fields)) {
    const field = inner?.[name];
    if (!field) continue;
    const steps = [
      { kind: 'key', key },
      { kind: 'key', key: name },
    ] as const;
    return { steps, field };
  }
  return undefined;
}

function filterNamed(protocol: Protocol, name: string): Found | undefined {
  const [path] = filterNamesOf(protocol).paths(`${protocol.name}.${name}`);
  if (path === undefined) return undefined;
  return find(fieldsOf(protocol), path.slice(protocol.name.length + 1).split('.'));
}
