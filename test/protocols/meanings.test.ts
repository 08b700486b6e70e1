import { describe, expect, it } from 'vitest';
import { decode } from '../../src/index.js';
import { allFixtures } from '../fixtures.js';
import { bytesOf, data, eth, ip, ipv6, type Sample, type Stack, tcp, udp } from './notes/case.js';

/** What the table says beside that field of that layer. */
function meaningOf(sample: Sample, layer: string, name: string): string | undefined {
  const { bytes, from } = bytesOf(sample);
  const found = decode(bytes, { from }).layer(layer)?.annotations;
  return found?.find((one) => one.name === name)?.meaning;
}

const syn = (fields: object): Stack => ip({}, tcp({ flags: ['syn'], ack: 0, ...fields }));
const flags = (...set: string[]): Stack => ip({}, tcp({ flags: set }));
const option = (...options: object[]): Stack => ip({}, tcp({ seq: 1, ack: 100, options }));
const dns = (fields: object): Stack => ip({}, udp({ dstport: 53 }), ['dns', fields]);
const answer = (record: object): Stack =>
  dns({ flags: ['response'], answers: [{ name: 'a.example', ...record }] });
const quoted = ip({}, udp(), data('00'));

const rows: readonly (readonly [layer: string, field: string, meaning: string, sample: Sample])[] =
  [
    ['ip', 'version', 'IPv4', ip({})],
    ['ip', 'hdr_len', '5 words of 32 bits, no options', ip({})],
    ['ip', 'hdr_len', '6 words of 32 bits, 4 bytes of options', ip({ opt: [{ name: 'ra' }] })],
    ['ip', 'hdr_len', '4 words of 32 bits, fewer than 5', ip({ hdr_len: 16 })],
    ['ip', 'dsfield', 'as ToS: immediate, low delay, throughput', ip({ dsfield: { dscp: 22 } })],
    ['ip', 'dsfield', 'as ToS: routine, low cost', ip({ dsfield: { ecn: 2 } })],
    ['ip', 'dsfield.dscp', 'EF, expedited forwarding', ip({ dsfield: { dscp: 46 } })],
    ['ip', 'dsfield.dscp', 'no standard treatment', ip({ dsfield: { dscp: 2 } })],
    ['ip', 'dsfield.dscp', 'for experiments or local use', ip({ dsfield: { dscp: 3 } })],
    ['ip', 'len', '20 header + 24 payload', ip({})],
    ['ip', 'len', 'left to the network card', ip({ len: 0 })],
    ['ip', 'id', '43981', ip({ id: 0xabcd })],
    ['ip', 'flags', 'DF: do not fragment', ip({ flags: ['df'] })],
    ['ip', 'flags', 'MF: more fragments follow', ip({ flags: ['mf'] })],
    ['ip', 'flags', 'routers may fragment it', ip({ flags: [] })],
    ['ip', 'frag_offset', 'first and only fragment', ip({})],
    ['ip', 'frag_offset', 'first fragment', ip({ flags: ['mf'] })],
    ['ip', 'frag_offset', 'bytes 1,480 and on of the datagram', ip({ frag_offset: 1480 })],
    ['ip', 'ttl', 'likely sent with 64, 7 hops ago', ip({ ttl: 57 })],
    ['ip', 'proto', 'UDP', ip({}, udp())],
    ['ip', 'opt.0.ptr', '0 of 1 are passed', ip({ opt: [{ name: 'rr', route: ['192.0.2.1'] }] })],
    ['ipv6', 'plen', '40 header + 8 payload', ipv6({}, udp())],
    ['ipv6', 'flow', 'not labelled', ipv6({}, udp())],
    ['ipv6', 'hlim', 'likely sent with 255, 0 hops ago', ipv6({ hlim: 255 }, udp())],
    [
      'ipv6.fraghdr',
      'offset',
      'bytes 8 and on of the packet',
      ipv6({}, ['ipv6.fraghdr', { offset: 8, nxt: 17 }], data('00')),
    ],
    [
      'ipv6.routing',
      'segleft',
      '1 stop to go',
      ipv6({}, ['ipv6.routing', { type: 4, segleft: 1, srh: { addr: ['::1'] } }], udp()),
    ],
    ['udp', 'length', '8 header + 1 payload', ip({}, udp(), data('00'))],
    ['udp', 'srcport', 'ephemeral (IANA dynamic)', ip({}, udp({ srcport: 60000 }))],
    ['udp', 'srcport', 'ephemeral (Linux)', ip({}, udp({ srcport: 40001 }))],
    ['udp', 'dstport', 'user port, no known service', ip({}, udp({ dstport: 31111 }))],
    ['udp', 'dstport', 'reserved', ip({}, udp({ dstport: 0 }))],
    ['udp', 'dstport', 'Domain Name Server', dns({})],
    ['tcp', 'seq', 'initial number, next 2', syn({ seq: 1 })],
    ['tcp', 'seq', 'next 0', ip({}, tcp({ seq: 2 ** 32 - 1 }), data('00'))],
    ['tcp', 'seq', 'takes no number', ip({}, tcp())],
    ['tcp', 'ack', 'all before it has arrived', ip({}, tcp())],
    ['tcp', 'window_size_value', '65,535 bytes before scaling', ip({}, tcp())],
    ['tcp', 'window_size_value', '1 byte, never scaled in a SYN', syn({ window_size_value: 1 })],
    ['tcp', 'flags', 'asks for a connection', syn({})],
    ['tcp', 'flags', 'SYN with FIN: illegal, of port scanners', flags('syn', 'fin')],
    ['tcp', 'flags', 'SYN with RST: illegal', flags('syn', 'reset')],
    ['tcp', 'flags', 'RST with FIN: illegal', flags('reset', 'fin')],
    ['tcp', 'flags', 'FIN without ACK: illegal, a FIN scan', flags('fin')],
    ['tcp', 'flags', 'illegal without ACK: a Xmas scan', flags('fin', 'push', 'urg')],
    ['tcp', 'flags', 'none set: illegal, a null scan', flags()],
    [
      'tcp',
      'options.0.mss_val',
      'payload of at most 1,460 bytes a segment',
      option({ name: 'mss' }),
    ],
    [
      'tcp',
      'options.0.wscale.shift',
      'windows times 128',
      option({ name: 'wscale', wscale: { shift: 7 } }),
    ],
    [
      'tcp',
      'options.0.sack.0.re',
      'a block of 10 bytes',
      option({ name: 'sack', sack: [{ le: 200, re: 210 }] }),
    ],
    [
      'tcp',
      'options.0.sack.0.le',
      'D-SACK: has arrived twice',
      option({ name: 'sack', sack: [{ le: 90, re: 95 }] }),
    ],
    [
      'tcp',
      'options.0.user_to_val',
      '2 hours',
      option({ name: 'user_to', user_to_granularity: true, user_to_val: 120 }),
    ],
    [
      'icmp',
      'mtu',
      'datagrams of up to 1,400 bytes pass',
      ip({}, ['icmp', { type: 3, code: 4, mtu: 1400 }], ...quoted),
    ],
    [
      'icmp',
      'pointer',
      'byte 8 from the start: ip.ttl',
      ip({}, ['icmp', { type: 12, pointer: 8 }], ...quoted),
    ],
    [
      'icmp',
      'pointer',
      'byte 22 from the start: udp.dstport',
      ip({}, ['icmp', { type: 12, pointer: 22 }], ...quoted),
    ],
    [
      'icmp',
      'pointer',
      'byte 99 from the start: not quoted',
      ip({}, ['icmp', { type: 12, pointer: 99 }], ...quoted),
    ],
    ['icmp', 'code', 'unknown', ip({}, ['icmp', { type: 3, code: 99 }])],
    ['icmp', 'address_mask', '/24', ip({}, ['icmp', { type: 17, address_mask: '255.255.255.0' }])],
    ['dns', 'flags', 'Standard query, recursion desired', dns({ flags: ['recdesired'] })],
    [
      'dns',
      'flags',
      'response: No such name, authoritative',
      dns({ flags: { response: true, authoritative: true, rcode: 3 } }),
    ],
    ['dns', 'answers.0.ttl', '1 hour', answer({ type: 'A', ttl: 3600 })],
    [
      'dns',
      'answers.0.soa.serial_number',
      '2023-01-31, change 2',
      answer({ type: 'SOA', soa: { serial_number: 2023013102 } }),
    ],
    ['dns', 'answers.0.srv.port', 'sip', answer({ type: 'SRV', srv: { port: 5060 } })],
    [
      'dns',
      'queries.0.name',
      'reverse lookup of 192.0.2.1',
      dns({ queries: [{ name: '1.2.0.192.in-addr.arpa' }] }),
    ],
    [
      'arp',
      'opcode',
      'who has 192.0.2.2? tell 192.0.2.1',
      eth({}, ['arp', { src: { proto_ipv4: '192.0.2.1' }, dst: { proto_ipv4: '192.0.2.2' } }]),
    ],
    ['vlan', 'id', 'no VLAN, priority alone', eth({}, ['vlan', { id: 0 }], ...ip({}))],
    [
      'vlan',
      'priority',
      'Voice, less than 10 ms',
      eth({}, ['vlan', { id: 9, priority: 5 }], ...ip({})),
    ],
  ];

describe('what values say', () => {
  it.each(rows)('%s.%s: %s', (layer, field, meaning, sample) => {
    expect(meaningOf(sample, layer, field)).toBe(meaning);
  });

  it('a set flag says what it is for', () => {
    const cell = (name: string) => meaningOf(ip({ flags: ['df'] }), 'ip', name);
    expect(cell('flags.df')).toBe('routers must not fragment it');
    expect(cell('flags.mf')).toBeUndefined();
  });

  it('is short, without a full stop, and told of cut packets too', () => {
    const odd = new Set<string>();
    for (const { bytes, linktype, file, name } of allFixtures()) {
      for (const size of [bytes.length, bytes.length >> 1, bytes.length - 3, 21, 37, 45]) {
        const packet = decode(bytes.subarray(0, Math.max(0, size)), { linktype });
        for (const { meaning = '-', text } of packet.layers.flatMap((one) => one.annotations)) {
          const fits = meaning.length <= 79 && !/\.$|undefined|NaN|\n/.test(meaning);
          if (!fits) odd.add(`${file} ${name}: ${text}: ${meaning}`);
        }
      }
    }
    expect([...odd]).toEqual([]);
  });
});
