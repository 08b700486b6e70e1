// The program as two scripts: what most runs of a subcommand use, and the rest, which that one loads
// when it is needed. The less a script holds, the sooner it runs.
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';

/**
 * Writes `<name>.cjs` and `<name>-rest.cjs`; `usual` are the modules which the first of them holds
 * though they are imported when they are needed. Gives the names of all files that went in.
 */
export async function buildProgram(name, usual, options) {
  const { absWorkingDir: root, outdir, plugins } = options;
  const entry = `./src/commands/${name}.ts`;
  const known = usual.map((one) => `src/${one}.ts`);
  const all = await laterOf(entry, options);
  const later = all.filter((path) => !known.includes(path));
  const first = [
    `export { run } from '${entry}';`,
    ...known.map((path, i) => `import * as m${i} from './${path}';`),
    `export const modules = { ${known.map((path, i) => `'${path}': () => m${i}`)} };`,
  ];
  const rest = [
    // So that nothing of the first script is there twice.
    `import 'script:${name}';`,
    `export const modules = { ${later.map((path) => `'${path}': () => require('${asFile(path)}')`)} };`,
  ];
  const scripts = new Map([
    [name, first.join('\n')],
    [`${name}-rest`, rest.join('\n')],
  ]);
  const { outputFiles, metafile } = await build({
    ...options,
    entryPoints: [...scripts.keys()].map((one) => ({ in: `script:${one}`, out: one })),
    format: 'esm',
    splitting: true,
    write: false,
    metafile: true,
    plugins: [...plugins, scriptsFrom(scripts, root), importedLater(root)],
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [relative(outdir, path), text]));
  const head = partsOf(texts.get(`${name}.js`));
  const shared = partsOf(texts.get(head.from));
  const tail = partsOf(texts.get(`${name}-rest.js`));
  if (texts.size !== 3 || tail.from !== head.from) throw new Error(`${name}: ${[...texts.keys()]}`);
  // The first one's own exports go by the names of the chunk that holds them.
  const inner = new Map(shared.exports.map(([local, outer]) => [outer, local]));
  const through = new Map(head.imports.map(([outer, local]) => [local, inner.get(outer)]));
  const own = head.exports.map(([local, outer]) => [through.get(local), outer]);
  const given = shared.exports.map(([local, outer]) => `${outer}:${local}`);
  writeScript(join(outdir, `${name}.cjs`), 'load,folder', [
    shared.body,
    `return{${own.map(([local, outer]) => `${outer}:${local}`)},names:{${given}}}`,
  ]);
  writeScript(join(outdir, `${name}-rest.cjs`), 'load,folder,names', [
    `const{${tail.imports.map(([outer, local]) => `${outer}:${local}`)}}=names;`,
    tail.body,
    `return{${tail.exports.map(([local, outer]) => `${outer}:${local}`)}}`,
  ]);
  return Object.keys(metafile.inputs);
}

const asFile = (path) => `./${path}`;

/** All that is imported when it is needed, by this file and by whatever it imports. */
async function laterOf(entry, options) {
  const { metafile } = await build({
    ...options,
    entryPoints: [entry],
    format: 'cjs',
    write: false,
    metafile: true,
  });
  const found = Object.values(metafile.inputs)
    .flatMap(({ imports }) => imports)
    .flatMap(({ kind, path }) => (kind === 'dynamic-import' ? [path] : []));
  return [...new Set(found)].sort();
}

/** The scripts' own first files, which are written here. */
function scriptsFrom(scripts, resolveDir) {
  return {
    name: 'scripts',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^script:/ }, ({ path }) => ({
        path: path.replace('script:', ''),
        namespace: 'script',
      }));
      onLoad({ filter: /./, namespace: 'script' }, ({ path }) => ({
        contents: scripts.get(path),
        resolveDir,
      }));
    },
  };
}

const LATER = 'later:';

/** `import('./x.js')` becomes a call of `load` with the file's path. */
function importedLater(root) {
  return {
    name: 'imported-later',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /./ }, async ({ path, kind, importer, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        const found = await resolve(path, { kind: 'import-statement', importer, resolveDir });
        return { path: LATER + relative(root, found.path), external: true };
      });
    },
  };
}

/** A module of esbuild's, taken apart: `[outer, local]` of imports, `[local, outer]` of exports. */
function partsOf(text) {
  let from;
  const imports = [];
  const pairs = (list) => list.split(',').map((one) => [...one.split(' as '), one].slice(0, 2));
  let body = text.replace(/^(?:import(?:\{[^}]*\}from)?"[^"]*";\s*)+/, (all) => {
    for (const [, list, path] of all.matchAll(/import(?:\{([^}]*)\}from)?"\.\/([^"]*)";/g)) {
      from = path;
      if (list) imports.push(...pairs(list));
    }
    return '';
  });
  const exports = [];
  body = body.replace(/export\{([^}]*)\};\s*$/, (_, list) => {
    exports.push(...pairs(list));
    return '';
  });
  return { from, imports, exports, body: body.replaceAll(`import("${LATER}`, 'load("') };
}

/** A function's text; ASCII alone is read without decoding. Strings are so already. */
function writeScript(file, parameters, parts) {
  const escaped = (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const text = `(function(${parameters}){${parts.join('\n')}})`;
  writeFileSync(file, text.replace(/[^\0-\x7f]/g, escaped));
}
