import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Datagram, Fragments } from '../../src/checksum/fragments.js';
import { Mender } from '../../src/checksum/mend.js';
import { type Sum, sumsOf } from '../../src/checksum/sums.js';
import { Tally } from '../../src/checksum/tally.js';
import type { Packet } from '../../src/codec/packet.js';
import { View } from '../../src/codec/view.js';
import { catalog } from '../../src/protocols/index.js';
import { type Captured, columns, corpus, inOneFile, packetsOf } from './checksum-corpus.js';

const NAMES = [
  ...['ip.checksum', 'tcp.checksum', 'udp.checksum', 'icmp.checksum', 'icmpv6.checksum'],
  ...['igmp.checksum', 'sctp.checksum', 'gre.checksum', 'dccp.checksum', 'eth.fcs'],
  'icmp.ext.checksum',
];
const THEIRS = ['bad', 'good', 'unverified', 'absent', 'illegal'];

/** What only tshark takes apart: what is inside of it has no counterpart here. */
const UNKNOWN =
  /\b(vxlan|geneve|gtp|erspan|ieee8021ah|eoip|ppp|lwapp|capwap|teredo|ah|wlan|fr|nflog|l2tp|ayiya|eth:ethertype:mpls:pwethheuristic|pwethheuristic|ipcomp|lisp|batadv|pktap|rohc|tzsp|openvpn|mpls|nsh|cmd|ip:udp:ip)\b/;

interface Difference {
  readonly name: RegExp;
  readonly ours: string;
  readonly theirs: string;
  readonly of: (sum: Sum | undefined, protocols: string) => boolean;
  readonly why: string;
}

/** Where we say something else than tshark, and why. */
const DIFFERENCES: readonly Difference[] = [
  {
    name: /tcp|udp/,
    ours: 'partial',
    theirs: 'bad',
    of: () => true,
    why: 'tshark 4.0 has no verdict for sums that a network card was to finish',
  },
  {
    name: /udp/,
    ours: 'bad',
    theirs: 'illegal',
    of: (sum) => sum?.stored === 0,
    why: '0 over IPv6 (RFC 8200, 8.1): one word for both',
  },
  {
    name: /./,
    ours: 'none',
    theirs: '*',
    of: (_, protocols) => UNKNOWN.test(protocols),
    why: 'inside of a tunnel that is not decoded here',
  },
  {
    name: /icmp/,
    ours: 'good',
    theirs: 'unverified',
    of: (sum) => sum?.embedded ?? false,
    why: 'tshark checks no sum in what an error quotes; here it is all there',
  },
  {
    name: /tcp/,
    ours: 'unverified',
    theirs: 'bad',
    of: (sum) => sum?.reason === 'only a part of the datagram is here',
    why: 'a tunnel of which this is a fragment: tshark sums what is there',
  },
  {
    name: /fcs/,
    ours: 'none',
    theirs: 'bad',
    of: () => true,
    why: 'tshark takes any four bytes behind a datagram for a check sequence',
  },
  {
    name: /fcs/,
    ours: 'good',
    theirs: 'none',
    of: (_, protocols) => protocols.includes('vlan'),
    why: 'behind a VLAN tag tshark takes a check sequence for a trailer',
  },
  ...[
    ['bad', 'good'],
    ['good', 'bad'],
  ].map(([ours = '', theirs = '']) => ({
    name: /udp/,
    ours,
    theirs,
    of: (sum?: Sum) => sum?.layer.outer?.protocol.name === 'ipv6.dstopts',
    why: 'a home address of a wrong length: tshark takes 16 bytes all the same',
  })),
  {
    name: /tcp/,
    ours: 'unverified',
    theirs: 'bad',
    of: (sum) => sum?.layer.problem !== '' || sum.reason === 'the packet is cut short',
    why: 'the header is longer than its segment: tshark sums what is there',
  },
  {
    name: /./,
    ours: '*',
    theirs: 'none',
    of: (sum) => sum?.reason !== undefined || (sum?.layer.body ?? 0) - (sum?.layer.offset ?? 0) < 9,
    why: 'tshark ends before the field in what it cannot make sense of',
  },
];

