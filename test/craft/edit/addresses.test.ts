import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipv6Text, parseIpv6 } from '../../../src/codec/address.js';
import { keyedBy } from '../../../src/commands/edit-keyed.js';
import { Anonymizer } from '../../../src/craft/edit/anonymize.js';
import { catalog } from '../../../src/protocols/common.js';
import { allFixtures } from '../../fixtures.js';
import { decoded, edited, editing, SYN, toHex, verdicts } from './editing.js';

const fixtures = allFixtures();
const MAPS = ['192.0.2.0/24=10.9.8.0/24', '2001:db8::/64=fd00:1:2:3::/64', '443=8443', '53=15353'];
const BACK = ['10.9.8.0/24=192.0.2.0/24', 'fd00:1:2:3::/64=2001:db8::/64', '8443=443', '15353=53'];

describe('--map', () => {
  it('there and back gives what it was', async () => {
    const there = await editing({ map: MAPS });
    const back = await editing({ map: BACK });
    let changed = 0;
    for (const { bytes, linktype, file, name } of fixtures) {
      const mapped = there.slowly(bytes, linktype);
      const again = back.slowly(mapped.bytes, linktype);
      // A port is a hint at what follows: what it hid is not mapped on the way back.
      const same = decoded(mapped.bytes, linktype).layers.length;
      if (same !== decoded(bytes, linktype).layers.length) continue;
      expect(toHex(again.bytes), `${file} ${name}`).toBe(toHex(bytes));
      if (mapped.changes.length > 0) changed++;
    }
    expect(changed).toBeGreaterThan(100);
  });

  it('is the same in place, and leaves sums as they were', async () => {
    const { slowly, quickly } = await editing({ map: MAPS });
    let quick = 0;
    for (const { bytes, linktype, file, name } of fixtures) {
      const one = quickly(bytes, linktype);
      const slow = slowly(bytes, linktype);
      if (one.done !== undefined) {
        quick++;
        expect(toHex(one.bytes), `${file} ${name}`).toBe(toHex(slow.bytes));
      }
    }
    expect(quick).toBeGreaterThan(100);
  });

  it('maps one side alone, any prefix, ranges of ports, by the first that fits', async () => {
    const field = async (map: string[], layer: string, key: string) =>
      decoded((await edited(SYN, 1, { map })).bytes, 1).layer(layer)?.fields[key];
    expect(await field(['src:0.0.0.0/1=0.0.0.0/1', '192.0.0.0/3=32.0.0.0/3'], 'ip', 'src')).toBe(
      '32.0.2.1',
    );
    expect(await field(['src:443=1'], 'tcp', 'dstport')).toBe(443);
    expect(await field(['dst:400-500=1400-1500'], 'tcp', 'dstport')).toBe(1443);
    expect(await field(['10.0.0.0/8=192.168.0.0/8', '192.0.2.1=10.1.1.1'], 'ip', 'src')).toBe(
      '10.1.1.1',
    );
    expect(await field(['02:00:00:00:00:01=02:aa:00:00:00:01'], 'eth', 'src')).toBe(
      '02:aa:00:00:00:01',
    );
  });

  it('goes into what errors quote, and into ARP', async () => {
    const { slowly } = await editing({ map: ['192.0.2.0/24=10.9.8.0/24'] });
    const all = fixtures.flatMap(({ bytes, linktype }) => slowly(bytes, linktype).changes);
    const names = new Set(all.map(({ name }) => name));
    for (const name of ['ip.src#2', 'arp.src.proto_ipv4', 'arp.dst.proto_ipv4', 'ip.checksum#2']) {
      expect(names).toContain(name);
    }
  });

  it.each([
    ['10.0.0.0/8=192.168.0.0/16', 'not the same size'],
    ['80=10.0.0.1', 'a port cannot become an address (ipv4)'],
    ['nonsense', 'from=to is needed'],
    ['70000=1', "'70000' is no port"],
    ['1-100=65500', 'there are no ports beyond 65535'],
    ['10.0.0.0/33=10.0.0.0/33', 'behind / stand 0 to 32'],
  ])('refuses %s', async (map, message) => {
    await expect(edited(SYN, 1, { map: [map] })).rejects.toThrow(message);
  });
});

/** Bits that two addresses have in common at their start. */
function common(one: Uint8Array, other: Uint8Array): number {
  for (let i = 0; i < one.length; i++) {
    const differs = (one[i] as number) ^ (other[i] as number);
    if (differs) return i * 8 + Math.clz32(differs) - 24;
  }
  return one.length * 8;
}

/** What becomes of an address, as the fields of a protocol are written. */
function anonymous(seed: string) {
  const anonymizer = new Anonymizer(keyedBy(seed));
  return (protocol: string, address: Uint8Array): Uint8Array => {
    const [edit] = anonymizer.heads(catalog.named(protocol));
    if (!edit) throw new Error('no address');
    const bytes = new Uint8Array(64);
    bytes.set(address, edit.cell.bit >> 3);
    edit.write(bytes, 0, edit.cell);
    return bytes.slice(edit.cell.bit >> 3, (edit.cell.bit >> 3) + address.length);
  };
}

const of = (size: number) => fc.uint8Array({ minLength: size, maxLength: size });

