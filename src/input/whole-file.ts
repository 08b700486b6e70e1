import { readFileSync } from 'node:fs';

/** All of a file, or of standard input, where it has to be there at once. */
export function wholeFile(path: string): Buffer {
  try {
    return readFileSync(path === '-' ? 0 : path);
  } catch (error) {
    throw namedAfter(error as NodeJS.ErrnoException, path);
  }
}

/** The system names a file only where it fails to open. */
export function namedAfter(error: NodeJS.ErrnoException, path: string): NodeJS.ErrnoException {
  if (error.code === 'EISDIR') error.message = `${path} is a directory: name a file in it`;
  else if (error.path === undefined) error.message += ` '${path}'`;
  return error;
}
