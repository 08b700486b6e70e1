import { crc32 } from '../../codec/checksum/crc.js';
import { frameCheck } from '../../codec/checksum/seal.js';
import { mac, uint } from '../../codec/fixed.js';
import { bytes, optional } from '../../codec/parts.js';
import { protocol, type Tail } from '../../codec/protocol.js';
import { etherTypes } from '../../registries/ethertypes.js';

/** Up to 1500 it is a length (IEEE 802.3, 3.2.6). */
const isLength = (value: number): boolean => value <= 1500;

export const eth = protocol({
  name: 'eth',
  title: 'Ethernet',
  carriedBy: { linktype: 1, 'gre.proto': 0x6558 },
  fields: {
    dst: mac('Destination', 'hardware address of the receiver'),
    src: mac('Source', 'hardware address of the sender'),
    type: uint(16, 'EtherType', 'what the payload is; up to 1500 its length', {
      names: etherTypes,
      alias: { key: 'len', when: isLength },
    }),
  },
  tail: {
    padding: bytes('Padding', 'zeros up to the least frame of 60 bytes'),
    trailer: bytes('Trailer', 'bytes behind the datagram'),
    fcs: optional(() => false, uint(32, 'Frame check sequence', 'CRC-32 over the frame')),
  },
  rules: (f) => ({
    totalLength: (b, o) => (isLength(f.type(b, o)) ? 14 + f.type(b, o) : -1),
    selects: {
      ethertype: (b, o) => (isLength(f.type(b, o)) ? -1 : f.type(b, o)),
      'eth.len': (b, o) => (isLength(f.type(b, o)) ? 0 : -1),
    },
    // 0x88b5 is the EtherType for local experiments (IEEE 802, 9.2.4).
    derived: {
      type: (d) => d.next ?? (d.number('eth.len') === undefined ? 0x88b5 : d.payload),
    },
    sealed: { fcs: frameCheck },
    tail: shareOut,
    summary: (v) => `${v.src} → ${v.dst}`,
  }),
});

/** Zeros fill up to 60 bytes; the last four are the check sequence if they check. */
function shareOut({ bytes: b, start, from, end }: Tail) {
  const last = end - 4;
  const checks =
    last >= Math.max(from, start + 60) &&
    crc32(b, start, last) ===
      ((b[last] ?? 0) |
        ((b[last + 1] ?? 0) << 8) |
        ((b[last + 2] ?? 0) << 16) |
        ((b[last + 3] ?? 0) << 24)) >>>
        0;
  const stop = checks ? last : end;
  let padding = Math.max(0, Math.min(stop, start + 60) - from);
  if (b.subarray(from, from + padding).some((byte) => byte !== 0)) padding = 0;
  return { padding, trailer: stop - from - padding, fcs: checks ? 4 : 0 };
}
