import Table from 'cli-table3';
import type { Look } from './format.js';

/** The lines around a table's rows. */
export interface Frame {
  readonly top: string;
  readonly middle: string;
  readonly bottom: string;
  /** Between the cells. */
  readonly bar: string;
}

const ASCII = {
  ...{ top: '-', 'top-mid': '+', 'top-left': '+', 'top-right': '+' },
  ...{ bottom: '-', 'bottom-mid': '+', 'bottom-left': '+', 'bottom-right': '+' },
  ...{ left: '|', 'left-mid': '+', mid: '-', 'mid-mid': '+' },
  ...{ right: '|', 'right-mid': '+', middle: '|' },
};

/** The smallest table that has all kinds of corners, as lines of nine characters. */
type Pattern = readonly string[];
const patterns = new Map<boolean, Pattern>();

/**
 * A table as cli-table3 draws it. It draws a small and empty one, and once, which is made as wide
 * as it has to be: each cell costs it more than we do with it, and what stands in them it would
 * measure anew, by older tables of letters than ours.
 */
export function frameOf(widths: readonly number[], { ascii }: Look): Frame {
  const pattern = patterns.get(ascii) ?? draw(ascii);
  patterns.set(ascii, pattern);
  const [top = '', , middle = '', row = '', bottom = ''] = pattern;
  const wide = ([left, fill = '', , , between, , , , right]: string): string =>
    `${left}${widths.map((width) => fill.repeat(width + 2)).join(between)}${right}`;
  return { top: wide(top), middle: wide(middle), bottom: wide(bottom), bar: row.charAt(0) };
}

function draw(ascii: boolean): Pattern {
  const empty = ['', ''];
  const table = new Table({
    head: empty,
    colWidths: [3, 3],
    style: { head: [], border: [] },
    ...(ascii ? { chars: ASCII } : {}),
  });
  table.push(empty);
  return table.toString().split('\n');
}
