import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { closest } from '../codec/number.js';
import { visible } from '../codec/visible.js';
import { InputError } from './input-error.js';

const HEX = 'hex is digits 0-9 and a-f; --hex reads it as such';

/** What is said of a word that names no file; `maybe`: it could have been meant as hex too. */
export function noFile(name: string, maybe: boolean, hint = HEX): InputError {
  const shown = visible(name);
  const near = nearest(name);
  return new InputError(
    maybe ? `'${shown}' is neither a file nor hex` : `no such file: ${shown}`,
    near === undefined ? hint : `did you mean the file '${visible(near)}'?`,
  );
}

/** The file in the same folder that begins so, or whose name is nearest. */
function nearest(path: string): string | undefined {
  const folder = dirname(path);
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return undefined;
  }
  const name = basename(path);
  const begins = (other: string): boolean => name.length > 2 && other.startsWith(name);
  const near = names.find(begins) ?? closest(name, names);
  return near === undefined || folder === '.' ? near : join(folder, near);
}
