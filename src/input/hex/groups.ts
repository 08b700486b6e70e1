import type { Encoding } from './encodings.js';
import type { Language } from './language.js';
import type { Spot } from './tokens.js';

/** What stands between two brackets. */
export interface Group {
  readonly open: string;
  readonly spot: Spot;
  /**
   * `list`: numbers; `lists`: it turned out to hold packets instead; `index`: what stands behind a
   * name, or a type; `box`: anything.
   */
  kind: 'list' | 'lists' | 'index' | 'box';
  readonly holds?: Holds | undefined;
  /** Arguments of a function of which nothing is known: `printf(`. */
  readonly foreign: boolean;
  /** The encoding that the call's second string names. */
  told?: string;
  /** What the list's declaration says of its length. */
  readonly size?: number | undefined;
}

/** What the strings in a call hold; `told`: what the second one says. */
export type Holds = Encoding | 'told';

export const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
export const DEEPEST = 64;

/** What may be asked for by name in a call's second string. */
export const TOLD: ReadonlyMap<string, Encoding> = new Map([
  ['hex', 'hex'],
  ['base64', 'base64'],
  ['base64url', 'base64'],
  ['latin1', 'latin1'],
  ['binary', 'latin1'],
  ['ascii', 'latin1'],
  ['utf8', 'utf8'],
  ['utf-8', 'utf8'],
]);

/** Words that a list may follow: it does not belong to them as to a name. */
const KEYWORDS = /^(?:return|in|yield|await|case|print|echo|mut|else|assert|is|and|or)$/;

/** The token before a bracket: `before` as the reader keeps it, and the last name. */
export interface Before {
  readonly before: string;
  readonly name: string;
  readonly near: boolean;
}

export function kindOf(letter: string, token: Before, language: Language): Group['kind'] {
  const { before, name, near } = token;
  const named = before === 'a' && !KEYWORDS.test(name);
  const behind = named || (near && (before === ')' || before === ']'));
  if (letter === '[' && (language.list !== '[' || behind)) return 'index';
  if (letter !== language.list) return 'box';
  const typed = before === 'a' && (language.types?.includes(name) ?? false);
  const block = letter === '{' && (before === ')' || before === 'a') && !typed;
  return block ? 'box' : 'list';
}

/** What a call with this name is made with; the name counts from its end. */
export function calledWith(name: string, language: Language): Holds | 'list' | undefined {
  const { calls = {} } = language;
  for (let path = name; ; ) {
    // `toString` is a name like others.
    if (Object.hasOwn(calls, path)) return calls[path];
    const dot = path.indexOf('.');
    if (dot < 0) return undefined;
    path = path.slice(dot + 1);
  }
}
