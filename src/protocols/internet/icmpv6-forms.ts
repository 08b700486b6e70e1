import { getBits } from '../../codec/bits.js';
import { choice } from '../../codec/choice.js';
import { domainName } from '../../codec/domain.js';
import type { Loose } from '../../codec/field.js';
import { flag, ipv4, ipv6, octets, uint, uint64 } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { list } from '../../codec/list.js';
import { names } from '../../codec/names.js';
import { bytes, ifRoom } from '../../codec/parts.js';
import type { Reading } from '../../codec/reading.js';
import { filters } from '../filters.js';
import { hex, hexAndDecimal, ipv4Means, ipv6Means } from '../show.js';
import { duration, inBytes, milliseconds, minutes } from '../words.js';
import { extendedReply, extendedRequest } from './icmp-forms.js';
import { isVersion1, query, report, version1 } from './icmpv6-mld.js';
import { ndpOptions, preferences } from './icmpv6-options.js';
import { registrationStatus } from './icmpv6-options-6lowpan.js';
import { renumbering } from './icmpv6-renumbering.js';
import { pointsAt } from './quoted-field.js';

/** RFC 4620, 5. */
const questions = names({ noop: 0, node_name: 2, node_addresses: 3, ipv4_addresses: 4 });
/** RFC 6743, 3.1. */
const operations = names({ advertisement: 1, acknowledgment: 2 });

const time = { means: (v: number) => (v === 0 ? 'not told' : milliseconds(v)) };
const reserved = (size: number) => octets(size, 'Reserved', 'zero');
const address = (label: string, help: string, look: { filter?: string } = {}) =>
  ipv6(label, help, { means: ipv6Means, ...look });
const opt = ndpOptions;

/** RFC 4884, 4: zero where no extension follows, as before that RFC. */
const quote = {
  length: uint(8, 'Length', 'of the quoted packet in 64-bit words; 0: no extension', {
    means: (v) => (v === 0 ? 'no extension' : `${inBytes(8 * v)} quoted, then an extension`),
  }),
  reserved: reserved(3),
};
const identifier = uint(16, 'Identifier', 'ties replies to whoever asked', hexAndDecimal(4));
const echo = {
  'echo.identifier': identifier,
  'echo.sequence_number': uint(16, 'Sequence number', 'ties a reply to its request'),
};
const managed = {
  m: flag('Managed', 'addresses come by DHCPv6'),
  o: flag('Other', 'other configuration comes by DHCPv6'),
};
const information = {
  'ni.qtype': uint(16, 'Query type', 'what is asked', { names: questions, init: 'node_name' }),
  'ni.flag': group('Flags', 'which addresses', {
    rsv: uint(10, 'Reserved', 'zero', { show: hex(3) }),
    g: flag('Global', 'global addresses'),
    s: flag('Site-local', 'site-local addresses'),
    l: flag('Link-local', 'link-local addresses'),
    c: flag('Compatible', 'IPv4-compatible and IPv4-mapped addresses'),
    a: flag('All', 'of all interfaces'),
    t: flag('Truncated', 'not all addresses fit'),
  }),
  'ni.nonce': uint64('Nonce', 'ties a reply to its query'),
};
const otherInformation = { ...information, data: bytes('Data', 'of an unknown query') };
const ttl = uint(32, 'Time to live', 'seconds to remember it', {
  means: duration,
  filter: 'icmpv6.ni.reply.node_ttl',
});
/** RFC 4620, 5.2: a name that is not fully qualified ends with two zero bytes. */
const nameList = (help: string) =>
  list('Names', help, domainName('Name', help, { pointers: false }));
const mobile = {
  'mip6.identifier': identifier,
  reserved: reserved(2),
};
const handover = {
  'fmip6.subtype': uint(8, 'Subtype', 'kind of message'),
  reserved: reserved(1),
  'fmip6.identifier': identifier,
  opt,
};
const duplicate = filters('icmpv6.6lowpannd.da', {
  status: uint(8, 'Status', 'of the registration', { names: registrationStatus }),
  rsv: uint(8, 'Reserved', 'zero; a transaction id since RFC 8505'),
  lifetime: uint(16, 'Lifetime', 'in minutes', { means: minutes }),
  eui64: octets(8, 'Owner', 'EUI-64 of the node'),
  reg_addr: address('Registered address', 'that is to be unique'),
});

