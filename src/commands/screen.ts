import { InputError } from '../input/input-error.js';
import type { Look } from '../output/format.js';
import { colours, plain } from '../output/paint.js';
import { isTerminal } from './terminal.js';

/** What people may say of how things look, on any subcommand. */
export interface ScreenOptions {
  color?: string;
  width?: string;
  ascii?: boolean;
}

/** Narrower than this nothing can be read. */
const LEAST = 20;
const MOST = 1000;
/** Where nobody is looking: fits a ticket, and a terminal of old. */
const USUAL = 80;

export const atTerminal = (): boolean => isTerminal(1);

export async function lookFor(options: ScreenOptions, annotate: boolean): Promise<Look> {
  const paint = isColoured(options.color) ? await colours() : plain;
  return { width: widthFor(options.width), ascii: options.ascii ?? false, paint, annotate };
}

/** The flag, then NO_COLOR, then FORCE_COLOR, then whether somebody is looking. */
export function isColoured(color = 'auto', env = process.env, terminal = atTerminal): boolean {
  if (color === 'always' || color === 'never') return color === 'always';
  if (color !== 'auto') {
    throw new InputError(`--color: auto, always or never is needed, not '${color}'`);
  }
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0';
  return terminal() && env.TERM !== 'dumb';
}

function widthFor(given: string | undefined): number {
  if (given !== undefined) {
    const width = /^\d{1,4}$/.test(given) ? Number(given) : 0;
    if (width < LEAST || width > MOST) {
      throw new InputError(
        `--width: a number from ${LEAST} to ${MOST} is needed, not '${given}'`,
        '--width 100',
      );
    }
    return width;
  }
  const columns = atTerminal() ? process.stdout.columns : USUAL;
  return Math.min(Math.max(columns || USUAL, LEAST), MOST);
}
