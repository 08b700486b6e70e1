import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/checksum/diagnose/diagnose.js';
import { sumsOf } from '../../src/checksum/sums.js';
import { build, decode, protocol } from '../../src/index.js';
import { type Random, random } from './diagnose-packets.js';

const CASES = 60;

/** Most significant bit first, as the polynomial is written; the other way round at the ends. */
function crc(bytes: Uint8Array, polynomial: number): number {
  let register = 0xffffffff;
  for (const byte of bytes) {
    for (let i = 0; i < 8; i++) {
      const top = (register >>> 31) ^ ((byte >> i) & 1);
      register = ((register << 1) ^ (top ? polynomial : 0)) >>> 0;
    }
  }
  return turned(~register >>> 0);
}

/** All 32 bits in the other order. */
function turned(value: number): number {
  let v = 0;
  for (let i = 0; i < 32; i++) v = ((v << 1) | ((value >>> i) & 1)) >>> 0;
  return v;
}

const CRC32 = 0x04c11db7;
const CRC32C = 0x1edc6f41;

function adler(bytes: Uint8Array): number {
  let a = 1n;
  let b = 0n;
  for (const byte of bytes) {
    a = (a + BigInt(byte)) % 65521n;
    b = (b + a) % 65521n;
  }
  return Number(b * 65536n + a);
}

interface Carrier {
  readonly name: string;
  readonly polynomial: number;
  /** A packet, where its checksum stands, and what that covers. */
  make(r: Random): { packet: Uint8Array; at: number; covered: Uint8Array };
}

const addresses = { src: '192.0.2.1', dst: '198.51.100.2' };
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const carriers: readonly Carrier[] = [
  {
    name: 'sctp.checksum',
    polynomial: CRC32C,
    make(r) {
      const data = toHex(r.bytes(4 + 4 * r(20)));
      const ports = { srcport: 40_000 + r(9999), dstport: 50_000 + r(9999) };
      const sctp = protocol('sctp').with({
        ...ports,
        verification_tag: r(2 ** 32),
        chunks: [{ type: 0, data_tsn: r(2 ** 32), data }],
      });
      const eth = protocol('eth').with({ dst: '02:00:00:00:00:02', src: '02:00:00:00:00:01' });
      const packet = build(eth, protocol('ip').with(addresses), sctp);
      const covered = packet.slice(34).fill(0, 8, 12);
      return { packet, at: 42, covered };
    },
  },
  {
    name: 'eth.fcs',
    polynomial: CRC32,
    make(r) {
      const eth = protocol('eth').with({ dst: '02:00:00:00:00:02', src: '02:00:00:00:00:01' });
      const udp = protocol('udp').with({ srcport: 40_000 + r(9999), dstport: 50_000 });
      const data = protocol('data').with({ data: toHex(r.bytes(40 + r(60))) });
      const frame = build(eth, protocol('ip').with(addresses), udp, data);
      const packet = Uint8Array.from([...frame, 0, 0, 0, 0]);
      return { packet, at: frame.length, covered: frame };
    },
  },
];

const little = (v: number): number[] => [v & 0xff, (v >>> 8) & 0xff, (v >>> 16) & 0xff, v >>> 24];
const big = (v: number): number[] => little(v).reverse();

function changed(packet: Uint8Array, at: number, bytes: readonly number[]): Uint8Array {
  const copy = packet.slice();
  copy.set(bytes, at);
  return copy;
}

function said(name: string, packet: Uint8Array) {
  const decoded = decode(packet);
  const sum = sumsOf(decoded).find((one) => one.name === name);
  if (!sum) throw new Error(`no ${name}`);
  return { status: sum.status, found: sum.status === 'bad' ? diagnose(sum) : [] };
}

const wrong: Readonly<
  Record<string, (right: number, covered: Uint8Array, polynomial: number) => readonly number[]>
> = {
  'byte-order': (right) => big(right),
  complement: (right) => little(~right >>> 0),
  'adler-32': (_, covered) => big(adler(covered)),
  polynomial: (_, covered, own) => little(crc(covered, own === CRC32 ? CRC32C : CRC32)),
  unfilled: () => [0, 0, 0, 0],
};

describe.each(carriers)('$name', ({ name, polynomial, make }) => {
  it('is good with the value of this test', () => {
    const { packet, at, covered } = make(random(1));
    const { status } = said(name, changed(packet, at, little(crc(covered, polynomial))));
    expect(status).toBe('good');
  });

  it.each(Object.keys(wrong).filter((kind) => name !== 'eth.fcs' || kind !== 'unfilled'))(
    'names what is wrong: %s',
    (kind) => {
      const r = random(2);
      for (let i = 0; i < CASES; i++) {
        const { packet, at, covered } = make(r);
        const value = wrong[kind]?.(crc(covered, polynomial), covered, polynomial) ?? [];
        expect(said(name, changed(packet, at, value)).found[0]?.name).toBe(kind);
      }
    },
  );

  it('finds the bit that is flipped, in the packet or in the checksum', () => {
    const r = random(3);
    for (let i = 0; i < CASES; i++) {
      const { packet, at, covered } = make(r);
      const good = changed(packet, at, little(crc(covered, polynomial)));
      const start = name === 'eth.fcs' ? at - 40 : 54;
      const place = start + r(good.length - start);
      const byte = good[place] ?? 0;
      const bad = byte ^ (1 << r(8));
      const { found } = said(name, changed(good, place, [bad]));
      const two = (v: number) => v.toString(16).padStart(2, '0');
      expect(found.map((one) => one.name)).toEqual(['flipped-bit']);
      expect(found[0]?.text).toContain(`byte ${place} `);
      expect(found[0]?.text).toContain(`was ${two(byte)}, and is ${two(bad)}`);
    }
  });

  it('says nothing of a random error', () => {
    const r = random(4);
    for (let i = 0; i < CASES; i++) {
      const { packet, at } = make(r);
      const { status, found } = said(name, changed(packet, at, [...r.bytes(3), 1 + r(255)]));
      expect([status, found]).toEqual(['bad', []]);
    }
  });
});
