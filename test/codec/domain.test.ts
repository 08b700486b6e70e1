import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainName } from '../../src/codec/domain.js';
import { uint } from '../../src/codec/fixed.js';
import { list } from '../../src/codec/list.js';
import { bytes, nested } from '../../src/codec/parts.js';
import { protocol } from '../../src/codec/protocol.js';
import { readFields, toHex, toy, viaText, writeFields } from './toy.js';

const one = { n: domainName('Name', 'n') };
const several = { n: list('Names', 'n', domainName('Name', 'n')) };
const ascii = (text: string) => Buffer.from(text).toString('hex');

describe('a name', () => {
  it.each([
    ['.', '00'],
    ['a', '0161 00'],
    ['www.example.com', `03${ascii('www')} 07${ascii('example')} 03${ascii('com')} 00`],
    // RFC 1035, 5.1: what does not stand for itself.
    ['a\\.b.c', `03${ascii('a.b')} 0163 00`],
    ['a\\.', '02612e 00'],
    ['\\\\', '015c 00'],
    ['\\000\\032\\255', '030020ff 00'],
    ['_dns-sd._udp', `07${ascii('_dns-sd')} 04${ascii('_udp')} 00`],
    ['a'.repeat(63), `3f${'61'.repeat(63)}00`],
  ])('%s', (n, hex) => {
    expect(readFields(one, hex)).toMatchObject({ v: { n }, problem: '', left: 0 });
    expect(writeFields(one, { n })).toBe(hex.replaceAll(' ', ''));
  });

  it.each([
    ['', '00'],
    ['a.', '016100'],
    ['ä', '02c3a400'],
    ['\\065', '014100'],
    ['😀', '04f09f988000'],
    [undefined, '00'],
  ])('may be written %j', (n, hex) => {
    expect(writeFields(one, n === undefined ? {} : { n })).toBe(hex);
  });

  it.each([
    ['n: "a..b" is no domain name', 'a..b'],
    ['n: ".a" is no domain name', '.a'],
    ['n: ".." is no domain name', '..'],
    ['n: "a\\\\" is no domain name', 'a\\'],
    ['n: a label of 64 bytes: 63 are allowed', 'a'.repeat(64)],
    ['n: a name longer than 255 bytes', 'a.'.repeat(128)],
    ['n: \\256: \\ddd goes up to \\255', '\\256'],
    ['n: a domain name is needed', 5],
    ['n: a domain name is needed', null],
    ['n: a label of 2000000 bytes: 63 are allowed', 'a'.repeat(2_000_000)],
  ])('refused: %s', (message, n) => {
    expect(() => writeFields(one, { n })).toThrow(message);
  });

  it('may be as long as 255 bytes, and no longer', () => {
    const longest = 'a.'.repeat(127).slice(0, -1);
    const hex = writeFields(one, { n: longest });
    expect(hex).toHaveLength(2 * 255);
    expect(readFields(one, hex)).toMatchObject({ v: { n: longest }, problem: '' });
    expect(readFields(one, `0161${hex}`).problem).toBe('a name is longer than 255 bytes');
  });

  it.each([
    ['no end', '0161'],
    ['a label that is cut', '0561'],
    ['no byte', ''],
    ['a label of a reserved kind', '4161 00'],
    ['a label of another reserved kind', '8161 00'],
    ['half a pointer', 'c0'],
  ])('with %s is malformed', (_, hex) => {
    expect(readFields(one, hex).problem).toBe('a name has a malformed label');
  });
});

it('a name ends within its room, whatever stands behind that', () => {
  const fields = {
    len: uint(8, 'Length', 'l'),
    body: nested('Body', 'b', { n: domainName('Name', 'n') }, { length: 'len' }),
    rest: bytes('Rest', 'r'),
  };
  expect(readFields(fields, '03 0161 00 00').v).toEqual({ len: 3, body: { n: 'a' }, rest: '00' });
  for (const hex of ['02 0161 00', '01 01 61 00', '00 00', '01 c0 00 00', '02 0361 6161 00']) {
    expect(readFields(fields, hex).problem).toBe('a name has a malformed label');
  }
});

