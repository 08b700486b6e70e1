#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../dist/cli.js', import.meta.url);
try {
  await import(program.href);
} catch (error) {
  if (existsSync(program)) throw error;
  console.error('error: tcpip is not built yet: run `npm run build` in its folder');
  process.exitCode = 70;
}
