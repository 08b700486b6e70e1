import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { View } from '../../src/codec/view.js';
import { Figures } from '../../src/conversation/figures/figures.js';
import { Interfaces } from '../../src/conversation/figures/interfaces.js';
import {
  type ProtocolShare,
  type Report,
  reportOf,
} from '../../src/conversation/figures/report.js';
import { recordsOf } from '../../src/input/capture/open.js';
import { catalog } from '../../src/protocols/index.js';

const CAPTURES = fileURLToPath(new URL('../../../shared/captures/clean/', import.meta.url));
const MOST = 24;
const PREFERENCES = [
  'ip.defragment:FALSE',
  'ipv6.defragment:FALSE',
  'tcp.desegment_tcp_streams:FALSE',
  'tcp.analyze_sequence_numbers:FALSE',
  'sctp.reassembly:FALSE',
].flatMap((one) => ['-o', one]);

/** Inside of what we know stands what we do not: Ethernet over GRE as MikroTik has it. */
const FOREIGN = /eoip/;

const files = existsSync(CAPTURES) ? every(readdirSync(CAPTURES).sort(), MOST) : [];

/** Some of them, from all over the list. */
function every(names: readonly string[], most: number): string[] {
  const step = Math.max(1, Math.floor(names.length / most));
  return names.filter((_, i) => i % step === 0).slice(0, most);
}

function reportFor(path: string): Report {
  const records = recordsOf(readFileSync(path));
  if (!records) throw new Error(`${path} is no capture`);
  const view = new View(catalog);
  const figures = new Figures();
  const interfaces = new Interfaces(records);
  while (records.next(view)) {
    view.locate(catalog.linktype(view.linktype ?? -1));
    figures.add(view);
    interfaces.add();
  }
  figures.end();
  const { format } = records;
  const origin = { kind: format, damaged: false, snaplen: undefined };
  const extent = { talkers: 10, stretches: 60 };
  return reportOf(figures, { ...origin, interfaces: interfaces.all() }, extent);
}

const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });

/** The values of capinfos by its own words. */
function capinfos(path: string): ReadonlyMap<string, string> {
  const [heads = '', values = ''] = run('capinfos', '-T', '-M', '-S', path).split('\n');
  const cells = values.split('\t');
  return new Map(heads.split('\t').map((head, i) => [head, cells[i] ?? '']));
}

/** `eth/ip/tcp 12 3456`, as far as all of the path is known to us. */
const known = (path: readonly string[]): boolean =>
  path.every((name) => catalog.has(name) && name !== 'data');

function treeOfTshark(path: string): string[] {
  const lines: string[] = [];
  const around: string[] = [];
  for (const line of run('tshark', '-n', '-q', '-r', path, ...PREFERENCES, '-z', 'io,phs').split(
    '\n',
  )) {
    const match = /^( *)(\S+) +frames:(\d+) bytes:(\d+)/.exec(line);
    if (!match) continue;
    const [, lead = '', name = '', frames, bytes] = match;
    around.length = lead.length / 2;
    around.push(name);
    if (known(around)) lines.push(`${around.join('/')} ${frames} ${bytes}`);
  }
  return lines.sort();
}

/** The same of ours, without IPv6's extension headers, which are no protocols of their own there. */
function treeOf(protocols: readonly ProtocolShare[]): string[] {
  const all = new Map<string, readonly [number, number]>();
  const walk = (shares: readonly ProtocolShare[], around: readonly string[]): void => {
    for (const { protocol, packets, bytes, within } of shares) {
      const inner = protocol.startsWith('ipv6.');
      const path = inner ? around : [...around, protocol];
      const [some, size] = all.get(path.join('/')) ?? [0, 0];
      if (!inner && known(path)) all.set(path.join('/'), [some + packets, size + bytes]);
      walk(within, path);
    }
  };
  walk(protocols, []);
  return [...all].map(([path, [packets, bytes]]) => `${path} ${packets} ${bytes}`).sort();
}

describe.skipIf(!files.length)('figures of captures', () => {
  it.each(files)('of %s are those of capinfos', (file) => {
    const path = join(CAPTURES, file);
    const { packets, bytes, time, sizes } = reportFor(path);
    const told = capinfos(path);
    expect(packets).toBe(Number(told.get('Number of packets')));
    expect(bytes).toBe(Number(told.get('Data size (bytes)')));
    expect(sizes.mean).toBeCloseTo(Number(told.get('Average packet size (bytes)')), 2);
    const start = told.get('Start time') ?? 'n/a';
    if (start === 'n/a' || !time) return;
    expect(Number(time.first)).toBeCloseTo(Number(start), 5);
    expect(Number(time.last)).toBeCloseTo(Number(told.get('End time')), 5);
    expect(Number(time.duration)).toBeCloseTo(Number(told.get('Capture duration (seconds)')), 5);
    expect(time.in_order).toBe(told.get('Strict time order') === 'True');
  });

  it.each(files.filter((file) => !FOREIGN.test(file)))('of %s have the tree of tshark', (file) => {
    const path = join(CAPTURES, file);
    expect(treeOf(reportFor(path).protocols)).toEqual(treeOfTshark(path));
  });
});
