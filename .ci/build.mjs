// Builds dist/: the program and the library in shared chunks, and the registries' data.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['src/cli.ts', 'src/index.ts'],
  outdir: dist,
  bundle: true,
  splitting: true,
  // Beside the entry points, because the registries look for ./data/ from their own place.
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  plugins: [builtinsOfCommonJs()],
});

const data = join(root, 'src/registries/data');
mkdirSync(join(dist, 'data'));
for (const name of existsSync(data) ? readdirSync(data) : []) {
  if (name.endsWith('.txt')) {
    writeFileSync(join(dist, 'data', name), readFileSync(join(data, name)));
  }
}

writeFileSync(join(dist, 'licenses.txt'), licenses(Object.keys(metafile.inputs)));

/** An ES module has no `require`, so a bundled CommonJS package gets Node's modules another way. */
function builtinsOfCommonJs() {
  return {
    name: 'builtins-of-commonjs',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]node_modules[\\/].*\.c?js$/ }, ({ path }) => ({
        contents: readFileSync(path, 'utf8').replaceAll(
          /\brequire\((['"])node:/g,
          'globalThis.process.getBuiltinModule($1node:',
        ),
      }));
    },
  };
}

/** The licence texts of what was bundled: their terms ask that they go along. */
function licenses(inputs) {
  const folders = new Set(
    inputs.flatMap((path) => /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []),
  );
  const texts = [...folders].sort().map((folder) => {
    const file = readdirSync(join(root, folder)).find((name) => /^licen[cs]e/i.test(name));
    if (!file) throw new Error(`${folder} is bundled but has no licence file`);
    return `${folder.split('node_modules/').at(-1)}\n\n${readFileSync(join(root, folder, file), 'utf8')}`;
  });
  return texts.join('\n');
}