describe('--anonymize', () => {
  it.each([
    ['ip', 4],
    ['ipv6', 16],
  ])('of %s: two that begin alike begin alike for as many bits, and no more', (protocol, size) => {
    const write = anonymous('a seed');
    fc.assert(
      fc.property(of(size), of(size), fc.nat(size * 8), (one, other, bits) => {
        // The same for so many bits, as random addresses hardly are.
        const near = one.map((byte, i) => {
          const own = Math.min(8, Math.max(0, bits - i * 8));
          const mask = (0xff00 >> own) & 0xff;
          return (byte & mask) | ((other[i] as number) & ~mask & 0xff);
        });
        const special = [one, near].some((a) => size === 16 && (a[0] === 0 || a[0] === 255));
        if (special) return;
        expect(common(write(protocol, one), write(protocol, near))).toBe(common(one, near));
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps what is special as special as it is', () => {
    const write = anonymous('x');
    const v4 = (text: string): Uint8Array => Uint8Array.from(text.split('.').map(Number));
    for (const same of ['127.0.0.1', '0.0.0.0', '255.255.255.255', '224.0.0.251']) {
      expect(write('ip', v4(same)).join('.')).toBe(same);
    }
    fc.assert(
      fc.property(of(4), (address) => {
        const became = write('ip', address);
        for (const [prefix, bits] of [
          ['10.0.0.0', 8],
          ['192.168.0.0', 16],
          ['172.16.0.0', 12],
          ['169.254.0.0', 16],
          ['198.51.100.0', 24],
          ['224.0.0.0', 4],
        ] as const) {
          const was = common(address, v4(prefix)) >= bits;
          expect(common(became, v4(prefix)) >= bits).toBe(was);
        }
      }),
      { numRuns: 3000 },
    );
    for (const [address, kept] of [
      ['fe80::1', 64],
      ['2001:db8::1', 32],
      ['fd12:3456::1', 8],
    ] as const) {
      const bytes = parseIpv6(address) as Uint8Array;
      expect(common(write('ipv6', bytes), bytes)).toBeGreaterThanOrEqual(kept);
    }
    const mapped = write('ipv6', parseIpv6('::ffff:10.1.2.3') as Uint8Array);
    expect(mapped.subarray(12).join('.')).toBe(write('ip', v4('10.1.2.3')).join('.'));
  });

  it('keeps groups of hardware addresses, and frame and group of a node together', () => {
    const write = anonymous('x');
    const mac = Uint8Array.of(0x33, 0x33, 0xff, 1, 2, 3);
    const group = parseIpv6('ff02::1:ff01:203') as Uint8Array;
    expect(toHex(write('eth', mac).slice(3))).toBe(toHex(write('ipv6', group).slice(13)));
    expect(ipv6Text(write('ipv6', group), 0)).toMatch(/^ff02::1:ff/);
    fc.assert(
      fc.property(of(6), (address) => {
        const became = write('eth', address);
        expect((became[0] as number) & 3).toBe((address[0] as number) & 3);
        if ((address[0] as number) & 1 && toHex(address).slice(0, 6) !== '3333ff') {
          expect(toHex(became)).toBe(toHex(address));
        }
      }),
    );
  });

  it('is the same for the same seed, another for another, and nothing without one', async () => {
    const one = await edited(SYN, 1, { anonymize: true, seed: 'a' });
    const same = await edited(SYN, 1, { anonymize: true, seed: 'a' });
    const other = await edited(SYN, 1, { anonymize: true, seed: 'b' });
    expect(toHex(one.bytes)).toBe(toHex(same.bytes));
    expect(toHex(one.bytes)).not.toBe(toHex(other.bytes));
    await expect(edited(SYN, 1, { anonymize: true })).rejects.toThrow('a seed is needed');
  });

  it('leaves no address of the fixtures, embedded ones too, and sums as they were', async () => {
    const { slowly, quickly } = await editing({ anonymize: true, seed: 's', maskPayload: false });
    let quick = 0;
    for (const { bytes, linktype, file, name } of fixtures) {
      const { bytes: after } = slowly(bytes, linktype);
      const before = decoded(bytes, linktype);
      const packet = decoded(after, linktype);
      if (before.layers.length !== packet.layers.length) continue;
      const routed = before.layers.some(({ protocol }) => protocol.plan.reroutes);
      if (!routed) expect(verdicts(packet), `${file} ${name}`).toEqual(verdicts(before));
      const one = quickly(bytes, linktype);
      if (one.done === undefined) continue;
      quick++;
      expect(toHex(one.bytes), `${file} ${name}`).toBe(toHex(after));
    }
    expect(quick).toBeGreaterThan(100);
  });

  it('masks what is said, on request', async () => {
    const { slowly } = await editing({ maskPayload: true });
    for (const { bytes, linktype } of fixtures) {
      const { bytes: after } = slowly(bytes, linktype);
      expect(after).toHaveLength(bytes.length);
      for (const layer of decoded(bytes, linktype).layers) {
        if (layer.protocol.plan.ends !== 'port') continue;
        expect(after.slice(layer.body, layer.stop).every((byte) => byte === 0)).toBe(true);
        break;
      }
    }
  });
});
