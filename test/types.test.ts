// The compiler is the test: `npm run check` reads this file. When it runs, it only shows that what
// compiles can be built as well.
import { describe, expect, expectTypeOf, it } from 'vitest';
import { choice } from '../src/codec/choice.js';
import { domainName } from '../src/codec/domain.js';
import type { Given, Values } from '../src/codec/field.js';
import { flag, ipv4, mac, octets, uint, uint64 } from '../src/codec/fixed.js';
import { group } from '../src/codec/group.js';
import { list } from '../src/codec/list.js';
import { type Names, names } from '../src/codec/names.js';
import { bytes, ifRoom, nested, optional, text } from '../src/codec/parts.js';
import { protocol } from '../src/codec/protocol.js';
import { option, tlv } from '../src/codec/tlv.js';

const protocols = names({ icmp: 1, tcp: [6, 'Transmission Control'], udp: 17 });
declare const registry: Names;

const fields = {
  version: uint(8, 'Version', 'v', { init: 4 }),
  proto: uint(8, 'Protocol', 'p', { names: protocols, init: 'tcp' }),
  port: uint(16, 'Port', 'p', { names: {} as typeof registry }),
  type: uint(16, 'Type', 't', { alias: { key: 'len', when: (raw) => raw < 1501 } }),
  wide: uint64('Wide', 'w'),
  on: flag('On', 'o'),
  flags: group('Flags', 'f', {
    df: flag('DF', 'd'),
    mf: flag('MF', 'm'),
    code: uint(5, 'Code', 'c', { names: names({ low: 0, high: 1 }) }),
  }),
  src: ipv4('Source', 's'),
  eth: mac('Ethernet', 'e'),
  key: octets(4, 'Key', 'k'),
};
type Out = Values<typeof fields>;
type In = Given<typeof fields>;

describe('what decode gives', () => {
  it('has the type of each field', () => {
    expectTypeOf<Out['version']>().toEqualTypeOf<number>();
    expectTypeOf<Out['proto']>().toEqualTypeOf<number>();
    expectTypeOf<Out['wide']>().toEqualTypeOf<number | string>();
    expectTypeOf<Out['on']>().toEqualTypeOf<boolean>();
    expectTypeOf<Out['flags']>().toEqualTypeOf<{ df: boolean; mf: boolean; code: number }>();
    expectTypeOf<Out['src']>().toEqualTypeOf<string>();
    expectTypeOf<Out['key']>().toEqualTypeOf<string>();
    expectTypeOf<keyof Out>().toEqualTypeOf<keyof typeof fields>();
    // @ts-expect-error no such field
    expectTypeOf<Out['vresion']>();
  });

  it('may lack what takes bytes only sometimes', () => {
    const some = {
      a: bytes('A', 'a'),
      b: text('B', 'b'),
      c: optional(() => true, uint(8, 'C', 'c')),
      d: ifRoom(ipv4('D', 'd')),
      e: domainName('E', 'e'),
    };
    expectTypeOf<Values<typeof some>>().toEqualTypeOf<{
      a: string | undefined;
      b: string | undefined;
      c: number | undefined;
      d: string | undefined;
      e: string;
    }>();
  });
});

