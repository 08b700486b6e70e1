#!/usr/bin/env node
const program = new URL('../dist/cli.js', import.meta.url);
try {
  await import(program.href);
} catch (error) {
  // Asked for only here: importing node:fs costs more than printing the version.
  if (process.getBuiltinModule('node:fs').existsSync(program)) throw error;
  console.error('error: tcpip is not built yet: run `npm run build` in its folder');
  process.exitCode = 70;
}
