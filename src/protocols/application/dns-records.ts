import { choice } from '../../codec/choice.js';
import { domainName } from '../../codec/domain.js';
import type { Fields } from '../../codec/field.js';
import { flag, ipv4, ipv6, uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { list } from '../../codec/list.js';
import { bytes, text } from '../../codec/parts.js';
import { dnsTypes } from '../../registries/dns.js';
import { tcpPorts } from '../../registries/ports.js';
import { filters } from '../filters.js';
import { ipv4Means, ipv6Means } from '../show.js';
import { duration, inBytes } from '../words.js';
import { nameMeans, serialMeans } from './dns-meaning.js';
import { ednsOptions } from './edns.js';

/** RFC 2181, 8: with the top bit set it counts as 0. */
const ttlMeans = (ttl: number): string =>
  ttl === 0 || ttl >= 2 ** 31 ? 'not to be remembered' : duration(ttl);

/** RFC 7208, 4.5; RFC 6376, 3.6.1; RFC 7489, 6.3. */
const TEXTS = [
  [/^v=spf1\b/i, 'who may send mail for the domain (SPF)'],
  [/^v=DKIM1\b/i, 'key for signatures of mail (DKIM)'],
  [/^v=DMARC1\b/i, 'what to do with forged mail (DMARC)'],
] as const;
const textMeans = (text: string): string | undefined =>
  TEXTS.find(([form]) => form.test(text))?.[1];

const dns = <const F extends Fields>(fields: F): F => filters('dns', fields);

const length = uint(16, 'Data length', 'in bytes', { filter: 'dns.resp.len' });
const OPT = 41;

/** In the place of an OPT record's class (RFC 6891, 6.1.2). */
export const payloadSize = (bits: number) => ({
  udp_payload_size: uint(bits, 'UDP payload size', 'largest answer that the sender takes', {
    filter: 'dns.rr.udp_payload_size',
    init: 1232,
    means: inBytes,
  }),
});

/** RFC 6891, 6.1.3: what the fields of a record mean in OPT. */
const opt = {
  ext_rcode: uint(8, 'Extended rcode', 'upper bits of the response code', {
    filter: 'dns.resp.ext_rcode',
  }),
  edns0_version: uint(8, 'Version', 'of EDNS', { filter: 'dns.resp.edns0_version' }),
  z: group(
    'Flags',
    'of EDNS',
    {
      do: flag('DNSSEC OK', 'signatures are welcome', { filter: 'dns.resp.z.do' }),
      reserved: uint(15, 'Reserved', 'zero', { filter: 'dns.resp.z.reserved' }),
    },
    { filter: 'dns.resp.z' },
  ),
  len: length,
  options: ednsOptions,
};

/** How messages write names. */
export interface NameStyle {
  /** Bytes before the message, which pointers do not count. */
  readonly base: number;
  /** RFC 2782 forbids compression of targets, though RFC 3597, 4 has it read; mDNS wants it. */
  readonly targets: boolean;
}

/** RFC 1035, 3.3 and 3.4; RFC 3596 (AAAA), RFC 2782 (SRV). */
function recordData({ base, targets }: NameStyle) {
  const name = (label: string, help: string) => domainName(label, help, { base });
  return choice(
    'type',
    {
      1: dns({ a: ipv4('Address', 'of the host', { means: ipv4Means }) }),
      2: dns({ ns: name('Name server', 'of the zone') }),
      5: dns({ cname: name('Canonical name', 'that the name stands for') }),
      6: dns({
        'soa.mname': name('Primary server', 'of the zone'),
        'soa.rname': name('Mailbox', 'of who is responsible'),
        'soa.serial_number': uint(32, 'Serial', 'grows with each change of the zone', {
          means: serialMeans,
        }),
        'soa.refresh_interval': uint(32, 'Refresh', 'seconds until a secondary asks again', {
          means: duration,
        }),
        'soa.retry_interval': uint(32, 'Retry', 'seconds until it tries again', {
          means: duration,
        }),
        'soa.expire_limit': uint(32, 'Expire', 'seconds until it gives the zone up', {
          means: duration,
        }),
        'soa.minimum_ttl': uint(32, 'Minimum', 'seconds to remember that a name is not there', {
          means: duration,
        }),
      }),
      12: dns({ 'ptr.domain_name': name('Domain name', 'that the address has') }),
      15: dns({
        'mx.preference': uint(16, 'Preference', 'the lowest is tried first', {
          means: (v) => (v === 0 ? 'before all others' : undefined),
        }),
        'mx.mail_exchange': name('Mail exchange', 'that takes the mail'),
      }),
      16: {
        txt: list('Texts', 'strings of up to 255 bytes', {
          length: uint(8, 'Length', 'in bytes', { filter: 'dns.txt.length' }),
          txt: text('Text', 'anything', { length: 'length', filter: 'dns.txt', means: textMeans }),
        }),
      },
      28: dns({ aaaa: ipv6('Address', 'of the host', { means: ipv6Means }) }),
      33: dns({
        'srv.priority': uint(16, 'Priority', 'the lowest is tried first'),
        'srv.weight': uint(16, 'Weight', 'share among equals'),
        'srv.port': uint(16, 'Port', 'of the service', { names: tcpPorts }),
        'srv.target': domainName('Target', 'host that offers the service', {
          base,
          compress: targets,
        }),
      }),
    },
    { data: bytes('Data', 'of a type that is not decoded', { filter: 'dns.data' }) },
    { length: 'len' },
  );
}

/** `told` and `size` are the class, whose top bit mDNS cuts from it. */
interface RecordLook<K, S> {
  readonly style: NameStyle;
  readonly told: K;
  readonly size: S;
}

/** A record of any section. */
export function record<const K extends Fields, const S extends Fields>(look: RecordLook<K, S>) {
  return {
    name: domainName('Name', 'that the record is about', {
      base: look.style.base,
      filter: 'dns.resp.name',
      means: nameMeans,
    }),
    type: uint(16, 'Type', 'of record', { names: dnsTypes, filter: 'dns.resp.type', init: 1 }),
    body: choice(
      'type',
      { [OPT]: { ...look.size, ...opt } },
      {
        ...look.told,
        ttl: uint(32, 'Time to live', 'seconds to remember it', {
          filter: 'dns.resp.ttl',
          means: ttlMeans,
        }),
        len: length,
        record: recordData(look.style),
      },
    ),
  };
}
