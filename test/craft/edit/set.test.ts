import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assemble } from '../../../src/codec/assemble.js';
import { type Cell, FieldError, type Loose } from '../../../src/codec/field.js';
import type { Layer } from '../../../src/codec/packet.js';
import { Setting, typedFrom } from '../../../src/craft/edit/setting.js';
import { catalog } from '../../../src/protocols/common.js';
import { allFixtures, type Fixture } from '../../fixtures.js';
import { bytesOf, decoded, edited, editing, SYN, toHex, viewOf } from './editing.js';

const fixtures = allFixtures();

interface Target {
  readonly layer: Layer;
  readonly path: string;
  readonly cell: Cell;
  readonly nth: number;
}

/** All fields of fixed width at the heads of headers. */
function targetsIn(layers: readonly Layer[]): Target[] {
  return layers.flatMap((layer) => {
    const { protocol, offset, body, index } = layer;
    const item = protocol.plan.struct.items[0];
    if (item?.kind !== 'run') return [];
    const nth = layers.slice(0, index).filter((one) => one.protocol.name === protocol.name).length;
    return item.cells
      .flatMap((cell) => [
        { path: cell.key, cell, whole: cell },
        ...(cell.inner ?? []).map((inner) => {
          return { path: `${cell.key}.${inner.key}`, cell: inner, whole: cell };
        }),
      ])
      .filter(({ whole }) => offset + ((whole.bit + whole.field.bits + 7) >> 3) <= body)
      .filter(({ cell }) => !cell.alias)
      .map((one) => ({ ...one, layer, nth: nth + 1 }));
  });
}

/** A value of the field, as text, out of random bytes. */
function valueText({ field }: Cell, random: Uint8Array): string {
  const value: unknown = field.place?.(0).value(random, 0);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const random = fc.uint8Array({ minLength: 32, maxLength: 32 });
const cases = fc.record({
  fixture: fc.constantFrom(...fixtures),
  pick: fc.nat(),
  random,
  noise: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }),
});

interface Case {
  readonly fixture: Fixture;
  readonly pick: number;
  readonly noise: readonly [at: number, value: number][];
}

/** A fixture with a few bytes changed, and a field of it. */
function chosen({ fixture, pick, noise }: Case) {
  const bytes: Uint8Array = fixture.bytes.slice();
  for (const [at, value] of noise) bytes[at % bytes.length] = value;
  const packet = decoded(bytes, fixture.linktype);
  const all = targetsIn(packet.layers);
  return { packet, bytes, target: all[pick % Math.max(1, all.length)] };
}

/** Where checksums stand that cover a layer, or its addresses: bits from, to. */
function sumBits(layers: readonly Layer[]): [number, number][] {
  return layers.flatMap((layer) => {
    const { seals, tailComputed } = layer.protocol.plan;
    const paths = [...seals, ...tailComputed].map(({ found }) => found.path.join('.'));
    return layer
      .trace()
      .filter((met) => paths.includes(met.path.join('.')))
      .map((met): [number, number] => [met.bit, met.bit + met.width]);
  });
}

const isSet = (bytes: Uint8Array, bit: number): boolean =>
  (((bytes[bit >> 3] ?? 0) << (bit & 7)) & 128) !== 0;

