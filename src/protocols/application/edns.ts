import { choice } from '../../codec/choice.js';
import { domainName } from '../../codec/domain.js';
import type { Loose } from '../../codec/field.js';
import { octets, uint, uint64 } from '../../codec/fixed.js';
import { list } from '../../codec/list.js';
import { names } from '../../codec/names.js';
import { bytes, ifRoom, text } from '../../codec/parts.js';
import { ipv4Prefix, ipv6Prefix } from '../../codec/prefix.js';
import { option, tlv } from '../../codec/tlv.js';
import { filters } from '../filters.js';
import { ipv4Means, ipv6Means } from '../show.js';
import { duration } from '../words.js';

/** RFC 8914, 4, and IANA's list. */
const errors = names({
  other: [0, 'Other error'],
  unsupported_dnskey_algorithm: [1, 'Unsupported DNSKEY algorithm'],
  unsupported_ds_digest: [2, 'Unsupported DS digest type'],
  stale_answer: [3, 'Stale answer'],
  forged_answer: [4, 'Forged answer'],
  dnssec_indeterminate: [5, 'DNSSEC indeterminate'],
  dnssec_bogus: [6, 'DNSSEC bogus'],
  signature_expired: [7, 'Signature expired'],
  signature_not_yet_valid: [8, 'Signature not yet valid'],
  dnskey_missing: [9, 'DNSKEY missing'],
  rrsigs_missing: [10, 'RRSIGs missing'],
  no_zone_key: [11, 'No zone key bit set'],
  nsec_missing: [12, 'NSEC missing'],
  cached_error: [13, 'Cached error'],
  not_ready: [14, 'Not ready'],
  blocked: [15, 'Blocked'],
  censored: [16, 'Censored'],
  filtered: [17, 'Filtered'],
  prohibited: [18, 'Prohibited'],
  stale_nxdomain: [19, 'Stale answer that there is no such name'],
  not_authoritative: [20, 'Not authoritative'],
  not_supported: [21, 'Not supported'],
  no_reachable_authority: [22, 'No reachable authority'],
  network_error: [23, 'Network error'],
  invalid_data: [24, 'Invalid data'],
  expired_before_valid: [25, 'Signature expired before it was valid'],
  too_early: [26, 'Too early'],
  nsec3_iterations: [27, 'Unsupported number of NSEC3 iterations'],
  policy: [28, 'Unable to conform to policy'],
  synthesized: [29, 'Synthesized'],
});

/** Without a form of their own. */
const others = names({ owner: 4, client_tag: 16, server_tag: 17 });

const opt = <const F extends Parameters<typeof filters>[1]>(fields: F): F =>
  filters('dns.opt', fields);

/** RFC 7871, 6: as many bytes as the prefix needs. */
const subnetBytes =
  (most: number) =>
  ({ client }: Loose): number =>
    Math.min(most, Math.ceil(client.netmask / 8));

const clientSubnet = {
  ...opt({
    'client.family': uint(16, 'Family', 'of the address', {
      names: names({ ipv4: [1, 'IPv4'], ipv6: [2, 'IPv6'] }),
      init: 1,
    }),
    'client.netmask': uint(8, 'Source prefix', 'bits of the address that are told'),
    'client.scope': uint(8, 'Scope prefix', 'bits that the answer depends on'),
  }),
  address: choice(
    ({ client }) => client.family,
    {
      1: opt({
        addr4: ipv4Prefix('Client subnet', 'for whom the question is asked', {
          length: subnetBytes(4),
          filter: 'dns.opt.client.addr4',
          means: (v) => v && ipv4Means(v),
        }),
      }),
      2: opt({
        addr6: ipv6Prefix('Client subnet', 'for whom the question is asked', {
          length: subnetBytes(16),
          filter: 'dns.opt.client.addr6',
          means: (v) => v && ipv6Means(v),
        }),
      }),
    },
    { addr: bytes('Client subnet', 'of another family', { filter: 'dns.opt.client.addr' }) },
  ),
};

const algorithm = (label: string, key: string) => ({
  algorithms: list(
    label,
    'understood; RFC 6975',
    uint(8, 'Algorithm', 'its number', {
      filter: `dns.opt.${key}`,
    }),
  ),
});
const fqdn = (label: string, help: string) => domainName(label, help, { pointers: false });

