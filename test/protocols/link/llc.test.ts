import { describe, expect, it } from 'vitest';
import { build, decode, encode } from '../../../src/index.js';
import { data } from '../../../src/protocols/data.js';
import { eth } from '../../../src/protocols/link/eth.js';
import { llc } from '../../../src/protocols/link/llc.js';
import { ether, fieldsOf, hex, names, read, v4, v6 } from './packets.js';

type Given = NonNullable<Parameters<typeof llc.with>[0]>;

const LENGTHS = (size: number) => size.toString(16).padStart(4, '0');
const inEther = (text: string) => read(ether(LENGTHS(text.length / 2)) + text);

describe('control field', () => {
  it.each<[string, string, object, string]>([
    ['UI', '424203', { u_modifier_cmd: 0, p: false, ftype: 3 }, 'UI'],
    ['XID with poll', '0000bf', { u_modifier_cmd: 0x2b, p: true, ftype: 3 }, 'XID, poll'],
    ['TEST response', '0001e3', { u_modifier_resp: 0x38, f: false, ftype: 3 }, 'TEST'],
    ['SABME', 'f0f07f', { u_modifier_cmd: 0x1b, p: true, ftype: 3 }, 'SABME, poll'],
    ['UA', 'f0f173', { u_modifier_resp: 0x18, f: true, ftype: 3 }, 'UA, final'],
    ['DM', 'f0f10f', { u_modifier_resp: 0x03, f: false, ftype: 3 }, 'DM'],
    ['FRMR', 'f0f187', { u_modifier_resp: 0x21, f: false, ftype: 3 }, 'FRMR'],
    ['unknown', 'f0f0ef', { u_modifier_cmd: 0x3b, p: false, ftype: 3 }, 'function 59'],
    ['I', 'f0f00205', { n_s: 1, ftype: 0, n_r: 2, p: true }, 'I, N(S) 1, N(R) 2, poll'],
    [
      'I response, all bits set',
      'f0f1feff',
      { n_s: 127, ftype: 0, n_r: 127, f: true },
      'I, N(S) 127, N(R) 127, final',
    ],
    ['RR', 'f0f00106', { reserved: 0, s_ftype: 0, ftype: 1, n_r: 3, p: false }, 'RR, N(R) 3'],
    [
      'REJ',
      'f0f10907',
      { reserved: 0, s_ftype: 2, ftype: 1, n_r: 3, f: true },
      'REJ, N(R) 3, final',
    ],
    ['SREJ', 'f0f0fd00', { reserved: 15, s_ftype: 3, ftype: 1, n_r: 0, p: false }, 'SREJ, N(R) 0'],
  ])('%s', (_, text, control, words) => {
    const layer = inEther(text).layer('llc');
    expect(layer?.fields.control).toEqual(control);
    expect(layer?.summary).toMatch(new RegExp(`, ${words.replace(/[()]/g, '\\$&')}$`));
    expect(layer?.raw).toBeUndefined();
  });

  it.each<[string, Given, string]>([
    ['UI is the default', { dsap: 'stp', ssap: 'stp' }, '424203'],
    ['by name', { dsap: 0, ssap: 0, control: { u_modifier_cmd: 'xid', p: true } }, '0000bf'],
    ['a response', { dsap: 0, ssap: 1, control: { u_modifier_resp: 'test', f: true } }, '0001f3'],
    ['I', { dsap: 4, ssap: 4, control: { n_s: 1, n_r: 2, p: true } }, '04040205'],
    ['S', { dsap: 4, ssap: 5, control: { s_ftype: 'rnr', n_r: 2 } }, '04050504'],
  ])('built: %s', (_, given, wanted) => {
    expect(hex(build(llc.with(given)))).toBe(wanted);
  });

  it.each<[string, Given, RegExp]>([
    ['the poll bit in a function', { control: { u_modifier_cmd: 4 } }, /sets the poll bit/],
    ['a function of responses', { control: { u_modifier_resp: 'ua' } }, /u_modifier_cmd/],
    ['a number of eight bits', { control: { n_s: 128 } }, /7 bits/],
  ])('refused: %s', (_, given, message) => {
    expect(() => build(llc.with(given))).toThrow(message);
  });
});

