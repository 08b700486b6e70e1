import { describe, expect, it } from 'vitest';
import { build, decode, encode } from '../../../src/index.js';
import { data } from '../../../src/protocols/data.js';
import { eth } from '../../../src/protocols/link/eth.js';
import { ieee8021ad } from '../../../src/protocols/link/ieee8021ad.js';
import { llc } from '../../../src/protocols/link/llc.js';
import { vlan } from '../../../src/protocols/link/vlan.js';
import { ether, fieldsOf, hex, names, read, texts, v4, v6 } from './packets.js';

describe.each([
  ['802.1Q', vlan, '8100'],
  ['802.1ad', ieee8021ad, '88a8'],
])('%s', (_, tag, type) => {
  it.each([
    ['no bit set', '0000', { priority: 0, dei: false, id: 0 }],
    ['all bits set', 'ffff', { priority: 7, dei: true, id: 4095 }],
    ['priority alone', 'e000', { priority: 7, dei: false, id: 0 }],
    ['drop eligible alone', '1000', { priority: 0, dei: true, id: 0 }],
    ['identifier alone', '0fff', { priority: 0, dei: false, id: 4095 }],
  ])('%s', (_, text, fields) => {
    const packet = read(`${ether(type)} ${text} 0800`);
    expect(fieldsOf(packet, tag.name)).toEqual({ ...fields, etype: 0x0800 });
    expect(hex(build(tag.with({ ...fields, etype: 0x0800 })))).toBe(`${text}0800`);
  });

  it.each([
    ['a length', '05dc', { len: 1500 }],
    ['no length at all', '0000', { len: 0 }],
    ['a type', '05dd', { etype: 1501 }],
  ])('%s', (_, text, wanted) => {
    const { priority, dei, id, ...rest } = fieldsOf(read(`${ether(type)} 0005 ${text}`), tag.name);
    expect(rest).toEqual(wanted);
  });

  it.each([
    ['IPv4', v4, { etype: 0x0800 }],
    ['IPv6', v6, { etype: 0x86dd }],
    ['a tag', [vlan.with(), ...v4], { etype: 0x8100 }],
    ['a service tag', [ieee8021ad.with(), ...v4], { etype: 0x88a8 }],
    ['LLC', [llc.with(), data.with({ data: '0102' })], { len: 10 }],
    ['what has no EtherType', [data.with({ data: '00' })], { etype: 0x88b5 }],
  ])('derives what it carries: %s', (_, inner, wanted) => {
    const packet = decode(build(eth.with(), tag.with({ id: 5 }), ...inner));
    expect(fieldsOf(packet, 'eth').type).toBe(Number.parseInt(type, 16));
    expect(packet.layers[1]?.fields).toMatchObject(wanted);
    expect(packet.layers[2]?.protocol).toBe(inner[0]?.protocol);
    expect(encode(packet)).toEqual(packet.bytes);
  });

  it('what a length leaves over belongs to the frame', () => {
    const packet = read(`${ether(type)} 0005 0004 424203ab cd`);
    expect(names(packet)).toEqual(['eth', tag.name, 'llc', 'data']);
    expect(fieldsOf(packet, 'eth').trailer).toBe('cd');
  });
});

it('tags stack in any order', () => {
  const order = [vlan, ieee8021ad, vlan, vlan, ieee8021ad, ieee8021ad];
  const packet = decode(build(eth.with(), ...order.map((tag, id) => tag.with({ id })), ...v4));
  const tags = packet.layers.slice(1, 7);
  expect(tags.map(({ protocol }) => protocol)).toEqual(order);
  expect(tags.map(({ fields }) => fields.id)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(packet.layer('udp')?.fields.checksum_status).toBe('good');
});

it('the EtherType before 802.1ad is read as a tag, and kept', () => {
  const packet = read(`${ether('9100')} 0005 8100 0006 0800`);
  expect(names(packet)).toEqual(['eth', 'vlan', 'vlan']);
  expect(encode(packet)).toEqual(packet.bytes);
});

it('padding behind a tag is that of Ethernet', () => {
  const made = hex(build(eth.with(), vlan.with({ id: 5 }), ...v4)).padEnd(120, '0');
  expect(fieldsOf(read(made), 'eth').padding).toBe('00'.repeat(9));
});

it.each([
  ['0fff', ['VLAN 4095 is reserved']],
  ['0ffe', []],
])('identifier %s: its notes', (id, notes) => {
  expect(texts(read(`${ether('8100')} ${id} 88b5`))).toEqual(notes);
});
