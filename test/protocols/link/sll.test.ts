import { describe, expect, it } from 'vitest';
import { build, decode, encode } from '../../../src/index.js';
import { data } from '../../../src/protocols/data.js';
import { arp } from '../../../src/protocols/link/arp.js';
import { eth } from '../../../src/protocols/link/eth.js';
import { llc } from '../../../src/protocols/link/llc.js';
import { sll } from '../../../src/protocols/link/sll.js';
import { sll2 } from '../../../src/protocols/link/sll2.js';
import { fieldsOf, hex, names, read, texts, v4, v6 } from './packets.js';

interface Parts {
  kind?: number;
  link?: string;
  length?: number;
  source?: string;
  type?: string;
}

const two = (value: number) => value.toString(16).padStart(2, '0');
const first = ({ kind = 0, link = '0001', length = 6, source, type = '0800' }: Parts) =>
  `00${two(kind)} ${link} 00${two(length)} ${source ?? '0102030405060708'} ${type}`;
const second = ({ kind = 0, link = '0001', length = 6, source, type = '0800' }: Parts) =>
  `${type} 0000 00000007 ${link} ${two(kind)} ${two(length)} ${source ?? '0102030405060708'}`;

describe.each([
  ['version 1', sll, 113, first, 16],
  ['version 2', sll2, 276, second, 20],
])('%s', (_, cooked, linktype, header, size) => {
  const through = (text: string) => {
    const packet = read(text, linktype);
    expect(encode(JSON.parse(JSON.stringify(packet)))).toEqual(packet.bytes);
    expect(packet.layers[0]?.protocol).toBe(cooked);
    return packet;
  };

  it.each([
    [0, { unused: '0102030405060708' }],
    [1, { src: { other: '01' }, unused: '02030405060708' }],
    [2, { src: { other: '0102' }, unused: '030405060708' }],
    [3, { src: { other: '010203' }, unused: '0405060708' }],
    [4, { src: { ipv4: '1.2.3.4' }, unused: '05060708' }],
    [5, { src: { other: '0102030405' }, unused: '060708' }],
    [6, { src: { eth: '01:02:03:04:05:06' }, unused: '0708' }],
    [7, { src: { other: '01020304050607' }, unused: '08' }],
    [8, { src: { other: '0102030405060708' } }],
    [9, { src: { other: '0102030405060708' } }],
    [255, { src: { other: '0102030405060708' } }],
  ])('an address of %i bytes', (length, wanted) => {
    const packet = through(header({ length }));
    const { src, unused } = fieldsOf(packet, 'sll');
    expect({ src, unused }).toEqual({ src: undefined, unused: undefined, ...wanted });
    expect(packet.layers[0]?.length).toBe(size);
  });

  it.each([
    ['0600', { ltype: 0x0600 }],
    ['0601', { etype: 0x0601 }],
    ['0000', { ltype: 0 }],
    ['ffff', { etype: 0xffff }],
  ])('protocol %s', (type, wanted) => {
    const { etype, ltype } = fieldsOf(through(header({ type })), 'sll');
    expect({ etype, ltype }).toEqual({ etype: undefined, ltype: undefined, ...wanted });
  });

  it.each([
    ['an EtherType', { type: '0800' }, hex(build(...v4)), 'ip'],
    ['802.2', { type: '0004' }, '424203', 'llc'],
    ['a tag', { type: '8100' }, '00050800', 'vlan'],
    ['GRE that carries IPv6', { link: '030a', type: '86dd' }, hex(build(...v6)), 'ipv6'],
    ['GRE that carries frames', { link: '030a', type: '6558' }, hex(build(eth.with())), 'eth'],
    ['frames elsewhere', { type: '6558' }, hex(build(eth.with())), 'data'],
    ['netlink has numbers of its own', { link: '0338', type: '0004' }, '424203', 'data'],
    ['headers of 802.11 too', { link: '0323', type: '0004' }, '424203', 'data'],
    ['IPX', { type: '0001' }, 'ffff0003', 'data'],
  ])('what follows: %s', (_, parts, inner, name) => {
    expect(names(through(`${header(parts)} ${inner}`))[1]).toBe(name);
  });

  it('what is left over is a trailer', () => {
    const inner = hex(build(arp.with()));
    expect(fieldsOf(through(`${header({ type: '0806' })} ${inner} 0000`), 'sll').trailer).toBe(
      '0000',
    );
  });

  it.each([
    ['IPv4', v4, { etype: 0x0800 }],
    ['LLC', [llc.with()], { ltype: 4 }],
    ['data', [data.with({ data: '00' })], { etype: 0x88b5 }],
  ])('derives the protocol: %s', (_, inner, wanted) => {
    const packet = decode(build(cooked.with({ src: { eth: '02:00:00:00:00:01' } }), ...inner), {
      linktype,
    });
    expect(fieldsOf(packet, 'sll')).toMatchObject({ hatype: 1, halen: 6, ...wanted });
    expect(packet.layers[1]?.protocol).toBe(inner[0]?.protocol);
    expect(texts(packet)).toEqual([]);
  });

  it('is built with any address', () => {
    const tunnel = cooked.with({ halen: 4, src: { ipv4: '192.0.2.1' }, pkttype: 'outgoing' });
    const found = fieldsOf(decode(build(tunnel, ...v4), { linktype }), 'sll');
    expect(found).toMatchObject({ pkttype: 4, src: { ipv4: '192.0.2.1' }, unused: '00000000' });
  });

  it.each([
    [0, 'Unicast to us, from 01:02:03:04:05:06'],
    [4, 'Sent by us, from 01:02:03:04:05:06'],
    [9, 'packet type 9, from 01:02:03:04:05:06'],
  ])('packet type %i in words', (kind, wanted) => {
    expect(through(header({ kind })).layers[0]?.summary).toBe(wanted);
  });

  it('a cut header comes back', () => {
    const text = header({}).replaceAll(' ', '');
    for (let cut = 2; cut < text.length; cut += 2) {
      const packet = through(text.slice(0, cut));
      expect(packet.layers[0]?.raw).toBe(text.slice(0, cut));
    }
  });
});
