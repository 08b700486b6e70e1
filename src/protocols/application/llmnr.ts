import { protocol } from '../../codec/protocol.js';
import { messageLength, messageLine } from './dns-bytes.js';
import { messageChecks } from './dns-checks.js';
import { llmnrFlags, message, plainClass } from './dns-message.js';

export const llmnr = protocol({
  name: 'llmnr',
  title: 'Link-Local Multicast Name Resolution',
  short: 'LLMNR',
  rfc: 'RFC 4795',
  carriedBy: { 'udp.port': 5355 },
  namesUnder: ['dns'],
  fields: message({ style: { base: 0, targets: false }, flags: llmnrFlags, classes: plainClass }),
  rules: () => ({
    headerLength: messageLength,
    checks: [
      ...messageChecks,
      {
        severity: 'warning',
        field: 'count.queries',
        when: (v) => v.queries.length !== 1,
        text: 'exactly one question is allowed',
        rfc: 'RFC 4795, 2.1.1',
      },
    ],
    line: messageLine(0),
  }),
});