const forms = {
  1: quote,
  2: {
    mtu: uint(32, 'MTU', 'of the next link', {
      init: 1280,
      means: (v) => `packets of up to ${inBytes(v)} pass`,
    }),
  },
  3: quote,
  4: {
    pointer: uint(32, 'Pointer', 'the byte of the quoted packet that is wrong', {
      means: pointsAt,
    }),
  },
  128: echo,
  129: echo,
  mld_query_1: version1,
  mld_query_2: query,
  131: version1,
  132: version1,
  // RFC 4861, 4.
  133: { reserved: reserved(4), opt },
  134: {
    'nd.ra.cur_hop_limit': uint(8, 'Hop limit', 'that hosts should send with; 0: any', {
      init: 64,
      means: (v) => (v === 0 ? 'not told' : 'hosts start with it'),
    }),
    'nd.ra.flag': group('Flags', 'what the router is', {
      ...managed,
      h: flag('Home agent', 'the router is one'),
      prf: uint(2, 'Preference', 'as default router', {
        names: preferences,
        means: (v) => (v === 2 ? 'reserved, counts as medium' : undefined),
      }),
      p: flag('Proxy', 'the router advertises for another'),
      rsv: uint(2, 'Reserved', 'zero'),
    }),
    'nd.ra.router_lifetime': uint(16, 'Router lifetime', 'seconds; 0: no default router', {
      means: (v) => (v === 0 ? 'no default router' : duration(v)),
      init: 1800,
    }),
    'nd.ra.reachable_time': uint(32, 'Reachable time', 'milliseconds; 0: not told', time),
    'nd.ra.retrans_timer': uint(32, 'Retransmission', 'milliseconds between tries', time),
    opt,
  },
  135: { reserved: reserved(4), 'nd.ns.target_address': address('Target', 'that is asked'), opt },
  136: {
    'nd.na.flag': group('Flags', 'what the node is', {
      r: flag('Router', 'the sender is one'),
      s: flag('Solicited', 'it was asked'),
      o: flag('Override', 'replaces what is known'),
      rsv: uint(29, 'Reserved', 'zero'),
    }),
    'nd.na.target_address': address('Target', 'that the sender has'),
    opt,
  },
  137: {
    reserved: reserved(4),
    'nd.rd.target_address': address('Target', 'the better next hop'),
    'nd.rd.destination_address': address('Destination', 'that is reached over it', {
      filter: 'icmpv6.rd.na.destination_address',
    }),
    opt,
  },
  138: renumbering,
  139: otherInformation,
  ni_query_ipv6: { ...information, 'ni.query.subject_ipv6': ifRoom(address('Subject', 'IPv6')) },
  ni_query_name: { ...information, 'ni.query.subject_fqdn': nameList('of the subject') },
  ni_query_ipv4: {
    ...information,
    'ni.query.subject_ipv4': ifRoom(ipv4('Subject', 'IPv4', { means: ipv4Means })),
  },
  140: otherInformation,
  ni_reply_names: {
    ...information,
    'ni.reply.node_ttl': ttl,
    'ni.reply.node_name': nameList('of the node'),
  },
  ni_reply_ipv6: {
    ...information,
    'ni.reply.addresses': list('Addresses', 'of the node', {
      node_ttl: ttl,
      node_address: address('Address', 'IPv6', { filter: 'icmpv6.ni.reply.node_address' }),
    }),
  },
  ni_reply_ipv4: {
    ...information,
    'ni.reply.addresses': list('Addresses', 'of the node', {
      node_ttl: ttl,
      ipv4_address: ipv4('Address', 'IPv4', {
        means: ipv4Means,
        filter: 'icmpv6.ni.reply.ipv4_address',
      }),
    }),
  },
  // RFC 3122, 2.
  141: { reserved: reserved(4), opt },
  142: { reserved: reserved(4), opt },
  143: report,
  // RFC 6275, 6.5 to 6.8.
  144: mobile,
  145: {
    ...mobile,
    'mip6.home_agent_address': list('Home agents', 'the best first', address('Home agent', 'one')),
  },
  146: mobile,
  147: {
    'mip6.identifier': identifier,
    'mip6.flag': group('Flags', 'as in router advertisements', {
      ...managed,
      rsv: uint(14, 'Reserved', 'zero'),
    }),
    opt,
  },
  // RFC 3971, 6.4.
  148: {
    'send.identifier': identifier,
    'send.component': uint(16, 'Component', 'which certificate; 65535: all', {
      means: (v) => (v === 65535 ? 'all' : undefined),
    }),
    opt,
  },
  149: {
    'send.identifier': identifier,
    'send.all_components': uint(16, 'Components', 'certificates in the path'),
    'send.component': uint(16, 'Component', 'which certificate this is'),
    reserved: reserved(2),
    opt,
  },
  // RFC 4068, 6.1, where RFC 4065 leaves 24 bits to whoever experiments.
  150: handover,
  // RFC 4286, 3.
  151: {
    'mcast_ra.query_interval': uint(16, 'Query interval', 'seconds', { means: duration }),
    'mcast_ra.robustness_variable': uint(16, 'Robustness', 'losses that do no harm'),
  },
  152: {},
  153: {},
  154: handover,
  // RFC 6743, 3.1.
  156: {
    'ilnp.nb_locs': uint(8, 'Locators', 'how many'),
    operation: uint(8, 'Operation', 'what it is', {
      names: operations,
      init: 1,
      filter: 'icmpv6.reserved',
    }),
    reserved: reserved(2),
    'ilnp.locators': list(
      'Locators',
      'of the node',
      filters('icmpv6.ilnp', {
        nb_locator: uint64('Locator', 'of a network'),
        nb_preference: uint(16, 'Preference', 'the lowest is taken'),
        nb_lifetime: uint(16, 'Lifetime', 'seconds', { means: duration }),
      }),
      { count: 'ilnp.nb_locs' },
    ),
    data: bytes('Data', 'behind the locators'),
  },
  // RFC 6775, 4.4; where the code is not 0, RFC 8505 gives the owner another length.
  157: duplicate,
  158: duplicate,
  160: { 'echo.identifier': identifier, ...filters('icmpv6.ext.echo', extendedRequest) },
  161: { 'echo.identifier': identifier, ...filters('icmpv6.ext.echo', extendedReply) },
};

