"""Link layer: Ethernet and its tags, ARP, LLC, PPP and PPPoE, MPLS, cooked and raw captures."""

import struct

from scapy.all import (
    ARP, ICMP, IP, LLC, SNAP, STP, UDP, CookedLinux, CookedLinuxV2, Dot1AD, Dot1Q, Dot3,
    IPv6, Loopback, PPP as PPPHeader, PPPoE, PPPoED, Raw,
)
from scapy.contrib.mpls import MPLS

from .common import (
    ETHERNET, IPV4_ONLY, IPV6_ONLY, LOOP, MAC_A, MAC_B, NULL, OLD_RAW, PPP, RAW, SLL, SLL2,
    V4_A, V4_B, V6_A, V6_B, counted, ether, ip4, with_fcs,
)


def v4():
    return IP(src=V4_A, dst=V4_B, id=1) / UDP(sport=40000, dport=9) / Raw(b'hello')


def v6():
    return IPv6(src=V6_A, dst=V6_B) / UDP(sport=40000, dport=9) / Raw(b'hello')


def ethernet():
    yield 'Ethernet II with IPv4', ether() / v4()
    yield 'Ethernet II with IPv6', ether() / v6()
    yield 'broadcast, locally administered source', ether(dst='ff:ff:ff:ff:ff:ff') / v4()
    yield 'IPv4 multicast', ether(dst='01:00:5e:00:00:fb') / v4()
    yield 'IPv6 multicast', ether(dst='33:33:00:00:00:01') / v6()
    yield 'an EtherType without a protocol', ether(type=0x88B5) / Raw(counted(46))
    yield 'nothing behind the header', ether(type=0x88B5)
    short = bytes(ether() / IP(src=V4_A, dst=V4_B) / UDP(sport=1, dport=2) / Raw(b'x'))
    yield 'padding of zeros to 60 bytes', short.ljust(60, b'\0')
    yield 'padding that leaks memory', short + counted(60 - len(short), 0x41)
    yield 'padding and frame check sequence', with_fcs(short.ljust(60, b'\0'))
    yield 'frame check sequence without padding', with_fcs(ether() / v4() / Raw(counted(60)))
    yield 'a trailer of six bytes', bytes(ether() / v4() / Raw(b'')) + counted(6, 0x71)
    long = bytes(ip4() / UDP(sport=1, dport=2) / Raw(counted(100)))
    yield 'a trailer behind a long datagram', long + counted(12, 0x81)
    arp = bytes(ether() / ARP(psrc=V4_A, pdst=V4_B, hwsrc=MAC_A))
    yield 'ARP with padding', arp.ljust(60, b'\0')
    yield 'ARP with padding and frame check sequence', with_fcs(arp.ljust(60, b'\0'))
    small = bytes(ether() / IPv6(src=V6_A, dst=V6_B, nh=59))
    yield 'IPv6 without a next header, padded', small.ljust(60, b'\0')


def arp():
    who = {'hwsrc': MAC_A, 'psrc': V4_A, 'pdst': V4_B, 'hwdst': '00:00:00:00:00:00'}
    every = 'ff:ff:ff:ff:ff:ff'
    yield 'request', ether(dst=every) / ARP(**who)
    yield 'reply', ether() / ARP(**{**who, 'op': 2, 'hwdst': MAC_B})
    yield 'probe', ether(dst=every) / ARP(**{**who, 'psrc': '0.0.0.0'})
    yield 'announcement', ether(dst=every) / ARP(**{**who, 'pdst': V4_A})
    yield 'gratuitous reply', ether(dst=every) / ARP(**{**who, 'op': 2, 'pdst': V4_A,
                                                        'hwdst': every})
    rarp = {'hwsrc': MAC_A, 'hwdst': MAC_A, 'psrc': '0.0.0.0', 'pdst': '0.0.0.0'}
    yield 'RARP request', ether(dst=every, type=0x8035) / ARP(**{**rarp, 'op': 3})
    yield 'RARP reply', ether(type=0x8035) / ARP(**{**rarp, 'op': 4, 'pdst': V4_B})
    yield 'InARP request', ether() / ARP(**{**who, 'op': 8})
    yield 'InARP reply', ether() / ARP(**{**who, 'op': 9})
    yield 'an operation without a name', ether() / ARP(**{**who, 'op': 99})
    yield 'hardware of eight bytes (IEEE 1394)', ether(type=0x0806) / Raw(
        struct.pack('!HHBBH', 24, 0x0800, 8, 4, 1) + counted(8) + bytes([192, 0, 2, 1])
        + counted(8, 16) + bytes([198, 51, 100, 2])
    )
    yield 'another protocol than IPv4', ether(type=0x0806) / Raw(
        struct.pack('!HHBBH', 1, 0x86DD, 6, 16, 1) + counted(6) + counted(16, 32)
        + counted(6, 64) + counted(16, 96)
    )


