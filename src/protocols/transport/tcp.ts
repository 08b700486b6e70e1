import { internet } from '../../codec/checksum/seal.js';
import { flag, uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { protocol } from '../../codec/protocol.js';
import { tcpPorts } from '../../registries/ports.js';
import { wordsMean } from '../internet/ip-meaning.js';
import { hex } from '../show.js';
import { byPort, portMeans } from './ports.js';
import { tcpChecks } from './tcp-checks.js';
import { flagLetters, flagsMean, flagsText } from './tcp-flags.js';
import { tcpLine } from './tcp-line.js';
import { ackMeans, seqMeans, urgentMeans, windowMeans } from './tcp-meaning.js';
import { tcpOptions } from './tcp-options.js';
import { tcpPlain } from './tcp-plain.js';
import { resemblesTcp } from './tcp-resembles.js';

const fields = {
  srcport: uint(16, 'Source port', 'port of the sender', {
    names: tcpPorts,
    means: portMeans(tcpPorts),
  }),
  dstport: uint(16, 'Destination port', 'port of the receiver', {
    names: tcpPorts,
    means: portMeans(tcpPorts),
  }),
  seq: uint(32, 'Sequence number', 'of the first data byte; with SYN the initial number', {
    means: seqMeans,
  }),
  ack: uint(32, 'Acknowledgment number', 'the byte expected next, if ACK is set', {
    means: ackMeans,
  }),
  hdr_len: uint(4, 'Header length', 'in bytes, options included', {
    scale: 4,
    means: wordsMean,
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
    { show: flagsText, means: flagsMean, spelled: flagLetters },
  ),
  window_size_value: uint(16, 'Window', 'bytes the sender is ready to take, before scaling', {
    init: 65535,
    means: windowMeans,
  }),
  checksum: uint(16, 'Checksum', 'RFC 1071 over pseudo-header and segment', { show: hex(4) }),
  urgent_pointer: uint(16, 'Urgent pointer', 'where urgent data ends, if URG is set', {
    means: urgentMeans,
  }),
  options: tcpOptions,
};
export type TcpFields = typeof fields;

export const tcp = protocol({
  name: 'tcp',
  title: 'Transmission Control Protocol',
  short: 'TCP',
  rfc: 'RFC 9293',
  carriedBy: { 'ip.proto': 6 },
  usualBelow: ['tcp.port'],
  example: { srcport: 51234, dstport: 443, seq: 1000, window_size_value: 64240 },
  fields,
  rules: (f) => ({
    headerLength: f.hdr_len,
    guesses: ['tcp.port'],
    selects: { 'tcp.port': byPort(f.srcport, f.dstport) },
    derived: { hdr_len: 'header', dstport: (d) => d.next },
    align: { to: 4, unless: 'hdr_len' },
    sealed: { checksum: internet({ pseudo: 6 }) },
    resembles: resemblesTcp,
    checks: tcpChecks,
    plain: tcpPlain(f),
    ends: { of: 'port', from: 'srcport', to: 'dstport' },
    line: tcpLine,
  }),
});
