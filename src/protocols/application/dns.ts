import { uint } from '../../codec/fixed.js';
import { protocol } from '../../codec/protocol.js';
import { dnsRcodes, dnsTypes } from '../../registries/dns.js';
import { dnsChecks, type MessageValues } from './dns-checks.js';
import { dnsFlags, message, plainClass } from './dns-message.js';

/** What was asked, and how it went. */
export function summary({ flags, queries, answers }: MessageValues): string {
  const [first] = queries.length ? queries : answers;
  const subject = first ? [dnsTypes.nameOf(first.type) ?? first.type, first.name] : [];
  const outcome = flags.rcode ? [dnsRcodes.textOf(flags.rcode) ?? `code ${flags.rcode}`] : [];
  return [flags.response ? 'response' : 'query', ...subject, ...outcome].join(' ');
}

export const dns = protocol({
  name: 'dns',
  title: 'Domain Name System',
  rfc: 'RFC 1035',
  carriedBy: { 'udp.port': 53 },
  fields: message({ style: { base: 0, targets: false }, flags: dnsFlags, classes: plainClass }),
  rules: () => ({ checks: dnsChecks, summary }),
});

/** RFC 1035, 4.2.2: over TCP each message has its length before it; several may follow. */
const LENGTH = 2;
const HEADER = 12;

export const dnsOverTcp = protocol({
  name: 'dns',
  title: 'Domain Name System',
  rfc: 'RFC 1035',
  carriedBy: { 'tcp.port': 53, 'dns.next': 0 },
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
    checks: dnsChecks,
    summary,
  }),
});
