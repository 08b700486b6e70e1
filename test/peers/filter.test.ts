import { afterAll, describe, expect, it } from 'vitest';
import { compileFilter } from '../../src/filter/filter.js';
import { catalog } from '../../src/protocols/index.js';
import { corpus, each, Peer, protocolsOf } from './filter-corpus.js';
import { ALONE, FILTERS, OTHERS } from './filters.js';

/** Of so many packets at least tshark must see the layers that we see. */
const LEAST = 0.9;

const all = corpus();
const peer = new Peer(all);
afterAll(() => peer.done());

/** Numbers of the packets that we take apart as tshark does: it knows more tunnels. */
const same = ((): Set<number> => {
  const theirs = peer.protocols();
  const found = new Set<number>();
  each(all, (view) => {
    if (protocolsOf(view) === theirs[view.number - 1]) found.add(view.number);
  });
  return found;
})();

function ours(text: string): number[] {
  const filter = compileFilter(catalog, text);
  const found: number[] = [];
  each(all, (view) => {
    if (filter.test(view)) found.push(view.number);
  });
  return found.filter((number) => same.has(number));
}

/** In one line, so that a difference is one. */
const told = (numbers: readonly number[]): string => numbers.join(' ');

const shared = (numbers: readonly number[]): number[] => numbers.filter((n) => same.has(n));

describe('filters find what tshark -Y finds', () => {
  it('in packets whose layers both see', () => {
    expect(same.size / all.length).toBeGreaterThan(LEAST);
    expect(FILTERS.length + ALONE.length).toBeGreaterThan(250);
  });

  const found = peer.findAll(FILTERS);
  it.each(FILTERS.map((text, i) => [text, i] as const))('%s', (text, i) => {
    expect(told(ours(text))).toBe(told(shared(found[i] ?? [])));
  });

  it.each(OTHERS)('or others, by design: %s, for %s', (text) => {
    expect(told(ours(text))).not.toBe(told(shared(peer.find(text))));
  });

  it.each(ALONE)('%s', (text) => {
    expect(told(ours(text))).toBe(told(shared(peer.find(text))));
  });
});
