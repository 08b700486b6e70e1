import { describe, expect, it } from 'vitest';
import { assemble, assembleIn, placesFor } from '../../src/codec/assemble.js';
import { FieldError } from '../../src/codec/field.js';
import { uint } from '../../src/codec/fixed.js';
import { list } from '../../src/codec/list.js';
import { bytes } from '../../src/codec/parts.js';
import { protocol } from '../../src/codec/protocol.js';
import { option, tlv } from '../../src/codec/tlv.js';
import { app, err, frame, msg, net, stack, tag } from './stack.js';
import { toHex, toy, viaText } from './toy.js';

const { build, decode, encode, data } = stack();
const ends = { src: '192.0.2.1', dst: '198.51.100.2' };
const layersOf = (hex: string) =>
  decode(hex).layers.map(({ protocol: p, fields }) => [p.name, fields]);

/** Encodes with an ear for warnings. */
function warned(packet: unknown) {
  const warnings: unknown[] = [];
  const hex = encode(packet, { warn: (warning) => warnings.push(warning) });
  return { hex, warnings };
}

it('joins layers again, as if they were new', () => {
  const fields: Record<string, unknown> = { ...ends };
  const layers = [frame.with({ to: 5 }), { protocol: net, fields }, msg.with({ port: 53 })];
  const places = placesFor(layers);
  const values = [{ len: 7 }, { src: '192.0.2.9' }, { src: 'nowhere' }, { checksum: 1 }, {}];
  for (const value of values) {
    for (const key of Object.keys(fields)) delete fields[key];
    Object.assign(fields, ends, value);
    const again = () => toHex(assembleIn(places));
    if (value.src === 'nowhere') expect(again).toThrow(FieldError);
    else expect(again()).toBe(toHex(assemble(layers)));
  }
});

describe('what is left out is computed', () => {
  it('lengths, numbers of what follows, checksums', () => {
    const hex = build(frame.with({ to: 5 }), net.with(ends), msg.with(), app.with({ t: 'aabb' }));
    expect(layersOf(hex)).toEqual([
      ['frame', { to: 5, type: 1 }],
      [
        'net',
        {
          ...{ version: 4, hdr_len: 16, proto: 17, len: 25, ...ends },
          ...{ frag: { mf: false, offset: 0 }, checksum: 0xcf9d, checksum_status: 'good' },
        },
      ],
      ['msg', { port: 53, length: 9, checksum: 0x55c5, checksum_status: 'good' }],
      ['app', { n: 2, t: 'aabb' }],
    ]);
  });

  it('also where nothing that is known follows', () => {
    const hex = build(net.with(ends), data.with({ data: 'aabb' }));
    expect(toy(net).decode(hex).layers[0]?.fields).toMatchObject({ proto: 0, len: 18 });
    expect(build(msg.with())).toBe('00070006fff2');
  });

  it('zeros fill the header up to a multiple of four, unless its length was given', () => {
    const options = [{ name: 'mark', value: 5 }] as const;
    const header = (fields: object) =>
      toHex(assemble([net.with({ ...ends, options, ...fields })])).slice(32);
    expect(header({})).toBe('07030500');
    expect(header({ hdr_len: 20 })).toBe('070305');
  });

  it('what stands behind the payload is there if it was asked for', () => {
    const padded = (fields: object) =>
      build(frame.with({ to: 5, ...fields }), data.with({ data: '01' }));
    expect(padded({})).toBe('050001');
    expect(padded({ padding: '0000' })).toBe('0500010000');
    expect(padded({ padding: '0000000000', fcs: 1 })).toBe(
      '0500010000000000 00000001'.replace(' ', ''),
    );
    expect(padded({ fcs_raw: 'ff' })).toBe('050001ff');
  });
});

describe('what is given is kept', () => {
  it('however wrong', () => {
    const hex = build(
      net.with({ ...ends, len: 9, proto: 'err', checksum: 1, hdr_len: 60 }),
      msg.with(),
    );
    expect(hex.slice(0, 16)).toBe('4f01000900000001');
  });

  it('as raw bytes, whatever is inside', () => {
    const packet = {
      layers: [
        { protocol: 'frame', raw: '0509' },
        { protocol: 'msg', fields: {} },
      ],
    };
    expect(encode(packet)).toBe('0509' + '00070006fff2');
  });

  it.each([
    [{ to: 6 }, 'frame.to: edited beside raw bytes: drop `raw`'],
    [{ to: 5, nonsense: 1 }, 'frame.nonsense: edited beside raw bytes'],
    [JSON.parse('{"__proto__":{}}'), 'frame.__proto__: edited beside raw bytes'],
    [{ constructor: {} }, 'frame.constructor: edited beside raw bytes'],
  ])('as raw bytes, which no field %j may contradict', (fields, message) => {
    const packet = { layers: [{ protocol: 'frame', raw: '0509', fields }] };
    expect(() => encode(packet)).toThrow(message);
  });

  it('as raw bytes, beside which fields that say the same and verdicts may stand', () => {
    const fields = { to: 5, type: 9, x_status: 'bad', padding: '00' };
    expect(encode({ layers: [{ protocol: 'frame', raw: '0509', fields }] })).toBe('050900');
  });
});

