import { describe, expect, it } from 'vitest';
import { build, decode, FieldError } from '../../../src/index.js';
import { icmpv6 } from '../../../src/protocols/internet/icmpv6.js';
import { fixturesOf } from '../../fixtures.js';

type Given = NonNullable<Parameters<typeof icmpv6.with>[0]>;
type Option = NonNullable<Given['opt']>[number];

const bare = (fields: Given) => build(icmpv6.with(fields));
const hex = (fields: Given) => Buffer.from(bare(fields)).toString('hex');
const fixtures = new Map(fixturesOf('icmpv6').map(({ name, bytes }) => [name, bytes]));
const message = (name: string) =>
  decode(fixtures.get(name) as Uint8Array, { linktype: 229 }).layer('icmpv6')?.fields;

describe('options of neighbor discovery', () => {
  const option = (given: Option) => hex({ type: 'rs', opt: [given] }).slice(16);

  it.each<[string, Option, string]>([
    ['a MAC address', { name: 'source', linkaddr: '02:00:00:00:00:01' }, '0101020000000001'],
    [
      'an EUI-64',
      { name: 'target', linkaddr_eui64: '0001020304050607' },
      '02020001020304050607000000000000',
    ],
    ['another address', { name: 'target', linkaddr: '010203' }, '0201010203000000'],
    ['an MTU', { name: 'mtu' }, '05010000000005dc'],
    ['no route', { name: 'route', length: 0, route_lifetime: 1 }, '1801000000000001'],
    [
      'a short route',
      { name: 'route', length: 64, flag: { route_preference: 'low' }, prefix: '2001:db8::' },
      '180240180000000020010db800000000',
    ],
    [
      'a long route',
      { name: 'route', length: 65, prefix: '2001:db8::8000:0:0:0' },
      '180341000000000020010db8000000008000000000000000',
    ],
    [
      'search domains',
      { name: 'dnssl', lifetime: 1, dnssl: ['example.org', 'a.b'] },
      '1f0400000000000107657861'.concat('6d706c65036f7267000161016200000000000000'),
    ],
    [
      'the portal',
      { name: 'captive_portal', captive_portal: 'https://a.example' },
      '250368747470733a2f2f612e6578616d706c650000000000',
    ],
    [
      'a NAT64 prefix',
      { name: 'pref64', scaled_lifetime: 75, plc: 'bits_56', prefix: '2001:db8:0:100::' },
      '2602025a20010db80000010000000000',
    ],
    ['an unknown one', { type: 200, data: '0102' }, 'c801010200000000'],
  ])('%s', (_, given, expected) => {
    expect(option(given)).toBe(expected);
    const [layer] = decode(bare({ type: 'rs', opt: [given] }), { from: 'icmpv6' }).layers;
    expect(layer?.raw).toBeUndefined();
    expect(hex(layer?.fields as Given).slice(16)).toBe(expected);
  });

  it.each<[string, Option]>([
    ['a prefix with bits behind it', { name: 'route', length: 64, prefix: '2001:db8::1' }],
    ['what is no address', { name: 'pref64', prefix: '192.0.2.1' }],
    ['a domain of no name', { name: 'dnssl', dnssl: ['a..b'] }],
  ])('%s is refused', (_, given) => {
    expect(() => option(given)).toThrow(FieldError);
  });

  it.each([
    ['route-long', { prefix: '2001:db8:2::', rest: '0000000000000000' }],
    ['dnssl-odd-padding', { dnssl: ['example'], padding: '00010000000000' }],
    ['names-with-pointers', { data: '0000000000000161c00800000000' }],
    ['of-a-wrong-size', { name: 'mtu', data: '000102030405060708090a0b0c0d' }],
    ['empty', { raw: 'c800000102030405' }],
    ['cut', { raw: 'c804000102030405060708090a0b0c0d' }],
    ['earo', { status: 5, flag: { reserved: 3, i: 3, r: true, t: true }, tid: 9 }],
    ['timestamp-of-all-ones', { timestamp: '18446744073709551615' }],
  ])('%s', (name, expected) => {
    expect(message(`option-${name}`)?.opt[0]).toMatchObject(expected);
  });

  it('fill themselves up wherever they start', () => {
    const [certificate, anchor] = message('certification-path-advertisement')?.opt ?? [];
    expect(certificate).toMatchObject({ name: 'certificate' });
    expect(anchor).toEqual({
      type: 15,
      name: 'trust_anchor',
      name_type: 2,
      pad_length: 2,
      fqdn: 'trust.example',
    });
  });
});
