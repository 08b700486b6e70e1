import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('leaves compiled code beside the script, but not for the options of one run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tcpip-'));
  try {
    for (const name of ['bin', 'dist', 'package.json']) {
      cpSync(join(root, name), join(folder, name), { recursive: true });
    }
    const code = join(folder, `dist/program-decode-${process.version}-${process.arch}.code`);
    const run = (...options: readonly string[]): string => {
      const words = [...options, join(folder, 'bin/tcpip.js'), 'decode', '-f', 'hex', '4500'];
      return execFileSync(process.execPath, words, { encoding: 'utf8', stdio: 'pipe' });
    };
    rmSync(code);
    expect(run('--no-opt')).toBe('4500\n');
    expect(existsSync(code)).toBe(false);
    expect(run()).toBe('4500\n');
    const { ino, mtimeMs } = statSync(code);
    expect(run('--no-opt')).toBe('4500\n');
    expect(run()).toBe('4500\n');
    expect(statSync(code)).toMatchObject({ ino, mtimeMs });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
