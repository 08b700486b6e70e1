import { visible } from '../codec/visible.js';
import { writeError } from '../output/standard-output.js';
import { wrapped } from '../output/width.js';
import { isTerminal } from './terminal.js';

/** A line on standard error. */
export const say = (text: string): void => writeError(`${inLines(visible(text), 2)}\n`);

/** At a terminal broken between words; what goes on stands so many columns in. */
export function inLines(text: string, indent: number): string {
  const width = isTerminal(2) ? process.stderr.columns : undefined;
  if (!width || text.length <= width) return text;
  return wrapped(text, Math.max(width - indent, LEAST)).join(`\n${' '.repeat(indent)}`);
}

/** Narrower than this nothing can be read. */
const LEAST = 20;
