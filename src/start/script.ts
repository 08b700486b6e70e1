import { closeSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Script } from 'node:vm';
import type { Crew } from './crew.js';

/** What is imported when it is needed, by its file. */
type Modules = Readonly<Record<string, () => object>>;
type Load = (path: string) => Promise<object | undefined>;
/** What a script gives to the others, by short names. */
interface Given {
  readonly modules: Modules;
}
/** A script's only value. */
type Start = (load: Load, folder: string, need: (part: string) => Given) => Given;

interface Program extends Given {
  run(args: readonly string[], crew: Crew | undefined): Promise<void>;
  /** Which part holds a module, if it is not the rest. */
  readonly parts: Readonly<Record<string, string>>;
}

/** Subcommands that are scripts of their own. */
const APART = ['decode', 'build', 'edit', 'checksum', 'convert'];

/** What most runs use; its script has the program's name. */
const USUAL = 'usual';

/**
 * The program from its compiled code, which the build left beside it: that halves the time to
 * start. Another Node compiles it as usual, and leaves its own code there if it may.
 */
export function programFor(command: string, folder: string) {
  const name = APART.includes(command) ? `program-${command}` : 'program';
  const keepers: (() => void)[] = [];
  const started = new Map<string, Given>();
  const need = (part: string): Given => {
    const known = started.get(part);
    if (known) return known;
    const { script, keep } = compiled(`${folder}/${part === USUAL ? name : `${name}-${part}`}`);
    keepers.push(() => keep(part));
    const given = (script.runInThisContext() as Start)(load, folder, need);
    started.set(part, given);
    return given;
  };
  const load: Load = async (path) => {
    const module = program.modules[path] ?? need(program.parts[path] ?? 'rest').modules[path];
    return module?.();
  };
  const program = need(USUAL) as Program;
  return {
    run: program.run,
    /** Only what was used is compiled: what most runs use is worth keeping. */
    keep(): void {
      for (const keep of keepers) keep();
    },
  };
}

/** A script, from its compiled code where that is known; `keep` leaves its code beside it. */
function compiled(path: string): { script: Script; keep: (part: string) => void } {
  const filename = `${path}.cjs`;
  const code = `${path}-${process.version}-${process.arch}.code`;
  // The build writes ASCII: nothing has to be decoded.
  const source = contentsOf(filename).toString('latin1');
  const cachedData = knownCode(code);
  const script = new Script(source, { filename, cachedData });
  const known = cachedData !== undefined && script.cachedDataRejected !== true;
  return {
    script,
    keep(part) {
      // The build gathers what several runs use: of all parts, or of all but the usual one.
      const { TCPIP_KEEP_CODE: gathers } = process.env;
      const adds = gathers === 'all' || (gathers === 'parts' && part !== USUAL);
      // Code is for the options of Node: those of one run are not the next one's.
      const usual = process.execArgv.length === 0;
      if (adds || (!known && usual)) write(code, script.createCachedData());
    },
  };
}

/** Whole or not at all: another run may read it meanwhile. */
function write(file: string, code: Buffer): void {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, code, { flag: 'wx' });
    renameSync(draft, file);
  } catch {
    // Installed for everybody by somebody else.
    rmSync(draft, { force: true });
  }
}

function knownCode(file: string): Buffer | undefined {
  try {
    return contentsOf(file);
  } catch {
    return undefined;
  }
}

/** One for all: memory that is new takes longer than to read into it. Larger than any script. */
let room = Buffer.allocUnsafeSlow(1 << 20);

/** What a file holds, until the next one is read. To ask first how long it is takes longer. */
function contentsOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    let size = readSync(file, room, 0, room.length, 0);
    while (size === room.length) {
      room = Buffer.allocUnsafeSlow(2 * size);
      size = readSync(file, room, 0, room.length, 0);
    }
    return room.subarray(0, size);
  } finally {
    closeSync(file);
  }
}
