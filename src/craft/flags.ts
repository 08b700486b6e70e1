import type { Catalog } from '../codec/catalog.js';
import { closest } from '../codec/number.js';
import type { Protocol } from '../codec/protocol.js';
import { CraftError } from './craft-error.js';
import { type Found, fieldNamed, listed } from './fields.js';
import { type FullName, fullName } from './full-name.js';
import { shorts } from './shorts.js';
import type { Flag } from './words.js';

const shortOf = (name: string) => (Object.hasOwn(shorts, name) ? shorts[name] : undefined);

/** The fields that a flag may mean, `--ttl` as well as `--ip.ttl`. */
export function placesOf(catalog: Catalog, name: string): FullName[] {
  try {
    const short = shortOf(name);
    if (!short) return [fullName(catalog, name)];
    // Of protocols that are not loaded nobody speaks.
    const known = short.fields.filter((one) => catalog.has(one.slice(0, one.indexOf('.'))));
    return (known.length > 0 ? known : short.fields).map((field) => fullName(catalog, field));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const near = name.includes('.') ? undefined : closest(name, Object.keys(shorts));
    const found = /'([^']+)'\?$/.exec(error.message)?.[1];
    const best = near ?? found;
    const [, where] = /; (tcpip build .*)$/.exec(error.message) ?? [];
    const hint = best ? `did you mean '--${best}'?` : (where ?? 'tcpip build --help lists them');
    throw new CraftError(`there is no flag '--${name}'`, hint, name);
  }
}

/** A flag is followed by its value, unless it is a flag in the packet too. */
export function takesValue(catalog: Catalog, name: string, places: readonly FullName[]): boolean {
  const short = shortOf(name);
  if (short) return short.value !== undefined;
  const found = places.map((place) => foundAt(catalog, place)).find(Boolean);
  const empty = found?.option && Object.keys(found.option).length === 0;
  return !(empty || found?.field?.truth);
}

const foundAt = (catalog: Catalog, { protocol, name }: FullName): Found | undefined =>
  sharing(catalog, protocol)
    .map((p) => fieldNamed(p, name))
    .find(Boolean);

export const sharing = (catalog: Catalog, name: string): Protocol[] =>
  catalog.protocols.filter((protocol) => protocol.name === name);

/** What a short name means within a protocol. */
export function shortWithin(protocol: string, name: string): string | undefined {
  const field = shortOf(name)?.fields.find((one) => one.startsWith(`${protocol}.`));
  return field?.slice(protocol.length + 1);
}

/** The network protocol whose own field it sets, or of whose kind its value is. */
export function networkAsked(
  { name, text = '', places }: Pick<Flag, 'name' | 'text' | 'places'>,
  networks: ReadonlySet<string>,
): string | undefined {
  for (const one of networks) {
    const isOwn = ({ protocol }: FullName) => protocol === one || protocol.startsWith(`${one}.`);
    if (places.every(isOwn)) return one;
  }
  return shortOf(name)?.asks?.(text);
}

/** It stands alone behind the name of its layer: a flag, or an option. */
export function standsAlone(catalog: Catalog, layer: string, word: string): boolean {
  const name = shortOf(word)?.value === undefined ? shortWithin(layer, word) : undefined;
  return [word, ...(name === undefined ? [] : [name])].some((one) =>
    sharing(catalog, layer).some((p) => {
      const found = fieldNamed(p, one);
      return found !== undefined && (found.option !== undefined || found.field?.truth === true);
    }),
  );
}

/** Words that stand alone behind the name of a layer. */
export function flagsOf(catalog: Catalog, layer: string): string[] {
  const own = sharing(catalog, layer).flatMap((p) =>
    listed(p).flatMap(({ name, field }) =>
      field.truth ? [name.slice(name.lastIndexOf('.') + 1)] : [],
    ),
  );
  return [...own, ...Object.keys(shorts).filter((name) => standsAlone(catalog, layer, name))];
}
