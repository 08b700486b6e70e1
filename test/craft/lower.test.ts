import { describe, expect, it } from 'vitest';
import type { Fields } from '../../src/codec/field.js';
import { uint } from '../../src/codec/fixed.js';
import { type Declaration, protocol } from '../../src/codec/protocol.js';
import { filled } from '../../src/craft/lower.js';
import { toy } from '../codec/toy.js';

type More = Pick<Declaration<Fields, Fields>, 'carriedBy' | 'usualBelow' | 'onlyOver'>;

/** It selects from a table of its name, or from that of another. */
const declare = (name: string, more: More, table = name) =>
  protocol({
    name,
    title: name,
    fields: { next: uint(8, 'Next', 'what follows') },
    rules: (f) => ({
      selects: { [table]: f.next },
      ...(table === 'net' && { ends: { of: 'net', from: 'next', to: 'next' } }),
    }),
    ...more,
  });

const wire = declare('wire', { usualBelow: ['wire'] });
const other = declare('other', { carriedBy: { wire: 3 } }, 'net');
const net = declare('net', { carriedBy: { unheard: 1, wire: 1 }, usualBelow: ['net'] });
const net2 = declare('net2', { carriedBy: { wire: 2 } }, 'net');
const app = declare('app', { carriedBy: { net: 1, wire: 4 } });
const picky = declare('picky', { carriedBy: { net: 2 }, onlyOver: 'net2' });
const { catalog } = toy(other, net2, wire, net, app, picky);

const below = (name: string, network?: string): string =>
  filled(catalog, [catalog.named(name)], { network, link: true })
    .map(({ protocol: { name } }) => name)
    .join(' ');

describe('what stands below', () => {
  it('is the usual one of the first table that has one', () => {
    expect(below('wire')).toBe('wire');
    expect(below('net')).toBe('wire net');
    expect(below('app')).toBe('wire net app');
  });

  it('is the network protocol that is asked for', () => {
    expect(below('app', 'net2')).toBe('wire net2 app');
    expect(below('net', 'net2')).toBe('wire net');
  });

  it('looks for what is asked for where it is needed, not before: others may be loaded then', () => {
    expect(below('net', 'net3')).toBe('wire net');
    expect(() => below('app', 'net3')).toThrow("no protocol is called 'net3'");
  });

  it('is the only one that can, whatever is asked for', () => {
    expect(below('picky')).toBe('wire net2 picky');
    expect(below('picky', 'net')).toBe('wire net2 picky');
  });
});
