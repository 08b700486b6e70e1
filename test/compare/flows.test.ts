import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FlowPair, FlowTable, flowOf, pairFlows } from '../../src/compare/flows.js';
import { Ignore } from '../../src/compare/ignore.js';
import { build, decode, type Packet, protocols } from '../../src/index.js';

const { eth, ip, tcp, udp } = protocols;

interface Sent {
  readonly from: number;
  readonly to: number;
  readonly seq: number;
  readonly ttl?: number;
}

function sent({ from, to, seq, ttl = 64 }: Sent): Packet {
  const bytes = build(
    eth.with({}),
    ip.with({ src: `192.0.2.${from}`, dst: `192.0.2.${to}`, ttl }),
    tcp.with({ srcport: 1000 + from, dstport: 1000 + to, seq }),
  );
  return decode(bytes);
}

function tableOf(packets: readonly Sent[], ignore = new Ignore()): FlowTable {
  const table = new FlowTable();
  packets.forEach((one, i) => {
    table.add(sent(one), i + 1, ignore);
  });
  return table;
}

const shown = (pairs: readonly FlowPair[]): string[] =>
  pairs.map(({ a, b, equal }) => `${a}${equal ? '=' : '~'}${b}`);

const there = (seq: number): Sent => ({ from: 1, to: 2, seq });
const back = (seq: number): Sent => ({ from: 2, to: 1, seq });

describe('a flow', () => {
  it('is the same in both directions', () => {
    const [a, b] = [flowOf(sent(there(1))), flowOf(sent(back(1)))];
    expect(a).toEqual({ flow: 'TCP 192.0.2.1:1001 – 192.0.2.2:1002', direction: 0 });
    expect(b).toEqual({ flow: a.flow, direction: 1 });
  });

  it('goes by protocol too, and by link addresses where there are no others', () => {
    const bytes = build(ip.with({ src: '192.0.2.1' }), udp.with({ srcport: 1 }));
    expect(flowOf(decode(bytes, { from: 'ip' })).flow).toMatch(/^UDP /);
    expect(flowOf(decode(new Uint8Array(3))).flow).toBe('no addresses');
    expect(flowOf(decode(build(eth.with({ src: '02:00:00:00:00:01' })))).flow).toMatch(
      /^Ethernet /,
    );
  });
});

describe('pairs by flow', () => {
  it('are in order within each direction', () => {
    const a = [there(1), back(5), there(2)];
    const b = [back(5), there(1), there(2)];
    expect(shown(pairFlows(tableOf(a), tableOf(b)).pairs)).toEqual(['1=2', '2=1', '3=3']);
  });

  it('leave out what is missing', () => {
    const { pairs, rest } = pairFlows(
      tableOf([there(1), there(2), there(3), back(9)]),
      tableOf([there(1), there(3), { from: 3, to: 4, seq: 1 }]),
    );
    expect(shown(pairs)).toEqual(['1=1', '3=2']);
    expect(rest.map(({ side, numbers, whole }) => [side, numbers, whole])).toEqual([
      ['a', [2, 4], false],
      ['b', [3], true],
    ]);
  });

  it('know a packet again that was routed', () => {
    const a = [there(1), there(2), there(3)];
    const b = [there(1), there(3)].map((one) => ({ ...one, ttl: 60 }));
    expect(shown(pairFlows(tableOf(a), tableOf(b)).pairs)).toEqual(['1~1', '3~2']);
    const ignore = new Ignore(['hops']);
    const { pairs } = pairFlows(tableOf(a, ignore), tableOf(b, ignore));
    expect(shown(pairs)).toEqual(['1=1', '3=2']);
  });

  it('hold in long flows with many losses', () => {
    const all = Array.from({ length: 3000 }, (_, i) => there(i));
    const some = all.filter(({ seq }) => seq % 50 !== 7).map((one) => ({ ...one, ttl: 9 }));
    const { pairs, rest } = pairFlows(tableOf(all), tableOf(some));
    expect(pairs.every(({ a, b }) => all[a - 1]?.seq === some[b - 1]?.seq)).toBe(true);
    expect(rest.map(({ side, numbers }) => [side, numbers.length])).toEqual([['a', 60]]);
  });

  it('hold each packet once', () => {
    const one = fc.record({
      from: fc.integer({ min: 1, max: 3 }),
      to: fc.integer({ min: 1, max: 3 }),
      seq: fc.nat({ max: 4 }),
    });
    const some = fc.array(one, { maxLength: 20 });
    fc.assert(
      fc.property(some, some, (a, b) => {
        const { pairs, rest } = pairFlows(tableOf(a), tableOf(b));
        const of = (side: 'a' | 'b') =>
          [
            ...pairs.map((pair) => pair[side]),
            ...rest.filter((left) => left.side === side).flatMap(({ numbers }) => numbers),
          ].sort((x, y) => x - y);
        expect(of('a')).toEqual(a.map((_, i) => i + 1));
        expect(of('b')).toEqual(b.map((_, i) => i + 1));
      }),
    );
  });
});