describe('SNAP', () => {
  it('derives the type of what it carries', () => {
    for (const [inner, type] of [
      [v4, 0x0800],
      [v6, 0x86dd],
      [[data.with({ data: '00' })], 0x88b5],
    ] as const) {
      const packet = decode(build(eth.with(), llc.with(), ...inner));
      expect(fieldsOf(packet, 'llc')).toMatchObject({ dsap: 0xaa, ssap: 0xaa, oui: 0, type });
      expect(packet.layers[2]?.protocol).toBe(inner[0]?.protocol);
    }
  });

  it.each([
    ['Ethernet', 'aaaa03 000000 0800', { oui: 0, type: 0x0800 }],
    ['bridges', 'aaaa03 0000f8 0800', { oui: 0xf8, type: 0x0800 }],
    ['Cisco', 'aaaa03 00000c 2000', { oui: 0x0c, cisco_pid: 0x2000 }],
    ['AppleTalk', 'aaaa03 080007 809b', { oui: 0x080007, apple_atalk_pid: 0x809b }],
    ['anybody else', 'aaaa03 123456 0800', { oui: 0x123456, pid: 0x0800 }],
    ['a bridged frame', 'aaaa03 0080c2 0007 0000', { oui: 0x80c2, pid: 7, pad: '0000' }],
    ['a bridged BPDU', 'aaaa03 0080c2 000e', { oui: 0x80c2, pid: 14 }],
    ['no SNAP in a response', 'aaab03', {}],
    ['behind numbers', 'aaaa0000 000000 0800', { oui: 0, type: 0x0800 }],
  ])('%s', (_, text, wanted) => {
    const packet = inEther(text.replaceAll(' ', ''));
    const { dsap, ssap, control, ...rest } = fieldsOf(packet, 'llc');
    expect(rest).toEqual(wanted);
    expect(encode(packet)).toEqual(packet.bytes);
  });

  it('a vendor builds its own', () => {
    expect(hex(build(llc.with({ oui: 0x0c, cisco_pid: 'cdp' })))).toBe('aaaa0300000c2000');
    expect(hex(build(llc.with({ oui: 0x123456, pid: 1 })))).toBe('aaaa031234560001');
    expect(() => build(llc.with({ oui: 0x0c, pid: 1 }))).toThrow(/cisco_pid/);
  });
});

describe('what follows', () => {
  const datagram = hex(build(...v4));
  it.each([
    ['IPv4 by its access point', `060603${datagram}`, ['eth', 'llc', 'ip', 'udp', 'data']],
    ['TEST repeats data', `0606e3${datagram}`, ['eth', 'llc', 'data']],
    [
      'supervisory frames carry nothing that is known',
      `06060100${datagram}`,
      ['eth', 'llc', 'data'],
    ],
    ['XID', '0000af810102', ['eth', 'llc', 'basicxid']],
    ['XID of another format', '0000af820102', ['eth', 'llc', 'data']],
    ['XID for another access point', '4242af810102', ['eth', 'llc', 'data']],
    ['an access point that is not known', '5454030102', ['eth', 'llc', 'data']],
  ])('%s', (_, text, wanted) => {
    expect(names(inEther(text))).toEqual(wanted);
  });

  it('an Ethernet frame that was bridged', () => {
    const inner = [eth.with({ src: '02:00:00:00:00:01' }), ...v4];
    const bridge = llc.with({ oui: 0x80c2, pid: 'ethernet' });
    const packet = decode(build(eth.with(), bridge, ...inner));
    expect(names(packet)).toEqual(['eth', 'llc', 'eth', 'ip', 'udp', 'data']);
    expect(packet.layers[1]?.length).toBe(10);
  });
});

it('a cut header comes back as it stood', () => {
  for (const text of [
    'f0',
    'f0f0',
    'f0f000',
    'aaaa03',
    'aaaa0300',
    'aaaa0300000008',
    'aaaa030080c2000700',
  ]) {
    const packet = inEther(text);
    expect(packet.layers[1]?.raw).toBe(text);
    expect(encode(packet)).toEqual(packet.bytes);
  }
});
