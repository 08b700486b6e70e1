import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { icmpCodes } from '../../src/registries/icmp.js';
import { icmpv6Codes } from '../../src/registries/icmpv6.js';
import { registries, registryOf } from './all.js';

describe.each(registries)('%s', (_, table, bits) => {
  const entries = [...table.entries()];
  const byNumber = new Map(entries);

  it('names each number once, and only numbers that fit the field', () => {
    expect(entries.length).toBeGreaterThan(0);
    expect(byNumber.size).toBe(entries.length);
    expect(entries.filter(([value]) => !(value >= 0 && value < 2 ** bits))).toEqual([]);
  });

  it('is in the order of its numbers', () => {
    const numbers = entries.map(([value]) => value);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });

  it('finds every number and no other', () => {
    const wrong: number[] = [];
    for (let value = 0; value < 2 ** Math.min(bits, 16); value++) {
      if (table.nameOf(value) !== byNumber.get(value)) wrong.push(value);
      if ((table.textOf(value) === undefined) === byNumber.has(value)) wrong.push(value);
    }
    expect(wrong).toEqual([]);
  });

  it('leads back from every name to its number', () => {
    const first = new Map<string, number>();
    for (const [value, name] of entries) if (!first.has(name)) first.set(name, value);
    for (const [name, value] of first) {
      // A thousand of a big table say as much as all of it.
      if (first.size > 1000 && value % 7) continue;
      expect([name, table.numberOf(name)]).toEqual([name, value]);
      expect([name, table.numberOf(name.toUpperCase())]).toEqual([name, value]);
    }
  });

  it('has an answer to anything', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (name) => {
        const value = table.numberOf(name);
        expect(value === undefined || byNumber.has(value)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.integer()), (value) => {
        expect(table.nameOf(value)).toBe(byNumber.get(value));
      }),
    );
  });
});

