import { describe, expect, it } from 'vitest';
import { build, decode, encode, FieldError, type Packet } from '../../../src/index.js';
import { icmpv6 } from '../../../src/protocols/internet/icmpv6.js';
import { ipv6 } from '../../../src/protocols/internet/ipv6.js';
import { udp } from '../../../src/protocols/transport/udp.js';
import { fixturesOf } from '../../fixtures.js';

type Given = NonNullable<Parameters<typeof icmpv6.with>[0]>;

const outer = ipv6.with({ src: '2001:db8::1', dst: '2001:db8::2' });
const bare = (fields: Given) => build(icmpv6.with(fields));
const hex = (fields: Given) => Buffer.from(bare(fields)).toString('hex');
const read = (bytes: Uint8Array) => decode(bytes, { linktype: 229 });
const message = (packet: Packet) => packet.layer('icmpv6')?.fields;

const fixtures = new Map(fixturesOf('icmpv6').map(({ name, bytes }) => [name, bytes]));
const fixture = (name: string): Packet => read(fixtures.get(name) as Uint8Array);
const texts = (packet: Packet) =>
  packet.notes
    .filter(({ layer }) => packet.layers[layer]?.protocol === icmpv6)
    .map(({ severity, text }) => `${severity}: ${text}`);

describe('messages built', () => {
  it.each<[string, Given, string]>([
    ['an echo request by default', {}, '00000000'],
    ['an echo reply', { type: 'pong', echo: { identifier: 1, sequence_number: 2 } }, '00010002'],
    ['a packet too big', { type: 'packet_too_big' }, '00000500'],
    ['a router solicitation', { type: 'rs' }, '00000000'],
    [
      'a router advertisement',
      { type: 'ra', nd: { ra: { flag: { m: true, prf: 'high' } } } },
      '408807080000000000000000',
    ],
    [
      'a neighbor advertisement',
      { type: 'na', nd: { na: { flag: ['s', 'o'], target_address: 'fe80::1' } } },
      '60000000fe800000000000000000000000000001',
    ],
    [
      'a query of MLDv1',
      { type: 'mld_query', mld: { maximum_response_delay: 10_000 } },
      `27100000${'0'.repeat(32)}`,
    ],
    [
      'a query of MLDv2, sources counted',
      {
        type: 'mld_query',
        mld: { multicast_address: 'ff02::fb', flag: ['s'], source_address: ['2001:db8::1'] },
      },
      '27100000ff0200000000000000000000000000fb0a7d000120010db8000000000000000000000001',
    ],
    [
      'a report, records and sources counted',
      {
        type: 'mldv2_report',
        mldr: { mar: [{ multicast_address: 'ff02::fb', auxiliary_data: '01020304' }] },
      },
      '0000000104010000ff0200000000000000000000000000fb01020304',
    ],
    [
      'a command to renumber, its length counted',
      { type: 138, commands: [{ opcode: 'change', matchlen: 48, up: [{ uselen: 48 }] }] },
      `${'0'.repeat(24)}0207003000800000${'0'.repeat(32)}30${'0'.repeat(62)}`,
    ],
    [
      'a query for the name of a node',
      { type: 'node_info_query', code: 1, ni: { nonce: 1, query: { subject_fqdn: ['a', '.'] } } },
      '0002000000000000000000010161'.concat('0000'),
    ],
    [
      'the addresses of a node',
      {
        type: 'node_info_reply',
        ni: {
          qtype: 'ipv4_addresses',
          flag: ['t'],
          nonce: 1,
          reply: { addresses: [{ node_ttl: 60, ipv4_address: '192.0.2.1' }] },
        },
      },
      '0004000100000000000000010000003cc0000201',
    ],
    [
      'locators, counted',
      { type: 156, ilnp: { locators: [{ nb_locator: 1, nb_preference: 2, nb_lifetime: 3 }] } },
      '01010000000000000000000100020003',
    ],
  ])('%s', (_, fields, expected) => {
    expect(hex(fields).slice(8)).toBe(expected);
    const [layer] = decode(bare(fields), { from: 'icmpv6' }).layers;
    expect(layer?.raw).toBeUndefined();
    expect(hex(layer?.fields as Given)).toBe(hex(fields));
  });

  it('has its checksum over the pseudo-header', () => {
    const packet = read(build(outer, icmpv6.with({ type: 128 })));
    expect(message(packet)).toMatchObject({ checksum: 0x2448, checksum_status: 'good' });
  });

  it.each<[string, Given]>([
    ['a time that no code stands for', { type: 130, mld: { maximum_response_code: 32769 } }],
    ['an interval that no code stands for', { type: 130, mld: { qqi: 129 } }],
    ['a field of another message', { type: 'rs', nd: { ra: { cur_hop_limit: 1 } } }],
  ])('%s is refused', (_, fields) => {
    expect(() => hex(fields)).toThrow(FieldError);
  });
});

describe('listener queries', () => {
  it.each([
    ['mld-query-1', { maximum_response_delay: 10_000 }, 'maximum_response_code'],
    ['mld-query-25-bytes', { maximum_response_delay: 10_000 }, 'qqi'],
    ['mld-query-2', { maximum_response_code: 10_000, qqi: 125 }, 'maximum_response_delay'],
    ['mld-query-2-sources', { maximum_response_code: 81936, qqi: 304, nb_sources: 2 }, 'delay'],
  ])('%s: its length tells the version', (name, mld, absent) => {
    expect(message(fixture(name))?.mld).toMatchObject(mld);
    expect(message(fixture(name))?.mld).not.toHaveProperty(absent);
  });

  it.each([
    [0, '0000'],
    [32767, '7fff'],
    [32768, '8000'],
    [65520, '8ffe'],
    [65536, '9000'],
    [(0x1fff << 10) >>> 0, 'ffff'],
  ])('a time of %d ms has the code %s', (maximum_response_code, code) => {
    expect(hex({ type: 130, mld: { maximum_response_code } }).slice(8, 12)).toBe(code);
  });
});

