import { readFileSync } from 'node:fs';
import { writeError, writeOut } from './output/standard-output.js';
import { crewFor } from './start/crew.js';
import { keepMemory } from './start/memory.js';
import { programFor } from './start/script.js';

const args = process.argv.slice(2);
const folder = import.meta.dirname;

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

async function start(): Promise<void> {
  const [command = ''] = args;
  keepMemory();
  // They start while this one does.
  const crew = crewFor(args, folder);
  const { run, keep } = programFor(command, folder);
  await run(args, crew);
  if (command !== '') keep();
  // All is written: to take the program apart in memory takes longer than to leave it.
  process.exit();
}
