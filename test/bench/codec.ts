// npm run bench -- codec: nanoseconds for one Ethernet/IPv4/TCP SYN with five options, beside a
// reader written by hand for just this packet. Figures, not a test: nothing fails here.
import { Bench } from 'tinybench';
import { assemble } from '../../src/codec/assemble.js';
import { Cuts, dissect } from '../../src/codec/dissect.js';
import { decodeWith, type Packet } from '../../src/codec/packet.js';
import { Reading } from '../../src/codec/reading.js';
import { catalog } from '../../src/protocols/index.js';
import { ip } from '../../src/protocols/internet/ip.js';
import { eth } from '../../src/protocols/link/eth.js';
import { tcp } from '../../src/protocols/transport/tcp.js';
import { fixturesOf } from '../fixtures.js';

/** What issue and README promise, in nanoseconds. */
const LIMITS = { located: 200, allFields: 1500, checksums: 650, assembled: 3000 };

const syn = fixturesOf('tcp')[0]?.bytes as Uint8Array;
const POOL = 256;
const pool = poolOf(syn, (b, i) => {
  b[29] = i; // the last byte of the source address
});
const segment = poolOf(largeSegment(), (b, i) => {
  b[60] = i;
});

// What most captures hold, so that no measured site has seen one shape only.
const common = ['tcp', 'udp', 'dns', 'icmp', 'arp', 'ipv6'].flatMap(fixturesOf);
for (const { bytes, linktype } of common) {
  const packet = decodeWith(catalog, catalog.linktype(linktype), bytes, sizes(bytes));
  for (let i = 0; i < 20; i++) JSON.stringify(packet);
}

const cuts = new Cuts();
const { type } = eth.plan.readers;
const { src, dst, ttl } = ip.plan.readers;
const { srcport, dstport, seq } = tcp.plan.readers;
/** The packet by its layers; each turn takes the next one of the pool. */
let turn = 0;
const next = (from: readonly Uint8Array[]): Uint8Array => from[turn++ % POOL] as Uint8Array;
let sink = 0;

function located(): void {
  const b = next(pool);
  dissect(b, 0, b.length, eth, catalog, cuts);
  const i = cuts.start[1] as number;
  const t = cuts.start[2] as number;
  sink +=
    type(b, 0) + src(b, i) + dst(b, i) + ttl(b, i) + srcport(b, t) + dstport(b, t) + seq(b, t);
}

/** Every field by its own reader, options too: what an output does that makes no objects. */
function allFields(): void {
  const b = next(pool);
  dissect(b, 0, b.length, eth, catalog, cuts);
  for (let n = 0; n < cuts.count; n++) {
    const at = cuts.start[n] as number;
    for (const item of (cuts.protocols[n] ?? eth).plan.struct.items) {
      if (item.kind === 'run') {
        for (const cell of item.cells) {
          if (cell.number !== undefined) sink += cell.number(b, at);
          if (cell.inner === undefined) continue;
          for (const { number } of cell.inner) if (number !== undefined) sink += number(b, at);
        }
      } else {
        const r = new Reading(b, at, at + 20, cuts.body[n] as number);
        sink += item.field.read?.(r, {}, item.key) === undefined ? 1 : 0;
      }
    }
  }
}

const decoded = (b: Uint8Array): Packet => decodeWith(catalog, eth, b, sizes(b));

/** The same as JSON holds it: objects, both checksums judged. */
function asObjects(): void {
  for (const layer of decoded(next(pool)).layers) sink += layer.fields.src === undefined ? 1 : 0;
}

function asJson(): void {
  sink += JSON.stringify(decoded(next(pool))).length;
}

const tcpSeal = tcp.plan.seals[0]?.seal;
const ipSeal = ip.plan.seals[0]?.seal;

/** The header's and the segment's sum of a packet with 1,460 bytes of payload. */
function checksums(): void {
  const bytes = next(segment);
  const end = bytes.length;
  const addresses = { bytes, size: 4 as const, src: 26, dst: 30 };
  const header = { bytes, start: 14, body: 34, end, at: 24, addresses: undefined };
  const whole = { bytes, start: 34, body: 54, end, at: 50, addresses };
  sink += ipSeal?.holds(header, 1) === tcpSeal?.holds(whole, 1) ? 1 : 0;
}

