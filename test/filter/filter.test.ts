import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { View } from '../../src/codec/view.js';
import { compileFilter } from '../../src/filter/filter.js';
import type { Packet } from '../../src/index.js';
import { catalog } from '../../src/protocols/index.js';
import { chosen, request, six, syn, tunnel, withData } from './packets.js';

/** Filters that choose the packet, and filters that do not. */
type Table = Readonly<Record<string, readonly [Packet, yes: string, no: string]>>;
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const TABLES: Table = {
  presence: [
    syn,
    `tcp
     ip.ttl
     tcp.flags.syn
     tcp.flags.fin
     tcp.options.mss_val
     ip[0:4]
     frame`,
    `udp
     udp.port
     tcp.options.timestamp.tsval
     ip[20:1]
     tcp.payload`,
  ],
  'one value': [
    syn,
    `ip.ttl == 64
     ip.ttl eq 0x40
     ip.ttl == 0b1000000
     ip.ttl == '@'
     ip.ttl != 63
     ip.ttl ne 63
     ip.ttl > 63
     ip.ttl ge 64
     ip.ttl < 65
     ip.ttl le 64
     64 == ip.ttl
     63 < ip.ttl
     63 < ip.ttl <= 64
     tcp.flags.syn == 1
     tcp.flags.syn == True
     tcp.flags.syn == "Set"
     tcp.flags.syn == 7
     tcp.flags.ack == false
     tcp.dstport == https
     ip.proto == TCP
     ip.proto == "tcp"
     ip.proto == 6`,
    `ip.ttl == 65
     ip.ttl != 64
     ip.ttl > 64
     ip.ttl < 64
     64 < ip.ttl
     63 < ip.ttl < 64
     udp.port != 53
     tcp.flags.syn == 0
     ip.proto == UDP`,
  ],
  'several values': [
    tunnel,
    `ip.ttl == 3
     ip.ttl == 64
     ip.ttl !== 3
     ip.ttl any_ne 3
     ip.ttl ~= 3
     any ip.ttl != 3
     ip.ttl != 65
     all ip.ttl < 65
     all ip.ttl in {3, 64}
     ip.addr == 203.0.113.10
     ip.addr == 198.51.100.2
     udp.port == 53 && udp.port == 53000`,
    `ip.ttl != 3
     ip.ttl all_ne 64
     ip.ttl === 3
     ip.ttl all_eq 64
     all ip.ttl > 3
     not ip.ttl == 3
     all tcp.port > 0
     tcp.port !== 80`,
  ],
  'layers by number': [
    tunnel,
    `ip.src#1 == 203.0.113.9
     ip.src#2 == 192.0.2.1
     ip.ttl#[1-2] == 64
     ip.ttl#[2:] == 64
     ip.ttl#[-1] == 64
     ip#2
     ip#1[8] == 3`,
    `ip.src#1 == 192.0.2.1
     ip.src#3
     ip#3
     ip.ttl#[1:1] == 64`,
  ],
  'logic and parentheses': [
    syn,
    `tcp and ip
     tcp && !udp
     udp or tcp
     udp || tcp
     udp xor tcp
     tcp ^^ udp
     not udp and tcp
     tcp or udp and arp
     !(udp or arp)
     not not tcp
     (tcp)
     ((ip.ttl) == 64)
     (tcp.flags & 2) == 2`,
    `tcp and udp
     tcp xor ip
     (tcp or udp) and arp
     not (tcp or udp)
     not tcp or udp`,
  ],
  sets: [
    syn,
    `tcp.port in {80, 443}
     tcp.port in{443}
     tcp.port in {440..444}
     tcp.port in {80 .. 88, 50000 .. 65535}
     tcp.port not in {80}
     ip.src in {192.0.2.0/24}
     ip.src in {10.0.0.1, 192.0.2.0 .. 192.0.2.9}
     ip.ttl in {ip.ttl}
     eth.src[0:2] in {02:00, 03:00}`,
    `tcp.port in {80, 8080}
     tcp.port in {444..440}
     not tcp.port in {443}
     udp.port in {1..65535}
     ip.src in {ip.dst}`,
  ],
  addresses: [
    syn,
    `ip.src == 192.0.2.1
     ip.addr == 192.0.2.0/24
     ip.addr == 198.51.100.77/24
     ip.src == 128.0.0.0/1
     ip.src == 0.0.0.0/0
     ip.src < ip.dst
     ip.host == "192.0.2.1"
     ip.src != 192.0.3.0/24
     eth.src == 02-00-00-00-00-01
     eth.src == 0200.0000.0001
     eth.addr == 02:00:5e:10:00:fe
     eth.src < eth.dst
     eth.src contains 00:01`,
    `ip.src == 192.0.2.2
     ip.addr == 192.0.2.0/32
     ip.addr != 192.0.2.0/24
     ip.src == ip.dst
     eth.src == eth.dst
     ipv6.addr == ::/0`,
  ],
  'addresses of IPv6': [
    six,
    `ipv6.src == 2001:db8::1
     ipv6.addr == 2001:db8::/32
     ipv6.src == 2001:dba::/30
     ipv6.src == ::/0
     ipv6.src < ipv6.dst
     ipv6.dst > ff00::
     ipv6.dst[0] == 0xff
     string(ipv6.src) == "2001:db8::1"
     ipv6.addr in {ff02::1, ff02::2}`,
    `ipv6.src == 2001:dbc::/30
     ipv6.src == 2001:db8::2
     ipv6.src == ipv6.dst
     ip.addr == 0.0.0.0/0`,
  ],
  slices: [
    syn,
    `eth.src[0:3] == 02:00:00
     eth.dst[2] == 5e
     eth.dst[2] == 0x5e
     eth.dst[2-3] == 5e:10
     eth.dst[:3] == 02.00.5e
     eth.dst[4:] == 00fe
     eth.dst[-1] == fe
     eth.dst[-2:2] == 00-fe
     eth.dst[0,2-3,5] == 02:5e:10:fe
     eth.dst[2:2][1] == 10
     eth.src[0:2] == eth.dst[0:2]
     eth.dst[0:3] > eth.src[0:3]
     ip[0] == 45
     ip[0:2] == "E\\x00"
     ip.src[0:2] == c0:00
     tcp[13] & 2
     tcp[13] == 02
     frame[12:2] == 08:00`,
    `eth.src[0:3] == 02:00:01
     eth.src[0:7] == 02
     eth.src[6]
     eth.src[4-9]
     ip[19:2]
     eth.src[4:] == eth.dst[4:]
     tcp[13] & 1`,
  ],
  'masks and arithmetic': [
    syn,
    `tcp.flags & 2
     tcp.flags & 0x12 == 0x02
     tcp.flags bitwise_and 2
     ip.src & 255.255.255.0 == 192.0.2.0
     eth.src & ff:ff:00:00:00:00 == 02:00:00:00:00:00
     ip.ttl + 1 == 65
     ip.ttl -1 == 63
     ip.ttl * 2 == 128
     ip.ttl / 3 == 21
     ip.ttl % 10 == 4
     ip.ttl == 2 * {30 + 2}
     {ip.ttl + 1} * 2 == 130
     ip.ttl + 2 * 3 == 70
     ip.ttl - 100 == -36
     -ip.ttl == -64
     -ip.ttl / 3 == -21
     {ip.ttl - 66} % 5 == -2
     ip.ttl - 63
     tcp.srcport > tcp.dstport + 1`,
    `tcp.flags & 1
     ip.ttl - 64
     ip.ttl / 0 == 0
     ip.ttl % 0 == 0
     ip.ttl + udp.srcport == 64`,
  ],
  functions: [
    tunnel,
    `len(ip) == 20
     len(eth.src) == 6
     len(ip.src) == 4
     len(dns.qry.name) == 15
     count(ip) == 2
     count(ip.addr) == 4
     lower(dns.qry.name) == "www.example.org"
     upper(dns.qry.name) contains "EXAMPLE"
     string(ip.ttl) == "64"
     string(ip.src) matches r"^203\\."
     string(eth.src) == "02:00:00:00:00:01"
     string(ip.src)[0:3] == "203"
     max(ip.ttl) == 64
     min(ip.ttl) == 3
     max(udp.srcport, udp.dstport, 7) == 53000
     max(ip.src) == 203.0.113.9
     abs(ip.ttl#1 - 10) == 7`,
    `count(ip) == 1
     count(tcp) == 0
     len(tcp) >= 0
     max(ip.ttl) == 3
     max(tcp.port) > 0`,
  ],
  text: [
    tunnel,
    `dns.qry.name == "www.Example.org"
     dns.qry.name == www.Example.org
     dns.qry.name > "www"
     dns.qry.name contains "Exam"
     dns.qry.name contains Exam
     dns.qry.name contains 'E'
     dns.qry.name contains "\\x45xam"
     dns.qry.name contains "\\105xam"
     dns.qry.name contains "\\u0045xam"
     dns.qry.name contains r"ample.o"
     dns.qry.name matches "example"
     dns.qry.name ~ "^WWW"
     dns.qry.name matches r"\\.org$"
     dns.qry.name matches "(?-i)Example"
     dns.qry.name[0:3] == "www"
     dns.qry.name[0] == 77
     dns.qry.name[-3:] == "org"
     dns.qry.type == AAAA
     frame.protocols == "eth:ip:ip:udp:dns"
     frame.comment contains "twice"`,
    `dns.qry.name == "www.example.org"
     dns.qry.name contains "exam"
     dns.qry.name matches "(?-i)example"
     dns.qry.name matches "org.$"
     dns.qry.name == "www"`,
  ],
  bytes: [
    request,
    `tcp.payload contains "HTTP"
     tcp.payload contains 48:54:54:50
     tcp.payload[0:3] == "GET"
     tcp.payload matches "^get /[a-z] http"
     data.data contains 0x47
     data.data[0] == 'G'
     data.len == 17
     tcp.len == 17
     tcp contains "HTTP"
     ip contains "HTTP"
     frame contains "HTTP"
     frame contains eth.src
     frame contains ip.src[0:3]
     data
     data contains "GET"
     data.data == "GET /x HTTP/1.1\\r\\n"
     tcp.payload == data.data`,
    `tcp.payload contains "http"
     udp contains "HTTP"
     data.data contains 00
     tcp.len == 16
     data.data == "GET"
     tcp[20:] contains "HTTP"`,
  ],
  'options and verdicts': [
    syn,
    `tcp.options.mss_val == 1460
     tcp.options.mss_val in {1400..1500}
     tcp.options.sack_perm
     tcp.options contains 05:b4
     tcp.options.kind == 4
     ip.checksum.status == "Good"
     ip.checksum.status == 1
     tcp.checksum.status == Good
     tcp.options.mss
     count(tcp.options) == 1`,
    `tcp.options.mss_val == 536
     ip.checksum.status == Bad
     ip.checksum_calculated
     tcp.options.timestamp`,
  ],
  'the frame': [
    syn,
    `frame.number == 12
     frame.len == 1500
     frame.cap_len < frame.len
     len(frame) == frame.cap_len
     frame.time_epoch == 1700000000.25
     frame.time_epoch > 1700000000
     frame.time_epoch in {1699999999 .. 1700000000.3}
     frame.time > "2023-11-14 22:13:20"
     frame.time < "2023-11-14T22:13:20.3Z"
     frame.time > 2023-11-14
     frame.time == "Nov 14, 2023 22:13:20.25"
     frame.time == "2023-11-14 23:13:20.25+01:00"
     frame.time_relative == 0
     frame.time_delta == 0`,
    `frame.number == 1
     frame.time > "2023-11-15"
     frame.interface_name
     frame.time_delta > 0`,
  ],
};

