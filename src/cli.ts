import { readFileSync, writeFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { writeOut } from './output/standard-output.js';

const args = process.argv.slice(2);
const folder = import.meta.dirname;

// Asked for by scripts, again and again: answered before anything else is loaded.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  const { version } = JSON.parse(readFileSync(`${folder}/../package.json`, 'utf8')) as {
    version: string;
  };
  writeOut(`${version}\n`);
} else {
  void start();
}

/**
 * Runs the program from its compiled code, which the build left beside it: that halves the time to
 * start. Node checks that the code is its own; if not, it compiles the program as usual.
 */
async function start(): Promise<void> {
  const filename = `${folder}/program.cjs`;
  const compiled = `${folder}/program.code`;
  // The build writes ASCII: nothing has to be decoded.
  const text = readFileSync(filename, 'latin1');
  const script = new Script(`(function(exports,module,folder){${text}\n})`, {
    filename,
    cachedData: contentsOf(compiled),
  });
  const module = { exports: {} as { run(args: readonly string[]): Promise<void> } };
  script.runInThisContext()(module.exports, module, folder);
  await module.exports.run(args);
  if (process.env.TCPIP_KEEP_CODE === '1') writeFileSync(compiled, script.createCachedData());
}

function contentsOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
