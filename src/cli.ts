import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { writeError, writeOut } from './output/standard-output.js';

const args = process.argv.slice(2);
const folder = import.meta.dirname;
/** Subcommands that are scripts of their own. */
const APART = ['decode', 'build', 'edit', 'checksum'];

// Asked for by scripts, again and again: answered before anything else is loaded.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  const { version } = JSON.parse(readFileSync(`${folder}/../package.json`, 'utf8')) as {
    version: string;
  };
  try {
    writeOut(`${version}\n`);
  } catch (error) {
    writeError(`error: ${(error as Error).message}\n`);
    process.exitCode = 74;
  }
} else {
  void start();
}

/** What is imported when it is needed, by its file. */
type Modules = Readonly<Record<string, () => object>>;
type Load = (path: string) => Promise<object | undefined>;
/** A script's only value. The rest of a program is told the first one's names. */
type Start<Given> = (load: Load, folder: string, names?: object) => Given & { modules: Modules };

interface Program {
  run(args: readonly string[]): Promise<void>;
  readonly names: object;
}

/**
 * Runs the program from its compiled code, which the build left beside it: that halves the time to
 * start. Another Node compiles it as usual, and leaves its own code there if it may.
 */
async function start(): Promise<void> {
  const [command = ''] = args;
  const name = APART.includes(command) ? `program-${command}` : 'program';
  const keepers: (() => void)[] = [];
  const started = <Given>(part: string): Start<Given> => {
    const { script, keep } = compiled(part);
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
  await program.run(args);
  // Only what was used is compiled: what most runs use is worth keeping.
  if (command !== '') for (const keep of keepers) keep();
  // All is written: to take the program apart in memory takes longer than to leave it.
  process.exit();
}

/** A script, from its compiled code where that is known; `keep` leaves its code beside it. */
function compiled(name: string): { script: Script; keep: () => void } {
  const filename = `${folder}/${name}.cjs`;
  const code = `${folder}/${name}-${process.version}-${process.arch}.code`;
  const cachedData = contentsOf(code);
  // The build writes ASCII: nothing has to be decoded.
  const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData });
  const known = cachedData !== undefined && script.cachedDataRejected !== true;
  return {
    script,
    keep() {
      if (!known) write(code, script.createCachedData());
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