def vlan():
    yield '802.1Q', ether() / Dot1Q(vlan=5, prio=3, id=0) / v4()
    yield '802.1Q, drop eligible', ether() / Dot1Q(vlan=4094, prio=7, id=1) / v6()
    yield '802.1Q, priority only', ether() / Dot1Q(vlan=0, prio=6) / ARP(psrc=V4_A, pdst=V4_B,
                                                                        hwsrc=MAC_A)
    yield '802.1Q twice', ether() / Dot1Q(vlan=10) / Dot1Q(vlan=20) / v4()
    yield '802.1ad over 802.1Q', ether() / Dot1AD(vlan=100, prio=2) / Dot1Q(vlan=200) / v4()
    yield '802.1ad alone', ether() / Dot1AD(vlan=100, id=1) / v6()
    yield 'three tags', ether() / Dot1AD(vlan=1) / Dot1Q(vlan=2) / Dot1Q(vlan=3) / v4()
    tagged = ether() / Dot1Q(vlan=7) / IP(src=V4_A, dst=V4_B) / UDP(sport=1, dport=2)
    yield '802.1Q, padded', bytes(tagged).ljust(60, b'\0')
    yield '802.1Q with a length, LLC behind', ether() / Dot1Q(vlan=9, type=38) / LLC(
        dsap=0x42, ssap=0x42, ctrl=3) / STP()


def llc():
    def frame(payload, **more):
        return Dot3(dst='01:80:c2:00:00:00', src=MAC_A, **more) / payload

    yield 'spanning tree', frame(LLC(dsap=0x42, ssap=0x42, ctrl=3) / STP())
    yield 'spanning tree, padded', bytes(
        frame(LLC(dsap=0x42, ssap=0x42, ctrl=3) / STP())).ljust(60, b'\0')
    yield 'XID command', frame(LLC(dsap=0, ssap=1, ctrl=0xAF) / Raw(b'\x81\x01\x02'))
    yield 'TEST command', frame(LLC(dsap=0, ssap=1, ctrl=0xF3) / Raw(b'test'))
    yield 'information frame', frame(Raw(b'\xf0\xf0\x02\x05' + counted(8)))
    yield 'supervisory frame', frame(Raw(b'\xf0\xf1\x01\x07'))
    yield 'group and response bits', frame(LLC(dsap=0xAB, ssap=0x43, ctrl=3) / Raw(counted(8)))
    yield 'SNAP with IPv4', frame(LLC(dsap=0xAA, ssap=0xAA, ctrl=3) / SNAP(code=0x0800) / v4())
    yield 'SNAP with ARP', frame(LLC(dsap=0xAA, ssap=0xAA, ctrl=3) / SNAP(code=0x0806)
                                 / ARP(psrc=V4_A, pdst=V4_B, hwsrc=MAC_A))
    yield 'SNAP with IPv6', frame(LLC(dsap=0xAA, ssap=0xAA, ctrl=3) / SNAP(code=0x86DD) / v6())
    yield 'SNAP of a vendor', frame(LLC(dsap=0xAA, ssap=0xAA, ctrl=3)
                                    / SNAP(OUI=0x00000C, code=0x9999) / Raw(counted(12)))
    yield 'IPv4 straight behind LLC', frame(LLC(dsap=6, ssap=6, ctrl=3) / v4())


