import { internet } from '../../codec/checksum/seal.js';
import { choice } from '../../codec/choice.js';
import { flag, ipv6, octets, uint } from '../../codec/fixed.js';
import { list } from '../../codec/list.js';
import { names } from '../../codec/names.js';
import { bytes } from '../../codec/parts.js';
import { protocol } from '../../codec/protocol.js';
import { ipProtocols } from '../../registries/ip-protocols.js';
import { mobilityTypes } from '../../registries/mobility.js';
import { hex, ipv6Means } from '../show.js';
import { duration } from '../words.js';
import { lengthOf } from './ipv6-extensions.js';
import { padOut } from './ipv6-options.js';
import { mobilityOptions } from './mobility-options.js';

/** Wireshark's fields of this protocol have a shorter prefix than the protocol. */
const mip6 = (name: string) => ({ filter: `mip6.${name}` });

/** RFC 6275, 6.1.8, and later ones. */
const statuses = names({
  accepted: [0, 'Accepted'],
  prefix_discovery: [1, 'Accepted, but prefix discovery is necessary'],
  reason_unspecified: [128, 'Reason unspecified'],
  prohibited: [129, 'Administratively prohibited'],
  resources: [130, 'Insufficient resources'],
  home_registration: [131, 'Home registration not supported'],
  not_home_subnet: [132, 'Not home subnet'],
  not_home_agent: [133, 'Not home agent for this mobile node'],
  dad_failed: [134, 'Duplicate address detection failed'],
  out_of_window: [135, 'Sequence number out of window'],
  home_nonce: [136, 'Expired home nonce index'],
  care_of_nonce: [137, 'Expired care-of nonce index'],
  nonces: [138, 'Expired nonces'],
  type_change: [139, 'Registration type change disallowed'],
  mobile_router: [140, 'Mobile router operation not permitted'],
  invalid_prefix: [141, 'Invalid prefix'],
  prefix_not_authorized: [142, 'Not authorized for prefix'],
  forwarding_setup: [143, 'Forwarding setup failed'],
});

const errors = names({
  unknown_binding: [1, 'Unknown binding for home address destination option'],
  unknown_type: [2, 'Unrecognized message type'],
});

const opt = mobilityOptions;
const cookie = (name: string) => octets(8, 'Cookie', 'ties the answer to the question', mip6(name));
const token = (name: string) => octets(8, 'Keygen token', 'half of the key', mip6(name));
const nonce = (name: string) =>
  uint(16, 'Nonce index', 'of the nonce that the token was made from', mip6(name));
const reserved = (bits: number, name: string) => uint(bits, 'Reserved', 'must be zero', mip6(name));
const sequence = (name: string) =>
  uint(16, 'Sequence number', 'ties acknowledgement to update', mip6(name));
const lifetime = (name: string) =>
  uint(16, 'Lifetime', 'in units of 4 seconds', {
    ...mip6(name),
    means: (v) => (v === 0 ? 'binding is deleted' : duration(4 * v)),
  });
const status = (name: string) =>
  uint(8, 'Status', 'from 128: refused', { ...mip6(name), names: statuses });
const key = (name: string) => flag('Key management', 'survives a move of the node', mip6(name));

