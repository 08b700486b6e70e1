// npm run bench -- captures [--full]: captures of made traffic through this program and through its
// peers, on the same file in one run, start-up included, output to a file. Figures, not a test:
// nothing fails here. Build first: npm run build. `--full` has tshark read the large files too.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeTraffic } from './traffic.js';

const RUNS = 5;
const FULL = process.argv.includes('--full');
const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
// Memory, where there is a disk of it.
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tcpip-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const made = (name: string, packets: number, hosts?: number): string => {
  const path = join(folder, `${name}.pcap`);
  writeTraffic(path, { packets, ...(hosts === undefined ? {} : { hosts }) });
  return path;
};

interface Measured {
  /** Packets a second. */
  readonly rate: number;
  readonly seconds: readonly number[];
  /** MiB at most. */
  readonly memory: number;
}

const out = join(folder, 'out');
/** The command's wall time and its memory at most, as `time` tells them. */
function measure(command: string, packets: number, runs: number): Measured {
  const seconds: number[] = [];
  let memory = 0;
  for (let i = 0; i < runs; i++) {
    const timed = `/usr/bin/time -f '%e %M' -o ${folder}/time sh -c '${command}'`;
    const { status, stderr } = spawnSync('sh', ['-c', timed], {
      env: { ...process.env, HOME: folder },
    });
    if (status !== 0) throw new Error(`${command}: exit ${status}\n${stderr}`);
    const told = readFileSync(`${folder}/time`, 'utf8').trim().split('\n').at(-1) ?? '';
    const [wall = 0, kib = 0] = told.split(' ').map(Number);
    seconds.push(wall);
    memory = Math.max(memory, kib / 1024);
  }
  seconds.sort((a, b) => a - b);
  return { rate: packets / (seconds[Math.floor(runs / 2)] ?? 1), seconds, memory };
}

const million = made('million', 1_000_000);
const some = made('some', 100_000);
const tcpip = (rest: string): string => `node ${bin} ${rest}`;

interface Work {
  readonly name: string;
  readonly packets: number;
  readonly ours: string;
  readonly peer: string;
  readonly least: number;
  readonly slow?: boolean;
}
const to = `> ${out}`;
const fields = '-e ip.src -e ip.dst -e tcp.dstport';
const checked = '-o ip.check_checksum:TRUE -o tcp.check_checksum:TRUE -o udp.check_checksum:TRUE';
const works: readonly Work[] = [
  {
    name: 'summary',
    packets: 1_000_000,
    ours: tcpip(`decode -q -f summary ${million} ${to}`),
    peer: `TZ=UTC tcpdump -nS -r ${million} ${to} 2>/dev/null`,
    least: 2.5,
  },
  {
    name: 'summary, tcpdump as people call it',
    packets: 1_000_000,
    ours: tcpip(`decode -q -f summary ${million} ${to}`),
    peer: `env -u TZ tcpdump -nr ${million} ${to} 2>/dev/null`,
    least: 6,
  },
  {
    name: 'summary into a pipe',
    packets: 1_000_000,
    ours: tcpip(`decode -q -f summary ${million} | cat > /dev/null`),
    peer: `TZ=UTC tcpdump -nS -r ${million} 2>/dev/null | cat > /dev/null`,
    least: 1.8,
  },
  {
    name: 'ndjson, every field, checksums',
    packets: 100_000,
    ours: tcpip(`decode -q -f ndjson ${some} ${to}`),
    peer: `tshark -n -r ${some} ${checked} -T ek ${to} 2>/dev/null`,
    least: 30,
    slow: true,
  },
  {
    name: 'three columns',
    packets: 100_000,
    ours: tcpip(`decode -q -f fields ${fields} ${some} ${to}`),
    peer: `tshark -n -r ${some} -T fields ${fields} ${to} 2>/dev/null`,
    least: 30,
    slow: true,
  },
  {
    name: 'tree',
    packets: 100_000,
    ours: tcpip(`decode -q -f tree ${some} ${to}`),
    peer: `tshark -n -r ${some} -V ${to} 2>/dev/null`,
    least: 10,
    slow: true,
  },
];
const large: readonly Work[] = FULL
  ? [
      {
        name: 'ndjson, a million',
        packets: 1_000_000,
        ours: tcpip(`decode -q -f ndjson ${million} ${to}`),
        peer: `tshark -n -r ${million} ${checked} -T ek ${to} 2>/dev/null`,
        least: 100,
        slow: true,
      },
    ]
  : [];

const version = (command: string): string =>
  spawnSync('sh', ['-c', `${command} 2>&1 | head -n 1`], { encoding: 'utf8' }).stdout.trim();
console.log(
  `Node ${process.version}; ${version('tcpdump --version')}; ${version('tshark --version')}`,
);
console.log('1,000 packets/s: ours, peer | ratio, at least | seconds: min, median, max | MiB');
for (const { name, packets, ours, peer, least, slow } of [...works, ...large]) {
  const own = measure(ours, packets, RUNS);
  const other = measure(peer, packets, slow ? 1 : RUNS);
  const rates = [own, other].map(({ rate }) => (rate / 1000).toFixed(0).padStart(6));
  const ratio = (own.rate / other.rate).toFixed(1).padStart(6);
  const spread = [own.seconds[0], own.seconds[Math.floor(RUNS / 2)], own.seconds.at(-1)];
  const times = spread.map((s = 0) => s.toFixed(2)).join(' ');
  const columns = [rates.join(' '), `${ratio} ${String(least).padStart(5)}`, times];
  console.log(`${columns.join(' | ')} | ${own.memory.toFixed(0).padStart(4)}  ${name}`);
}
