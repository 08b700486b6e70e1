import type { Loose } from '../../codec/field.js';
import { flag, ipv6, octets, uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { names } from '../../codec/names.js';
import { bytes, ifRoom, unitFill } from '../../codec/parts.js';
import type { Reading } from '../../codec/reading.js';
import { option } from '../../codec/tlv.js';
import { filters } from '../filters.js';
import { ipv6Means } from '../show.js';
import { duration, milliseconds } from '../words.js';

/** RFC 5568, 6.4.1. */
const addressCodes = names({
  old_coa: [1, 'Old care-of address'],
  new_coa: [2, 'New care-of address'],
  nar_address: [3, "New access router's address"],
  nar_prefix: [4, "New access router's prefix"],
});
/** RFC 5568, 6.4.3. */
const linkCodes = names({
  wildcard: [0, 'For all access points nearby'],
  new_access_point: [1, 'Of the new access point'],
  mobile_node: [2, 'Of the mobile node'],
  new_router: [3, 'Of the new access router'],
  source: [4, 'Of the sender'],
  current_router: [5, 'The access point belongs to the current router'],
  no_prefix: [6, 'No prefix for that access point'],
  no_support: [7, 'No fast handover for that access point'],
});
/** RFC 5568, 6.4.5. */
const acknowledgments = names({
  invalid: [1, 'New care-of address invalid'],
  use_supplied: [2, 'New care-of address invalid, use the supplied one'],
  link_layer_unknown: [128, 'Link-layer address unrecognized'],
});

const reserved = (size: number) =>
  octets(size, 'Reserved', 'zero', { filter: 'icmpv6.opt.reserved' });
const code = (help: string) => uint(8, 'Code', help);
const handoverKey = {
  pad_length: uint(8, 'Pad length', 'bytes at the end that do not count'),
  at: uint(4, 'Algorithm', 'for the authentication'),
  reserved: uint(4, 'Reserved', 'zero'),
};
/** What is left without the padding that a field before it counts. */
export const unpadded = ({ pad_length: padded }: Loose, ahead?: Reading): number =>
  (ahead?.left ?? 0) - padded;
const padding = bytes('Padding', 'does not count', { length: 'pad_length' });
const identifier = {
  option_code: code('what the value is'),
  length: uint(8, 'Value length', 'in bytes'),
  value: bytes('Value', 'the identifier', { length: 'length' }),
  padding: unitFill(8),
};

/** Options of mobile nodes and their routers (RFC 5269, RFC 5271, RFC 5380, RFC 5568, RFC 6275). */
export const mobileOptions = {
  advertisement_interval: option(7, 'Advertisement interval', {
    reserved: reserved(2),
    advertisement_interval: uint(32, 'Interval', 'milliseconds between advertisements, at most', {
      means: milliseconds,
    }),
  }),
  home_agent: option(8, 'Home agent information', {
    reserved: reserved(2),
    home_agent_preference: uint(16, 'Preference', 'the highest is taken'),
    home_agent_lifetime: uint(16, 'Lifetime', 'seconds', { means: duration }),
  }),
  ip_address: option(
    17,
    'IP address or prefix',
    filters('icmpv6.opt.ipa', {
      option_code: uint(8, 'Code', 'whose', { names: addressCodes }),
      prefix_len: uint(8, 'Prefix length', 'of the address'),
      reserved: reserved(4),
      ipv6_address: ipv6('Address', 'or prefix', { means: ipv6Means }),
    }),
  ),
  // RFC 4068, 6.4.2, which RFC 5568 leaves out.
  router_prefix: option(
    18,
    'New router prefix',
    filters('icmpv6.opt.nrpi', {
      option_code: code('zero'),
      prefix_len: uint(8, 'Prefix length', 'leading bits that count'),
      reserved: reserved(4),
      prefix: ipv6('Prefix', 'of the new router', { means: ipv6Means }),
    }),
  ),
  link_address: option(
    19,
    'Link-layer address of handover',
    filters('icmpv6.opt.lla', {
      option_code: uint(8, 'Code', 'whose', { names: linkCodes }),
      bytes: bytes('Link-layer address', 'and the padding behind'),
    }),
  ),
  // RFC 5568, 6.4.6: the address stands behind the reserved bytes; Wireshark 4.0 takes it before.
  naack: option(
    20,
    'Neighbor advertisement acknowledgment',
    filters('icmpv6.opt.naack', {
      option_code: code('zero'),
      status: uint(8, 'Status', 'of the new care-of address', { names: acknowledgments }),
      reserved: reserved(4),
      supplied_ncoa: ifRoom(
        ipv6('Supplied address', 'to use instead', {
          means: ipv6Means,
          filter: 'icmpv6.opt.naack.supplied_ncoa',
        }),
      ),
    }),
  ),
  map: option(
    23,
    'Mobility anchor point',
    filters('icmpv6.opt.map', {
      distance: uint(4, 'Distance', 'hops to it'),
      preference: uint(4, 'Preference', 'the highest is taken'),
      flag: group(
        'Flags',
        'of the anchor point',
        filters('icmpv6.opt.map.flag', {
          r: flag('Regional', 'the node makes its own regional address'),
          reserved: uint(7, 'Reserved', 'zero'),
        }),
      ),
      valid_lifetime: uint(32, 'Lifetime', 'seconds', { means: duration }),
      global_address: ipv6('Address', 'of the anchor point', { means: ipv6Means }),
    }),
  ),
  handover_key_request: option(
    27,
    'Handover key request',
    filters('icmpv6.opt.hkr', {
      ...handoverKey,
      encryption_public_key: bytes('Public key', 'that encrypts the handover key', {
        length: unpadded,
      }),
      padding,
    }),
  ),
  handover_key_reply: option(
    28,
    'Handover key reply',
    filters('icmpv6.opt.hkr', {
      ...handoverKey,
      lifetime: uint(16, 'Lifetime', 'seconds that the key holds', { means: duration }),
      encrypted_handover_key: bytes('Handover key', 'encrypted', { length: unpadded }),
      padding,
    }),
  ),
  handover_assist: option(29, 'Handover assist', filters('icmpv6.opt.hai', identifier)),
  mobile_node: option(30, 'Mobile node identifier', filters('icmpv6.opt.mn', identifier)),
  // RFC 6496, 5.2.2.
  proxy_signature: option(
    32,
    'Proxy signature',
    filters('icmpv6.opt.ps', {
      reserved: reserved(2),
      key_hash: octets(16, 'Key hash', 'of the public key'),
      signature: bytes('Signature', 'and the padding behind', {
        filter: 'icmpv6.opt.digital_signature_padding',
      }),
    }),
  ),
};
