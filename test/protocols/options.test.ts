import { describe, expect, it } from 'vitest';
import type { Field, Fields } from '../../src/codec/field.js';
import { compresses } from '../../src/codec/struct.js';
import type { Known } from '../../src/codec/tlv.js';
import { catalog } from '../../src/protocols/index.js';

/** All families of options of a declaration, by the path that leads to them. */
function* families(fields: Fields, path: string, met: Set<Field>): Generator<[string, Known]> {
  for (const [key, field] of Object.entries(fields)) {
    if (met.has(field)) continue;
    met.add(field);
    const own = `${path}.${key}`;
    if (field.fields) yield* families(field.fields, own, met);
    for (const one of Object.values(field.alternatives ?? {})) yield* families(one, own, met);
    const { entry } = field;
    if (entry) {
      yield* families(
        typeof entry.bits === 'number' ? { entry: entry as Field } : (entry as Fields),
        own,
        met,
      );
    }
    if (!field.known) continue;
    yield [own, field.known as Known];
    for (const [name, option] of Object.entries(field.known as Known)) {
      yield* families(option.fields, `${own}.${name}`, met);
    }
  }
}

describe('options of all protocols', () => {
  const all = catalog.protocols.flatMap(({ name, declaration }) => [
    ...families(declaration.fields, name, new Set()),
  ]);

  it('are found', () => {
    expect(all.map(([path]) => path)).toEqual(
      expect.arrayContaining(['tcp.options', 'ip.opt', 'dccp.options']),
    );
    expect(all.length).toBeGreaterThan(20);
  });

  // Their forms are made late: nobody asks them whether what is encoded may differ from what was
  // decoded.
  it.each(all)('%s: no form holds a compressed name', (_, known) => {
    const forms = Object.values(known).flatMap(({ fields, between = {} }) => [fields, between]);
    expect(forms.filter(compresses)).toEqual([]);
  });
});
