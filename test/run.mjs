// Runs a TypeScript program of the tests: `node test/run.mjs <file, or folder and name> [argument...]`.
// Node 20 reads no TypeScript, and a bundle measures like what is shipped.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [place = '', ...rest] = process.argv.slice(2);
const isFolder = existsSync(place) && statSync(place).isDirectory();
const file = isFolder ? join(place, `${rest.shift() ?? ''}.ts`) : place;
if (!existsSync(file)) {
  const known = isFolder ? readdirSync(place).filter((name) => name.endsWith('.ts')) : [];
  const choice = known.map((name) => name.slice(0, -3)).join(', ');
  console.error(`error: no ${file}${choice && `; ${place} has: ${choice}`}`);
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
const bundle = join(folder, 'bundle.mjs');
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
process.setSourceMapsEnabled(true);
process.argv = [process.execPath, resolve(file), ...rest];
await import(pathToFileURL(bundle).href);
