import { closest } from '../codec/number.js';
import type { Columns } from './fields.js';

type Settings = Omit<Columns, 'names'>;

/** One setting: what its value may be, and what it sets. */
interface Setting {
  readonly like: string;
  /** Undefined: no such value. */
  take(value: string): Settings | undefined;
}

/** As tshark writes a tab and a blank. */
const separator = (value: string): string | undefined =>
  value === '/t' ? '\t' : value === '/s' ? ' ' : value === '' ? undefined : value;
const oneOf = <T>(choices: Readonly<Record<string, T>>, value: string): T | undefined =>
  Object.hasOwn(choices, value) ? choices[value] : undefined;

const SETTINGS: Readonly<Record<string, Setting>> = {
  separator: { like: '/t, /s or any text', take: (v) => set('separator', separator(v)) },
  aggregator: { like: ', /s or any text', take: (v) => set('aggregator', separator(v)) },
  header: { like: 'y or n', take: (v) => set('header', oneOf({ y: true, n: false }, v)) },
  occurrence: {
    like: 'f (first), l (last) or a (all)',
    take: (v) => set('occurrence', oneOf({ f: 'f', l: 'l', a: 'a' } as const, v)),
  },
  quote: {
    like: 'd (double), s (single), n (none)',
    take: (v) => set('quote', oneOf({ d: 'double', s: 'single', n: 'none' } as const, v)),
  },
};

function set<K extends keyof Settings>(key: K, value: Settings[K]): Settings | undefined {
  return value === undefined ? undefined : ({ [key]: value } as Settings);
}

/** What `-E key=value` sets, in tshark's words. */
export function fieldSettings(given: readonly string[]): Settings {
  const settings: Settings = {};
  for (const text of given) {
    const at = text.indexOf('=');
    const key = at < 0 ? text : text.slice(0, at);
    const setting = Object.hasOwn(SETTINGS, key) ? SETTINGS[key] : undefined;
    if (setting === undefined) {
      const words = Object.keys(SETTINGS);
      const near = closest(key, words);
      const hint = near ? `did you mean '${near}'?` : `there are ${words.join(', ')}`;
      throw new RangeError(`-E ${key}: no such setting; ${hint}`);
    }
    const found = at < 0 ? undefined : setting.take(text.slice(at + 1));
    if (found === undefined) throw new RangeError(`-E ${key}=: ${setting.like} is needed`);
    Object.assign(settings, found);
  }
  return settings;
}
