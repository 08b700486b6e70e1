"""ICMP, ICMPv6 with neighbour and listener discovery, IGMP: every type, every option."""

import struct

from scapy.all import IP, TCP, UDP, IPv6, Raw
from scapy.contrib.igmp import IGMP
from scapy.contrib.igmpv3 import IGMPv3, IGMPv3gr, IGMPv3mq, IGMPv3mr
from scapy.layers.inet6 import (
    ICMPv6EchoRequest, ICMPv6MLDMultAddrRec, ICMPv6MLReport2, ICMPv6ND_NA, ICMPv6ND_NS,
    ICMPv6ND_RA, ICMPv6ND_Redirect, ICMPv6ND_RS, ICMPv6NDOptDstLLAddr, ICMPv6NDOptDNSSL,
    ICMPv6NDOptMTU, ICMPv6NDOptPrefixInfo, ICMPv6NDOptRDNSS, ICMPv6NDOptRouteInfo,
    ICMPv6NDOptSrcLLAddr,
)

from .common import (
    ETHERNET, MAC_A, MAC_B, V4_A, V4_B, V6_A, V6_B, counted, icmp4, icmp6, inet, ip4, ip6,
    padded,
)

ADDRESS4 = bytes([192, 0, 2, 1])
# A public key in DER, as short as it gets.
SPKI = bytes.fromhex('300c3006060456030405030200ff')
ADDRESS6 = bytes(IPv6(src=V6_A, dst=V6_B))[8:24]


def extension(objects, version=2):
    """RFC 4884: the structure behind the datagram that is quoted."""
    body = bytes([version << 4, 0, 0, 0]) + objects
    return body[:2] + struct.pack('!H', inet(body)) + body[4:]


def element(number, kind, data):
    return struct.pack('!HBB', 4 + len(data), number, kind) + data


def icmp():
    quoted = bytes(IP(src=V4_B, dst=V4_A, id=9) / UDP(sport=40000, dport=9, len=28,
                                                      chksum=0xABCD))[:28]
    segment = bytes(IP(src=V4_B, dst=V4_A, id=9) / TCP(sport=40000, dport=443, seq=77))
    unused = b'\0\0\0\0'
    for type_, name in [(0, 'echo reply'), (8, 'echo request')]:
        yield name, icmp4(type_, 0, b'\x12\x34\x00\x07' + counted(32))
    yield 'echo request without data', icmp4(8, 0, b'\x12\x34\x00\x07')
    for code in range(16):
        rest = b'\0\0\x05\xdc' if code == 4 else unused
        yield f'unreachable, code {code}', icmp4(3, code, rest + quoted)
    yield 'source quench', icmp4(4, 0, unused + quoted)
    for code in range(4):
        yield f'redirect, code {code}', icmp4(5, code, ADDRESS4 + quoted)
    yield 'alternate host address', icmp4(6, 0, unused)
    yield 'router advertisement', icmp4(9, 0, b'\x02\x02\x07\x08' + 2 * (ADDRESS4 + b'\0\0\0\x05'))
    yield 'router advertisement of a mobile agent', icmp4(
        9, 16, b'\x01\x02\x07\x08' + ADDRESS4 + b'\0\0\0\x05'
        + b'\x10\x0a\x00\x01\x07\x08\x94\x00' + ADDRESS4 + b'\x13\x01\x18' + b'\0')
    yield 'router solicitation', icmp4(10, 0, unused)
    for code in (0, 1):
        yield f'time exceeded, code {code}', icmp4(11, code, unused + quoted)
    yield 'time exceeded around TCP', icmp4(11, 0, unused + segment)
    yield 'time exceeded around eight bytes of TCP', icmp4(11, 0, unused + segment[:28])
    yield 'time exceeded around a fragment', icmp4(11, 1, unused + bytes(
        IP(src=V4_B, dst=V4_A, frag=9, proto=17) / Raw(counted(8))))
    yield 'unreachable around ICMP', icmp4(3, 1, unused + bytes(
        IP(src=V4_B, dst=V4_A, proto=1) / Raw(b'\x08\0\xe5\xca\x12\x34\x00\x01')))
    for code in (0, 1, 2):
        yield f'parameter problem, code {code}', icmp4(12, code, b'\x14\0\0\0' + quoted)
    long = padded(quoted, 128)
    labels = element(1, 1, struct.pack('!II', (16 << 12) | (5 << 9) | 1, (17 << 12) | 0x101))
    interface = element(2, 0x0E, b'\0\0\0\x03' + b'\0\x01\0\0' + ADDRESS4 + b'\x08eth0\0\0\0')
    for name, objects in [('MPLS labels', labels), ('an interface', interface),
                          ('an unknown object', element(200, 1, counted(8))),
                          ('two objects', labels + interface)]:
        yield f'time exceeded with {name}', icmp4(11, 0, b'\0\x20\0\0' + long + extension(objects))
    yield 'unreachable with MPLS labels', icmp4(3, 1, b'\0\x20\0\0' + long + extension(labels))
    for type_ in (13, 14):
        yield f'timestamp, type {type_}', icmp4(type_, 0, b'\x12\x34\x00\x07' + struct.pack(
            '!III', 36000000, 36000010, 36000020))
    for type_ in (15, 16):
        yield f'information, type {type_}', icmp4(type_, 0, b'\x12\x34\x00\x07')
    for type_ in (17, 18):
        yield f'address mask, type {type_}', icmp4(type_, 0, b'\x12\x34\x00\x07\xff\xff\xff\0')
    yield 'traceroute', icmp4(30, 0, b'\x12\x34\0\0' + struct.pack('!HHII', 3, 4, 1000, 1500))
    for type_ in (31, 32, 33, 34, 35, 36, 37, 38, 39):
        yield f'historic type {type_}', icmp4(type_, 0, counted(8))
    yield 'Photuris', icmp4(40, 2, b'\0\0\0\x08' + quoted)
    request = extension(element(3, 2, b'\0\0\0\x03'))
    yield 'extended echo request', icmp4(42, 0, b'\x12\x34\x07\x01' + request)
    yield 'extended echo reply', icmp4(43, 0, b'\x12\x34\x07\x4e')
    for type_ in (1, 44, 253, 255):
        yield f'unassigned type {type_}', icmp4(type_, 0, counted(12))


