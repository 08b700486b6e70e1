import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { decode } from '../../src/index.js';
import { c, go, js, python, rust } from '../../src/output/code.js';
import type { Format, Look } from '../../src/output/format.js';
import { allFixtures, fixtureFiles } from '../fixtures.js';
import { HOSTILE, named } from '../output/hostile.js';
import { look, written } from '../output/written.js';
import { Folder } from './scapy.js';

const folder = new Folder();
afterAll(() => folder.remove());

const one = (file: string) =>
  allFixtures()
    .filter((fixture) => fixture.file === file)
    .slice(0, 1);
const packets = [
  ...fixtureFiles.flatMap(one).map(({ bytes, linktype }) => decode(bytes, { linktype })),
  decode(new Uint8Array()),
  named(HOSTILE),
];
const names = packets.map((_, i) => `packet${i + 1}`);
const wanted = packets.map(({ bytes }) => Buffer.from(bytes).toString('hex'));

const at = (name: string): string => join(folder.path, name);
/** What a program says; warnings stand on standard error, and are errors here. */
function run(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder.path });
  expect(`${stderr}`).toBe('');
  expect(status).toBe(0);
  return `${stdout}`;
}

interface Language {
  readonly make: (look: Look) => Format;
  readonly file: string;
  /** Tells whether the language is here. */
  readonly version: readonly [string, ...string[]];
  /** Code behind the packets that writes each in hex, a line each. */
  readonly tail: string;
  run(): string;
}

const languages: Readonly<Record<string, Language>> = {
  C: {
    make: c,
    file: 'packets.c',
    version: ['cc', '--version'],
    tail: `#include <stdio.h>
static void show(const unsigned char *bytes, unsigned int size) {
  for (unsigned int i = 0; i < size; i++) printf("%02x", bytes[i]);
  printf("\\n");
}
int main(void) {
${names.map((name) => `  show(${name}, ${name}_len);`).join('\n')}
  return 0;
}
`,
    run: () => {
      run('cc', '-std=c99', '-Wall', '-Wextra', '-pedantic', '-o', 'packets', 'packets.c');
      return run(at('packets'));
    },
  },
  Python: {
    make: python,
    file: 'packets.py',
    version: ['/usr/bin/python3', '--version'],
    tail: names.map((name) => `print(${name}.hex())\n`).join(''),
    run: () => run('/usr/bin/python3', '-B', '-W', 'error', 'packets.py'),
  },
  JavaScript: {
    make: js,
    file: 'packets.js',
    version: [process.execPath, '--version'],
    tail: `for (const one of [${names}]) console.log(Buffer.from(one).toString('hex'));\n`,
    run: () => run(process.execPath, 'packets.js'),
  },
  Go: {
    make: go,
    file: 'packets.go',
    version: ['go', 'version'],
    tail: `func main() {
${names.map((name) => `\tprintln(hex.EncodeToString(${name}))`).join('\n')}
}
`,
    run: () => {
      const text = readFileSync(at('packets.go'), 'utf8');
      const whole = text.replace('package packets\n', 'package main\n\nimport "encoding/hex"\n');
      writeFileSync(at('packets.go'), whole);
      return execFileSync('sh', ['-c', 'go run packets.go 2>&1'], { cwd: folder.path }).toString();
    },
  },
  Rust: {
    make: rust,
    file: 'packets.rs',
    version: ['rustc', '--version'],
    tail: `fn show(bytes: &[u8]) {
    println!("{}", bytes.iter().map(|b| format!("{:02x}", b)).collect::<String>());
}
fn main() {
${names.map((name) => `    show(&${name.toUpperCase()});`).join('\n')}
}
`,
    run: () => {
      run('rustc', '-o', 'rusty', 'packets.rs');
      return run(at('rusty'));
    },
  },
};

it.each(Object.entries(languages))(
  '%s: compiles without a warning, and holds the bytes',
  (...x) => {
    const [name, { make, file, version, tail, run }] = x;
    const [program, ...args] = version;
    if (spawnSync(program, args).status !== 0) {
      console.warn(`${name} is not on this machine: its packets were not compiled`);
      return;
    }
    writeFileSync(at(file), `${written(make(look), packets)}${tail}`);
    expect(run().trimEnd().split('\n')).toEqual(wanted);
  },
  120_000,
);