describe.each(Object.entries(TABLES))('%s', (_, [packet, yes, no]) => {
  it.each(lines(yes))('%s', (text) => {
    expect(chosen(text, packet)).toBe(true);
    expect(chosen(`not (${text})`, packet)).toBe(false);
  });
  it.each(lines(no))('not %s', (text) => {
    expect(chosen(text, packet)).toBe(false);
  });
});

describe('a filter', () => {
  it('names its fields', () => {
    const { names } = compileFilter(catalog, 'ip.src == 192.0.2.1 && (tcp.port in {80} || udp)');
    expect(names).toEqual(['ip.src', 'tcp.port', 'udp']);
  });

  it('knows the time between packets', () => {
    const filter = compileFilter(catalog, 'frame.time_delta > 0.5 && frame.time_relative < 2');
    const view = View.of(syn);
    const found = [0, 0.25, 1, 1.75, 2.5].map((seconds) => {
      view.seconds = 100 + Math.floor(seconds);
      view.nanoseconds = (seconds % 1) * 1e9;
      return filter.test(view);
    });
    expect(found).toEqual([false, false, true, true, false]);
  });

  it('knows of packets that are earlier than the one before', () => {
    const view = View.of(syn);
    const found = (text: string) => {
      const filter = compileFilter(catalog, text);
      return [5, 3, 2.5].map((seconds) => {
        view.seconds = Math.floor(seconds);
        view.nanoseconds = (seconds % 1) * 1e9;
        return filter.test(view);
      });
    };
    const first = [true, false, false];
    const second = [false, true, false];
    const last = [false, false, true];
    expect(found('frame.time_delta < -1')).toEqual(second);
    expect(found('frame.time_delta == -0.5')).toEqual(last);
    expect(found('frame.time_delta == -0')).toEqual(first);
    expect(found('frame.time_delta in {-2.5 .. -1}')).toEqual(second);
    expect(found('abs(frame.time_delta) == 0.5')).toEqual(last);
    expect(found('-frame.time_delta > 1')).toEqual(second);
  });

  it('makes no packet of what stands at the head of layers', () => {
    const view = View.of(syn);
    view.packet = () => {
      throw new Error('asked for');
    };
    for (const text of ['tcp.flags.syn == 1', 'ip.addr == 192.0.2.0/24', 'tcp[13] & 2', 'tcp']) {
      expect(compileFilter(catalog, text).test(view)).toBe(true);
    }
    expect(() => compileFilter(catalog, 'tcp.options').test(view)).toThrow('asked for');
  });

  it('works where a packet lies in a larger buffer', () => {
    const bytes = Uint8Array.from([...new Array(7).fill(255), ...syn.bytes, 255, 255]);
    const view = new View(catalog).place(bytes, 7, 7 + syn.bytes.length);
    view.locate(catalog.linktype(1));
    for (const text of ['ip.ttl == 64', 'eth.src[5] == 1', 'tcp.options contains 05:b4']) {
      expect(compileFilter(catalog, text).test(view)).toBe(true);
    }
    expect(compileFilter(catalog, 'frame contains ff:ff:ff').test(view)).toBe(false);
  });

  it('finds what stands in bytes, wherever it is', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 40 });
    fc.assert(
      fc.property(letters, letters, (text, sought) => {
        const packet = withData(text);
        fc.pre(sought !== '');
        expect(chosen(`data.data contains "${sought}"`, packet)).toBe(text.includes(sought));
        expect(chosen('frame contains data.data', packet)).toBe(text !== '');
      }),
      { numRuns: 1000 },
    );
  });
});
