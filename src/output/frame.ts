import type { Look } from './format.js';

/** The lines around a table's rows. */
export interface Frame {
  readonly top: string;
  readonly middle: string;
  readonly bottom: string;
  /** Between the cells. */
  readonly bar: string;
}

/** Left end, between columns, right end: of the top, of the middle, of the bottom. */
const LINES = ['┌┬┐', '├┼┤', '└┴┘'] as const;
const ASCII = '+++';

/**
 * The lines as cli-table3 draws them, which a test compares: to load it and to have it draw takes
 * longer than to decode a packet, and it measures letters by older tables than ours.
 */
export function frameOf(widths: readonly number[], { ascii }: Look): Frame {
  const runs = widths.map((width) => (ascii ? '-' : '─').repeat(width + 2));
  const [top, middle, bottom] = LINES.map((line) => {
    const [left = '', between, right = ''] = ascii ? ASCII : line;
    return left + runs.join(between) + right;
  }) as [string, string, string];
  return { top, middle, bottom, bar: ascii ? '|' : '│' };
}