describe('--fix', () => {
  const wrong = {
    layers: [
      { protocol: 'frame', fields: { to: 5, type: 7, padding: '0000', fcs: 1 } },
      {
        protocol: 'net',
        fields: { ...ends, version: 6, hdr_len: 24, len: 9, proto: 1, checksum: 2 },
      },
      { protocol: 'msg', fields: { port: 9, length: 1, checksum: 3 } },
      { protocol: 'app', fields: { n: 0, t: 'aabb' } },
    ],
  };

  it('computes all that is derived, and nothing else', () => {
    const hex = encode(wrong, { fix: true });
    const right = build(
      frame.with({ to: 5, padding: '0000' }),
      net.with({ ...ends, version: 6 }),
      msg.with(),
      app.with({ t: 'aabb' }),
    );
    expect(hex.slice(0, -8)).toBe(right);
    expect(decode(hex).layers[0]?.fields).toMatchObject({ type: 1, fcs_status: 'good' });
    expect(warned(JSON.parse(JSON.stringify(decode(hex)))).warnings).toEqual([]);
  });

  it('keeps what nothing can be said of', () => {
    const unknown = { layers: [{ protocol: 'net', fields: { ...ends, proto: 99 } }] };
    expect(encode(unknown, { fix: true }).slice(2, 4)).toBe('63');
  });

  it('fills the header up, though its length was given', () => {
    const options = [{ name: 'mark', value: 5 }];
    const hex = encode(
      { layers: [{ protocol: 'net', fields: { ...ends, hdr_len: 16, options } }] },
      { fix: true },
    );
    expect(hex).toMatch(/^45.*07030500$/);
  });

  it('leaves a checksum out that says that there is none', () => {
    const none = { layers: [{ protocol: 'msg', fields: { checksum: 0 } }] };
    expect(encode(none, { fix: true })).toBe('000700060000');
  });

  it('changes nothing in a packet that is right', () => {
    const hex = build(frame.with({ to: 5 }), net.with(ends), msg.with(), app.with({ t: 'aabb' }));
    expect(encode(viaText(decode(hex)), { fix: true })).toBe(hex);
  });
});

describe('a warning', () => {
  it('tells of each value that is kept though it is wrong, inner sums first', () => {
    const packet = {
      layers: [
        { protocol: 'net', fields: { ...ends, hdr_len: 20, len: 9, proto: 1, checksum: 2 } },
        { protocol: 'msg', fields: { port: 9, length: 1, checksum: 3 } },
        { protocol: 'app', fields: { n: 0, t: 'aabb' } },
      ],
    };
    const { hex, warnings } = warned(packet);
    expect(hex).toBe(`4501000900000002c0000201c6336402${'00090001000300aabb'}`);
    expect(warnings).toEqual([
      { layer: 2, field: 'n', given: 0, expected: 2 },
      { layer: 0, field: 'hdr_len', given: 20, expected: 16 },
      { layer: 0, field: 'len', given: 9, expected: 25 },
      { layer: 0, field: 'proto', given: 1, expected: 17 },
      { layer: 1, field: 'port', given: 9, expected: 53 },
      { layer: 1, field: 'length', given: 1, expected: 9 },
      { layer: 1, field: 'checksum', given: 3, expected: 0x57f9 },
      { layer: 0, field: 'checksum', given: 2, expected: 0xcebd },
    ]);
  });

  it('is not given for what is right, absent or cannot be said', () => {
    const hex = build(frame.with({ to: 5 }), net.with(ends), msg.with({ checksum: 0 }));
    expect(warned(viaText(decode(hex)))).toEqual({ hex, warnings: [] });
    expect(
      warned({ layers: [{ protocol: 'net', fields: { ...ends, proto: 99 } }] }).warnings,
    ).toEqual([]);
  });

  it('names the place of a count or length inside of lists and options', () => {
    const nest = protocol({
      name: 'nest',
      title: 'Nest',
      fields: {
        n: uint(8, 'N', 'n'),
        l: list(
          'L',
          'l',
          { m: uint(8, 'M', 'm'), b: bytes('B', 'b', { length: 'm' }) },
          { count: 'n' },
        ),
        o: tlv(
          'O',
          'o',
          { key: 'k', type: 8, length: 8, counts: 'all' },
          {
            x: option(1, 'X', { m: uint(8, 'M', 'm'), b: bytes('B', 'b', { length: 'm' }) }),
          },
        ),
      },
    });
    const own = toy(nest);
    const fields = {
      n: 1,
      l: [
        { m: 1, b: 'aa' },
        { m: 0, b: 'bbbb' },
      ],
      o: [{ name: 'x', m: 9, b: 'cc' }],
    };
    const warnings: unknown[] = [];
    const packet = { layers: [{ protocol: 'nest', fields }] };
    expect(own.encode(packet, { warn: (w) => warnings.push(w) })).toBe('0101aa00bbbb010409cc');
    expect(warnings).toEqual([
      { layer: 0, field: 'l.1.m', given: 0, expected: 2 },
      { layer: 0, field: 'n', given: 1, expected: 2 },
      { layer: 0, field: 'o.0.m', given: 9, expected: 1 },
    ]);
    expect(own.encode(packet, { fix: true })).toBe('0201aa02bbbb010401cc');
  });

  it('may be answered by encoding something else', () => {
    const packet = { layers: [{ protocol: 'app', fields: { n: 9, t: 'aabb' } }] };
    let inner = '';
    const hex = encode(packet, {
      warn: () => {
        inner = build(app.with({ t: 'ffffffff' }));
      },
    });
    expect([hex, inner]).toEqual(['09aabb', '04ffffffff']);
  });
});

