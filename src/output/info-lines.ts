import { bar } from './bars.js';
import type { Look } from './format.js';
import { widthOf, wrapped } from './width.js';

/** A name, what was counted of it, and its share of all. */
export interface FigureRow {
  readonly name: string;
  readonly numbers: readonly string[];
  readonly share: number;
}

const GAP = 2;
/** Longer names go on in the next line, shorter bars say nothing. */
const NAME = 24;
const BAR = 8;
const LONGEST_BAR = 40;

/** Rows below a title, as columns: names, numbers, a bar where there is room. */
export function figureLines(
  title: string,
  heads: readonly string[],
  rows: readonly FigureRow[],
  look: Look,
): string[] {
  const { width, paint, ascii } = look;
  const needs = heads.map((head, i) =>
    rows.reduce((most, { numbers }) => Math.max(most, numbers[i]?.length ?? 0), head.length),
  );
  const longest = rows.reduce((most, { name }) => Math.max(most, widthOf(name)), 0);
  const least = Math.min(longest, NAME, width >> 1);
  const used = [...needs];
  while (used.length > 1 && least + sum(used) > width) used.pop();
  const name = Math.max(least, Math.min(longest, width - sum(used)));
  const room = Math.min(LONGEST_BAR, width - name - sum(used) - GAP);
  const right = (texts: readonly string[]): string =>
    used.map((size, i) => ' '.repeat(GAP) + (texts[i] ?? '').padStart(size)).join('');
  return [
    ...headLines(title, right(heads), name, look),
    ...rows.flatMap((row) => {
      const drawn = room >= BAR ? `  ${paint.layer(0, bar(row.share, room, ascii))}` : '';
      const [first = '', ...more] = nameLines(row.name, name);
      const line = padded(first, name) + right(row.numbers) + drawn;
      return [line.trimEnd(), ...more];
    }),
  ];
}

const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + GAP + size, 0);

const padded = (text: string, room: number): string =>
  text + ' '.repeat(Math.max(0, room - widthOf(text)));

/** The title over the names; where it is longer, in lines of its own. */
function headLines(title: string, heads: string, name: number, { width, paint }: Look): string[] {
  if (widthOf(title) <= name) {
    return [paint.strong(padded(title, name)) + paint.dim(heads)];
  }
  const lines = wrapped(title, width).map((line) => paint.strong(line));
  return [...lines, paint.dim(' '.repeat(name) + heads)];
}

/** What goes on is further in than what it goes on from. */
function nameLines(name: string, room: number): string[] {
  if (widthOf(name) <= room) return [name];
  const lead = Math.min(name.length - name.trimStart().length, room >> 1);
  return wrapped(name.trim(), room - lead - 1).map((line, i) => {
    return `${' '.repeat(lead + (i ? 1 : 0))}${line}`;
  });
}
