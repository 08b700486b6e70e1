import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/codec/hex.js';
import type { Packet } from '../../src/codec/packet.js';
import { expanded, presets, type Quoted, usageOf } from '../../src/craft/presets.js';
import { complaint, made, madePacket, namesOf } from './made.js';

const fields = (packet: Packet, name: string) =>
  packet.layers.find(({ protocol }) => protocol.name === name)?.fields;

/** A line for each, what it is made of, and a value that makes it what it is called. */
const LINES: Readonly<Record<string, readonly [string, string, string, object]>> = {
  ping: ['', 'eth ip icmp data', 'icmp', { type: 8, ident: 1, seq: 1 }],
  ping6: ['', 'eth ipv6 icmpv6 data', 'icmpv6', { type: 128 }],
  'arp-request': ['', 'eth arp', 'arp', { opcode: 1 }],
  'arp-reply': ['', 'eth arp', 'arp', { opcode: 2, dst: { hw_mac: '02:00:00:00:00:02' } }],
  'arp-announce': ['--src 10.0.0.1', 'eth arp', 'arp', { dst: { proto_ipv4: '10.0.0.1' } }],
  'dns-query': ['a.b', 'eth ip udp dns', 'dns', { queries: [{ name: 'a.b', type: 1 }] }],
  'dns-answer': ['a.b 192.0.2.7', 'eth ip udp dns', 'dns', { answers: [{ a: '192.0.2.7' }] }],
  'syn-linux': ['', 'eth ip tcp', 'ip', { ttl: 64, flags: { df: true } }],
  'syn-windows': ['', 'eth ip tcp', 'ip', { ttl: 128, flags: { df: true } }],
  'syn-macos': ['', 'eth ip tcp', 'ip', { ttl: 64, id: 0 }],
  'neighbor-solicitation': [
    '2001:db8::ab:cdef',
    'eth ipv6 icmpv6',
    'ipv6',
    { hlim: 255, dst: 'ff02::1:ffab:cdef' },
  ],
};

describe('presets', () => {
  it.each(Object.entries(LINES))('%s', (name, [operands, layers, layer, values]) => {
    const packet = madePacket(`${name} ${operands}`);
    expect(namesOf(packet)).toBe(layers);
    expect(fields(packet, layer)).toMatchObject(values);
    expect(packet.notes.filter(({ severity }) => severity !== 'note')).toEqual([]);
  });

  it('are all in the table, but those about another packet', () => {
    const own = Object.keys(presets).filter((name) => !presets[name]?.around);
    expect(Object.keys(LINES)).toEqual(own);
  });

  it('have the options of those systems, in their order', () => {
    const options = (name: string) =>
      fields(madePacket(name), 'tcp')
        ?.options.map((one: { name: string }) => one.name)
        .join(' ');
    expect(options('syn-linux')).toBe('mss sack_perm timestamp nop wscale');
    expect(options('syn-windows')).toBe('mss nop wscale nop nop sack_perm');
    expect(options('syn-macos')).toMatch(/^mss nop wscale nop nop timestamp sack_perm eol/);
  });

  it('ask for the solicited node, by its own hardware address', () => {
    const packet = madePacket('neighbor-solicitation 2001:db8::1');
    expect(fields(packet, 'eth')?.dst).toBe('33:33:ff:00:00:01');
    expect(fields(packet, 'ipv6')?.dst).toBe('ff02::1:ff00:1');
  });

  it('change by what stands behind them, whatever the case of the name', () => {
    const ping = madePacket('PING --ttl 3 --dst 10.0.0.1');
    expect(fields(ping, 'ip')).toMatchObject({ ttl: 3, dst: '10.0.0.1' });
    expect(fields(madePacket('syn-linux window=1'), 'tcp')?.window_size_value).toBe(1);
    expect(fields(madePacket('dns-query a.b AAAA --dport 5353'), 'udp')?.dstport).toBe(5353);
    expect(fields(madePacket('dns-query a.b mx'), 'dns')?.queries[0].type).toBe(15);
    expect(fields(madePacket('dns-query a.b 99'), 'dns')?.queries[0].type).toBe(99);
    expect(fields(madePacket('dns-answer a.b 2001:db8::1'), 'dns')?.answers[0].aaaa).toBe(
      '2001:db8::1',
    );
    expect(fields(madePacket('arp-reply --smac 02:00:00:00:00:09'), 'arp')?.src.hw_mac).toBe(
      '02:00:00:00:00:09',
    );
  });

  it.each([
    ['dns-query', 'dns-query: NAME is missing | tcpip build dns-query NAME [TYPE]'],
    ['dns-query --ttl 3', 'dns-query: NAME is missing | tcpip build dns-query NAME [TYPE]'],
    ['dns-query a.b nope', "dns-query: 'nope' is no type of record"],
    ['dns-answer a.b', 'dns-answer: ADDRESS is missing | tcpip build dns-answer NAME ADDRESS'],
    ['dns-answer a.b c', "dns-answer: 'c' is no address like 192.0.2.1 or 2001:db8::1"],
    [
      'neighbor-solicitation 10.0.0.1',
      "neighbor-solicitation: '10.0.0.1' is no address like 2001:db8::1",
    ],
    [
      'icmp-unreachable',
      'the packet that it is about is missing | tcpip build udp | tcpip build …',
    ],
  ])('%s is refused', (line, expected) => {
    expect(complaint(() => made(line))).toBe(expected);
  });

  it('say what they need', () => {
    expect(usageOf('ping')).toBe('ping');
    expect(usageOf('dns-query')).toBe('dns-query NAME [TYPE]');
  });
});

describe('errors about a packet', () => {
  const about = (name: string, line: string) => {
    const packet = madePacket(line);
    const ip = packet.layers[1];
    const ends = ip?.fields ?? {};
    const quoted: Quoted = {
      ipv6: ip?.protocol.name === 'ipv6',
      hex: toHex(packet.bytes, 14),
      src: String(ends.src),
      dst: String(ends.dst),
    };
    return madePacket(expanded([name], quoted).args.join(' '));
  };

  it('hold it, and go back to its sender', () => {
    const packet = about('icmp-unreachable', 'udp --dport 33434 raw hello');
    expect(namesOf(packet)).toBe('eth ip icmp ip udp data');
    expect(packet.layers[1]?.fields).toMatchObject({ src: '198.51.100.2', dst: '192.0.2.1' });
    expect(packet.layers[2]?.fields).toMatchObject({ type: 3, code: 3, checksum_status: 'good' });
    expect(packet.layers[4]?.fields.dstport).toBe(33434);
  });

  it('are of ICMPv6 about IPv6', () => {
    const unreachable = about('icmp-unreachable', 'ipv6 / udp').layers[2]?.fields;
    expect(unreachable).toMatchObject({ type: 1, code: 4, checksum_status: 'good' });
    const exceeded = about('icmp-time-exceeded', 'ipv6 / udp').layers[2]?.fields;
    expect(exceeded).toMatchObject({ type: 3, code: 0 });
  });

  it('hold as much as RFC 1812 and RFC 4443 allow', () => {
    const long = `hex ${'61'.repeat(1400)}`;
    expect(about('icmp-time-exceeded', `udp ${long}`).bytes.length - 14).toBe(576);
    expect(about('icmp-time-exceeded', `ipv6 / udp ${long}`).bytes.length - 14).toBe(1280);
  });
});