def icmpv6_messages():
    quoted = bytes(IPv6(src=V6_B, dst=V6_A) / UDP(sport=40000, dport=9) / Raw(b'hello'))
    unused = b'\0\0\0\0'
    for code in range(9):
        yield f'unreachable, code {code}', icmp6(1, code, unused + quoted)
    yield 'packet too big', icmp6(2, 0, b'\0\0\x05\0' + quoted)
    for code in (0, 1):
        yield f'time exceeded, code {code}', icmp6(3, code, unused + quoted)
    for code in range(4):
        yield f'parameter problem, code {code}', icmp6(4, code, b'\0\0\0\x28' + quoted)
    long = padded(quoted, 128)
    labels = element(1, 1, struct.pack('!I', (16 << 12) | 0x101))
    yield 'time exceeded with MPLS labels', icmp6(3, 0, b'\x10\0\0\0' + long + extension(labels))
    for type_ in (128, 129):
        yield f'echo, type {type_}', icmp6(type_, 0, b'\x12\x34\x00\x07' + counted(24))
    yield 'echo built by Scapy', ip6() / ICMPv6EchoRequest(id=1, seq=2, data=b'ping')
    yield 'router renumbering', icmp6(138, 0, struct.pack('!IBBHI', 1, 2, 0x80, 1000, 0)
                                      + b'\x01\x07\x01\x10\x30\x40\0\0' + ADDRESS6
                                      + b'\x40\0\xc0\xe0' + struct.pack('!II', 600, 300)
                                      + unused + ADDRESS6)
    nonce = counted(8)
    yield 'node information query, names', icmp6(139, 1, b'\0\x02\0\0' + nonce + b'\x04host\0')
    yield 'node information query, addresses', icmp6(139, 0, b'\0\x03\0\x3e' + nonce + ADDRESS6)
    yield 'node information query, IPv4', icmp6(139, 2, b'\0\x04\0\x02' + nonce + ADDRESS4)
    yield 'node information reply, names', icmp6(
        140, 0, b'\0\x02\0\0' + nonce + unused + b'\x04host\0')
    yield 'node information reply, addresses', icmp6(
        140, 0, b'\0\x03\0\x02' + nonce + b'\0\0\0\x3c' + ADDRESS6)
    yield 'node information reply, IPv4', icmp6(
        140, 0, b'\0\x04\0\0' + nonce + b'\0\0\0\x3c' + ADDRESS4)
    yield 'node information reply, refused', icmp6(140, 1, b'\0\0\0\0' + nonce)
    for type_ in (141, 142):
        yield f'inverse discovery, type {type_}', icmp6(
            type_, 0, unused + b'\x01\x01' + counted(6) + b'\x02\x01' + counted(6, 9)
            + b'\x09\x03' + b'\0' * 6 + ADDRESS6)
    yield 'home agent discovery request', icmp6(144, 0, b'\x12\x34\x80\0')
    yield 'home agent discovery reply', icmp6(145, 0, b'\x12\x34\0\0' + ADDRESS6)
    yield 'mobile prefix solicitation', icmp6(146, 0, b'\x12\x34\0\0')
    yield 'mobile prefix advertisement', icmp6(147, 0, b'\x12\x34\xc0\0')
    yield 'certification path solicitation', icmp6(148, 0, b'\x12\x34\xff\xff')
    yield 'certification path advertisement', icmp6(149, 0, b'\x12\x34\0\x01\0\0\0\0')
    yield 'experimental mobility', icmp6(150, 0, b'\x01\x02\x03\x04')
    yield 'multicast router advertisement', icmp6(151, 20, b'\0\x7d\0\x02', hlim=1)
    yield 'multicast router solicitation', icmp6(152, 0, b'', hlim=1)
    yield 'multicast router termination', icmp6(153, 0, b'', hlim=1)
    yield 'fast handover', icmp6(154, 2, b'\x02\x80\x12\x34' + b'\x01\x01' + counted(6))
    for code, name, body in [
        (0, 'DIS', b'\0\0'), (1, 'DIO', b'\x01\x02\0\x80\x88\xf0\0\0' + ADDRESS6),
        (2, 'DAO', b'\x01\x40\0\x05' + ADDRESS6), (3, 'DAO-ACK', b'\x01\x80\x05\0' + ADDRESS6),
    ]:
        yield f'RPL control, {name}', icmp6(155, code, body)
    yield 'ILNP locator update', icmp6(156, 0, b'\x01\x02\0\0' + counted(8) + b'\0\x01\0\x3c')
    for type_ in (157, 158):
        yield f'duplicate address, type {type_}', icmp6(
            type_, 0, b'\0\0\0\x3c' + counted(8) + ADDRESS6)
    yield 'extended echo request', icmp6(
        160, 0, b'\x12\x34\x07\x01' + extension(element(3, 2, b'\0\0\0\x03')))
    yield 'extended echo reply', icmp6(161, 0, b'\x12\x34\x07\x4e')
    for type_ in (5, 100, 127, 200, 201, 255):
        yield f'unassigned type {type_}', icmp6(type_, 0, counted(8))


