// npm run bench -- build: one packet as a whole process, and many into a capture, beside Scapy.
// Figures, not a test: nothing fails here. Build first: npm run build.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCapture } from '../../src/input/capture.js';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tcpip-'));
process.on('exit', () => rmSync(folder, { recursive: true }));

const PYTHON = '/usr/bin/python3';
const HEADERS =
  'Ether(dst="02:00:00:00:00:02",src="02:00:00:00:00:01")/' +
  'IP(id=0xabcd,src="192.0.2.1",dst="198.51.100.2")/' +
  'TCP(sport=51234,dport=DPORT,seq=1000,flags="S",window=64240)';
const scapy = (dport: string) => HEADERS.replace('DPORT', dport);

function run(command: string, ...args: readonly string[]): { ms: number; text: string } {
  const from = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, HOME: folder },
  });
  const ms = performance.now() - from;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${status}\n${stderr}`);
  return { ms, text: stdout.trim() };
}

/** Least, median, greatest. */
function spread(all: readonly number[]): [number, number, number] {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? 0;
  return [at(0), at(0.5), at(1)];
}

function table(title: string, unit: string, rows: readonly (readonly [string, number[]])[]): void {
  console.log(`${title}\n      min  median     max  ${unit}`);
  for (const [name, all] of rows) {
    const columns = spread(all).map((one) => one.toFixed(0).padStart(8));
    console.log(` ${columns.join('')}  ${name}`);
  }
}

const median = (all: readonly number[]): number => spread(all)[1];

const { text: version } = run(PYTHON, '-c', 'import scapy; print(scapy.VERSION)');
console.log(`Node ${process.version}, Scapy ${version}`);

// One packet, built and printed.
const one = `from scapy.all import Ether, IP, TCP; print(bytes(${scapy('443')}).hex())`;
const RUNS = 11;
const node: number[] = [];
const ours: number[] = [];
const theirs: number[] = [];
for (let i = 0; i < RUNS; i++) {
  // In turn, so that what the machine does besides meets all of them alike.
  node.push(run(process.execPath, '-e', '0').ms);
  const own = run(process.execPath, bin, 'build', 'tcp', '--syn');
  const other = run(PYTHON, '-c', one);
  if (own.text !== other.text) throw new Error(`ours   ${own.text}\ntheirs ${other.text}`);
  ours.push(own.ms);
  theirs.push(other.ms);
}
table(`one packet, whole processes, ${RUNS} runs each`, 'ms', [
  ['node -e 0', node],
  ['tcpip build tcp --syn', ours],
  ['Scapy builds and prints it', theirs],
]);
console.log(`  ${(median(theirs) / median(ours)).toFixed(1)} times as fast (5 are asked for)\n`);

// Many packets. Of Scapy only the building and writing counts, not its start.
const MANY = 65535;
const FEW = 8192;
const [mine, other] = [join(folder, 'ours.pcap'), join(folder, 'theirs.pcap')];
const many = [
  'import time; from scapy.all import Ether, IP, TCP, wrpcap',
  'begun = time.perf_counter()',
  `wrpcap(${JSON.stringify(other)}, ${scapy(`(1,${FEW})`)})`,
  'print(time.perf_counter() - begun)',
].join('\n');
const words = ['build', 'tcp', '--syn', '--dport', `1-${MANY}`, '-q', '--force', '-w', mine];
const rates: number[] = [];
const scapyRates: number[] = [];
for (let i = 0; i < 5; i++) {
  rates.push((1000 * MANY) / run(process.execPath, bin, ...words).ms);
  scapyRates.push(FEW / Number(run(PYTHON, '-c', many).text));
}
const packets = (path: string) =>
  [...readCapture(readFileSync(path))].map(({ bytes }) => Buffer.from(bytes).toString('hex'));
const [all, some] = [packets(mine), packets(other)];
if (all.length !== MANY || some.some((packet, i) => packet !== all[i])) {
  throw new Error('the packets are not the same');
}
table('ports 1 to 65535 into a capture, 5 runs each', 'packets a second', [
  ['tcpip build --dport 1-65535 -w, the whole process', rates],
  [`Scapy's wrpcap of ${FEW}, without its start`, scapyRates],
]);
console.log(
  `  ${(median(rates) / median(scapyRates)).toFixed(1)} times as many (20 are asked for)`,
);