/** By type: RFC 6275, 6.1; RFC 5568 (8, 9), RFC 5142 (12), RFC 5847 (13). */
const messages = choice(
  'mhtype',
  {
    0: { 'brr.reserved': reserved(16, 'binding_refresh_request'), opt },
    1: {
      'hoti.reserved': reserved(16, 'hoti.reserved'),
      'hoti.cookie': cookie('hoti.cookie'),
      opt,
    },
    2: {
      'coti.reserved': reserved(16, 'coti.reserved'),
      'coti.cookie': cookie('coti.cookie'),
      opt,
    },
    3: {
      'hot.nindex': nonce('hot.nindex'),
      'hot.cookie': cookie('hot.cookie'),
      'hot.token': token('hot.token'),
      opt,
    },
    4: {
      'cot.nindex': nonce('cot.nindex'),
      'cot.cookie': cookie('cot.cookie'),
      // Wireshark has one name for both tokens.
      'cot.token': token('hot.token'),
      opt,
    },
    5: {
      'bu.seqnr': sequence('bu.seqnr'),
      'bu.a_flag': flag('Acknowledge', 'an acknowledgement is wanted', mip6('bu.a_flag')),
      'bu.h_flag': flag('Home', 'the receiver is to be the home agent', mip6('bu.h_flag')),
      'bu.l_flag': flag('Link-local', 'the link-local address has the same id', mip6('bu.l_flag')),
      'bu.k_flag': key('bu.k_flag'),
      'bu.m_flag': flag('MAP', 'mobility anchor point (RFC 5380)', mip6('bu.m_flag')),
      'bu.r_flag': flag('Router', 'from a mobile router (RFC 3963)', mip6('nemo.bu.r_flag')),
      'bu.p_flag': flag('Proxy', 'proxy registration (RFC 5213)', mip6('bu.p_flag')),
      'bu.f_flag': flag('Force UDP', 'put everything into UDP (RFC 5555)', mip6('bu.f_flag')),
      'bu.t_flag': flag('TLV', 'tunnel with a type header (RFC 5845)', mip6('bu.t_flag')),
      'bu.b_flag': flag('Bulk', 'for a group of nodes (RFC 6602)', mip6('bu.b_flag')),
      'bu.reserved': reserved(6, 'bu.reserved'),
      'bu.lifetime': lifetime('bu.lifetime'),
      opt,
    },
    6: {
      'ba.status': status('ba.status'),
      'ba.k_flag': key('ba.k_flag'),
      'ba.r_flag': flag('Router', 'for a mobile router (RFC 3963)', mip6('nemo.ba.r_flag')),
      'ba.p_flag': flag('Proxy', 'proxy registration (RFC 5213)', mip6('ba.p_flag')),
      'ba.t_flag': flag('TLV', 'tunnel with a type header (RFC 5845)', mip6('ba.t_flag')),
      'ba.b_flag': flag('Bulk', 'for a group of nodes (RFC 6602)', mip6('ba.b_flag')),
      'ba.reserved': reserved(3, 'ba.reserved'),
      'ba.seqnr': sequence('ba.seqnr'),
      'ba.lifetime': lifetime('ba.lifetime'),
      opt,
    },
    7: {
      'be.status': uint(8, 'Status', 'what went wrong', { ...mip6('be.status'), names: errors }),
      'be.reserved': reserved(8, 'be.reserved'),
      'be.haddr': ipv6('Home address', 'of the mobile node', {
        ...mip6('be.haddr'),
        means: ipv6Means,
      }),
      opt,
    },
    8: {
      'fbu.seqnr': sequence('fbu.seqnr'),
      'fbu.a_flag': flag('Acknowledge', 'an acknowledgement is wanted', mip6('fbu.a_flag')),
      'fbu.h_flag': flag('Home', 'always set', mip6('fbu.h_flag')),
      'fbu.l_flag': flag(
        'Link-local',
        'the link-local address has the same id',
        mip6('fbu.l_flag'),
      ),
      'fbu.k_flag': key('fbu.k_flag'),
      'fbu.reserved': reserved(12, 'fbu.reserved'),
      'fbu.lifetime': lifetime('fbu.lifetime'),
      opt,
    },
    9: {
      'fback.status': uint(8, 'Status', 'from 128: refused', mip6('fback.status')),
      'fback.k_flag': key('fback.k_flag'),
      'fback.reserved': reserved(7, 'fback.reserved'),
      'fback.seqnr': sequence('fback.seqnr'),
      'fback.lifetime': lifetime('fback.lifetime'),
      opt,
    },
    12: {
      'has.num_addrs': uint(8, 'Addresses', 'how many', mip6('has.num_addrs')),
      'has.reserved': reserved(8, 'has.reserved'),
      'has.address': list(
        'Addresses',
        'of other home agents',
        ipv6('Address', 'of a home agent', { ...mip6('has.address'), means: ipv6Means }),
        { count: 'has.num_addrs' },
      ),
      opt,
    },
    13: {
      'hb.reserved': reserved(14, 'hb.reserved'),
      'hb.u_flag': flag('Unsolicited', 'nobody has asked', mip6('hb.u_flag')),
      'hb.r_flag': flag('Response', 'a question, or its answer', mip6('hb.r_flag')),
      'hb.seqnr': uint(32, 'Sequence number', 'ties answer to question', mip6('hb.seqnr')),
      opt,
    },
  },
  { unknown_type_data: bytes('Data', 'not decoded any further', mip6('unknown_type_data')) },
  { exact: true },
);

export const mobility = protocol({
  name: 'mipv6',
  title: 'Mobile IPv6',
  short: 'MIPv6',
  rfc: 'RFC 6275',
  carriedBy: { 'ip.proto': 135 },
  namesUnder: ['mip6'],
  onlyOver: 'ipv6',
  fields: {
    proto: uint(8, 'Next header', 'nothing follows: 59', {
      ...mip6('proto'),
      names: ipProtocols,
      init: 59,
    }),
    hlen: uint(8, 'Header length', 'in units of 8 bytes, the first not counted', {
      ...mip6('hlen'),
      means: (v) => `${8 * v + 8} bytes`,
    }),
    mhtype: uint(8, 'Type', 'kind of message', {
      ...mip6('mhtype'),
      names: mobilityTypes,
      init: 5,
    }),
    reserved: reserved(8, 'reserved'),
    csum: uint(16, 'Checksum', 'RFC 1071 over pseudo-header and message', {
      ...mip6('csum'),
      show: hex(4),
    }),
    messages,
  },
  rules: (f) => ({
    headerLength: (b, o) => 8 * f.hlen(b, o) + 8,
    selects: { 'ip.proto': f.proto },
    derived: { proto: 'next', hlen: lengthOf },
    align: { to: 8, unless: 'hlen', fill: padOut },
    sealed: { csum: internet({ pseudo: 135 }) },
    checks: [
      {
        severity: 'warning',
        field: 'proto',
        when: (v) => v.proto !== 59,
        text: 'the next header must be 59: nothing may follow',
        rfc: 'RFC 6275, 6.1.1',
      },
      {
        severity: 'note',
        field: 'opt',
        when: ({ opt = [] }) => opt.some(({ name }) => name === undefined),
        text: 'an unknown option: receivers skip it',
        rfc: 'RFC 6275, 6.2.1',
      },
      {
        severity: 'note',
        field: 'mhtype',
        when: (v) => mobilityTypes.nameOf(v.mhtype) === undefined,
        text: (v) => `type ${v.mhtype} is unknown: receivers answer with a binding error`,
        rfc: 'RFC 6275, 9.2',
      },
    ],
    summary: (v) => mobilityTypes.textOf(v.mhtype) ?? `type ${v.mhtype}`,
  }),
});
