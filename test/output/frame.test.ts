import Table from 'cli-table3';
import { describe, expect, it } from 'vitest';
import { frameOf } from '../../src/output/frame.js';
import { plain } from '../../src/output/paint.js';

const ASCII = {
  ...{ top: '-', 'top-mid': '+', 'top-left': '+', 'top-right': '+' },
  ...{ bottom: '-', 'bottom-mid': '+', 'bottom-left': '+', 'bottom-right': '+' },
  ...{ left: '|', 'left-mid': '+', mid: '-', 'mid-mid': '+' },
  ...{ right: '|', 'right-mid': '+', middle: '|' },
};

/** The lines of a table with empty cells. */
function drawn(widths: readonly number[], ascii: boolean) {
  const empty = widths.map(() => '');
  const table = new Table({
    head: empty,
    colWidths: widths.map((width) => width + 2),
    style: { head: [], border: [] },
    ...(ascii ? { chars: ASCII } : {}),
  });
  table.push(empty);
  const [top, , middle, row = '', bottom] = table.toString().split('\n');
  return { top, middle, bottom, bar: row.charAt(0) };
}

describe('the lines around a table', () => {
  it.each([false, true])('are those of cli-table3: ascii %s', (ascii) => {
    const look = { width: 80, ascii, paint: plain, annotate: false };
    for (const widths of [[0], [1], [7, 5], [3, 20, 1, 9], [5, 5, 11, 17, 20]]) {
      expect(frameOf(widths, look)).toEqual(drawn(widths, ascii));
    }
  });
});
