import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Catalog } from '../../src/codec/catalog.js';
import { uint } from '../../src/codec/fixed.js';
import { bytes } from '../../src/codec/parts.js';
import { type Protocol, protocol } from '../../src/codec/protocol.js';
import { View } from '../../src/codec/view.js';
import type { Look } from '../../src/output/format.js';
import { tree } from '../../src/output/tree.js';
import { hasWide } from '../../src/output/width.js';
import { catalog } from '../../src/protocols/index.js';
import { allFixtures, fixturesOf } from '../fixtures.js';
import { anyPacket } from './any-packet.js';
import { anyAround, bothWays, textOf, viewOf } from './views.js';
import { look } from './written.js';

/** The same for all packets, as in a run: what it remembers of one is there for the next. */
const narrow = tree(look);
const wide = tree({ ...look, width: 132 });

const views = (): View[] =>
  allFixtures().map(({ bytes, linktype }, i) => {
    const view = new View(catalog);
    view.number = i;
    view.len = bytes.length;
    view.linktype = linktype;
    return view.place(bytes, 0, bytes.length);
  });
const located = (view: View): View => {
  view.locate(catalog.linktype(view.linktype ?? 1));
  return view;
};

/** A program with these protocols alone. */
function toyCatalog(...protocols: readonly Protocol[]): Catalog {
  const fields = { data: bytes('Data', 'not decoded any further') };
  const data = protocol({ name: 'data', title: 'Data', fields });
  return new Catalog([data, ...protocols], data);
}

/** Without the empty line before a packet, which is told elsewhere. */
async function inLines(format: ReturnType<typeof tree>, view: View): Promise<[string, string]> {
  const [inPlace, byObjects] = await bothWays(format, view);
  return [inPlace.replace(/^\n/, ''), byObjects.replace(/^\n/, '')];
}

describe('a tree straight from the bytes', () => {
  it('loads what letters of two columns take, when the first of them is met', async () => {
    expect(hasWide()).toBe(false);
    const [fixture] = fixturesOf('udp');
    const view = new View(catalog);
    const bytes = fixture?.bytes ?? new Uint8Array();
    view.more = { comments: ['漢字'.repeat(30)] };
    view.place(bytes, 0, bytes.length).locate(catalog.linktype(fixture?.linktype ?? 1));
    const [inPlace, byObjects] = await inLines(tree(look), view);
    expect(hasWide()).toBe(true);
    expect(inPlace).toBe(byObjects);
    expect(inPlace).toMatch(/^ {4}Comment: (漢字){16}$/m);
  });

  // Twice: the second time all is remembered that can be.
  it.each([1, 2])('is that of the packet: fixtures, round %i', async () => {
    for (const view of views()) {
      for (const format of [narrow, wide]) {
        const [inPlace, byObjects] = await inLines(format, located(view));
        expect(inPlace).toBe(byObjects);
      }
    }
  });

  it('is that of the packet: changed and cut ones, anywhere in a buffer', async () => {
    await fc.assert(
      fc.asyncProperty(anyPacket, anyAround, fc.nat(99), async (packet, around, number) => {
        const view = viewOf(packet, around, number);
        const [inPlace, byObjects] = await inLines(narrow, view);
        expect(inPlace).toBe(byObjects);
      }),
      { numRuns: Number(process.env.RUNS ?? 2000) },
    );
  });

  it('takes no object of a packet that has nothing odd', async () => {
    const met = new Set<string>();
    for (const view of views()) {
      const format = tree(look);
      const [, wanted] = await inLines(format, located(view));
      view.packet = () => {
        throw new Error('was asked for');
      };
      try {
        expect(await textOf((out) => format.view?.(view, out))).toBe(`\n${wanted}`);
      } catch (error) {
        if (error instanceof Error && error.message === 'was asked for') continue;
        throw error;
      }
      for (let i = 0; i < view.cuts.count; i++) met.add(view.cuts.protocols[i]?.name ?? '');
    }
    const usual = [
      'eth',
      'vlan',
      'arp',
      'ip',
      'ipv6',
      'icmp',
      'icmpv6',
      'tcp',
      'udp',
      'dns',
      'data',
    ];
    expect(usual.filter((name) => !met.has(name))).toEqual([]);
  });

  it('is for files: people at terminals get colours, widths and letters of their own', () => {
    expect(tree({ ...look, width: 40 }).view).toBeUndefined();
    expect(tree({ ...look, ascii: true }).view).toBeUndefined();
    const paint: Look['paint'] = { ...look.paint, coloured: true };
    expect(tree({ ...look, paint }).view).toBeUndefined();
    expect(tree(look).view).toBeDefined();
  });

  it('has an empty line between packets, also of those that another thread has shown', async () => {
    const [syn] = fixturesOf('tcp');
    const view = new View(catalog);
    view.place(syn?.bytes ?? new Uint8Array(), 0, syn?.bytes.length ?? 0);
    const show = (begun: boolean): Promise<string> => {
      const format = tree(look);
      return textOf(async (out) => {
        if (begun) format.begin?.(out);
        await format.view?.(located(view), out);
        await format.view?.(view, out);
      });
    };
    const [first, other] = [await show(true), await show(false)];
    expect(other).toBe(`\n${first}`);
    expect(first.split('\n\n')).toHaveLength(2);
  });

  it('remembers what a meaning followed from, not the value alone', async () => {
    const told = protocol({
      name: 'told',
      title: 'Told',
      carriedBy: { linktype: 1 },
      fields: {
        kind: uint(8, 'Kind', 'of what is said'),
        id: uint(16, 'Id', 'any'),
        // Of eight bits each: their lines are remembered by their values.
        said: uint(8, 'Said', 'of that kind', {
          means: (v, all) => (v === 9 ? `before ${all.rest}` : `kind ${all.kind & 15}`),
        }),
        more: uint(16, 'More', 'any'),
        behind: uint(8, 'Behind', 'bytes', {
          means: (_, __, { layer }) => `${layer.stop - layer.offset} in all`,
        }),
        note: uint(16, 'Note', 'any'),
        around: uint(8, 'Around', 'the layer around', {
          means: (_, __, { layer }) => `in ${layer.outer?.fields.kind}`,
        }),
        rest: bytes('Rest', 'any', { length: 1 }),
      },
      rules: (f) => ({ selects: { 'told.kind': f.kind } }),
    });
    const inner = protocol({ ...told.declaration, name: 'inner', carriedBy: { 'told.kind': 7 } });
    const toys = toyCatalog(told, inner);
    const format = tree(look);
    const seen = fc.record({
      bytes: fc.array(fc.constantFrom(0, 7, 9, 0x17), { minLength: 11, maxLength: 26 }),
    });
    await fc.assert(
      fc.asyncProperty(seen, async (one) => {
        const view = new View(toys);
        view.len = one.bytes.length;
        view.place(Uint8Array.from(one.bytes), 0, one.bytes.length).locate(told);
        const [inPlace, byObjects] = await inLines(format, view);
        expect(inPlace).toBe(byObjects);
      }),
      { numRuns: 500 },
    );
  });
});