describe('pointers', () => {
  it('point back to what was written, as far as it is the same', () => {
    const n = ['a.example', 'b.example', 'a.example', 'example', '.', 'x'];
    const hex = writeFields(several, { n });
    const expected = `0161 07${ascii('example')} 00  0162 c002  c000  c002  00  0178 00`;
    expect(hex).toBe(expected.replaceAll(' ', ''));
    expect(readFields(several, hex)).toMatchObject({ v: { n }, problem: '' });
  });

  it('do not join names that only look alike', () => {
    // One label with a dot in it, and two labels.
    const n = ['a\\.b', 'a.b'];
    const hex = writeFields(several, { n });
    expect(readFields(several, hex).v.n).toEqual(n);
    expect(hex).toBe('03612e620001610162 00'.replaceAll(' ', ''));
  });

  it.each([
    ['to itself', 'c000'],
    ['forward', 'c002 00'],
    ['in a circle', '0161 c000'],
  ])('%s are refused', (_, hex) => {
    expect(readFields(several, hex).problem).toContain('a name points forward or to itself');
  });

  it('into a circle of two are refused', () => {
    const fields = { skip: bytes('S', 's', { length: 4 }), n: domainName('Name', 'n') };
    expect(readFields(fields, 'c002c000 c002').problem).toBe('a name points forward or to itself');
  });

  it('do not run on into the name that points', () => {
    const fields = { skip: bytes('S', 's', { length: 2 }), n: domainName('Name', 'n') };
    // From byte 1 a label of two bytes would reach into the pointer.
    expect(readFields(fields, '0002 c001 00').problem).toBe('a name has a malformed label');
  });

  it('may be many, but not more than a name has labels', () => {
    const chain = (count: number) => {
      const b = [0];
      for (let at = 1; at < 2 * count; at += 2) {
        const to = Math.max(0, at - 2);
        b.push(0xc0 | (to >> 8), to & 255);
      }
      return toHex(Uint8Array.from(b));
    };
    const last = (count: number) => ({
      skip: bytes('S', 's', { length: 2 * count - 1 }),
      n: domainName('Name', 'n'),
    });
    expect(readFields(last(127), chain(128))).toMatchObject({ v: { n: '.' }, problem: '' });
    expect(readFields(last(128), chain(129)).problem).toBe('a name has too many pointers');
  });

  it('count the bytes of what they point to', () => {
    const fields = { n: list('Names', 'n', domainName('Name', 'n')) };
    const long = `${'0161'.repeat(100)}00`;
    expect(readFields(fields, `${long} ${'0162'.repeat(28)} c000`).problem).toBe(
      'Names, entry 2: a name is longer than 255 bytes',
    );
    expect(readFields(fields, `${long} ${'0162'.repeat(27)} c000`).problem).toBe('');
  });

  it('count from the start of the layer, or from behind a prefix', () => {
    const based = {
      length: uint(16, 'Length', 'l'),
      n: list('Names', 'n', domainName('Name', 'n', { base: 2 })),
    };
    const hex = writeFields(based, { length: 7, n: ['a', 'b.a'] });
    expect(hex).toBe('0007 016100 0162c000'.replaceAll(' ', ''));
    expect(readFields(based, hex).v.n).toEqual(['a', 'b.a']);
  });

  it('are not used where names are written whole, nor read where there are none', () => {
    const whole = { n: list('Names', 'n', domainName('Name', 'n', { compress: false })) };
    expect(writeFields(whole, { n: ['a', 'a'] })).toBe('016100016100');
    expect(readFields(whole, '016100 c000').v.n).toEqual(['a', 'a']);
    const without = { n: list('Names', 'n', domainName('Name', 'n', { pointers: false })) };
    expect(writeFields(without, { n: ['a', 'a'] })).toBe('016100016100');
    expect(readFields(without, '016100 c000').problem).toContain('malformed label');
  });

  it('reach 14 bits far: what stands behind is written again', () => {
    const far = {
      skip: bytes('S', 's', { length: 0x3fff }),
      n: list('Names', 'n', domainName('Name', 'n')),
    };
    const given = { skip: '00'.repeat(0x3fff), n: ['a.b', 'a.b', 'b', 'c.a.b'] };
    const hex = writeFields(far, given).slice(2 * 0x3fff);
    expect(hex).toBe('0161016200 ffff 016200 0163ffff'.replaceAll(' ', ''));
    expect(readFields(far, '00'.repeat(0x3fff) + hex).v.n).toEqual(given.n);
  });
});

describe('a layer with compressed names', () => {
  const dns = protocol({
    name: 'toydns',
    title: 'Names',
    fields: { id: uint(16, 'Id', 'i'), ...several },
  });
  const { decode, encode } = toy(dns);

  it('keeps raw bytes where ours would be others', () => {
    const ours = '0007 0161 00 c002';
    const other = '0007 0161 00 0161 00';
    expect(decode(ours).layers[0]?.raw).toBeUndefined();
    expect(decode(other).layers[0]?.raw).toBe(other.replaceAll(' ', ''));
    expect(encode(viaText(decode(other)))).toBe(other.replaceAll(' ', ''));
  });

  it('is compared as far as it goes, whatever follows', () => {
    const counted = protocol({
      name: 'counted',
      title: 'Counted',
      carriedBy: { linktype: 1 },
      fields: { n: list('Names', 'n', domainName('Name', 'n'), { count: () => 2 }) },
    });
    const { layers } = toy(counted).decode('0161 00 c000 07'.replaceAll(' ', ''));
    expect(layers.map((l) => [l.protocol.name, l.raw])).toEqual([
      ['counted', undefined],
      ['data', undefined],
    ]);
  });

  it('comes back whatever the pointers', () => {
    const label = fc.constantFrom('0161', '0162', '03616263', '00', 'c002', 'c004', 'c005', 'c007');
    fc.assert(
      fc.property(fc.array(label, { maxLength: 20 }), (labels) => {
        const hex = `0007${labels.join('')}`;
        expect(encode(viaText(decode(hex)))).toBe(hex);
      }),
      { numRuns: 2000 },
    );
  });

  it('names that are read can be written', () => {
    const label = fc.uint8Array({ minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.array(label, { maxLength: 8 }), (labels) => {
        const hex = `${labels.map((l) => toHex(Uint8Array.of(l.length, ...l))).join('')}00`;
        const { v, problem } = readFields(one, hex);
        expect(problem).toBe('');
        expect(writeFields(one, v)).toBe(hex);
      }),
      { numRuns: 2000 },
    );
  });
});
