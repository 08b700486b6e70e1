import { sctpChecksum } from '../../codec/checksum/seal.js';
import { uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { sctpPorts } from '../../registries/ports.js';
import { ofPorts } from '../resemblance.js';
import { hex } from '../show.js';
import { portMeans, toDiscard } from './ports.js';
import { sctpChecks } from './sctp-checks.js';
import { sctpChunks } from './sctp-chunks.js';

const fields = {
  srcport: uint(16, 'Source port', 'port of the sender', {
    names: sctpPorts,
    means: portMeans(sctpPorts),
  }),
  dstport: uint(16, 'Destination port', 'port of the receiver', {
    names: sctpPorts,
    means: portMeans(sctpPorts),
  }),
  verification_tag: uint(32, 'Verification tag', 'tells this association from others', {
    means: (v) => (v === 0 ? 'none yet: an INIT asks for one' : undefined),
    show: hex(8),
  }),
  checksum: uint(32, 'Checksum', 'CRC-32C over the packet, low byte first', { show: hex(8) }),
  chunks: sctpChunks,
};
export type SctpFields = typeof fields;

export const sctp = protocol({
  name: 'sctp',
  title: 'Stream Control Transmission Protocol',
  short: 'SCTP',
  rfc: 'RFC 9260',
  carriedBy: { 'ip.proto': 132 },
  namesUnder: ['data'],
  example: toDiscard,
  fields,
  rules: () => ({
    // User data stand in the chunks: nothing follows.
    headerLength: (_, start, limit) => limit - start,
    sealed: { checksum: sctpChecksum },
    resembles: (v) => [
      ofPorts(v, sctpPorts),
      [v.chunks?.every(({ name }) => name !== undefined) ? 4 : -8, 'known chunks'],
    ],
    checks: sctpChecks,
    summary: (v) => {
      const chunks = v.chunks?.map(({ name, type }) => name ?? `chunk ${type}`);
      return chunks?.join(', ') ?? '';
    },
    ends: { of: 'port', from: 'srcport', to: 'dstport' },
  }),
});
