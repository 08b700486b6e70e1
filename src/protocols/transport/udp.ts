import { internet } from '../../codec/checksum/seal.js';
import { uint } from '../../codec/fixed.js';
import { LineParts, writeParts } from '../../codec/line-parts.js';
import { protocol } from '../../codec/protocol.js';
import { udpPorts } from '../../registries/ports.js';
import { ofPorts } from '../resemblance.js';
import { hex } from '../show.js';
import { inBytes, lengthAsSum } from '../words.js';
import { byPort, portMeans, toDiscard } from './ports.js';

const HEADER = 8;
const LARGEST = 0xffff;
const SIZE = new LineParts().put('len ').size();

export const udp = protocol({
  name: 'udp',
  title: 'User Datagram Protocol',
  short: 'UDP',
  rfc: 'RFC 768',
  carriedBy: { 'ip.proto': 17 },
  usualBelow: ['udp.port'],
  example: toDiscard,
  fields: {
    srcport: uint(16, 'Source port', 'port of the sender; 0 if it wants no answer', {
      names: udpPorts,
      means: portMeans(udpPorts),
    }),
    dstport: uint(16, 'Destination port', 'port of the receiver', {
      names: udpPorts,
      means: portMeans(udpPorts),
    }),
    length: uint(16, 'Length', 'header and payload, in bytes', {
      means: (v) => (v === 0 ? 'as long as there is room' : lengthAsSum(v, HEADER)),
    }),
    checksum: uint(16, 'Checksum', 'RFC 1071 over pseudo-header and datagram', {
      show: hex(4),
      means: (v) => (v === 0 ? 'none was made' : undefined),
    }),
  },
  rules: (f) => ({
    // 0: the network card was to fill it in, or a jumbogram (RFC 2675, 4).
    totalLength: { by: f.length, from: 1 },
    guesses: ['udp.port'],
    selects: { 'udp.port': byPort(f.srcport, f.dstport) },
    derived: { length: 'total', dstport: (d) => d.next },
    sealed: { checksum: internet({ pseudo: 17, optional: true }) },
    resembles: (v) => [ofPorts(v, udpPorts), [v.length === 0 ? -6 : 0]],
    checks: [
      {
        severity: 'warning',
        field: 'dstport',
        when: (v) => v.dstport === 0,
        text: 'port 0 is reserved',
        rfc: 'RFC 6335, 6',
      },
      {
        severity: 'warning',
        field: 'length',
        when: (v, { offset, end }) => v.length === 0 && end - offset <= LARGEST,
        text: `length 0 is for datagrams of more than ${LARGEST} bytes`,
        rfc: 'RFC 2675, 4',
      },
      {
        severity: 'error',
        field: 'checksum',
        when: (v, { fields }) => v.checksum === 0 && fields.checksum_status === 'bad',
        text: 'over IPv6 the checksum is not optional',
        rfc: 'RFC 8200, 8.1',
      },
      {
        severity: 'note',
        field: 'checksum',
        when: (_, { fields }) => fields.checksum_status === 'absent',
        text: 'no checksum: damage goes unnoticed',
        rfc: 'RFC 1122, 4.1.3.4',
      },
      {
        severity: 'note',
        field: 'length',
        when: (v, { stop, limit }) => v.length >= HEADER && stop < limit,
        text: (_, { stop, limit }) =>
          `${inBytes(limit - stop)} behind the datagram: UDP options, or hidden data`,
        rfc: 'RFC 9868',
      },
    ],
    plain: (b, o, { stop, limit }) =>
      f.dstport(b, o) !== 0 && f.length(b, o) !== 0 && f.checksum(b, o) !== 0 && stop === limit,
    ends: { of: 'port', from: 'srcport', to: 'dstport' },
    line: (out, b, o, body, stop) => writeParts(out, SIZE, b, o, o, stop - body),
  }),
});