def pppoe():
    tags = [
        (0x0101, b''), (0x0101, b'internet'), (0x0102, b'access concentrator'),
        (0x0103, counted(8)), (0x0104, counted(16)),
        (0x0105, struct.pack('!I', 3561) + b'\x01\x02hi'),
        (0x0110, struct.pack('!HH', 1, 2)), (0x0120, struct.pack('!H', 1500)),
        (0x0201, b'no such service'), (0x0202, b'system error'), (0x0203, b'generic'),
        (0x0106, b'\x01\x04' + counted(4)), (0x0112, b'hurl'), (0x0120, b'\x05\xdc'),
        (0x0999, b'unknown'),
    ]

    def tag(number, value):
        return struct.pack('!HH', number, len(value)) + value

    for name, code, session in [('PADI', 0x09, 0), ('PADO', 0x07, 0), ('PADR', 0x19, 0),
                                ('PADS', 0x65, 0x11), ('PADT', 0xA7, 0x11)]:
        body = tag(0x0101, b'') + tag(0x0103, b'\x01\x02\x03\x04')
        yield name, ether(type=0x8863) / PPPoED(code=code, sessionid=session,
                                                len=len(body)) / Raw(body)
    for number, value in tags:
        body = tag(0x0101, b'') + tag(number, value)
        yield f'tag {number:#06x} of {len(value)} bytes', ether(type=0x8863) / PPPoED(
            code=7, len=len(body)) / Raw(body)
    body = tag(0x0102, b'ac') + tag(0, b'')
    yield 'end-of-list tag, padded', bytes(
        ether(type=0x8863) / PPPoED(code=7, len=len(body)) / Raw(body)).ljust(60, b'\0')
    yield 'session with IPv4', ether() / PPPoE(sessionid=0x11) / PPPHeader(proto=0x21) / v4()
    yield 'session with IPv6', ether() / PPPoE(sessionid=0x11) / PPPHeader(proto=0x57) / v6()
    yield 'session with LCP', ether() / PPPoE(sessionid=0x11) / Raw(
        b'\xc0\x21\x09\x01\x00\x08\x01\x02\x03\x04')
    yield 'session, padded', bytes(ether() / PPPoE(sessionid=0x11) / Raw(
        b'\xc0\x21\x09\x01\x00\x08\x01\x02\x03\x04')).ljust(60, b'\0')


def ppp():
    yield 'IPv4 with address and control', b'\xff\x03\x00\x21' + bytes(v4())
    yield 'IPv6 with address and control', b'\xff\x03\x00\x57' + bytes(v6())
    yield 'IPv4 without address and control', b'\x00\x21' + bytes(v4())
    yield 'IPv4, protocol in one byte', b'\x21' + bytes(v4())
    yield 'address and control, protocol in one byte', b'\xff\x03\x21' + bytes(v4())
    yield 'LCP echo request', b'\xff\x03\xc0\x21\x09\x01\x00\x08\x01\x02\x03\x04'
    yield 'MPLS', b'\xff\x03\x02\x81' + bytes(MPLS(label=16, s=1, ttl=64) / v4())
    yield 'an unknown protocol', b'\xff\x03\x40\x05' + counted(12)


def mpls():
    def stack(*labels):
        packet = ether(type=0x8847)
        for i, (label, cos, ttl) in enumerate(labels):
            packet = packet / MPLS(label=label, cos=cos, s=int(i == len(labels) - 1), ttl=ttl)
        return packet

    yield 'one label, IPv4', stack((16, 0, 64)) / v4()
    yield 'one label, IPv6', stack((1048575, 7, 255)) / v6()
    yield 'two labels', stack((100, 1, 64), (200, 2, 63)) / v4()
    yield 'four labels', stack((100, 1, 64), (200, 2, 63), (300, 3, 62), (400, 4, 1)) / v4()
    yield 'IPv4 explicit null', stack((0, 0, 64)) / v4()
    yield 'IPv6 explicit null', stack((2, 0, 64)) / v6()
    yield 'router alert over a label', stack((1, 0, 64), (16, 0, 64)) / v4()
    yield 'multicast EtherType', ether(type=0x8848) / MPLS(label=30, s=1, ttl=4) / v4()
    yield 'behind a VLAN tag', ether() / Dot1Q(vlan=3, type=0x8847) / MPLS(
        label=30, s=1, ttl=4) / v4()


