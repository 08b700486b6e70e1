import { internet } from '../../codec/checksum/seal.js';
import { flag, uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { protocol } from '../../codec/protocol.js';
import { tcpPorts } from '../../registries/ports.js';
import { hex } from '../show.js';
import { byPort } from './ports.js';
import { tcpChecks } from './tcp-checks.js';
import { tcpOptions } from './tcp-options.js';

interface Flags {
  readonly [name: string]: boolean | number;
}
const NAMES = { reset: 'RST', push: 'PSH' } as const;

/** `SYN ACK`, in the order in which people say it: the header has it the other way round. */
function flagsText(flags: Flags): string {
  const set = Object.keys(flags).filter((key) => flags[key] === true);
  return set
    .reverse()
    .map((key) => NAMES[key as 'push'] ?? key.toUpperCase())
    .join(' ');
}

function flagsMean({ reset, syn, ack, fin, ece, cwr, ae, push }: Flags): string | undefined {
  if (reset) return 'breaks the connection off';
  if (syn) {
    // RFC 3168, 6.1.1; RFC 9768, 3.1.1 with the third bit.
    const ecn = ece ? `, offers ${ae && cwr ? 'accurate ' : ''}ECN` : '';
    return ack ? 'accepts a connection' : `asks for a connection${cwr ? ecn : ''}`;
  }
  if (fin) return 'the sender has no more data';
  return push ? 'hand the data on at once' : undefined;
}

const fields = {
  srcport: uint(16, 'Source port', 'port of the sender', { names: tcpPorts }),
  dstport: uint(16, 'Destination port', 'port of the receiver', { names: tcpPorts }),
  seq: uint(32, 'Sequence number', 'of the first data byte; with SYN the initial number'),
  ack: uint(32, 'Acknowledgment number', 'the byte expected next, if ACK is set'),
  hdr_len: uint(4, 'Header length', 'in bytes, options included', {
    scale: 4,
    means: (v) => (v === 20 ? 'no options' : v > 20 ? `${v - 20} bytes of options` : undefined),
  }),
  flags: group(
    'Flags',
    'control bits',
    {
      res: uint(3, 'Reserved', 'must be zero'),
      ae: flag('Accurate ECN', 'RFC 9768; once the nonce sum of RFC 3540'),
      cwr: flag('Congestion window reduced', 'the sender slowed down'),
      ece: flag('ECN echo', 'congestion was met on the way'),
      urg: flag('Urgent', 'the urgent pointer counts'),
      ack: flag('Acknowledgment', 'the acknowledgment number counts'),
      push: flag('Push', 'hand the data on at once'),
      reset: flag('Reset', 'the connection is broken off'),
      syn: flag('Synchronize', 'opens the connection'),
      fin: flag('Finish', 'the sender has no more data'),
    },
    { show: flagsText, means: flagsMean },
  ),
  window_size_value: uint(16, 'Window', 'bytes the sender is ready to take, before scaling', {
    init: 65535,
    means: (v) => (v === 0 ? 'no room: wait' : undefined),
  }),
  checksum: uint(16, 'Checksum', 'RFC 1071 over pseudo-header and segment', { show: hex(4) }),
  urgent_pointer: uint(16, 'Urgent pointer', 'where urgent data ends, if URG is set'),
  options: tcpOptions,
};
export type TcpFields = typeof fields;

export const tcp = protocol({
  name: 'tcp',
  title: 'Transmission Control Protocol',
  rfc: 'RFC 9293',
  carriedBy: { 'ip.proto': 6 },
  fields,
  rules: (f) => ({
    headerLength: f.hdr_len,
    selects: { 'tcp.port': byPort(f.srcport, f.dstport) },
    derived: { hdr_len: 'header', dstport: (d) => d.next },
    align: { to: 4, unless: 'hdr_len' },
    sealed: { checksum: internet({ pseudo: 6 }) },
    checks: tcpChecks,
    summary: (v) => `${v.srcport} → ${v.dstport} ${flagsText(v.flags)}`.trim(),
  }),
});
