import { crc32 } from '../../codec/checksum/crc.js';
import { frameCheck } from '../../codec/checksum/seal.js';
import { mac, uint } from '../../codec/fixed.js';
import { bytes, optional } from '../../codec/parts.js';
import { protocol, type Tail } from '../../codec/protocol.js';
import { etherTypes } from '../../registries/ethertypes.js';
import { isSame } from '../around.js';
import { ofGroup, ofType } from '../resemblance.js';
import { hex, macMeans } from '../show.js';
import { inBytes } from '../words.js';
import { EXPERIMENTAL, lengthOrType, payloadBy, toLengthOrType } from './length-or-type.js';

/** What a host's own loopback device has in both places. */
const LOOPBACK = '00:00:00:00:00:00';

/** No frame of 802.3 is empty: 0 is an unknown type, as in Wireshark. */
const LEAST_LENGTH = 1;
const isLength = (value: number): boolean => value >= LEAST_LENGTH && value <= 1500;

/** Letters of the first three bytes. */
const VENDOR = 8;

export const eth = protocol({
  name: 'eth',
  title: 'Ethernet',
  rfc: 'IEEE 802.3',
  carriedBy: { linktype: 1, 'gre.proto': 0x6558 },
  usualBelow: ['ethertype', 'eth.len'],
  // Locally administered.
  example: { dst: '02:00:00:00:00:02', src: '02:00:00:00:00:01' },
  fields: {
    dst: mac('Destination', 'hardware address of the receiver', { means: macMeans }),
    src: mac('Source', 'hardware address of the sender', { means: macMeans }),
    type: lengthOrType(isLength),
  },
  tail: {
    padding: bytes('Padding', 'zeros up to the least frame of 60 bytes', {
      means: (v) => `${inBytes(v.length / 2)} up to the least frame of 60`,
    }),
    trailer: bytes('Trailer', 'bytes behind the datagram', {
      means: (v) => `${inBytes(v.length / 2)} behind the datagram`,
    }),
    fcs: optional(
      () => false,
      uint(32, 'Frame check sequence', 'CRC-32 over the frame', { show: hex(8) }),
    ),
  },
  rules: (f) => ({
    ...payloadBy(f.type, LEAST_LENGTH),
    derived: { type: toLengthOrType },
    sealed: { fcs: frameCheck },
    tail: shareOut,
    resembles: (v, { packet, offset }) => [
      ofType(v.type),
      [(packet.bytes[offset + 6] ?? 0) & 1 ? -8 : 1],
      ofGroup(macMeans(v.dst)),
      [v.dst !== v.src && v.dst.slice(0, VENDOR) === v.src.slice(0, VENDOR) ? 8 : 0],
    ],
    checks: [
      {
        severity: 'warning',
        field: 'src',
        when: (_, { packet, offset }) => ((packet.bytes[offset + 6] ?? 0) & 1) === 1,
        text: 'the source is a group address',
        rfc: 'IEEE 802.3, 3.2.3',
      },
      {
        severity: 'warning',
        field: 'type',
        when: (v) => v.type > 1500 && v.type < 1536,
        text: (v) => `${v.type} is neither a length nor an EtherType`,
        rfc: 'IEEE 802.3, 3.2.6',
      },
      {
        severity: 'warning',
        field: 'type',
        when: (v, { body, stop, limit }) =>
          v.type > 0 && v.type !== EXPERIMENTAL && body >= stop && stop === limit,
        text: (v) =>
          `${etherTypes.textOf(v.type) ?? hex(4)(v.type)} is announced, and nothing follows`,
      },
      {
        severity: 'note',
        field: 'src',
        when: (v) => v.src === v.dst && v.src !== LOOPBACK,
        text: 'source and destination are the same station',
      },
      {
        severity: 'note',
        field: 'trailer',
        when: (_, { fields }) => fields.trailer !== undefined,
        text: 'bytes behind the datagram that are no zeros: leaked memory, or something added',
        rfc: 'RFC 894',
      },
      {
        severity: 'note',
        field: 'fcs',
        when: (_, { fields }) => fields.fcs_status === 'bad',
        text: (_, { packet, index }) =>
          packet.frame.fcs === undefined || index > 0
            ? 'four bytes behind the datagram are taken for a frame check sequence'
            : 'the frame was damaged on its way, or changed without its check sequence',
      },
    ],
    plain: (b, o, { body, stop, tail, end }) =>
      ((b[o + 6] as number) & 1) === 0 &&
      body < stop &&
      // From 1280 to 1535 some are neither a length nor a type.
      b[o + 12] !== 5 &&
      !isSame(b, o, o + 6, 6) &&
      // Nothing behind, or zeros up to the least frame.
      (tail === end || (end === o + LEAST && areZeros(b, tail, end))),
    ends: { of: 'link', from: 'src', to: 'dst' },
  }),
});

const LEAST = 60;
const areZeros = (b: Uint8Array, from: number, to: number): boolean => {
  for (let i = from; i < to; i++) if (b[i] !== 0) return false;
  return true;
};

/** Bytes of a check sequence. */
const FCS = 4;

/**
 * Zeros fill up to 60 bytes. Where the capture does not tell, the last four are the check sequence
 * if they check, or are alone.
 */
function shareOut({ bytes: b, start, from, end, fcs: told }: Tail) {
  const least = start + LEAST;
  const paddingTo = (to: number) =>
    to >= least && from < least && areZeros(b, from, least) ? least - from : 0;
  const last = end - FCS;
  const guessed = () => {
    if (last < Math.max(from, least)) return 0;
    const alone = last === from + paddingTo(end) && !areZeros(b, from, end);
    return alone || endsChecked(b, start, last) ? FCS : 0;
  };
  const fcs = told < 0 ? guessed() : Math.min(told, FCS, end - from);
  const padding = paddingTo(end - fcs);
  return { padding, trailer: end - from - padding - fcs, fcs };
}

function endsChecked(b: Uint8Array, start: number, at: number): boolean {
  const view = new DataView(b.buffer, b.byteOffset + at);
  return view.getUint32(0, true) === crc32(b, start, at);
}
