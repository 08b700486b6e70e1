import { describe, expect, it } from 'vitest';
import { uint } from '../../src/codec/fixed.js';
import { bytes } from '../../src/codec/parts.js';
import { protocol } from '../../src/codec/protocol.js';
import { app, err, frame, msg, net, stack } from './stack.js';
import { toy, viaText } from './toy.js';

const MOST_LAYERS = 64;
const { build, decode, encode, data } = stack();
const ends = { src: '192.0.2.1', dst: '198.51.100.2' };

/** Protocol, header and end of each layer, and behind which one it stands as surplus. */
const cuts = (hex: string) =>
  decode(hex).layers.map(({ protocol: p, offset, body, end, after }) =>
    [p.name, offset, body, end, ...(after === undefined ? [] : [`after ${after}`])].join(' '),
  );

function holds(hex: string, expected: readonly string[]) {
  const plain = hex.replaceAll(' ', '');
  expect(cuts(plain)).toEqual(expected);
  expect(encode(decode(plain).toJSON())).toBe(plain);
  expect(encode(viaText(decode(plain)))).toBe(plain);
}

describe('layers', () => {
  const datagram = build(net.with(ends), msg.with(), app.with({ t: 'aabb' }));

  it('lie one in the other', () => {
    holds(`0501${datagram}`, ['frame 0 2 27', 'net 2 18 27', 'msg 18 24 27', 'app 24 27 27']);
  });

  it('give what is too much to the tail of the nearest that has one', () => {
    holds(`0501${datagram}0000`, ['frame 0 2 29', 'net 2 18 27', 'msg 18 24 27', 'app 24 27 27']);
    expect(decode(`0501${datagram}0000`).layers[0]?.fields).toEqual({
      to: 5,
      type: 1,
      padding: '0000',
    });
  });

  it('give it to nobody where none has one: it stands behind as data', () => {
    const own = toy(net, msg, app);
    const packet = own.decode(`${datagram}beef`);
    expect(packet.layers.map((l) => [l.protocol.name, l.offset, l.after])).toEqual([
      ['net', 0, undefined],
      ['msg', 16, undefined],
      ['app', 22, undefined],
      ['data', 25, 0],
    ]);
    expect(own.encode(viaText(packet))).toBe(`${datagram}beef`);
  });

  it('keep surplus at each depth apart', () => {
    // The text ends before the message does, that before the datagram, that before the frame.
    const hex =
      '0501 4411001c 0000 0000 c0000201 c6336402 0035 000a 0000 02aabb 11 2222 333333'.replaceAll(
        ' ',
        '',
      );
    holds(hex, [
      'frame 0 2 33',
      'net 2 18 30',
      'msg 18 24 28',
      'app 24 27 28',
      'data 27 28 28',
      'data 28 30 30 after 2',
    ]);
  });

  it('that nobody knows are data', () => {
    holds('0507 aabb', ['frame 0 2 4', 'data 2 4 4']);
    holds('0501 44630012 00000000 c0000201c6336402 aabb', [
      'frame 0 2 20',
      'net 2 18 20',
      'data 18 20 20',
    ]);
  });

  it('that are empty are not there', () => {
    holds('0507', ['frame 0 2 2']);
    holds('0501 44110010 00000000 c0000201c6336402', ['frame 0 2 18', 'net 2 18 18']);
  });

  it('take the numbers of several fields, the first that is known', () => {
    const both = protocol({
      name: 'both',
      title: 'Both',
      carriedBy: { linktype: 1 },
      fields: { a: uint(8, 'A', 'a'), b: uint(8, 'B', 'b') },
      rules: (f) => ({ selects: { port: [f.a, f.b], type: () => -1 } }),
    });
    const own = toy(both, app);
    const inner = (hex: string) => own.decode(hex).layers[1]?.protocol.name;
    expect([inner('350001aa'), inner('003501aa'), inner('000001aa')]).toEqual([
      'app',
      'app',
      'data',
    ]);
  });
});

describe('a header', () => {
  it('that is cut is broken: all of it is raw, and nothing follows', () => {
    holds('05', ['frame 0 1 1']);
    expect(decode('05').layers[0]?.toJSON()).toEqual({
      protocol: 'frame',
      offset: 0,
      length: 1,
      fields: { to: 5 },
      raw: '05',
    });
    holds('0501 4411', ['frame 0 2 4', 'net 2 4 4']);
  });

  it('of no byte at all is broken too', () => {
    holds('', ['frame 0 0 0']);
    expect(decode('').layers[0]?.raw).toBe('');
  });

  it('that says it is shorter than it is: what follows is nobody’s', () => {
    holds('0501 43110013 00000000 c0000201c6336402 000700', [
      'frame 0 2 21',
      'net 2 18 21',
      'data 18 21 21',
    ]);
  });

  it('that says it is longer than what is there takes all that is there', () => {
    holds('0501 4f110013 00000000 c0000201c6336402 01010101', ['frame 0 2 22', 'net 2 22 22']);
  });

  it('whose options are rubbish keeps them', () => {
    holds('0501 45110014 00000000 c0000201c6336402 0709aabb', ['frame 0 2 22', 'net 2 22 22']);
  });

  it('is as long as reading it takes, where no rule says more', () => {
    holds('0501 44110019 00000000 c0000201c6336402 003500090000 00 1122', [
      'frame 0 2 27',
      'net 2 18 27',
      'msg 18 24 27',
      'app 24 25 27',
      'data 25 27 27',
    ]);
    holds('0501 44110019 00000000 c0000201c6336402 003500090000 031122', [
      'frame 0 2 27',
      'net 2 18 27',
      'msg 18 24 27',
      'app 24 27 27',
    ]);
  });
});