describe('--set', () => {
  it('changes the bits of the field and of the sums that cover it, and no others', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const { packet, bytes, target } = chosen(one);
        if (!target) return;
        const { layer, path, cell, nth } = target;
        const name = `${layer.protocol.name}.${path}#${nth}`;
        const text = valueText(cell, one.random);
        const { bytes: after } = await edited(bytes, one.fixture.linktype, {
          set: [`${name}=${text}`],
        });
        expect(after).toHaveLength(bytes.length);
        const from = layer.offset * 8 + cell.bit;
        const sums = sumBits(packet.layers);
        for (let bit = 0; bit < bytes.length * 8; bit++) {
          if (isSet(bytes, bit) === isSet(after, bit)) continue;
          const own = bit >= from && bit < from + cell.field.bits;
          expect(own || sums.some(([a, b]) => bit >= a && bit < b), `${name}, bit ${bit}`).toBe(
            true,
          );
        }
        // And the field says what it was told, with unused forms of a number left aside.
        expect(cell.value(after, layer.offset)).toEqual(cell.field.place?.(0).value(one.random, 0));
      }),
      { numRuns: 600 },
    );
  });

  it('gives the same bytes in place and object by object', async () => {
    let quick = 0;
    await fc.assert(
      fc.asyncProperty(cases, cases, async (one, other) => {
        const { bytes, packet, target } = chosen(one);
        const second = targetsIn(packet.layers)[other.pick % 50];
        const set = [target, second].flatMap((each, i) => {
          if (!each) return [];
          const { layer, path, cell, nth } = each;
          const text = valueText(cell, i ? other.random : one.random);
          return [`${layer.protocol.name}.${path}#${nth}=${text}`];
        });
        if (set.length === 0) return;
        const { slowly, quickly } = await editing({ set });
        const { linktype } = one.fixture;
        const found = quickly(bytes, linktype);
        if (found.done === undefined) {
          expect(toHex(found.bytes)).toBe(toHex(bytes));
          return;
        }
        quick++;
        expect(toHex(found.bytes), set.join(' ')).toBe(toHex(slowly(bytes, linktype).bytes));
      }),
      { numRuns: 2500 },
    );
    expect(quick).toBeGreaterThan(1000);
  });

  it('needs no layers behind the one that is edited, if nothing there depends on it', async () => {
    for (const set of [
      'ip.ttl=9',
      'ip.ttl-=1',
      'ip.id=7',
      'eth.type=5',
      'tcp.seq=1',
      'ip.src=1.2.3.4',
    ]) {
      const { editor, slowly } = await editing({ set: [set] });
      const last = editor.last(catalog);
      // Sums over payloads, and over addresses, are further inside.
      expect(last?.name, set).toBe(/^ip\.(ttl|id)/.test(set) ? 'ip' : undefined);
      if (!last) continue;
      for (const { bytes, linktype, file, name } of fixtures) {
        const view = viewOf(bytes, linktype);
        view.cuts.last = last;
        view.locate(catalog.linktype(linktype));
        if (editor.quickly(view) === undefined) continue;
        expect(toHex(bytesOf(view)), `${file} ${name}`).toBe(toHex(slowly(bytes, linktype).bytes));
      }
    }
  });

  it('gives what encoding the values gives, where all sums were right', async () => {
    let same = 0;
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const { packet, bytes, target } = chosen({ ...one, noise: [] });
        if (!target || packet.layers.some(({ raw }) => raw !== undefined)) return;
        const { layer, path, cell, nth } = target;
        const sums = packet.layers.flatMap(({ fields, protocol }) =>
          protocol.plan.seals.map(({ path: sum }) => fields[`${sum}_status`]),
        );
        const isSum = layer.protocol.plan.computed.some((c) => c.path === path && c.seal);
        const isTailed = packet.layers.some(({ fields }) => fields.fcs !== undefined);
        if (isSum || isTailed || sums.some((status) => status !== undefined && status !== 'good'))
          return;
        // Where a field says which others there are, its value is not all that changes.
        const given = packet.layers.map(({ protocol, fields, after }, i) => {
          const own = structuredClone(fields);
          for (const { found } of protocol.plan.seals) {
            let holder = own;
            for (const key of found.path.slice(0, -1)) holder = holder[key];
            delete holder[found.path.at(-1) as string];
          }
          if (i === layer.index) {
            let holder = own;
            const way = path.split('.');
            for (const key of way.slice(0, -1)) holder = holder[key] ??= {};
            holder[way.at(-1) as string] = cell.field.place?.(0).value(one.random, 0);
          }
          return { protocol, fields: own, after };
        });
        let expected: Uint8Array;
        try {
          expected = assemble(given);
        } catch (error) {
          if (error instanceof FieldError) return;
          throw error;
        }
        if (expected.length !== bytes.length) return;
        const name = `${layer.protocol.name}.${path}#${nth}`;
        const { bytes: after } = await edited(bytes, one.fixture.linktype, {
          set: [`${name}=${valueText(cell, one.random)}`],
        });
        // A part of a datagram: encoding cannot know its sum, following the change can.
        if (packet.layers.some(({ flags }) => (flags & (8 | 16)) !== 0)) return;
        same++;
        expect(toHex(after), name).toBe(toHex(expected));
      }),
      { numRuns: 500 },
    );
    expect(same).toBeGreaterThan(100);
  });

  it.each([
    ['ip.ttl-=1', 'ip.ttl', 63],
    ['ip.ttl-=65', 'ip.ttl', 255],
    ['ip.ttl+=200', 'ip.ttl', 8],
    ['ip.ttl^=0xff', 'ip.ttl', 191],
    ['ip.ttl|=1', 'ip.ttl', 65],
    ['ip.ttl&=0xf', 'ip.ttl', 0],
    ['ip.hdr_len+=4', 'ip.hdr_len', 24],
    ['tcp.dstport=https', 'tcp.dstport', 443],
    ['tcp.srcport=8080', 'tcp.srcport', 8080],
    ['ip.ttl -= 1', 'ip.ttl', 63],
    ['ip.src+=255', 'ip.src', '192.0.3.0'],
    ['ip.src&=255.255.0.0', 'ip.src', '192.0.0.0'],
    ['eth.dst^=0x10', 'eth.dst', '02:00:00:00:00:12'],
    ['ip.dst=203.0.113.9', 'ip.dst', '203.0.113.9'],
    ['eth.src=02:11:22:33:44:55', 'eth.src', '02:11:22:33:44:55'],
    ['tcp.options.mss_val=1400', 'tcp.options.0.mss_val', 1400],
    ['tcp.options.mss_val-=20', 'tcp.options.0.mss_val', 1440],
    ['ip.flags.df=0', 'ip.flags.df', false],
  ])('%s', async (set, path, expected) => {
    const { bytes } = await edited(SYN, 1, { set: [set] });
    const packet = decoded(bytes, 1);
    const [name = '', ...keys] = path.split('.');
    const value = keys.reduce<Loose | undefined>((v, key) => v?.[key], packet.layer(name)?.fields);
    expect(value).toEqual(expected);
  });

  it('sets flags as a whole, by letters and by name', async () => {
    for (const set of ['tcp.flags=SA', 'tcp.flags|=A', 'tcp.flags=0x12', 'tcp.flags=syn,ack']) {
      const { bytes, changes } = await edited(SYN, 1, { set: [set] });
      expect(bytes[47], set).toBe(0x12);
      expect(changes.map(({ name }) => name)).toEqual(['tcp.flags', 'tcp.checksum']);
    }
    const { bytes } = await edited(SYN, 1, { set: ['tcp.flags&=0'] });
    expect(bytes[47]).toBe(0);
  });

  it('tells what it changed, and what followed', async () => {
    const { changes } = await edited(SYN, 1, { set: ['ip.ttl=63', 'eth.src=02:00:00:00:00:01'] });
    expect(changes).toEqual([
      { name: 'ip.ttl', before: '64', after: '63', follows: false },
      { name: 'ip.checksum', before: '0xa2b7', after: '0xa3b7', follows: true },
    ]);
  });

  it.each([
    ['ip.ttl=300', 'ip.ttl: 300 does not fit 8 bits (0 to 255)'],
    ['ip.tll=3', "no field is called 'ip.tll'; did you mean 'ip.ttl'?"],
    ['ttl=3', '--set ttl=3: a field is named with its protocol'],
    ['ip.ttl*=3', '--set ip.ttl*=3: there are = += -= ^= |= &='],
    ['ip.tos=3', "no field is called 'ip.tos'; did you mean 'ip.dsfield'?"],
    ['tcp.window=3', "did you mean 'tcp.window_size_value'?"],
    ['tcp.mss_val=3', "did you mean 'tcp.options.mss_val'?"],
    ['ip.addr=192.0.2.1', "did you mean 'ip.src' or 'ip.dst'?"],
    ['udp.port=3', "did you mean 'udp.srcport' or 'udp.dstport'?"],
    ['ip.ttl', '--set ip.ttl: the value is missing'],
    ['', '--set: no field is named'],
    ['ip.ttl#x=3', "'ip.ttl#x': behind # stands which layer of the protocol is meant"],
    ['dns.qry.name+=1', 'dns.qry.name: its length varies: only = can set it'],
    ['ipv6.src+=1', 'ipv6.src: it is no number: only = can set it'],
    ['tcp.flags=XYZ', 'tcp.flags: no flag is called "XYZ"'],
  ])('refuses %s', async (set, message) => {
    await expect(edited(SYN, 1, { set: [set] })).rejects.toThrow(message);
  });

  it('takes what was typed apart', () => {
    const typed = typedFrom('tcp.options.mss_val#-1+=0x10', '--set');
    expect(typed).toMatchObject({ name: 'tcp.options.mss_val', nth: -1, operator: '+=' });
    const setting = new Setting(typed, 'tcp', 'options.mss_val', false);
    expect(setting.name).toBe('tcp.options.mss_val');
  });
});
