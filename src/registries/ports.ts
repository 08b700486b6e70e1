import { names } from '../codec/names.js';
import { registry } from './registry.js';

export const tcpPorts = registry('ports', { kind: 'tcp', large: true });
export const udpPorts = registry('ports', { kind: 'udp', large: true });
export const sctpPorts = registry('ports-sctp');

export const dccpPorts = names({
  discard: 9,
  exp1: [1021, 'RFC3692-style Experiment 1'],
  exp2: [1022, 'RFC3692-style Experiment 2'],
  'ltp-deepspace': [1113, 'Licklider Transmission Protocol'],
  'aws-wsp': [4195, 'AWS protocol for cloud remoting solution'],
  'dtn-bundle': [4556, 'DTN Bundle CL Protocol'],
  'avt-profile-1': [5004, 'RTP media data'],
  'avt-profile-2': [5005, 'RTP control protocol'],
  'syslog-tls': [6514, 'syslog over DTLS'],
});
