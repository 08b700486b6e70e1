import { describe, expect, it } from 'vitest';
import { JsonError } from '../../src/codec/encode.js';
import { uint } from '../../src/codec/fixed.js';
import { protocol } from '../../src/codec/protocol.js';
import { stack } from './stack.js';
import { toy } from './toy.js';

const { encode } = stack();
const one = (layer: unknown) => ({ layers: [layer] });

describe('JSON that is no packet', () => {
  it.each<[string, unknown]>([
    ["a packet is an object with 'layers', a list", null],
    ["a packet is an object with 'layers'", 5],
    ["a packet is an object with 'layers'", []],
    ["a packet is an object with 'layers'", {}],
    ["a packet is an object with 'layers'", { layers: {} }],
    ["the packet: no such key as 'layer'; did you mean 'layers'?", { layers: [], layer: [] }],
    ["the packet: no such key as '__proto__'", JSON.parse('{"layers":[],"__proto__":{}}')],
    ["the packet: no such key as 'toJSON'", { layers: [], toJSON: 1 }],
    ["layers[0]: a layer is an object with 'protocol' and 'fields'", one(null)],
    ['layers[0]: a layer is an object', one('frame')],
    ['layers[0]: a layer is an object', one([])],
    ['layers[0]: a layer is an object', one({})],
    ['layers[0]: a layer is an object', one({ protocol: 5 })],
    ["layers[0]: no protocol is called 'fram'; did you mean 'frame'?", one({ protocol: 'fram' })],
    ["layers[0]: no protocol is called '__proto__'", one({ protocol: '__proto__' })],
    ["layers[0]: no protocol is called 'constructor'", one({ protocol: 'constructor' })],
    [
      "layers[0]: no such key as 'field'; did you mean 'fields'?",
      one({ protocol: 'tag', field: {} }),
    ],
    ['layers[0].fields: an object is needed', one({ protocol: 'tag', fields: null })],
    ['layers[0].fields: an object is needed', one({ protocol: 'tag', fields: [] })],
    ['layers[0].fields: an object is needed', one({ protocol: 'tag', fields: 'x' })],
    ['layers[0].raw: hex text is needed', one({ protocol: 'tag', raw: 5 })],
    ['layers[0].raw: hex text is needed', one({ protocol: 'tag', raw: null })],
    ['tag: hex digits in pairs are needed, not "abc"', one({ protocol: 'tag', raw: 'abc' })],
    [
      "tag.tpye: no such field; did you mean 'type'?",
      one({ protocol: 'tag', fields: { tpye: 1 } }),
    ],
    [
      'tag.type: 256 does not fit 8 bits (0 to 255)',
      one({ protocol: 'tag', fields: { type: 256 } }),
    ],
    [
      'tag.__proto__: no such field',
      one({ protocol: 'tag', fields: JSON.parse('{"__proto__":1}') }),
    ],
    [
      'layers[1].after: the index of a layer before this one',
      {
        layers: [{ protocol: 'tag' }, { protocol: 'data', after: 1 }],
      },
    ],
    [
      'layers[1].after: the index of a layer before this one',
      {
        layers: [{ protocol: 'tag' }, { protocol: 'data', after: -1 }],
      },
    ],
    [
      'layers[1].after: the index',
      { layers: [{ protocol: 'tag' }, { protocol: 'data', after: 0.5 }] },
    ],
    [
      'layers[1].after: the index',
      { layers: [{ protocol: 'tag' }, { protocol: 'data', after: '0' }] },
    ],
    ['layers[0].after: the index', one({ protocol: 'data', after: 0 })],
    [
      "layers[2]: layers with 'after' come behind all others",
      {
        layers: [{ protocol: 'tag' }, { protocol: 'data', after: 0 }, { protocol: 'tag' }],
      },
    ],
    [
      "layers[2].after: layer 1 has an 'after' of its own",
      {
        layers: [
          { protocol: 'tag' },
          { protocol: 'data', after: 0 },
          { protocol: 'data', after: 1, fields: { data: 'aa' } },
        ],
      },
    ],
  ])('%s', (message, packet) => {
    expect(() => encode(packet)).toThrow(message);
    expect(() => encode(packet)).toThrow(JsonError);
  });

  it('is found out however deep it is', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(() => encode(one({ protocol: 'tag', fields: { type: deep } }))).toThrow(
      'tag.type: a number is needed, not object',
    );
    expect(() => encode(one({ protocol: 'tag', fields: { deep } }))).toThrow(
      'tag.deep: no such field',
    );
    expect(() => encode(one({ protocol: 'tag', raw: '09', fields: { type: deep } }))).toThrow(
      'tag.type: edited beside raw bytes',
    );
    expect(() => encode({ layers: deep })).toThrow('layers[0]: a layer is an object');
  });

  it('changes nothing for anybody', () => {
    const evil = JSON.parse(
      '{"layers":[{"protocol":"frame","fields":{"to":5,"__proto__":{"type":9,"polluted":1}}}]}',
    );
    expect(() => encode(evil)).toThrow('no such field');
    expect('polluted' in {}).toBe(false);
  });
});

