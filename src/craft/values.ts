import { type Field, FieldError, type Loose, shown, zeroOf } from '../codec/field.js';
import { isObject } from '../codec/keys.js';
import { closest, numberFrom, parseNumber } from '../codec/number.js';
import { getPath, setPath } from '../codec/paths.js';
import { unescaped } from './escapes.js';
import { type Found, isField, isList, type Step } from './fields.js';

/** What the codec is to be given. */
export function valueFor(
  { field, option }: Found,
  text: string | undefined,
  around: Loose = {},
): unknown {
  if (option) return optionFrom(option, text);
  if (field === undefined) {
    if (text === undefined) throw new FieldError('', 'a value is needed');
    return jsonFrom(text);
  }
  if (text === undefined) {
    if (isFlag(field)) return true;
    throw new FieldError('', `a value is needed, ${example(field)}`);
  }
  const { namesBy } = field;
  return fromText(namesBy ? { ...field, names: namesBy(around) } : field, text);
}

/** One bit that is true or false, or a mark beside a field. */
const isFlag = (field: Field): boolean => field.truth === true;

const example = (field: Field): string =>
  field.help === '' ? 'as in name=1' : `${field.label.toLowerCase()}: ${field.help}`;

const TRUE = /^(1|true|yes|on|set)$/i;
const FALSE = /^(0|false|no|off|unset)$/i;

