// npm run bench -- captures [--full]: captures of made traffic through this program and through its
// peers, on the same file in one run, start-up included, output to a file. Figures, not a test:
// nothing fails here. Build first: npm run build. `--full` has tshark write a million as JSON too.
// tcpdump keeps the names of addresses in a list: it is measured with few hosts only.
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
/** The command's wall time in seconds and its memory at most in MiB, as `time` tells them. */
function once(command: string): { wall: number; mib: number } {
  const timed = `/usr/bin/time -f '%e %M' -o ${folder}/time sh -c '${command}'`;
  const { status, stderr } = spawnSync('sh', ['-c', timed], {
    env: { ...process.env, HOME: folder },
  });
  if (status !== 0) throw new Error(`${command}: exit ${status}\n${stderr}`);
  const told = readFileSync(`${folder}/time`, 'utf8').trim().split('\n').at(-1) ?? '';
  const [wall = 0, kib = 0] = told.split(' ').map(Number);
  return { wall, mib: kib / 1024 };
}

/** Each command so many times, in turn: what the machine does besides meets all of them alike. */
function measure(packets: number, ...all: readonly { command: string; runs: number }[]) {
  const most = Math.max(...all.map(({ runs }) => runs));
  const seen = all.map((): { wall: number; mib: number }[] => []);
  for (let i = 0; i < most; i++) {
    all.forEach(({ command, runs }, k) => {
      // Who runs less often does so in the middle.
      const first = (most - runs) >> 1;
      if (i >= first && i < first + runs) seen[k]?.push(once(command));
    });
  }
  return seen.map((runs): Measured => {
    const seconds = runs.map(({ wall }) => wall).toSorted((a, b) => a - b);
    const memory = Math.max(...runs.map(({ mib }) => mib));
    return { rate: packets / (seconds[seconds.length >> 1] ?? 1), seconds, memory };
  });
}

const tiny = made('tiny', 10_000);
const some = made('some', 100_000);
const million = made('million', 1_000_000);
const millions = made('millions', 4_000_000);
/** 200,000 distinct addresses come up. */
const crowd = made('crowd', 1_000_000, 400_000);

const tcpip = (rest: string): string => `node ${bin} ${rest}`;
const to = `> ${out}`;
const summary = (path: string): string => tcpip(`decode -q -f summary ${path} ${to}`);
const summaryOfOne = (path: string): string => tcpip(`decode -q -f summary - < ${path} ${to}`);
const tcpdump = (path: string): string => `TZ=UTC tcpdump -nS -r ${path} 2>/dev/null`;
const dump = join(folder, 'dump.txt');
once(tcpip(`convert -q ${some} --to hexdump > ${dump}`));

interface Work {
  readonly name: string;
  readonly packets: number;
  readonly ours: string;
  readonly peer: string;
  readonly least: number;
  /** Once is enough. */
  readonly slow?: boolean;
}
const fields = '-e ip.src -e ip.dst -e tcp.dstport';
const checked = '-o ip.check_checksum:TRUE -o tcp.check_checksum:TRUE -o udp.check_checksum:TRUE';
const syn = 'tcp.flags.syn == 1';
const bpf = '"tcp[tcpflags] & tcp-syn != 0 or (ip6 and ip6[6] == 6 and ip6[53] & 2 != 0)"';
const works: readonly Work[] = [
  {
    name: 'summary',
    packets: 1_000_000,
    ours: summary(million),
    peer: `${tcpdump(million)} ${to}`,
    least: 2.5,
  },
  {
    name: 'summary, tcpdump as people call it',
    packets: 1_000_000,
    ours: summary(million),
    peer: `env -u TZ tcpdump -nr ${million} ${to} 2>/dev/null`,
    least: 6,
  },
  {
    name: 'summary of 4,000,000',
    packets: 4_000_000,
    ours: summary(millions),
    peer: `${tcpdump(millions)} ${to}`,
    least: 4,
  },
  {
    name: 'summary into a pipe',
    packets: 1_000_000,
    ours: tcpip(`decode -q -f summary ${million} | cat > /dev/null`),
    peer: `${tcpdump(million)} | cat > /dev/null`,
    least: 1.8,
  },
  {
    name: 'summary, checksums verified; tshark',
    packets: 1_000_000,
    ours: tcpip(`decode -q -f summary --verify ${million} ${to}`),
    peer: `tshark -n -r ${million} ${checked} ${to} 2>/dev/null`,
    least: 12,
    slow: true,
  },
  {
    name: 'ndjson, every field, checksums; tshark -T ek',
    packets: 100_000,
    ours: tcpip(`decode -q -f ndjson ${some} ${to}`),
    peer: `tshark -n -r ${some} ${checked} -T ek ${to} 2>/dev/null`,
    least: 30,
    slow: true,
  },
  {
    name: 'three columns; tshark -T fields',
    packets: 1_000_000,
    ours: tcpip(`decode -q -f fields ${fields} ${million} ${to}`),
    peer: `tshark -n -r ${million} -T fields ${fields} ${to} 2>/dev/null`,
    least: 30,
    slow: true,
  },
  {
    name: 'tree; tshark -V',
    packets: 1_000_000,
    ours: tcpip(`decode -q -f tree ${million} ${to}`),
    peer: `tshark -n -r ${million} -V ${to} 2>/dev/null`,
    least: 10,
    slow: true,
  },
  {
    name: 'SYNs as summary; tcpdump',
    packets: 1_000_000,
    ours: tcpip(`decode -q -f summary --filter "${syn}" ${million} ${to}`),
    peer: `TZ=UTC tcpdump -nS -r ${million} ${bpf} ${to} 2>/dev/null`,
    least: 1.5,
  },
  {
    name: 'SYNs as summary; tshark -Y',
    packets: 1_000_000,
    ours: tcpip(`decode -q -f summary --filter "${syn}" ${million} ${to}`),
    peer: `tshark -n -r ${million} -Y "${syn}" ${to} 2>/dev/null`,
    least: 25,
    slow: true,
  },
  {
    name: 'hex dump to pcap; text2pcap',
    packets: 100_000,
    ours: tcpip(`convert -q ${dump} --to pcap --force -w ${out}`),
    peer: `text2pcap -q ${dump} ${out} 2>/dev/null`,
    least: 4,
  },
];
const full: readonly Work[] = [
  {
    name: 'ndjson of 1,000,000; tshark -T ek',
    packets: 1_000_000,
    ours: tcpip(`decode -q -f ndjson ${million} ${to}`),
    peer: `tshark -n -r ${million} ${checked} -T ek ${to} 2>/dev/null`,
    least: 100,
    slow: true,
  },
];

