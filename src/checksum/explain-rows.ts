import type { Look } from '../output/format.js';
import { widthOf, wrapped } from '../output/width.js';

/** One line of the working: what is added, what it comes to, and what that is. */
export interface Row {
  readonly sign: ' ' | '+' | '~';
  readonly word: number;
  /** Before the carry is folded in; left out: there is nothing to add yet. */
  readonly sum?: number;
  /** After it, where that is something else. */
  readonly folded?: number;
  readonly label: string;
  /** Of the layer whose colour the label has. */
  readonly layer?: number | undefined;
  readonly note?: string;
}

/** The longest working: `+ 4000  = 13109 -> 310a`. */
const WORKING = 23;
const LABEL = WORKING + 2;
/** Labels are not broken below this. */
const LEAST = 14;
/** What is noted stands behind the labels, in a column of its own. */
const NOTE = 34;

export const hex4 = (value: number): string => value.toString(16).padStart(4, '0');

export function rowLines(row: Row, look: Look): string[] {
  const { label, layer, note, folded } = row;
  const arrow = look.ascii ? '->' : '→';
  const sum = row.sum === undefined ? '' : `  = ${hex4(row.sum)}`;
  const after = folded === undefined || folded === row.sum ? '' : ` ${arrow} ${hex4(folded)}`;
  const working = `${row.sign} ${hex4(row.word)}${sum}${after}`;
  const room = Math.max(LEAST, look.width - LABEL);
  const lines = wrapped(asciiOf(label, look), room);
  // The arrow says the same: on a narrow screen that is enough.
  const gap = Math.max(2, NOTE - widthOf(lines[0] ?? ''));
  const fits = note && widthOf(lines.join('')) + gap + note.length <= room;
  return lines.map((line, i) => {
    const head = (i === 0 ? working : '').padEnd(LABEL);
    const shown = layer === undefined || !line ? line : look.paint.layer(layer, line);
    const end = fits ? ' '.repeat(gap) + look.paint.dim(note) : '';
    return `${head}${shown}${end}`.trimEnd();
  });
}

/** What we write ourselves beyond ASCII. */
export const asciiOf = (text: string, { ascii }: Look): string =>
  ascii ? text.replaceAll('–', '-').replaceAll('…', '...') : text;

export const textLines = (text: string, look: Look): string[] =>
  wrapped(asciiOf(text, look), look.width);