describe('the packet in an error', () => {
  it('is dissected', () => {
    const { layers } = fixture('hop-limit-exceeded');
    expect(layers.map(({ protocol }) => protocol.name)).toEqual([
      'ipv6',
      'icmpv6',
      'ipv6',
      'udp',
      'data',
    ]);
    expect(layers[3]?.fields.checksum_status).toBe('good');
  });

  it.each([
    ['port-unreachable-mpls', 16, 75],
    ['hop-limit-exceeded-before-rfc4884', 0, 0],
  ])('%s: an extension follows', (name, length, padding) => {
    const fields = message(fixture(name));
    expect(fields).toMatchObject({ length, ext: { checksum_status: 'good' } });
    expect((fields?.padding ?? '').length / 2).toBe(padding);
  });
});

describe('what is odd about a message', () => {
  it.each([
    ['router-solicitation', []],
    ['router-advertisement', []],
    ['neighbor-solicitation', []],
    ['duplicate-address-detection', []],
    ['neighbor-advertisement', []],
    ['redirect', []],
    ['mld-report-2', []],
    [
      'router-solicitation-unspecified',
      ['error: a link-layer address of a sender without address'],
    ],
    [
      'router-advertisement-odd',
      [
        'error: hop limit is not 255: the message may come from another link, and must be dropped',
        'warning: a reserved preference: it counts as medium',
        'warning: a prefix that is preferred for longer than it is valid',
        'warning: a prefix longer than an address',
        'warning: every link takes 1280 bytes',
      ],
    ],
    [
      'duplicate-address-detection-odd',
      [
        'error: a link-layer address of a sender without address',
        'error: duplicate address detection goes to the solicited-node group',
      ],
    ],
    [
      'neighbor-solicitation-of-a-group',
      [
        'error: hop limit is not 255: the message may come from another link, and must be dropped',
        'error: the target must be no group',
      ],
    ],
    ['neighbor-advertisement-to-all', ['error: an answer to a group was not solicited']],
    [
      'redirect-odd',
      [
        'error: the code must be 0',
        'error: a router must send this from its link-local address',
        'error: the target must be no group',
        'error: the target is neither the destination nor the link-local address of a router',
      ],
    ],
    [
      'mld-report-2-from-afar',
      [
        'warning: hop limit is not 1: the message could leave its link',
        'warning: the source is no link-local address',
      ],
    ],
    [
      'packet-too-big-small-mtu',
      ['note: an MTU that no link of IPv6 may have: it must not lower that of the path'],
    ],
    ['error-about-an-error', ['warning: an error about an error or a redirect']],
    ['error-about-a-group', ['warning: an error about a packet to a group']],
    [
      'option-empty',
      [
        'warning: malformed option: length 0, with 8 bytes left',
        'note: an unknown option: receivers skip it',
      ],
    ],
  ])('%s', (name, expected) => {
    expect(texts(fixture(name))).toEqual(expected);
  });

  it('a packet too big may be about a group', () => {
    const group = ipv6.with({ src: '2001:db8::2', dst: 'ff0e::1' });
    const bytes = build(outer, icmpv6.with({ type: 2, mtu: 1400 }), group, udp.with({}));
    expect(texts(read(bytes))).toEqual([]);
  });

  it('an error longer than any link must carry', () => {
    const long = ipv6.with({ src: '2001:db8::2', dst: '2001:db8::3', plen: 2000 });
    const bytes = build(outer, icmpv6.with({ type: 3 }), long);
    const whole = encode(read(bytes));
    const grown = new Uint8Array(1281);
    grown.set(whole);
    grown.set([(1281 - 40) >> 8, (1281 - 40) & 255], 4);
    expect(texts(read(grown))).toContain('warning: an error of more than 1280 bytes');
    expect(texts(read(bytes))).not.toContain('warning: an error of more than 1280 bytes');
  });
});

describe('what values say', () => {
  it.each([
    ['no-route', 'code', 'No route to destination'],
    ['rpl-dio', 'code', 'DODAG information object'],
    ['router-advertisement', 'nd.ra.flag.prf', 'high'],
    ['option-timestamp', 'opt.0.timestamp', '2023-11-14T22:13:20.000Z'],
    ['option-timestamp-of-all-ones', 'opt.0.timestamp', undefined],
    ['option-route-default', 'opt.0.route_lifetime', 'infinite'],
    ['option-pref64', 'opt.0.scaled_lifetime', '600 s'],
    ['mld-query-2', 'mld.maximum_response_code', '10 seconds'],
  ])('%s: %s', (name, field, expected) => {
    const { annotations = [] } = fixture(name).layer('icmpv6') ?? {};
    expect(annotations.find((one) => one.name === field)?.meaning).toBe(expected);
  });

  it.each([
    ['echo-request', 'Echo request 0x1234, 7'],
    ['no-route', 'Destination unreachable: No route to destination'],
    ['neighbor-solicitation', 'Neighbor solicitation 2001:db8::2'],
    ['mld-done', 'Multicast listener done ff02::fb'],
  ])('%s in a line', (name, expected) => {
    expect(fixture(name).layer('icmpv6')?.summary).toBe(expected);
  });
});
