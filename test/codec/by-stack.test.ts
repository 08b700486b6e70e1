import { describe, expect, it } from 'vitest';
import { ByStack } from '../../src/codec/by-stack.js';
import { Cuts } from '../../src/codec/dissect.js';
import type { Protocol } from '../../src/codec/protocol.js';
import { catalog } from '../../src/protocols/index.js';

function cutsOf(...protocols: Protocol[]): Cuts {
  const cuts = new Cuts();
  cuts.protocols.push(...protocols);
  cuts.count = protocols.length;
  return cuts;
}

const [eth, ip, tcp, udp] = ['eth', 'ip', 'tcp', 'udp'].map((name) => catalog.named(name)) as [
  Protocol,
  Protocol,
  Protocol,
  Protocol,
];

describe('what is kept for each stack of layers', () => {
  it('is made once', () => {
    let made = 0;
    const all = new ByStack((protocols) => ({ protocols, made: ++made }));
    const first = all.of(cutsOf(eth, ip, tcp));
    expect(first.protocols).toEqual([eth, ip, tcp]);
    expect(all.of(cutsOf(eth, ip, udp)).made).toBe(2);
    expect(all.of(cutsOf(eth, ip, tcp))).toBe(first);
    expect(all.of(cutsOf(eth, ip)).made).toBe(3);
  });

  it('does not look behind the last layer', () => {
    const all = new ByStack((protocols) => ({ protocols }));
    const cuts = cutsOf(eth, ip, tcp);
    cuts.count = 2;
    expect(all.of(cuts).protocols).toEqual([eth, ip]);
    expect(all.of(cutsOf(eth, ip))).toBe(all.of(cuts));
  });

  it('is forgotten where there is too much of it, which is told', () => {
    const forgotten: number[] = [];
    const all = new ByStack(
      (protocols) => ({ protocols, count: protocols.length }),
      ({ count }) => forgotten.push(count),
    );
    for (let count = 1; count <= 66; count++) all.of(cutsOf(...new Array(count).fill(ip)));
    expect(all.known).toHaveLength(64);
    expect(forgotten).toEqual([64, 65]);
  });
});
