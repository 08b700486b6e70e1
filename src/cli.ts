import { readFileSync, writeFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { writeOut } from './output/standard-output.js';

const args = process.argv.slice(2);

// Asked for by scripts, again and again: answered before anything else is loaded.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  writeOut(`${version}\n`);
} else {
  await start();
}

/**
 * Runs the program from its compiled code, which the build left beside it: that halves the time to
 * start. Node checks that the code is its own; if not, it compiles the program as usual.
 */
async function start(): Promise<void> {
  const url = new URL('./program.cjs', import.meta.url);
  const compiled = new URL('./program.code', import.meta.url);
  // The build writes ASCII: nothing has to be decoded.
  const text = readFileSync(url, 'latin1');
  const script = new Script(`(function(exports,module,moduleUrl){${text}\n})`, {
    filename: url.href,
    cachedData: contentsOf(compiled),
  });
  const module = { exports: {} as { run(args: readonly string[]): Promise<void> } };
  script.runInThisContext()(module.exports, module, import.meta.url);
  await module.exports.run(args);
  if (process.env.TCPIP_KEEP_CODE === '1') writeFileSync(compiled, script.createCachedData());
}

function contentsOf(file: URL): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
