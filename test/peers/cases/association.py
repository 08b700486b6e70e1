"""SCTP with every chunk, parameter and cause; DCCP with every type and option."""

import struct

from scapy.all import Raw
from scapy.layers.sctp import (
    SCTP, SCTPChunkAbort, SCTPChunkCookieAck, SCTPChunkCookieEcho, SCTPChunkData,
    SCTPChunkHeartbeatAck, SCTPChunkHeartbeatReq, SCTPChunkInit, SCTPChunkInitAck,
    SCTPChunkParamHeartbeatInfo, SCTPChunkSACK, SCTPChunkShutdown, SCTPChunkShutdownAck,
    SCTPChunkShutdownComplete,
)

from .common import ETHERNET, counted, ip4, ip6, padded, pseudo4, pseudo6, sealed

ADDRESS4 = bytes([192, 0, 2, 1])
ADDRESS6 = bytes.fromhex('20010db8000000000000000000000001')
KEY = bytes(range(0x10, 0x18))


def crc32c(data):
    value = 0xFFFFFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ (0x82F63B78 if value & 1 else 0)
    return value ^ 0xFFFFFFFF


def association(*chunks):
    """SCTP with the chunks as bytes, each padded to 32 bits, and its CRC-32C."""
    body = struct.pack('!HHII', 40000, 50000, 0x01020304, 0) + b''.join(
        padded(chunk, 4) for chunk in chunks)
    return ip4(proto=132) / Raw(body[:8] + struct.pack('<I', crc32c(body)) + body[12:])


# A packet of nothing but a common header, with its checksum.
ABORTED = bytes.fromhex('9c40c35001020304')
ABORTED += struct.pack('<I', crc32c(ABORTED + b'\0\0\0\0'))


def chunk(kind, flags, body=b''):
    return struct.pack('!BBH', kind, flags, len(body) + 4) + body


def parameter(number, body=b''):
    return struct.pack('!HH', number, len(body) + 4) + body


