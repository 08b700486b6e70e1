#!/usr/bin/python3
"""Parses every packet of a pcap with Scapy, drops what Scapy computes, and builds it anew.

Usage: rebuild.py <pcap> <pcap to write>
"""

import struct
import sys
from pathlib import Path

from scapy.all import (
    DNS, IP, CookedLinux, CookedLinuxV2, Dot3, Ether, GRE, ICMP, IPv6, Loopback, PPP, PPPoE,
    SCTP, TCP, UDP, NoPayload, conf,
)
from scapy.contrib import igmp, igmpv3, mpls  # noqa: F401, loaded for what they bind
from scapy.layers.inet6 import (
    IPv6ExtHdrDestOpt, IPv6ExtHdrHopByHop, IPv6ExtHdrRouting, IPv6ExtHdrSegmentRouting,
)

conf.verb = 0

# What Scapy fills in when it is left out.
COMPUTED = {
    IP: ('ihl', 'len', 'chksum'), IPv6: ('plen',), TCP: ('dataofs', 'chksum'),
    UDP: ('len', 'chksum'), ICMP: ('chksum',), SCTP: ('chksum',), GRE: ('chksum',),
    PPPoE: ('len',), Dot3: ('len',), DNS: ('length', 'qdcount', 'ancount', 'nscount', 'arcount'),
    IPv6ExtHdrDestOpt: ('len',), IPv6ExtHdrHopByHop: ('len',), IPv6ExtHdrRouting: ('len',),
    IPv6ExtHdrSegmentRouting: ('len',), igmp.IGMP: ('chksum',), igmpv3.IGMPv3: ('chksum',),
}


def first(linktype, data):
    if linktype in (12, 101, 228, 229):
        return IPv6 if data[:1] and data[0] >> 4 == 6 else IP
    return {0: Loopback, 1: Ether, 9: PPP, 113: CookedLinux, 276: CookedLinuxV2}.get(linktype)


def computed_again(packet):
    # Scapy keeps the bytes it has read and would give them back.
    packet.clear_cache()
    layer = packet
    while not isinstance(layer, NoPayload):
        for name in COMPUTED.get(type(layer), ()):
            if name in layer.fields:
                layer.delfieldval(name)
        if hasattr(layer, 'cksum'):
            layer.delfieldval('cksum')
        layer = layer.payload
    return bytes(packet)


def main(source, target):
    data = source.read_bytes()
    linktype = struct.unpack_from('<I', data, 20)[0]
    out, at = [data[:24]], 24
    while at < len(data):
        head, size = data[at:at + 8], struct.unpack_from('<I', data, at + 8)[0]
        packet = data[at + 16:at + 16 + size]
        at += 16 + size
        layer = first(linktype, packet)
        try:
            if layer is not None:
                packet = computed_again(layer(packet))
        except Exception as error:  # noqa: BLE001, whatever Scapy stumbles over is told
            packet = str(error).encode()
        out.append(head + struct.pack('<II', len(packet), len(packet)) + packet)
    target.write_bytes(b''.join(out))


if __name__ == '__main__':
    main(Path(sys.argv[1]), Path(sys.argv[2]))
