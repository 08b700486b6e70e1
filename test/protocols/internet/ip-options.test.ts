import { describe, expect, it } from 'vitest';
import { build, decode } from '../../../src/index.js';
import { ip } from '../../../src/protocols/internet/ip.js';
import { udp } from '../../../src/protocols/transport/udp.js';

const ends = { src: '192.0.2.1', dst: '198.51.100.2' };
type Opt = NonNullable<NonNullable<Parameters<typeof ip.with>[0]>['opt']>;

/** The bytes of options, without the padding behind them. */
function written(opt: Opt): string {
  const bytes = build(ip.with({ ...ends, opt }));
  return Buffer.from(bytes.subarray(20)).toString('hex');
}

function read(hex: string) {
  const bytes = build(ip.with({ ...ends, opt: [{ raw: hex }] }));
  const [layer] = decode(bytes, { linktype: 228 }).layers;
  return { opt: layer?.fields.opt, notes: layer?.notes.map((n) => n.text) };
}

const route = ['192.0.2.11', '192.0.2.12'];
const hops = 'c000020bc000020c';

describe('forms', () => {
  it.each<[string, Opt[number], string]>([
    ['no operation', { name: 'nop' }, '01000000'],
    ['end, with bytes behind', { name: 'eol', padding: 'aabbcc' }, '00aabbcc'],
    ['record route', { name: 'rr', route }, `070b04${hops}00`],
    ['loose source route', { name: 'lsrr', ptr: 8, route }, `830b08${hops}00`],
    ['strict source route', { name: 'ssrr', ptr: 12, route }, `890b0c${hops}00`],
    ['timestamps', { name: 'ts', overflow: 3, timestamps: [1, 2] }, '440c05300000000100000002'],
    [
      'timestamps with addresses',
      { name: 'ts', ptr: 13, flag: 'addresses', stamps: [{ address: '192.0.2.11', timestamp: 5 }] },
      '440c0d01c000020b00000005',
    ],
    [
      'timestamps of hosts named beforehand',
      { name: 'ts', flag: 'prespecified', stamps: [{ address: '192.0.2.11' }] },
      '440c0503c000020b00000000',
    ],
    ['router alert', { name: 'ra', ra: 'examine' }, '94040000'],
    ['stream', { name: 'sid', sid: 5 }, '88040005'],
    ['security of RFC 1108', { name: 'security', sec_cl: 'secret' }, '82035a00'],
    [
      'security with authorities',
      { name: 'security', sec_cl: 'unclassified', sec_prot_auth_flags: ['genser', 'nsa'] },
      '8204ab90',
    ],
    [
      'security of RFC 791',
      { name: 'security', sec_rfc791_sec: 0xf135, sec_rfc791_hr: 'AB', sec_rfc791_tcc: 'CDE' },
      '820bf1350000414243444500',
    ],
    [
      'extended security',
      { name: 'esec', ext_sec_add_sec_info_format_code: 1, ext_sec_add_sec_info: '0203' },
      '8505010203000000',
    ],
    [
      'commercial security',
      { name: 'cipso', doi: 1, tags: [{ name: 'enumerated', level: 5, categories: [7, 9] }] },
      '860e0000000102080005000700090000',
    ],
    ['quick start', { name: 'qs', qs_rate: 5, qs_ttl: 64, qs_nonce: 1 }, '1908054000000004'],
    [
      'quick start, reported',
      { name: 'qs', qs_func: 'report', qs_rate: 5, qs_nonce: 1 },
      '1908850000000004',
    ],
    ['traceroute', { name: 'tr', ohc: 1, originator: '192.0.2.1' }, '520c000000010000c0000201'],
    ['an unknown one', { type: 30, data: '0102' }, '1e040102'],
    ['one that has but a name', { type: 142, data: '01' }, '8e030100'],
  ])('%s', (_, option, hex) => {
    expect(written([option])).toBe(hex);
    expect(written(read(hex).opt)).toBe(hex);
  });

  it('keeps what does not fit as data or raw bytes', () => {
    expect(read('9405000007000000').opt[0]).toEqual({
      type: 148,
      name: 'ra',
      data: '000007',
    });
    expect(read('44080501c000020b').opt[0]).toMatchObject({ data: 'c000020b' });
    expect(read('94080000').opt).toEqual([{ type: 148, name: 'ra', raw: '94080000' }]);
    expect(read('01010194').opt[3]).toEqual({ type: 148, name: 'ra', raw: '94' });
  });

  it('tells both forms of security by their length', () => {
    expect(read('820b00010002414243444500').opt[0]).toMatchObject({
      sec_rfc791_sec: 1,
      sec_rfc791_comp: 2,
      sec_rfc791_hr: 'AB',
    });
    expect(read('820a3d010203040506070000').opt[0]).toHaveProperty('sec_prot_auth_more.length', 6);
  });
});

describe('a source route', () => {
  const sum = (pointer: number, dst: string) => {
    const opt = [{ name: 'lsrr' as const, ptr: pointer, route: ['192.0.2.11', '192.0.2.13'] }];
    const plain = build(ip.with({ ...ends, dst }), udp.with({ srcport: 1 }));
    const routed = build(ip.with({ ...ends, opt }), udp.with({ srcport: 1 }));
    return [plain.slice(-2), routed.slice(-2)];
  };

  it.each([4, 8])('is summed for its last stop while it is under way: pointer %i', (pointer) => {
    const [plain, routed] = sum(pointer, '192.0.2.13');
    expect(routed).toEqual(plain);
  });

  it('is summed for the destination when it is done', () => {
    const [plain, routed] = sum(12, ends.dst);
    expect(routed).toEqual(plain);
  });
});

describe('notes', () => {
  it.each([
    ['a pointer before the route', '0707030000000000', /before the first/],
    ['a pointer into an address', '0707060000000000', /middle/],
    ['a pointer before timestamps', '4408040000000000', /before the first/],
    ['four times nothing', '01010101', /no operation/],
    ['a length of 1', '94010000', /malformed option: length 1/],
    ['a form that does not fit', '9405000000000000', /does not fit/],
  ])('%s', (_, hex, text) => {
    expect(read(hex).notes).toEqual([expect.stringMatching(text)]);
  });

  it.each([
    ['a full route', `070b0c${hops}00`],
    ['a full timestamp', '4408090000000000'],
    ['three times nothing', '01010100'],
  ])('none on %s', (_, hex) => {
    expect(read(hex).notes).toEqual([]);
  });
});
