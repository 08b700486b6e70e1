import { describe, expect, it } from 'vitest';
import { build, decode } from '../../../src/index.js';
import { dns } from '../../../src/protocols/application/dns.js';
import type { ednsOptions } from '../../../src/protocols/application/edns.js';

type Written<W> = W extends (w: never, value: infer In, ...rest: never[]) => void
  ? NonNullable<In> extends readonly (infer One)[]
    ? One
    : never
  : never;
type Option = Written<NonNullable<typeof ednsOptions.write>>;

/** Header, root, type, size, code, version, flags and length. */
const BODY = 12 + 11;
const bytesOf = (options: readonly Option[]) =>
  build(dns.with({ additionals: [{ name: '.', type: 'OPT', options }] }));
const read = (hex: string) => {
  const bytes = bytesOf([{ code: 65001, data: hex.slice(8) }]);
  bytes.set(Buffer.from(hex.slice(0, 8), 'hex'), BODY);
  return decode(bytes, { from: 'dns' }).layers[0]?.fields.additionals[0].options;
};

const forms: readonly [Option, string][] = [
  [
    { name: 'llq', llq: { version: 1, opcode: 2, error: 3, id: 4, lease: 5 } },
    '00010012000100020003000000000000000400000005',
  ],
  [{ name: 'update_lease', lease: 3600 }, '0002000400000e10'],
  [{ name: 'update_lease', lease: 1, key_lease: 2 }, '000200080000000100000002'],
  [{ name: 'nsid' }, '00030000'],
  [{ name: 'nsid', nsid: '6e7331' }, '000300036e7331'],
  [{ name: 'dau', algorithms: [8, 13] }, '00050002080d'],
  [{ name: 'dhu', algorithms: [1] }, '0006000101'],
  [{ name: 'n3u', algorithms: [1] }, '0007000101'],
  [
    { name: 'client_subnet', client: { family: 1, netmask: 24, scope: 0 }, addr4: '192.0.2.0' },
    '0008000700011800c00002',
  ],
  [
    { name: 'client_subnet', client: { family: 1, netmask: 25, scope: 0 }, addr4: '192.0.2.128' },
    '0008000800011900c0000280',
  ],
  [
    { name: 'client_subnet', client: { family: 2, netmask: 33, scope: 1 }, addr6: '2001:db8::' },
    '000800090002210120010db800',
  ],
  [{ name: 'client_subnet', client: { family: 1, netmask: 0, scope: 0 } }, '0008000400010000'],
  [
    { name: 'client_subnet', client: { family: 7, netmask: 8, scope: 0 }, addr: 'abcd' },
    '0008000600070800abcd',
  ],
  [{ name: 'expire' }, '00090000'],
  [{ name: 'expire', expire: 3600 }, '0009000400000e10'],
  [{ name: 'cookie', cookie: { client: '0102030405060708' } }, '000a00080102030405060708'],
  [
    { name: 'cookie', cookie: { client: '0102030405060708', server: 'abcdef' } },
    '000a000b0102030405060708abcdef',
  ],
  [{ name: 'keepalive' }, '000b0000'],
  [{ name: 'keepalive', edns_tcp_keepalive: { timeout: 100 } }, '000b00020064'],
  [{ name: 'padding', padding: '0000' }, '000c00020000'],
  [{ name: 'chain', chain: { fqdn: 'org' } }, '000d0005036f726700'],
  [{ name: 'key_tag', key_tags: [20326] }, '000e00024f66'],
  [{ name: 'extended_error', ext_error: { info_code: 18 } }, '000f00020012'],
  [{ name: 'extended_error', ext_error: { info_code: 18, extra_text: 'no' } }, '000f000400126e6f'],
  [{ name: 'report_channel', agent: 'a.example' }, '0012000b0161076578616d706c6500'],
  [{ name: 'zone_version' }, '00130000'],
  [
    { name: 'zone_version', labels: 2, version_type: 0, zone_version: '00000007' },
    '00130006020000000007',
  ],
];

describe('options', () => {
  it.each(forms)('%o is written as %s', (option, hex) => {
    expect(Buffer.from(bytesOf([option]).subarray(BODY)).toString('hex')).toBe(hex);
  });

  it.each(forms)('%o is read from %s', (option, hex) => {
    expect(read(hex)).toEqual([{ code: Number.parseInt(hex.slice(0, 4), 16), ...option }]);
  });

  it.each([
    ['an unknown one', 'fde90002abcd', { code: 65001, data: 'abcd' }],
    ['a named one without a form', '00040002abcd', { name: 'owner', data: 'abcd' }],
    ['a cookie of 5 bytes', '000a00050102030405', { name: 'cookie', data: '0102030405' }],
    ['a subnet of too few bytes', '0008000600011800c000', { data: '00011800c000' }],
    ['a subnet of too many bytes', '0008000800010800c0000201', { data: '00010800c0000201' }],
    ['an absurd prefix', `000800240001ff00${'00'.repeat(32)}`, { name: 'client_subnet' }],
    ['a text that is no text', '000f00030000ff', { ext_error: { extra_text_hex: 'ff' } }],
    ['a length beyond the record', 'fde90009abcd', { raw: 'fde90009abcd' }],
  ])('%s is kept', (_, hex, expected) => {
    expect(read(hex)).toMatchObject([expected]);
  });

  it.each([
    ['000300036e7331', 'nsid', 'ns1'],
    ['0003000200ff', 'nsid', undefined],
    ['000b00020064', 'edns_tcp_keepalive.timeout', '10 s'],
    ['000f00020006', 'ext_error.info_code', 'DNSSEC bogus'],
  ])('%s: %s means %s', (hex, name, meaning) => {
    const bytes = bytesOf([{ code: 65001, data: hex.slice(8) }]);
    bytes.set(Buffer.from(hex.slice(0, 8), 'hex'), BODY);
    const [layer] = decode(bytes, { from: 'dns' }).layers;
    const found = layer?.annotations.find((one) => one.name.endsWith(`options.0.${name}`));
    expect(found?.meaning).toBe(meaning);
  });

  it('refuses a subnet with bits behind its prefix', () => {
    const client = { family: 1, netmask: 8, scope: 0 };
    expect(() => bytesOf([{ name: 'client_subnet', client, addr4: '192.0.2.0' }])).toThrow(
      /behind the first 8/,
    );
  });
});
