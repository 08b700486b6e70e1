import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Script } from 'node:vm';
import type { Crew } from './crew.js';

/** What is imported when it is needed, by its file. */
type Modules = Readonly<Record<string, () => object>>;
type Load = (path: string) => Promise<object | undefined>;
/** A script's only value. The rest of a program is told the first one's names. */
type Start<Given> = (load: Load, folder: string, names?: object) => Given & { modules: Modules };

interface Program {
  run(args: readonly string[], crew: Crew | undefined): Promise<void>;
  readonly names: object;
}

/** Subcommands that are scripts of their own. */
const APART = ['decode', 'build', 'edit', 'checksum'];

/**
 * The program from its compiled code, which the build left beside it: that halves the time to
 * start. Another Node compiles it as usual, and leaves its own code there if it may.
 */
export function programFor(command: string, folder: string) {
  const name = APART.includes(command) ? `program-${command}` : 'program';
  const keepers: (() => void)[] = [];
  const started = <Given>(part: string): Start<Given> => {
    const { script, keep } = compiled(`${folder}/${part}`);
    keepers.push(keep);
    return script.runInThisContext() as Start<Given>;
  };
  let rest: Modules | undefined;
  const load: Load = async (path) => {
    const usual = program.modules[path];
    if (usual) return usual();
    rest ??= started<object>(`${name}-rest`)(load, folder, program.names).modules;
    return rest[path]?.();
  };
  const program = started<Program>(name)(load, folder);
  return {
    run: program.run,
    /** Only what was used is compiled: what most runs use is worth keeping. */
    keep(): void {
      for (const keep of keepers) keep();
    },
  };
}

/** A script, from its compiled code where that is known; `keep` leaves its code beside it. */
function compiled(path: string): { script: Script; keep: () => void } {
  const filename = `${path}.cjs`;
  const code = `${path}-${process.version}-${process.arch}.code`;
  const cachedData = contentsOf(code);
  // The build writes ASCII: nothing has to be decoded.
  const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData });
  const known = cachedData !== undefined && script.cachedDataRejected !== true;
  return {
    script,
    keep() {
      // The build gathers what several runs use.
      if (!known || process.env.TCPIP_KEEP_CODE) write(code, script.createCachedData());
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

function contentsOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
