import { assemble } from '../codec/assemble.js';
import type { Catalog } from '../codec/catalog.js';
import { type Field, FieldError, type Loose } from '../codec/field.js';
import { toHex } from '../codec/hex.js';
import { isObject } from '../codec/keys.js';
import type { Packet } from '../codec/packet.js';
import { getPath, setPath } from '../codec/paths.js';
import type { Protocol } from '../codec/protocol.js';
import { CraftError } from './craft-error.js';
import { addMissing, defaultsOf } from './defaults.js';
import { fieldNamed, isField, type Step } from './fields.js';
import { Maker } from './maker.js';
import { nameWithin, recipeFrom } from './recipe.js';
import { shorts } from './shorts.js';
import { copied, put, remove, valueFor } from './values.js';
import { wordsFrom } from './words.js';

/** The words behind `tcpip build` that give these bytes, few where defaults do. */
export function commandFor(packet: Packet): readonly string[] {
  const { catalog, bytes } = packet;
  const whole = ['hex', toHex(bytes)];
  const layers = shortest(packet);
  if (!layers) return whole;
  const joined = (from: number): string[] =>
    layers.slice(from).flatMap((words, i) => (i > 0 ? ['/', ...words] : words));
  // Layers of which nothing is said may be added by themselves.
  let from = 0;
  while (layers[from]?.length === 1 && from < layers.length - 1) from++;
  for (; from > 0; from--) if (gives(catalog, joined(from), bytes)) return joined(from);
  if (gives(catalog, joined(0), bytes)) return joined(0);
  return gives(catalog, joined(0), bytes, true) ? ['--bare', ...joined(0)] : whole;
}

function gives(
  catalog: Catalog,
  words: readonly string[],
  bytes: Uint8Array,
  bare = false,
): boolean {
  try {
    const recipe = recipeFrom(catalog, wordsFrom(catalog, words), { bare });
    const made = new Maker(catalog, recipe);
    return made.count === 1 && same(made.packet(0), bytes);
  } catch (error) {
    if (error instanceof CraftError) return false;
    throw error;
  }
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i === a.length && i === b.length;
}

interface Stated {
  readonly protocol: Protocol;
  readonly given: Loose;
}

/** A list of words for each layer, or nothing where values do not give the bytes back. */
function shortest(packet: Packet): string[][] | undefined {
  const { bytes, catalog } = packet;
  const stated = statedOf(packet);
  if (stated.length === 0 || !same(built(stated), bytes)) return undefined;
  for (const { protocol, given } of stated) {
    for (const { steps } of leavesOf(protocol, given)) leaveOut(stated, given, steps, bytes);
    for (const { value } of leavesOf(protocol, given)) leaveLastOut(stated, value, bytes);
  }
  return stated.map(({ protocol, given }) => layerWords(catalog, protocol, given));
}

/** Values of the layers; of what they cannot say, the bytes. */
function statedOf({ layers, bytes, catalog }: Packet): Stated[] {
  const odd = layers.findIndex(({ raw, after }) => raw !== undefined || after !== undefined);
  const isPayload = layers[odd]?.after !== undefined && layers[odd - 1]?.protocol === catalog.data;
  // Surplus bytes lie behind a payload as if they belonged to it.
  const from = isPayload ? odd - 1 : odd;
  const plain = from < 0 ? layers : layers.slice(0, from);
  const stated = plain
    // A layer without bytes says only what captures say.
    .filter(({ body, offset, protocol }) => body > offset || protocol === catalog.data)
    .map(({ protocol, fields }): Stated => {
      return { protocol, given: copied(withoutVerdicts(fields)) };
    });
  const start = layers[from]?.offset;
  if (start === undefined) return stated;
  const surplus = layers.filter(({ after }) => after !== undefined).map(({ end }) => end);
  const end = Math.max(plain.at(-1)?.stop ?? bytes.length, ...surplus);
  return [...stated, { protocol: catalog.data, given: { data: toHex(bytes, start, end) } }];
}

export function withoutVerdicts(fields: Loose): Loose {
  return Object.fromEntries(
    Object.entries(fields).filter(([key]) => !/_(status|expected)$/.test(key)),
  );
}

function built(stated: readonly Stated[]): Uint8Array {
  return assemble(
    stated.map(({ protocol, given }, i) => {
      const fields = copied(given);
      addMissing(fields, defaultsOf(protocol, fields, stated[i + 1]?.protocol));
      return { protocol, fields };
    }),
  );
}

/** Takes a value away if it comes back by itself. */
function leaveOut(
  stated: readonly Stated[],
  given: Loose,
  steps: readonly Step[],
  bytes: Uint8Array,
): void {
  const before = copied(given);
  remove(given, steps);
  withoutEmpty(given);
  if (isStill(stated, bytes)) return;
  for (const key of Object.keys(given)) delete given[key];
  Object.assign(given, before);
}

/** The last one of a list may be what fills it up. */
function leaveLastOut(stated: readonly Stated[], list: unknown, bytes: Uint8Array): void {
  if (!Array.isArray(list) || list.length === 0) return;
  const last: unknown = list.pop();
  if (!isStill(stated, bytes)) list.push(last);
}

function isStill(stated: readonly Stated[], bytes: Uint8Array): boolean {
  try {
    return same(built(stated), bytes);
  } catch (error) {
    if (error instanceof FieldError) return false;
    throw error;
  }
}

/** A group of which nothing is left says as much as none. */
function withoutEmpty(values: Loose): void {
  for (const [key, value] of Object.entries(values)) {
    if (!isObject(value)) continue;
    withoutEmpty(value);
    if (Object.keys(value).length === 0) delete values[key];
  }
}

interface Leaf {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly field: Field | undefined;
  readonly value: unknown;
}