def sctp():
    init = struct.pack('!IIHHI', 0x11223344, 65536, 10, 20, 1000)
    head = {'sport': 40000, 'dport': 50000, 'tag': 7}
    for name, body in [
        ('DATA', SCTPChunkData(tsn=1, stream_id=2, stream_seq=3, proto_id=0, beginning=1,
                               ending=1, data=b'hello')),
        ('INIT', SCTPChunkInit(init_tag=9, a_rwnd=65536, n_out_streams=5, n_in_streams=6,
                               init_tsn=77)),
        ('INIT ACK', SCTPChunkInitAck(init_tag=9, a_rwnd=65536, n_out_streams=5, n_in_streams=6,
                                      init_tsn=77)),
        ('SACK', SCTPChunkSACK(cumul_tsn_ack=5, a_rwnd=100, gap_ack_list=['2:3'],
                               dup_tsn_list=[4])),
        ('HEARTBEAT', SCTPChunkHeartbeatReq(params=[SCTPChunkParamHeartbeatInfo(data=KEY)])),
        ('HEARTBEAT ACK', SCTPChunkHeartbeatAck(params=[SCTPChunkParamHeartbeatInfo(data=KEY)])),
        ('ABORT', SCTPChunkAbort(TCB=1)), ('SHUTDOWN', SCTPChunkShutdown(cumul_tsn_ack=5)),
        ('SHUTDOWN ACK', SCTPChunkShutdownAck()),
        ('COOKIE ECHO', SCTPChunkCookieEcho(cookie=counted(12))),
        ('COOKIE ACK', SCTPChunkCookieAck()), ('SHUTDOWN COMPLETE', SCTPChunkShutdownComplete()),
    ]:
        yield f'{name}, built by Scapy', ip4() / SCTP(**head) / body

    for flags in range(16):
        yield f'DATA, flags {flags:#x}', association(chunk(
            0, flags, struct.pack('!IHHI', 1, 2, 3, 0) + b'x' * (1 + flags % 4)))
    yield 'two DATA chunks', association(
        chunk(0, 2, struct.pack('!IHHI', 1, 2, 3, 0) + b'abc'),
        chunk(0, 1, struct.pack('!IHHI', 2, 2, 3, 0) + b'd'))
    yield 'SACK and DATA', association(
        chunk(3, 0, struct.pack('!IIHHHHI', 5, 100, 1, 1, 2, 3, 4)),
        chunk(0, 3, struct.pack('!IHHI', 1, 2, 3, 0) + b'abcd'))
    parameters = [
        ('IPv4 address', parameter(5, ADDRESS4)), ('IPv6 address', parameter(6, ADDRESS6)),
        ('cookie preservative', parameter(9, b'\0\0\x03\xe8')),
        ('host name', parameter(11, b'host.example\0')),
        ('supported address types', parameter(12, b'\0\x05\0\x06')), ('ECN', parameter(0x8000)),
        ('zero checksum', parameter(0x8001, b'\0\0\0\x01')),
        ('random', parameter(0x8002, counted(32))), ('chunk list', parameter(0x8003, b'\xc1\x80')),
        ('authentication algorithms', parameter(0x8004, b'\0\x01\0\x03')),
        ('padding', parameter(0x8005, b'\0' * 6)),
        ('supported extensions', parameter(0x8008, b'\xc0\xc1\x80\x82')),
        ('forward TSN', parameter(0xC000)), ('adaptation layer', parameter(0xC006, b'\0\0\0\x07')),
        ('an unknown parameter', parameter(0x9999, counted(5))),
    ]
    for name, body in parameters:
        yield f'INIT with {name}', association(chunk(1, 0, init + body))
    yield 'INIT ACK with a cookie', association(chunk(2, 0, init + parameter(7, counted(16))))
    yield 'INIT ACK with an unrecognized parameter', association(
        chunk(2, 0, init + parameter(7, counted(16)) + parameter(8, parameter(0x9999, counted(4)))))
    for name, cause in [
        ('invalid stream', parameter(1, b'\0\x05\0\0')),
        ('missing parameter', parameter(2, b'\0\0\0\x01\0\x07')),
        ('stale cookie', parameter(3, b'\0\0\x03\xe8')), ('out of resource', parameter(4)),
        ('unresolvable address', parameter(5, parameter(5, ADDRESS4))),
        ('unrecognized chunk', parameter(6, chunk(99, 0, counted(4)))),
        ('invalid parameter', parameter(7)),
        ('unrecognized parameters', parameter(8, parameter(0x9999, counted(4)))),
        ('no user data', parameter(9, b'\0\0\0\x01')),
        ('cookie while shutting down', parameter(10)),
        ('restart with new addresses', parameter(11, parameter(5, ADDRESS4))),
        ('user-initiated abort', parameter(12, b'bye')),
        ('protocol violation', parameter(13, b'no')),
        ('deleting the last address', parameter(0xA0, parameter(5, ADDRESS4))),
        ('unsupported HMAC', parameter(0x105, b'\0\x02')),
        ('an unknown cause', parameter(0x777, counted(4))),
    ]:
        yield f'ERROR: {name}', association(chunk(9, 0, cause))
    yield 'ABORT with a cause', association(chunk(6, 0, parameter(12, b'bye')))
    for name, body in [
        ('ECNE', chunk(12, 0, b'\0\0\0\x05')), ('CWR', chunk(13, 0, b'\0\0\0\x05')),
        ('SHUTDOWN COMPLETE without a block', chunk(14, 1)),
        ('AUTH', chunk(15, 0, b'\0\x01\0\x01' + counted(20))),
        ('NR-SACK', chunk(16, 0, struct.pack('!IIHHHHHHHHI', 5, 100, 1, 1, 1, 0, 2, 3, 4, 5, 9))),
        ('I-DATA', chunk(64, 3, struct.pack('!IHHII', 1, 2, 0, 3, 46) + b'hello')),
        ('ASCONF', chunk(193, 0, b'\0\0\0\x01' + parameter(5, ADDRESS4)
                         + parameter(0xC001, b'\0\0\0\x02' + parameter(6, ADDRESS6)))),
        ('ASCONF, delete and set primary', chunk(
            193, 0, b'\0\0\0\x02' + parameter(5, ADDRESS4)
            + parameter(0xC002, b'\0\0\0\x03' + parameter(5, ADDRESS4))
            + parameter(0xC004, b'\0\0\0\x04' + parameter(5, ADDRESS4)))),
        ('ASCONF ACK', chunk(128, 0, b'\0\0\0\x01' + parameter(0xC005, b'\0\0\0\x02'))),
        ('ASCONF ACK with an error', chunk(128, 0, b'\0\0\0\x01' + parameter(
            0xC003, b'\0\0\0\x02' + parameter(0xA0, parameter(5, ADDRESS4))))),
        ('RE-CONFIG, outgoing reset', chunk(130, 0, parameter(13, struct.pack(
            '!IIIHH', 1, 2, 3, 4, 5)))),
        ('RE-CONFIG, incoming reset', chunk(130, 0, parameter(14, struct.pack('!IH', 1, 4)))),
        ('RE-CONFIG, TSN reset', chunk(130, 0, parameter(15, struct.pack('!I', 1)))),
        ('RE-CONFIG, response', chunk(130, 0, parameter(16, struct.pack('!IIII', 1, 1, 8, 9)))),
        ('RE-CONFIG, add streams', chunk(130, 0, parameter(17, struct.pack('!IHH', 1, 2, 0))
                                         + parameter(18, struct.pack('!IHH', 2, 2, 0)))),
        ('PAD', chunk(132, 0, b'\0' * 9)),
        ('FORWARD TSN', chunk(192, 0, struct.pack('!IHHHH', 5, 1, 2, 3, 4))),
        ('I-FORWARD-TSN', chunk(194, 0, struct.pack('!IHHI', 5, 1, 1, 7))),
        ('packet drop', chunk(129, 2, struct.pack('!IIHH', 100, 5, 0, 0)
                              + ABORTED)),
        ('an unknown chunk', chunk(99, 5, counted(7))),
    ]:
        yield name, association(body)
    yield 'no chunk', association()
    yield 'a wrong checksum', ip4() / SCTP(chksum=0x12345678, **head) / SCTPChunkCookieAck()
    yield 'over IPv6', ip6() / SCTP(**head) / SCTPChunkCookieAck()