describe('known entries', () => {
  it.each([
    ['addressFamilies', 2, 'inet', 'IPv4'],
    ['addressFamilies', 24, 'inet6_openbsd', 'IPv6 (NetBSD, OpenBSD)'],
    ['addressFamilies', 28, 'inet6_freebsd', 'IPv6 (FreeBSD)'],
    ['addressFamilies', 30, 'inet6', 'IPv6 (macOS)'],
    ['arpHardware', 1, 'ethernet', 'Ethernet'],
    ['arpHardware', 772, 'loopback', 'Loopback'],
    ['arpOperations', 1, 'request', 'Request'],
    ['arpOperations', 2, 'reply', 'Reply'],
    ['arpOperations', 3, 'rarp_request', 'Reverse request (RARP)'],
    ['dccpPorts', 5004, 'avt-profile-1', 'RTP media data'],
    ['dccpTypes', 4, 'data_ack', 'DataAck'],
    ['dnsClasses', 1, 'in', 'IN'],
    ['dnsOpcodes', 5, 'update', 'Dynamic update'],
    ['dnsRcodes', 3, 'nxdomain', 'No such name'],
    ['dnsRcodes', 16, 'badvers', 'Bad OPT version or TSIG signature'],
    ['dnsTypes', 28, 'AAAA', 'IPv6 address'],
    ['dnsTypes', 257, 'CAA', 'Certification authority authorization'],
    ['dscp', 0, 'cs0', 'CS0, default forwarding'],
    ['dscp', 10, 'af11', 'AF11, assured forwarding class 1, low drop'],
    ['dscp', 44, 'voice-admit', 'Voice-Admit, admitted telephony'],
    ['etherTypes', 0x0800, 'ip', 'IPv4'],
    ['etherTypes', 0x0806, 'arp', 'ARP'],
    ['etherTypes', 0x100f, 'trailer', 'Berkeley Trailer encapsulation'],
    ['etherTypes', 0x8100, 'vlan', '802.1Q VLAN'],
    ['etherTypes', 0x86dd, 'ipv6', 'IPv6'],
    ['etherTypes', 0x8847, 'mpls', 'MPLS unicast'],
    ['etherTypes', 0x8848, 'mpls_mc', 'MPLS multicast'],
    ['etherTypes', 0x8863, 'pppoed', 'PPPoE Discovery'],
    ['etherTypes', 0x8864, 'pppoes', 'PPPoE Session'],
    ['etherTypes', 0x888e, 'eapol', '802.1X authentication'],
    ['etherTypes', 0x88a8, 'ieee8021ad', '802.1ad service VLAN (S-tag)'],
    ['etherTypes', 0x88cc, 'lldp', 'Link Layer Discovery Protocol'],
    ['ianaTcpOptionKinds', 4, 'sack_perm', 'SACK permitted'],
    ['ianaTcpOptionKinds', 30, 'mptcp', 'Multipath TCP'],
    ['icmpTypes', 8, 'echo_request', 'Echo request'],
    ['icmpTypes', 3, 'dest_unreach', 'Destination unreachable'],
    ['icmpv6Types', 128, 'echo_request', 'Echo request'],
    ['icmpv6Types', 135, 'neighbor_solicit', 'Neighbor solicitation'],
    ['igmpTypes', 0x22, 'v3_report', 'Membership report (v3)'],
    ['ipOptions', 148, 'ra', 'Router alert'],
    ['ipProtocols', 0, 'hopopt', 'IPv6 Hop-by-Hop Options'],
    ['ipProtocols', 4, 'ipip', 'IPv4 encapsulated'],
    ['ipProtocols', 6, 'tcp', 'TCP'],
    ['ipProtocols', 17, 'udp', 'UDP'],
    ['ipProtocols', 58, 'icmpv6', 'ICMPv6'],
    ['ipProtocols', 136, 'udplite', 'UDP-Lite'],
    ['ipv6Options', 0xc2, 'jumbo', 'Jumbo payload'],
    ['linkTypes', 1, 'ethernet', 'Ethernet'],
    ['linkTypes', 12, 'raw_dlt', 'Raw IP (DLT_RAW on most systems)'],
    ['linkTypes', 101, 'raw', 'Raw IP'],
    ['linkTypes', 113, 'linux_sll', 'Linux cooked v1'],
    ['linkTypes', 276, 'linux_sll2', 'Linux cooked v2'],
    ['llcSaps', 0x42, 'stp', 'Spanning Tree BPDU'],
    ['mobilityTypes', 5, 'bu', 'Binding update'],
    ['pppProtocols', 0x0021, 'ip', 'IPv4'],
    ['pppProtocols', 0xc021, 'lcp', 'Link Control Protocol'],
    ['sctpChunkTypes', 1, 'init', 'INIT'],
    ['sctpPorts', 38412, 'ng-control', 'NG Control Plane (3GPP)'],
    ['sllPacketTypes', 4, 'outgoing', 'Sent by us'],
    ['tcpPorts', 22, 'ssh', 'The Secure Shell (SSH) Protocol'],
    ['tcpPorts', 80, 'http', 'World Wide Web HTTP'],
    ['tcpPorts', 443, 'https', 'HTTP over TLS'],
    ['tcpPorts', 512, 'exec', 'remote process execution'],
    ['tcpPorts', 6010, 'x11', 'X Window System'],
    ['udpPorts', 53, 'domain', 'Domain Name Server'],
    ['udpPorts', 512, 'biff', 'used by mail system to notify users of new mail received'],
    ['udpPorts', 4789, 'vxlan', 'Virtual eXtensible Local Area Network (VXLAN)'],
    ['udpPorts', 51820, 'wireguard', 'wireguard'],
  ])('%s %i is %s', (name, value, short, text) => {
    const table = registryOf(name);
    expect(table.nameOf(value)).toBe(short);
    expect(table.textOf(value)).toBe(text);
    expect(table.numberOf(short)).toBe(
      short === 'x11' ? 6000 : short === 'trailer' ? 0x1000 : value,
    );
  });

  it.each([
    ['tcpPorts', 'dns', 53],
    ['tcpPorts', 'WWW', 80],
    ['tcpPorts', 'rdp', 3389],
    ['tcpPorts', 'http-alt', 8080],
    ['tcpPorts', 'sge_qmaster', 6444],
    ['tcpPorts', 'comsat', undefined],
    ['tcpPorts', 'biff', undefined],
    ['tcpPorts', 'wireguard', undefined],
    ['udpPorts', 'comsat', 512],
    ['udpPorts', 'rip', 520],
    ['udpPorts', 'dhcp-server', 67],
    ['udpPorts', 'exec', undefined],
    ['udpPorts', 'no such name', undefined],
    ['udpPorts', 'Domain Name Server', undefined],
    ['udpPorts', 'dom', undefined],
    ['udpPorts', '.*', undefined],
    ['udpPorts', '53', undefined],
    ['udpPorts', '', undefined],
    ['etherTypes', 'dot1q', 0x8100],
    ['etherTypes', '802.1Q', 0x8100],
    ['ipProtocols', 'IP', 4],
    ['ipProtocols', 'ipv6-icmp', 58],
    ['ipProtocols', 'IPv6_ICMP', 58],
    ['ipProtocols', 'tp++', 39],
    ['linkTypes', 'EN10MB', 1],
    ['dnsTypes', 'aaaa', 28],
    ['dnsTypes', '*', 255],
    ['dscp', 'be', 0],
  ])('%s: %j is %s', (name, given, value) => {
    expect(registryOf(name).numberOf(given)).toBe(value);
  });

  it('names the codes of a type', () => {
    expect(icmpCodes(3)?.textOf(3)).toBe('Port unreachable');
    expect(icmpCodes(11)?.numberOf('ttl_exceeded')).toBe(0);
    expect(icmpCodes(8)).toBeUndefined();
    expect(icmpv6Codes(1)?.textOf(4)).toBe('Port unreachable');
    expect(icmpv6Codes(3)?.numberOf('hop_limit_exceeded')).toBe(0);
    expect(icmpv6Codes(128)).toBeUndefined();
  });
});
