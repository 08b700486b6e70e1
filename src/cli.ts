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

/**
 * Runs the program from its compiled code, which the build left beside it: that halves the time to
 * start. Another Node compiles it as usual, and leaves its own code there if it may.
 */
async function start(): Promise<void> {
  const [command = ''] = args;
  const name = APART.includes(command) ? `program-${command}` : 'program';
  const filename = `${folder}/${name}.cjs`;
  const compiled = `${folder}/${name}-${process.version}-${process.arch}.code`;
  // The build writes ASCII: nothing has to be decoded.
  const text = readFileSync(filename, 'latin1');
  const cachedData = contentsOf(compiled);
  const script = new Script(`(function(exports,module,folder){${text}\n})`, {
    filename,
    cachedData,
  });
  const module = { exports: {} as { run(args: readonly string[]): Promise<void> } };
  script.runInThisContext()(module.exports, module, folder);
  await module.exports.run(args);
  // Only what was used is compiled: what most runs use is worth keeping.
  const known = cachedData !== undefined && script.cachedDataRejected !== true;
  if (!known && command !== '') keep(compiled, script.createCachedData());
}

function contentsOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Whole or not at all: another run may read it meanwhile. */
function keep(file: string, code: Buffer): void {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, code, { flag: 'wx' });
    renameSync(draft, file);
  } catch {
    // Installed for everybody by somebody else.
    rmSync(draft, { force: true });
  }
}
