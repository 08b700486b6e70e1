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

const made = new Map<string, Frame>();
const MOST = 500;

/**
 * A table as cli-table3 draws it, with empty cells: what stands in them it would measure anew,
 * which takes longer than all the rest of a run, and by older tables of letters than ours.
 */
export function frameOf(widths: readonly number[], look: Look): Frame {
  const key = `${look.ascii} ${widths}`;
  let frame = made.get(key);
  if (!frame) {
    frame = draw(widths, look);
    if (made.size < MOST) made.set(key, frame);
  }
  return frame;
}

function draw(widths: readonly number[], { ascii }: Look): Frame {
  const empty = widths.map(() => '');
  const table = new Table({
    head: empty,
    colWidths: widths.map((width) => width + 2),
    style: { head: [], border: [] },
    ...(ascii ? { chars: ASCII } : {}),
  });
  table.push(empty);
  const [top = '', , middle = '', row = '', bottom = ''] = table.toString().split('\n');
  return { top, middle, bottom, bar: row.charAt(0) };
}
