// Builds dist/: the library, the starter, the program with its compiled code, the registries' data.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildProgram } from './program.js';
import { keepCode } from './samples.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
const common = {
  absWorkingDir: root,
  outdir: dist,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [builtinsAtHand(), emptyCells()],
};
await build({ ...common, entryPoints: ['src/index.ts'], format: 'esm' });
const script = { ...common, format: 'cjs', outExtension: { '.js': '.cjs' } };
await build({
  ...script,
  entryPoints: ['src/cli.ts', 'src/start/thread.ts'],
  entryNames: '[name]',
  define: { 'import.meta.dirname': '__dirname' },
});
// What people run most is a program of its own, all the rest one more: each in parts, of which the
// first is what a usual run takes. It holds what they import when it is needed.
const help = ['commands/root'];
const captures = (...also) => ({
  files: ['input/operands'],
  protocols: ['protocols/index', ...also],
});
const programs = {
  program: {
    usual: [],
    ...captures(),
    encode: ['commands/encode', 'output/hex'],
    info: ['commands/info'],
    assert: ['commands/assert', 'filter/filter'],
    diff: ['commands/diff', 'commands/diff-people'],
    help,
  },
  'program-decode': {
    usual: ['commands/decode', 'output/table'],
    ...captures('commands/team', 'output/checksums'),
    // Texts have times, and so have filters.
    times: ['input/hex/times'],
    text: ['input/text'],
    json: ['output/json'],
    tree: ['output/tree'],
    columns: ['commands/columns'],
    filter: ['commands/choice', 'filter/filter'],
    help,
  },
  'program-build': { usual: ['commands/build', 'output/hex', 'output/capture/pcap'], help },
  'program-edit': {
    usual: ['commands/edit', 'output/hex'],
    ...captures('output/capture/pcap-copy'),
    help,
  },
  'program-checksum': {
    usual: ['commands/checksum', 'commands/checksum-verdicts', 'commands/checksum-screen'],
    ...captures('commands/checksum-team'),
    fix: ['commands/checksum-fix', 'output/capture/pcap-copy'],
    help,
  },
  'program-convert': {
    usual: ['commands/convert', 'input/operands', 'input/text', 'output/capture/pcap'],
    captures: ['output/capture/pcap-copy', 'output/capture/pcapng', 'output/capture/pcapng-copy'],
    protocols: ['protocols/index', 'input/steps/link-type'],
    help,
  },
};
// Scripts instead of many modules: Node 20 takes a millisecond for each module, and keeps compiled
// code only for scripts. What a subcommand does not use stays uncompiled inside.
const inputs = [];
for (const [name, parts] of Object.entries(programs)) {
  inputs.push(
    ...(await buildProgram(name, parts, {
      ...common,
      define: { 'import.meta.dirname': 'folder' },
    })),
  );
}

const data = join(root, 'src/registries/data');
mkdirSync(join(dist, 'data'));
for (const name of existsSync(data) ? readdirSync(data) : []) {
  if (name.endsWith('.txt')) {
    writeFileSync(join(dist, 'data', name), readFileSync(join(data, name)));
  }
}

writeFileSync(join(dist, 'licenses.txt'), licenses(inputs));

keepCode(root, dist);

// Declarations of all that the library's own names: the other protocols go by name.
execFileSync(process.execPath, [
  join(root, 'node_modules/typescript/bin/tsc'),
  ...['-p', join(root, '.ci/tsconfig.json')],
]);
const types = join(dist, 'types');
const named = reached(join(types, 'index.d.ts'), new Set());
for (const name of readdirSync(types, { recursive: true })) {
  if (name.endsWith('.d.ts') && !named.has(join(types, name))) rmSync(join(types, name));
}

/** The declaration files that one names, and those that these name. */
function reached(file, found) {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(file, 'utf8');
  for (const [, path] of text.matchAll(/(?:from|import\()\s*['"](\.[^'"]+)\.js['"]/g)) {
    reached(join(file, '..', `${path}.d.ts`), found);
  }
  return found;
}

/**
 * Node's own modules without the detour over import: a facade with all their exports costs more
 * than the rest of a short run, and so does a copy of it in each file that uses one of them. What
 * commander needs for external subcommands alone comes late.
 */
function builtinsAtHand() {
  const atHand = (path) => `process.getBuiltinModule('${path}')`;
  return {
    name: 'builtins-at-hand',
    setup({ onLoad, onResolve }) {
      const names = new RegExp(`^(node:)?(${builtinModules.join('|')})$`);
      onResolve({ filter: names }, ({ path }) => ({ path, namespace: 'builtin' }));
      onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({
        contents: path.endsWith('child_process')
          ? `exports.spawn = (...args) => ${atHand(path)}.spawn(...args);`
          : `module.exports = ${atHand(path)};`,
      }));
      onLoad({ filter: /\bsrc\b.*\.ts$/ }, ({ path }) => ({
        contents: readFileSync(path, 'utf8').replace(
          /^import \{([^}]*)\} from '(node:\w+)';$/gm,
          (_, list, from) => `const {${valuesIn(list)}} = ${atHand(from)};`,
        ),
        loader: 'ts',
      }));
    },
  };
}

/**
 * cli-table3 draws our frames with empty cells: what measures and colours text would be a tenth of
 * what `decode` reads when it starts.
 */
function emptyCells() {
  return {
    name: 'empty-cells',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^(string-width|@colors\/colors\/safe)$/ }, ({ path, importer }) =>
        /\bcli-table3\b/.test(importer) ? { path, namespace: 'empty-cells' } : undefined,
      );
      onLoad({ filter: /./, namespace: 'empty-cells' }, () => ({
        contents: 'module.exports = (text) => text.length;',
      }));
    },
  };
}

/** Of what is imported, all but the types: `a, type B, c as d` are `a, c: d`. */
function valuesIn(list) {
  const names = list.split(',').map((one) => one.trim());
  return names.filter((one) => !one.startsWith('type ')).map((one) => one.replace(' as ', ': '));
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
