import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FieldError } from '../../src/codec/field.js';
import { needField } from '../../src/craft/fields.js';
import { randomOf, sweepFrom } from '../../src/craft/sweep.js';
import { catalog } from '../../src/protocols/index.js';

function sweep(full: string, text: string) {
  const at = full.indexOf('.');
  return sweepFrom(needField(catalog.named(full.slice(0, at)), full.slice(at + 1)), text);
}
const values = (full: string, text: string): unknown[] | undefined => {
  const found = sweep(full, text);
  return found && Array.from({ length: found.count }, (_, i) => found.at(i));
};
function refusal(full: string, text: string): string {
  try {
    sweep(full, text);
  } catch (error) {
    if (error instanceof FieldError) return error.reason;
    throw error;
  }
  return 'nothing';
}

describe('several values', () => {
  it.each([
    ['tcp.dstport', '1-3', [1, 2, 3]],
    ['tcp.dstport', '1..3', [1, 2, 3]],
    ['tcp.dstport', '0x10-0x12', [16, 17, 18]],
    ['tcp.dstport', '1-3,8080,5', [1, 2, 3, 8080, 5]],
    ['tcp.dstport', '1, 3', [1, 3]],
    ['tcp.dstport', 'http,https', [80, 443]],
    ['tcp.dstport', 'ftp..ssh', [21, 22]],
    ['tcp.dstport', '0..10:4', [0, 4, 8]],
    ['tcp.dstport', '0-10:5', [0, 5, 10]],
    ['tcp.dstport', '7-7', [7]],
    ['ip.ttl', '254..255', [254, 255]],
    ['ip.frag_offset', '0..24:8', [0, 8, 16, 24]],
    ['tcp.options.mss', '1,2', undefined],
    ['tcp.options.mss_val', '1..2', [1, 2]],
    ['ip.dst', '192.0.2.0/30', ['192.0.2.0', '192.0.2.1', '192.0.2.2', '192.0.2.3']],
    ['ip.dst', '192.0.2.3/31', ['192.0.2.2', '192.0.2.3']],
    ['ip.dst', '192.0.2.9/32', ['192.0.2.9']],
    ['ip.dst', '192.0.2.255-192.0.3.1', ['192.0.2.255', '192.0.3.0', '192.0.3.1']],
    ['ip.dst', '192.0.2.1-3', ['192.0.2.1', '192.0.2.2', '192.0.2.3']],
    ['ip.dst', '192.0.2.1..192.0.2.5:2', ['192.0.2.1', '192.0.2.3', '192.0.2.5']],
    ['ip.dst', '192.0.2.1,10.0.0.1', ['192.0.2.1', '10.0.0.1']],
    ['ipv6.dst', '2001:db8::/126', ['2001:db8::', '2001:db8::1', '2001:db8::2', '2001:db8::3']],
    ['ipv6.dst', '2001:db8::1-2001:db8::3', ['2001:db8::1', '2001:db8::2', '2001:db8::3']],
    ['ipv6.dst', '::ffff..::1:1', ['::ffff', '::1:0', '::1:1']],
    [
      'eth.src',
      '02:00:00:00:00:fe-02:00:00:00:01:00',
      ['02:00:00:00:00:fe', '02:00:00:00:00:ff', '02:00:00:00:01:00'],
    ],
    ['eth.src', '02-00-00-00-00-01-02-00-00-00-00-02', ['02:00:00:00:00:01', '02:00:00:00:00:02']],
    ['eth.src', '02:00:00:00:00:00/47', ['02:00:00:00:00:00', '02:00:00:00:00:01']],
    // One value each.
    ['tcp.dstport', '80', undefined],
    ['tcp.dstport', '-1', undefined],
    ['tcp.dstport', 'ftp-data', undefined],
    ['eth.src', '02-00-00-00-00-01', undefined],
    ['tcp.flags', 'SYN,ACK', undefined],
    ['dns.queries.name', 'a-b,c', undefined],
  ])('%s %s', (full, text, expected) => {
    expect(values(full, text)).toEqual(expected);
  });

  it.each([
    ['tcp.dstport', '9-1', "'9-1': the range ends before it starts"],
    ['tcp.dstport', '1..9:0', "'1..9:0': a step of 0 leads nowhere"],
    ['tcp.dstport', '65000-70000', '70000 does not fit 16 bits (0 to 65535)'],
    ['tcp.dstport', '80,65536', '65536 does not fit 16 bits (0 to 65535)'],
    ['tcp.dstport', '80,,90', 'no such name or number: ""'],
    ['tcp.dstport', '80,htps', 'no such name or number: "htps"; did you mean \'https\'?'],
    ['ip.frag_offset', '0-64', '1 does not fit 13 bits (0 to 65528, in steps of 8)'],
    ['ip.dst', '10.0.0.0/33', '/33: an address has 32 bits'],
    ['ip.dst', '10.0.0.1,x', '"x" is no address like 192.0.2.1'],
    ['ip.dst', '10.0.0.9-10.0.0.1', "'10.0.0.9-10.0.0.1': the range ends before it starts"],
  ])('%s %s is refused', (full, text, expected) => {
    expect(refusal(full, text)).toBe(expected);
  });

  it('are those of the list written out', () => {
    const stretch = fc.tuple(
      fc.integer({ min: 0, max: 65535 }),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 1, max: 9 }),
    );
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 2, maxLength: 5 }), (stretches) => {
        const naive: number[] = [];
        const pieces = stretches.map(([from, more, step]) => {
          const to = Math.min(65535, from + more);
          for (let n = from; n <= to; n += step) naive.push(n);
          return `${from}..${to}:${step}`;
        });
        expect(values('udp.dstport', pieces.join(','))).toEqual(naive);
      }),
    );
  });

  it('cost nothing until they are asked for', () => {
    expect(sweep('ip.dst', '0.0.0.0/0')?.count).toBe(2 ** 32);
    expect(sweep('ip.dst', '0.0.0.0/0')?.at(2 ** 32 - 1)).toBe('255.255.255.255');
    expect(sweep('ipv6.dst', '::/0')?.count).toBe(2 ** 128);
  });
});

