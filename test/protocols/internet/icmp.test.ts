import { describe, expect, it } from 'vitest';
import { build, decode, encode, FieldError, type Packet } from '../../../src/index.js';
import { icmp } from '../../../src/protocols/internet/icmp.js';
import { ip } from '../../../src/protocols/internet/ip.js';
import { udp } from '../../../src/protocols/transport/udp.js';
import { fixturesOf } from '../../fixtures.js';

type Given = NonNullable<Parameters<typeof icmp.with>[0]>;

const outer = ip.with({ src: '192.0.2.1', dst: '198.51.100.2' });
const quoted = ip.with({ src: '198.51.100.2', dst: '203.0.113.3', ttl: 2 });
const hex = (fields: Given) => Buffer.from(build(icmp.with(fields))).toString('hex');
const read = (bytes: Uint8Array) => decode(bytes, { linktype: 228 });
const message = (packet: Packet) => packet.layer('icmp')?.fields;

const fixtures = new Map(fixturesOf('icmp').map(({ name, bytes }) => [name, bytes]));
const fixture = (name: string): Packet => read(fixtures.get(name) as Uint8Array);
const texts = (packet: Packet) =>
  packet.notes
    .filter(({ layer }) => packet.layers[layer]?.protocol === icmp)
    .map(({ severity, text }) => `${severity}: ${text}`);

describe('messages built', () => {
  it.each<[string, Given, string]>([
    ['an echo request by default', {}, '0800f7ff00000000'],
    ['an echo reply', { type: 'pong', ident: 0x1234, seq: 7 }, '0000edc412340007'],
    ['a redirect', { type: 'redirect', code: 1, redir_gw: '192.0.2.1' }, '050138fdc0000201'],
    ['an MTU', { type: 'unreachable', code: 4, mtu: 1400 }, '0304f78300000578'],
    ['no MTU with another code', { type: 'unreachable', code: 3 }, '0303fcfc00000000'],
    [
      'routers, counted, with signed preferences',
      { type: 'router_advert', addrs: [{ router_address: '192.0.2.1', pref_level: -2 }] },
      '09002cf501020708c0000201fffffffe',
    ],
    [
      'entries of another size',
      { type: 9, num_addrs: 1, addr_entry_size: 1, lifetime: 0, entries: '01020304' },
      '0900f1f80101000001020304',
    ],
    [
      'an agent of Mobile IP',
      { type: 9, mip: [{ name: 'agent', life: 65535, flags: ['h'], coa: ['192.0.2.1'] }] },
      '0900fde900020708100a0000ffff2000c0000201',
    ],
    ['a state', { type: 43, rsp: { state: 'reachable', active: true } }, '2b00d4bb00000044'],
    ['an unknown type', { type: 253, code: 1 }, 'fd0102fe'],
  ])('%s', (_, fields, expected) => {
    expect(hex(fields)).toBe(expected);
  });

  it.each<[string, Given]>([
    ['fields of another type', { type: 'echo_request', redir_gw: '192.0.2.1' }],
    ['an MTU with another code', { type: 3, code: 1, mtu: 1400 }],
    ['a preference of more than 32 bits', { type: 9, addrs: [{ pref_level: 2 ** 31 }] }],
  ])('%s are refused', (_, fields) => {
    expect(() => hex(fields)).toThrow(FieldError);
  });
});

describe('the datagram in an error', () => {
  it('is dissected, and its own checksums are judged where it is whole', () => {
    const packet = fixture('ttl-exceeded');
    expect(packet.layers.map(({ protocol }) => protocol.name)).toEqual([
      'ip',
      'icmp',
      'ip',
      'udp',
      'data',
    ]);
    expect(packet.layers[2]?.fields).toMatchObject({ ttl: 1, checksum_status: 'good' });
    expect(packet.layers[3]?.fields.checksum_status).toBe('good');
  });

  it('may be cut without a complaint louder than a note', () => {
    const { notes, layers } = fixture('port-unreachable-cut-tcp');
    expect(layers[3]?.fields).toMatchObject({ srcport: 40000, dstport: 443, seq: 77 });
    expect(new Set(notes.map(({ severity }) => severity))).toEqual(new Set(['note']));
  });

  it('is no IPv4 where RFC 1475 says so', () => {
    expect(fixture('conversion-error').layers[2]?.protocol).toBe(ip);
    expect(fixture('conversion-error-ipv7').layers[2]?.protocol.name).toBe('data');
  });
});

