import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../src/compare/columns.js';
import { decode } from '../../src/index.js';
import {
  changesOf,
  comparisonOf,
  editedPairs,
  fixtures,
  nameOf,
  opened,
  otherPairs,
  packetOf,
  SYN,
  textOf,
} from './packets.js';

const pairs = fc.oneof({ weight: 4, arbitrary: editedPairs }, otherPairs);

describe('a comparison', () => {
  it('of a packet with itself finds nothing', () => {
    for (const { bytes, linktype } of fixtures) {
      const [a, b] = [decode(bytes, { linktype }), decode(bytes.slice(), { linktype })];
      const comparison = comparisonOf(a, b);
      expect([comparison.same, changesOf(comparison).map(textOf)]).toEqual([true, []]);
    }
  });

  it('of any bytes with themselves finds nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const comparison = comparisonOf(decode(bytes), decode(bytes.slice()));
        expect([comparison.same, changesOf(comparison).map(textOf)]).toEqual([true, []]);
      }),
    );
  });

  it('finds something if and only if a byte is another', () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const [a, b] = opened(pair);
        const equal = Buffer.from(a.bytes).equals(b.bytes);
        const comparison = comparisonOf(a, b);
        expect(comparison.same).toBe(equal);
        expect(changesOf(comparison).length === 0).toBe(equal);
        expect(comparison.told.length).toBe(changesOf(comparison).length);
      }),
      { numRuns: 1000 },
    );
  });

  it('covers every byte that differs, and shows each byte once', () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const [a, b] = opened(pair);
        const comparison = comparisonOf(a, b);
        // As if something were ignored: then what no change covers would be marked so.
        const told = comparison.told.flatMap((one) => [one, { ...one, ignored: true }]);
        const columns = [...columnsOf(comparison.all, told)];
        expect(columns.some(({ mark }) => mark === 'ignored')).toBe(false);
        for (const [side, { bytes }] of [['a', a] as const, ['b', b] as const]) {
          const own = columns.map((column) => column[side]).filter((at) => at >= 0);
          expect(own.length).toBe(bytes.length);
          expect(own.every((at, i) => at === i)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('names the fields in which bytes of the same place differ, and no others', () => {
    const ttl = SYN.replace('40004006', '40003f06');
    expect(changesOf(comparisonOf(packetOf(SYN), packetOf(ttl))).map(textOf)).toEqual([
      'ip.ttl 64 → 63',
    ]);
  });

  it('is the same the other way round', () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const [a, b] = opened(pair);
        const there = changesOf(comparisonOf(a, b)).map(textOf);
        const back = changesOf(comparisonOf(b, a)).map((change) =>
          textOf({ ...change, a: change.b, b: change.a } as typeof change),
        );
        expect(back.sort()).toEqual(there.sort());
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['a tag', '81000064', ['vlan in B']],
    ['two tags', '88a8006481000065', ['ieee8021ad in B', 'vlan in B']],
  ])('aligns what %s was put before', (_, tags, expected) => {
    const b = `${SYN.slice(0, 24)}${tags}${SYN.slice(24)}`;
    const names = changesOf(comparisonOf(packetOf(SYN), packetOf(b))).map(nameOf);
    expect(names).toEqual(['eth.type', ...expected]);
  });

  it('aligns options', () => {
    // Without SACK permitted, and two no-operations in its place.
    const b = SYN.replace('020405b40402', '020405b40101');
    expect(changesOf(comparisonOf(packetOf(SYN), packetOf(b))).map(textOf)).toEqual([
      'tcp.options.nop none → nop',
      'tcp.options.nop none → nop',
      'tcp.options.sack_perm sack_perm → none',
    ]);
  });

  it('finds the innermost of two equal layers', () => {
    const ip = SYN.slice(28);
    const outer = '450000500000000040040000c0000201c6336402';
    const tunnelled = `${SYN.slice(0, 28)}${outer}${ip}`;
    const changes = changesOf(comparisonOf(packetOf(SYN), packetOf(tunnelled)));
    expect(changes.map(nameOf)).toEqual(['ip in B']);
  });

  it('keeps surplus bytes apart from a payload', () => {
    // A payload before the tail of an ICMP error, and surplus behind it: as a pair they would cross
    // the tails, and no line of a dump could show both.
    const quote = fixtures.find(({ name }) => name === 'hop-limit-exceeded-interface');
    const whole = quote?.bytes ?? new Uint8Array();
    const bytes = [...whole];
    bytes.splice(54, 1);
    bytes.splice(48, 0, 0);
    bytes.splice(182, 0, 0);
    const [a, b] = opened({ linktype: 229, a: whole, b: Uint8Array.from(bytes) });
    const comparison = comparisonOf(a, b);
    expect(changesOf(comparison).map(nameOf).slice(-3)).toEqual([
      'udp in A',
      'data.data',
      'data in B',
    ]);
    const beside = [...columnsOf(comparison.all, comparison.told)].find((one) => one.a === 176);
    expect(beside).toEqual({ a: 176, b: 176, mark: 'same' });
  });

  it('says when the same bytes are read as something else', () => {
    const dns = fixtures.find(({ file, name }) => file === 'dns' && name === 'cname-answer');
    const bytes = Uint8Array.from(dns?.bytes ?? []);
    const other = bytes.slice();
    // From port 53 to one that says nothing.
    other.set([0xea, 0x60], 34);
    const comparison = comparisonOf(decode(bytes), decode(other));
    const rereads = comparison.all.parts.filter(({ reread }) => reread);
    expect(rereads.map(({ a, b }) => (a ?? b)?.protocol.name).sort()).toEqual(['data', 'dns']);
    expect(
      comparison.told.filter(({ causes }) => causes.length === 0).map((one) => nameOf(one.change)),
    ).toEqual(['udp.srcport']);
  });

  it('tells of a checksum that is right in one only', () => {
    const b = SYN.replace('000003e8', '000003e9');
    const { parts } = comparisonOf(packetOf(SYN), packetOf(b)).all;
    const verdicts = parts.flatMap((part) => part.verdicts);
    expect(verdicts.map(({ name, a, b: other }) => [name, a.status, other.status])).toEqual([
      ['tcp.checksum', 'good', 'bad'],
    ]);
  });

  it('takes no longer for hostile lists', () => {
    const pads = (byte: number) => {
      const bytes = new Uint8Array(40 + 2048);
      bytes.set([0x60, 0, 0, 0, 8, 0, 0, 64]);
      bytes.set([59, 255], 40);
      for (let i = 42; i < bytes.length; i++) bytes[i] = i % 3 === byte ? byte : 0;
      return decode(bytes, { linktype: 229 });
    };
    const comparison = comparisonOf(pads(1), pads(2));
    expect(comparison.same).toBe(false);
    expect(comparison.told.length).toBeGreaterThan(0);
  });
});
