import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Package {
  readonly version: string;
  readonly bin: { readonly tcpip: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly exports: { readonly '.': Readonly<Record<'types' | 'default', string>> };
}
interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly hasInstallScript?: boolean;
        readonly resolved?: string;
        readonly optionalDependencies?: Readonly<Record<string, string>>;
      }
    >
  >;
}

const readJson = <T>(name: string) => JSON.parse(readFileSync(`${root}/${name}`, 'utf8')) as T;
const metadata = readJson<Package>('package.json');
const lock = readJson<Lock>('package-lock.json');

/** npm's own script, because Windows starts no `npm` without a shell. */
function npm(...args: readonly string[]): string {
  const script = process.env.npm_execpath;
  const [command, before] = script?.endsWith('js') ? [process.execPath, [script]] : ['npm', []];
  return execFileSync(command, [...before, ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: command === 'npm' && process.platform === 'win32',
  });
}

describe('the packed package', () => {
  // Without scripts: dist is built already, and other tests are reading it.
  const [packed] = JSON.parse(npm('pack', '--dry-run', '--json', '--ignore-scripts')) as {
    readonly files: readonly { readonly path: string }[];
  }[];
  const paths = packed?.files.map(({ path }) => path) ?? [];

  it('holds only what runs', () => {
    const expected = [
      /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|bin\/tcpip\.js|bin\/package\.json)$/,
      /^dist\/(?:cli\.cjs|thread\.cjs|index\.js|program(-\w+)*\.cjs|program-[\w.-]+\.code)$/,
      /^dist\/types\/(?:[\w-]+\/)*[\w-]+\.d\.ts$/,
      /^dist\/data\/[\w.-]+\.txt$/,
      /^dist\/licenses\.txt$/,
    ];
    expect(paths.filter((path) => !expected.some((form) => form.test(path)))).toEqual([]);
  });

  it('holds what its manifest names', () => {
    const named = [metadata.bin.tcpip, ...Object.values(metadata.exports['.'])];
    expect(paths).toEqual(expect.arrayContaining(named.map((path) => path.replace('./', ''))));
    expect(paths).toContain('LICENSE');
  });

  it('needs no other package', () => {
    expect(metadata.dependencies).toBeUndefined();
  });
});

describe('the lock file', () => {
  const packages = Object.entries(lock.packages);

  it('has no package that must run a script to be installed', () => {
    // esbuild's script only swaps its Node launcher for the native program, which is a little
    // faster to start; fsevents is optional, for macOS, and comes compiled.
    const harmless = ['node_modules/esbuild', 'node_modules/fsevents'];
    const scripted = packages.filter(([, { hasInstallScript }]) => hasInstallScript);
    expect(scripted.map(([path]) => path).filter((path) => !harmless.includes(path))).toEqual([]);
  });

  it('holds every platform, without which npm ci refuses it', () => {
    const missing = packages.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) =>
          !lock.packages[`node_modules/${name}`] && !lock.packages[`${path}/node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  it('names no registry', () => {
    expect(packages.filter(([, { resolved }]) => resolved).map(([path]) => path)).toEqual([]);
  });
});

describe('the repository', () => {
  it.runIf(existsSync(`${root}/.git`))('has only the agreed names at its top', () => {
    const allowed = [
      ...['package.json', 'package-lock.json', 'tsconfig.json', 'biome.json', 'knip.json'],
      ...['vitest.config.ts', 'bin', 'src', 'fixtures', 'test', '.ci', '.gitignore'],
      ...['README.md', 'LICENSE', 'CHANGELOG.md', 'CONTRIBUTING.md'],
    ];
    const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' });
    const top = new Set(tracked.split('\n').map((path) => path.split('/')[0] ?? ''));
    expect([...top].filter((name) => name !== '' && !allowed.includes(name))).toEqual([]);
  });
});

describe('the executable', () => {
  const bin = `${root}/${metadata.bin.tcpip}`;

  it('prints its version', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, '--version'], {
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: `${metadata.version}\n`,
      stderr: '',
    });
  });

  it.runIf(process.platform !== 'win32')('may be executed', () => {
    expect(statSync(bin).mode & 0o111).toBe(0o111);
  });
});
