"""DNS: every record type that is decoded, compressed names, EDNS options, over UDP and TCP."""

import struct

from scapy.all import (
    DNS, DNSQR, DNSRR, DNSRROPT, DNSRRMX, DNSRRSOA, DNSRRSRV, TCP, UDP, Raw, dns_compress,
)

from .common import ETHERNET, counted, ip4, ip6


def over_udp(message, reply=True, **more):
    ports = {'sport': 53, 'dport': 40000} if reply else {'sport': 40000, 'dport': 53}
    return ip4(**more) / UDP(**ports) / message


def question(name='www.example.org', **more):
    return DNSQR(qname=name, **more)


def reply(answer, **more):
    return DNS(**{'id': 0x1234, 'qr': 1, 'rd': 1, 'ra': 1, 'qd': question(), 'an': answer, **more})


def record(kind, data, name=b'\xc0\x0c', number=1, class_=1):
    """A reply with one answer whose data are the bytes given."""
    head = struct.pack('!HHHHHH', 0x1234, 0x8180, 1, number, 0, 0)
    asked = b'\x03www\x07example\x03org\0' + struct.pack('!HH', kind, 1)
    one = name + struct.pack('!HHIH', kind, class_, 300, len(data)) + data
    return over_udp(Raw(head + asked + one * number))


def messages():
    for number, name in [(1, 'A'), (2, 'NS'), (5, 'CNAME'), (6, 'SOA'), (12, 'PTR'), (15, 'MX'),
                         (16, 'TXT'), (28, 'AAAA'), (33, 'SRV'), (255, 'ANY'), (65280, 'private')]:
        yield f'query for {name}', over_udp(DNS(id=0x1234, rd=1, qd=question(qtype=number)),
                                            reply=False)
    yield 'query for the root', over_udp(DNS(id=1, qd=question('.', qtype=2)), reply=False)
    yield 'query for a service', over_udp(
        DNS(id=1, qd=question('_sip._tcp.example.org', qtype=33)), reply=False)
    yield 'query in class CHAOS', over_udp(
        DNS(id=1, qd=question('version.bind', qtype=16, qclass=3)), reply=False)
    yield 'two questions', over_udp(
        DNS(id=1, qd=question() / question('example.com', qtype=28)), reply=False)
    for name, flags in [('authoritative', {'aa': 1}), ('truncated', {'tc': 1}),
                        ('authenticated', {'ad': 1}), ('checking disabled', {'cd': 1}),
                        ('reserved bit', {'z': 1})]:
        yield f'reply, {name}', over_udp(reply(None, **flags))
    for code in range(12):
        yield f'reply, code {code}', over_udp(reply(None, rcode=code))
    for opcode in (1, 2, 4, 5, 6):
        yield f'opcode {opcode}', over_udp(DNS(id=1, opcode=opcode, qd=question(qtype=6)),
                                           reply=False)
    yield 'over IPv6', ip6() / UDP(sport=40000, dport=53) / DNS(id=7, rd=1, qd=question())
    message = bytes(DNS(id=7, rd=1, qd=question()))
    yield 'over TCP', ip4() / TCP(sport=40000, dport=53, flags='PA') / Raw(
        struct.pack('!H', len(message)) + message)
    yield 'two messages over TCP', ip4() / TCP(sport=40000, dport=53, flags='PA') / Raw(
        2 * (struct.pack('!H', len(message)) + message))
    yield 'header alone', over_udp(Raw(message[:4] + b'\0' * 8), reply=False)


def records():
    yield 'A', over_udp(reply(DNSRR(rrname='www.example.org', ttl=300, rdata='192.0.2.1')))
    yield 'AAAA', over_udp(reply(DNSRR(rrname='www.example.org', type='AAAA', ttl=300,
                                       rdata='2001:db8::1')))
    yield 'NS', over_udp(reply(DNSRR(rrname='example.org', type='NS', rdata='ns.example.org')))
    yield 'CNAME', over_udp(reply(DNSRR(rrname='www.example.org', type='CNAME',
                                        rdata='web.example.org')))
    yield 'PTR', over_udp(reply(DNSRR(rrname='1.2.0.192.in-addr.arpa', type='PTR',
                                      rdata='www.example.org')))
    yield 'MX', over_udp(reply(DNSRRMX(rrname='example.org', type=15, preference=10,
                                       exchange='mail.example.org')))
    yield 'SOA', over_udp(reply(DNSRRSOA(
        rrname='example.org', type=6, mname='ns.example.org', rname='admin.example.org',
        serial=2023010101, refresh=7200, retry=3600, expire=1209600, minimum=300)))
    yield 'SRV', over_udp(reply(DNSRRSRV(rrname='_sip._tcp.example.org', type=33, priority=1,
                                         weight=2, port=5060, target='sip.example.org')))
    yield 'TXT', over_udp(reply(DNSRR(rrname='example.org', type='TXT',
                                      rdata=[b'v=spf1 -all', b'second string'])))
    yield 'TXT, one empty string', record(16, b'\0')
    yield 'TXT with bytes that are no text', record(16, b'\x04\xff\xfe\0\x07\x03abc')
    yield 'a record without data', record(65280, b'')
    yield 'an unknown type', record(65400, counted(10))
    yield 'negative TTL', over_udp(reply(DNSRR(rrname='example.org', ttl=0x7FFFFFFF,
                                               rdata='192.0.2.1')))
    yield 'three answers', record(1, bytes([192, 0, 2, 1]), number=3)
    yield 'class NONE', record(1, bytes([192, 0, 2, 1]), class_=254)