/** What somebody gives who wants this SYN; lengths, types and sums are computed. */
const given = [
  eth.with({ dst: '02:00:00:00:00:02', src: '02:00:00:00:00:01' }),
  ip.with({ id: 0xabcd, flags: { df: true }, src: '192.0.2.1', dst: '198.51.100.2' }),
  tcp.with({
    srcport: 51234,
    dstport: 443,
    seq: 1000,
    flags: { syn: true },
    window_size_value: 64240,
    options: [
      { name: 'mss', mss_val: 1460 },
      { name: 'sack_perm' },
      { name: 'timestamp', timestamp: { tsval: 1, tsecr: 0 } },
      { name: 'nop' },
      { name: 'wscale', wscale: { shift: 7 } },
    ],
  }),
];
if (!Buffer.from(assemble(given)).equals(syn)) throw new Error('not the SYN that was asked for');

function assembled(): void {
  sink += assemble(given).length;
}

function byHand(): void {
  const b = next(pool);
  const u16 = (o: number) => ((b[o] as number) << 8) | (b[o + 1] as number);
  const u32 = (o: number) => ((u16(o) << 16) | u16(o + 2)) >>> 0;
  if (u16(12) !== 0x0800) return;
  const i = 14;
  const t = i + ((b[i] as number) & 15) * 4;
  if (b[i + 9] !== 6) return;
  sink +=
    u16(12) + u32(i + 12) + u32(i + 16) + (b[i + 8] as number) + u16(t) + u16(t + 2) + u32(t + 4);
}

const bench = new Bench({ time: 1000, warmupTime: 300 });
// A hundred at a time: the clock itself costs more than some of these.
const BATCH = 100;
const add = (name: string, work: () => void) =>
  bench.add(name, () => {
    for (let i = 0; i < BATCH; i++) work();
  });
const rows: readonly (readonly [string, () => void, number?])[] = [
  ['by hand: this packet only, 7 fields', byHand],
  ['layers located, 7 fields read', located, LIMITS.located],
  ['all fields read, one by one', allFields, LIMITS.allFields],
  ['all fields as objects, checksums judged', asObjects],
  ['as JSON text', asJson],
  ['checksums of a 1,460-byte segment', checksums, LIMITS.checksums],
  ['assembled from values', assembled, LIMITS.assembled],
];
for (const [name, work] of rows) add(name, work);
await bench.run();

const nanoseconds = (name: string): number => {
  const result = bench.getTask(name)?.result as { latency?: { p50: number } } | undefined;
  return ((result?.latency?.p50 ?? 0) * 1e6) / BATCH;
};
const base = nanoseconds(rows[0]?.[0] ?? '');
console.log(`Node ${process.version}, median of ${BATCH} at a time`);
console.log('      ns   limit  times by hand');
for (const [name, , limit] of rows) {
  const ns = nanoseconds(name);
  const columns = [ns.toFixed(0).padStart(8), String(limit ?? '').padStart(7)];
  console.log(`${columns.join(' ')} ${(ns / base).toFixed(1).padStart(14)}  ${name}`);
}
if (Number.isNaN(sink)) console.log('no work was done');

/** Many packets in one buffer, as a capture holds them. */
function poolOf(packet: Uint8Array, change: (b: Uint8Array, i: number) => void): Uint8Array[] {
  const all = new Uint8Array(POOL * packet.length);
  return Array.from({ length: POOL }, (_, i) => {
    const b = all.subarray(i * packet.length, (i + 1) * packet.length);
    b.set(packet);
    change(b, i);
    return b;
  });
}

function largeSegment(): Uint8Array {
  const payload = Uint8Array.from({ length: 1460 }, (_, i) => (i * 7) & 255);
  return Uint8Array.from([...syn.subarray(0, 54), ...payload]);
}

function sizes(bytes: Uint8Array) {
  return { len: bytes.length, caplen: bytes.length };
}
