import { visible } from '../codec/visible.js';
import type { Place } from './hex/dialect.js';
import { InputError } from './input-error.js';

/** What is wrong with a piece of text at `index`: the piece with a caret under the place. */
export function misread(what: string, text: string, index: number, place: Place): InputError {
  // Of a long line, what stands around the place.
  const from = Math.max(0, index - 30);
  const shown = shownAs(text.slice(from, from + 60));
  const caret = ' '.repeat(shownAs(text.slice(from, index)).length);
  const where = `line ${place.line}, column ${place.column + index}`;
  return new InputError(`${what} (${where})`, `${shown}\n  ${caret}^`);
}

/** A tab is as wide as a space here: the caret stands below the place. */
const shownAs = (text: string): string => visible(text.replaceAll('\t', ' '));

/** The character at `index`, as it may be shown. */
export function quoted(text: string, index: number): string {
  return `'${visible(String.fromCodePoint(text.codePointAt(index) as number))}'`;
}