describe('a number that leads on as well as the computed one', () => {
  const number = uint(8, 'Number', 'n');
  const below = protocol({
    name: 'below',
    title: 'Below',
    carriedBy: { linktype: 1 },
    fields: { from: number, to: number, size: number },
    rules: (f) => ({
      selects: { up: [f.from, f.to] },
      derived: { to: (d) => d.next ?? 99, size: 'total' },
    }),
  });
  const above = protocol({
    name: 'above',
    title: 'Above',
    carriedBy: { up: [1, 2] },
    fields: { x: number },
  });
  const other = protocol({
    name: 'other',
    title: 'Other',
    carriedBy: { up: 3 },
    fields: { x: number },
  });
  const own = toy(below, above, other);

  /** What is said and what is mended of `to`, beside `from` and over an inner layer. */
  const judged = (fields: object, inner?: string) => {
    const layers = [{ protocol: 'below', fields }, ...(inner ? [{ protocol: inner }] : [])];
    const warnings: unknown[] = [];
    own.encode({ layers }, { warn: ({ field, expected }) => warnings.push([field, expected]) });
    return [warnings, own.encode({ layers }, { fix: true }).slice(2, 4)];
  };

  it.each<[string, object, string | undefined, unknown]>([
    ['another number of the same protocol', { from: 0, to: 2 }, 'above', [[], '02']],
    ['another field that tells, as in an answer', { from: 1, to: 77 }, 'above', [[], '4d']],
    ['nothing follows', { from: 0, to: 77 }, undefined, [[], '4d']],
    ['data follows', { from: 0, to: 77 }, 'data', [[], '4d']],
  ])('is right: %s', (_, fields, inner, expected) => {
    expect(judged(fields, inner)).toEqual(expected);
  });

  it.each<[string, object, string, unknown]>([
    ['a number that leads nowhere', { from: 0, to: 77 }, 'above', [[['to', 1]], '01']],
    ['a number of another protocol', { from: 0, to: 3 }, 'above', [[['to', 1]], '01']],
    ['another field that leads elsewhere', { from: 1, to: 77 }, 'other', [[['to', 3]], '03']],
  ])('is wrong: %s', (_, fields, inner, expected) => {
    expect(judged(fields, inner)).toEqual(expected);
  });

  it('says nothing of lengths, which may be numbers of protocols too', () => {
    expect(judged({ from: 1, to: 1, size: 2 }, 'above')[0]).toEqual([['size', 4]]);
  });
});

it('a checksum that offload left to the card is no cause for a warning, and is finished by --fix', () => {
  const packet = {
    layers: [
      { protocol: 'net', fields: ends },
      { protocol: 'msg', fields: { checksum: 0xec4e } },
    ],
  };
  // c000+0201+c633+6402+0011+0006, folded.
  expect(warned(packet).warnings).toEqual([]);
  expect(encode(packet, { fix: true })).toBe(build(net.with(ends), msg.with()));
});

