import { internet, type Seal } from '../../codec/checksum/seal.js';
import { uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { udpPorts } from '../../registries/ports.js';
import { hex } from '../show.js';
import { inBytes } from '../words.js';
import { byPort, portMeans, toDiscard } from './ports.js';

const HEADER = 8;

/** The header is always covered; 0 covers all (RFC 3828, 3.1). */
const covered = internet({
  pseudo: 136,
  cover: (b, start, end) => {
    const told = ((b[start + 4] ?? 0) << 8) | (b[start + 5] ?? 0);
    return told < HEADER ? end : Math.min(end, start + told);
  },
});
/** A sum of zero is sent as 0xffff: zero would say that there is none, which is not allowed. */
const checksum: Seal = { ...covered, compute: (s) => covered.compute(s) || 0xffff };

export const udplite = protocol({
  name: 'udplite',
  title: 'Lightweight User Datagram Protocol',
  short: 'UDP-Lite',
  rfc: 'RFC 3828',
  carriedBy: { 'ip.proto': 136 },
  namesUnder: ['udp'],
  example: toDiscard,
  fields: {
    srcport: uint(16, 'Source port', 'port of the sender', {
      names: udpPorts,
      means: portMeans(udpPorts),
      filter: 'udp.srcport',
    }),
    dstport: uint(16, 'Destination port', 'port of the receiver', {
      names: udpPorts,
      means: portMeans(udpPorts),
      filter: 'udp.dstport',
    }),
    checksum_coverage: uint(16, 'Checksum coverage', 'bytes from the header on; 0 is all', {
      filter: 'udp.checksum_coverage',
      means: (v) =>
        v === 0 ? 'all' : v === HEADER ? 'the header alone' : `the first ${inBytes(v)}`,
    }),
    checksum: uint(16, 'Checksum', 'RFC 1071 over pseudo-header and what is covered', {
      filter: 'udp.checksum',
      show: hex(4),
    }),
  },
  rules: (f) => ({
    selects: { 'udp.port': byPort(f.srcport, f.dstport) },
    derived: { dstport: (d) => d.next },
    sealed: { checksum },
    checks: [
      {
        severity: 'error',
        field: 'checksum_coverage',
        when: (v) => v.checksum_coverage > 0 && v.checksum_coverage < HEADER,
        text: (v) => `coverage ${v.checksum_coverage}: the header's 8 bytes are the least`,
        rfc: 'RFC 3828, 3.1',
      },
      {
        severity: 'error',
        field: 'checksum_coverage',
        when: (v, { offset, end }) => v.checksum_coverage > end - offset,
        text: (v, { offset, end }) =>
          `coverage ${v.checksum_coverage}, in a datagram of ${end - offset} bytes`,
        rfc: 'RFC 3828, 3.1',
      },
      {
        severity: 'error',
        field: 'checksum',
        when: (v) => v.checksum === 0,
        text: 'the checksum may not be left out',
        rfc: 'RFC 3828, 3.1',
      },
      {
        severity: 'warning',
        field: 'dstport',
        when: (v) => v.dstport === 0,
        text: 'port 0 is reserved',
        rfc: 'RFC 6335, 6',
      },
    ],
    ends: { of: 'port', from: 'srcport', to: 'dstport' },
  }),
});