/** Messages that fill all of the payload: options or a list stand at their end. */
const OPEN = new Set<number>([
  ...[133, 134, 135, 136, 137, 138, 139, 140, 141, 142, 143, 145, 147, 148, 149, 150, 154, 156],
]);
/** The header of the others; 4 where nothing is known. */
const SIZES = new Map<number, number>([
  ...[1, 2, 3, 4, 128, 129, 144, 146, 151, 160, 161].map((t) => [t, 8] as const),
  ...[131, 132].map((t) => [t, 24] as const),
]);

const DUPLICATE = [157, 158];

/** A message that ends too soon is no less whole for its checksum. */
export const headerLength = (b: Uint8Array, start: number, end: number): number =>
  Math.min(end - start, fullLength(b, start, end - start));

function fullLength(b: Uint8Array, start: number, room: number): number {
  const type = b[start] as number;
  if (OPEN.has(type)) return room;
  if (type === 130) {
    return room < 28 ? 24 : 28 + 16 * (((b[start + 26] ?? 0) << 8) | (b[start + 27] ?? 0));
  }
  if (DUPLICATE.includes(type)) return b[start + 1] === 0 ? 32 : 4;
  return SIZES.get(type) ?? 4;
}

function formOf(v: Loose, ahead?: Reading): string | number {
  const { type, code } = v;
  if (type === 130) return isVersion1(v, ahead) ? 'mld_query_1' : 'mld_query_2';
  if (type === 139) return ['ni_query_ipv6', 'ni_query_name', 'ni_query_ipv4'][code] ?? type;
  if (DUPLICATE.includes(type)) return code === 0 ? type : 'unknown';
  if (type !== 140 || code !== 0) return type;
  const asked = ahead ? getBits(ahead.bytes, ahead.at, 0, 16) : questionOf(v.ni?.qtype);
  return [type, type, 'ni_reply_names', 'ni_reply_ipv6', 'ni_reply_ipv4'][asked ?? 0] ?? type;
}

const questionOf = (given: string | number = 'node_name'): number | undefined =>
  typeof given === 'number' ? given : questions.numberOf(given);

/** What stands behind the checksum. */
export const body = choice(formOf, forms);
