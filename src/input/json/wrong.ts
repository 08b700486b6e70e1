import { visible } from '../../codec/visible.js';
import type { Place } from '../hex/dialect.js';
import type { InputError } from '../input-error.js';
import { misread } from '../place.js';

/** So much of a line is enough to show. */
const AROUND = 200;

/** What is wrong at `index` of a text of many lines, of which `place` is the beginning. */
export function wrongAt(what: string, text: string, index: number, place: Place): InputError {
  let line = place.line;
  let lineStart = 0;
  for (
    let feed = text.indexOf('\n');
    feed >= 0 && feed < index;
    feed = text.indexOf('\n', feed + 1)
  ) {
    line++;
    lineStart = feed + 1;
  }
  const first = lineStart === 0 ? place.column : 1;
  const from = Math.max(lineStart, index - AROUND);
  const [shown = ''] = text.slice(from, index + AROUND).split('\n', 1);
  return misread(what, shown.trimEnd(), index - from, { line, column: first + from - lineStart });
}

/** What somebody wrote, as a message can show it: `'x'`, or cut short. */
export const quotedText = (text: string): string =>
  `'${visible(text.length > 40 ? `${text.slice(0, 39)}…` : text)}'`;
