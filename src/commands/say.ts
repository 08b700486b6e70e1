import { visible } from '../codec/visible.js';
import { writeError } from '../output/standard-output.js';

/** A line on standard error. */
export const say = (text: string): void => writeError(`${visible(text)}\n`);
