// Runs TypeScript programs of the tests: `node test/run.mjs <file, or folder and names> [argument...]`.
// Node 20 reads no TypeScript, and a bundle measures like what is shipped.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [place = '', ...rest] = process.argv.slice(2);
const isFolder = existsSync(place) && statSync(place).isDirectory();
const names = [];
while (isFolder && rest.length > 0 && !rest[0].startsWith('-')) names.push(rest.shift());
const files = isFolder ? names.map((name) => join(place, `${name}.ts`)) : [place];
const missing = files.find((file) => !existsSync(file));
if (missing !== undefined || files.length === 0) {
  const known = isFolder ? readdirSync(place).filter((name) => name.endsWith('.ts')) : [];
  const choice = known.map((name) => name.slice(0, -3)).join(', ');
  console.error(`error: no ${missing ?? 'name'}${choice && `; ${place} has: ${choice}`}`);
  process.exit(2);
}

/** Files are found from where the source stands, not from where the bundle is. */
const ownUrl = {
  name: 'own-url',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8')
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path))),
    }));
  },
};

const folder = mkdtempSync(join(tmpdir(), 'tcpip-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.setSourceMapsEnabled(true);
for (const [i, file] of files.entries()) {
  const bundle = join(folder, `${i}.mjs`);
  await build({
    entryPoints: [file],
    outfile: bundle,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
    plugins: [ownUrl],
  });
  process.argv = [process.execPath, resolve(file), ...rest];
  await import(pathToFileURL(bundle).href);
}
