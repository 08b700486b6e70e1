import type { Catalog } from '../codec/catalog.js';
import { toHex } from '../codec/hex.js';
import { closest } from '../codec/number.js';
import { CraftError } from './craft-error.js';
import { bytesOf } from './escapes.js';
import { placesOf, standsAlone, takesValue } from './flags.js';
import type { FullName } from './full-name.js';

/** A field to set, as it was typed. */
export interface Setting {
  /** As an error repeats it: `--ttl`, `ttl=300`. */
  readonly typed: string;
  readonly name: string;
  /** Undefined: the name alone. */
  readonly text: string | undefined;
}
/** A layer that was named, and what stands behind its name. */
export interface NamedLayer {
  readonly name: string;
  readonly settings: Setting[];
}
/** A flag, what it may mean, and how many layers were named before it. */
export interface Flag extends Setting {
  readonly places: readonly FullName[];
  readonly after: number;
}
export interface Words {
  readonly layers: readonly NamedLayer[];
  readonly flags: readonly Flag[];
}

/** Other names of protocols. */
const ALIASES: Readonly<Record<string, string>> = {
  ethernet: 'eth',
  ether: 'eth',
  ipv4: 'ip',
  ip4: 'ip',
  ip6: 'ipv6',
  icmp6: 'icmpv6',
  icmpv4: 'icmp',
  dot1q: 'vlan',
  qinq: 'ieee8021ad',
};

/** Layers in their order, `key=value` behind each; flags anywhere. */
export function wordsFrom(catalog: Catalog, args: readonly string[]): Words {
  const layers: NamedLayer[] = [];
  const flags: Flag[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i] as string;
    if (word.startsWith('--') && word.length > 2) {
      const [name = '', text] = cutAt(word.slice(2), '=');
      const places = placesOf(catalog, name);
      const follows = text === undefined && takesValue(catalog, name, places);
      if (follows && i + 1 === args.length) throw new CraftError(`--${name}: a value is needed`);
      const given = follows ? args[++i] : text;
      flags.push({ typed: `--${name}`, name, text: given, places, after: layers.length });
      continue;
    }
    if (word === '/') continue;
    if (word === 'raw' || word === 'hex') {
      const text = args[++i];
      if (text === undefined)
        throw new CraftError(`${word}: the payload is missing`, "raw 'hello'");
      layers.push(payload(word === 'raw' ? toHex(bytesOf(text)) : text));
      continue;
    }
    const layer = layers.at(-1);
    if (word.includes('=')) {
      const [name = '', text] = cutAt(word, '=');
      if (!layer) throw new CraftError(`'${word}': the name of a layer comes first`, `ip ${word}`);
      layer.settings.push({ typed: word, name, text });
      continue;
    }
    const name = nameOf(catalog, word);
    if (layer && standsAlone(catalog, layer.name, word))
      layer.settings.push({ typed: word, name: word, text: undefined });
    else if (name !== undefined) layers.push({ name, settings: [] });
    else throw unknownWord(catalog, word, layer?.name);
  }
  return { layers, flags };
}

export const payload = (hex: string): NamedLayer => ({
  name: 'data',
  settings: [{ typed: 'payload', name: 'data', text: hex }],
});

function cutAt(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

export function nameOf(catalog: Catalog, word: string): string | undefined {
  const lower = word.toLowerCase();
  const name = Object.hasOwn(ALIASES, lower) ? ALIASES[lower] : lower;
  return name !== undefined && catalog.has(name) ? name : undefined;
}

function unknownWord(catalog: Catalog, word: string, layer: string | undefined): CraftError {
  const names = catalog.protocols.map(({ name }) => name);
  const near = closest(word, [...names, ...Object.keys(ALIASES), 'raw', 'hex']);
  const what = layer === undefined ? 'layer' : `layer, and ${layer} has no flag of that name`;
  const hint = near
    ? `did you mean '${near}'?`
    : `a payload is given as raw '${word}', a field as name=value`;
  return new CraftError(`'${word}' is no ${what}`, hint);
}
