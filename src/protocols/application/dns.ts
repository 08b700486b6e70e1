import { choice } from '../../codec/choice.js';
import { domainName } from '../../codec/domain.js';
import { flag, ipv4, ipv6, uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { list } from '../../codec/list.js';
import { bytes, text } from '../../codec/parts.js';
import { protocol } from '../../codec/protocol.js';
import { option, tlv } from '../../codec/tlv.js';
import { dnsClasses, dnsOpcodes, dnsRcodes, dnsTypes } from '../../registries/dns.js';
import { hex, ipv4Means, ipv6Means } from '../show.js';

const type = (filter: string) =>
  uint(16, 'Type', 'of record', { names: dnsTypes, filter, init: 1 });
const klass = (filter: string) =>
  uint(16, 'Class', 'IN, the Internet, as a rule', { names: dnsClasses, filter, init: 1 });
const length = uint(16, 'Data length', 'in bytes', { filter: 'dns.resp.len' });

/** RFC 6891, 6.1.2. */
const ednsOptions = tlv(
  'Options',
  'of EDNS',
  { key: 'code', type: 16, length: 16, counts: 'value' },
  {},
  { length: 'len', filter: 'dns.opt' },
);

/** RFC 1035, 3.3 and 3.4; RFC 3596 (AAAA), RFC 2782 (SRV). */
const recordData = choice(
  'type',
  {
    1: { a: ipv4('Address', 'of the host', { means: ipv4Means }) },
    2: { ns: domainName('Name server', 'of the zone') },
    5: { cname: domainName('Canonical name', 'that the name stands for') },
    6: {
      'soa.mname': domainName('Primary server', 'of the zone'),
      'soa.rname': domainName('Mailbox', 'of who is responsible'),
      'soa.serial_number': uint(32, 'Serial', 'grows with each change of the zone'),
      'soa.refresh_interval': uint(32, 'Refresh', 'seconds until a secondary asks again'),
      'soa.retry_interval': uint(32, 'Retry', 'seconds until it tries again'),
      'soa.expire_limit': uint(32, 'Expire', 'seconds until it gives the zone up'),
      'soa.minimum_ttl': uint(32, 'Minimum', 'seconds to remember that a name is not there'),
    },
    12: { 'ptr.domain_name': domainName('Domain name', 'that the address has') },
    15: {
      'mx.preference': uint(16, 'Preference', 'the lowest is tried first'),
      'mx.mail_exchange': domainName('Mail exchange', 'that takes the mail'),
    },
    16: {
      txt: list('Texts', 'strings of up to 255 bytes', {
        length: uint(8, 'Length', 'in bytes', { filter: 'dns.txt.length' }),
        txt: text('Text', 'anything', { length: 'length', filter: 'dns.txt' }),
      }),
    },
    28: { aaaa: ipv6('Address', 'of the host', { means: ipv6Means }) },
    33: {
      'srv.priority': uint(16, 'Priority', 'the lowest is tried first'),
      'srv.weight': uint(16, 'Weight', 'share among equals'),
      'srv.port': uint(16, 'Port', 'of the service'),
      // RFC 2782 forbids compression here; RFC 3597, 4 has it read all the same.
      'srv.target': domainName('Target', 'host that offers the service', { compress: false }),
    },
  },
  undefined,
  { length: 'len' },
);

const records = (label: string, help: string, count: string) =>
  list(
    label,
    help,
    {
      name: domainName('Name', 'that the record is about', { filter: 'dns.resp.name' }),
      type: type('dns.resp.type'),
      body: choice(
        'type',
        {
          41: {
            udp_payload_size: uint(16, 'UDP payload size', 'largest answer that the sender takes', {
              filter: 'dns.rr.udp_payload_size',
            }),
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
          },
        },
        {
          class: klass('dns.resp.class'),
          ttl: uint(32, 'Time to live', 'seconds to remember it', { filter: 'dns.resp.ttl' }),
          len: length,
          record: recordData,
        },
      ),
    },
    { count },
  );

export const dns = protocol({
  name: 'dns',
  title: 'Domain Name System',
  rfc: 'RFC 1035',
  carriedBy: { 'udp.port': 53 },
  fields: {
    id: uint(16, 'Id', 'ties a response to its query', { show: hex(4) }),
    flags: group('Flags', 'kind of message, and its outcome', {
      response: flag('Response', 'a query, or its answer'),
      opcode: uint(4, 'Opcode', 'kind of query', { names: dnsOpcodes }),
      authoritative: flag('Authoritative', 'the server is one of the zone'),
      truncated: flag('Truncated', 'the rest did not fit'),
      recdesired: flag('Recursion desired', 'ask other servers too', { init: true }),
      recavail: flag('Recursion available', 'the server asks others'),
      z: flag('Reserved', 'zero'),
      authenticated: flag('Authentic data', 'DNSSEC checked it'),
      checkdisable: flag('Checking disabled', 'DNSSEC need not check it'),
      rcode: uint(4, 'Response code', 'outcome', { names: dnsRcodes }),
    }),
    'count.queries': uint(16, 'Questions', 'how many'),
    'count.answers': uint(16, 'Answers', 'how many'),
    'count.auth_rr': uint(16, 'Authority records', 'how many'),
    'count.add_rr': uint(16, 'Additional records', 'how many'),
    queries: list(
      'Queries',
      'what is asked',
      {
        name: domainName('Name', 'that is asked about', { filter: 'dns.qry.name' }),
        type: type('dns.qry.type'),
        class: klass('dns.qry.class'),
      },
      { count: 'count.queries' },
    ),
    answers: records('Answers', 'records that answer', 'count.answers'),
    authorities: records('Authorities', 'servers of the zone', 'count.auth_rr'),
    additionals: records('Additionals', 'records that help', 'count.add_rr'),
  },
  rules: () => ({
    summary: (v) => {
      const [first] = v.queries;
      const asked = first && `${dnsTypes.nameOf(first.type) ?? first.type} ${first.name}`;
      return `${v.flags.response ? 'response' : 'query'} ${asked ?? ''}`.trim();
    },
  }),
});
