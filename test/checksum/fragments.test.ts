import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Datagram, Fragments } from '../../src/checksum/fragments.js';
import { missingIn } from '../../src/checksum/missing.js';
import { Tally } from '../../src/checksum/tally.js';
import { build, protocol } from '../../src/index.js';
import { viewOf } from './views.js';

const UDP = 17;
const HEAD4 = 20;
const HEAD6 = 40;

/** A UDP datagram over IPv4 or IPv6, in fragments of so many units of eight bytes. */
function fragmentsOf(payload: Uint8Array, units: number, version: 4 | 6, id: number): Uint8Array[] {
  const ends = { srcport: 5000, dstport: 53000 };
  const v4 = { src: '192.0.2.1', dst: '198.51.100.2', id };
  const v6 = { src: '2001:db8::1', dst: '2001:db8::2' };
  const net = version === 4 ? protocol('ip').with(v4) : protocol('ipv6').with(v6);
  const data = protocol('data').with({ data: Buffer.from(payload).toString('hex') });
  const whole = build(net, protocol('udp').with(ends), data);
  const rest = whole.subarray(version === 4 ? HEAD4 : HEAD6);
  const size = units * 8;
  const found: Uint8Array[] = [];
  for (let offset = 0; offset < rest.length; offset += size) {
    const piece = protocol('data').with({
      data: Buffer.from(rest.subarray(offset, offset + size)).toString('hex'),
    });
    const more = offset + size < rest.length;
    const flags = { mf: more };
    const part = { nxt: UDP, offset, more, ident: id };
    found.push(
      version === 4
        ? build(protocol('ip').with({ ...v4, proto: UDP, flags, frag_offset: offset }), piece)
        : build(net, protocol('ipv6.fraghdr').with(part), piece),
    );
  }
  return found;
}

const RAW4 = 228;
const RAW6 = 229;
const view = (bytes: Uint8Array, version: 4 | 6, number: number) =>
  viewOf({ bytes, linktype: version === 4 ? RAW4 : RAW6 }, number);

function gathered(all: readonly Uint8Array[], version: 4 | 6): Datagram[] {
  const found: Datagram[] = [];
  const fragments = new Fragments((datagram) => found.push(datagram));
  all.forEach((bytes, i) => {
    fragments.add(view(bytes, version, i + 1));
  });
  fragments.end();
  return found;
}

const shape = {
  payload: fc.uint8Array({ minLength: 30, maxLength: 400 }),
  units: fc.integer({ min: 1, max: 6 }),
  version: fc.constantFrom(4 as const, 6 as const),
};

describe('datagrams in fragments', () => {
  it('are put together in any order, among others, with copies between', () => {
    fc.assert(
      fc.property(
        fc.record({ ...shape, other: fc.uint8Array({ maxLength: 100 }) }),
        fc.array(fc.nat(), { minLength: 200, maxLength: 200 }),
        ({ payload, units, version, other }, order) => {
          const one = fragmentsOf(payload, units, version, 1);
          fc.pre(one.length > 1);
          const more = fragmentsOf(other, units, version, 2);
          const all = [...one, ...one.slice(0, 1), ...more]
            .map((bytes, i) => ({ bytes, at: order[i % order.length] as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ bytes }) => bytes);
          const sums = gathered(all, version).flatMap((datagram) => datagram.sums);
          // The copy may come when all was put together: it is the begin of another one.
          expect(sums.filter(({ status }) => status === 'good')).toHaveLength(
            more.length > 1 ? 2 : 1,
          );
          expect(sums.filter(({ status }) => status === 'bad')).toEqual([]);
          expect(sums[0]?.name).toBe('udp.checksum');
        },
      ),
      { numRuns: 300, seed: 8 },
    );
  });

  it('are bad where one bit of any fragment is', () => {
    fc.assert(
      fc.property(fc.record(shape), fc.nat(), fc.nat(), ({ payload, units, version }, n, m) => {
        const all = fragmentsOf(payload, units, version, 1).map((bytes) => bytes.slice());
        fc.pre(all.length > 1);
        const one = all[n % all.length] as Uint8Array;
        const head = version === 4 ? HEAD4 : HEAD6 + 8;
        // Not in the ports and the length of UDP, which decide on more than the sum.
        const from = head + (n % all.length === 0 ? 8 : 0);
        fc.pre(one.length > from);
        const at = from + (m % (one.length - from));
        one[at] = (one[at] as number) ^ 4;
        expect(gathered(all, version).map(({ sums }) => sums[0]?.status)).toEqual(['bad']);
      }),
      { numRuns: 300, seed: 9 },
    );
  });

  it('tell which one is missing', () => {
    const all = fragmentsOf(new Uint8Array(92), 5, 4, 1);
    const without = (...left: readonly number[]) =>
      gathered(
        all.filter((_, i) => !left.includes(i)),
        4,
      ).map(({ sums: [sum] }) => `${sum?.status}: ${sum?.reason}`);
    expect(all).toHaveLength(3);
    expect(without(1)).toEqual(['unverified: fragment 2 of 3 is missing']);
    expect(without(2)).toEqual(['unverified: what follows byte 80 is missing']);
    expect(without(1, 2)).toEqual(['unverified: what follows byte 40 is missing']);
    // Of which protocol the rest is, nobody knows.
    expect(without(0)).toEqual([]);
  });

  it.each([
    [
      [
        [0, 8],
        [8, 8],
      ],
      16,
      undefined,
    ],
    [
      [
        [0, 8],
        [16, 8],
      ],
      24,
      'fragment 2 of 3 is missing',
    ],
    [
      [
        [0, 8],
        [24, 4],
      ],
      28,
      'fragments 2 to 3 of 4 are missing',
    ],
    [
      [
        [0, 16],
        [24, 8],
        [32, 4],
      ],
      36,
      'of its bytes 16–23 are missing',
    ],
    [
      [
        [0, 8],
        [16, 8],
        [32, 8],
      ],
      40,
      'of its bytes 8–15 and 24–31 are missing',
    ],
    [
      [
        [0, 8],
        [16, 8],
      ],
      undefined,
      'of its bytes 8–15 and those from 24 on are missing',
    ],
    [[[0, 8]], undefined, 'what follows byte 8 is missing'],
    [
      [
        [0, 16],
        [8, 16],
      ],
      24,
      'its fragments overlap',
    ],
    [
      [
        [0, 16],
        [16, 16],
      ],
      24,
      'its fragments overlap',
    ],
  ] as const)('%j of %s: %s', (places, total, text) => {
    const pieces = places.map(([offset, length]) => ({
      ...{ offset, number: 1 },
      bytes: new Uint8Array(length),
    }));
    expect(missingIn(pieces, total)).toBe(text);
  });

  it('are bounded, however many there are', () => {
    const tally = new Tally();
    const [first] = fragmentsOf(new Uint8Array(60_000), 7000, 4, 0);
    const bytes = (first as Uint8Array).slice();
    for (let id = 0; id < 2000; id++) {
      bytes[4] = id >> 8;
      bytes[5] = id & 0xff;
      tally.add(view(bytes, 4, id));
    }
    // The oldest were given up, and counted.
    const lost = tally.totals.find(({ name }) => name === 'udp.checksum')?.counts.unverified ?? 0;
    expect(lost).toBeGreaterThan(1000);
    expect(lost).toBeLessThan(2000);
    tally.end();
    expect(tally.totals.find(({ name }) => name === 'udp.checksum')?.counts.unverified).toBe(2000);
  });
});
