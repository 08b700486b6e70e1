import { uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { messageLength, messageLine } from './dns-bytes.js';
import { dnsChecks } from './dns-checks.js';
import { dnsFlags, message, plainClass } from './dns-message.js';
import { dnsPlain, isUsual } from './dns-plain.js';
import { resemblesDns } from './dns-resembles.js';

const example = { id: 0x1234 };

export const dns = protocol({
  name: 'dns',
  title: 'Domain Name System',
  short: 'DNS',
  rfc: 'RFC 1035',
  carriedBy: { 'udp.port': 53 },
  example,
  fields: message({ style: { base: 0, targets: false }, flags: dnsFlags, classes: plainClass }),
  rules: () => ({
    headerLength: messageLength,
    regular: isUsual,
    resembles: resemblesDns,
    checks: dnsChecks,
    plain: dnsPlain,
    line: messageLine(0),
  }),
});

/** RFC 1035, 4.2.2: over TCP each message has its length before it; several may follow. */
const LENGTH = 2;
const HEADER = 12;

export const dnsOverTcp = protocol({
  name: 'dns',
  title: 'Domain Name System',
  short: 'DNS',
  rfc: 'RFC 1035',
  carriedBy: { 'tcp.port': 53, 'dns.next': 0 },
  example,
  fields: {
    length: uint(16, 'Length', 'of the message behind it, in bytes'),
    ...message({ style: { base: LENGTH, targets: false }, flags: dnsFlags, classes: plainClass }),
  },
  rules: (f) => ({
    // The middle of a stream looks like anything: what is no whole message is left as data.
    accepts: (b, o, end) =>
      end - o >= LENGTH + HEADER && f.length(b, o) >= HEADER && LENGTH + f.length(b, o) <= end - o,
    headerLength: (b, o) => LENGTH + f.length(b, o),
    selects: { 'dns.next': () => 0 },
    derived: { length: (d) => d.header - LENGTH },
    resembles: (v, layer) => [
      [2 + v.length === layer.limit - layer.offset ? 10 : -8, 'length fits'],
      ...resemblesDns(v, layer),
    ],
    checks: dnsChecks,
    line: messageLine(LENGTH),
  }),
});
