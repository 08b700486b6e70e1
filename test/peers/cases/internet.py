"""Internet layer: IPv4 and IPv6 with everything that may stand in them, and tunnels."""

import struct

from scapy.all import (
    GRE, ICMP, IP, TCP, UDP, Dot1Q, Ether, IPv6, Raw,
)
from scapy.layers.inet6 import (
    IPv6ExtHdrDestOpt, IPv6ExtHdrFragment, IPv6ExtHdrHopByHop, IPv6ExtHdrRouting,
    IPv6ExtHdrSegmentRouting, MIP6MH_BA, MIP6MH_BE, MIP6MH_BRR, MIP6MH_BU, MIP6MH_CoT,
    MIP6MH_CoTI, MIP6MH_HoT, MIP6MH_HoTI,
)
from scapy.layers.ipsec import AH, ESP

from .common import (
    ETHERNET, MAC_A, MAC_B, V4_A, V4_B, counted, inet, ip4, ip6, padded,
    pseudo4, pseudo6, sealed,
)

HOPS = bytes([192, 0, 2, 11, 192, 0, 2, 12, 192, 0, 2, 13])


def udp():
    return UDP(sport=40000, dport=9) / Raw(b'hello')


def with_options(options, **more):
    """IPv4 with these option bytes, padded to 32 bits with end-of-list."""
    return ip4(**{'options': [Raw(padded(options, 4))], **more}) / udp()


def routed(options, last):
    """IPv4 with a route, around a datagram that is summed for its last stop."""
    datagram = bytes(IP(src=V4_A, dst=last) / udp())[20:]
    return ip4(proto=17, options=[Raw(padded(options, 4))]) / Raw(datagram)


def ipv4():
    yield 'no options', ip4() / udp()
    for tos, name in [(0xB8, 'expedited forwarding'), (0x28, 'AF11'), (0x03, 'congestion'),
                      (0x02, 'ECT(0)'), (0x01, 'ECT(1)'), (0xFC, 'an unnamed class')]:
        yield f'class of service: {name}', ip4(tos=tos) / udp()
    for flags, name in [('DF', "don't fragment"), (4, 'reserved bit'), (7, 'all flags')]:
        yield name, ip4(flags=flags) / udp()
    for ttl in (0, 1, 255):
        yield f'time to live {ttl}', ip4(ttl=ttl) / udp()
    yield 'first fragment', ip4(flags='MF') / UDP(sport=1, dport=2, len=1000) / Raw(counted(64))
    yield 'middle fragment', ip4(flags='MF', frag=9, proto=17) / Raw(counted(64))
    yield 'last fragment', ip4(frag=17, proto=17) / Raw(counted(20))
    yield 'highest fragment offset', ip4(frag=8191, proto=17) / Raw(counted(8))
    yield 'total length 0, as offload leaves it', ip4(len=0) / TCP(sport=1, dport=2) / Raw(
        counted(100))
    yield 'a protocol without a name', ip4(proto=253) / Raw(counted(12))
    yield 'nothing behind the header', ip4(proto=17)
    yield 'a wrong header checksum', ip4(chksum=0x1234) / udp()
    for src, dst in [('0.0.0.0', '255.255.255.255'), ('127.0.0.1', '127.0.0.1'),
                     ('10.0.0.1', '224.0.0.251'), ('169.254.1.1', '172.16.0.1')]:
        yield f'{src} to {dst}', ip4(src=src, dst=dst) / udp()