/** Values that are given one by one: fields, and those inside of groups. */
function leavesOf(protocol: Protocol, given: Loose, around = ''): Leaf[] {
  return Object.entries(getObject(given, around)).flatMap(([key, value]): Leaf[] => {
    const name = around === '' ? key : `${around}.${key}`;
    const found = fieldNamed(protocol, name);
    const inner = isObject(value) && (found === undefined || found.field?.fields);
    if (inner) return leavesOf(protocol, given, name);
    const own = found?.field && onlyEntry(protocol, name, found.field, value);
    if (own) return own;
    // Keys that nobody declares stand beside others: the whole is refused in the end.
    const steps = found?.steps ?? [{ kind: 'key', key: name }];
    return [{ name, steps, field: found?.field, value }];
  });
}

/** Of a list with one entry the fields may be named: `queries.name=…`. */
function onlyEntry(
  protocol: Protocol,
  name: string,
  { entry, known }: Field,
  value: unknown,
): Leaf[] | undefined {
  if (!entry || known || isField(entry) || !Array.isArray(value)) return undefined;
  const [only, another] = value as unknown[];
  if (another !== undefined || !isObject(only)) return undefined;
  const leaves = Object.entries(only).map(([key, one]): Leaf | undefined => {
    const found = typeof one === 'object' ? undefined : fieldNamed(protocol, `${name}.${key}`);
    return found && { name: `${name}.${key}`, steps: found.steps, field: found.field, value: one };
  });
  return leaves.includes(undefined) ? undefined : (leaves as Leaf[]);
}

const getObject = (given: Loose, path: string): Loose =>
  path === '' ? given : (getPath(given, path.split('.')) as Loose);

/** The words for a layer with these values. */
export function layerWords(catalog: Catalog, protocol: Protocol, given: Loose): string[] {
  if (protocol === catalog.data) return payload(String(given.data ?? ''));
  return [protocol.name, ...leavesOf(protocol, given).map((leaf) => wordOf(protocol, leaf))];
}

/** As text where it is one. */
function payload(hex: string): string[] {
  const text = Buffer.from(hex, 'hex').toString('latin1');
  return /^[ -~]+$/.test(text) ? ['raw', text.replaceAll('\\', '\\\\')] : ['hex', hex];
}

function wordOf(protocol: Protocol, { name, field, value }: Leaf): string {
  if (value === true && field?.truth) return shortFor(protocol, name, undefined);
  const text = textOf(protocol, name, field, value);
  return `${shortFor(protocol, name, text)}=${text}`;
}

/** Names that were found, by what they are for: with a value or without. */
const known = new WeakMap<Protocol, Map<string, string>>();

/** The shortest name that means this field in its layer. */
function shortFor(protocol: Protocol, own: string, text: string | undefined): string {
  const names = known.get(protocol) ?? new Map<string, string>();
  known.set(protocol, names);
  const key = text === undefined ? own : `${own}=`;
  const name = names.get(key) ?? shortestName(protocol, own, text);
  names.set(key, name);
  return name;
}

function shortestName(protocol: Protocol, own: string, text: string | undefined): string {
  const full = `${protocol.name}.${own}`;
  const steps = JSON.stringify(fieldNamed(protocol, own)?.steps);
  const [short = own] =
    Object.entries(shorts).find(([, { fields }]) => fields.includes(full)) ?? [];
  const names = [own, short, own.slice(own.lastIndexOf('.') + 1)].filter(
    (name) =>
      steps === JSON.stringify(fieldNamed(protocol, nameWithin(protocol, { name, text }))?.steps),
  );
  return names.toSorted((a, b) => a.length - b.length)[0] ?? own;
}

function textOf(
  protocol: Protocol,
  name: string,
  field: Field | undefined,
  value: unknown,
): string {
  if (value === true || value === false) return value ? '1' : '0';
  if (typeof value !== 'object' || value === null) {
    const text = String(value);
    return field?.orHex ? text.replaceAll('\\', '\\\\').replace(CONTROLS, escaped) : text;
  }
  const brief = field?.known ? briefly(value as Loose[]) : undefined;
  return brief !== undefined && means(protocol, name, brief, value) ? brief : jsonOf(value);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal must not see them.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const escaped = (c: string): string =>
  `\\u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

const jsonOf = (value: unknown): string =>
  JSON.stringify(value, (_, one) =>
    // The number of an option follows from its name.
    isObject(one) && typeof one.name === 'string' && 'kind' in one
      ? { ...one, kind: undefined }
      : one,
  ).replace(CONTROLS, escaped);

/** `mss=1460,nop`, where the options are that simple. */
function briefly(options: readonly Loose[]): string | undefined {
  const words = options.map(({ name, kind: _, type: __, ...rest }) => {
    if (typeof name !== 'string') return undefined;
    const values = leavesIn(rest);
    if (values.some((one) => !/^[\w.]+$/.test(String(one)))) return undefined;
    return values.length > 0 ? `${name}=${values.join(':')}` : name;
  });
  return words.includes(undefined) ? undefined : words.join(',');
}

const leavesIn = (value: Loose): unknown[] =>
  Object.values(value).flatMap((one) => (isObject(one) ? leavesIn(one) : [one]));

/** The short form says the same. */
function means(protocol: Protocol, name: string, text: string, value: unknown): boolean {
  const found = fieldNamed(protocol, name);
  if (!found) return false;
  try {
    const [brief, long]: Loose[] = [{}, {}];
    put(brief as Loose, found.steps, valueFor(found, text));
    setPath(long as Loose, name.split('.'), value);
    const bytes = (fields: Loose) => assemble([{ protocol, fields }]).slice();
    return same(bytes(brief as Loose), bytes(long as Loose));
  } catch (error) {
    if (error instanceof FieldError) return false;
    throw error;
  }
}
