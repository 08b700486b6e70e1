import { describe, expect, it } from 'vitest';
import { build, decode, encode } from '../../../src/index.js';
import { arp } from '../../../src/protocols/link/arp.js';
import { eth } from '../../../src/protocols/link/eth.js';
import { vlan } from '../../../src/protocols/link/vlan.js';
import { ether, fieldsOf, hex, names, read, texts } from './packets.js';

type Given = NonNullable<Parameters<typeof arp.with>[0]>;

const A = '02:00:00:00:00:01';
const B = '02:00:00:00:00:02';
const question = {
  src: { hw_mac: A, proto_ipv4: '192.0.2.1' },
  dst: { proto_ipv4: '192.0.2.2' },
} satisfies Given;
const packet = (fields: Given, type = 0x0806) =>
  decode(build(eth.with({ type, src: A }), arp.with(fields)));

describe('addresses', () => {
  it.each<[string, string, object]>([
    [
      'Ethernet and IPv4',
      '0001 0800 0604 0001 020000000001 c0000201 000000000000 c0000202',
      {
        src: { hw_mac: A, proto_ipv4: '192.0.2.1' },
        dst: { hw_mac: '00:00:00:00:00:00', proto_ipv4: '192.0.2.2' },
      },
    ],
    [
      'IEEE 802 and IPv4',
      '0006 0800 0604 0001 020000000001 c0000201 000000000000 c0000202',
      { src: { hw_mac: A }, dst: { proto_ipv4: '192.0.2.2' } },
    ],
    [
      'eight bytes of hardware',
      '0018 0800 0804 0001 0001020304050607 c0000201 1011121314151617 c0000202',
      {
        src: { hw: '0001020304050607', proto_ipv4: '192.0.2.1' },
        dst: { hw: '1011121314151617', proto_ipv4: '192.0.2.2' },
      },
    ],
    [
      'a protocol of two bytes',
      '0001 809b 0602 0001 020000000001 0a0b 000000000000 0c0d',
      { src: { hw_mac: A, proto: '0a0b' }, dst: { proto: '0c0d' } },
    ],
    [
      'four bytes that are not of IPv4',
      '0001 809b 0604 0001 020000000001 c0000201 000000000000 c0000202',
      { src: { proto: 'c0000201' }, dst: { proto: 'c0000202' } },
    ],
    [
      'six bytes that are not of Ethernet',
      '0007 0800 0604 0001 020000000001 c0000201 000000000000 c0000202',
      { src: { hw: '020000000001' }, dst: { hw: '000000000000' } },
    ],
    [
      'AX.25',
      '0003 0800 0704 0001 01020304050607 c0000201 11121314151617 c0000202',
      { src: { hw_ax25: '01020304050607' }, dst: { hw_ax25: '11121314151617' } },
    ],
    [
      'none of hardware',
      '0001 0800 0004 0001 c0000201 c0000202',
      { src: { proto_ipv4: '192.0.2.1' } },
    ],
    ['none at all', '0001 0800 0000 0001', {}],
  ])('%s', (_, text, wanted) => {
    const found = read(`${ether('0806')} ${text}`);
    expect(fieldsOf(found, 'arp')).toMatchObject(wanted);
    expect(found.layer('arp')?.raw).toBeUndefined();
    expect(encode(found)).toEqual(found.bytes);
  });

  it.each<[string, Given, string]>([
    ['usual ones', question, '0001080006040001020000000001c0000201000000000000c0000202'],
    [
      'hardware of three bytes',
      { hw: { type: 7 }, src: { hw: '010203', proto_ipv4: '192.0.2.1' }, dst: { hw: '040506' } },
      '0007080003040001010203c000020104050600000000',
    ],
    [
      'a protocol of two bytes',
      { proto: { type: 'atalk' }, src: { hw_mac: A, proto: '0a0b' }, dst: { proto: '0c0d' } },
      '0001809b060200010200000000010a0b0000000000000c0d',
    ],
    [
      'sizes that were given stay',
      { hw: { size: 2 }, src: { hw: '010203' }, dst: { hw: '040506' } },
      '00010800020400010102030000000004050600000000',
    ],
  ])('built: %s', (_, given, wanted) => {
    expect(hex(build(arp.with(given)))).toBe(wanted);
  });

  it('ATM has two of each kind: they stay data, and a note says so', () => {
    const found = read(`${ether('0806')} 0013 0800 1400 0008 04140004 ${'00'.repeat(48)}`);
    expect(names(found)).toEqual(['eth', 'arp', 'data']);
    expect(texts(found)).toEqual([expect.stringMatching(/ATM/)]);
  });
});

