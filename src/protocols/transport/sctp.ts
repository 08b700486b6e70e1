import { sctpChecksum } from '../../codec/checksum/seal.js';
import { uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { sctpPorts } from '../../registries/ports.js';
import { hex } from '../show.js';
import { sctpChecks } from './sctp-checks.js';
import { sctpChunks } from './sctp-chunks.js';

const fields = {
  srcport: uint(16, 'Source port', 'port of the sender', { names: sctpPorts }),
  dstport: uint(16, 'Destination port', 'port of the receiver', { names: sctpPorts }),
  verification_tag: uint(32, 'Verification tag', 'tells this association from others', {
    show: hex(8),
  }),
  checksum: uint(32, 'Checksum', 'CRC-32C over the packet, low byte first', { show: hex(8) }),
  chunks: sctpChunks,
};
export type SctpFields = typeof fields;

export const sctp = protocol({
  name: 'sctp',
  title: 'Stream Control Transmission Protocol',
  rfc: 'RFC 9260',
  carriedBy: { 'ip.proto': 132 },
  fields,
  rules: () => ({
    // User data stand in the chunks: nothing follows.
    headerLength: (_, start, limit) => limit - start,
    sealed: { checksum: sctpChecksum },
    checks: sctpChecks,
    summary: (v) => {
      const chunks = v.chunks?.map(({ name, type }) => name ?? `chunk ${type}`);
      return `${v.srcport} → ${v.dstport} ${chunks?.join(', ') ?? ''}`.trim();
    },
  }),
});
