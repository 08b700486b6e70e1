// npm run bench -- decode: one packet's hex to its fields, as whole processes: start-up counts.
// Figures, not a test: nothing fails here. Build first: npm run build.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fixturesOf } from '../fixtures.js';

const RUNS = 9;
const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tcpip-'));
process.on('exit', () => rmSync(folder, { recursive: true }));

const syn = Buffer.from(fixturesOf('tcp')[0]?.bytes ?? []);
const dump = join(folder, 'dump.txt');
const hex = syn.toString('hex');
const rows = hex.match(/.{1,32}/g) ?? [];
writeFileSync(
  dump,
  rows
    .map((row, i) => `${(i * 16).toString(16).padStart(6, '0')} ${row.replace(/../g, '$& ')}\n`)
    .join(''),
);
const show = `from scapy.all import Ether; Ether(bytes.fromhex("${hex}")).show()`;

/** Each reads the same dump, and prints all fields. */
const works: readonly (readonly [name: string, command: string])[] = [
  ['node -e 0', 'node -e 0'],
  ['tcpip decode <hex>', `node ${bin} decode ${hex}`],
  ['tcpip decode -f tree <hex>', `node ${bin} decode -f tree ${hex}`],
  ['tcpip decode --json <hex>', `node ${bin} decode --json ${hex}`],
  ['tcpip decode <dump>', `node ${bin} decode ${dump}`],
  ['text2pcap | tshark -V', `text2pcap -q ${dump} - | tshark -n -V -r -`],
  ["Scapy's show()", `/usr/bin/python3 -c '${show}'`],
];

const times = works.map(([name, command]) => ({ name, all: [] as number[], command }));
for (let run = 0; run < RUNS; run++) {
  // In turn, so that what the machine does besides meets all of them alike.
  for (const one of times) {
    const from = performance.now();
    const { status, stdout } = spawnSync('sh', ['-c', one.command], {
      env: { ...process.env, HOME: folder },
    });
    if (status !== 0 || (one.name !== 'node -e 0' && stdout.length === 0)) {
      throw new Error(`${one.name}: exit ${status}`);
    }
    one.all.push(performance.now() - from);
  }
}

const median = (all: readonly number[]): number =>
  [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
const ours = median(times.find(({ name }) => name === 'tcpip decode <hex>')?.all ?? []);
console.log(`Node ${process.version}, whole processes, ${RUNS} runs each`);
console.log('  min ms  median     max  times ours');
for (const { name, all } of times) {
  const figures = [Math.min(...all), median(all), Math.max(...all)];
  const columns = figures.map((ms) => ms.toFixed(0).padStart(7)).join(' ');
  console.log(` ${columns} ${(median(all) / ours).toFixed(2).padStart(11)}  ${name}`);
}