describe('what it is', () => {
  it.each<[string, Given, string, RegExp[]]>([
    ['request', question, 'who has 192.0.2.2? tell 192.0.2.1', []],
    [
      'reply',
      { opcode: 'reply', src: question.src, dst: { hw_mac: B, proto_ipv4: '192.0.2.2' } },
      `192.0.2.1 is at ${A}`,
      [],
    ],
    [
      'probe',
      { ...question, src: { hw_mac: A } },
      'probe: who has 192.0.2.2? tell 0.0.0.0',
      [/^probe/],
    ],
    [
      'no probe: somebody is asked',
      { src: { hw_mac: A }, dst: { hw_mac: B, proto_ipv4: '192.0.2.2' } },
      'who has 192.0.2.2? tell 0.0.0.0',
      [],
    ],
    ['no address at all', {}, 'who has 0.0.0.0? tell 0.0.0.0', []],
    [
      'announcement',
      { ...question, dst: { proto_ipv4: '192.0.2.1' } },
      'announcement: who has 192.0.2.1? tell 192.0.2.1',
      [/^announcement/],
    ],
    [
      'gratuitous reply',
      { opcode: 'reply', src: question.src, dst: { proto_ipv4: '192.0.2.1' } },
      `gratuitous: 192.0.2.1 is at ${A}`,
      [/^gratuitous/],
    ],
    [
      'a reply that claims a group address',
      { ...question, opcode: 2, src: { hw_mac: '03:00:00:00:00:01', proto_ipv4: '192.0.2.1' } },
      '192.0.2.1 is at 03:00:00:00:00:01',
      [/group address/, /another address/],
    ],
    [
      'InARP',
      { ...question, opcode: 'inarp_request' },
      `who is 00:00:00:00:00:00? tell ${A} at 192.0.2.1`,
      [],
    ],
    ['an unknown operation', { ...question, opcode: 99 }, 'operation 99', [/not assigned/]],
  ])('%s', (_, given, summary, notes) => {
    const found = packet(given);
    expect(found.layer('arp')?.summary).toBe(summary);
    expect(texts(found)).toEqual(notes.map((note) => expect.stringMatching(note)));
  });

  it.each<[string, number, string, RegExp[]]>([
    ['request', 0x8035, `who is ${B}? tell ${A}`, []],
    ['request under the type of ARP', 0x0806, `who is ${B}? tell ${A}`, [/0x8035/]],
  ])('RARP %s', (_, type, summary, notes) => {
    const found = packet({ opcode: 3, src: { hw_mac: A }, dst: { hw_mac: B } }, type);
    expect(found.layer('arp')?.summary).toBe(summary);
    expect(texts(found)).toEqual(notes.map((note) => expect.stringMatching(note)));
  });

  it('RARP behind a tag is judged by the type in the tag', () => {
    const tagged = (etype: number) =>
      decode(build(eth.with(), vlan.with({ id: 5, etype }), arp.with({ opcode: 4 })));
    expect(texts(tagged(0x8035))).toEqual([]);
    expect(texts(tagged(0x0806))).toEqual([expect.stringMatching(/0x8035/)]);
  });
});

describe('its length', () => {
  it('what stands behind it is padding', () => {
    const found = read(hex(packet(question).bytes).padEnd(120, '0'));
    expect(names(found)).toEqual(['eth', 'arp']);
    expect(fieldsOf(found, 'eth').padding).toBe('00'.repeat(18));
  });

  it('a cut one keeps what is there', () => {
    const text = hex(packet(question).bytes).slice(0, 2 * 32);
    const found = read(text);
    expect(fieldsOf(found, 'arp')).toMatchObject({ src: { proto_ipv4: '192.0.2.1' } });
    expect(found.layer('arp')?.raw).toBe(text.slice(28));
    expect(encode(found)).toEqual(found.bytes);
  });
});