function fromText(field: Field, text: string): unknown {
  if (isFlag(field)) {
    if (TRUE.test(text)) return true;
    if (FALSE.test(text)) return false;
    throw new FieldError('', `1 or 0, true or false is needed, not ${shown(text)}`);
  }
  if (field.orHex) return unescaped(text);
  const structured = field.known ?? field.fields ?? field.entry;
  if (structured && /^\s*[[{]/.test(text)) return jsonFrom(text);
  if (field.fields) return groupFrom(field, text);
  if (field.known) return optionsFrom(field, text);
  if (isList(field)) return listFrom(field, text);
  if (structured) throw new FieldError('', `an object is needed, as in '{"key":1}'`);
  return isNumber(field) ? numberOf(field, text) : text;
}

const isNumber = (field: Field): boolean => typeof zeroOf(field) === 'number';

/** As a number, for what depends on it; one too large for that stays text. */
function numberOf({ names }: Field, text: string): number | string {
  if (text === '') throw new FieldError('', 'a value is needed');
  const value = numberFrom(text, names);
  return typeof value === 'number' ? value : String(value);
}

/** What the engine says of it, which quotes the text and repeats that it is none. */
export const noJson = (error: unknown): string =>
  `no JSON: ${(error as Error).message.replace(/, (?:\.\.\.)?".* is not valid JSON$/s, '')}`;

function jsonFrom(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FieldError('', noJson(error));
  }
}

/** A number for all bits, or names of flags: `SYN,ACK`, `syn+ack`, `SA`; `none`. */
function groupFrom(field: Field, text: string): unknown {
  const number = parseNumber(text);
  if (number !== undefined) return number;
  const set: Loose = {};
  if (/^(none)?$/i.test(text)) return 0;
  for (const word of text.split(/[,+|\s]+/)) {
    for (const key of flagsIn(field, word)) set[key] = true;
  }
  return set;
}

function flagsIn({ fields = {}, spelled = {} }: Field, word: string): string[] {
  const lower = word.toLowerCase();
  const flags = Object.keys(fields).filter((key) => fields[key] && isFlag(fields[key]));
  // Two capitals are letters: ACK and ECE, not accurate ECN.
  const whole = word.length > 2 ? lower : word;
  if (flags.includes(whole)) return [whole];
  if (Object.hasOwn(spelled, lower)) return [spelled[lower] as string];
  const letters = [...lower].map((letter) =>
    Object.hasOwn(spelled, letter) ? spelled[letter] : '',
  );
  if (letters.length > 0 && letters.every((key) => key)) return letters as string[];
  if (flags.includes(lower)) return [lower];
  const near = closest(lower, [...flags, ...Object.keys(spelled)]);
  const hint = near ? `did you mean '${near}'?` : `there are ${flags.join(', ')}`;
  throw new FieldError('', `no flag is called ${shown(word)}; ${hint}`);
}

/** `mss=1460,nop,wscale=7`: options by their names, values of several fields with colons. */
function optionsFrom(field: Field, text: string): unknown[] {
  if (text === '' || text === 'none') return [];
  return text.split(',').map((piece) => {
    const at = piece.indexOf('=');
    const given = (at < 0 ? piece : piece.slice(0, at)).trim().toLowerCase();
    const name = field.spelled?.[given] ?? given;
    const form = field.known?.[name] as { fields: Loose; between?: Loose } | undefined;
    if (!form) {
      const near = closest(given, [...Object.keys(field.known ?? {})]);
      const hint = near ? `did you mean '${near}'?` : 'JSON is taken too';
      throw new FieldError('', `no option is called ${shown(given)}; ${hint}`);
    }
    try {
      const fields = { ...form.between, ...form.fields };
      return { name, ...optionFrom(fields, at < 0 ? undefined : piece.slice(at + 1)) };
    } catch (error) {
      throw error instanceof FieldError ? error.within(name) : error;
    }
  });
}

/** The fields of one option, in their order, from values with colons between them. */
function optionFrom(fields: Loose, text: string | undefined): Loose {
  if (text === undefined) return {};
  if (/^\s*\{/.test(text)) return jsonFrom(text) as Loose;
  const own: Loose = {};
  const all = Object.entries<Field>(fields).filter(([, { inline }]) => !inline);
  const [only] = all;
  if (!only) throw new FieldError('', 'takes no value');
  const pieces = all.length === 1 ? [text] : text.split(':');
  if (pieces.length > all.length) {
    throw new FieldError('', `takes ${all.length} values: ${all.map(([key]) => key).join(':')}`);
  }
  for (const [i, piece] of pieces.entries()) {
    const [key, field] = all[i] as [string, Field];
    if (piece !== '') setPath(own, key.split('.'), fromText(field, piece));
  }
  return own;
}

/** Entries with commas between them; of several fields with `-`: `--sack 1-2,5-9`. */
function listFrom({ entry }: Field, text: string): unknown[] {
  if (text === '') return [];
  const pieces = text.split(',');
  if (entry === undefined || isField(entry)) {
    return pieces.map((piece) => fromText(entry as Field, piece));
  }
  const all = Object.entries(entry);
  return pieces.map((piece) => {
    const values = all.length === 1 ? [piece] : piece.split('-');
    if (all.some(([, { inline }]) => inline)) {
      throw new FieldError('', `JSON is needed, as in '[{"${all[0]?.[0]}":…}]'`);
    }
    if (values.length !== all.length) {
      const form = all.map(([key]) => key).join('-');
      throw new FieldError('', `${form} is needed, not ${shown(piece)}; commas between several`);
    }
    const own: Loose = {};
    for (const [i, [key, field]] of all.entries()) {
      setPath(own, key.split('.'), fromText(field, values[i] as string));
    }
    return own;
  });
}

/** Sets a field; where its bits have another key too, that one goes. */
export function setAt(values: Loose, { steps, twin }: Found, value: unknown): void {
  if (twin !== undefined) remove(values, [...steps.slice(0, -1), { kind: 'key', key: twin }]);
  put(values, steps, value);
}

/**
 * Sets what is at the end of the steps, from that one on; what lies on the way is made where it is
 * missing.
 */
export function put(values: Loose, steps: readonly Step[], value: unknown, from = 0): void {
  const step = steps[from] as Step;
  const next = steps[from + 1];
  if (step.kind === 'option') {
    putOption(values as Loose[], step.name, steps, value, from + 1);
    return;
  }
  const path = step.kind === 'key' ? step.key.split('.') : [String(step.index)];
  if (step.kind === 'entry' && step.index > values.length) {
    throw new FieldError('', `entry ${step.index}, where there are ${values.length}`);
  }
  if (!next) {
    setPath(values, path, value);
    return;
  }
  let inner: unknown = getPath(values, path);
  if (inner === undefined) {
    inner = next.kind === 'key' ? {} : [];
    setPath(values, path, inner);
  } else if (typeof inner !== 'object' || inner === null) {
    throw new FieldError('', `given as a whole already: ${shown(inner)}`);
  }
  put(inner as Loose, steps, value, from + 1);
}

function putOption(
  options: Loose[],
  name: string,
  steps: readonly Step[],
  value: unknown,
  from: number,
): void {
  const whole = from === steps.length;
  // An option as a whole is one more: NOPs are many.
  let own = whole ? undefined : options.find((one) => one.name === name);
  if (!own) {
    own = { name };
    options.push(own);
  }
  if (whole) Object.assign(own, value);
  else put(own, steps, value, from);
}

/** Takes away what is at the end of the steps, if it is there; options of that name all. */
export function remove(values: Loose, steps: readonly Step[]): boolean {
  const [step, ...rest] = steps as [Step, ...Step[]];
  if (step.kind === 'option') {
    const options = values as Loose[];
    const own = options.filter((one) => one.name === step.name);
    if (rest.length > 0) return own.map((one) => remove(one, rest)).includes(true);
    for (const one of own) options.splice(options.indexOf(one), 1);
    return own.length > 0;
  }
  const path = step.kind === 'key' ? step.key.split('.') : [String(step.index)];
  const holder = path.length > 1 ? getPath(values, path.slice(0, -1)) : values;
  const last = path.at(-1) as string;
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, last)) return false;
  if (rest.length > 0) {
    const inner = holder[last];
    return typeof inner === 'object' && inner !== null && remove(inner, rest);
  }
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return true;
}

/** Values of their own, for who changes them: `structuredClone` takes ten times as long. */
export function copied<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copied) as T;
  if (!isObject(value)) return value;
  const copy: Loose = {};
  for (const key of Object.keys(value)) copy[key] = copied(value[key]);
  return copy as T;
}
