import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FragmentLook, fragmentsFrom } from '../../src/craft/fragment.js';
import { decode } from '../../src/index.js';
import { catalog } from '../../src/protocols/index.js';
import { complaint, made, namesOf } from './made.js';

const cut = (bytes: Uint8Array, look: FragmentLook, first = 'eth') =>
  fragmentsFrom(catalog, look)(bytes, first).map((one) => one.slice());

interface Piece {
  readonly offset: number;
  readonly more: boolean;
  readonly data: Uint8Array;
  /** What stands before the fragmented part. */
  readonly headers: string;
  readonly size: number;
}

function piece(bytes: Uint8Array): Piece {
  const { layers } = decode(bytes);
  const ip = layers[1];
  const own = layers.find(({ protocol }) => protocol.name === 'ipv6.fraghdr') ?? ip;
  if (!ip || !own) throw new Error('no fragment');
  const { offset = own.fields.frag_offset, more = own.fields.flags?.mf } = own.fields;
  const before = layers.slice(0, own.index + 1).map(({ protocol }) => protocol.name);
  const data = bytes.slice(own.body, ip.stop);
  return { offset, more, data, headers: before.join(' '), size: ip.stop - ip.offset };
}

/** What the pieces carry, put where they say. */
function together(pieces: readonly Piece[]): Uint8Array {
  const last = pieces.find(({ more }) => !more) as Piece;
  const whole = new Uint8Array(last.offset + last.data.length);
  for (const { offset, data } of pieces) whole.set(data, offset);
  return whole;
}

