import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { decodeWith } from '../../src/codec/packet.js';
import { readCapture } from '../../src/input/capture.js';
import { plain } from '../../src/output/paint.js';
import { summaryText } from '../../src/output/summary.js';
import { catalog } from '../../src/protocols/index.js';

/** Captures of many makers, where they are at hand; else a few packets of our own. */
const corpus = fileURLToPath(new URL('../../../shared/captures/clean/', import.meta.url));
const own = fileURLToPath(new URL('../input/dumps/', import.meta.url));
const folder = existsSync(corpus) ? corpus : own;
const EACH = 300;

/** What both say of a packet, in one form. */
type Facts = Readonly<Record<string, string | undefined>>;

const FLAGS: Readonly<Record<string, string>> = {
  S: 'SYN',
  F: 'FIN',
  R: 'RST',
  P: 'PSH',
  U: 'URG',
  E: 'ECE',
  W: 'CWR',
  e: 'AE',
  '.': 'ACK',
};

/** `IP 192.0.2.1.80 > 198.51.100.2.5000: Flags [S.], seq 1, ack 2, win 3, length 0` */
function tcpdumpFacts(line: string): Facts | undefined {
  const found = /^IP6? (\S+) > (\S+): (.*)$/.exec(line);
  if (!found) return undefined;
  const [, from, to, rest = ''] = found;
  const tcp = /^Flags \[([^\]]+)\](?:, cksum [^,]+)?(.*)$/.exec(rest);
  if (!tcp) return otherFacts(from, to, rest);
  const [, letters = '', values = ''] = tcp;
  const value = (name: string) => new RegExp(`, ${name} (\\d+)`).exec(values)?.[1];
  return {
    from,
    to,
    kind: 'TCP',
    flags: [...letters]
      .map((c) => FLAGS[c] ?? '')
      .sort()
      .join(' '),
    seq: value('seq'),
    ack: value('ack'),
    win: value('win'),
    length: / length (\d+)/.exec(values)?.[1],
  };
}

function otherFacts(from: string | undefined, to: string | undefined, rest: string): Facts {
  const udp = /^UDP, length (\d+)/.exec(rest);
  if (udp) return { from, to, kind: 'UDP', length: udp[1] };
  const echo = /^ICMP6?, echo (request|reply), id (\d+), seq (\d+)/.exec(rest);
  if (echo) return { from, to, kind: `echo ${echo[1]}`, id: echo[2], number: echo[3] };
  const icmp = /^ICMP6?, .*(unreachable|time exceeded|redirect|solicitation|advertisement)/.exec(
    rest,
  );
  return { from, to, ...(icmp ? { kind: icmp[1] } : {}) };
}

/** `192.0.2.1:80 → 198.51.100.2:5000  TCP SYN ACK seq 1 ack 2 win 3 len 0` */
function ourFacts(line: string, wanted: Facts): Facts {
  const [, from = '', to = '', rest = ''] = /^(?:.*? {2})?(\S+) → (\S+) {2}(.*)$/.exec(line) ?? [];
  const ends = { from: dotted(from), to: dotted(to) };
  const value = (name: string) => new RegExp(`\\b${name} (\\d+)`).exec(rest)?.[1];
  if (wanted.kind === 'TCP') {
    const [, flags = ''] = /TCP ((?:[A-Z]{2,3} )*)/.exec(rest) ?? [];
    const words = flags.trim().split(' ');
    return {
      ...ends,
      kind: 'TCP',
      flags: words.sort().join(' '),
      // tcpdump tells a number only where it says something.
      seq: wanted.seq && value('seq'),
      ack: wanted.ack && value('ack'),
      win: value('win'),
      length: value('len'),
    };
  }
  if (wanted.kind === 'UDP') return { ...ends, kind: 'UDP', length: value('len') };
  if (wanted.kind?.startsWith('echo')) {
    const [, which, id, number] = /ICMP(?:v6)? Echo (\w+) 0x(\w+), (\d+)/.exec(rest) ?? [];
    const kind = `echo ${which}`;
    return { ...ends, kind, id: String(Number.parseInt(id ?? '', 16)), number };
  }
  const { kind } = wanted;
  return { ...ends, ...(kind && rest.toLowerCase().includes(kind) ? { kind } : {}) };
}

/** tcpdump puts a dot before the port. */
const dotted = (end: string): string =>
  end.replace(/^\[(.*)\]:/, '$1.').replace(/^(\d+\.\d+\.\d+\.\d+):/, '$1.');

/** Lines that both write of what they know: tcpdump knows tunnels and applications of its own. */
function comparable(line: string, facts: Facts): boolean {
  return (
    !/ {2}.* {2}.* {2}|\(|cut off|[Ff]ragment|Opts|Hop-by|Routing|GRE|AH|IPv4|IPv6|→.*→/.test(
      line,
    ) && facts.from !== undefined
  );
}

it('says what tcpdump says, in its own words', () => {
  let lines = 0;
  const kinds = new Map<string, number>();
  const differences: string[] = [];
  for (const name of readdirSync(folder).filter((file) => /\.pcap$/.test(file))) {
    const told = spawnSync(
      'tcpdump',
      ['-t', '-#', '-nS', '-c', String(EACH), '-r', `${folder}${name}`],
      {
        encoding: 'utf8',
        maxBuffer: 1 << 26,
        env: { ...process.env, TZ: 'UTC' },
      },
    ).stdout;
    const byNumber = new Map<number, string>();
    for (const line of told.split('\n')) {
      const found = /^\s*(\d+)\s+(.*)$/.exec(line);
      if (found) byNumber.set(Number(found[1]), found[2] as string);
    }
    for (const frame of readCapture(readFileSync(`${folder}${name}`))) {
      if (frame.number > EACH) break;
      const wanted = tcpdumpFacts(byNumber.get(frame.number) ?? '');
      const packet = decodeWith(catalog, catalog.linktype(frame.linktype), frame.bytes, frame);
      const line = summaryText(packet, { width: 80, ascii: false, paint: plain, annotate: false });
      if (!wanted || !comparable(line, wanted)) continue;
      lines++;
      const kind = wanted.kind ?? 'addresses';
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      const ours = ourFacts(line, wanted);
      if (JSON.stringify(ours) !== JSON.stringify(wanted)) {
        differences.push(`${name} ${frame.number}: ${line}\n  ${byNumber.get(frame.number)}`);
      }
    }
  }
  console.log(`${lines} lines: ${[...kinds].map(([kind, n]) => `${kind} ${n}`).join(', ')}`);
  expect(differences.slice(0, 5)).toEqual([]);
  expect(lines).toBeGreaterThan(folder === own ? 0 : 2000);
}, 120_000);
