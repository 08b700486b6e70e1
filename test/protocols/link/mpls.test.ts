import { describe, expect, it } from 'vitest';
import { build, decode, encode, type LayerGiven } from '../../../src/index.js';
import { data } from '../../../src/protocols/data.js';
import { arp } from '../../../src/protocols/link/arp.js';
import { eth } from '../../../src/protocols/link/eth.js';
import { llc } from '../../../src/protocols/link/llc.js';
import { mpls } from '../../../src/protocols/link/mpls.js';
import { pwach } from '../../../src/protocols/link/pwach.js';
import { pwethcw } from '../../../src/protocols/link/pwethcw.js';
import { bytes, ether, fieldsOf, hex, names, read, texts, v4, v6 } from './packets.js';

const inside = (...layers: readonly LayerGiven[]) => decode(build(eth.with(), ...layers));

describe('a label', () => {
  it.each([
    ['all zero', '00000000', { label: 0, exp: 0, bottom: false, ttl: 0 }],
    ['the label', 'fffff000', { label: 0xfffff, exp: 0, bottom: false, ttl: 0 }],
    ['the class', '00000e00', { label: 0, exp: 7, bottom: false, ttl: 0 }],
    ['the bottom', '00000100', { label: 0, exp: 0, bottom: true, ttl: 0 }],
    ['the time to live', '000000ff', { label: 0, exp: 0, bottom: false, ttl: 255 }],
  ])('%s', (_, text, wanted) => {
    expect(fieldsOf(read(`${ether('8847')} ${text}`), 'mpls')).toEqual(wanted);
    expect(hex(build(mpls.with(wanted)))).toBe(text);
  });

  it('the bottom of a stack is derived, and so is the EtherType', () => {
    const packet = inside(mpls.with({ label: 100 }), mpls.with({ label: 200 }), mpls.with(), ...v4);
    const stack = packet.layers.slice(1, 4).map(({ fields }) => [fields.label, fields.bottom]);
    expect(stack).toEqual([
      [100, false],
      [200, false],
      [16, true],
    ]);
    expect(fieldsOf(packet, 'eth').type).toBe(0x8847);
    expect(names(packet).slice(4)).toEqual(['ip', 'udp', 'data']);
  });

  it.each([
    ['ipv4_explicit_null', 0, 'IPv4 Explicit Null, TTL 64'],
    ['gal', 13, 'Generic Associated Channel Label, TTL 64'],
  ] as const)('%s has a name', (name, label, summary) => {
    const [layer] = decode(build(mpls.with({ label: name }), ...v4), { linktype: 219 }).layers;
    expect(layer?.fields.label).toBe(label);
    expect(layer?.summary).toBe(summary);
  });
});

describe('what the bottom carries is a guess', () => {
  const frame = eth.with({ dst: '00:00:5e:00:53:01', src: '02:00:00:00:00:01' });
  it.each<[string, readonly LayerGiven[], readonly string[]]>([
    ['IPv4', v4, ['ip', 'udp', 'data']],
    ['IPv6', v6, ['ipv6', 'udp', 'data']],
    ['Ethernet', [frame, ...v4], ['eth', 'ip', 'udp', 'data']],
    ['Ethernet with ARP', [frame, arp.with()], ['eth', 'arp']],
    ['802.3', [frame, llc.with({ dsap: 0x42, ssap: 0x42 })], ['eth', 'llc']],
    ['a control word', [pwethcw.with(), frame, ...v4], ['pwethcw', 'eth', 'ip', 'udp', 'data']],
    [
      'a control word that counts',
      [pwethcw.with({ sequence_number: 5 }), frame, ...v4],
      ['pwethcw', 'eth', 'ip', 'udp', 'data'],
    ],
    ['a control word, ARP', [pwethcw.with(), frame, arp.with()], ['pwethcw', 'eth', 'arp']],
    [
      'a control word, 802.3',
      [pwethcw.with(), frame, llc.with({ dsap: 0x42, ssap: 0x42 })],
      ['pwethcw', 'eth', 'llc'],
    ],
    ['a channel', [pwach.with(), data.with({ data: '01' })], ['pwach', 'data']],
    ['a channel with IPv4', [pwach.with(), ...v4], ['pwach', 'ip', 'udp', 'data']],
    ['a channel with IPv6', [pwach.with(), ...v6], ['pwach', 'ipv6', 'udp', 'data']],
  ])('%s', (_, inner, wanted) => {
    const packet = inside(mpls.with(), ...inner);
    expect(names(packet).slice(2)).toEqual(wanted);
    expect(texts(packet)).toEqual([expect.stringMatching(/a guess/)]);
    expect(encode(packet)).toEqual(packet.bytes);
  });

  it.each([
    ['zeros', '00'.repeat(40)],
    ['too short for a frame', '000000000800'],
    ['a first byte that says nothing', `90${'11'.repeat(40)}`],
    ['an address of Ethernet that says nothing', '525400000001 020000000001 0800 45'],
  ])('no guess: %s', (_, text) => {
    const packet = decode(build(eth.with(), mpls.with(), data.with({ data: bytes(text) })));
    expect(names(packet)).toEqual(['eth', 'mpls', 'data']);
    expect(texts(packet)).toEqual([]);
  });
});

describe('notes', () => {
  it.each([
    ['explicit null says IPv4', { label: 0 }, v4, []],
    ['explicit null says IPv6', { label: 2 }, v6, []],
    ['explicit null is belied', { label: 0 }, v6, [/IPv4 Explicit Null, and something else/]],
    ['implicit null', { label: 3 }, v4, [/guess/, /never sent/]],
    ['a channel behind its label', { label: 13 }, [pwach.with(), ...v4], []],
    ['nothing behind', {}, [], [/nothing follows/]],
  ])('%s', (_, given, inner, notes) => {
    const found = texts(inside(mpls.with(given), ...inner));
    expect(found).toEqual(notes.map((note) => expect.stringMatching(note)));
  });

  it('a stack without a bottom, unless the capture is cut', () => {
    const made = bytes(`${ether('8847')} 00010040`);
    expect(texts(decode(made))).toEqual(['the stack has no bottom']);
    expect(texts(decode(made, { frame: { len: 100, caplen: made.length } }))).toEqual([]);
  });

  it('reserved bits of a channel', () => {
    const packet = inside(mpls.with({ label: 13 }), pwach.with({ res: 1 }), ...v4);
    expect(texts(packet)).toEqual(['reserved bits are set']);
  });
});
