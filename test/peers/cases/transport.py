"""TCP with every option, UDP and UDP-Lite."""

import struct

from scapy.all import TCP, UDP, Raw

from .common import (
    ETHERNET, counted, ip4, ip6, padded, pseudo4, pseudo6, sealed,
)

ADDRESS4 = bytes([192, 0, 2, 1])
ADDRESS6 = bytes.fromhex('20010db8000000000000000000000001')
KEY = bytes(range(0x10, 0x18))


def segment(**more):
    return TCP(**{'sport': 51234, 'dport': 50443, 'seq': 1000, 'ack': 2000, 'flags': 'A',
                  'window': 64240, **more})


def tcp():
    for flags in ['F', 'S', 'R', 'P', 'A', 'U', 'E', 'C', 'N', 'SA', 'PA', 'FA', 'RA', 'SEC',
                  'FPU', '', 'FSRPAUECN']:
        more = {'urgptr': 5} if 'U' in flags else {}
        yield f'flags {flags or "none"}', ip4() / segment(flags=flags, **more)
    yield 'reserved bits', ip4() / segment(reserved=7)
    yield 'data', ip4() / segment(flags='PA') / Raw(counted(1460))
    yield 'data of an odd length', ip4() / segment(flags='PA') / Raw(counted(7))
    yield 'over IPv6', ip6() / segment(flags='PA') / Raw(counted(20))
    yield 'urgent data', ip4() / segment(flags='PAU', urgptr=3) / Raw(b'abc123')
    yield 'high numbers', ip4() / segment(seq=0xFFFFFFFF, ack=0xFFFFFFFE, window=0)
    yield 'a wrong checksum', ip4() / segment(chksum=0x1234) / Raw(b'x')
    partial = bytes(ip4() / segment() / Raw(b'offloaded'))
    total = sum(struct.unpack('!6H', pseudo4(6, 29)))
    folded = (total & 0xFFFF) + (total >> 16)
    yield 'a checksum of the pseudo-header alone, as offload leaves it', (
        partial[:50] + struct.pack('!H', folded) + partial[52:])