/** Our own alone: packets a second that do not fall, memory that does not grow. */
const alone: readonly (Pick<Work, 'name' | 'packets' | 'ours'> & { readonly most: number })[] = [
  { name: 'summary of 10,000', packets: 10_000, ours: summaryOfOne(tiny), most: 96 },
  { name: 'of 100,000', packets: 100_000, ours: summaryOfOne(some), most: 96 },
  { name: 'of 1,000,000', packets: 1_000_000, ours: summaryOfOne(million), most: 96 },
  { name: 'of 4,000,000', packets: 4_000_000, ours: summaryOfOne(millions), most: 96 },
  { name: '200,000 addresses', packets: 1_000_000, ours: summaryOfOne(crowd), most: 96 },
  { name: 'the same, threads', packets: 1_000_000, ours: summary(crowd), most: 128 },
  { name: '4,000,000, threads', packets: 4_000_000, ours: summary(millions), most: 128 },
];

const version = (command: string): string =>
  spawnSync('sh', ['-c', `${command} 2>&1 | grep -iEm 1 "^t(cpdump|shark).*[0-9]"`], {
    encoding: 'utf8',
  }).stdout.trim();
const thousands = ({ rate }: Measured): string => (rate / 1000).toFixed(0).padStart(6);
const spread = ({ seconds }: Measured): string =>
  [seconds[0], seconds[seconds.length >> 1], seconds.at(-1)]
    .map((time = 0) => time.toFixed(2).padStart(6))
    .join(' ');
const memory = (one: Measured): string => one.memory.toFixed(0).padStart(5);

console.log(
  [`Node ${process.version}`, version('tcpdump --version'), version('tshark --version')].join('; '),
);
console.log(
  '1,000 packets/s: ours, peer | ratio, at least | seconds: min, median, max: ours, peer',
);
for (const { name, packets, ours, peer, least, slow } of [...works, ...(FULL ? full : [])]) {
  const [own, other] = measure(
    packets,
    { command: ours, runs: RUNS },
    { command: peer, runs: slow ? 1 : RUNS },
  ) as [Measured, Measured];
  const ratio = (own.rate / other.rate).toFixed(1).padStart(6);
  const rates = `${thousands(own)} ${thousands(other)}`;
  const times = `${spread(own)} ,${spread(other)}`;
  console.log(`${rates} | ${ratio} ${String(least).padStart(4)} | ${times} | ${name}`);
}
console.log('1,000 packets/s | MiB at most, allowed | seconds: min, median, max');
for (const { name, packets, ours, most } of alone) {
  const [own] = measure(packets, { command: ours, runs: RUNS }) as [Measured];
  const room = `${memory(own)} ${memory({ ...own, memory: most })}`;
  console.log(`${thousands(own)} | ${room} | ${spread(own)} | ${name}`);
}