def null_and_raw():
    for family, payload in [(2, v4), (24, v6), (28, v6), (30, v6)]:
        yield NULL, f'family {family}, little endian', struct.pack('<I', family) + bytes(payload())
        yield NULL, f'family {family}, big endian', struct.pack('>I', family) + bytes(payload())
        yield LOOP, f'family {family}', struct.pack('>I', family) + bytes(payload())
    yield NULL, 'built by Scapy', Loopback(type=2) / v4()
    yield NULL, 'an unknown family', struct.pack('<I', 99) + counted(8)
    for linktype in (RAW, OLD_RAW):
        yield linktype, 'IPv4', v4()
        yield linktype, 'IPv6', v6()
    yield RAW, 'ICMP', IP(src=V4_A, dst=V4_B) / ICMP() / Raw(b'ping')
    yield IPV4_ONLY, 'IPv4', v4()
    yield IPV6_ONLY, 'IPv6', v6()


def cooked():
    mac = b'\x02\0\0\0\0\x01'
    for kind in range(5):
        yield SLL, f'packet type {kind}', CookedLinux(
            pkttype=kind, lladdrtype=1, lladdrlen=6, src=mac + b'\0\0', proto=0x0800) / v4()
        yield SLL2, f'packet type {kind}', CookedLinuxV2(
            pkttype=kind, lladdrtype=1, lladdrlen=6, src=mac + b'\0\0', proto=0x0800,
            ifindex=3) / v4()
    for what, link, kind, width in [('loopback', 772, 0, 6), ('PPP', 512, 0, 0),
                                    ('tunnel', 768, 4, 4), ('none', 65534, 0, 0)]:
        source = (mac + b'\0\0') if width == 6 else counted(8)[:width].ljust(8, b'\0')
        yield SLL, what, CookedLinux(pkttype=kind, lladdrtype=link, lladdrlen=width, src=source,
                                     proto=0x86DD) / v6()
        yield SLL2, what, CookedLinuxV2(pkttype=kind, lladdrtype=link, lladdrlen=width,
                                        src=source, proto=0x86DD, ifindex=1) / v6()
    arp = ARP(psrc=V4_A, pdst=V4_B, hwsrc=MAC_A)
    yield SLL, 'ARP', CookedLinux(pkttype=1, lladdrtype=1, lladdrlen=6, src=mac, proto=0x0806) / arp
    yield SLL2, 'ARP', CookedLinuxV2(pkttype=1, lladdrtype=1, lladdrlen=6, src=mac, proto=0x0806,
                                     ifindex=2) / arp
    spanning = LLC(dsap=0x42, ssap=0x42, ctrl=3) / STP()
    yield SLL, '802.2', CookedLinux(pkttype=2, lladdrtype=1, lladdrlen=6, src=mac,
                                    proto=4) / spanning
    yield SLL, '802.1Q', CookedLinux(pkttype=0, lladdrtype=1, lladdrlen=6, src=mac,
                                     proto=0x8100) / Dot1Q(vlan=5) / v4()
    yield SLL, 'unused address bytes', CookedLinux(
        pkttype=0, lladdrtype=1, lladdrlen=6, src=mac + b'\xca\xfe', proto=0x0800) / v4()


def cases():
    for family, made in [('eth', ethernet), ('arp', arp), ('vlan', vlan), ('llc', llc),
                         ('pppoe', pppoe), ('mpls', mpls)]:
        for description, packet in made():
            yield ETHERNET, family, description, packet
    for description, packet in ppp():
        yield PPP, 'ppp', description, packet
    for linktype, description, packet in null_and_raw():
        yield linktype, 'null', description, packet
    for linktype, description, packet in cooked():
        yield linktype, 'sll', description, packet
