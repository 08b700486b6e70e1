import { describe, expect, it } from 'vitest';
import { Held } from '../../src/commands/held.js';
import { Turns } from '../../src/commands/turns.js';

const one = Float64Array.of(1, 10);
const decoder = new TextDecoder();

/** Two that take turns, and all that they write. */
function pair(reads = true) {
  const turns = new Turns();
  let text = '';
  const take = (bytes: Uint8Array): boolean => {
    text += decoder.decode(bytes);
    return reads;
  };
  const held = [new Held(turns, take), new Held(new Turns(turns.shared), take)] as const;
  return { turns, held, text: () => text };
}

const write = (held: Held, index: number, text: string): void => {
  held.begin(index);
  held.out.text(text);
  held.end(one);
};

describe('output that is held', () => {
  it('waits until what comes before it is written, and its thread goes on', () => {
    const { turns, held, text } = pair();
    write(held[1], 1, 'b');
    write(held[1], 2, 'c');
    expect(text()).toBe('');
    write(held[0], 0, 'a');
    expect(text()).toBe('a');
    write(held[1], 3, 'd');
    expect(text()).toBe('abcd');
    expect([...turns.sums].slice(0, 2)).toEqual([4, 40]);
  });

  it('starts anew in its buffer once all is written', () => {
    const { held, text } = pair();
    write(held[1], 1, 'b');
    expect(held[1].out.at).toBe(1);
    write(held[0], 0, 'a');
    held[1].finish();
    write(held[0], 2, 'c');
    expect(text()).toBe('abc');
    expect(held[0].out.at).toBe(0);
  });

  it('is written in parts where a piece is larger than the buffer', () => {
    const { held, text } = pair();
    const large = 'x'.repeat(1 << 20);
    held[0].begin(0);
    for (let i = 0; i < 12; i++) held[0].out.text(large);
    held[0].end(one);
    expect(text()).toBe(large.repeat(12));
  });

  it('ends where nobody reads', () => {
    const { held } = pair(false);
    write(held[0], 0, 'a');
    expect(held[0].open).toBe(false);
    write(held[0], 1, 'b');
    held[0].finish();
    expect(held[0].open).toBe(false);
  });
});
