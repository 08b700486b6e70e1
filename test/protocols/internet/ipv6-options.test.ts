import { describe, expect, it } from 'vitest';
import { build, decode } from '../../../src/index.js';
import { hopByHop } from '../../../src/protocols/internet/ipv6-extensions.js';
import { padOut } from '../../../src/protocols/internet/ipv6-options.js';

type Opt = NonNullable<NonNullable<Parameters<typeof hopByHop.with>[0]>['opt']>;

const written = (opt: Opt) =>
  Buffer.from(build(hopByHop.with({ opt, len: 0 })).subarray(2)).toString('hex');

function read(hex: string): Opt {
  const bytes = build(hopByHop.with({ opt: [{ raw: hex }] }));
  return decode(bytes, { from: 'ipv6.hopopts' }).layers[0]?.fields.opt;
}

describe('forms', () => {
  it.each<[string, Opt[number], string]>([
    ['Pad1', { name: 'pad1' }, '00'],
    ['PadN', { name: 'padn', padn: '0000' }, '01020000'],
    ['tunnel encapsulation limit', { name: 'tel', tel: 4 }, '040104'],
    ['router alert', { name: 'rtalert', router_alert: 'rsvp' }, '05020001'],
    [
      'CALIPSO',
      { name: 'calipso', doi: 1, sens_level: 5, checksum: 0x1234, cmpt_bitmap: 'aabbccdd' },
      '070c0000000101051234aabbccdd',
    ],
    ['SMF, no tagger', { name: 'smf_dpd', ident: '1234' }, '0803001234'],
    [
      'SMF, with tagger',
      { name: 'smf_dpd', tid_type: 'ipv4', tagger_id: 'c0000201', ident: '12' },
      '080623c000020112',
    ],
    ['SMF, hash', { name: 'smf_dpd', hav: '8102' }, '08028102'],
    [
      'performance metrics',
      { name: 'pdm', scale_dtlr: 1, psn_this_pkt: 2, delta_last_sent: 3 },
      '0f0a01000002000000000003',
    ],
    ['RPL', { name: 'rpl', flag: ['o', 'f'], instance_id: 30, sender_rank: 256 }, '2304a01e0100'],
    ['old RPL', { name: 'rpl_old', flag: { rsv: 31 }, tlvs: '0900' }, '63061f0000000900'],
    ['quick start', { name: 'qs', qs_rate: 5, qs_ttl: 64, qs_nonce: 1 }, '2606054000000004'],
    ['path MTU', { name: 'pmtu', min: 1500, rtn: 1280, r_flag: true }, '300405dc0501'],
    ['tunnel payload', { name: 'tpf', tpf_information: 0x1234 }, '410400001234'],
    ['MPL from the source', { name: 'mpl', flag: ['m'], sequence: 7 }, '6d022007'],
    ['MPL with a seed', { name: 'mpl', flag: { s: 1 }, seed_id: 'aabb' }, '6d044000aabb'],
    ['ILNP nonce', { name: 'ilnp_nonce', ilnp_nonce: '010203' }, '8b03010203'],
    ['line', { name: 'lio', line_id: 'line' }, '8c05046c696e65'],
    ['jumbo payload', { name: 'jumbo', jumbo: 70_000 }, 'c20400011170'],
    [
      'home address',
      { name: 'hao', home_address: '2001:db8::7' },
      'c91020010db8000000000000000000000007',
    ],
    [
      'depth-first',
      { name: 'dff', flags: { ver: 1, dup: true }, sequence_number: 9 },
      'ee03600009',
    ],
    ['an unknown one', { type: 0x55, data: '0102' }, '55020102'],
  ])('%s', (_, option, hex) => {
    expect(written([option])).toBe(hex);
    const [back] = read(hex);
    expect(written([back as Opt[number]])).toBe(hex);
    expect(back).not.toHaveProperty('raw');
  });

  it.each([
    ['CALIPSO whose compartments are cut', '07080000000102051234', '0000000102051234'],
    ['MPL with a seed that its flags deny', '6d042000aabb', '2000aabb'],
    ['a line that is longer than its text', '8c03016162', '016162'],
    ['a router alert of three bytes', '0503000000', '000000'],
  ])('keeps %s as data', (_, hex, data) => {
    expect(read(hex)[0]).toMatchObject({ data });
  });

  it('keeps a rest that is malformed as it is', () => {
    expect(read('0508000001')[0]).toMatchObject({ name: 'rtalert', raw: expect.any(String) });
  });

  it('reads no tagger id where the type says that there is none', () => {
    expect(read('08030312340000')[0]).toMatchObject({ tid_len: 3, ident: '1234' });
  });

  it('names options that have no form here', () => {
    expect(read('12041234560000')[0]).toMatchObject({ name: 'altmark', data: '12345600' });
  });
});

describe('padding', () => {
  it.each([
    [0, ''],
    [1, '00'],
    [2, '0100'],
    [5, '0103000000'],
  ])('of %i bytes', (missing, hex) => {
    expect(Buffer.from(padOut(missing)).toString('hex')).toBe(hex);
  });
});
