import type { LayerGiven } from '../codec/assemble.js';
import type { Catalog } from '../codec/catalog.js';
import { FieldError, type Loose } from '../codec/field.js';
import { getPath, putPath } from '../codec/paths.js';
import type { Protocol } from '../codec/protocol.js';
import { CraftError } from './craft-error.js';
import { addMissing, defaultsOf, exampleOf, groupMac } from './defaults.js';
import { declaredAs, fieldNamed, needField } from './fields.js';
import { networkAsked, placesOf, shortWithin } from './flags.js';
import type { FullName } from './full-name.js';
import { carries, filled } from './lower.js';
import { seedOf } from './random.js';
import { randomOf, type Sweep, sweepFrom } from './sweep.js';
import { setAt, valueFor } from './values.js';
import type { Flag, NamedLayer, Setting, Words } from './words.js';

/** A layer with what it was given. */
export interface Ingredient extends LayerGiven {
  readonly fields: Loose;
  /** Nobody named it. */
  readonly added: boolean;
  /** Paths of what stands there by default. */
  defaults: readonly string[];
}

/** Layers, and the fields of them that take several values. */
export interface Recipe {
  readonly layers: readonly Ingredient[];
  readonly sweeps: readonly Sweep[];
}

export interface RecipeLook {
  /** No layer below IP unless it is named. */
  readonly noLink?: boolean | undefined;
  /** No layer but those that are named. */
  readonly bare?: boolean | undefined;
  /** Identifiers of 802.1Q tags, outermost first. */
  readonly vlans?: readonly string[] | undefined;
  /** Fields that are the same as others where nobody sets them. */
  readonly same?: Readonly<Record<string, string>>;
  /** Names of fields with a value of its own in each packet. */
  readonly random?: readonly string[] | undefined;
  readonly seed?: number;
}

/** What these words ask for. */
export function recipeFrom(catalog: Catalog, words: Words, look: RecipeLook = {}): Recipe {
  const named = words.layers.length > 0 ? words.layers : inferred(words.flags);
  const tagged = withTags(catalog, named, look.vlans ?? []);
  const protocols = resolved(catalog, tagged);
  const layers: Ingredient[] = [];
  const sweeps: Sweep[] = [];
  const places: number[] = [];
  const network = networkOf(catalog, protocols, words.flags);
  const all = look.bare
    ? protocols.map((protocol, index) => ({ protocol, named: index }))
    : filled(catalog, protocols, { network, link: !look.noLink });
  for (const { protocol, named: index } of all) {
    if (index >= 0) places.push(layers.length);
    layers.push({ protocol, fields: {}, added: index < 0, defaults: [] });
  }
  tagged.forEach(({ settings }, i) => {
    const layer = layers[places[i] as number] as Ingredient;
    const own = settings.map((one) => ({ name: nameWithin(layer.protocol, one), setting: one }));
    // A name within a type is known once the type is.
    const late = (name: string) => (fieldNamed(layer.protocol, name)?.field?.namesBy ? 1 : 0);
    for (const { name, setting } of own.toSorted((a, b) => late(a.name) - late(b.name))) {
      set(layer, name, setting, sweeps);
    }
  });
  const tags = tagged.length - named.length;
  for (const flag of words.flags) {
    // Where the layer stands that was named last before the flag.
    const last = flag.after > 0 ? (places[flag.after - 1 + tags] ?? layers.length) : layers.length;
    setFlag(layers, flag, last, sweeps);
  }
  fillIn(layers, { ...SAME, ...look.same });
  for (const name of look.random ?? []) {
    addRandom(layers, randomPlaces(catalog, name), name, look.seed ?? 1, sweeps);
  }
  return { layers, sweeps };
}

/** An ARP message says who sent the frame. */
const SAME = { 'arp.src.hw_mac': 'eth.src' };

