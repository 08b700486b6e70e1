// npm run bench -- checksums: checksums of a capture verified and mended, beside tcprewrite
// --fixcsum (Debian: tcpreplay), on the same file in one run, start-up included. Figures, not a
// test: nothing fails here. Build first: npm run build.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeTraffic } from './traffic.js';

const RUNS = 7;
const WANTED = 1.6;
const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
// Memory, where there is a disk of it.
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tcpip-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const made = (name: string, packets: number): string => {
  const path = join(folder, `${name}.pcap`);
  writeTraffic(path, { packets });
  return path;
};

interface Measured {
  readonly seconds: number;
  /** MiB at most. */
  readonly memory: number;
}

function measure(command: string): Measured {
  const timed = `/usr/bin/time -f '%e %M' -o ${folder}/time sh -c '${command}'`;
  const { status, stderr } = spawnSync('sh', ['-c', timed], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: exit ${status}\n${stderr}`);
  const told = readFileSync(`${folder}/time`, 'utf8').trim().split('\n').at(-1) ?? '';
  const [seconds = 0, kib = 0] = told.split(' ').map(Number);
  return { seconds, memory: kib / 1024 };
}

const out = join(folder, 'out.pcap');
const worksOn = (path: string): readonly (readonly [name: string, command: string])[] => [
  ['tcprewrite --fixcsum', `tcprewrite --fixcsum -i ${path} -o ${out} 2>/dev/null`],
  ['tcpip checksum', `node ${bin} checksum -q ${path} > /dev/null`],
  ['tcpip checksum --fix -w', `node ${bin} checksum -q --fix --force -w ${out} ${path}`],
];

const median = (all: readonly number[]): number =>
  [...all].sort((a, b) => a - b)[all.length >> 1] ?? 0;

for (const packets of [1_000_000, 2_000_000]) {
  const works = worksOn(made(String(packets), packets)).map(([name, command]) => ({
    ...{ name, command },
    all: [] as Measured[],
  }));
  for (let run = 0; run < RUNS; run++) {
    // In turn, so that what the machine does besides meets all of them alike.
    for (const { command, all } of works) all.push(measure(command));
  }
  const peer = median(works[0]?.all.map(({ seconds }) => seconds) ?? []);
  console.log(`${packets} packets, ${RUNS} runs: seconds min, median, max; MiB; rate`);
  for (const { name, all } of works) {
    const times = all.map(({ seconds }) => seconds);
    const figures = [Math.min(...times), median(times), Math.max(...times)];
    const memory = Math.max(...all.map((one) => one.memory));
    const ratio = peer / median(times);
    const verdict = name.startsWith('tcpip') ? (ratio >= WANTED ? ' enough' : ' too slow') : '';
    const columns = figures.map((n) => n.toFixed(2).padStart(6)).join('');
    const rest = `${memory.toFixed(0).padStart(6)} ${ratio.toFixed(2).padStart(6)}`;
    console.log(`${columns}${rest}  ${name}${verdict}`);
  }
}
