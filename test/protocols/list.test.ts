import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/codec/assemble.js';
import { filterNamesOf } from '../../src/codec/filter-names.js';
import { decodeWith } from '../../src/codec/packet.js';
import { catalog } from '../../src/protocols/index.js';

const { protocols } = catalog;
const named = protocols.map((protocol) => [protocol.name, protocol] as const);

describe('what stands below where nobody says', () => {
  it('is one for each table, and selects from it', () => {
    const usual = protocols.flatMap(({ name, plan, declaration }) =>
      (declaration.usualBelow ?? []).map((table) => ({ name, table, plan })),
    );
    expect(new Set(usual.map(({ table }) => table)).size).toBe(usual.length);
    for (const { name, table, plan } of usual) {
      expect([name, Object.keys(plan.rules.selects ?? {})]).toEqual([
        name,
        expect.arrayContaining([table]),
      ]);
    }
  });

  it('can carry what needs it', () => {
    for (const { name, declaration } of protocols) {
      if (declaration.onlyOver === undefined) continue;
      const { choosers } = catalog.named(declaration.onlyOver).plan;
      const carried = choosers.flatMap(({ table }) => [...table.values()]);
      expect([name, carried.some((one) => one.name === name)]).toEqual([name, true]);
    }
  });
});

describe('the example of', () => {
  const all = named.filter(([, { declaration }]) => declaration.example !== undefined);

  it.each(all)('%s is read back as it stands', (_, protocol) => {
    const { example } = protocol.declaration;
    const fields = typeof example === 'function' ? example({}) : example;
    const bytes = assemble([{ protocol, fields: structuredClone(fields) ?? {} }]).slice();
    const sizes = { len: bytes.length, caplen: bytes.length };
    const [layer] = decodeWith(catalog, protocol, bytes, sizes).layers;
    expect(layer?.fields).toMatchObject(fields ?? {});
  });

  it('ARP is of Ethernet and IPv4 alone', () => {
    const { example } = catalog.named('arp').declaration;
    const given = (fields: object): unknown =>
      typeof example === 'function' ? example(fields) : 'always the same';
    expect(given({ opcode: 2, dst: { hw_mac: '02:00:00:00:00:09' } })).toMatchObject({ dst: {} });
    for (const other of [
      { hw: { type: 6 } },
      { src: { hw: '0102' } },
      { dst: { hw_ax25: '01020304050607' } },
      { dst: { proto: '01' } },
    ]) {
      expect([other, given(other)]).toEqual([other, undefined]);
    }
  });
});

describe('names in filters of', () => {
  const root = (name: string): string => name.split('.', 1)[0] ?? '';

  it.each(named)('%s begin as is declared', (name, protocol) => {
    const roots = new Set([...filterNamesOf(protocol).all()].map(root));
    roots.delete(root(name));
    expect([...roots].sort()).toEqual([...(protocol.declaration.namesUnder ?? [])].sort());
  });
});