describe('fragments', () => {
  it('of IPv4 give the datagram again, whatever the sizes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 3000 }),
        fc.integer({ min: 68, max: 1500 }),
        fc.constantFrom('', 'opt=ra', 'opt=nop,nop,ra'),
        fc.integer({ min: 0, max: 24 }),
        (payload, mtu, opt, overlap) => {
          const words = `ip df=0 ${opt} / udp hex ${Buffer.from(payload).toString('hex')}`;
          const bytes = made(words);
          const look = { mtu: String(mtu), overlap: String(overlap) };
          const pieces = cut(bytes, look).map(piece);
          expect(together(pieces)).toEqual(piece(bytes).data);
          expect(Math.max(...pieces.map(({ size }) => size))).toBeLessThanOrEqual(mtu);
          expect(pieces.filter(({ more }) => !more)).toHaveLength(1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of IPv6 keep what routers read before the fragment header', () => {
    for (const [line, headers] of [
      ['ipv6 / udp', 'eth ipv6 ipv6.fraghdr'],
      ['ipv6 / ipv6.hopopts / udp', 'eth ipv6 ipv6.hopopts ipv6.fraghdr'],
      ['ipv6 / ipv6.dstopts / udp', 'eth ipv6 ipv6.fraghdr'],
      ['ipv6 / ipv6.routing / udp', 'eth ipv6 ipv6.routing ipv6.fraghdr'],
      [
        'ipv6 / ipv6.dstopts / ipv6.routing / udp',
        'eth ipv6 ipv6.dstopts ipv6.routing ipv6.fraghdr',
      ],
      ['ipv6 / ipv6 / ipv6.routing / udp', 'eth ipv6 ipv6.fraghdr'],
    ] as const) {
      const bytes = made(`${line} hex ${'0123456789abcdef'.repeat(200)}`);
      const pieces = cut(bytes, { mtu: '1280' }).map(piece);
      expect(pieces.length).toBe(2);
      expect([line, new Set(pieces.map((one) => one.headers))]).toEqual([line, new Set([headers])]);
      const kept = pieces[0]?.headers.replace(' ipv6.fraghdr', '').split(' ') ?? [];
      const from = decode(bytes).layers[kept.length - 1]?.body ?? 0;
      expect(together(pieces)).toEqual(bytes.slice(from));
      expect(Math.max(...pieces.map(({ size }) => size))).toBeLessThanOrEqual(1280);
    }
  });

  it('of IPv6 give the packet again, whatever the sizes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 100, maxLength: 3000 }),
        fc.integer({ min: 80, max: 1500 }),
        (payload, mtu) => {
          const bytes = made(`ipv6 / udp hex ${Buffer.from(payload).toString('hex')}`);
          const all = cut(bytes, { mtu: String(mtu) });
          if (all.length === 1) expect(all[0]).toEqual(bytes);
          else expect(together(all.map(piece))).toEqual(bytes.slice(54));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('have the options that are to be copied, and good checksums', () => {
    const bytes = made('ip opt=nop,nop,ts,ra / udp hex '.concat('00'.repeat(300)));
    const lists = cut(bytes, { mtu: '124' }).map((one) => {
      const fields = decode(one).layers[1]?.fields ?? {};
      expect(fields.checksum_status).toBe('good');
      return (fields.opt as { name: string }[] | undefined)?.map(({ name }) => name);
    });
    expect(lists[0]).toEqual(expect.arrayContaining(['nop', 'ts', 'ra']));
    for (const list of lists.slice(1)) {
      expect(list).toContain('ra');
      expect(list).not.toContain('ts');
      expect(list).not.toContain('nop');
    }
  });

  it('of a fragment lie within the whole', () => {
    const bytes = made(`ip mf frag_offset=800 proto=udp hex ${'ab'.repeat(200)}`);
    const pieces = cut(bytes, { mtu: '100' }).map(piece);
    expect(pieces.map(({ offset, more }) => [offset, more])).toEqual([
      [800, true],
      [880, true],
      [960, true],
    ]);
    const last = made(`ip frag_offset=800 proto=udp hex ${'ab'.repeat(100)}`);
    expect(cut(last, { mtu: '100' }).map((one) => piece(one).more)).toEqual([true, false]);
  });

  it('are none where it fits', () => {
    const bytes = made('udp hex 0011');
    expect(cut(bytes, { mtu: '30' })).toEqual([bytes]);
    expect(cut(bytes, { mtu: '29' })).toHaveLength(2);
  });

  it('keep don’t fragment as it was asked for', () => {
    const bytes = made(`ip df / udp hex ${'00'.repeat(100)}`);
    for (const one of cut(bytes, { mtu: '60' }))
      expect(decode(one).layers[1]?.fields.flags.df).toBe(true);
  });

  it('begin where the packet does, with or without a frame', () => {
    const bytes = made(`udp hex ${'00'.repeat(100)}`, { noLink: true });
    expect(cut(bytes, { mtu: '60' }, 'ip').map((one) => one[0])).toEqual([0x45, 0x45, 0x45]);
    const tagged = made(`vlan id=5 / udp hex ${'00'.repeat(100)}`);
    for (const one of cut(tagged, { mtu: '60' })) {
      expect(namesOf(decode(one))).toMatch(/^eth vlan ip/);
    }
  });

  it('come in the order that is asked for', () => {
    const bytes = made(`udp hex ${'00'.repeat(100)}`);
    const offsets = (order: string) =>
      cut(bytes, { mtu: '60', order }).map((one) => piece(one).offset);
    expect(offsets('forward')).toEqual([0, 40, 80]);
    expect(offsets('reverse')).toEqual([80, 40, 0]);
    expect(offsets('2,1,1,3')).toEqual([40, 0, 0, 80]);
    expect(complaint(() => offsets('4'))).toBe(
      "--fragment-order: '4' is no fragment; there are 3 | forward, reverse, or numbers: 2,1,3",
    );
    expect(complaint(() => offsets('0'))).toMatch(/'0' is no fragment/);
  });

  it('overlap by so many bytes, and fit all the same', () => {
    const bytes = made(`udp hex ${'00'.repeat(100)}`);
    const pieces = cut(bytes, { mtu: '60', overlap: '8' }).map(piece);
    expect(pieces.map(({ offset, data }) => [offset, data.length])).toEqual([
      [0, 40],
      [32, 40],
      [64, 40],
      [96, 12],
    ]);
  });

  it.each([
    ['udp', { mtu: '27' }, "--mtu: a number from 28 to 65535 is needed, not '27'"],
    ['udp', { mtu: 'x' }, "--mtu: a number from 28 to 65535 is needed, not 'x'"],
    [
      'udp',
      { mtu: '99', overlap: '-1' },
      /^--fragment-overlap: a number from 0 to 65528 is needed/,
    ],
    ['arp', { mtu: '99' }, '--mtu: there is no IP layer to fragment'],
    [
      `udp raw ${'a'.repeat(99)}`,
      { mtu: '40', overlap: '16' },
      '--mtu 40: no room for 8 bytes and 16 more behind 20 of headers | --mtu 44',
    ],
    [
      `ipv6 udp raw ${'a'.repeat(99)}`,
      { mtu: '50' },
      '--mtu 50: no room for 8 bytes behind 48 of headers | --mtu 56',
    ],
  ])('%s %j is refused', (line, look, expected) => {
    const text = complaint(() => cut(made(line), look));
    if (typeof expected === 'string') expect(text).toBe(expected);
    else expect(text).toMatch(expected);
  });
});
