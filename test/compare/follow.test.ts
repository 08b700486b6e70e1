import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode, type PacketJson } from '../../src/index.js';
import {
  comparisonOf,
  editedPairs,
  fixtures,
  nameOf,
  opened,
  packetOf,
  SYN,
  toldOf,
} from './packets.js';

/** The packet with fields of a layer edited, and all that depends on them computed anew. */
function resealed(hex: string, layer: string, fields: object): string {
  const json = JSON.parse(JSON.stringify(packetOf(hex))) as PacketJson;
  const found = json.layers.find(({ protocol }) => protocol === layer);
  Object.assign(found?.fields ?? {}, fields);
  return Buffer.from(encode(json, { fix: true })).toString('hex');
}

const toldFor = (hex: string, ...ignore: readonly string[]): string[] =>
  toldOf(comparisonOf(packetOf(SYN), packetOf(hex), ...ignore));

describe('what follows', () => {
  it('from a time to live is one checksum', () => {
    expect(toldFor(resealed(SYN, 'ip', { ttl: 63 }))).toEqual([
      'ip.ttl 64 → 63',
      'ip.checksum 0xa2b7 → 0xa3b7 from ip.ttl',
    ]);
  });

  it('from any time to live is one checksum', () => {
    const known = fixtures.filter(({ file, linktype }) => file === 'tcp' && linktype === 228);
    expect(known.length).toBeGreaterThan(0);
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.nat({ max: 255 }), (fixture, ttl) => {
        const look = { linktype: fixture.linktype };
        const a = decode(encode(decode(fixture.bytes, look), { fix: true }), look);
        const json = JSON.parse(JSON.stringify(a)) as PacketJson;
        const [ip] = json.layers;
        fc.pre(ip?.protocol === 'ip' && ip.raw === undefined && ip.fields.ttl !== ttl);
        Object.assign(ip.fields, { ttl, checksum: undefined });
        const b = decode(encode(JSON.parse(JSON.stringify(json))), look);
        const told = comparisonOf(a, b).told.map(({ change, causes }) => [
          nameOf(change),
          causes.map((cause) => nameOf(cause.change)),
        ]);
        expect(told).toEqual([
          ['ip.ttl', []],
          ['ip.checksum', ['ip.ttl']],
        ]);
      }),
    );
  });

  it('from several is told of each', () => {
    expect(toldFor(resealed(SYN, 'ip', { ttl: 63, src: '192.0.2.9' }))).toEqual([
      'ip.ttl 64 → 63',
      'ip.checksum 0xa2b7 → 0xa3af from ip.ttl, ip.src',
      'ip.src 192.0.2.1 → 192.0.2.9',
      'tcp.checksum 0x9311 → 0x9309 from ip.src',
    ]);
  });

  it('from an option are lengths and checksums', () => {
    const options = [{ name: 'mss', mss_val: 1460 }];
    const told = toldFor(resealed(SYN, 'tcp', { options }));
    expect(told.filter((one) => one.includes(' from ')).map((one) => one.split(' ')[0])).toEqual([
      'ip.len',
      'ip.checksum',
      'tcp.hdr_len',
      'tcp.checksum',
    ]);
  });

  it('from a layer is the number that announces it', () => {
    const tagged = `${SYN.slice(0, 24)}81000064${SYN.slice(24)}`;
    expect(toldFor(tagged)).toEqual(['eth.type 0x0800 → 0x8100 from vlan in B', 'vlan in B']);
  });

  it('is nothing, where it is wrong', () => {
    expect(toldFor(SYN.replace('4006a2b7', '3f06a2b8'))).toEqual([
      'ip.ttl 64 → 63',
      'ip.checksum 0xa2b7 → 0xa2b8',
    ]);
  });

  it('is nothing, where a length lies', () => {
    const lie = SYN.replace('4500003c', '4500003d').replace('a2b7', 'a2b6');
    expect(toldFor(lie)).toEqual(['ip.len 60 → 61', 'ip.checksum 0xa2b7 → 0xa2b6 from ip.len']);
  });

  it('is a port from nothing: what it carries follows from it', () => {
    expect(toldFor(resealed(SYN, 'tcp', { dstport: 53 }))).toEqual([
      'tcp.dstport 443 → 53',
      expect.stringMatching(/^tcp\.checksum .* from tcp\.dstport$/),
    ]);
  });

  it('never is its own cause, and causes never follow', () => {
    fc.assert(
      fc.property(editedPairs, (pair) => {
        const [a, b] = opened(pair);
        for (const { causes } of comparisonOf(a, b).told) {
          expect(causes.every((cause) => cause.causes.length === 0)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