def with_options(options, syn, sport=51234):
    """Scapy takes no option bytes as they stand: they go behind the header, which counts them."""
    options = padded(options, 4)
    more = {'flags': 'S', 'ack': 0} if syn else {}
    return ip4() / segment(dataofs=5 + len(options) // 4, sport=sport, **more) / Raw(options)


def option(kind, body=b''):
    return bytes([kind, len(body) + 2]) + body


def tcp_options():
    timestamps = option(8, struct.pack('!II', 1000000, 999999))
    edges = [struct.pack('!II', 3000 + 2000 * i, 4000 + 2000 * i) for i in range(4)]
    options = [
        ('end of list', b'\0'), ('no operations', b'\x01' * 4),
        ('maximum segment size', option(2, b'\x05\xb4')), ('window scale', option(3, b'\x07')),
        ('window scale above 14', option(3, b'\x0f')), ('SACK permitted', option(4)),
        ('echo', option(6, counted(4))), ('echo reply', option(7, counted(4))),
        ('timestamps', timestamps), ('partial order permitted', option(9)),
        ('partial order service', option(10, b'\xc0')),
        ('connection count', option(11, counted(4))),
        ('CC.NEW', option(12, counted(4))), ('CC.ECHO', option(13, counted(4))),
        ('alternate checksum request', option(14, b'\x01')),
        ('alternate checksum data', option(15, counted(6))),
        ('MD5 signature', option(19, counted(16))),
        ('SCPS capabilities', option(20, b'\xf0\x01')),
        ('selective negative acknowledgment', option(21, b'\0\x05\0\x02')),
        ('record boundary', option(22)), ('corruption experienced', option(23)),
        ('quick start', option(27, b'\x05\x40\x12\x34\x56\x78')),
        ('user timeout in seconds', option(28, b'\0\x78')),
        ('user timeout in minutes', option(28, b'\x80\x05')),
        ('authentication', option(29, b'\x01\x02' + counted(12))),
        ('authentication without a code', option(29, b'\x01\x02')),
        ('fast open, request', option(34)), ('fast open, cookie', option(34, counted(8))),
        ('fast open, long cookie', option(34, counted(16))),
        ('encryption negotiation', option(69, b'\x01\x21')),
        ('accurate ECN, order 0', option(172, counted(9))),
        ('accurate ECN, order 1', option(174, counted(9))),
        ('accurate ECN, empty', option(172)),
        ('experiment: fast open', option(254, b'\xf9\x89' + counted(8))),
        ('experiment 253', option(253, b'\x12\x34\x01\x02')),
        ('bubba, skeeter and trailer checksum', option(16, b'\x01') + option(17, b'\x02')
         + option(18, b'\x03')),
        ('Riverbed probe', option(76, counted(8))), ('an unknown kind', option(200, counted(6))),
        ('an unknown kind without a body', option(200)),
        ('a maximum segment size of the wrong length', option(2, b'\x05')),
        ('a common SYN', option(2, b'\x05\xb4') + option(4) + timestamps + b'\x01'
         + option(3, b'\x07')),
        ('forty bytes', b'\x01\x01' + timestamps + b'\x01\x01' + option(5, b''.join(edges[:3]))),
        ('bytes behind the end of list', b'\x01\0\xaa\xbb'),
    ]
    for count in range(1, 5):
        options.append((f'SACK, {count} blocks', b'\x01\x01' + option(5, b''.join(edges[:count]))))
    for name, body in options:
        accurate = 'accurate' in name
        syn = name in ('maximum segment size', 'window scale', 'SACK permitted', 'a common SYN',
                       'fast open, request', 'window scale above 14')
        # tshark reads the flags of a whole stream otherwise once it saw that option.
        yield name, with_options(body, syn, 51111 if accurate else 51234)


def multipath():
    other = counted(8, 0x20)
    for name, body in [
        ('capable, version 0', b'\x00\x81' + KEY),
        ('capable, version 0, both keys', b'\x00\x81' + KEY + other),
        ('capable, version 1', b'\x01\x01'), ('capable, version 1, one key', b'\x01\x01' + KEY),
        ('capable, version 1, both keys', b'\x01\x01' + KEY + other),
        ('capable, version 1, data length', b'\x01\x01' + KEY + other + b'\0\x10'),
        ('capable, version 1, data length and checksum', b'\x01\x81' + KEY + other
         + b'\0\x10\xab\xcd'),
        ('join, first', b'\x11\x02' + counted(8)), ('join, second', b'\x10\x02' + counted(12)),
        ('join, third', b'\x10\x00' + counted(20)),
        ('data sequence, acknowledgment of 4', b'\x20\x01' + counted(4)),
        ('data sequence, acknowledgment of 8', b'\x20\x03' + counted(8)),
        ('data sequence, mapping of 4', b'\x20\x05' + counted(14)),
        ('data sequence, mapping of 4 with checksum', b'\x20\x05' + counted(16)),
        ('data sequence, mapping of 8', b'\x20\x0f' + counted(8) + counted(14, 8)[:8]
         + counted(6, 64) + b'\x12\x34'),
        ('data sequence, end of data', b'\x20\x15' + counted(4) + counted(10)),
        ('data sequence, bare', b'\x20\x00'),
        ('add address, version 0', b'\x34\x01' + ADDRESS4),
        ('add address, version 0, port', b'\x34\x01' + ADDRESS4 + b'\x01\xbb'),
        ('add address of IPv6, version 0', b'\x36\x01' + ADDRESS6),
        ('add address of IPv6, version 0, port', b'\x36\x01' + ADDRESS6 + b'\x01\xbb'),
        ('add address, version 1', b'\x30\x01' + ADDRESS4 + KEY),
        ('add address, version 1, port', b'\x30\x01' + ADDRESS4 + b'\x01\xbb' + KEY),
        ('add address, echo', b'\x31\x01' + ADDRESS4),
        ('add address of IPv6, version 1', b'\x30\x01' + ADDRESS6 + KEY),
        ('remove address', b'\x40\x01'), ('remove three addresses', b'\x40\x01\x02\x03'),
        ('priority', b'\x51'), ('priority with an address', b'\x51\x03'), ('fail', b'\x60\0' + KEY),
        ('fast close', b'\x70\0' + KEY), ('reset', b'\x81\x02'), ('an unknown subtype',
                                                                  b'\xf0\0' + counted(4)),
    ]:
        first = name.startswith(('capable', 'join'))
        yield f'MPTCP {name}', with_options(option(30, body), first)


def udp():
    yield 'plain', ip4() / UDP(sport=40000, dport=50000) / Raw(b'hello')
    yield 'odd length', ip4() / UDP(sport=40000, dport=50000) / Raw(b'odd')
    yield 'empty', ip4() / UDP(sport=40000, dport=50000)
    yield 'without a checksum', ip4() / UDP(sport=40000, dport=50000, chksum=0) / Raw(b'hello')
    yield 'over IPv6', ip6() / UDP(sport=40000, dport=50000) / Raw(b'hello')
    yield 'over IPv6 without a checksum', ip6() / UDP(sport=1, dport=2, chksum=0) / Raw(b'x')
    yield 'a wrong checksum', ip4() / UDP(sport=1, dport=2, chksum=0x1234) / Raw(b'x')
    yield 'a checksum that comes out as zero', ip4() / UDP(sport=0, dport=0) / Raw(
        struct.pack('!H', zero_sum()))
    yield 'shorter than the datagram', ip4(proto=17) / Raw(
        sealed(struct.pack('!HHHH', 1, 2, 12, 0) + counted(4), 6, pseudo4(17, 12)) + counted(6, 4))
    for name, coverage in [('full', 0), ('header alone', 8), ('partial', 12)]:
        body = struct.pack('!HHHH', 40000, 50000, coverage, 0) + counted(20)
        covered = coverage or len(body)
        yield f'UDP-Lite, coverage: {name}', ip4(proto=136) / Raw(
            sealed(body, 6, pseudo4(136, len(body)), covered))
        yield f'UDP-Lite over IPv6, coverage: {name}', ip6(nh=136) / Raw(
            sealed(body, 6, pseudo6(136, len(body)), covered))


def zero_sum():
    """Data that makes the sum all ones, so that the checksum must be sent as 0xffff."""
    words = struct.unpack('!6H', pseudo4(17, 10)) + (10,)
    total = sum(words)
    folded = (total & 0xFFFF) + (total >> 16)
    return 0xFFFF - folded


def cases():
    for family, made in [('tcp', tcp), ('tcp options', tcp_options), ('mptcp', multipath),
                         ('udp', udp)]:
        for description, packet in made():
            yield ETHERNET, family, description, packet
