import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** What each room of the house may import besides itself (CONTRIBUTING: the house). */
const below: Readonly<Record<string, readonly string[]>> = {
  codec: [],
  registries: ['codec'],
  protocols: ['registries', 'codec'],
  filter: ['protocols', 'registries', 'codec'],
  craft: ['protocols', 'registries', 'codec'],
  input: ['protocols', 'registries', 'codec'],
  output: ['input', 'conversation', 'filter', 'craft', 'protocols', 'registries', 'codec'],
  checksum: ['output', 'protocols', 'registries', 'codec'],
  compare: ['protocols', 'registries', 'codec'],
  conversation: ['input', 'output', 'protocols', 'registries', 'codec'],
  // The program is a script that is read, not imported.
  start: [],
  commands: [
    'start',
    'checksum',
    'compare',
    'craft',
    'input',
    'output',
    'conversation',
    'filter',
    'protocols',
    'registries',
    'codec',
  ],
  'index.ts': ['input', 'output', 'conversation', 'filter', 'protocols', 'registries', 'codec'],
  'cli.ts': [
    'start',
    'commands',
    'checksum',
    'input',
    'output',
    'conversation',
    'filter',
    'protocols',
    'registries',
    'codec',
  ],
};
/** Rooms that must also do without packages, so that the library stays free of the terminal. */
const selfContained = [
  'codec',
  'registries',
  'protocols',
  'filter',
  'input',
  'conversation',
  'index.ts',
];
/** But for these: what packs and unpacks. */
const packing = ['fflate', 'fzstd'];

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'))
  .sort()
  .map((name) => ({ name, text: readFileSync(src + name, 'utf8') }));

const importForms = [
  /^(?:import|export)\b[^'";]*?\bfrom\s*'([^']+)'/gm,
  /^import\s*'([^']+)'/gm,
  /\bimport\(\s*'([^']+)'/g,
];
const imports = files.flatMap(({ name, text }) =>
  importForms
    .flatMap((form) => [...text.matchAll(form)])
    .map(([, target = '']) => ({
      name,
      from: roomOf(name),
      target,
      to: target.startsWith('.')
        ? roomOf(new URL(target, `file:///${name}`).pathname.slice(1))
        : undefined,
    })),
);

function roomOf(name: string): string {
  const [first = ''] = name.split('/');
  return first.replace(/\.js$/, '.ts');
}

/** The code alone: what stands in a comment or a string is no type and no export. */
function codeOf(text: string): string {
  return text.replace(
    /\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g,
    "''",
  );
}

function linesWhere(pattern: RegExp, among = files): string[] {
  return among.flatMap(({ name, text }) =>
    codeOf(text)
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  );
}

describe('the house', () => {
  it('has only the rooms that the design names', () => {
    expect(files.length).toBeGreaterThan(0);
    expect([...new Set(files.map(({ name }) => roomOf(name)))].filter((r) => !below[r])).toEqual(
      [],
    );
  });

  it('imports downwards only', () => {
    const upwards = imports
      .filter(({ from, to }) => to && to !== from && !below[from]?.includes(to))
      .map(({ name, target }) => `${name} imports ${target}`);
    expect(upwards).toEqual([]);
  });

  it('has no cycle between rooms', () => {
    const rooms = new Map<string, Set<string>>();
    for (const { from, to } of imports) {
      if (to && to !== from) rooms.set(from, (rooms.get(from) ?? new Set()).add(to));
    }
    const cycleFrom = (path: readonly string[]): string | undefined => {
      for (const next of rooms.get(path.at(-1) ?? '') ?? []) {
        if (path.includes(next)) return [...path, next].join(' -> ');
        const found = cycleFrom([...path, next]);
        if (found) return found;
      }
      return undefined;
    };
    expect([...rooms.keys()].map((room) => cycleFrom([room])).filter(Boolean)).toEqual([]);
  });

  it('keeps packages out of the library', () => {
    const packages = imports
      .filter(
        ({ from, to, target }) =>
          !to &&
          !target.startsWith('node:') &&
          selfContained.includes(from) &&
          !(from === 'input' && packing.includes(target)),
      )
      .map(({ name, target }) => `${name} imports ${target}`);
    expect(packages).toEqual([]);
  });

  it('keeps Node out of the codec', () => {
    const codec = files.filter(({ name }) => roomOf(name) === 'codec');
    const node = imports
      .filter(({ from, target }) => from === 'codec' && !target.startsWith('.'))
      .map(({ name, target }) => `${name} imports ${target}`);
    expect(node).toEqual([]);
    expect(
      linesWhere(/\b(?:Buffer|process|require|__dirname|globalThis)\b\s*[.([]/, codec),
    ).toEqual([]);
  });
});

describe('the style', () => {
  it('has no default export', () => {
    expect(linesWhere(/^export default\b|\bas default\b/)).toEqual([]);
  });

  it('has no any outside the codec', () => {
    const others = files.filter(({ name }) => roomOf(name) !== 'codec');
    expect(linesWhere(/(?:[:<,|&(]|\bas|\bextends|=>|=)\s*any\b(?!\s*[:(.])/, others)).toEqual([]);
  });

  it('keeps files within 300 lines', () => {
    const long = files
      .map(({ name, text }) => ({ name, lines: text.split('\n').length - 1 }))
      .filter(({ name, lines }) => lines > 300 && !name.startsWith('registries/data/'));
    expect(long).toEqual([]);
  });

  it('keeps lines within 100 characters', () => {
    const wide = files.flatMap(({ name, text }) =>
      text.split('\n').flatMap((line, i) => ([...line].length > 100 ? [`${name}:${i + 1}`] : [])),
    );
    expect(wide).toEqual([]);
  });
});
