"""What all the case files share: fixed addresses, checksums and small builders.

Everything is fixed: the same packets come out of every run.
"""

import struct
import zlib

from scapy.all import IP, Ether, IPv6, Raw, conf

conf.verb = 0

# Link types of the captures (www.tcpdump.org/linktypes.html).
NULL, ETHERNET, PPP, OLD_RAW, RAW, LOOP, SLL = 0, 1, 9, 12, 101, 108, 113
IPV4_ONLY, IPV6_ONLY, SLL2 = 228, 229, 276

MAC_A, MAC_B = '02:00:00:00:00:01', '02:00:00:00:00:02'
V4_A, V4_B = '192.0.2.1', '198.51.100.2'
V6_A, V6_B = '2001:db8::1', '2001:db8::2'


def ether(**more):
    return Ether(**{'dst': MAC_B, 'src': MAC_A, **more})


def ip4(**more):
    return ether() / IP(**{'src': V4_A, 'dst': V4_B, 'id': 0xABCD, **more})


def ip6(**more):
    return ether() / IPv6(**{'src': V6_A, 'dst': V6_B, 'hlim': 64, **more})


def counted(length, start=0):
    """Bytes that count up, so that a shifted field shows."""
    return bytes((start + i) & 0xFF for i in range(length))


def inet(data):
    if len(data) % 2:
        data += b'\0'
    total = sum(struct.unpack(f'!{len(data) // 2}H', data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def pseudo4(protocol, length):
    return bytes([192, 0, 2, 1, 198, 51, 100, 2, 0, protocol]) + struct.pack('!H', length)


def pseudo6(protocol, length):
    return IPv6(src=V6_A, dst=V6_B).build()[8:40] + struct.pack('!I3xB', length, protocol)


def sealed(body, at, pseudo=b'', covered=None):
    """The body with its Internet checksum put in at `at`, which must hold zeros."""
    value = inet(pseudo + body[:covered])
    return body[:at] + struct.pack('!H', value) + body[at + 2:]


def icmp4(type_, code, rest):
    return ip4(proto=1) / Raw(sealed(bytes([type_, code, 0, 0]) + rest, 2))


def icmp6(type_, code, rest, **more):
    body = bytes([type_, code, 0, 0]) + rest
    layers = IPv6(**{'src': V6_A, 'dst': V6_B, **more})
    pseudo = layers.build()[8:40] + struct.pack('!I3xB', len(body), 58)
    return ether() / IPv6(**{'src': V6_A, 'dst': V6_B, 'nh': 58, 'hlim': 255, **more}) / Raw(
        sealed(body, 2, pseudo)
    )


def padded(data, unit, fill=b'\0'):
    return data + fill * (-len(data) % unit)


def with_fcs(frame):
    frame = bytes(frame)
    return frame + struct.pack('<I', zlib.crc32(frame))