function fillIn(layers: readonly Ingredient[], same: Readonly<Record<string, string>>): void {
  // What is the same as something given is no default.
  equal(layers, same);
  const [link, ...others] = layers;
  if (link?.protocol.plan.ends === 'link' && link.fields.dst === undefined) {
    const net = others.find(({ protocol }) => protocol.plan.ends === 'net');
    const mac = groupMac(net?.fields.dst);
    if (mac !== undefined) link.fields.dst = mac;
  }
  layers.forEach((layer, i) => {
    const defaults = defaultsOf(layer.protocol, layer.fields, layers[i + 1]?.protocol);
    layer.defaults = addMissing(layer.fields, defaults);
  });
  equal(layers, same);
}

/** Sets fields that have no value to that of others. */
function equal(layers: readonly Ingredient[], same: Readonly<Record<string, string>>): void {
  const values = (name: string) => {
    const layer = layers.find(({ protocol }) => name.startsWith(`${protocol.name}.`));
    return { layer, path: name.slice((layer?.protocol.name.length ?? 0) + 1).split('.') };
  };
  for (const [to, from] of Object.entries(same)) {
    const [target, source] = [values(to), values(from)];
    const value: unknown = source.layer && getPath(source.layer.fields, source.path);
    if (!target.layer || value === undefined) continue;
    if (!exampleOf(target.layer.protocol, target.layer.fields)) continue;
    if (getPath(target.layer.fields, target.path) === undefined) {
      putPath(target.layer.fields, target.path, value);
    }
  }
}

function randomPlaces(catalog: Catalog, name: string): readonly FullName[] {
  try {
    return placesOf(catalog, name);
  } catch (error) {
    if (!(error instanceof CraftError)) throw error;
    const hint = error.hint?.replace("'--", "'--random ");
    throw new CraftError(`--random ${name}: no field is called so`, hint);
  }
}

/** A field that takes a value at random in each packet. */
function addRandom(
  layers: readonly Ingredient[],
  places: readonly FullName[],
  name: string,
  seed: number,
  sweeps: Sweep[],
): void {
  const layer = layers.findLast((one) => placeIn(one, places) !== undefined);
  const place = layer && placeIn(layer, places);
  if (!layer || !place) throw new CraftError(`--random ${name}: no layer here has this field`);
  const { steps, field } = needField(layer.protocol, place.name);
  const choices = field && randomOf(field, seedOf(name, seed));
  if (!choices) throw new CraftError(`--random ${name}: no number, address or flag`);
  sweeps.push({ ...choices, name: `${place.protocol}.${place.name}`, fields: layer.fields, steps });
}

/** No layer is named, but flags that belong to one protocol. */
function inferred(flags: readonly Flag[]): NamedLayer[] {
  for (const { places } of flags) {
    const [place, ...others] = places;
    if (place && others.length === 0) return [{ name: place.protocol, settings: [] }];
  }
  const [flag] = flags;
  const example = flag && `${flag.places[0]?.protocol} ${flag.typed} ${flag.text ?? ''}`.trim();
  throw new CraftError(
    'which layers to build is not said',
    `tcpip build ${example ?? 'tcp --syn'}`,
  );
}

/** Tags stand behind the header of the frame, where that can carry them. */
function withTags(
  catalog: Catalog,
  named: readonly NamedLayer[],
  vlans: readonly string[],
): readonly NamedLayer[] {
  if (vlans.length === 0) return named;
  const first = catalog.protocols.find(({ name }) => name === named[0]?.name);
  const framed = first?.declaration.carriedBy?.linktype !== undefined;
  const link = first && framed && carries(first, catalog.named('vlan')) ? 1 : 0;
  const tags = vlans.map((id) => ({
    name: 'vlan',
    settings: [{ typed: '--vlan', name: 'id', text: id }],
  }));
  return [...named.slice(0, link), ...tags, ...named.slice(link)];
}

/** Of protocols that share a name, the one that the layer before can carry. */
function resolved(catalog: Catalog, named: readonly NamedLayer[]): Protocol[] {
  const all: Protocol[] = [];
  for (const { name, settings } of named) {
    const before = all.at(-1);
    const sharing = catalog.protocols.filter((protocol) => protocol.name === name);
    const fitting = sharing.filter((p) => settings.every((s) => known(p, s.name)));
    const [first] = fitting.length > 0 ? fitting : sharing;
    all.push(
      (before && fitting.find((one) => carries(before, one))) ?? first ?? catalog.named(name),
    );
  }
  return all;
}

