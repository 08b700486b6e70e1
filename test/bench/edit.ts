// npm run bench -- edit: a million packets edited by this program and by tcprewrite, on the same
// file in one run, start-up included. Figures, not a test: nothing fails here. Build first.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeTraffic } from './traffic.js';

const RUNS = 7;
const PACKETS = 1_000_000;
const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
// Memory, where there is a disk of it.
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tcpip-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const million = join(folder, 'million.pcap');
writeTraffic(million, { packets: PACKETS });
const out = join(folder, 'out.pcap');

/** Seconds of wall time, sorted; the output is made anew each time. */
function measure(command: readonly string[]): number[] {
  const seconds: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    rmSync(out, { force: true });
    const [program = '', ...args] = command;
    const begun = process.hrtime.bigint();
    const { status, error } = spawnSync(program, args, { stdio: 'ignore' });
    if (error ?? status !== 0) throw error ?? new Error(`${command.join(' ')}: exit ${status}`);
    seconds.push(Number(process.hrtime.bigint() - begun) / 1e9);
  }
  return seconds.sort((a, b) => a - b);
}

const edit = (...args: readonly string[]) => [
  ...[process.execPath, bin, 'edit', '-q', ...args, million],
  ...['-w', out],
];
const rewrite = (...args: readonly string[]) => ['tcprewrite', ...args, '-i', million, '-o', out];

const works = [
  {
    name: 'hops; tcprewrite --fixcsum',
    ours: edit('--set', 'ip.ttl=9'),
    peer: rewrite('--fixcsum'),
    least: 1.6,
  },
  {
    name: 'hops; tcprewrite --ttl --fixcsum',
    ours: edit('--set', 'ip.ttl=9'),
    peer: rewrite('--ttl=9', '--fixcsum'),
    least: 1.6,
  },
  {
    name: 'ports; tcprewrite --portmap',
    ours: edit('--map', '443=8443'),
    peer: rewrite('--portmap=443:8443'),
    least: 1,
  },
  {
    name: 'networks; tcprewrite --pnat',
    ours: edit('--map', '198.18.0.0/16=10.9.0.0/16'),
    peer: rewrite('--pnat=198.18.0.0/16:10.9.0.0/16'),
    least: 1,
  },
] as const;

console.log(`Node ${process.version}; ${PACKETS.toLocaleString('en')} packets; seconds: least`);
for (const { name, ours, peer, least } of works) {
  const own = measure(ours);
  const theirs = measure(peer);
  const median = (all: readonly number[]): number => all[all.length >> 1] ?? 1;
  const times = median(theirs) / median(own);
  const range = (all: readonly number[]): string =>
    `${all[0]?.toFixed(2)}, median ${median(all).toFixed(2)}`;
  console.log(`${name}: ${range(own)}; ${range(theirs)}; ${times.toFixed(2)} times (${least})`);
}