def compression():
    sections = reply(
        DNSRR(rrname='www.example.org', type='CNAME', rdata='web.example.org')
        / DNSRR(rrname='web.example.org', rdata='192.0.2.1'),
        ns=DNSRR(rrname='example.org', type='NS', rdata='ns.example.org'),
        ar=DNSRR(rrname='ns.example.org', type='AAAA', rdata='2001:db8::53'))
    yield 'all sections, not compressed', over_udp(sections)
    yield 'all sections, compressed', over_udp(dns_compress(sections))
    yield 'names in MX', record(15, b'\0\x0a\x04mail\xc0\x10')
    yield 'names in SOA', record(6, b'\x02ns\xc0\x10\x05admin\xc0\x10' + struct.pack(
        '!IIIII', 1, 2, 3, 4, 5))
    yield 'name in SRV, compressed against RFC 2782', record(
        33, struct.pack('!HHH', 1, 2, 5060) + b'\x03sip\xc0\x10')
    yield 'a name of one pointer', record(5, b'\xc0\x10')
    yield 'a pointer to a pointer', record(2, b'\xc0\x21', name=b'\xc0\x0c')
    yield 'the root', record(2, b'\0')
    yield 'upper case', record(5, b'\x03WWW\x07ExAmple\x03ORG\0')
    yield 'a dot inside a label', record(12, b'\x05a.b c\x07example\xc0\x18')
    yield 'bytes that are no text', record(12, b'\x04\xff\x01\\\x20\xc0\x10')
    yield 'a label of 63 bytes', record(2, b'\x3f' + b'x' * 63 + b'\xc0\x10')


def edns():
    def asked(options, **more):
        wire = b''.join(struct.pack('!HH', code, len(data)) + data for code, data in options)
        fields = {'size': 1232, 'rcode': 0, 'version': 0, 'flags': 0, **more}
        head = struct.pack('!HHHHHH', 0x1234, 0x0120, 1, 0, 0, 1)
        root = b'\0' + struct.pack('!HHBBHH', 41, fields['size'], fields['rcode'],
                                   fields['version'], fields['flags'], len(wire)) + wire
        return over_udp(Raw(head + b'\x03www\x07example\x03org\0\0\x01\0\x01' + root), reply=False)

    yield 'built by Scapy', over_udp(
        DNS(id=1, rd=1, qd=question(), ar=DNSRROPT(rclass=4096)), reply=False)
    yield 'no options', asked([])
    yield 'DNSSEC OK', asked([], flags=0x8000)
    yield 'extended code and version', asked([], rcode=1, version=1)
    for name, option in [
        ('long-lived query', (1, struct.pack('!HHHQI', 1, 1, 0, 0x1122334455667788, 3600))),
        ('update lease', (2, struct.pack('!I', 3600))), ('name server identifier', (3, b'')),
        ('name server identifier, set', (3, b'ns1')), ('DAU', (5, b'\x08\x0d')),
        ('DHU', (6, b'\x01\x02')), ('N3U', (7, b'\x01')),
        ('client subnet of IPv4', (8, b'\0\x01\x18\0\xc0\0\x02')),
        ('client subnet of IPv6', (8, b'\0\x02\x30\0\x20\x01\x0d\xb8\0\x01')),
        ('expire', (9, b'')), ('expire, set', (9, struct.pack('!I', 3600))),
        ('client cookie', (10, counted(8))), ('both cookies', (10, counted(24))),
        ('keepalive', (11, b'')), ('keepalive, set', (11, b'\0\x64')), ('padding', (12, b'\0' * 9)),
        ('chain', (13, b'\x03org\0')), ('key tag', (14, b'\x4f\x66')),
        ('extended error', (15, b'\0\x12prohibited')), ('extended error, bare', (15, b'\0\x06')),
        ('report channel', (18, b'\x05agent\x03org\0')), ('unknown', (65001, counted(5))),
    ]:
        yield f'option: {name}', asked([option])
    yield 'two options', asked([(10, counted(8)), (12, b'\0' * 3)])


def cases():
    for family, made in [('dns', messages), ('dns records', records),
                         ('dns names', compression), ('edns', edns)]:
        for description, packet in made():
            yield ETHERNET, family, description, packet
