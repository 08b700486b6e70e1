#!/usr/bin/python3
"""Writes the packets that Scapy builds: one pcap a link type, and index.jsonl.

Usage: packets.py <folder>
"""

import json
import struct
import sys
from pathlib import Path

from cases import application, association, control, internet, link, transport

MODULES = (link, internet, control, transport, association, application)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    captures, index = {}, []
    for module in MODULES:
        for linktype, family, description, packet in module.cases():
            data = bytes(packet)
            records = captures.setdefault(linktype, [])
            records.append(
                struct.pack('<IIII', 1700000000 + len(records), 0, len(data), len(data)) + data)
            index.append({'number': len(records), 'linktype': linktype, 'family': family,
                          'description': description})
    for linktype, records in captures.items():
        head = struct.pack('<IHHiIII', 0xA1B2C3D4, 2, 4, 0, 0, 262144, linktype)
        (folder / f'{linktype}.pcap').write_bytes(head + b''.join(records))
    lines = ''.join(json.dumps(line) + '\n' for line in index)
    (folder / 'index.jsonl').write_text(lines)
    print(len(index))


if __name__ == '__main__':
    main(Path(sys.argv[1]))
