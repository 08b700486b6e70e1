import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { BROKEN, CUT, QUOTED, SHORT } from '../../src/codec/dissect.js';
import type { Layer, Packet } from '../../src/codec/packet.js';
import type { PlanOptions } from '../../src/commands/edit-plan.js';
import { decoded, editing } from '../craft/edit/editing.js';
import { allFixtures } from '../fixtures.js';

// tcprewrite 4.4 of tcpreplay: what both can do has to come out the same, byte for byte.
const CAPTURES = fileURLToPath(new URL('../../../shared/captures/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tcpip-rewrite-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ETHERNET = 1;

/** Packets of a pcap file, of any byte order. */
function packetsOf(bytes: Buffer): { linktype: number; packets: Uint8Array[]; lens: number[] } {
  const little = bytes.readUInt8(0) === 0xd4 || bytes.readUInt8(0) === 0x4d;
  const word = (at: number): number => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const packets: Uint8Array[] = [];
  const lens: number[] = [];
  for (let at = 24; at + 16 <= bytes.length; ) {
    const size = word(at + 8);
    packets.push(Uint8Array.from(bytes.subarray(at + 16, at + 16 + size)));
    lens.push(word(at + 12));
    at += 16 + size;
  }
  return { linktype: word(20) & 0xffff, packets, lens };
}

interface Captured {
  readonly name: string;
  readonly packets: readonly Uint8Array[];
  readonly lens: readonly number[];
}

/** Of Ethernet, in a form that tcprewrite reads. */
const captures: Captured[] = ['clean', 'hostile'].flatMap((room) => {
  const path = join(CAPTURES, room);
  if (!existsSync(path)) return [];
  return readdirSync(path).flatMap((name) => {
    const bytes = readFileSync(join(path, name));
    const magic = bytes.length > 24 ? bytes.readUInt32BE(0) : 0;
    const known = [0xd4c3b2a1, 0xa1b2c3d4, 0x4d3cb2a1, 0xa1b23c4d].includes(magic);
    if (!known) return [];
    const { linktype, packets, lens } = packetsOf(bytes);
    return linktype === ETHERNET ? [{ name: join(path, name), packets, lens }] : [];
  });
});

/** What tcprewrite makes of a capture; undefined: it gives up somewhere in it. */
function rewritten({ name, packets }: Captured, options: readonly string[]) {
  const out = join(folder, 'out.pcap');
  writeFileSync(out, '');
  const { status } = spawnSync('tcprewrite', [...options, '-i', name, '-o', out], {
    stdio: 'ignore',
  });
  const bytes = status === 0 ? readFileSync(out) : Buffer.alloc(0);
  const found = bytes.length > 24 ? packetsOf(bytes).packets : [];
  return found.length === packets.length ? found : undefined;
}

/** Bytes from and to of a field, if it is there. */
function bytesOf(layer: Layer | undefined, name: string): number[] {
  const met = layer?.trace().find(({ path }) => path.join('.') === name);
  if (!met || met.width === 0) return [];
  const from = met.bit >> 3;
  return Array.from({ length: (met.width + 7) >> 3 }, (_, i) => from + i);
}

/** The headers that tcprewrite knows: Ethernet, tags, the first datagram, and what that carries. */
function known({ layers }: Packet): Layer[] {
  const net = layers.findIndex(({ protocol }) => /^ip(v6)?$/.test(protocol.name));
  const [eth] = layers;
  const rest = net < 0 ? [] : layers.slice(net, net + 2);
  return eth ? [eth, ...rest.filter((layer) => layer !== eth)] : [];
}

const SUMMED = /^(ip|tcp|udp|icmp|icmpv6)$/;
const sumsOf = (packet: Packet): number[] =>
  known(packet)
    .filter(({ protocol }) => SUMMED.test(protocol.name))
    .flatMap((layer) => bytesOf(layer, 'checksum'));
const statuses = (packet: Packet): unknown[] =>
  known(packet)
    .filter(({ protocol }) => SUMMED.test(protocol.name))
    .flatMap(({ fields }) => fields.checksum_status ?? []);
const lengthsOf = (packet: Packet): number[] =>
  known(packet).flatMap((layer) => [...bytesOf(layer, 'len'), ...bytesOf(layer, 'plen')]);

/** Why a packet is not compared; each is what tcprewrite does otherwise, or not at all. */
const REASONS = {
  lengths: 'counts the padding of a frame, or what was cut off, in the length of the datagram',
  wrong: 'recomputes what was wrong; here that stays as wrong as it was, unless --fix',
  part: 'leaves sums of fragments and of what was cut; here the change is followed',
  inside: 'looks into Ethernet and its tags alone, and into the first datagram',
  group: 'writes the address of a group where the sender stands, for frames to a group',
  quote: 'does not map what an error message quotes',
  none: 'leaves a sum of 0 over IPv6, where there has to be one',
} as const;
type Reason = keyof typeof REASONS;

interface Compared {
  readonly same: number;
  readonly differing: string[];
  readonly reasons: Map<Reason, number>;
}

async function compare(
  name: string,
  theirs: readonly string[],
  ours: PlanOptions,
  fields: (packet: Packet) => number[],
): Promise<Compared> {
  const { slowly } = await editing(ours);
  const differing: string[] = [];
  const reasons = new Map<Reason, number>();
  let same = 0;
  for (const capture of captures) {
    const all = rewritten(capture, theirs);
    capture.packets.forEach((bytes, i) => {
      const their = all?.[i];
      if (!their || their.length !== bytes.length) return;
      const before = decoded(bytes, ETHERNET, { len: capture.lens[i] as number });
      const places = [...fields(before), ...sumsOf(before)];
      const reason = reasonFor(before, their, capture.lens[i] as number, name);
      if (reason) {
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
        return;
      }
      const { bytes: own } = slowly(bytes, ETHERNET);
      const at = places.find((place) => own[place] !== their[place]);
      if (at === undefined) same++;
      else differing.push(`${capture.name.split('/').at(-1)} #${i + 1}, byte ${at}`);
    });
  }
  return { same, differing, reasons };
}

function reasonFor(
  before: Packet,
  their: Uint8Array,
  len: number,
  name: string,
): Reason | undefined {
  const { bytes, layers } = before;
  if (lengthsOf(before).some((at) => their[at] !== bytes[at])) return 'lengths';
  const found = statuses(before);
  const [, net, inner] = known(before);
  const broken = layers.some(({ flags }) => (flags & (BROKEN | SHORT | CUT)) !== 0);
  if (bytes.length < len || broken || found.includes('unverified')) return 'part';
  const between = layers.slice(1, layers.indexOf(net as Layer));
  if (net && between.some(({ protocol }) => !/^(vlan|ieee8021ad)$/.test(protocol.name))) {
    return 'inside';
  }
  if (net && inner && !/^(tcp|udp|icmp|icmpv6)$/.test(inner.protocol.name)) return 'inside';
  if (name === 'sums')
    return found.includes('bad') && inner?.fields.checksum === 0 ? 'none' : undefined;
  const maps = name === 'ports' || name === 'networks';
  if (maps && layers.some(({ flags }) => (flags & QUOTED) !== 0)) return 'quote';
  if (found.some((status) => status !== 'good')) return 'wrong';
  if (name !== 'hardware addresses') return undefined;
  if (!net && layers[1]?.protocol.name !== 'arp') return 'inside';
  if (their[6] === 0x33 || their[6] === 1 || ((bytes[0] ?? 0) & 1) === 1) return 'group';
  return undefined;
}

const has = spawnSync('tcprewrite', ['--version'], { stdio: 'ignore' }).status === 0;

describe.skipIf(!has || captures.length === 0)('tcprewrite', () => {
  it.each([
    {
      name: 'hops',
      theirs: ['--ttl=9'],
      ours: { set: ['ip.ttl=9', 'ipv6.hlim=9'] },
      fields: (packet: Packet) =>
        known(packet).flatMap((layer) => [...bytesOf(layer, 'ttl'), ...bytesOf(layer, 'hlim')]),
    },
    {
      name: 'hardware addresses',
      theirs: ['--enet-smac=02:00:00:00:00:aa', '--enet-dmac=02:00:00:00:00:bb'],
      ours: { set: ['eth.src=02:00:00:00:00:aa', 'eth.dst=02:00:00:00:00:bb'] },
      fields: ({ layers }: Packet) => [...bytesOf(layers[0], 'src'), ...bytesOf(layers[0], 'dst')],
    },
    {
      name: 'ports',
      theirs: ['--portmap=80:8080,53:5353,443:4433'],
      ours: { map: ['80=8080', '53=5353', '443=4433'] },
      fields: (packet: Packet) =>
        known(packet).flatMap((layer) => [
          ...bytesOf(layer, 'srcport'),
          ...bytesOf(layer, 'dstport'),
        ]),
    },
    {
      name: 'networks',
      theirs: ['--pnat=10.0.0.0/8:172.0.0.0/8,192.168.0.0/16:10.99.0.0/16'],
      ours: { map: ['10.0.0.0/8=172.0.0.0/8', '192.168.0.0/16=10.99.0.0/16'] },
      fields: (packet: Packet) =>
        known(packet)
          .filter(({ protocol }) => protocol.name === 'ip')
          .flatMap((layer) => [...bytesOf(layer, 'src'), ...bytesOf(layer, 'dst')]),
    },
    { name: 'sums', theirs: ['--fixcsum'], ours: { fix: 'sums' }, fields: () => [] },
  ])('rewrites $name to the same bytes', async ({ name, theirs, ours, fields }) => {
    const { same, differing, reasons } = await compare(name, theirs, ours, fields);
    expect(differing).toEqual([]);
    const told = [...reasons].map(([reason, times]) => `${times}: it ${REASONS[reason]}`);
    expect(same, told.join('; ')).toBeGreaterThan(5000);
  });
});

const CHECKED = ['ip', 'tcp', 'udp'].flatMap((name) => ['-o', `${name}.check_checksum:TRUE`]);
const STATUS = ['ip', 'tcp', 'udp', 'icmp', 'icmpv6'].map((name) => `${name}.checksum.status`);

/** What tshark says of packets: their sums, and whether they make sense. */
function judged(packets: readonly Uint8Array[]): string[] {
  const words = (...all: readonly number[]) => Buffer.from(Uint32Array.from(all).buffer);
  const path = join(folder, 'judged.pcap');
  const records = packets.flatMap((bytes) => [words(0, 0, bytes.length, bytes.length), bytes]);
  writeFileSync(path, Buffer.concat([words(0xa1b2c3d4, 0x40002, 0, 0, 65_535, 1), ...records]));
  const fields = [...STATUS, '_ws.malformed'].flatMap((name) => ['-e', name]);
  const { stdout } = spawnSync('tshark', ['-r', path, '-n', ...CHECKED, '-T', 'fields', ...fields]);
  return stdout.toString().split('\n').slice(0, packets.length);
}

describe('tshark', () => {
  const isGood = (line: string): boolean => !line.includes('0') && !/malformed/i.test(line);
  const all = allFixtures().filter(({ linktype }) => linktype === ETHERNET);
  const before = judged(all.map(({ bytes }) => bytes));
  const good = all.filter((_, i) => isGood(before[i] ?? ''));

  it.each<PlanOptions>([
    { push: ['vlan id=10'] },
    { wrap: ['gre'] },
    { add: ['tcp.options.mss_val=1300'] },
    { unset: ['tcp.options', 'ip.opt'] },
    { map: ['192.0.2.0/24=10.9.8.0/24', '2001:db8::/32=fd00:1::/32'] },
    { anonymize: true, seed: 'x' },
    { set: ['dns.queries.0.name=another.name.example', 'ip.ttl=9', 'tcp.window_size_value=1'] },
  ])('finds nothing wrong after %o', async (plan) => {
    const { slowly } = await editing(plan);
    const made = good.map(({ bytes }) => slowly(bytes, ETHERNET));
    const lines = judged(made.map(({ bytes }) => bytes));
    const wrong = good.filter((_, i) => !isGood(lines[i] ?? ''));
    expect(wrong.map(({ file, name }) => `${file} ${name}`)).toEqual([]);
    expect(made.filter(({ changes }) => changes.length > 0).length).toBeGreaterThan(2);
  });
});
