// The program as scripts: what most runs of a subcommand use, and what is loaded when it is needed.
// The less a script holds, the sooner it runs.
import { writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build } from 'esbuild';

/** What no other script was asked to hold. Its modules start one by one, each when it is needed. */
const REST = 'rest';

/**
 * Writes `<name>.cjs` with the first of these parts, and `<name>-<part>.cjs` for each other one and
 * for the rest. A part is modules that are imported when they are needed, with all that they
 * import; what several parts use is in the first of them. Gives the names of all files that went in.
 */
export async function buildProgram(name, parts, options) {
  const entry = `src/commands/${name}.ts`;
  const { inputs } = await graphOf(entry, options);
  const later = Object.values(inputs).flatMap((one) => importsOf(one, 'dynamic-import'));
  const starts = Object.entries(parts).map(([part, files]) => [part, files.map(fileOf)]);
  const [[first, usual]] = starts;
  usual.push(entry);
  const holder = holders([...starts, [REST, later]], inputs);
  const scripts = [...new Set(holder.values())].map((part) => ({
    part,
    modules: [...new Set(later)].filter((path) => holder.get(path) === part).sort(),
  }));
  const places = scripts
    .filter(({ part }) => part !== first && part !== REST)
    .flatMap(({ part, modules }) => modules.map((path) => [path, part]));
  // The last one first: then it is known of each what the others want of it.
  const wanted = new Map(scripts.map(({ part }) => [part, new Map()]));
  for (const { part, modules } of scripts.toReversed()) {
    const text = await bundled(part, { holder, options }, [
      ...(part === first ? [`export { run } from './${entry}';`] : []),
      ...linesFor(modules, part === REST),
      ...[...wanted.get(part)].map(([outer, short]) => {
        const [what, path] = outer.split(' of ');
        return `export { ${what} as ${short} } from './${path}';`;
      }),
    ]);
    const { imports, exports, body } = partsOf(text);
    const taken = new Map();
    for (const { path, outer, local } of imports) {
      const from = holder.get(path);
      const short = shortName(wanted.get(from), `${outer} of ${path}`);
      taken.set(from, [...(taken.get(from) ?? []), `${short}:${local}`]);
    }
    const given = exports.map(([local, outer]) => `${outer}:${local}`);
    if (part === first) given.push(`parts:${JSON.stringify(Object.fromEntries(places))}`);
    writeScript(join(options.outdir, `${part === first ? name : `${name}-${part}`}.cjs`), [
      ...[...taken].map(([from, list]) => `const{${list}}=need("${from}");`),
      body,
      `return{${given}}`,
    ]);
  }
  return Object.keys(inputs);
}

const fileOf = (one) => `src/${one}.ts`;

/** The modules that others import when they are needed: started at once, or one by one. */
function linesFor(modules, oneByOne) {
  const get = (path, i) => (oneByOne ? `require('./${path}')` : `m${i}`);
  return [
    ...(oneByOne ? [] : modules.map((path, i) => `import * as m${i} from './${path}';`)),
    `export const modules = { ${modules.map((path, i) => `'${path}': () => ${get(path, i)}`)} };`,
  ];
}

function shortName(names, outer) {
  if (!names.has(outer)) names.set(outer, `x${names.size}`);
  return names.get(outer);
}

/** All files of a program, and what they import. */
async function graphOf(entry, options) {
  const { metafile } = await build({
    ...options,
    entryPoints: [entry],
    format: 'cjs',
    write: false,
    metafile: true,
  });
  return metafile;
}

const importsOf = ({ imports }, ...kinds) =>
  imports.flatMap(({ kind, path }) => (kinds.includes(kind) ? [path] : []));

/** Which part holds a file: the first one that reaches it without waiting. */
function holders(starts, inputs) {
  const holder = new Map();
  const add = (path, part) => {
    if (holder.has(path) || !inputs[path]) return;
    holder.set(path, part);
    for (const one of importsOf(inputs[path], 'import-statement', 'require-call')) add(one, part);
  };
  for (const [part, files] of starts) for (const path of files) add(path, part);
  return holder;
}

const ELSEWHERE = 'elsewhere:';
const LATER = 'later:';

/** One script as a module of esbuild's. */
async function bundled(part, { holder, options }, lines) {
  const { absWorkingDir: root, plugins } = options;
  const isElsewhere = (path) => holder.has(path) && holder.get(path) !== part;
  const { outputFiles } = await build({
    ...options,
    stdin: { contents: lines.join('\n'), resolveDir: root },
    format: 'esm',
    write: false,
    plugins: [...plugins, apart(root, isElsewhere)],
  });
  return outputFiles[0].text;
}

/** `import('./x.js')` is to be a call of `load`; what another script holds is asked of that one. */
function apart(root, isElsewhere) {
  return {
    name: 'apart',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /./ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (pluginData === apart || kind === 'entry-point') return undefined;
        const found = await resolve(path, { kind, importer, resolveDir, pluginData: apart });
        if (found.namespace !== 'file') return undefined;
        // As esbuild names files, on Windows too.
        const file = relative(root, found.path).replaceAll(sep, '/');
        if (kind === 'dynamic-import') return { path: LATER + file, external: true };
        return isElsewhere(file) ? { path: ELSEWHERE + file, external: true } : undefined;
      });
    },
  };
}

/** A module of esbuild's, taken apart: what it imports, `[local, outer]` of exports, the rest. */
function partsOf(text) {
  const imports = [];
  const exports = [];
  const pairs = (list) => list.split(',').map((one) => [...one.split(' as '), one].slice(0, 2));
  const body = text
    .replace(/(?<=^|[;\n}])import(?:\{([^}]*)\}from)?"elsewhere:([^"]*)";/g, (_, list, path) => {
      for (const [outer, local] of list ? pairs(list) : []) imports.push({ path, outer, local });
      return '';
    })
    .replace(/export\{([^}]*)\};\s*$/, (_, list) => {
      exports.push(...pairs(list));
      return '';
    })
    .replaceAll(`import("${LATER}`, 'load("');
  if (body.includes(`"${ELSEWHERE}`) || exports.length === 0) throw new Error('not taken apart');
  return { imports, exports, body };
}

/** A function's text; ASCII alone is read without decoding. Strings are so already. */
function writeScript(file, parts) {
  const escaped = (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const text = `(function(load,folder,need){${parts.join('\n')}})`;
  writeFileSync(file, text.replace(/[^\0-\x7f]/g, escaped));
}