const known = (protocol: Protocol, name: string): boolean => spelled(protocol, name) !== undefined;

/** A name as it is known: capitals do not count, nor does the protocol's own name before it. */
function spelled(protocol: Protocol, name: string): string | undefined {
  const lower = name.toLowerCase();
  const own = `${protocol.name}.`;
  const all = [name, lower, ...(lower.startsWith(own) ? [lower.slice(own.length)] : [])];
  return all.find(
    (one) => shortWithin(protocol.name, one) !== undefined || fieldNamed(protocol, one),
  );
}

/** The network protocol that a layer needs, or a flag asks for. */
function networkOf(
  catalog: Catalog,
  named: readonly Protocol[],
  flags: readonly Flag[],
): string | undefined {
  const needed = (all: readonly Protocol[]) => all.flatMap((p) => p.declaration.onlyOver ?? []);
  const networks = new Set(needed(catalog.protocols));
  const asked = flags.flatMap((flag) => networkAsked(flag, networks) ?? []);
  return [...needed(named), ...asked][0];
}

/** A name alone is a flag before it is anything else. */
export function nameWithin(
  protocol: Protocol,
  { name: typed, text }: Pick<Setting, 'name' | 'text'>,
): string {
  const name = spelled(protocol, typed) ?? typed;
  const short = shortWithin(protocol.name, name);
  if (short === undefined) return name;
  const found = declaredAs(protocol, name);
  if (text !== undefined) return found ? name : short;
  return found?.field?.truth || found?.option ? name : short;
}

function set(layer: Ingredient, name: string, { typed, text }: Setting, sweeps: Sweep[]): void {
  const { protocol, fields } = layer;
  try {
    const found = needField(protocol, name);
    const sweep = text === undefined ? undefined : sweepFrom(found, text);
    if (sweep)
      sweeps.push({ ...sweep, name: `${protocol.name}.${name}`, fields, steps: found.steps });
    setAt(fields, found, sweep ? sweep.at(0) : valueFor(found, text, fields));
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    const where = error.path.startsWith(protocol.name) ? error.path : `${protocol.name}.${name}`;
    const inside = error.path === where || error.path === '' ? '' : `${error.path}: `;
    throw new CraftError(`${where}: ${inside}${error.reason}`, hintFor(protocol, name, typed));
  }
}

/** What others call bytes of their own. */
const PAYLOAD = /^(raw|hex|payload|load|data)$/;

function hintFor(protocol: Protocol, name: string, typed: string): string | undefined {
  if (typed.startsWith('-')) return undefined;
  if (PAYLOAD.test(name)) return `${protocol.name} raw 'hello', ${protocol.name} hex 00ff`;
  const elsewhere = name.includes('.') && fieldNamed(protocol, name) === undefined;
  return elsewhere ? `--${typed} for a field of another layer` : `in '${typed}'`;
}

function setFlag(layers: readonly Ingredient[], flag: Flag, last: number, sweeps: Sweep[]): void {
  const candidates = layers
    .map((layer, at) => ({ layer, at, place: placeIn(layer, flag.places) }))
    .filter(({ place }) => place !== undefined);
  const chosen = candidates.findLast(({ at }) => at <= last) ?? candidates[0];
  if (!chosen) {
    const all = layers.map(({ protocol }) => protocol.name).join(' / ');
    const [wanted] = flag.places;
    throw new CraftError(
      `${flag.typed}: there is no ${wanted?.protocol ?? ''} layer in ${all}`,
      `tcpip build ${wanted?.protocol} ${flag.typed} ${flag.text ?? ''}`.trim(),
    );
  }
  set(chosen.layer, chosen.place?.name as string, flag, sweeps);
}

function placeIn({ protocol }: Ingredient, places: readonly FullName[]) {
  return places.find((one) => one.protocol === protocol.name && fieldNamed(protocol, one.name));
}
