import { type Column, columnsOf } from '../compare/columns.js';
import type { Compared } from '../compare/compare.js';
import type { Told } from '../compare/follow.js';
import { ascii } from '../output/ascii.js';
import type { Look } from '../output/format.js';
import { grouped } from '../protocols/words.js';

/** So many rows of one packet of enormous size tell enough. */
const MOST_ROWS = 64;

/** Both dumps, row under row, with what differs marked; rows without a difference are left out. */
export function dumpLines(compared: Compared, told: readonly Told[], look: Look): string[] {
  const size = [16, 8, 4].find((one) => widthOf(one) <= look.width) ?? 4;
  const lines: string[] = [];
  let row: Column[] = [];
  let rows = 0;
  let left = 0;
  let same: string[] = [];
  const endSame = (): void => {
    // As long as the line that would say so.
    if (left > size) lines.push(`      … ${grouped(left)} bytes the same …`);
    else lines.push(...same);
    left = 0;
    same = [];
  };
  const endRow = (): void => {
    if (row.length === 0) return;
    if (row.every(({ mark }) => mark === 'same')) {
      left += row.length;
      same = sameLines(compared, row, size, look);
    } else {
      endSame();
      if (++rows <= MOST_ROWS) lines.push(...rowLines(compared, row, size, look));
    }
    row = [];
  };
  for (const column of columnsOf(compared, told)) {
    row.push(column);
    if (row.length === size) endRow();
  }
  endRow();
  endSame();
  if (rows > MOST_ROWS) lines.push(`      … ${grouped(rows - MOST_ROWS)} more rows that differ …`);
  if (!look.paint.coloured) lines.push(...legend(lines, look.width));
  return look.ascii ? lines.map(ascii) : lines;
}

const LEAD = 'A 0000  '.length;
const widthOf = (size: number): number => LEAD + size * 3 + (size > 8 ? 1 : 0) + 1 + size;

function sameLines({ a }: Compared, row: readonly Column[], size: number, look: Look): string[] {
  return [oneLine(' ', a.bytes, row, 'a', size, look, (text) => text)];
}

function rowLines({ a, b }: Compared, row: readonly Column[], size: number, look: Look): string[] {
  const { paint } = look;
  const lines: string[] = [];
  if (row.some((one) => one.a >= 0))
    lines.push(oneLine('A', a.bytes, row, 'a', size, look, paint.bad));
  if (row.some((one) => one.b >= 0))
    lines.push(oneLine('B', b.bytes, row, 'b', size, look, paint.good));
  // A row that one has alone differs as a whole.
  if (!paint.coloured && lines.length === 2) lines.push(marks(row));
  return lines;
}

function oneLine(
  letter: string,
  bytes: Uint8Array,
  row: readonly Column[],
  side: 'a' | 'b',
  size: number,
  { paint, ascii: plain }: Look,
  colour: (text: string) => string,
): string {
  const first = row.find((one) => one[side] >= 0)?.[side] ?? 0;
  let hex = '';
  let text = '';
  row.forEach((column, i) => {
    const at = column[side];
    const byte = bytes[at] ?? 0;
    const painted = paintFor(column.mark);
    const two = at < 0 ? '--' : byte.toString(16).padStart(2, '0');
    const letterOf = byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : plain ? '.' : '·';
    hex += `${i === 0 ? '' : gap(i)}${painted(two)}`;
    text += at < 0 ? ' ' : painted(letterOf);
  });
  function paintFor(mark: Column['mark']): (text: string) => string {
    return mark === 'differs' ? colour : mark === 'ignored' ? paint.dim : (one) => one;
  }
  const rest = size - row.length;
  const pad = ' '.repeat(rest * 3 + (size > 8 && row.length <= 8 ? 1 : 0) + 2);
  const offset = paint.dim(first.toString(16).padStart(4, '0'));
  return `${letter} ${offset}  ${hex}${pad}${text}`.trimEnd();
}

const gap = (i: number): string => (i === 8 ? '  ' : ' ');

const SIGNS = { same: '  ', differs: '^^', ignored: '~~' };

function marks(row: readonly Column[]): string {
  const signs = row.map(({ mark }, i) => `${i === 0 ? '' : gap(i)}${SIGNS[mark]}`);
  return `${' '.repeat(LEAD)}${signs.join('')}`.trimEnd();
}

function legend(lines: readonly string[], width: number): string[] {
  const isMarked = (sign: string): boolean =>
    lines.some((line) => MARKS.test(line) && line.includes(sign));
  const said = [
    ...(isMarked('^^') ? ['^^ differs'] : []),
    ...(isMarked('~~') ? ['~~ ignored'] : []),
    ...(lines.some((line) => /^[AB] .{4} {2}.*--/.test(line)) ? ['-- not there'] : []),
  ];
  const row = `${' '.repeat(LEAD)}${said.join('   ')}`;
  if (row.length > width) return said.map((one) => ' '.repeat(LEAD) + one);
  return said.length ? [row] : [];
}

const MARKS = /^ {8}[ ^~]+$/;