function verdictsAgree(name: string, sum: Sum | undefined, theirs: string, protocols: string) {
  const ours = sum?.status ?? 'none';
  if (ours === theirs) return 'same';
  return DIFFERENCES.find(
    (one) =>
      one.name.test(name) &&
      (one.ours === ours || (one.ours === '*' && ours !== 'none')) &&
      (one.theirs === theirs || one.theirs === '*') &&
      one.of(sum, protocols),
  )?.why;
}

const folder = mkdtempSync(join(tmpdir(), 'tcpip-'));
afterAll(() => rmSync(folder, { recursive: true }));

const all = corpus();

function byFile(): Map<string, Captured[]> {
  const files = new Map<string, Captured[]>();
  for (const one of all) {
    const own = files.get(one.file);
    if (own) own.push(one);
    else files.set(one.file, [one]);
  }
  return files;
}

function mend(one: Captured, number: number): Captured {
  const mended = { ...one, bytes: one.bytes.slice() };
  const view = viewOf(mended, number);
  const tally = new Tally();
  const mender = new Mender({ verdicts: ['bad', 'partial'], quoted: false }, () => {});
  mender.mend(view, tally.add(view), tally.layers);
  return mended;
}

/** What tcprewrite makes of a capture; it refuses some. */
function rewritten(file: string): Captured[] | undefined {
  const out = join(folder, 'rewritten.pcap');
  rmSync(out, { force: true });
  const { status } = spawnSync('tcprewrite', ['--fixcsum', '-i', file, '-o', out]);
  return status === 0 && existsSync(out) ? packetsOf(out) : undefined;
}

/** What tcprewrite made otherwise than we did, and why that is wrong; undefined: no reason. */
function difference(was: Captured, ours: Captured, theirs: Captured): string | undefined {
  if (Buffer.compare(ours.bytes, theirs.bytes) === 0) return 'same';
  const sums = sumsOf(packetOf(was, 1));
  const places = new Set(sums.flatMap(({ at, width }) => range(at, width >> 3)));
  const other = theirs.bytes.findIndex((byte, i) => byte !== was.bytes[i] && !places.has(i));
  // Of IPv6 it writes over addresses, where a length of 0 stands (TSO) it writes one.
  if (other >= 0) return 'tcprewrite changes more than checksums';
  const after = sumsOf(packetOf({ ...theirs, linktype: was.linktype, len: was.len }, 1));
  const wrong = after.filter(({ status }) => /bad|partial/.test(status));
  if (wrong.some(({ embedded }) => !embedded)) return 'tcprewrite leaves a wrong one';
  // A fragment, or a datagram that was cut short: what it sums is not all.
  return after.some(({ status }) => status === 'unverified') ? 'tcprewrite sums a part' : undefined;
}

const range = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from + i);

function viewOf({ bytes, linktype, len }: Captured, number: number): View {
  const view = new View(catalog);
  Object.assign(view, { number, len, linktype });
  view.place(bytes, 0, bytes.length).locate(catalog.linktype(linktype));
  return view;
}

const packetOf = (one: Captured, number: number): Packet => viewOf(one, number).packet();

