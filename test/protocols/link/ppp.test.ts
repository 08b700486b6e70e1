import { describe, expect, it } from 'vitest';
import { build, decode, encode } from '../../../src/index.js';
import { data } from '../../../src/protocols/data.js';
import { eth } from '../../../src/protocols/link/eth.js';
import { mpls } from '../../../src/protocols/link/mpls.js';
import { ppp } from '../../../src/protocols/link/ppp.js';
import { pppoes } from '../../../src/protocols/link/pppoes.js';
import { ether, fieldsOf, hex, names, read, texts, v4, v6 } from './packets.js';

type Given = NonNullable<Parameters<typeof ppp.with>[0]>;

const PPP = 9;
const datagram = hex(build(...v4));

describe('framing', () => {
  it.each([
    ['all of it', 'ff030021', { address: 255, control: 3, protocol: 0x21 }],
    ['without address and control', '0021', { protocol: 0x21 }],
    ['protocol in one byte', '21', { pfc: true, protocol: 0x21 }],
    ['both', 'ff0321', { address: 255, control: 3, pfc: true, protocol: 0x21 }],
    ['another control', 'ff130021', { address: 255, control: 0x13, protocol: 0x21 }],
  ])('%s', (_, text, wanted) => {
    const packet = read(text + datagram, PPP);
    expect(fieldsOf(packet, 'ppp')).toEqual(wanted);
    expect(names(packet)).toEqual(['ppp', 'ip', 'udp', 'data']);
    expect(packet.layers[0]).toMatchObject({ length: text.length / 2, raw: undefined });
    expect(hex(encode(JSON.parse(JSON.stringify(packet))))).toBe(text + datagram);
  });

  it.each<[string, Given, string]>([
    ['no more than the protocol', {}, '0021'],
    ['address and control', { address: 0xff, control: 3 }, 'ff030021'],
    ['the control follows from the address', { address: 0xff }, 'ff030021'],
    ['the address follows from the control', { control: 0x13 }, 'ff130021'],
    ['protocol in one byte', { pfc: true }, '21'],
    ['protocol given in one byte', { pfc: true, protocol: 'ipv6' }, '57'],
    ['all in one', { address: 0xff, pfc: true }, 'ff0321'],
  ])('built: %s', (_, given, wanted) => {
    expect(hex(build(ppp.with(given), ...v4))).toBe(wanted + datagram);
  });

  it('a protocol of two bytes does not go into one', () => {
    expect(() => build(ppp.with({ pfc: true, protocol: 0xc021 }))).toThrow(/8 bits/);
  });

  it.each(['ff', 'ff03', 'ff0300', '00'])('%s is cut, and comes back', (text) => {
    const packet = read(text, PPP);
    expect(packet.layers[0]?.raw).toBe(text);
    expect(encode(packet)).toEqual(packet.bytes);
  });
});

it.each([
  ['IPv4', v4, 0x21],
  ['IPv6', v6, 0x57],
  ['MPLS', [mpls.with(), ...v4], 0x281],
  ['data', [data.with({ data: '00' })], 0],
])('derives the protocol of %s', (_, inner, number) => {
  expect(fieldsOf(decode(build(ppp.with(), ...inner), { linktype: PPP }), 'ppp').protocol).toBe(
    number,
  );
});

describe('PPPoE session', () => {
  it('derives its length and the EtherType', () => {
    const made = build(eth.with(), pppoes.with({ session_id: 0x11 }), ppp.with(), ...v4);
    const packet = decode(made);
    expect(names(packet)).toEqual(['eth', 'pppoes', 'ppp', 'ip', 'udp', 'data']);
    expect(fieldsOf(packet, 'pppoes')).toEqual({
      version: 1,
      type: 1,
      code: 0,
      session_id: 0x11,
      payload_length: made.length - 20,
    });
    expect(fieldsOf(packet, 'eth').type).toBe(0x8864);
    expect(texts(packet)).toEqual([]);
  });

  it('what its length leaves over is padding', () => {
    const packet = read(`${ether('8864')} 1100 0011 0003 400501`.padEnd(133, '0'));
    expect(names(packet)).toEqual(['eth', 'pppoes', 'ppp', 'data']);
    expect(fieldsOf(packet, 'data')).toEqual({ data: '01' });
    expect(fieldsOf(packet, 'eth').padding).toMatch(/^0+$/);
  });

  it.each([
    ['1100 0011', []],
    ['2100 0011', [/version and type are 1/]],
    ['1200 0011', [/version and type are 1/]],
    ['1109 0011', [/code of a session is 0/]],
  ])('%s: its notes', (text, notes) => {
    const packet = read(`${ether('8864')} ${text} 0002 4005`);
    expect(names(packet)).toEqual(['eth', 'pppoes', 'ppp']);
    expect(texts(packet)).toEqual(notes.map((note) => expect.stringMatching(note)));
  });
});
