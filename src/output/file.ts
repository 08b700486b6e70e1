import {
  closeSync,
  existsSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../input/input-error.js';
import { namedAfter } from '../input/whole-file.js';

/** Files that are not whole yet: whatever ends the program, they go. */
const unfinished = new Set<OutputFile>();
let watching = false;

/**
 * A file that appears whole or not at all: written under another name beside it, and renamed at
 * the end. Nothing is there before the first bytes come.
 */
export class OutputFile {
  private descriptor = -1;
  private temporary: string | undefined;
  private readonly path: string;

  constructor(
    private readonly name: string,
    private readonly force: boolean,
  ) {
    if (kindOf(name)?.isDirectory()) {
      throw new InputError(`${name} is a directory: name a file in it`);
    }
    this.refuseExisting();
    // What a link points to is replaced, not the link.
    this.path = existsSync(name) ? realpathSync(name) : name;
  }

  readonly write = (bytes: Uint8Array): void => {
    if (this.descriptor < 0) this.open();
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.descriptor, bytes, at);
    } catch (error) {
      throw namedAfter(error as NodeJS.ErrnoException, this.name);
    }
  };

  /** For who writes at places of its own, from other threads too. */
  get handle(): number {
    if (this.descriptor < 0) this.open();
    return this.descriptor;
  }

  /** It is whole. */
  done(): void {
    if (this.descriptor < 0) this.open();
    closeSync(this.descriptor);
    if (this.temporary !== undefined) {
      // Somebody may have made it meanwhile.
      this.refuseExisting();
      renameSync(this.temporary, this.path);
    }
    unfinished.delete(this);
  }

  drop(): void {
    unfinished.delete(this);
    if (this.temporary !== undefined) rmSync(this.temporary, { force: true });
  }

  private refuseExisting(): void {
    if (this.force || !isFile(this.name)) return;
    throw new InputError(`${this.name} exists already`, '--force overwrites it');
  }

  private open(): void {
    // A device or a named pipe is written to, never replaced.
    if (existsSync(this.path) && !isFile(this.path)) {
      this.descriptor = openSync(this.path, 'w');
      return;
    }
    const own = `.${basename(this.path)}.${process.pid}.part`;
    this.temporary = join(dirname(this.path), own);
    // A signal may come as soon as it is there.
    watch();
    try {
      this.descriptor = openSync(this.temporary, 'wx');
    } catch (error) {
      const folder = dirname(this.path);
      if (error instanceof Error) {
        error.message = existsSync(folder)
          ? // Of the file that was asked for, not of the one beside it.
            error.message.replace(own, basename(this.path))
          : `${this.path} cannot be written: there is no directory ${folder}`;
      }
      throw error;
    }
    unfinished.add(this);
  }
}

const kindOf = (path: string) => statSync(path, { throwIfNoEntry: false });
const isFile = (path: string): boolean => kindOf(path)?.isFile() ?? false;

/** Signals are heard between two turns of the event loop: long work has to pause for them. */
function watch(): void {
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    for (const file of unfinished) file.drop();
  });
  for (const [signal, number] of SIGNALS) process.on(signal, () => process.exit(128 + number));
}

const SIGNALS = [
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGHUP', 1],
] as const;