describe('an extension of RFC 4884', () => {
  const stack = [{ label: 16, s: true, ttl: 1 }];
  const error = (fields: Given): Uint8Array =>
    build(outer, icmp.with({ type: 'time_exceeded', ...fields }), quoted, udp.with({}));
  const padding = '00'.repeat(100);

  it.each<[string, string[], object]>([
    ['mpls', ['padding', 'ext'], { version: 2, checksum_status: 'good' }],
    ['long-quote', ['ext'], { checksum_status: 'good' }],
    ['before-rfc4884', ['ext'], { checksum_status: 'good' }],
    ['no-sum', ['padding', 'ext'], { checksum: 0, checksum_status: 'absent' }],
    ['bad-extension', ['padding', 'ext'], { checksum_status: 'bad', checksum_expected: 50158 }],
    [
      'unknown-object',
      ['padding', 'ext'],
      { objects: [{ ctype: 1, data: '0001020304050607' }, { data: '01000102' }] },
    ],
  ])('%s is found behind the datagram', (name, keys, ext) => {
    const fields = message(fixture(`ttl-exceeded-${name}`));
    expect(Object.keys(fields ?? {}).slice(7)).toEqual(keys);
    expect(fields?.ext).toMatchObject(ext);
  });

  it('is not looked for behind bytes that are none', () => {
    const bytes = Uint8Array.from(fixtures.get('ttl-exceeded-before-rfc4884') as Uint8Array);
    const last = bytes.length - 1;
    bytes[last] = (bytes[last] as number) + 1;
    const packet = read(bytes);
    expect(message(packet)).not.toHaveProperty('ext');
    expect(packet.layers.at(-1)?.end).toBe(bytes.length);
  });

  it('stays raw where its objects do not fill it', () => {
    const packet = fixture('ttl-exceeded-malformed-object');
    expect(message(packet)?.ext_raw).toMatch(/^2000.*030101$/);
    expect(texts(packet)).toEqual(['warning: the objects of the extension do not fill it']);
    expect(encode(JSON.parse(JSON.stringify(packet)))).toEqual(packet.bytes);
  });

  it('leaves the checksum alone where the length promises too much', () => {
    const packet = fixture('ttl-exceeded-length-too-great');
    expect(message(packet)).toMatchObject({ length: 255, checksum_status: 'good' });
    expect(packet.layers[3]?.fields.checksum_status).toBe('good');
  });

  it('has its lengths and its checksum computed, under that of the message', () => {
    const objects = [
      { class: 'mpls', stack } as const,
      { class: 2, ctype: ['name', 'mtu'], name: { name: 'ppp0' }, mtu: 1492 } as const,
    ];
    const packet = read(error({ length: 32, padding, ext: { objects } }));
    expect(message(packet)).toMatchObject({
      checksum_status: 'good',
      ext: {
        checksum_status: 'good',
        objects: [
          { length: 8, class: 1, ctype: 1, stack: [{ label: 16, exp: 0, s: true, ttl: 1 }] },
          { length: 16, class: 2, name: { length: 8, name: 'ppp0' }, mtu: 1492 },
        ],
      },
    });
  });

  it('keeps a checksum that was given, unless told to mend it', () => {
    const wrong = read(error({ length: 32, padding, ext: { checksum: 1 } }));
    expect(message(wrong)?.ext).toMatchObject({ checksum: 1, checksum_status: 'bad' });
    const mended = read(encode(wrong, { fix: true }));
    expect(message(mended)?.ext).toMatchObject({ checksum: 0xdfff, checksum_status: 'good' });
  });

  it.each([
    ['lo', '03016c6f0000'],
    ['eth0', '030165746830'],
    ['dummy', '030164756d6d79000000'],
  ])('fills the name %s up to 32 bits', (name, expected) => {
    const fields: Given = { type: 'ext_echo_request', ext: { objects: [{ class: 3, name }] } };
    expect(hex(fields).slice(28)).toBe(expected);
    const [layer] = decode(build(icmp.with(fields)), { from: 'icmp' }).layers;
    expect(layer?.fields.ext.objects[0].name).toBe(name);
  });
});

describe('what is odd about a message', () => {
  it.each([
    ['echo-request', []],
    ['ttl-exceeded', []],
    [
      'fragmentation-needed-no-mtu',
      ['note: the router does not tell the MTU: it is older than RFC 1191'],
    ],
    ['source-quench', ['note: deprecated: no host should send it any more']],
    ['ttl-exceeded-bad-extension', ['warning: the checksum of the extension is wrong']],
    ['ttl-exceeded-no-sum', ['warning: version 1 of the extension, not 2']],
    ['fragment-time-exceeded', ['warning: an error about a fragment other than the first']],
    ['error-about-an-error', ['warning: an error about an error']],
    ['error-about-multicast', ['warning: an error about a datagram to more than one host']],
    [
      'echo-without-sequence-number',
      ['error: Internet Control Message Protocol: 4 bytes are needed, 2 left'],
    ],
  ])('%s', (name, expected) => {
    expect(texts(fixture(name)).slice(0, expected.length || 1)).toEqual(expected);
  });

  it('an MTU smaller than any network has', () => {
    const bytes = build(outer, icmp.with({ type: 3, code: 4, mtu: 67 }), quoted);
    expect(texts(read(bytes))).toEqual(['warning: MTU 67: every network takes 68 bytes']);
  });
});

describe('what values say', () => {
  const meaning = (packet: Packet, name: string) =>
    packet.layer('icmp')?.annotations.find((one) => one.name === name)?.meaning;

  it.each([
    ['host-unreachable', 'code', 'Host unreachable'],
    ['redirect-host', 'code', 'Redirect for host'],
    ['fragment-time-exceeded', 'code', 'Fragment reassembly time exceeded'],
    ['echo-request', 'code', undefined],
    ['timestamp-reply', 'originate_timestamp', '10:00:00.000 UTC'],
    ['timestamp-reply', 'receive_timestamp', 'not standard'],
    ['timestamp-reply', 'transmit_timestamp', undefined],
    ['router-advertisement', 'addrs.1.pref_level', 'no default router'],
    ['extended-echo-reply', 'rsp.state', 'reachable'],
  ])('%s: %s', (name, field, expected) => {
    expect(meaning(fixture(name), field)).toBe(expected);
  });

  it.each([
    ['echo-request', 'Echo request 0x1234, 7'],
    ['host-unreachable', 'Destination unreachable: Host unreachable'],
    ['experiment', 'Experiment 1 (RFC 3692): code 1'],
  ])('%s in a line', (name, expected) => {
    expect(fixture(name).layer('icmp')?.summary).toBe(expected);
  });
});
