import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { View } from '../../src/codec/view.js';
import { compileFilter } from '../../src/filter/filter.js';
import type { Packet } from '../../src/index.js';
import { catalog } from '../../src/protocols/index.js';
import { anyPacket } from '../output/any-packet.js';

/** The same filter as text, and as what it means for the JSON of a packet. */
interface Both {
  readonly text: string;
  readonly holds: (packet: Layers) => boolean;
}
type Layers = readonly { readonly protocol: string; readonly fields: Json }[];
interface Json {
  readonly [key: string]: unknown;
}
type Plain = bigint | string;

/** Values of JSON by a path of keys, lists opened. */
function at(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => at(one, path));
  const [key, ...rest] = path;
  if (key === undefined) return value === undefined ? [] : [value];
  return typeof value === 'object' && value !== null ? at((value as Json)[key], rest) : [];
}

const valuesOf = (name: string, packet: Layers): unknown[] => {
  const dot = name.indexOf('.');
  const [prefix, path] = [name.slice(0, dot), name.slice(dot + 1).split('.')];
  // UDP-Lite has the names of UDP.
  const of = prefix === 'udp' ? ['udp', 'udplite'] : [prefix];
  return packet.flatMap(({ protocol, fields }) => (of.includes(protocol) ? at(fields, path) : []));
};

/** In an order that is that of the values: addresses as all of their digits. */
function plain(value: unknown): Plain {
  const text = String(value);
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') return BigInt(value);
  if (/^\d+(\.\d+){3}$/.test(text))
    return text.split('.').reduce((n, o) => n * 256n + BigInt(o), 0n);
  return text;
}

const NUMBERS = [
  'ip.ttl ip.len ip.id ip.proto ip.version ip.hdr_len ip.flags.df ip.dsfield.ecn ip.frag_offset',
  'tcp.srcport tcp.dstport tcp.seq tcp.window_size_value tcp.flags.syn tcp.flags.ack tcp.hdr_len',
  'udp.srcport udp.dstport udp.length eth.type eth.len vlan.id arp.opcode icmp.type icmp.code',
  'ipv6.plen ipv6.hlim ipv6.nxt sctp.srcport mpls.label',
]
  .join(' ')
  .split(' ');
const TEXTS = ['eth.src', 'eth.dst', 'ip.src', 'ip.dst'];
const PROTOCOLS = 'eth ip ipv6 tcp udp icmp icmpv6 arp vlan dns sctp data gre mpls'.split(' ');

const ORDERS: Readonly<
  Record<string, readonly [(a: Plain, b: Plain) => boolean, 'some' | 'every']>
> = {
  '==': [(a, b) => a === b, 'some'],
  '!=': [(a, b) => a !== b, 'every'],
  '===': [(a, b) => a === b, 'every'],
  '!==': [(a, b) => a !== b, 'some'],
  '>': [(a, b) => a > b, 'some'],
  '>=': [(a, b) => a >= b, 'some'],
  '<': [(a, b) => a < b, 'some'],
  '<=': [(a, b) => a <= b, 'some'],
};
const order = fc.constantFrom(...Object.keys(ORDERS));
const quantifier = fc.constantFrom('', 'any ', 'all ');

function quantified(
  values: readonly unknown[],
  how: 'some' | 'every',
  test: (v: unknown) => boolean,
) {
  return how === 'some' ? values.some(test) : values.length > 0 && values.every(test);
}
const howOf = (said: string, sign: string): 'some' | 'every' =>
  said === '' ? (ORDERS[sign]?.[1] ?? 'some') : said === 'any ' ? 'some' : 'every';

const small = fc.oneof(fc.nat(3), fc.constantFrom(4, 6, 17, 20, 53, 58, 64, 80, 255), fc.nat(255));
/** Flags, and few bits, hold few numbers. */
const NARROW = /flags|ecn|version|hdr_len/;
const numberFor = (name: string): fc.Arbitrary<number> =>
  /hdr_len/.test(name) ? fc.constantFrom(20, 32, 40) : NARROW.test(name) ? fc.nat(1) : small;

const compared: fc.Arbitrary<Both> = fc
  .constantFrom(...NUMBERS)
  .chain((name) => fc.tuple(fc.constant(name), quantifier, order, numberFor(name)))
  .map(([name, said, sign, number]) => ({
    text: `${said}${name} ${sign} ${number}`,
    holds: (packet) => {
      const test = (v: unknown) => ORDERS[sign]?.[0](plain(v), BigInt(number)) === true;
      return quantified(valuesOf(name, packet), howOf(said, sign), test);
    },
  }));

const ofTwo: fc.Arbitrary<Both> = fc
  .tuple(fc.constantFrom(...NUMBERS), fc.constantFrom(...NUMBERS), quantifier, order)
  .map(([a, b, said, sign]) => ({
    text: `${said}${a} ${sign} ${b}`,
    holds: (packet) => {
      const pairs = valuesOf(a, packet).flatMap((x) => valuesOf(b, packet).map((y) => [x, y]));
      const test = (pair: unknown) => {
        const [x, y] = pair as [unknown, unknown];
        return ORDERS[sign]?.[0](plain(x), plain(y)) === true;
      };
      return quantified(pairs, howOf(said, sign), test);
    },
  }));

