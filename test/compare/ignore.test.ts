import { describe, expect, it } from 'vitest';
import { Ignore, ignoreFrom, PRESETS } from '../../src/compare/ignore.js';
import { catalog } from '../../src/protocols/index.js';
import { comparisonOf, packetOf, SYN, toldOf } from './packets.js';

describe('fields that are ignored', () => {
  it.each([
    ['ip.ttl', 'ip.ttl', true],
    ['ip.ttl', 'ipv6.hlim', false],
    ['ip', 'ip.ttl', true],
    ['ip', 'ipv6.hlim', false],
    ['ip.flags', 'ip.flags.df', true],
    ['checksum', 'tcp.checksum', true],
    ['checksum', 'ip.checksum', true],
    ['checksum', 'udp.checksum_coverage', false],
    ['tcp.options.timestamp', 'tcp.options.timestamp.tsval', true],
    ['tcp.options.timestamp', 'tcp.options.mss_val', false],
    ['volatile', 'ip.id', true],
    ['volatile', 'ip.src', false],
    ['hops', 'eth.src', true],
    ['nat', 'tcp.srcport', true],
  ])('%s: %s %s', (term, name, expected) => {
    expect(ignoreFrom([term], catalog).covers(name)).toBe(expected);
  });

  it('are told apart by commas', () => {
    const ignore = ignoreFrom(['ip.id, ip.ttl', 'dns'], catalog);
    expect(['ip.id', 'ip.ttl', 'dns.id', 'ip.src'].map((one) => ignore.covers(one))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('exist, in presets too', () => {
    for (const [preset, names] of Object.entries(PRESETS)) {
      expect(() => ignoreFrom(names, catalog)).not.toThrow();
      expect(() => ignoreFrom([preset], catalog)).not.toThrow();
      expect(catalog.has(preset)).toBe(false);
    }
  });

  it.each([
    ['ip.tll', "no field is called 'ip.tll'; did you mean 'ip.ttl'?"],
    ['chekcsum', "no field is called 'chekcsum'; did you mean 'checksum'?"],
    ['volatil', "no field is called 'volatil'; did you mean 'volatile'?"],
    ['hasOwnProperty', "no field is called 'hasOwnProperty'"],
    ['\u001b[2J', "no field is called '\u001b[2J'"],
  ])('%s is refused', (term, text) => {
    expect(() => ignoreFrom([term], catalog)).toThrow(text);
  });

  it('are none at first', () => {
    expect(new Ignore().empty).toBe(true);
    expect(new Ignore().covers('ip.ttl')).toBe(false);
  });

  const routed = SYN.replace('40004006a2b7', '40003f06a3b7');

  it('take along what follows from them alone', () => {
    const comparison = comparisonOf(packetOf(SYN), packetOf(routed), 'ip.ttl');
    expect(comparison.same).toBe(true);
    expect(toldOf(comparison)).toEqual([
      '~ ip.ttl 64 → 63',
      '~ ip.checksum 0xa2b7 → 0xa3b7 from ip.ttl',
    ]);
  });

  it('do not take along a checksum that is wrong', () => {
    const wrong = routed.replace('a3b7', 'a3b8');
    const comparison = comparisonOf(packetOf(SYN), packetOf(wrong), 'ip.ttl');
    expect(comparison.same).toBe(false);
    expect(toldOf(comparison)).toEqual(['~ ip.ttl 64 → 63', 'ip.checksum 0xa2b7 → 0xa3b8']);
  });

  it('do not take along what follows from others too', () => {
    // Another TTL and another DSCP, and the sum of both.
    const both = routed.replace('4500003c', '4510003c').replace('a3b7', 'a3a7');
    const comparison = comparisonOf(packetOf(SYN), packetOf(both), 'ip.ttl');
    expect(toldOf(comparison).filter((one) => one.startsWith('ip.checksum'))).toEqual([
      'ip.checksum 0xa2b7 → 0xa3a7 from ip.dsfield.dscp, ip.ttl',
    ]);
    expect(comparison.same).toBe(false);
  });

  it('may be an option that only one has', () => {
    const bare = SYN.replace(
      '0402080a000000010000000001030307',
      '0402010101010101010101010103'.padEnd(32, '0'),
    );
    const comparison = comparisonOf(packetOf(SYN), packetOf(bare), 'tcp.options', 'tcp.checksum');
    expect(comparison.same).toBe(true);
  });
});
