import { describe, expect, it } from 'vitest';
import { build, decode } from '../../../src/index.js';
import { ipv6 } from '../../../src/protocols/internet/ipv6.js';
import { destinationOptions } from '../../../src/protocols/internet/ipv6-extensions.js';
import { mobility } from '../../../src/protocols/internet/mobility.js';

type Given = NonNullable<Parameters<typeof mobility.with>[0]>;
type Opt = NonNullable<Given['opt']>[number];

const around = ipv6.with({ src: '2001:db8::1', dst: '2001:db8::2' });
/** The message without next header and length, and without the checksum. */
const hex = (fields: Given) => {
  const text = Buffer.from(build(mobility.with(fields))).toString('hex');
  return text.slice(4, 8) + text.slice(12);
};
const read = (fields: Given) =>
  decode(build(around, mobility.with(fields)), { linktype: 229 }).layers[1];

const cookie = '0102030405060708';
const token = '1112131415161718';

describe('messages', () => {
  it.each<[string, Given, string]>([
    ['binding refresh request', { mhtype: 'brr' }, '00000000'],
    ['home test init', { mhtype: 'hoti', hoti: { cookie } }, `01000000${cookie}`],
    ['care-of test init', { mhtype: 'coti', coti: { cookie } }, `02000000${cookie}`],
    [
      'home test',
      { mhtype: 'hot', hot: { nindex: 3, cookie, token } },
      `03000003${cookie}${token}`,
    ],
    [
      'care-of test',
      { mhtype: 'cot', cot: { nindex: 4, cookie, token } },
      `04000004${cookie}${token}`,
    ],
    [
      'binding update',
      { bu: { seqnr: 5, a_flag: true, b_flag: true, lifetime: 10 } },
      '05000005'.concat('8040000a', '01020000'),
    ],
    [
      'binding acknowledgement',
      { mhtype: 'ba', ba: { status: 'reason_unspecified', k_flag: true, seqnr: 5 } },
      '06008080'.concat('00050000', '01020000'),
    ],
    [
      'binding error',
      { mhtype: 'be', be: { status: 'unknown_type', haddr: '2001:db8::7' } },
      '0700020020010db8000000000000000000000007',
    ],
    ['fast binding update', { mhtype: 'fbu', fbu: { h_flag: true } }, '080000004000000001020000'],
    [
      'and its acknowledgment',
      { mhtype: 'fback', fback: { k_flag: true } },
      '090000800000000001020000',
    ],
    [
      'home agent switch',
      { mhtype: 'has', has: { address: ['2001:db8::7'] } },
      '0c00010020010db8000000000000000000000007',
    ],
    [
      'heartbeat',
      { mhtype: 'heartbeat', hb: { r_flag: true, seqnr: 9 } },
      '0d0000010000000901020000',
    ],
    ['one without a form', { mhtype: 99, unknown_type_data: '0102' }, '63000102'],
  ])('%s', (_, fields, expected) => {
    expect(hex(fields)).toBe(expected);
    const layer = read(fields);
    expect(layer?.fields).toMatchObject({ csum_status: 'good', proto: 59 });
    expect(hex(layer?.fields as Given)).toBe(expected);
  });

  it('is counted in units of 8 bytes, the first not counted', () => {
    expect(read({ mhtype: 'brr' })?.fields.hlen).toBe(0);
    expect(read({ mhtype: 'be' })?.fields.hlen).toBe(2);
  });

  it('keeps one that does not fit as data', () => {
    expect(read({ mhtype: 'bu', data: '0005' })?.fields).toMatchObject({ data: '0005' });
  });
});

describe('options', () => {
  const option = (opt: Opt) => hex({ opt: [opt] }).slice(16);

  it.each<[string, Opt, string]>([
    ['Pad1', { name: 'pad1' }, '00010100'],
    ['refresh advice', { name: 'bra', interval: 5 }, '02020005'],
    ['nonce indices', { name: 'ni', hni: 1, cni: 2 }, '04040001'.concat('0002', '010400000000')],
    ['authorization data', { name: 'bad_auth', auth: '0102' }, '05020102'],
    ['link-layer address', { name: 'mhlla', optcode: 2, lla: '01' }, '07020201'],
    [
      'node identifier',
      { name: 'mnid', subtype: 1, identifier: 'a@b' },
      '080401614062'.concat('010400000000'),
    ],
    ['handoff', { name: 'hi', hi: 'new_interface' }, '17020001'],
    ['access technology', { name: 'att', att: 'wlan' }, '18020004'],
    ['restart counter', { name: 'rc', rc: 7 }, '1c0400000007'.concat('010400000000')],
    [
      'IPv4 home address',
      { name: 'ipv4ha', preflen: 24, p_flag: true, ha: '192.0.2.1' },
      '1d066200c0000201'.concat('01020000'),
    ],
    ['binding id', { name: 'bi', bid: 7, h_flag: true }, '230400070080'.concat('010400000000')],
    [
      'binding id with an address',
      { name: 'bi', coa_ipv4: '192.0.2.1' },
      '230800000000c0000201'.concat('0000').replace(/0000$/, '0100'),
    ],
    ['an unknown one', { type: 200, data: '0102' }, 'c8020102'],
  ])('%s', (_, opt, expected) => {
    expect(option(opt)).toBe(expected);
    const back = read({ opt: [opt] })?.fields.opt[0];
    expect(option(back)).toBe(expected);
  });
});

describe('the checksum', () => {
  it('covers the pseudo-header', () => {
    const sum = (src: string) =>
      build(ipv6.with({ src, dst: '2001:db8::2' }), mobility.with()).slice(44, 46);
    expect(sum('2001:db8::1')).not.toEqual(sum('2001:db8::7'));
  });

  it('knows the node by its home address (RFC 6275, 6.1.1)', () => {
    const home = { name: 'hao' as const, home_address: '2001:db8::7' };
    const opt = [{ name: 'padn' as const, padn: '0000' }, home];
    const layers = [around, destinationOptions.with({ opt }), mobility.with()];
    const there = ipv6.with({ src: '2001:db8::7', dst: '2001:db8::2' });
    expect(build(...layers).slice(68, 70)).toEqual(build(there, mobility.with()).slice(44, 46));
  });

  it('is told where it is wrong', () => {
    expect(read({ csum: 1 })?.notes).toMatchObject([{ field: 'csum', severity: 'warning' }]);
  });
});

describe('notes', () => {
  it('something that follows', () => {
    expect(read({ proto: 6 })?.notes).toMatchObject([{ field: 'proto', rfc: 'RFC 6275, 6.1.1' }]);
  });

  it('an option that is longer than the message', () => {
    const [note] = read({ opt: [{ raw: '02200005' }] })?.notes ?? [];
    expect(note?.text).toMatch(/malformed option: length 32/);
  });
});
