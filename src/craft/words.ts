import type { Catalog } from '../codec/catalog.js';
import { toHex } from '../codec/hex.js';
import { CraftError } from './craft-error.js';
import { placesOf, standsAlone, takesValue } from './flags.js';
import type { FullName } from './full-name.js';
import { nameOf } from './layer-names.js';
import { hexBytes, textBytes } from './payload.js';
import { SCAPY, unknownWord } from './unknown-word.js';

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

/** Layers in their order, `key=value` behind each; flags anywhere. */
export function wordsFrom(catalog: Catalog, args: readonly string[]): Words {
  const layers: NamedLayer[] = [];
  const flags: Flag[] = [];
  const words = [...args];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (word.startsWith('--') && word.length > 2) {
      const [name = '', text] = cutAt(word.slice(2), '=');
      const places = placesOf(catalog, name);
      const follows = text === undefined && takesValue(catalog, name, places);
      if (follows && isFlag(words[i + 1])) throw new CraftError(`--${name}: a value is needed`);
      const given = follows ? words[++i] : text;
      flags.push({ typed: `--${name}`, name, text: given, places, after: layers.length });
      continue;
    }
    const kind = word.toLowerCase();
    if (kind === 'raw' || kind === 'hex') {
      const text = words[++i];
      if (text === undefined)
        throw new CraftError(`${word}: the payload is missing`, "raw 'hello', hex 00ff");
      layers.push(payload(toHex(kind === 'raw' ? textBytes(text, word) : hexBytes(text, word))));
      continue;
    }
    const layer = layers.at(-1);
    const [key = '', text] = cutAt(word, '=');
    if (text !== undefined && layer && key !== '' && !SCAPY.test(word)) {
      layer.settings.push({ typed: word, name: key, text });
      continue;
    }
    const name = nameOf(catalog, word);
    if (layer && standsAlone(catalog, layer.name, kind))
      layer.settings.push({ typed: word, name: kind, text: undefined });
    else if (name !== undefined) layers.push({ name, settings: [] });
    else if (isJoined(catalog, word)) {
      // `ip/tcp` as well as `ip / tcp`.
      words.splice(i--, 1, ...pieces(word));
    } else throw unknownWord(catalog, word, layer?.name, words[i - 1]);
  }
  return { layers, flags };
}

export const payload = (hex: string): NamedLayer => ({
  name: 'data',
  settings: [{ typed: 'payload', name: 'data', text: hex }],
});

const pieces = (word: string): string[] => word.split('/').filter(Boolean);
const isJoined = (catalog: Catalog, word: string): boolean => {
  const [first] = pieces(word);
  return word.includes('/') && (first === undefined || nameOf(catalog, first) !== undefined);
};
const isFlag = (word: string | undefined): boolean => word === undefined || /^--\w/.test(word);

function cutAt(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