describe('what build takes', () => {
  it('may leave anything out', () => {
    expectTypeOf<object>().toExtend<In>();
    expect(protocol({ name: 'p', title: 'P', fields }).with().fields).toEqual({});
  });

  it('takes names that are in a literal table, any text where the table is not', () => {
    expectTypeOf<In['proto']>().toEqualTypeOf<number | 'icmp' | 'tcp' | 'udp' | undefined>();
    expectTypeOf<In['port']>().toEqualTypeOf<number | string | undefined>();
    const given: In[] = [{ proto: 'tcp' }, { proto: 6 }, { port: 'https' }];
    expect(given).toHaveLength(3);
    // @ts-expect-error no such name
    given.push({ proto: 'tpc' });
    // @ts-expect-error a name that is the text for people
    given.push({ proto: 'Transmission Control' });
    // @ts-expect-error no such initial value
    uint(8, 'Protocol', 'p', { names: protocols, init: 'tpc' });
  });

  it('takes flags by name, as an object, or as a number', () => {
    const given: In[] = [
      { flags: ['df', 'mf'] },
      { flags: { df: true, mf: 0 } },
      { flags: { code: 'high' } },
      { flags: 3 },
      { on: 1 },
    ];
    expect(given).toHaveLength(5);
    // @ts-expect-error no such flag
    given.push({ flags: ['fd'] });
    // @ts-expect-error a number has no value by its name alone
    given.push({ flags: ['code'] });
    // @ts-expect-error no such flag
    given.push({ flags: { fd: true } });
    // @ts-expect-error no such name
    given.push({ flags: { code: 'hihg' } });
    // @ts-expect-error neither a flag nor 0 or 1
    given.push({ on: 2 });
  });

  it('is what an example of a protocol is made of', () => {
    const example = protocol({ name: 'p', title: 'P', fields, example: { proto: 'tcp' } });
    expect(example.declaration.example).toEqual({ proto: 'tcp' });
    // @ts-expect-error no such name
    protocol({ name: 'p', title: 'P', fields, example: { proto: 'tpc' } });
    // @ts-expect-error no such field
    protocol({ name: 'p', title: 'P', fields, example: { vresion: 4 } });
    protocol({ name: 'p', title: 'P', fields, example: () => ({ version: 4 }) });
    // @ts-expect-error of another type
    protocol({ name: 'p', title: 'P', fields, example: () => ({ version: true }) });
  });

  it('refuses other keys and other types', () => {
    const given: In[] = [{ key: Uint8Array.of(1), wide: 5n }, { wide: '18446744073709551615' }];
    expect(given).toHaveLength(2);
    // @ts-expect-error no such field
    given.push({ vresion: 4 });
    // @ts-expect-error an address is text
    given.push({ src: 0xc0000201 });
    // @ts-expect-error a number is no bytes
    given.push({ key: 5 });
    // @ts-expect-error null is nothing that can be given
    given.push({ version: null });
    // @ts-expect-error a flag is no text
    given.push({ on: 'true' });
  });
});

describe('keys with dots', () => {
  const dotted = {
    'hw.type': uint(16, 'Type', 't', { names: names({ ethernet: 1 }) }),
    'hw.addr.src': mac('Source', 's'),
    'hw.addr.dst': mac('Destination', 'd'),
    plain: uint(8, 'Plain', 'p'),
  };

  it('nest', () => {
    expectTypeOf<Values<typeof dotted>>().toEqualTypeOf<{
      hw: { type: number; addr: { src: string; dst: string } };
      plain: number;
    }>();
    const given: Given<typeof dotted>[] = [
      { hw: { type: 'ethernet', addr: { src: '…' } } },
      { hw: {} },
    ];
    expect(given).toHaveLength(2);
    // @ts-expect-error no such name
    given.push({ hw: { type: 'ehternet' } });
    // @ts-expect-error no such key
    given.push({ hw: { addr: { scr: '…' } } });
    // @ts-expect-error not under its dotted name
    given.push({ 'hw.type': 1 });
  });
});

describe('structures, lists and options', () => {
  const deep = {
    one: nested('One', 'o', { n: uint(8, 'N', 'n', { names: protocols }) }),
    many: list('Many', 'm', { n: uint(8, 'N', 'n'), t: text('T', 't') }),
    addresses: list('Addresses', 'a', ipv4('A', 'a')),
    options: tlv(
      'Options',
      'o',
      { key: 'kind', type: 8, length: 8, counts: 'all', single: [1] },
      {
        nop: option(1, 'NOP'),
        mss: option(2, 'MSS', { mss_val: uint(16, 'MSS', 'm') }),
        sack: option(5, 'SACK', { edges: list('Edges', 'e', uint(32, 'Edge', 'e')) }),
      },
    ),
  };
  type Deep = Values<typeof deep>;
  type DeepIn = Given<typeof deep>;

  it('hold what is declared within them', () => {
    expectTypeOf<Deep['one']>().toEqualTypeOf<{ n: number }>();
    expectTypeOf<Deep['many']>().toEqualTypeOf<{ n: number; t: string | undefined }[]>();
    expectTypeOf<Deep['addresses']>().toEqualTypeOf<string[]>();
    const given: DeepIn[] = [
      { one: { n: 'udp' }, many: [{ n: 1 }, {}], addresses: ['192.0.2.1'] },
      { many: Object.freeze([{ t: 'a' }]) },
    ];
    expect(given).toHaveLength(2);
    // @ts-expect-error no such name
    given.push({ one: { n: 'upd' } });
    // @ts-expect-error no such key
    given.push({ many: [{ m: 1 }] });
    // @ts-expect-error a list is needed
    given.push({ many: { n: 1 } });
    // @ts-expect-error an address is text
    given.push({ addresses: [1] });
  });

  it('tell options apart by their names', () => {
    type One = NonNullable<Deep['options']>[number];
    const value = (one: One): number | undefined => {
      if (one.name === 'mss') return one.mss_val;
      if (one.name === 'sack') return one.edges[0];
      return undefined;
    };
    expectTypeOf<Extract<One, { name: 'mss' }>['mss_val']>().toEqualTypeOf<number>();
    expect(value({ name: 'mss', mss_val: 1460 })).toBe(1460);
    expect(value({ name: 'sack', edges: [7] })).toBe(7);
  });

  it('take options by name', () => {
    const given: DeepIn[] = [
      { options: [{ name: 'mss', mss_val: 1460 }, { name: 'nop' }, { name: 'sack', edges: [1] }] },
      { options: [{ kind: 254, data: Uint8Array.of(1) }, { raw: '02' }] },
    ];
    expect(given).toHaveLength(2);
    // @ts-expect-error no such option
    given.push({ options: [{ name: 'mms' }] });
    // @ts-expect-error of another type
    given.push({ options: [{ name: 'mss', mss_val: true }] });
    // @ts-expect-error of another type
    given.push({ options: [{ name: 'sack', edges: 7 }] });
  });
});

