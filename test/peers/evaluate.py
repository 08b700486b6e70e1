#!/usr/bin/python3
"""Evaluates expressions of Scapy, one a line, and writes the bytes that each builds, in hex, and
the names of its layers; or what went wrong.

Usage: evaluate.py <expressions> <results to write>
"""

import sys
from pathlib import Path

import scapy.all
from scapy.contrib.mpls import MPLS
from scapy.all import NoPayload, conf

conf.verb = 0


def layers(packet):
    while not isinstance(packet, NoPayload):
        yield type(packet).__name__
        packet = packet.payload


def result(line):
    try:
        packet = eval(line, {**vars(scapy.all), 'MPLS': MPLS})  # noqa: S307, the test's own text
        return f'{bytes(packet).hex()} {" ".join(layers(packet))}'
    except Exception as error:  # noqa: BLE001, whatever Scapy stumbles over is told
        return f'- {error!r}'


def main(source, target):
    lines = source.read_text('ascii').splitlines()
    target.write_text('\n'.join(map(result, lines)))


if __name__ == '__main__':
    main(Path(sys.argv[1]), Path(sys.argv[2]))