def neighbour_discovery():
    def options(rest):
        """Options with a router advertisement before them."""
        return icmp6(134, 0, struct.pack('!BBHII', 64, 0xC8, 1800, 30000, 1000) + rest)

    yield 'router solicitation', ip6() / ICMPv6ND_RS() / ICMPv6NDOptSrcLLAddr(lladdr=MAC_A)
    yield 'router solicitation without options', icmp6(133, 0, b'\0\0\0\0')
    yield 'router advertisement', ip6() / ICMPv6ND_RA(
        M=1, O=1, H=1, prf=1, P=1, routerlifetime=1800, reachabletime=1, retranstimer=2
    ) / ICMPv6NDOptSrcLLAddr(lladdr=MAC_A) / ICMPv6NDOptMTU(mtu=1500) / ICMPv6NDOptPrefixInfo(
        prefix='2001:db8:1::', prefixlen=64, L=1, A=1, R=1, validlifetime=86400,
        preferredlifetime=14400)
    for preference in range(4):
        yield f'router advertisement, preference {preference}', icmp6(134, 0, struct.pack(
            '!BBHII', 64, preference << 3, 1800, 0, 0))
    yield 'neighbour solicitation', ip6() / ICMPv6ND_NS(tgt=V6_B) / ICMPv6NDOptSrcLLAddr(
        lladdr=MAC_A)
    yield 'duplicate address detection', ip6(src='::', dst='ff02::1:ff00:2') / ICMPv6ND_NS(
        tgt=V6_B)
    for name, flags in [('none', {'R': 0, 'S': 0, 'O': 0}), ('router', {'R': 1, 'S': 0, 'O': 0}),
                        ('all', {'R': 1, 'S': 1, 'O': 1})]:
        yield f'neighbour advertisement, flags: {name}', ip6() / ICMPv6ND_NA(
            tgt=V6_B, **flags) / ICMPv6NDOptDstLLAddr(lladdr=MAC_B)
    redirected = bytes(IPv6(src=V6_A, dst=V6_B) / UDP(sport=1, dport=2) / Raw(b'redirect'))
    yield 'redirect', ip6() / ICMPv6ND_Redirect(tgt=V6_B, dst=V6_A) / ICMPv6NDOptDstLLAddr(
        lladdr=MAC_B) / Raw(b'\x04\x08' + b'\0' * 6 + redirected)
    zero = b'\0' * 6
    for name, body in [
        ('advertisement interval', b'\x07\x01\0\0\0\0\x03\xe8'),
        ('home agent information', b'\x08\x01\0\x01\0\x0a\x07\x08'),
        ('source address list', b'\x09\x03' + zero + ADDRESS6),
        ('target address list', b'\x0a\x05' + zero + 2 * ADDRESS6),
        ('cryptographic address', b'\x0b\x06\x05\0' + counted(25) + SPKI + b'\0' * 5),
        ('signature', b'\x0c\x05\0\0' + counted(16) + counted(20)),
        ('timestamp', b'\x0d\x02' + zero + struct.pack('!Q', 1700000000 << 16)),
        ('nonce', b'\x0e\x01' + counted(6)),
        ('trust anchor', b'\x0f\x02\x02\x01' + b'\x05trust\x03org\0' + b'\0'),
        ('certificate', b'\x10\x02\x01\0' + counted(12)),
        ('address or prefix', b'\x11\x03\x01\x40\0\0\0\0' + ADDRESS6),
        ('link-layer address of fast handover', b'\x13\x02\x02' + counted(6) + b'\0' * 7),
        ('neighbour advertisement acknowledgment', b'\x14\x01\0\x01\0\0\0\0'),
        ('prefix information of fast handover', b'\x12\x03\x01\x40\0\0\0\0' + ADDRESS6),
        ('MAP', b'\x17\x03\x1f\x80' + struct.pack('!I', 600) + ADDRESS6),
        ('route of eight bytes', b'\x18\x01\0\x08' + struct.pack('!I', 600)),
        ('route of sixteen bytes', b'\x18\x02\x40\x18' + struct.pack('!I', 600) + ADDRESS6[:8]),
        ('flags extension', b'\x1a\x01\x80\0\0\0\0\0'),
        ('handover key request', b'\x1b\x02\x05\x10' + counted(12)),
        ('handover key reply', b'\x1c\x02\x05\x10\0\x0a' + counted(10)),
        ('handover assist', b'\x1d\x01\0\x04abcd'),
        ('mobile node identifier', b'\x1e\x01\x01\x04abcd'),
        ('address registration', b'\x21\x02\0\0\0\x01\0\x3c' + counted(8)),
        ('6LoWPAN context', b'\x22\x02\x40\x15\0\0\0\x3c' + ADDRESS6[:8]),
        ('authoritative border router', b'\x23\x03\0\x01\0\x02\0\0' + ADDRESS6),
        ('6LoWPAN capabilities', b'\x24\x01\0\x01\0\0\0\0'),
        ('captive portal', b'\x25\x04' + padded(b'https://example.org/portal', 30)),
        ('PREF64', b'\x26\x02\x02\x58' + b'\0\x64\xff\x9b' + b'\0' * 8),
        ('an unknown option', b'\xc8\x02' + counted(14)),
        ('experiment', b'\xfd\x01' + counted(6)),
    ]:
        yield f'option: {name}', options(body)
    yield 'option: route', ip6() / ICMPv6ND_RA() / ICMPv6NDOptRouteInfo(
        plen=64, prf=1, rtlifetime=600, prefix='2001:db8:2::')
    yield 'option: DNS servers', ip6() / ICMPv6ND_RA() / ICMPv6NDOptRDNSS(
        lifetime=600, dns=[V6_A, V6_B])
    yield 'option: DNS search list', ip6() / ICMPv6ND_RA() / ICMPv6NDOptDNSSL(
        lifetime=600, searchlist=['example.org.', 'sub.example.com.'])


