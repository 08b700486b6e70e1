import { protocol } from '../../codec/protocol.js';
import { messageLength, messageLine } from './dns-bytes.js';
import { messageChecks } from './dns-checks.js';
import { dnsFlags, message, multicastClass } from './dns-message.js';

export const mdns = protocol({
  name: 'mdns',
  title: 'Multicast DNS',
  short: 'mDNS',
  rfc: 'RFC 6762',
  carriedBy: { 'udp.port': 5353 },
  // RFC 6762, 18.14: names are compressed wherever they stand.
  namesUnder: ['dns'],
  fields: message({ style: { base: 0, targets: true }, flags: dnsFlags, classes: multicastClass }),
  rules: () => ({
    headerLength: messageLength,
    checks: [
      ...messageChecks,
      {
        severity: 'note',
        field: 'flags',
        when: (v) => v.flags.opcode !== 0 || v.flags.rcode !== 0,
        text: 'opcode and response code are zero in mDNS: others are ignored',
        rfc: 'RFC 6762, 18.3 and 18.11',
      },
    ],
    line: messageLine(0),
  }),
});