describe('values at random', () => {
  const random = (full: string, seed: number) => {
    const at = full.indexOf('.');
    const { field } = needField(catalog.named(full.slice(0, at)), full.slice(at + 1));
    return field && randomOf(field, seed);
  };

  it('follow from the seed, each on its own', () => {
    const of = (seed: number) => Array.from({ length: 50 }, (_, i) => random('ip.id', seed)?.at(i));
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
    expect(new Set(of(1)).size).toBeGreaterThan(40);
  });

  it('fit their field, and reach all of it', () => {
    for (const name of ['ip.ttl', 'ip.frag_offset', 'ip.src', 'ipv6.src', 'eth.dst', 'tcp.seq']) {
      const [protocol = '', key = ''] = name.split('.');
      const { field } = needField(catalog.named(protocol), key);
      const union = new Uint8Array(16);
      for (let i = 0; i < 300; i++) {
        const bytes = new Uint8Array(16);
        field?.place?.(0).put(bytes, 0, random(name, 7)?.at(i));
        for (let k = 0; k < 16; k++) union[k] = (union[k] as number) | (bytes[k] as number);
      }
      const bits = [...union].reduce(
        (sum, byte) => sum + byte.toString(2).replaceAll('0', '').length,
        0,
      );
      expect([name, bits]).toEqual([name, field?.bits]);
    }
  });

  it('are of flags too, and of nothing that has no place', () => {
    const flags = Array.from({ length: 40 }, (_, i) => random('tcp.syn', 3)?.at(i));
    expect(new Set(flags)).toEqual(new Set([true, false]));
    expect(random('tcp.options', 1)).toBeUndefined();
    expect(random('tcp.flags', 1)).toBeUndefined();
  });
});