def listener_discovery():
    group = bytes(IPv6(dst='ff02::fb'))[24:40]
    for type_, name in [(130, 'query'), (131, 'report'), (132, 'done')]:
        yield f'version 1 {name}', icmp6(type_, 0, b'\x27\x10\0\0' + group, hlim=1)
    yield 'general query', icmp6(130, 0, b'\x27\x10\0\0' + b'\0' * 16, hlim=1)
    for count in (0, 2):
        yield f'version 2 query with {count} sources', icmp6(
            130, 0, b'\x27\x10\0\0' + group + b'\x0a\x7d' + struct.pack('!H', count)
            + ADDRESS6 * count, hlim=1)
    yield 'version 2 query, coded floating', icmp6(
        130, 0, b'\x94\0\0\0' + group + b'\x07\x93\0\0', hlim=1)
    for kind in range(1, 7):
        yield f'version 2 report, record type {kind}', ip6(hlim=1) / ICMPv6MLReport2(
            records=[ICMPv6MLDMultAddrRec(rtype=kind, dst='ff02::fb', sources=[V6_A, V6_B])])
    yield 'version 2 report, two records', ip6(hlim=1) / ICMPv6MLReport2(records=[
        ICMPv6MLDMultAddrRec(rtype=3, dst='ff02::fb', sources=[]),
        ICMPv6MLDMultAddrRec(rtype=4, dst='ff02::fc', sources=[V6_A]),
    ])
    yield 'version 2 report with auxiliary data', icmp6(
        143, 0, b'\0\0\0\x01' + b'\x04\x01\0\x01' + group + ADDRESS6 + counted(4), hlim=1)


