import { describe, expect, it } from 'vitest';
import { build, decode, type LayerGiven } from '../../../src/index.js';
import { data } from '../../../src/protocols/data.js';
import { gre } from '../../../src/protocols/internet/gre.js';
import { ip } from '../../../src/protocols/internet/ip.js';
import { ipv6 } from '../../../src/protocols/internet/ipv6.js';
import { eth } from '../../../src/protocols/link/eth.js';

type Given = NonNullable<Parameters<typeof gre.with>[0]>;

const around = ip.with({ src: '192.0.2.1', dst: '198.51.100.2' });
const bytes = data.with({ data: '0102' });
const head = (fields: Given, ...layers: readonly LayerGiven[]) =>
  Buffer.from(build(gre.with(fields), ...layers)).toString('hex');
const packet = (fields: Given, ...layers: readonly LayerGiven[]) =>
  decode(build(around, gre.with(fields), ...layers), { linktype: 228 });

describe('which fields follow', () => {
  it.each<[string, Given, string]>([
    ['none', { proto: 0x88b5 }, '000088b5'],
    ['a key', { proto: 0x88b5, key: 7 }, '200088b500000007'],
    ['a sequence number', { proto: 0x88b5, sequence_number: 7 }, '100088b500000007'],
    ['a checksum that is given', { proto: 0x88b5, checksum: 0x1234 }, '800088b512340000'],
    ['a checksum that is asked for', { proto: 0x88b5, flags: ['checksum'] }, '800088b5f7490000'],
    ['a key that is asked for', { proto: 0x88b5, flags: ['key'] }, '200088b500000000'],
    [
      'all, in this order',
      { proto: 0x88b5, sequence_number: 2, key: 1, checksum: 3 },
      'b00088b5000300000000000100000002',
    ],
    [
      'routes, with an unused checksum before them',
      { proto: 0x88b5, routing: [{ address_family: 2048, information: '01020304' }, {}] },
      '400088b5000000000800000401020304' + '00000000',
    ],
    [
      'a flag that is taken back',
      { proto: 0x88b5, key: 1, flags: { key: false } },
      '000088b500000001',
    ],
  ])('%s', (_, fields, hex) => {
    expect(head(fields)).toBe(hex);
  });

  it.each<[string, Given, object]>([
    ['version 0', { key: 7, sequence_number: 8 }, { key: 7, sequence_number: 8 }],
    [
      'version 1',
      { flags: { version: 1 }, call_id: 7, sequence_number: 8, ack_number: 9 },
      { payload_length: 2, call_id: 7, sequence_number: 8, ack_number: 9 },
    ],
  ])('%s is read as it was written', (_, fields, expected) => {
    const { layers } = packet({ proto: 0x88b5, ...fields }, bytes);
    expect(layers[1]?.fields).toMatchObject(expected);
    expect(layers.map((l) => l.protocol.name)).toEqual(['ip', 'gre', 'data']);
  });

  it('reads routes up to the empty one', () => {
    const routing = [{ address_family: 2048, sre_offset: 4, information: '01020304' }, {}];
    const { layers } = packet({ proto: 0x88b5, routing }, bytes);
    expect(layers[1]?.fields.routing).toEqual([
      { address_family: 2048, sre_offset: 4, src_length: 4, information: '01020304' },
      { address_family: 0, sre_offset: 0, src_length: 0 },
    ]);
    expect(layers[2]?.fields.data).toBe('0102');
  });
});

describe('what is inside', () => {
  it.each<[string, LayerGiven, number]>([
    ['IPv4', ip.with(), 0x0800],
    ['IPv6', ipv6.with(), 0x86dd],
    ['Ethernet', eth.with({ type: 0x88b5 }), 0x6558],
  ])('%s', (_, inner, proto) => {
    const { layers } = packet({}, inner);
    expect(layers[1]?.fields.proto).toBe(proto);
    expect(layers[2]?.protocol).toBe(inner.protocol);
  });

  it('ends where version 1 says', () => {
    const fields: Given = { flags: { version: 1 }, call_id: 1, payload_length: 2, proto: 0x88b5 };
    const { layers } = packet(fields, data.with({ data: '01020304' }));
    expect(layers.map((l) => [l.protocol.name, l.length])).toEqual([
      ['ip', 20],
      ['gre', 8],
      ['data', 2],
      ['data', 2],
    ]);
  });
});

describe('the checksum', () => {
  const status = (fields: Given) => packet({ proto: 0x88b5, ...fields }, bytes).layers[1]?.fields;

  it.each<[string, Given, string | undefined]>([
    ['made', { flags: ['checksum'] }, 'good'],
    ['wrong', { checksum: 1 }, 'bad'],
    ['not there', { key: 1 }, undefined],
    ['there only for the routes', { routing: [{}] }, 'absent'],
  ])('%s', (_, fields, verdict) => {
    expect(status(fields)?.checksum_status).toBe(verdict);
  });

  it('covers header and payload', () => {
    const whole = build(around, gre.with({ flags: ['checksum'], proto: 0x88b5 }), bytes);
    for (const at of [23, whole.length - 1]) {
      const changed = Uint8Array.from(whole, (byte, i) => (i === at ? byte ^ 1 : byte));
      const [, layer] = decode(changed, { linktype: 228 }).layers;
      expect(layer?.fields.checksum_status).toBe('bad');
    }
  });
});

describe('notes', () => {
  it.each<[string, Given, RegExp]>([
    ['another version', { flags: { version: 3 } }, /version 3/],
    ['version 1 around something else', { flags: { version: 1 }, call_id: 1 }, /PPP only/],
    ['reserved bits', { flags: { reserved: 1 } }, /reserved bits/],
    ['an acknowledgment in version 0', { flags: ['ack'] }, /reserved bits/],
    ['source routes', { routing: [{}] }, /source routes/],
  ])('%s', (_, fields, text) => {
    const { layers } = packet({ proto: 0x88b5, ...fields }, bytes);
    expect(layers[1]?.notes.map((note) => note.text)).toEqual([expect.stringMatching(text)]);
  });
});
