import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/checksum/diagnose/diagnose.js';
import type { Diagnosis } from '../../src/checksum/diagnose/diagnosis.js';
import { sumsOf } from '../../src/checksum/sums.js';
import { build, decode, protocol } from '../../src/index.js';
import { allFixtures } from '../fixtures.js';
import { added, changed, messageOf, right, stored, word } from './diagnose-message.js';
import { anyPacket, random } from './diagnose-packets.js';

/** What is said of each wrong checksum, by its name. */
function said(packet: Uint8Array): Readonly<Record<string, readonly Diagnosis[]>> {
  const decoded = decode(packet);
  const wrong = sumsOf(decoded).filter(({ status }) => status === 'bad' || status === 'partial');
  return Object.fromEntries(wrong.map((sum) => [sum.name, diagnose(sum)]));
}

const eth = protocol('eth').with({ dst: '02:00:00:00:00:02', src: '02:00:00:00:00:01' });
const ipv4 = (src: string, dst: string) => protocol('ip').with({ src, dst });

describe('chance', () => {
  it('that a random error gets a name is small, and as large as is said', () => {
    const r = random(5);
    const total = { cases: 0, named: 0, expected: 0 };
    for (let i = 0; i < 1500; i++) {
      const m = messageOf(anyPacket(r), r(3) ? 'carried' : 'net');
      const value = 1 + r(0xfffe);
      if (!m || value === right(m)) continue;
      total.cases++;
      const found = Object.values(said(stored(m, value))).flat();
      const named = found.filter(({ weak }) => !weak);
      if (named.length) total.named++;
      for (const { tried, of } of named) expect(tried / of).toBeLessThan(0.03);
      expect(found.filter(({ weak }) => weak)).toHaveLength(1);
      expect(found.at(-1)?.weak).toBe(true);
    }
    const rate = total.named / total.cases;
    console.log(`random errors with a name: ${total.named} of ${total.cases}`);
    expect(rate).toBeLessThan(0.04);
    expect(rate).toBeGreaterThan(0);
  });

  it('is counted: those that were tried, of all that are wrong', () => {
    const m = messageOf(anyPacket(random(6), { network: 'ip' }), 'net');
    if (!m) throw new Error('no IPv4');
    const value = right(m);
    const [first] = Object.values(said(stored(m, ((value & 0xff) << 8) | (value >> 8)))).flat();
    expect(first).toMatchObject({ name: 'swapped', tried: 1, of: 65535, weak: false });
    expect(first?.chance).toBe('1 random error in 65,535 would look the same');
  });
});

describe('what the sum cannot see', () => {
  it('is two words swapped at an even distance', () => {
    const r = random(7);
    for (let i = 0; i < 50; i++) {
      const m = messageOf(anyPacket(r, { size: 40 }), 'carried');
      if (!m) continue;
      const here = m.body + r(10);
      const there = here + 2 + 2 * r(10);
      const turned = changed(
        changed(m.packet, here, [...m.packet.slice(there, there + 2)]),
        there,
        [...m.packet.slice(here, here + 2)],
      );
      expect(said(turned)).toEqual({});
    }
  });
});

describe('addresses', () => {
  it('of the tunnel around are named', () => {
    const r = random(8);
    for (let i = 0; i < 50; i++) {
      const outer = `203.0.113.${1 + r(254)}`;
      const packet = build(
        eth,
        ipv4(outer, '198.51.100.9'),
        ipv4(`93.184.${r(256)}.${r(256)}`, '130.149.7.7'),
        protocol('udp').with({ srcport: 40_000, dstport: 50_000 }),
        protocol('data').with({ data: 'a1b2c3d4e5' }),
      );
      const [wrong, own] = [26, 46].map((at) => added(packet.slice(at, at + 4))) as [
        number,
        number,
      ];
      const sum = word(packet, 60);
      const value = ~(((~sum & 0xffff) + wrong - own + 4 * 65535) % 65535) & 0xffff;
      const bad = changed(packet, 60, [value >> 8, value & 0xff]);
      const [first] = said(bad)['udp.checksum'] ?? [];
      expect(first?.name).toBe('addresses');
      expect(first?.text).toContain(`the source ${outer} of the IPv4 header at byte 14`);
    }
  });
});

describe('places of a flipped bit', () => {
  it('are all named if there are few, and hold what was flipped', () => {
    const r = random(9);
    for (let i = 0; i < 50; i++) {
      const m = messageOf(anyPacket(r, { network: 'ip', extended: false }), 'net');
      if (!m) continue;
      const byte = m.packet[m.at] ?? 0;
      const bad = byte ^ (1 << r(8));
      const two = (v: number) => v.toString(16).padStart(2, '0');
      const found = Object.values(said(changed(m.packet, m.at, [bad]))).flat();
      const flip = found.find(({ name }) => name === 'flipped-bit');
      expect(flip?.text).toContain(`byte ${m.at} (ip.checksum) ${two(bad)} for ${two(byte)}`);
    }
  });
});

describe('any bytes', () => {
  it('get no exception, no endless text and nothing that steers a terminal', () => {
    const r = random(10);
    for (const { bytes, linktype } of allFixtures()) {
      const mutated = bytes.slice();
      for (let i = 0; i < 3; i++) mutated[r(mutated.length)] = r(256);
      const packet = decode(mutated, { linktype });
      for (const sum of sumsOf(packet)) {
        const found = diagnose(sum);
        if (sum.status !== 'bad' && sum.status !== 'partial') expect(found).toEqual([]);
        for (const { text, chance } of found) {
          expect(text).toMatch(/^[\x20-\x7e–]{20,600}$/);
          expect(chance).toMatch(/^[\x20-\x7e]{20,100}$/);
        }
      }
    }
  });
});
