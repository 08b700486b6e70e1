import type { Fields } from '../../codec/field.js';
import { flag, ipv6, octets, uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { names } from '../../codec/names.js';
import { bytes } from '../../codec/parts.js';
import { ipv6Prefix } from '../../codec/prefix.js';
import { option } from '../../codec/tlv.js';
import { filters } from '../filters.js';
import { ipv6Means } from '../show.js';
import { minutes } from '../words.js';

/** RFC 8505, 4.1. */
export const registrationStatus = names({
  success: [0, 'Success'],
  duplicate: [1, 'Duplicate address'],
  cache_full: [2, 'Neighbor cache full'],
  moved: [3, 'Moved'],
  removed: [4, 'Removed'],
  validation_requested: [5, 'Validation requested'],
  duplicate_source: [6, 'Duplicate source address'],
  invalid_source: [7, 'Invalid source address'],
  wrong_place: [8, 'Registered address topologically incorrect'],
  registry_full: [9, 'Registry of the border router saturated'],
  validation_failed: [10, 'Validation failed'],
});
/** Wireshark names the flags of each option after the option. */
export const flags = <const F extends Fields>(of: string, help: string, bits: F) =>
  group('Flags', help, filters(`icmpv6.opt.${of}.flag`, bits), {
    filter: `icmpv6.opt.${of}.flag`,
  });
/** Options of networks of low power (RFC 6775, RFC 7400, RFC 8505). */
export const lowpanOptions = {
  // RFC 6775, 4.1; RFC 8505, 4.1, of which Wireshark 4.0 shows three bytes as reserved.
  aro: option(
    33,
    'Address registration',
    filters('icmpv6.opt.aro', {
      status: uint(8, 'Status', 'of the registration', { names: registrationStatus }),
      opaque: uint(8, 'Opaque', 'means what the I field says'),
      flag: flags('aro', 'of RFC 8505', {
        reserved: uint(4, 'Reserved', 'zero'),
        i: uint(2, 'I', 'what the opaque byte is'),
        r: flag('Routing', 'the address is to be reachable'),
        t: flag('Transaction', 'the transaction id counts'),
      }),
      tid: uint(8, 'Transaction id', 'grows with each registration'),
      registration_lifetime: uint(16, 'Lifetime', 'in minutes', { means: minutes }),
      eui64: bytes('Owner', 'EUI-64 or ROVR, 8 to 32 bytes'),
    }),
  ),
  context: option(
    34,
    '6LoWPAN context',
    filters('icmpv6.opt.6co', {
      context_length: uint(8, 'Context length', 'leading bits that count', { init: 64 }),
      flag: flags('6co', 'which context', {
        reserved: uint(3, 'Reserved', 'zero'),
        c: flag('Compression', 'may be used to compress', { init: true }),
        cid: uint(4, 'Context id', 'its number'),
      }),
      reserved: octets(2, 'Reserved', 'zero', { filter: 'icmpv6.opt.reserved' }),
      valid_lifetime: uint(16, 'Lifetime', 'in minutes', { means: minutes }),
      context_prefix: ipv6Prefix('Context', 'leading bits of addresses', {
        length: (v) => (v.context_length > 64 ? 16 : 8),
        means: ipv6Means,
      }),
      rest: bytes('Rest', 'more than the context needs'),
    }),
  ),
  border_router: option(
    35,
    'Authoritative border router',
    filters('icmpv6.opt.abro', {
      version_low: uint(16, 'Version, low', 'of what it told'),
      version_high: uint(16, 'Version, high', 'of what it told'),
      valid_lifetime: uint(16, 'Lifetime', 'in minutes', { means: minutes }),
      '6lbr_address': ipv6('Border router', 'its address', { means: ipv6Means }),
    }),
  ),
  // RFC 7400, 3.3; RFC 8505, 4.3 for all flags but the last.
  capabilities: option(
    36,
    '6LoWPAN capabilities',
    filters('icmpv6.opt.6cio', {
      unassigned1: uint(10, 'Unassigned', 'zero'),
      d: flag('Duplicates', 'border router: serves EDAR messages'),
      l: flag('6LR', 'can be a router of a 6LoWPAN'),
      b: flag('6LBR', 'can be a border router'),
      p: flag('Proxy', 'can be a routing registrar'),
      e: flag('EARO', 'knows the extended registration'),
      g: flag('GHC', 'knows generic header compression', { filter: 'icmpv6.opt.6cio.flag_g' }),
      unassigned2: uint(32, 'Unassigned', 'zero'),
    }),
  ),
};
