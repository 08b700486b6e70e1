import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { columnNames, formatNames } from '../../src/output/formats.js';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));

function tcpip(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    input: '',
    encoding: 'utf8',
    env: { ...process.env, TCPIP_DEBUG: '' },
  });
  return { status, stdout, stderr };
}

describe('tcpip', () => {
  it.each([
    [['help'], ['--help']],
    [
      ['help', 'decode'],
      ['decode', '-h'],
    ],
    [
      ['help', 'info'],
      ['info', '--help'],
    ],
    [
      ['help', 'build', 'tcp'],
      ['build', 'tcp', '--help'],
    ],
  ])('%j is %j', (word, flag) => {
    const { status, stdout, stderr } = tcpip(...word);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^(Usage|Examples): ?|tcpip /);
    expect(stdout).toBe(tcpip(...flag).stdout);
  });

  it.each([[['help', 'decod']], [['decod', '--help']]])('%j is no help', (args) => {
    const { status, stdout, stderr } = tcpip(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe("error: unknown command 'decod'\n(Did you mean decode?)\n");
  });

  const folder = tmpdir();
  it.each([
    [['decode', '--file', '/no/file'], '/no/file: no such file or directory'],
    [['build', 'udp', '--template', '/no/file'], '/no/file: no such file or directory'],
    [['build', 'udp', '--payload-file', folder], `${folder} is a directory: name a file in it`],
    [['checksum', '--raw', '--binary', folder], `${folder} is a directory: name a file in it`],
    [['build', 'udp', '--to', 'hex', '-w', '/dev/full'], '/dev/full: no space left on device'],
  ])('%j ends with 74 and says which file, in words', (args, message) => {
    expect(tcpip(...args)).toEqual({ status: 74, stdout: '', stderr: `error: ${message}\n` });
  });

  it.each([...formatNames, ...columnNames])('decode --help names the format %s', (name) => {
    expect(tcpip('decode', '--help').stdout.split('Formats:')[1]).toMatch(
      new RegExp(`[ ,]${name}[,:;\\n]`),
    );
  });

  it('names each layer once', () => {
    const { stderr } = tcpip('build', 'xyzzyxyzzy', '--help');
    const names = stderr.split('layers: ')[1]?.trim().split(', ') ?? [];
    expect(names).toContain('dns');
    expect(names).toEqual([...new Set(names)]);
  });

  // script (util-linux) is a terminal for what it runs.
  const script = spawnSync('script', ['--version']).status === 0;
  it
    .runIf(script)
    .each([
      'build xyzzyxyzzy --help',
      'convert --to hex --chop x 00',
      'decode -f xyzzyxyzzy 00',
      'decode -E xyzzy=1 -e ip.src 00',
      'edit --map x 00',
      'checksum --raw --pseudo x 00',
    ])('breaks no word of what is wrong at a terminal: %s', (line) => {
    const inner = `stty cols 60; "${process.execPath}" "${bin}" ${line}`;
    const { stdout } = spawnSync('script', ['-qec', inner, '/dev/null'], { encoding: 'utf8' });
    expect(stdout).toMatch(/^error: /);
    for (const text of stdout.split(/\r?\n/)) expect(text.length, text).toBeLessThanOrEqual(60);
  });
});
