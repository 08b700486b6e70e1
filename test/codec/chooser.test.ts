import { describe, expect, it } from 'vitest';
import { uint } from '../../src/codec/fixed.js';
import { protocol } from '../../src/codec/protocol.js';
import { toy } from './toy.js';

const one = (name: string, carriedBy: Record<string, number | number[]>, accepts = true) =>
  protocol({
    name,
    title: name,
    carriedBy,
    fields: { any: uint(8, 'Any', 'any') },
    rules: () => ({ accepts: () => accepts }),
  });
/** With a first protocol of its own: it keeps to the catalog that it was in first. */
const fresh = () => {
  const head = protocol({
    name: 'head',
    title: 'Head',
    fields: { type: uint(16, 'Type', 't'), a: uint(16, 'A', 'a'), b: uint(16, 'B', 'b') },
    rules: (f) => ({ selects: { type: f.type, port: [f.a, f.b] }, guesses: ['port'] }),
  });
  const known = one('known', { type: [6, 0x0800], port: 99 });
  const served = one('served', { port: [53, 5353] });
  const choosy = one('choosy', { type: 7, port: 80 }, false);
  const { catalog, decode } = toy(head, known, served, choosy);
  const inner = (hex: string) => decode(hex).layers[1];
  return { catalog, inner, choosy, known, by: (hex: string) => inner(hex)?.chosenBy };
};

describe('how a layer was chosen', () => {
  const { by, inner } = fresh();

  it('is a fact or a guess, by table and number', () => {
    expect(by('0006 0000 0000 aa')).toEqual({
      table: 'type',
      number: 6,
      guess: false,
      told: false,
      text: 'by type 6',
    });
    expect(by('0800 0000 0000 aa')?.text).toBe('by type 0x0800');
    expect(by('0000 14e9 0001 aa')).toMatchObject({ guess: true, text: 'guessed from port 5353' });
    expect(by('0000 0001 0035 aa')).toMatchObject({ number: 53, text: 'guessed from port 53' });
  });

  it('is by the number that counted', () => {
    // The first is known to nobody; the second is another of the same protocol.
    expect(by('0005 0063 0035 aa')?.number).toBe(99);
    expect(by('0006 0063 0000 aa')?.table).toBe('type');
    // Bytes that were not accepted leave the choice to the next number.
    expect(by('0007 0035 0000 aa')?.text).toBe('guessed from port 53');
  });

  it('is unknown for the first layer and for data', () => {
    expect(inner('0005 0001 0001 aa')?.protocol.name).toBe('data');
    expect(by('0005 0001 0001 aa')).toBeUndefined();
    expect(fresh().inner('0006 0000 0000 aa')?.outer?.chosenBy).toBeUndefined();
  });
});

describe('what a catalog is told', () => {
  it('comes first, is not doubted, and holds for what was met before', () => {
    const { catalog, inner, by, choosy, known } = fresh();
    expect(inner('0006 0050 0000 aa')?.protocol).toBe(known);
    expect(inner('0000 0050 0000 aa')?.protocol).toBe(catalog.data);
    catalog.tell('port', 80, 81, choosy);
    expect(inner('0006 0050 0000 aa')?.protocol).toBe(choosy);
    expect(by('0006 0051 0000 aa')).toEqual({
      table: 'port',
      number: 81,
      guess: false,
      told: true,
      text: 'as asked for port 81',
    });
    expect(inner('0006 0052 0000 aa')?.protocol).toBe(known);
    catalog.tell('port', 81, 81, catalog.data);
    expect(inner('0006 0051 0000 aa')?.protocol).toBe(catalog.data);
  });

  it('may be of link types', () => {
    const { catalog, known } = fresh();
    catalog.tell('linktype', 147, 147, known);
    expect([146, 147].map((n) => catalog.linktype(n))).toEqual([catalog.data, known]);
  });

  it('leaves the tables alone', () => {
    const { catalog, choosy } = fresh();
    catalog.tell('port', 53, 53, choosy);
    expect(catalog.table('port').get(53)?.name).toBe('served');
  });
});