const sum: fc.Arbitrary<Both> = fc
  .tuple(
    fc.constantFrom(...NUMBERS.filter((name) => !/flags/.test(name))),
    fc.constantFrom('+', '-', '*', '/', '%', '&'),
    small,
    order,
    small,
  )
  .map(([name, sign, by, how, to]) => ({
    text: `${name} ${sign} ${by} ${how} ${to}`,
    holds: (packet) => {
      const found = valuesOf(name, packet).flatMap((v) => {
        const [a, b] = [BigInt(v as number), BigInt(by)];
        if ((sign === '/' || sign === '%') && b === 0n) return [];
        const all = { '+': a + b, '-': a - b, '*': a * b, '&': a & b };
        if (sign === '/') return [a / b];
        return [sign === '%' ? a % b : all[sign as keyof typeof all]];
      });
      return quantified(
        found,
        howOf('', how),
        (v) => ORDERS[how]?.[0](v as bigint, BigInt(to)) === true,
      );
    },
  }));

const member: fc.Arbitrary<Both> = fc
  .tuple(
    fc.constantFrom(...NUMBERS.filter((name) => !NARROW.test(name))),
    fc.array(fc.tuple(small, fc.option(small)), { minLength: 1, maxLength: 4 }),
    quantifier,
  )
  .map(([name, members, said]) => ({
    text: `${said}${name} in {${members.map(([a, b]) => (b === null ? a : `${a}..${b}`)).join(', ')}}`,
    holds: (packet) =>
      quantified(valuesOf(name, packet), said === 'all ' ? 'every' : 'some', (v) =>
        members.some(([a, b]) => Number(v) >= a && Number(v) <= (b ?? a)),
      ),
  }));

const presence: fc.Arbitrary<Both> = fc.oneof(
  fc.constantFrom(...PROTOCOLS).map((name) => ({
    text: name,
    holds: (packet: Layers) => packet.some(({ protocol }) => protocol === name),
  })),
  fc.constantFrom(...NUMBERS, ...TEXTS, 'tcp.options.mss_val').map((name) => ({
    text: name,
    holds: (packet: Layers) => valuesOf(name, packet).length > 0,
  })),
);

const slice: fc.Arbitrary<Both> = fc
  .tuple(
    fc.constantFrom('eth.src', 'eth.dst'),
    fc.nat(6),
    fc.integer({ min: 1, max: 3 }),
    fc.nat(255),
  )
  .map(([name, from, length, byte]) => {
    const hex = byte.toString(16).padStart(2, '0').repeat(length);
    return {
      text: `${name}[${from}:${length}] == ${hex}`,
      holds: (packet) =>
        valuesOf(name, packet).some((v) => {
          const digits = String(v).replaceAll(':', '');
          return digits.slice(2 * from, 2 * (from + length)) === hex;
        }),
    };
  });

const network: fc.Arbitrary<Both> = fc
  .tuple(fc.constantFrom('ip.src', 'ip.dst'), order, fc.constantFrom(10, 192, 198), fc.nat(32))
  .map(([name, sign, first, bits]) => ({
    text: `${name} ${sign} ${first}.0.2.1/${bits}`,
    holds: (packet) => {
      const head = (n: Plain) => (n as bigint) >> BigInt(32 - bits);
      const to = head(plain(`${first}.0.2.1`));
      const test = (v: unknown) => ORDERS[sign]?.[0](head(plain(v)), to) === true;
      return quantified(valuesOf(name, packet), howOf('', sign), test);
    },
  }));

const { whole: expression } = fc.letrec<{ whole: Both }>((tie) => ({
  whole: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(compared, ofTwo, sum, member, presence, slice, network),
    tie('whole').map(({ text, holds }) => ({
      text: `!(${text})`,
      holds: (p: Layers) => !holds(p),
    })),
    fc
      .tuple(
        fc.constantFrom('and', '||', 'xor'),
        fc.array(tie('whole'), { minLength: 2, maxLength: 3 }),
      )
      .map(([sign, parts]) => ({
        text: parts.map(({ text }) => `(${text})`).join(` ${sign} `),
        holds: (p: Layers) => {
          const all = parts.map(({ holds }) => holds(p));
          if (sign === 'xor') return all.filter(Boolean).length % 2 === 1;
          return sign === 'and' ? all.every(Boolean) : all.some(Boolean);
        },
      })),
  ),
}));

const layersOf = (packet: Packet): Layers => JSON.parse(JSON.stringify(packet.json())).layers;

describe('a filter', () => {
  it('means for any packet what it says of its JSON', () => {
    let found = 0;
    fc.assert(
      fc.property(expression, anyPacket, ({ text, holds }, packet) => {
        const expected = holds(layersOf(packet));
        if (expected) found++;
        expect([text, compileFilter(catalog, text).test(View.of(packet))]).toEqual([
          text,
          expected,
        ]);
      }),
      { numRuns: 3000 },
    );
    expect(found).toBeGreaterThan(200);
  });

  it('finds every value that a packet has, and no other', () => {
    fc.assert(
      fc.property(anyPacket, fc.constantFrom(...NUMBERS, ...TEXTS), (packet, name) => {
        for (const value of valuesOf(name, layersOf(packet))) {
          const text = `${name} == ${value === true ? 1 : value === false ? 0 : value}`;
          expect([text, compileFilter(catalog, text).test(View.of(packet))]).toEqual([text, true]);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