def ipv4_options():
    addresses = HOPS
    yield 'end of list', with_options(b'\0')
    yield 'no operations', with_options(b'\x01\x01\x01\x01')
    for number, name in [(7, 'record route'), (131, 'loose source route'),
                         (137, 'strict source route')]:
        for pointer in (4, 8, 16):
            # RFC 1122, 4.1.3.4: the last stop of a route counts, not the next one.
            last = '192.0.2.13' if number != 7 and pointer < 16 else V4_B
            yield f'{name}, pointer {pointer}', routed(
                bytes([number, 15, pointer]) + addresses, last)
    yield 'record route with one slot', with_options(bytes([7, 7, 4, 0, 0, 0, 0]))
    times = struct.pack('!II', 36000000, 36000500)
    yield 'timestamps only', with_options(bytes([68, 12, 13, 0x00]) + times)
    yield 'timestamps only, overflowed', with_options(bytes([68, 12, 13, 0xF0]) + times)
    pairs = HOPS[:4] + times[:4] + HOPS[4:8] + times[4:]
    yield 'timestamps with addresses', with_options(bytes([68, 20, 13, 0x01]) + pairs)
    yield 'timestamps, prespecified', with_options(bytes([68, 20, 5, 0x13]) + pairs)
    yield 'router alert', with_options(b'\x94\x04\0\0')
    yield 'router alert, reserved value', with_options(b'\x94\x04\x12\x34')
    yield 'security', with_options(b'\x82\x0b' + bytes([0xF1, 0x35, 0, 1, 0, 2, 0x41, 0x42, 0x43]))
    yield 'basic security of RFC 1108', with_options(b'\x82\x04\xab\x80')
    yield 'extended security', with_options(b'\x85\x05\x01\x02\x03')
    yield 'stream identifier', with_options(b'\x88\x04\x12\x34')
    yield 'MTU probe and reply', with_options(b'\x0b\x04\x05\xdc' + b'\x0c\x04\x05\x78')
    yield 'traceroute', with_options(
        b'\x52\x0c' + struct.pack('!HHH', 0x1234, 3, 0xFFFF) + HOPS[:4])
    yield 'quick start', with_options(b'\x19\x08\x05\x40\x12\x34\x56\x78')
    yield 'commercial security', with_options(b'\x86\x0a\0\0\0\x01\x01\x04\0\x05')
    yield 'unknown option', with_options(b'\xde\x06\x01\x02\x03\x04')
    yield 'several', with_options(b'\x01\x94\x04\0\0\x01\x07\x07\x04\0\0\0\0\x01\x01\x00')
    yield 'bytes behind the end of list', with_options(b'\x01\0\xaa\xbb')
    yield 'forty bytes of options', with_options(bytes([7, 39, 40]) + (HOPS * 3) + b'\0')
    yield 'on TCP', ip4(options=[Raw(b'\x94\x04\0\0')]) / TCP(sport=1, dport=2, flags='S')


