import type { Catalog } from './catalog.js';
import type { Field, Fields } from './field.js';
import type { Protocol } from './protocol.js';
import type { Shape } from './tlv.js';

/** The names that a protocol's fields have in Wireshark's display filters. */
export class FilterNames {
  /** Each with its places in the declaration: paths of keys, indexes left out. */
  private readonly places = new Map<string, string[]>();
  private readonly holders = new Set<string>();
  private readonly named = new Map<string, Field[]>();
  private readonly met = new Map<string, Field[]>();
  /** How many fields of the declaration have that path. */
  private readonly sharing = new Map<string, number>();
  /** Names of lists, by the path of their entries where that is another. */
  private readonly lists = new Map<string, string>();

  constructor({ name, declaration }: Protocol) {
    this.walk(declaration.fields, name);
    this.walk(declaration.tail ?? {}, name);
    // One that makes no sense stands there as bytes.
    for (const [key, field] of Object.entries<Field>(declaration.tail ?? {})) {
      this.put(field, `${name}.${key}`);
    }
  }

  has(name: string): boolean {
    return this.places.has(name);
  }

  all(): Iterable<string> {
    return this.places.keys();
  }

  /** It holds others: JSON has no number or text for it. */
  holds(path: string): boolean {
    return this.holders.has(path);
  }

  /** The path of the only field of that name, if no other field has that path. */
  only(name: string): string | undefined {
    const [path, second] = this.places.get(name) ?? [];
    const alone = second === undefined && path !== undefined && this.sharing.get(path) === 1;
    return alone ? path : undefined;
  }

  /** Where the fields of that name stand: paths of keys, indexes left out. */
  paths(name: string): readonly string[] {
    return this.places.get(name) ?? [];
  }

  /** The name of a field by the keys that lead to it, indexes left out. */
  of(field: Field, path: string): string {
    return field.filter ?? this.lists.get(path) ?? path;
  }

  /** What the declaration says of those of that name; nothing of an option's own number. */
  fields(name: string): readonly Field[] {
    return this.named.get(name) ?? [];
  }

  private put(field: Field, path: string): void {
    const name = this.of(field, path);
    listedUnder(this.named, name).push(field);
    listedUnder(this.places, name).push(path);
    this.share(path);
  }

  private share(path: string): void {
    this.sharing.set(path, (this.sharing.get(path) ?? 0) + 1);
  }

  private walk(fields: Fields, around: string): void {
    for (const [key, field] of Object.entries(fields)) {
      if (field.inline) {
        for (const one of Object.values(field.alternatives ?? {})) this.walk(one, around);
      } else {
        this.add(field, `${around}.${key}`);
      }
      if (field.alias) this.put(field, `${around}.${field.alias.key}`);
    }
  }

  private add(field: Field, path: string): void {
    // Many alternatives share their fields, above all their options.
    const here = listedUnder(this.met, path);
    if (here.includes(field)) return;
    here.push(field);
    const { entry, fields, filter, known } = field;
    if (fields || known || (entry && typeof entry.bits !== 'number')) this.holders.add(path);
    if (fields) this.walk(fields, path);
    if (known) {
      this.options(field, path);
    } else if (entry === undefined) {
      this.put(field, path);
    } else if (typeof entry.bits === 'number') {
      if (filter !== undefined) this.lists.set(path, filter);
      this.add(entry as Field, path);
    } else {
      this.walk(entry as Fields, path);
    }
  }

  private options(field: Field, path: string): void {
    const { between = {}, key, rest = 'data' } = field.shape as Shape;
    if (field.filter !== undefined) this.lists.set(path, field.filter);
    const type = `${this.of(field, path)}.${key}`;
    this.put(field, path);
    this.places.set(type, [`${path}.${key}`]);
    // Not declared, but there where an option has no form.
    for (const one of [key, rest, 'name', 'padding', 'raw']) this.share(`${path}.${one}`);
    this.walk(between, path);
    for (const option of Object.values(field.known ?? {})) {
      const { fields, between: own = {} } = option as { fields: Fields; between?: Fields };
      this.walk(fields, path);
      this.walk(own, path);
    }
  }
}

const listed = new WeakMap<Protocol, FilterNames>();

/** The names of a protocol: listed once. */
export function filterNamesOf(protocol: Protocol): FilterNames {
  let names = listed.get(protocol);
  if (names === undefined) {
    names = new FilterNames(protocol);
    listed.set(protocol, names);
  }
  return names;
}

/** Those whose fields may have that name: to list the names of all takes longer than a filter. */
export function holdersOf({ protocols }: Catalog, name: string): readonly Protocol[] {
  const [root = ''] = name.split('.', 1);
  return protocols.filter(
    (p) => p.name.split('.', 1)[0] === root || p.declaration.namesUnder?.includes(root),
  );
}

function listedUnder<T>(lists: Map<string, T[]>, key: string): T[] {
  let list = lists.get(key);
  if (list === undefined) {
    list = [];
    lists.set(key, list);
  }
  return list;
}

/** What Wireshark joins under one name. */
const BOTH: Readonly<Record<string, readonly string[]>> = {
  addr: ['src', 'dst'],
  host: ['src', 'dst'],
  port: ['srcport', 'dstport'],
};

/** Names of this kind that a protocol has. */
export function joinedNames(names: FilterNames): string[] {
  const found: string[] = [];
  for (const name of names.all()) {
    if (name.endsWith('.src')) found.push(name.replace(/src$/, 'addr'));
    if (name.endsWith('.srcport')) found.push(name.replace(/srcport$/, 'port'));
  }
  return found;
}

/** The name of the checksum of which a name tells the verdict. */
export const judged = (name: string): string =>
  name.replace(/(checksum|csum|fcs)(\.status|_calculated)$/, '$1');

/** The protocol's own names that a name stands for. */
export function namesFor(name: string, names: FilterNames): readonly string[] {
  if (names.has(name) || names.has(judged(name))) return [name];
  const dot = name.lastIndexOf('.') + 1;
  const last = name.slice(dot);
  const both = Object.hasOwn(BOTH, last) ? (BOTH[last] ?? []) : [];
  return both.map((key) => name.slice(0, dot) + key).filter((one) => names.has(one));
}