/** RFC 6891, 6.1.2, and IANA's list of option codes. */
export const ednsOptions = tlv(
  'Options',
  'of EDNS',
  { key: 'code', type: 16, length: 16, counts: 'value', names: others },
  () => ({
    llq: option(
      1,
      'Long-lived query',
      opt({
        'llq.version': uint(16, 'Version', 'of the protocol; RFC 8764', { init: 1 }),
        'llq.opcode': uint(16, 'Opcode', 'what is asked', {
          names: names({ setup: 1, refresh: 2, event: 3 }),
          init: 1,
        }),
        'llq.error': uint(16, 'Error', '0: none'),
        'llq.id': uint64('Query id', 'of the long-lived query'),
        'llq.lease': uint(32, 'Lease', 'seconds that it lives', { means: duration }),
      }),
    ),
    update_lease: option(
      2,
      'Update lease',
      opt({
        lease: uint(32, 'Lease', 'seconds that the records live; RFC 9664', { means: duration }),
        key_lease: ifRoom(uint(32, 'Key lease', 'seconds that the key lives', { means: duration })),
      }),
    ),
    nsid: option(3, 'Name server identifier', {
      nsid: bytes('Identifier', 'of the server that answered; RFC 5001', {
        filter: 'dns.opt.data',
        means: printable,
      }),
    }),
    dau: option(5, 'DNSSEC algorithms', algorithm('Algorithms', 'dau')),
    dhu: option(6, 'DS hashes', algorithm('Hashes', 'dhu')),
    n3u: option(7, 'NSEC3 hashes', algorithm('NSEC3 hashes', 'n3u')),
    client_subnet: option(8, 'Client subnet', clientSubnet),
    expire: option(
      9,
      'Expire',
      opt({
        expire: ifRoom(
          uint(32, 'Expire', 'seconds that the zone is good; RFC 7314', { means: duration }),
        ),
      }),
    ),
    cookie: option(
      10,
      'Cookie',
      opt({
        'cookie.client': octets(8, 'Client cookie', 'comes back in the answer; RFC 7873'),
        'cookie.server': bytes('Server cookie', 'shows that the client was here before'),
      }),
    ),
    keepalive: option(
      11,
      'TCP keepalive',
      opt({
        'edns_tcp_keepalive.timeout': ifRoom(
          uint(16, 'Timeout', 'the connection may idle so long; RFC 7828', {
            means: (v) => `${v / 10} s`,
          }),
        ),
      }),
    ),
    padding: option(12, 'Padding', opt({ padding: bytes('Padding', 'hides the size; RFC 7830') })),
    chain: option(
      13,
      'Chain query',
      opt({ 'chain.fqdn': fqdn('Closest trust point', 'records from there on; RFC 7901') }),
    ),
    key_tag: option(14, 'Key tags', {
      key_tags: list('Key tags', 'of trust anchors; RFC 8145', uint(16, 'Key tag', 'its number')),
    }),
    extended_error: option(
      15,
      'Extended error',
      opt({
        'ext_error.info_code': uint(16, 'Info code', 'what went wrong; RFC 8914', {
          names: errors,
        }),
        'ext_error.extra_text': ifRoom(text('Extra text', 'for people')),
      }),
    ),
    report_channel: option(
      18,
      'Report channel',
      opt({ agent: fqdn('Agent', 'whom to tell of errors; RFC 9567') }),
    ),
    zone_version: option(19, 'Zone version', {
      version: choice((v, ahead) => ((ahead ? ahead.left > 0 : 'labels' in v) ? 1 : 0), {
        1: opt({
          labels: uint(8, 'Labels', 'of the name of the zone; RFC 9660'),
          version_type: uint(8, 'Version type', '0: serial of the SOA record'),
          zone_version: bytes('Version', 'of the zone'),
        }),
      }),
    }),
  }),
  { length: 'len', filter: 'dns.opt' },
);

/** Servers are called by text, though any bytes may stand there. */
function printable(hex: string | undefined): string | undefined {
  const text = (hex ?? '').replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
  return /^[ -~]+$/.test(text) ? text : undefined;
}
