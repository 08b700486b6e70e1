import { internet } from '../../codec/checksum/seal.js';
import { uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { udpPorts } from '../../registries/ports.js';
import { hex } from '../show.js';
import { byPort } from './ports.js';

export const udp = protocol({
  name: 'udp',
  title: 'User Datagram Protocol',
  rfc: 'RFC 768',
  carriedBy: { 'ip.proto': 17 },
  fields: {
    srcport: uint(16, 'Source port', 'port of the sender', { names: udpPorts }),
    dstport: uint(16, 'Destination port', 'port of the receiver', { names: udpPorts }),
    length: uint(16, 'Length', 'header and payload, in bytes'),
    checksum: uint(16, 'Checksum', 'RFC 1071 over pseudo-header and datagram', { show: hex(4) }),
  },
  rules: (f) => ({
    // 0: the network card was to fill it in, or a jumbogram (RFC 2675, 4).
    totalLength: (b, o) => f.length(b, o) || -1,
    selects: { 'udp.port': byPort(f.srcport, f.dstport) },
    derived: { length: 'total', dstport: (d) => d.next },
    sealed: { checksum: internet({ pseudo: 17, optional: true }) },
    summary: (v) => `${v.srcport} → ${v.dstport}`,
  }),
});