def extension_headers():
    def raw_options(header, options, source=b''):
        body = padded(bytes([17, 0]) + options, 8)
        body = bytes([17, len(body) // 8 - 1]) + body[2:]
        return ip6(nh=header) / Raw(body + transport(source))

    def transport(source=b''):
        body = struct.pack('!HHHH', 40000, 9, 13, 0) + b'hello'
        pseudo = pseudo6(17, len(body))
        return sealed(body, 6, (source or pseudo[:16]) + pseudo[16:])

    home = bytes(range(32, 48))
    options = [
        ('Pad1 six times', b'\0' * 6), ('PadN', b'\x01\x04\0\0\0\0'),
        ('PadN of no bytes', b'\x01\0' * 3), ('PadN with content', b'\x01\x04abcd'),
        ('router alert for MLD', b'\x05\x02\0\0\x01\0'), ('router alert for RSVP',
                                                        b'\x05\x02\0\x01\x01\0'),
        ('quick start', b'\x26\x06\x05\x40\x12\x34\x56\x78\x01\x02\0\0\x01\0'),
        ('tunnel encapsulation limit', b'\x04\x01\x04\x01\x01\0'),
        ('home address', b'\x01\x02\0\0\xc9\x10' + home + b'\x01\0'),
        ('common architecture label (CALIPSO)',
         b'\x07\x08\0\0\0\x01\0\x05\x12\x34\x01\x02\0\0'),
        ('RPL option', b'\x63\x04\x80\x1e\x01\0'),
        ('performance metrics', b'\x0f\x0a' + counted(10) + b'\x01\0'),
        ('unknown, skipped', b'\x1e\x04abcd'), ('unknown, discard', b'\x5e\x04abcd'),
        ('unknown, report', b'\x9e\x04abcd'), ('unknown, report unless multicast',
                                               b'\xde\x04abcd'),
    ]
    for name, body in options:
        for header, where in [(0, 'hop-by-hop'), (60, 'destination')]:
            # RFC 6275, 6.3: the home address is the source that the sum knows.
            source = home if name == 'home address' else b''
            if source and header == 0:
                continue
            yield f'{where}: {name}', raw_options(header, body, source)
    big = counted(256) * 257
    yield 'jumbogram', ip6(nh=0, plen=0) / Raw(
        bytes([253, 0, 0xC2, 4]) + struct.pack('!I', 8 + len(big)) + big)
    yield 'built by Scapy', ip6() / IPv6ExtHdrHopByHop() / IPv6ExtHdrDestOpt() / udp()
    first = UDP(sport=40000, dport=9, len=100, chksum=0xABCD) / Raw(counted(56))
    yield 'first fragment', ip6() / IPv6ExtHdrFragment(nh=17, offset=0, m=1, id=0x12345678) / first
    yield 'later fragment', ip6() / IPv6ExtHdrFragment(nh=17, offset=8, m=0, id=0x12345678) / Raw(
        counted(40))
    yield 'atomic fragment', ip6() / IPv6ExtHdrFragment(nh=17, offset=0, m=0, id=1) / udp()
    yield 'fragment with reserved bits', ip6() / IPv6ExtHdrFragment(
        nh=17, offset=0, m=0, res1=0xAA, res2=3, id=1) / udp()
    yield 'all in the order of RFC 8200', (
        ip6() / IPv6ExtHdrHopByHop() / IPv6ExtHdrDestOpt() / IPv6ExtHdrRouting(
            addresses=['2001:db8::99'], segleft=0) / IPv6ExtHdrFragment(id=7) / IPv6ExtHdrDestOpt()
        / udp())
    yield 'no next header', ip6(nh=59)
    yield 'no next header, with bytes behind', ip6(nh=59) / Raw(counted(8))


def routing_headers():
    hops = ['2001:db8::11', '2001:db8::12']
    for left in (0, 1, 2):
        yield f'type 0, {left} segments left', ip6() / IPv6ExtHdrRouting(
            type=0, segleft=left, addresses=hops) / udp()
    yield 'type 0 without addresses', ip6() / IPv6ExtHdrRouting(type=0, addresses=[]) / udp()
    for left in (0, 1):
        yield f'type 2, {left} segments left', ip6() / IPv6ExtHdrRouting(
            type=2, segleft=left, addresses=['2001:db8::77']) / udp()
    # RFC 6554: nothing elided; then the first 8 bytes elided and 4 bytes of padding.
    full = bytes(IPv6(src=hops[0], dst=hops[1]))[8:40]
    yield 'type 3, addresses in full', ip6(nh=43) / Raw(
        bytes([59, 4, 3, 0, 0, 0, 0, 0]) + full)
    yield 'type 3, eight bytes elided', ip6(nh=43) / Raw(
        bytes([59, 2, 3, 0, 0x88, 0, 0, 0]) + full[8:16] + full[24:32])
    yield 'type 3, padded', ip6(nh=43) / Raw(
        bytes([59, 1, 3, 0, 0xDC, 0x10, 0, 0]) + full[13:16] + full[28:32] + b'\0')
    for left in (0, 1):
        yield f'type 4, {left} segments left', ip6() / IPv6ExtHdrSegmentRouting(
            addresses=hops, segleft=left, lastentry=1, tag=0xBEEF) / udp()
    segment = bytes([59, 2, 4, 0, 0, 0x08, 0x12, 0x34]) + full[:16]
    yield 'type 4, one segment', ip6(nh=43) / Raw(segment)
    tlv = b'\x04\x06\0\0\0\0\0\0'
    yield 'type 4 with a padding TLV', ip6(nh=43) / Raw(
        bytes([59, 3, 4, 0, 0, 0, 0, 0]) + full[:16] + tlv)
    hmac = b'\x05\x26\0\0' + struct.pack('!I', 77) + counted(32)
    yield 'type 4 with an HMAC TLV', ip6(nh=43) / Raw(
        bytes([59, 7, 4, 0, 0, 0x08, 0, 0]) + full[:16] + hmac)
    yield 'an unknown type', ip6(nh=43) / Raw(bytes([59, 0, 200, 0, 1, 2, 3, 4]))


def mobility():
    cookie = b'\x01\x02\x03\x04\x05\x06\x07\x08'
    for name, message in [
        ('binding refresh request', MIP6MH_BRR()),
        ('home test init', MIP6MH_HoTI(cookie=cookie)),
        ('care-of test init', MIP6MH_CoTI(cookie=cookie)),
        ('home test', MIP6MH_HoT(index=3, cookie=cookie, token=cookie[::-1])),
        ('care-of test', MIP6MH_CoT(index=4, cookie=cookie, token=cookie[::-1])),
        ('binding update', MIP6MH_BU(seq=5, flags='AHL', mhtime=10)),
        ('binding acknowledgement', MIP6MH_BA(status=128, flags='K', seq=5, mhtime=10)),
        ('binding error', MIP6MH_BE(status=2, ha='2001:db8::77')),
    ]:
        yield name, ip6() / message

    def message(kind, body):
        body += b'\0' * (-(len(body) + 6) % 8)
        raw = bytes([59, (6 + len(body)) // 8 - 1, kind, 0, 0, 0]) + body
        return ip6(nh=135) / Raw(sealed(raw, 4, pseudo6(135, len(raw))))

    update = struct.pack('!HHH', 5, 0xC000, 10)
    address = bytes(range(64, 80))
    for name, option in [
        ('Pad1 and PadN', b'\0\x01\x01\0'), ('refresh advice', b'\x02\x02\0\x05'),
        ('alternate care-of address', b'\x01\x02\0\0\x03\x10' + address),
        ('nonce indices', b'\x04\x04\0\x01\0\x02'),
        ('authorization data', b'\x05\x0c' + counted(12)),
        ('mobile network prefix', b'\x01\x02\0\0\x06\x12\0\x40' + address),
        ('link-layer address', b'\x07\x07\x02' + counted(6)),
        ('node identifier', b'\x08\x06\x01me@ex'),
        ('an unknown option', b'\xc8\x04abcd'),
    ]:
        yield f'binding update with {name}', message(5, update + option)
    yield 'an unknown message', message(99, counted(10))


def security():
    for name, length, icv in [('twelve bytes', 4, 12), ('sixteen bytes', 5, 16),
                              ('thirty-two bytes', 9, 32)]:
        header = AH(nh=17, payloadlen=length, spi=0x1001, seq=7, icv=Raw(counted(icv)))
        yield f'AH over IPv4, check value of {name}', ip4(proto=51) / header / udp()
    yield 'AH over IPv6', ip6(nh=51) / Raw(
        bytes(AH(nh=59, payloadlen=4, spi=0x1001, seq=7, icv=Raw(counted(12)))))
    yield 'AH around TCP', ip4(proto=51) / AH(nh=6, payloadlen=4, spi=1, seq=1, icv=Raw(
        counted(12))) / Raw(
            sealed(bytes(TCP(sport=1, dport=2, flags='S', chksum=0)), 16, pseudo4(6, 20)))
    yield 'AH in tunnel mode', ip4(proto=51) / AH(nh=4, payloadlen=4, spi=1, seq=1, icv=Raw(
        counted(12))) / IP(src=V4_B, dst=V4_A) / udp()
    yield 'ESP over IPv4', ip4(proto=50) / ESP(spi=0x2002, seq=9, data=counted(40))
    yield 'ESP over IPv6', ip6(nh=50) / ESP(spi=0x2002, seq=9, data=counted(40))
    yield 'ESP behind a destination header', ip6() / IPv6ExtHdrDestOpt(nh=50) / ESP(
        spi=0x2002, seq=10, data=counted(24))


def tunnels():
    inner4 = IP(src='10.0.0.1', dst='10.0.0.2') / udp()
    inner6 = IPv6(src='fd00::1', dst='fd00::2') / udp()
    yield 'IPv4 in IPv4', ip4() / inner4
    yield 'IPv6 in IPv4', ip4() / inner6
    yield 'IPv4 in IPv6', ip6() / inner4
    yield 'IPv6 in IPv6', ip6() / inner6
    yield 'IPv4 three deep', ip4() / IP(src=V4_B, dst=V4_A) / inner4
    yield '6in4 with an extension header', ip4() / IPv6(
        src='fd00::1', dst='fd00::2') / IPv6ExtHdrDestOpt() / udp()

    # Reserved bits stay out: RFC 2784 has them discarded, tshark tells them by RFC 1701.
    for name, fields in [('plain', {}), ('checksum', {'chksum_present': 1}),
                         ('key', {'key_present': 1, 'key': 0x12345678}),
                         ('sequence number', {'seqnum_present': 1, 'seqence_number': 7})]:
        yield f'GRE, {name}', ip4() / GRE(**fields) / inner4
    yield 'GRE, checksum, key and sequence number', ip4() / GRE(
        chksum_present=1, key_present=1, key=1, seqnum_present=1, seqence_number=2) / inner4
    yield 'GRE around IPv6', ip4() / GRE() / inner6
    yield 'GRE around Ethernet', ip4() / GRE(proto=0x6558) / Ether(dst=MAC_B, src=MAC_A) / inner4
    yield 'GRE around a tagged frame', ip4() / GRE(proto=0x6558) / Ether(
        dst=MAC_B, src=MAC_A) / Dot1Q(vlan=4) / inner4
    yield 'GRE around MPLS', ip4() / GRE(proto=0x8847) / Raw(
        b'\x00\x01\x01\x40' + bytes(inner4))
    yield 'GRE over IPv6', ip6() / GRE(key_present=1, key=9) / inner4
    routing = struct.pack('!HBB', 0x0800, 0, 8) + HOPS[:8] + struct.pack('!HBB', 0, 0, 0)
    head = bytes.fromhex('c0000800') + struct.pack('!HH', 0, 0) + routing + bytes(inner4)
    yield 'GRE with source routes (RFC 1701)', ip4(proto=47) / Raw(
        head[:4] + struct.pack('!H', inet(head)) + head[6:])
    point = b'\xff\x03\x00\x21' + bytes(inner4)
    for name, flags, more in [
        ('sequence number', 0x3001, struct.pack('!I', 5)),
        ('sequence and acknowledgment', 0x3081, struct.pack('!II', 5, 4)),
    ]:
        yield f'GRE version 1 (PPTP), {name}', ip4(proto=47) / Raw(
            struct.pack('!HHHH', flags, 0x880B, len(point), 0x11) + more + point)
    yield 'GRE version 1 (PPTP), acknowledgment alone', ip4(proto=47) / Raw(
        struct.pack('!HHHHI', 0x2081, 0x880B, 0, 0x11, 4))


def ipv6():
    yield 'plain', ip6() / udp()
    for name, fields in [('traffic class', {'tc': 0xB8}), ('congestion', {'tc': 3}),
                         ('flow label', {'fl': 0xFEDCB}), ('hop limit 255', {'hlim': 255}),
                         ('hop limit 0', {'hlim': 0})]:
        yield name, ip6(**fields) / udp()
    for src, dst in [('::', 'ff02::1'), ('::1', '::1'), ('fe80::1', 'ff02::fb'),
                     ('::ffff:192.0.2.1', '64:ff9b::192.0.2.1'), ('2002:c000:201::1', 'fd00::1'),
                     ('2001:db8:0:1:1:1:1:1', '2001:0:0:1::1')]:
        yield f'{src} to {dst}', ip6(src=src, dst=dst) / udp()
    yield 'an unknown next header', ip6(nh=253) / Raw(counted(8))
    yield 'TCP', ip6() / TCP(sport=1, dport=2, flags='S')
    yield 'payload length 0, as offload leaves it', ip6(plen=0) / TCP(sport=1, dport=2) / Raw(
        counted(50))
    yield 'ICMPv4 in IPv6', ip6(nh=1) / ICMP()


def cases():
    for family, made in [
        ('ip', ipv4), ('ip options', ipv4_options), ('ipv6', ipv6),
        ('ipv6 extensions', extension_headers), ('ipv6 routing', routing_headers),
        ('mobility', mobility), ('ipsec', security), ('tunnel', tunnels),
    ]:
        for description, packet in made():
            yield ETHERNET, family, description, packet