def igmp():
    def group(**more):
        return ip4(**{'dst': '224.0.0.251', 'ttl': 1, **more})

    alert = {'options': [Raw(b'\x94\x04\0\0')]}
    yield 'version 1 query', group() / IGMP(type=0x11, mrcode=0, gaddr='0.0.0.0')
    yield 'version 1 report', group() / IGMP(type=0x12, mrcode=0, gaddr='224.0.0.251')
    yield 'version 2 query', group(**alert) / IGMP(type=0x11, mrcode=100, gaddr='0.0.0.0')
    yield 'version 2 query of a group', group(**alert) / IGMP(
        type=0x11, mrcode=10, gaddr='224.0.0.251')
    yield 'version 2 report', group(**alert) / IGMP(type=0x16, mrcode=0, gaddr='224.0.0.251')
    yield 'version 2 leave', group(**alert) / IGMP(type=0x17, mrcode=0, gaddr='224.0.0.251')
    for name, fields in [
        ('general', {}), ('of a group', {'gaddr': '239.1.2.3'}),
        ('of sources', {'gaddr': '239.1.2.3', 'srcaddrs': ['192.0.2.1', '192.0.2.2']}),
        ('suppressed', {'s': 1, 'qrv': 2, 'qqic': 125}), ('coded floating', {'qqic': 0x93}),
    ]:
        yield f'version 3 query {name}', group(**alert) / IGMPv3(
            type=0x11, mrcode=0x8F) / IGMPv3mq(**fields)
    for kind in range(1, 7):
        yield f'version 3 report, record type {kind}', group(**alert) / IGMPv3(
            type=0x22, mrcode=0) / IGMPv3mr(records=[
                IGMPv3gr(rtype=kind, maddr='239.1.2.3', srcaddrs=['192.0.2.1', '192.0.2.2'])])
    yield 'version 3 report, two records', group(**alert) / IGMPv3(
        type=0x22, mrcode=0) / IGMPv3mr(records=[
            IGMPv3gr(rtype=4, maddr='239.1.2.3', srcaddrs=[]),
            IGMPv3gr(rtype=3, maddr='239.1.2.4', srcaddrs=['192.0.2.9'])])
    body = b'\x22\0\0\0\0\0\0\x01' + b'\x01\x01\0\x01' + bytes([239, 1, 2, 3]) + ADDRESS4 + b'auxi'
    yield 'version 3 report with auxiliary data', group(proto=2, **alert) / Raw(
        body[:2] + struct.pack('!H', inet(body)) + body[4:])
    yield 'padded on the wire', bytes(group() / IGMP(
        type=0x16, mrcode=0, gaddr='224.0.0.251')).ljust(60, b'\0')


def cases():
    for family, made in [
        ('icmp', icmp), ('icmpv6', icmpv6_messages), ('ndp', neighbour_discovery),
        ('mld', listener_discovery), ('igmp', igmp),
    ]:
        for description, packet in made():
            yield ETHERNET, family, description, packet
