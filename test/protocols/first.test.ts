import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ABSURD, BROKEN, CUT } from '../../src/codec/dissect.js';
import { decodeWith, type Layer } from '../../src/codec/packet.js';
import { protocol as declare } from '../../src/codec/protocol.js';
import { guessFirst } from '../../src/protocols/first.js';
import { catalog } from '../../src/protocols/index.js';
import { fromHex } from '../codec/toy.js';
import { allFixtures } from '../fixtures.js';

const SYN = fromHex(
  '020000000002 020000000001 0800 4500003cabcd40004006a2b7c0000201c6336402' +
    'c82201bb000003e800000000a002faf093110000020405b40402080a000000010000000001030307',
);
const name = (bytes: Uint8Array): string => guessFirst(catalog, bytes).protocol.name;
const told = (hex: string) => {
  const { protocol, reasons, runnerUp, sure } = guessFirst(catalog, fromHex(hex));
  return { name: protocol.name, reasons, second: runnerUp?.protocol.name, sure };
};

/** Layers of which nobody complains, with the bytes from there on as they would be pasted. */
function* stripped(): Generator<{ layer: Layer; bytes: Uint8Array }> {
  for (const { bytes, linktype } of allFixtures()) {
    const sizes = { len: bytes.length, caplen: bytes.length };
    const { layers, notes } = decodeWith(catalog, catalog.linktype(linktype), bytes, sizes);
    if (notes.some(({ severity }) => severity !== 'note')) continue;
    for (const layer of layers) {
      if (layer.after !== undefined || layer.flags & (ABSURD | BROKEN | CUT)) continue;
      if (!layer.protocol.plan.rules.resembles) continue;
      yield { layer, bytes: bytes.subarray(layer.offset, layer.index ? layer.limit : undefined) };
    }
  }
}

/** The part of its layers that is recognised, in percent, when `keep` of their bytes are left. */
function hitRates(keep: number): Map<string, { rate: number; count: number }> {
  const tally = new Map<string, { hits: number; count: number }>();
  for (const { layer, bytes } of stripped()) {
    const left = bytes.subarray(0, Math.ceil(bytes.length * keep));
    if (left.length < layer.length || (keep < 1 && left.length === bytes.length)) continue;
    const one = tally.get(layer.protocol.name) ?? { hits: 0, count: 0 };
    tally.set(layer.protocol.name, one);
    one.count++;
    if (guessFirst(catalog, left).protocol === layer.protocol) one.hits++;
  }
  return new Map(
    [...tally].map(([key, { hits, count }]) => [key, { rate: (100 * hits) / count, count }]),
  );
}

