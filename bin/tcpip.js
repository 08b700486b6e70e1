#!/usr/bin/env node
'use strict';
// A script and no module: Node takes several milliseconds less to start it.
try {
  require('../dist/cli.cjs');
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
  console.error('error: tcpip is not built yet: run `npm run build` in its folder');
  process.exitCode = 70;
}