def dccp():
    def packet(kind, rest=b'', options=b'', data=b'', extended=True, ip=6, coverage=0, ccval=3):
        options = padded(options, 4)
        length = (16 if extended else 12) + len(rest) + len(options)
        sequence = b'\0' + counted(6) if extended else counted(3)
        head = struct.pack('!HHBBHB', 40000, 50000, length // 4, ccval << 4 | coverage, 0,
                           kind << 1 | extended) + sequence
        body = head + rest + options + data
        covered = None if coverage == 0 else length + (coverage - 1) * 4
        if ip == 6:
            return ip6(nh=33) / Raw(sealed(body, 6, pseudo6(33, len(body)), covered))
        return ip4(proto=33) / Raw(sealed(body, 6, pseudo4(33, len(body)), covered))

    long = b'\0\0' + counted(6, 32)
    service = b'disc'
    for name, kind, rest in [
        ('request', 0, service), ('response', 1, long + service), ('data', 2, b''),
        ('acknowledgment', 3, long), ('data with acknowledgment', 4, long),
        ('close request', 5, long), ('close', 6, long),
        ('reset', 7, long + b'\x03\x01\x02\x03'), ('sync', 8, long),
        ('sync acknowledgment', 9, long),
    ]:
        data = b'' if 'close' in name or name == 'acknowledgment' else b'data'
        yield name, packet(kind, rest, data=data)
        if name in ('request', 'reset'):
            yield f'{name} over IPv4', packet(kind, rest, data=data, ip=4)
    for code in range(12):
        yield f'reset, code {code}', packet(7, long + bytes([code, 0, 0, 0]))
    short = b'\0' + counted(3, 32)
    yield 'data, short numbers', packet(2, extended=False, data=b'data')
    yield 'acknowledgment, short numbers', packet(3, short, extended=False)
    yield 'data with acknowledgment, short numbers', packet(4, short, extended=False, data=b'x')
    for coverage in (1, 2, 15):
        yield f'coverage {coverage}', packet(4, long, data=counted(80), coverage=coverage, ip=4)
    for name, options in [
        ('padding', b'\0\0\0\0'), ('mandatory', b'\x01\x20\x04\x01\x02'),
        ('slow receiver', b'\x02'), ('change L', b'\x20\x04\x01\x02'),
        ('confirm L', b'\x21\x04\x01\x02'), ('change R', b'\x22\x05\x02\x03\x04'),
        ('confirm R', b'\x23\x05\x02\x03\x04'), ('init cookie', b'\x24\x06abcd'),
        ('NDP count', b'\x25\x03\x05'), ('ack vector 0', b'\x26\x04\x41\x02'),
        ('ack vector 1', b'\x27\x04\x41\x02'), ('data dropped', b'\x28\x03\x80'),
        ('timestamp', b'\x29\x06\0\0\x03\xe8'), ('timestamp echo', b'\x2a\x06\0\0\x03\xe8'),
        ('timestamp echo, elapsed', b'\x2a\x08\0\0\x03\xe8\0\x07'),
        ('elapsed time', b'\x2b\x04\0\x07'), ('data checksum', b'\x2c\x06\x01\x02\x03\x04'),
        ('of a congestion control', b'\xc0\x06\0\0\0\x01'), ('unknown', b'\x60\x04ab'),
    ]:
        yield f'option: {name}', packet(3, long, options)


def cases():
    for family, made in [('sctp', sctp), ('dccp', dccp)]:
        for description, packet in made():
            yield ETHERNET, family, description, packet