describe('the first protocol', () => {
  const whole = hitRates(1);
  const cut = hitRates(0.8);

  it.each([
    ['eth', 99],
    ['ip', 99],
    ['ipv6', 99],
    ['arp', 99],
    ['sll', 99],
    ['ppp', 98],
    ['pppoes', 99],
    ['pppoed', 99],
    ['tcp', 95],
    ['udp', 95],
    ['icmp', 95],
    ['igmp', 90],
    ['sctp', 95],
    ['dns', 95],
  ])('of well-formed bytes is recognised: %s', (protocol, least) => {
    const { rate = 0, count = 0 } = whole.get(protocol) ?? {};
    expect(count).toBeGreaterThan(3);
    expect(rate).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ['eth', 97],
    ['ip', 97],
    ['tcp', 95],
  ])('of bytes that are cut short is recognised: %s', (protocol, least) => {
    expect(cut.get(protocol)?.rate).toBeGreaterThanOrEqual(least);
  });

  it('has its reasons', () => {
    expect(guessFirst(catalog, SYN)).toMatchObject({
      protocol: { name: 'eth' },
      reasons: ['type IPv4', 'header checksum good'],
      sure: true,
    });
    expect(guessFirst(catalog, SYN.subarray(14))).toMatchObject({
      protocol: { name: 'ip' },
      reasons: ['header checksum good', 'length fits'],
      sure: true,
    });
    expect(told('0800 f7fe 0001 0000')).toMatchObject({
      name: 'icmp',
      reasons: ['checksum good', 'type Echo request'],
    });
  });

  it('is found where the header is all there is, or its checksum is left out', () => {
    expect(name(SYN.subarray(14, 34))).toBe('ip');
    expect(told('4500003cabcd400040060000c0000201c6336402').name).toBe('ip');
    expect(
      told('6000000000140640 20010db8000000000000000000000001 fe800000000000000000000000000001'),
    ).toMatchObject({ name: 'ipv6' });
  });

  it('has a runner-up where two are alike', () => {
    // A tag of no VLAN, or GRE without flags: both end in an EtherType.
    const {
      name: best,
      second,
      sure,
    } = told('00000800 4500001400004000 4011 b6c5 c0000201 c0000202');
    expect([best, second].sort()).toEqual(['gre', 'vlan']);
    expect(sure).toBe(false);
  });

  it('is data where nothing speaks for another', () => {
    const nothing = { name: 'data', reasons: ['no protocol fits'], second: undefined, sure: false };
    for (const hex of ['', '00', '00'.repeat(64), 'ff'.repeat(64), '20'.repeat(60)]) {
      expect(told(hex)).toEqual(nothing);
    }
    const text = Buffer.from('GET / HTTP/1.1\r\nHost: example.org\r\n\r\n').toString('hex');
    expect(told(text)).toEqual(nothing);
  });

  it('of random bytes is data as a rule, and never sure', () => {
    const samples = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 200 }), {
      numRuns: 1000,
      seed: 1,
    });
    const guesses = samples.map((bytes) => guessFirst(catalog, bytes));
    expect(guesses.filter(({ protocol }) => protocol.name !== 'data').length).toBeLessThan(10);
    expect(guesses.filter(({ sure }) => sure)).toEqual([]);
  });

  it('is found for any bytes, with two reasons at most', () => {
    const { length } = SYN;
    const changed = fc.tuple(
      fc.constantFrom(...allFixtures().map(({ bytes }) => bytes)),
      fc.array(fc.tuple(fc.nat(length), fc.nat(255)), { maxLength: 6 }),
      fc.nat(20),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(changed, ([bytes, edits, from, part]) => {
        const copy = bytes.slice(from, from + Math.ceil(part * bytes.length));
        for (const [at, value] of edits) if (at < copy.length) copy[at] = value;
        const { protocol, reasons, runnerUp } = guessFirst(catalog, copy);
        expect(catalog.protocols).toContain(protocol);
        expect(reasons.length).toBeLessThanOrEqual(2);
        expect(runnerUp?.protocol).not.toBe(protocol);
      }),
      { numRuns: 500 },
    );
  });

  it('reads no more than the first bytes of a large file', () => {
    const large = new Uint8Array(2 ** 26);
    large.set(SYN);
    expect(guessFirst(catalog, large).protocol.name).toBe('eth');
  });
});

describe('a usual packet', () => {
  const bomb = declare({
    name: 'bomb',
    title: 'Bomb',
    fields: {},
    rules: () => ({
      resembles: () => {
        throw new Error('asked');
      },
    }),
  });

  it('is recognised without the other protocols', async () => {
    vi.resetModules();
    const { catalog: few, usual } = await import('../../src/protocols/common.js');
    const { guessFirst: guess } = await import('../../src/protocols/first.js');
    expect(few.protocols).toEqual(usual);
    expect(guess(few, SYN)).toMatchObject({ protocol: { name: 'eth' }, sure: true });
    expect(guess(few, SYN.subarray(14))).toMatchObject({ protocol: { name: 'ip' }, sure: true });
    expect(guess(few, fromHex('0800f7fe00010000'))).toMatchObject({ sure: false });
    // And if they are there, they are not asked.
    few.add([bomb]);
    expect(guess(few, SYN).sure).toBe(true);
    expect(guess(few, SYN.subarray(14)).sure).toBe(true);
    expect(() => guess(few, SYN.subarray(1))).toThrow('asked');
  });
});