describe('inside of fragments and quotes', () => {
  const first = {
    layers: [
      { protocol: 'net', fields: { ...ends, frag: { mf: true, offset: 0 } } },
      { protocol: 'msg', fields: { port: 53, length: 900, checksum: 0x1234 } },
      { protocol: 'app', fields: { n: 200, t: 'aabb' } },
    ],
  };
  const quoted = {
    layers: [
      { protocol: 'net', fields: ends },
      { protocol: 'err', fields: { code: 3 } },
      { protocol: 'net', fields: { ...ends, len: 900, proto: 17, checksum: 0x1111 } },
      { protocol: 'msg', fields: { port: 53, length: 880, checksum: 0x1234 } },
    ],
  };

  it.each([
    ['a fragment', first],
    ['a quote', quoted],
  ])('%s: what speaks of the whole datagram is neither warned of nor mended', (_, packet) => {
    const { hex, warnings } = warned(packet);
    expect(warnings).toEqual([]);
    expect(encode(packet, { fix: true })).toBe(hex);
  });

  it('what is left out is computed all the same', () => {
    const hex = build(net.with({ ...ends, frag: ['mf'] }), msg.with(), app.with({ t: 'aabb' }));
    expect(hex).toMatch(/00350009....02aabb$/);
  });

  it('the layers around are mended', () => {
    const { layers } = JSON.parse(JSON.stringify(quoted));
    layers[1].fields.checksum = 1;
    expect(warned({ layers }).warnings).toMatchObject([{ layer: 1, field: 'checksum', given: 1 }]);
    expect(encode({ layers }, { fix: true })).toBe(encode(quoted));
  });
});

describe('an error', () => {
  it.each<[string, () => string]>([
    [
      'net.frag.offset: 5 does not fit 15 bits (0 to 262136, in steps of 8)',
      () => build(net.with({ frag: { offset: 5 } })),
    ],
    [
      'net.options.0.value: 256 does not fit 8 bits (0 to 255)',
      () => build(frame.with(), net.with({ options: [{ name: 'mark', value: 256 }] })),
    ],
    [
      'net.len: 65552 does not fit 16 bits (0 to 65535)',
      () => build(net.with(), data.with({ data: '00'.repeat(65536) })),
    ],
    [
      'net.hdr_len: 64 does not fit 4 bits (0 to 60, in steps of 4)',
      () => build(net.with({ options: new Array(16).fill({ name: 'mark' }) })),
    ],
    [
      'frame.padding: hex digits in pairs are needed, not "x"',
      () => build(frame.with({ padding: 'x' })),
    ],
    ['frame.fcs: -1 does not fit 32 bits', () => build(frame.with({ fcs: -1 }))],
    ['data.data: hex digits in pairs are needed', () => build(data.with({ data: 'abc' }))],
    ['app.n: 256 does not fit 8 bits', () => build(app.with({ t: '00'.repeat(256) }))],
  ])('%s', (message, call) => {
    expect(call).toThrow(message);
    expect(call).toThrow(FieldError);
  });

  it('leaves no trace in what is built next', () => {
    const small = build(frame.with({ to: 5 }), net.with(ends), msg.with());
    for (const size of [3, 5000, 100_000]) {
      expect(() =>
        build(data.with({ data: 'ff'.repeat(size) }), net.with({ version: 99 })),
      ).toThrow();
      expect(build(frame.with({ to: 5 }), net.with(ends), msg.with())).toBe(small);
      expect(build(data.with({ data: 'ff'.repeat(size) }))).toHaveLength(2 * size);
      expect(build(frame.with({ to: 5 }), net.with(ends), msg.with())).toBe(small);
    }
  });
});

it('gives bytes of its own every time', () => {
  const packets = Array.from({ length: 3000 }, (_, type) =>
    assemble([tag.with({ type: type % 256 })]),
  );
  packets[0]?.fill(0xee);
  const big = assemble([data.with({ data: 'aa'.repeat(3000) })]);
  assemble([data.with({ data: 'bb'.repeat(3000) })]);
  expect(packets[0]).toEqual(Uint8Array.of(0xee));
  expect(packets.slice(1).every((b, i) => b.length === 1 && b[0] === (i + 1) % 256)).toBe(true);
  expect(toHex(big)).toBe('aa'.repeat(3000));
});

it('does not change what it was given', () => {
  const fields = Object.freeze({ ...ends, frag: Object.freeze(['mf'] as const) });
  build(net.with(fields), err.with(Object.freeze({ code: 1 })));
  expect(fields).toEqual({ ...ends, frag: ['mf'] });
});
