import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));
/** Nothing of that name is there: an interface's has at most 15 letters. */
const mark = randomBytes(3).toString('hex');
const [sender, receiver] = [`tcpip-${mark}-a`, `tcpip-${mark}-b`];
const [from, to] = [`veth${mark}a`, `veth${mark}b`];
/** Namespaces are the superuser's. */
const ip = process.getuid?.() === 0 ? ['ip'] : ['sudo', '-n', 'ip'];
const PACKETS = 12;
const PORT = 50_000;
/** A machine may be busy; it is not so for all of the packets. */
const SOON = 200;
const AT_LAST = 20_000;

const children: ChildProcess[] = [];

/** In a process group of its own, so that all of it can be ended. */
function started(command: string): ChildProcess {
  const child = spawn('bash', ['-c', command], { detached: true });
  children.push(child);
  return child;
}

function run(step: string) {
  const [command = '', ...rest] = [...ip, ...step.split(' ')];
  return spawnSync(command, rest, { encoding: 'utf8' });
}

/** Two namespaces with a wire between them; undefined, or why there are none. */
function wired(): string | undefined {
  const steps = [
    `netns add ${sender}`,
    `netns add ${receiver}`,
    `-n ${sender} link add ${from} type veth peer name ${to} netns ${receiver}`,
    `-n ${sender} address add 192.0.2.1/24 dev ${from}`,
    `-n ${receiver} address add 192.0.2.2/24 dev ${to}`,
    `-n ${receiver} link set ${to} up`,
    `-n ${sender} link set ${from} up`,
  ];
  for (const step of steps) {
    const { status, error, stderr } = run(step);
    if (status !== 0) return `ip ${step}: ${error?.message ?? stderr.trim()}`;
  }
  return undefined;
}

afterAll(() => {
  for (const { pid } of children) {
    try {
      process.kill(-(pid ?? Number.NaN), 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
  for (const name of [sender, receiver]) run(`netns delete ${name}`);
});

it('shows a packet that tcpdump sees while it is captured, soon', async ({ skip }) => {
  const why = wired();
  if (why !== undefined && !process.env.TCPIP_REQUIRE_LIVE) skip(why);
  expect(why).toBeUndefined();
  const tcpdump = `tcpdump -U --immediate-mode -n -w - -i ${to} udp`;
  const tcpip = `"${process.execPath}" "${bin}" decode -f summary -`;
  const watch = started(`${ip.join(' ')} netns exec ${receiver} ${tcpdump} | ${tcpip}`);
  let told = '';
  await new Promise<void>((resolve, reject) => {
    watch.stderr?.on('data', (text: Buffer) => {
      told += text;
      if (told.includes('listening on')) resolve();
    });
    watch.on('exit', () => reject(new Error(told)));
  });
  const seen = new Map<number, number>();
  if (!watch.stdout) throw new Error('no output');
  createInterface(watch.stdout).on('line', (line) => {
    const port = /→ 192\.0\.2\.2:(\d+) {2}UDP len 5\b/.exec(line)?.[1];
    if (port !== undefined) seen.set(Number(port), performance.now());
  });

  // A shell that waits there: none has to start for a packet.
  const shell = started(`exec ${ip.join(' ')} netns exec ${sender} bash`);
  const sent: number[] = [];
  for (let i = 0; i < PACKETS; i++) {
    sent.push(performance.now());
    shell.stdin?.write(`echo ping > /dev/udp/192.0.2.2/${PORT + i}\n`);
    await setTimeout(100);
  }
  const end = performance.now() + AT_LAST;
  while (seen.size < PACKETS && performance.now() < end) await setTimeout(10);
  const delays = sent.map((time, i) => (seen.get(PORT + i) ?? Number.POSITIVE_INFINITY) - time);
  expect(Math.max(...delays), `${delays} ms`).toBeLessThan(AT_LAST);
  expect(Math.min(...delays), `${delays} ms`).toBeLessThan(SOON);
});
