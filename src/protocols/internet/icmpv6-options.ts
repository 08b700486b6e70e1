import { getBits } from '../../codec/bits.js';
import { choice } from '../../codec/choice.js';
import { domainName } from '../../codec/domain.js';
import type { Loose } from '../../codec/field.js';
import { flag, ipv6, mac, octets, uint, uint64 } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { list } from '../../codec/list.js';
import { names } from '../../codec/names.js';
import { bytes, text, unitFill } from '../../codec/parts.js';
import { ipv6Prefix } from '../../codec/prefix.js';
import type { Reading } from '../../codec/reading.js';
import { option, tlv } from '../../codec/tlv.js';
import { filters } from '../filters.js';
import { hex, ipv6Means, macMeans } from '../show.js';
import { lifetime as endless } from '../words.js';
import { flags, lowpanOptions } from './icmpv6-options-6lowpan.js';
import { mobileOptions, unpadded } from './icmpv6-options-mobile.js';

/** RFC 4191, 2.1; the value between them is reserved. */
export const preferences = names({ medium: 0, high: 1, low: 3 });
/** RFC 8781, 4: how long the prefix is. */
const prefixLengths = names({
  bits_96: [0, '96 bits'],
  bits_64: [1, '64 bits'],
  bits_56: [2, '56 bits'],
  bits_48: [3, '48 bits'],
  bits_40: [4, '40 bits'],
  bits_32: [5, '32 bits'],
});
/** Kinds of IANA's list that have no form here. */
const others = names({
  crypto_id: [39, 'Crypto-ID parameters'],
  ndp_signature: [40, 'NDP signature'],
  resource_directory: [41, 'Resource directory address'],
  card_request: [138, 'CARD request'],
  card_reply: [139, 'CARD reply'],
  encrypted_dns: [144, 'Encrypted DNS'],
  exp1: [253, 'Experiment 1'],
  exp2: [254, 'Experiment 2'],
});

const reserved = (size: number) => octets(size, 'Reserved', 'zero');
/** RFC 4861, 4.6.2: all ones stand for ever. */
const lifetime = (help: string) => uint(32, 'Lifetime', help, { means: endless });
const address = (label: string, help: string) => ipv6(label, help, { means: ipv6Means });
const addresses = {
  reserved: reserved(6),
  ipv6_address: list('Addresses', 'of the node', address('Address', 'of the node')),
};

/** RFC 2464, 6 (Ethernet); RFC 4944, 8 (EUI-64, six zeros behind it). */
function widthOf({ linkaddr, linkaddr_eui64: long }: Loose, ahead?: Reading): string {
  if (ahead) return { 6: 'mac', 14: 'eui64' }[ahead.left] ?? 'other';
  if (long !== undefined) return 'eui64';
  return linkaddr === undefined || /[:.-]/.test(linkaddr) ? 'mac' : 'other';
}
const linkAddress = {
  link: choice(widthOf, {
    mac: { linkaddr: mac('Link-layer address', 'of the sender or target', { means: macMeans }) },
    eui64: {
      linkaddr_eui64: octets(8, 'EUI-64', 'address on a link of IEEE 802.15.4'),
      padding: unitFill(8),
    },
    other: { linkaddr: bytes('Link-layer address', 'of another kind of link') },
  }),
};

