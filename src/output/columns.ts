import type { Look } from './format.js';
import { frameOf } from './frame.js';
import { bitsOf, bytesText, placeText, type Row } from './rows.js';
import { widthOf, wrapped } from './width.js';

type Painter = (text: string) => string;
interface Cell {
  readonly text: string;
  readonly paint: Painter;
}

/** Fewer columns than this, and what a value means goes below it. */
const FOLDED = 60;
const NARROWEST = 24;

const HEADS = ['byte', 'bits', 'field', 'value', 'meaning'] as const;
const FIELD = 2;
const VALUE = 3;
const MEANING = 4;

/** A layer's rows as a table that is no wider than there is room. */
export function tableLines(rows: readonly Row[], layer: number, look: Look): string[] {
  if (look.width < FOLDED) return folded(rows, layer, look);
  const all = rows.map((row) => cellsOf(row, layer, look));
  // Whole bytes alone need no column for bits.
  const used = HEADS.map((_, i) => i === FIELD || i === VALUE || all.some((row) => row[i]?.text));
  const shares = sharesOf(all, used, look.width);
  const kept = <T>(cells: readonly T[]): T[] => cells.filter((_, i) => used[i]);
  const heads = HEADS.map((text) => ({ text, paint: look.paint.dim }));
  return drawn([heads, ...all].map(kept), kept(shares), look);
}

function cellsOf(row: Row, layer: number, { paint, ascii }: Look): Cell[] {
  const asItIs = (text: string) => text;
  const { status, idle } = row;
  const verdict = status === 'bad' ? paint.bad : status === 'good' ? paint.good : asItIs;
  const places = [bytesText(row), bitsOf(row)].map((text) => dashed(text, ascii));
  return [
    { text: places[0] ?? '', paint: (text) => paint.layer(layer, text) },
    { text: places[1] ?? '', paint: paint.dim },
    { text: `${'  '.repeat(row.depth)}${row.name}`, paint: asItIs },
    { text: row.value, paint: status === 'bad' ? paint.bad : idle ? paint.dim : asItIs },
    { text: row.meaning, paint: verdict },
  ];
}

const dashed = (text: string, ascii: boolean): string => (ascii ? text.replace('–', '-') : text);

/** Two columns: where it is, and all that is said of it. */
function folded(rows: readonly Row[], layer: number, look: Look): string[] {
  const { paint, ascii } = look;
  const lines = rows.flatMap((row) => {
    const [byte = NONE, , field = NONE, value = NONE, meaning = NONE] = cellsOf(row, layer, look);
    const place = { ...byte, text: dashed(placeText(row), ascii) };
    const said = { ...value, text: `${field.text}: ${value.text}` };
    return [
      [place, said],
      ...(meaning.text ? [[NONE, { ...meaning, text: `  ${meaning.text}` }]] : []),
    ];
  });
  const dotted = lines.some(([place]) => place?.text.includes('.'));
  const heads = [dotted ? 'byte.bit' : 'byte', 'field'].map((text) => ({ text, paint: paint.dim }));
  const widest = (i: number) =>
    Math.max(...[heads, ...lines].map((line) => widthOf(line[i]?.text ?? '')));
  const first = Math.min(widest(0), 11);
  const room = Math.max(NARROWEST, look.width) - first - 7;
  return drawn([heads, ...lines], [first, Math.min(widest(1), room)], look);
}

const NONE: Cell = { text: '', paint: (text) => text };

/** How wide each column is: places and names have what they need, the rest is shared out. */
function sharesOf(all: readonly Cell[][], used: readonly boolean[], width: number): number[] {
  const needs = HEADS.map((head, i) => (used[i] ? head.length : 0));
  for (const row of all) {
    row.forEach(({ text }, i) => {
      needs[i] = Math.max(needs[i] ?? 0, widthOf(text));
    });
  }
  const columns = used.filter(Boolean).length;
  const room = width - 3 * columns - 1;
  const [byte = 0, bits = 0, field = 0, value = 0, meaning = 0] = needs;
  if (byte + bits + field + value + meaning <= room) return needs;
  const left = room - byte - bits;
  const name = Math.min(field, Math.max(12, Math.floor(left * 0.4)));
  const [v, m] = balanced(all, value, meaning, left - name);
  return [byte, bits, name, v, m];
}

/** The split of two columns with which the table is shortest. */
function balanced(
  all: readonly Cell[][],
  value: number,
  meaning: number,
  room: number,
): [number, number] {
  if (value + meaning <= room) return [value, meaning];
  if (meaning === 0) return [room, 0];
  const sizes = all.map((row) => [
    widthOf(row[VALUE]?.text ?? ''),
    widthOf(row[MEANING]?.text ?? ''),
  ]);
  // Numbers and addresses stay in one piece.
  const words = all.flatMap((row) => row[VALUE]?.text.split(' ') ?? []);
  const longest = words.reduce((most, word) => Math.max(most, word.length), 6);
  const narrow = Math.min(longest, room >> 1);
  let best = narrow;
  let least = Number.POSITIVE_INFINITY;
  for (let v = Math.min(value, room - 8); v >= narrow; v--) {
    const m = Math.min(meaning, room - v);
    let lines = 0;
    for (const [a = 0, b = 0] of sizes) lines += Math.max(Math.ceil(a / v), Math.ceil(b / m));
    if (lines < least) [least, best] = [lines, v];
  }
  return [best, Math.min(meaning, room - best)];
}

/** The first row is the head. A row takes as many lines as its highest cell. */
function drawn(
  rows: readonly (readonly Cell[])[],
  widths: readonly number[],
  look: Look,
): string[] {
  const { top, middle, bottom, bar } = frameOf(widths, look);
  const lines = [top];
  rows.forEach((row, at) => {
    const cells = row.map(({ text }, i) => cellLines(text, widths[i] ?? 1));
    const high = Math.max(...cells.map(({ length }) => length));
    for (let line = 0; line < high; line++) {
      const parts = row.map(({ paint }, i) => {
        const text = cells[i]?.[line] ?? '';
        const room = ' '.repeat(Math.max(0, (widths[i] ?? 0) - widthOf(text)));
        return `${text && paint(text)}${room}`;
      });
      lines.push(`${bar} ${parts.join(` ${bar} `)} ${bar}`);
    }
    if (at === 0) lines.push(middle);
  });
  lines.push(bottom);
  return lines;
}

/** What goes on is as far in as what it goes on from. */
function cellLines(text: string, width: number): string[] {
  const lead = text.length - text.trimStart().length;
  if (widthOf(text) <= width) return [text];
  const inner = wrapped(text.trim(), Math.max(4, width - lead));
  return inner.map((line) => `${' '.repeat(lead)}${line}`);
}