describe('a choice', () => {
  const body = {
    kind: uint(8, 'Kind', 'k'),
    body: choice(
      'kind',
      {
        1: { port: uint(16, 'Port', 'p', { names: names({ http: 80 }) }), same: uint(8, 'S', 's') },
        2: { addr: ipv4('Address', 'a'), same: text('S', 's') },
      },
      { rest: bytes('Rest', 'r') },
      { exact: true },
    ),
  };
  type Out = Values<typeof body>;

  it('puts the keys of its alternatives into the object around, each of them only perhaps', () => {
    expectTypeOf<Out>().toEqualTypeOf<{
      kind: number;
      port?: number;
      addr?: string;
      same?: number | string | undefined;
      rest?: string | undefined;
      data?: string | undefined;
    }>();
    expectTypeOf<Out>().not.toHaveProperty('body');
    const given: Given<typeof body>[] = [
      { kind: 1, port: 'http' },
      { kind: 2, addr: '192.0.2.1', same: 'x' },
      { kind: 9, data: Uint8Array.of(1) },
    ];
    expect(given).toHaveLength(3);
    // @ts-expect-error no such name
    given.push({ kind: 1, port: 'htpp' });
    // @ts-expect-error in none of the alternatives
    given.push({ kind: 1, prot: 80 });
    // @ts-expect-error the choice has no key of its own
    given.push({ body: {} });
  });

  it('that need not fill its room has no data', () => {
    const loose = {
      kind: uint(8, 'K', 'k'),
      body: choice('kind', { 1: { x: uint(8, 'X', 'x') } }),
    };
    expectTypeOf<Values<typeof loose>>().toEqualTypeOf<{ kind: number; x?: number }>();
  });
});

describe('the rules of a protocol', () => {
  it('have readers of the fixed head, groups too, and values of all fields', () => {
    const p = protocol({
      name: 'p',
      title: 'P',
      fields,
      tail: { trailer: bytes('Trailer', 't') },
      rules: (f) => {
        expectTypeOf(f.version).toBeCallableWith(new Uint8Array(), 0);
        expectTypeOf(f.flags.mf).returns.toEqualTypeOf<number>();
        // @ts-expect-error no such field
        f.vresion;
        // @ts-expect-error no such flag
        f.flags.fd;
        return {
          selects: { proto: f.proto },
          derived: { version: (d) => (d.given.proto === 'tcp' ? d.header : d.number('x')) },
          tail: ({ from, end }) => ({ trailer: end - from }),
          checks: [
            {
              severity: 'warning',
              when: (v) => {
                expectTypeOf(v.flags.df).toEqualTypeOf<boolean>();
                return v.version !== 4;
              },
              text: (v) => `${v.src} of ${v.proto}`,
            },
          ],
          // @ts-expect-error no such field
          summary: (v) => v.vresion,
        };
      },
    });
    // @ts-expect-error no such rule
    protocol({ name: 'p', title: 'P', fields, rules: () => ({ slects: {} }) });
    const check = { severity: 'bad', when: () => true, text: '' } as const;
    // @ts-expect-error no such severity
    protocol({ name: 'p', title: 'P', fields, rules: () => ({ checks: [check] }) });
    expect(Object.keys(p.plan.readers)).toContain('version');
  });

  it('a layer takes the fields of its header and of its tail', () => {
    const p = protocol({ name: 'p', title: 'P', fields, tail: { trailer: bytes('Trailer', 't') } });
    expect(p.with({ version: 4, trailer: '00' }).protocol).toBe(p);
    // @ts-expect-error no such field
    p.with({ vresion: 4 });
    // @ts-expect-error no such part of the tail
    p.with({ trialer: '00' });
    // @ts-expect-error no such flag
    p.with({ flags: ['fd'] });
  });
});