/** Options of neighbor discovery (RFC 4861, 4.6), of IANA's list. */
export const ndpOptions = tlv(
  'Options',
  'each fills units of 8 bytes',
  { key: 'type', type: 8, length: 8, counts: 'all', unit: 8, names: others },
  () => ({
    source: option(1, 'Source link-layer address', linkAddress),
    target: option(2, 'Target link-layer address', linkAddress),
    prefix: option(
      3,
      'Prefix information',
      filters('icmpv6.opt.prefix', {
        length: uint(8, 'Prefix length', 'leading bits that count', { init: 64 }),
        flag: flags('prefix', 'what the prefix is good for', {
          l: flag('On-link', 'its addresses are on this link', { init: true }),
          a: flag('Autonomous', 'hosts may make addresses of it', { init: true }),
          r: flag('Router address', 'the prefix holds all of an address of the router'),
          reserved: uint(5, 'Reserved', 'zero'),
        }),
        valid_lifetime: lifetime('seconds that the prefix holds'),
        preferred_lifetime: lifetime('seconds that its addresses are preferred'),
        reserved: octets(4, 'Reserved', 'zero', { filter: 'icmpv6.opt.reserved' }),
        prefix: ipv6('Prefix', 'of the link', { means: ipv6Means, filter: 'icmpv6.opt.prefix' }),
      }),
    ),
    // Only its header would say how long it is: the bytes stay data, where Wireshark reads on.
    redirected: option(4, 'Redirected header', {
      reserved: reserved(6),
      redirected_packet: bytes('Redirected packet', 'as much of it as fits'),
    }),
    mtu: option(5, 'MTU', {
      reserved: reserved(2),
      mtu: uint(32, 'MTU', 'of the link', { init: 1500 }),
    }),
    nbma_shortcut: option(6, 'NBMA shortcut limit', {
      shortcut_limit: uint(8, 'Limit', 'hops', { filter: 'icmpv6.opt.nbma.shortcut_limit' }),
      reserved: reserved(5),
    }),
    source_addresses: option(9, 'Source address list', addresses),
    target_addresses: option(10, 'Target address list', addresses),
    // RFC 3971, 5.
    cga: option(
      11,
      'Cryptographically generated address',
      filters('icmpv6.opt.cga', {
        pad_length: uint(8, 'Pad length', 'bytes at the end that do not count'),
        reserved: octets(1, 'Reserved', 'zero', { filter: 'icmpv6.opt.reserved' }),
        modifier: octets(16, 'Modifier', 'random'),
        subnet_prefix: octets(8, 'Subnet prefix', 'of the address'),
        count: octets(1, 'Collisions', 'how many there were'),
        key: bytes('Public key', 'DER', {
          length: derLength,
          filter: 'icmpv6.opt.cga.subject_public_key_info',
        }),
        // RFC 4581, 2.
        extensions: list(
          'Extensions',
          'of the parameters',
          filters('icmpv6.opt.cga', {
            ext_type: uint(16, 'Type', 'of the extension'),
            ext_length: uint(16, 'Length', 'of its data'),
            ext_data: bytes('Data', 'of the extension', { length: 'ext_length' }),
          }),
          { length: unpadded },
        ),
        padding: bytes('Padding', 'does not count', {
          length: 'pad_length',
          filter: 'icmpv6.opt.padding',
        }),
      }),
    ),
    rsa: option(12, 'RSA signature', {
      reserved: reserved(2),
      key_hash: octets(16, 'Key hash', 'of the public key', { filter: 'icmpv6.opt.rsa.key_hash' }),
      signature: bytes('Signature', 'and the padding behind', {
        filter: 'icmpv6.opt.digital_signature_padding',
      }),
    }),
    timestamp: option(13, 'Timestamp', {
      reserved: reserved(6),
      timestamp: uint64('Timestamp', 'seconds since 1970, times 65536', { means: dateOf }),
    }),
    nonce: option(14, 'Nonce', { nonce: bytes('Nonce', 'random, echoed by the answer') }),
    // The name is one of DNS (6.4.3), which Wireshark 4.0 shows as bare text.
    trust_anchor: option(15, 'Trust anchor', {
      name_type: uint(8, 'Name type', '1: X.501, 2: domain name', { init: 2 }),
      pad_length: uint(8, 'Pad length', 'bytes at the end', {
        filter: 'icmpv6.opt.cga.pad_length',
      }),
      anchor: choice(
        'name_type',
        {
          2: {
            fqdn: domainName('Domain name', 'of the anchor', {
              pointers: false,
              filter: 'icmpv6.opt.name_type.fqdn',
            }),
            padding: unitFill(8),
          },
        },
        {
          name_x501: bytes('Name', 'DER', { length: unpadded }),
          padding: bytes('Padding', 'does not count'),
        },
      ),
    }),
    certificate: option(16, 'Certificate', {
      cert_type: uint(8, 'Type', '1: X.509', { init: 1, filter: 'icmpv6.opt.name_type' }),
      reserved: reserved(1),
      certificate: bytes('Certificate', 'and the padding behind', {
        filter: 'icmpv6.x509_Certificate',
      }),
    }),
    // RFC 4191, 2.3; Wireshark joins the reserved bits on both sides to one number.
    route: option(24, 'Route information', {
      length: uint(8, 'Prefix length', 'leading bits that count', {
        filter: 'icmpv6.opt.prefix.length',
      }),
      flag: flags('route_info', 'how good the route is', {
        reserved: uint(3, 'Reserved', 'zero'),
        route_preference: uint(2, 'Preference', 'among routers', { names: preferences }),
        reserved2: uint(3, 'Reserved as well', 'zero'),
      }),
      route_lifetime: lifetime('seconds that the route holds'),
      prefix: ipv6Prefix('Prefix', 'that the router leads to', {
        length: (v) => (v.length > 64 ? 16 : 8),
        means: ipv6Means,
      }),
      rest: bytes('Rest', 'more than the prefix needs'),
    }),
    // RFC 8106, 5.
    rdnss: option(25, 'Recursive DNS servers', {
      reserved: reserved(2),
      lifetime: { ...lifetime('seconds to use them'), filter: 'icmpv6.opt.rdnss.lifetime' },
      rdnss: list('Servers', 'that resolve names', address('Server', 'that resolves names')),
    }),
    dnssl: option(31, 'DNS search list', {
      reserved: reserved(2),
      lifetime: { ...lifetime('seconds to use it'), filter: 'icmpv6.opt.dnssl.lifetime' },
      dnssl: list('Domains', 'to search', domainName('Domain', 'to search', { pointers: false }), {
        stop: 0,
      }),
      padding: unitFill(8),
    }),
    // RFC 5175, 4.
    flags: option(26, 'Flags extension', {
      efo: group('Flags', 'more of the advertisement', {
        m: flag('Managed', 'addresses come by DHCPv6'),
        o: flag('Other', 'other configuration comes by DHCPv6'),
        h: flag('Home agent', 'the router is one'),
        prf: uint(2, 'Preference', 'as default router', { names: preferences }),
        p: flag('Proxy', 'the router advertises for another'),
        rsv: uint(10, 'Reserved', 'zero'),
      }),
      reserved: reserved(4),
    }),
    ...mobileOptions,
    ...lowpanOptions,
    // RFC 8910, 2.3.
    captive_portal: option(37, 'Captive portal', {
      captive_portal: text('URI', "of the portal's API", { fill: { to: 8, lead: 2 } }),
    }),
    // RFC 8781, 4.
    pref64: option(
      38,
      'NAT64 prefix',
      filters('icmpv6.opt.pref64', {
        scaled_lifetime: uint(13, 'Lifetime', 'in units of 8 seconds', {
          means: (v) => `${8 * v} s`,
        }),
        plc: uint(3, 'Prefix length', 'code', { names: prefixLengths, show: hex(1) }),
        prefix: ipv6Prefix('Prefix', 'of NAT64', { length: 12, means: ipv6Means }),
      }),
    ),
  }),
);

/** RFC 3971, 5.3.1. */
function dateOf(stamp: number | string): string | undefined {
  const seconds = Number(BigInt(stamp) >> 16n);
  return seconds < 2 ** 40 ? new Date(1000 * seconds).toISOString() : undefined;
}

/** Of a value of DER, by its length: one byte, or as many as the first tells (X.690, 8.1.3). */
function derLength(_: Loose, ahead?: Reading): number {
  if (!ahead) return 0;
  const { bytes: b, at, left } = ahead;
  const first = b[at + 1] ?? 0;
  const more = first < 128 || left < 2 ? 0 : Math.min(first & 127, 4);
  const told = more === 0 ? first & 127 : getBits(b, at + 2, 0, 8 * more);
  return Math.min(left, 2 + more + told);
}