describe('a length', () => {
  it('of zero that a rule takes for none leaves all that is there', () => {
    holds('0501 44630000 00000000 c0000201c6336402 aabb', [
      'frame 0 2 20',
      'net 2 18 20',
      'data 18 20 20',
    ]);
  });

  it('less than the header’s: what follows is nobody’s', () => {
    holds('0501 44110008 00000000 c0000201c6336402 0007 0006 0000', [
      'frame 0 2 24',
      'net 2 18 24',
      'data 18 24 24',
    ]);
  });

  it('more than there is: what is there belongs to it', () => {
    holds('0501 44110099 00000000 c0000201c6336402 0007 0006 0000', [
      'frame 0 2 24',
      'net 2 18 24',
      'msg 18 24 24',
    ]);
  });
});

describe('fragments and quotes', () => {
  it('behind the first fragment there is no header', () => {
    holds('0501 44110018 00010000 c0000201c6336402 0035000a0000 aabb', [
      'frame 0 2 26',
      'net 2 18 26',
      'data 18 26 26',
    ]);
  });

  it('a quoted datagram is cut like any other', () => {
    const quoted = build(net.with({ ...ends, len: 900 }), msg.with({ length: 880 })).slice(0, 44);
    const { layers } = decode(`0501${build(net.with(ends), err.with({ code: 3 }))}`);
    expect(layers.map((l) => l.protocol.name)).toEqual(['frame', 'net', 'err']);
    const whole = build(
      frame.with(),
      net.with(ends),
      err.with({ code: 3 }),
      data.with({ data: quoted }),
    );
    // Built as data, read as what it is.
    const proto = whole.replace(/^00014400/, '00014401');
    expect(decode(proto).layers.map((l) => l.protocol.name)).toEqual([
      'frame',
      'net',
      'err',
      'net',
      'msg',
    ]);
    expect(encode(viaText(decode(proto)))).toBe(proto);
  });
});

describe('nesting', () => {
  it('is bounded: what lies deeper is data', () => {
    const hex = `0509${'09'.repeat(500)}`;
    const { layers } = decode(hex);
    expect(layers).toHaveLength(MOST_LAYERS + 1);
    expect(layers.at(-1)?.protocol.name).toBe('data');
    expect(encode(viaText(decode(hex)))).toBe(hex);
  });

  it('is as deep as the bound, and not one less', () => {
    const hex = `0509${'09'.repeat(MOST_LAYERS - 1)}`;
    expect(decode(hex).layers.map((l) => l.protocol.name)).toEqual([
      'frame',
      ...new Array(MOST_LAYERS - 1).fill('tag'),
    ]);
  });

  it('ends where headers have no bytes', () => {
    const empty = protocol({
      name: 'empty',
      title: 'Empty',
      carriedBy: { linktype: 1, self: 1 },
      fields: {},
      rules: () => ({ selects: { self: () => 1 } }),
    });
    const own = toy(empty);
    const packet = own.decode('aabb');
    expect(packet.layers).toHaveLength(MOST_LAYERS + 1);
    expect(own.encode(viaText(packet))).toBe('aabb');
  });

  it('can be encoded far deeper', () => {
    const layers = new Array(5000).fill({ protocol: 'tag', fields: { type: 1 } });
    expect(encode({ layers })).toBe('01'.repeat(5000));
  });
});

it('rules that answer with nonsense do no harm', () => {
  const nonsense = [Number.NaN, -5, 2 ** 31, 2 ** 40, Number.POSITIVE_INFINITY, 0.5];
  for (const header of nonsense) {
    for (const total of nonsense) {
      const odd = protocol({
        name: 'odd',
        title: 'Odd',
        carriedBy: { linktype: 1 },
        fields: { x: uint(8, 'X', 'x'), rest: bytes('Rest', 'r') },
        rules: () => ({
          headerLength: () => header,
          totalLength: () => total,
          selects: { port: () => Number.NaN },
        }),
      });
      const own = toy(odd, app, msg);
      expect(own.encode(viaText(own.decode('01020304')))).toBe('01020304');
      expect(own.decode('01020304').notes).toBeInstanceOf(Array);
    }
  }
});

it('the first protocol may be any, also data', () => {
  const own = toy();
  expect(own.decode('aabb').layers.map((l) => l.toJSON())).toEqual([
    { protocol: 'data', offset: 0, length: 2, fields: { data: 'aabb' } },
  ]);
  expect(own.encode(viaText(own.decode('')))).toBe('');
});