describe('JSON that is a packet', () => {
  it('may be as short as a person writes it', () => {
    expect(encode({ layers: [] })).toBe('');
    expect(encode(one({ protocol: 'tag' }))).toBe('00');
    expect(encode(one({ protocol: 'tag', fields: { type: '0x10' } }))).toBe('10');
  });

  it('may hold what decode says beside the fields', () => {
    const layer = {
      ...{ protocol: 'msg', offset: 7, length: 99, annotations: [{}] },
      fields: { checksum: 0, checksum_status: 'bad', checksum_expected: 5 },
    };
    expect(encode({ frame: { number: 5 }, layers: [layer], notes: [{}] })).toBe('000700060000');
  });

  it('puts surplus bytes behind the layer that they name', () => {
    const layers = [
      { protocol: 'frame', fields: { to: 5, padding: 'ff' } },
      { protocol: 'msg', fields: { checksum: 0 } },
      { protocol: 'app', fields: { t: 'aa' } },
    ];
    const late = (...after: number[]) =>
      encode({
        layers: [
          ...layers,
          ...after.map((a) => ({ protocol: 'data', after: a, fields: { data: 'ee' } })),
        ],
      });
    expect(late(2)).toBe('0500 00350009 0000 01aa ee ff'.replaceAll(' ', ''));
    expect(late(1)).toBe('0500 00350008 0000 01aa ee ff'.replaceAll(' ', ''));
    expect(late(0)).toBe('0500 00350008 0000 01aa ff ee'.replaceAll(' ', ''));
    expect(late(0, 1, 2)).toBe('0500 00350009 0000 01aa ee ee ff ee'.replaceAll(' ', ''));
  });
});

describe('protocols that share a name', () => {
  const short = protocol({
    name: 'twin',
    title: 'Short',
    carriedBy: { linktype: 1, inner: 1 },
    fields: { type: uint(8, 'Type', 't') },
    rules: (f) => ({ selects: { inner: f.type }, derived: { type: 'next' } }),
  });
  const long = protocol({
    name: 'twin',
    title: 'Long',
    carriedBy: { linktype: 2, inner: 2 },
    fields: { type: uint(16, 'Type', 't'), more: uint(8, 'More', 'm') },
    rules: (f) => ({ selects: { outer: f.type } }),
  });
  const own = toy(short, long);

  it('are told apart by their fields', () => {
    expect(own.encode(one({ protocol: 'twin', fields: { more: 1 } }))).toBe('000001');
    expect(own.encode(one({ protocol: 'twin', fields: { type: 1 } }))).toBe('01');
  });

  it('are told apart by the link type', () => {
    const packet = (linktype: number) => ({ frame: { linktype }, ...one({ protocol: 'twin' }) });
    expect(own.encode(packet(1))).toBe('00');
    expect(own.encode(packet(2))).toBe('000000');
  });

  it('complain of a field that neither has', () => {
    expect(() => own.encode(one({ protocol: 'twin', fields: { mroe: 1 } }))).toThrow(
      'twin.mroe: no such field',
    );
  });
});