describe('verdicts', () => {
  const path = join(folder, 'all.pcapng');
  inOneFile(all, path);
  const fields = ['frame.protocols', ...NAMES.map((name) => `${name}.status`)];

  it("equal tshark's, but for what is listed", () => {
    const rows = columns(path, fields, ['ip.defragment:FALSE', 'ipv6.defragment:FALSE']);
    expect(rows).toHaveLength(all.length);
    const reasons = new Map<string, number>();
    const others: string[] = [];
    all.forEach((one, i) => {
      const [protocols = '', ...told] = rows[i] ?? [];
      const sums = sumsOf(packetOf(one, i + 1));
      NAMES.forEach((name, k) => {
        const theirs = (told[k] ?? '').split(',').filter(Boolean).map(Number);
        const ours = sums.filter((sum) => sum.name === name);
        for (let j = 0; j < Math.max(theirs.length, ours.length); j++) {
          const status = THEIRS[theirs[j] ?? -1] ?? 'none';
          const why = verdictsAgree(name, ours[j], status, protocols);
          reasons.set(why ?? 'other', (reasons.get(why ?? 'other') ?? 0) + 1);
          if (why) continue;
          const is = ours[j]?.status ?? 'none';
          others.push(`${one.file} #${i + 1} ${name}: ${is}, tshark ${status}, ${protocols}`);
        }
      });
    });
    const same = reasons.get('same') ?? 0;
    expect(others).toEqual([]);
    expect(same).toBeGreaterThan(all.length / 2);
  });

  it("equal tshark's over datagrams that came in fragments", () => {
    const chosen = new Set<string>();
    all.forEach((one, i) => {
      const before = new Fragments(() => {});
      const view = viewOf(one, i + 1);
      if (before.add(view) < view.cuts.count) chosen.add(one.file);
    });
    let compared = 0;
    const others: string[] = [];
    for (const file of chosen) {
      const own = all.filter((one) => one.file === file);
      const rows = tsharkRows(own);
      const datagrams: Datagram[] = [];
      const fragments = new Fragments((datagram) => datagrams.push(datagram));
      own.forEach((one, i) => {
        fragments.add(viewOf(one, i + 1));
      });
      fragments.end();
      for (const { sums, numbers } of datagrams) {
        for (const { name, status, reason } of sums.slice(0, 1)) {
          const last = Math.max(...numbers);
          const k = NAMES.indexOf(name);
          const theirs = (rows[last - 1]?.[k + 1] ?? '').split(',').filter(Boolean);
          const told = theirs.map((one) => THEIRS[Number(one)]);
          compared++;
          if (told.includes(status) || (told.length === 0 && status === 'unverified')) continue;
          others.push(`${file} #${numbers.join('+')} ${name}: ${status} ${reason}, tshark ${told}`);
        }
      }
    }
    expect(others).toEqual([]);
    if (chosen.size > 3) expect(compared).toBeGreaterThan(10);
  });

  it('after --fix are good, and what else tcprewrite --fixcsum does is wrong', () => {
    const left = new Map<string, number>();
    const unexplained: string[] = [];
    const fixed: Captured[] = [];
    for (const [file, own] of byFile()) {
      const theirs = rewritten(file);
      const usable = theirs?.length === own.length ? theirs : undefined;
      own.forEach((one, i) => {
        const mended = mend(one, i + 1);
        fixed.push(mended);
        if (!usable) return;
        const why = difference(one, mended, usable[i] as Captured);
        left.set(why ?? 'other', (left.get(why ?? 'other') ?? 0) + 1);
        if (!why) unexplained.push(`${file} #${i + 1}`);
      });
    }
    expect(unexplained).toEqual([]);
    const compared = [...left.values()].reduce((sum, count) => sum + count, 0);
    expect(left.get('same') ?? 0).toBeGreaterThanOrEqual(compared * 0.9);
    expect(stillWrong(fixed)).toEqual([]);
  });

  /** Those that tshark finds bad. */
  function stillWrong(fixed: readonly Captured[]): string[] {
    const file = join(folder, 'fixed.pcapng');
    inOneFile(fixed, file);
    const rows = columns(file, fields, ['ip.defragment:FALSE', 'ipv6.defragment:FALSE']);
    const found: string[] = [];
    fixed.forEach((one, i) => {
      const [protocols = '', ...told] = rows[i] ?? [];
      const own = sumsOf(packetOf(one, i + 1));
      for (const [k, name] of NAMES.entries()) {
        const sums = own.filter((sum) => sum.name === name);
        const theirs = (told[k] ?? '').split(',').filter(Boolean).map(Number);
        sums.forEach((sum, j) => {
          const status = THEIRS[theirs[j] ?? -1] ?? 'none';
          const isFine = sum.embedded || !/bad|partial/.test(sum.status);
          if (isFine && verdictsAgree(name, sum, status, protocols)) return;
          found.push(`${one.file} #${i + 1} ${name}: ${sum.status}, tshark ${status}`);
        });
      }
    });
    return found;
  }

  function tsharkRows(own: readonly Captured[]): string[][] {
    const file = join(folder, 'own.pcapng');
    inOneFile(own, file, 0);
    return columns(file, fields);
  }
});
