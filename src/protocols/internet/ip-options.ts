import type { Addresses } from '../../codec/checksum/seal.js';
import { choice } from '../../codec/choice.js';
import type { Loose } from '../../codec/field.js';
import { flag, ipv4, uint } from '../../codec/fixed.js';
import { group } from '../../codec/group.js';
import { list } from '../../codec/list.js';
import { names } from '../../codec/names.js';
import { bytes, text } from '../../codec/parts.js';
import type { Reading } from '../../codec/reading.js';
import { findOption, option, type Shape, tlv } from '../../codec/tlv.js';
import { ipOptions as kinds } from '../../registries/ip-options.js';
import { ipv4Means } from '../show.js';
import { inBytes } from '../words.js';
import { quickStart } from './quick-start.js';

const shape: Shape = {
  key: 'type',
  type: 8,
  length: 8,
  counts: 'all',
  single: [0, 1],
  end: 0,
  names: kinds,
};

const LSRR = 131;
const SSRR = 137;

const levels = names({
  top_secret: [0x3d, 'Top secret'],
  secret: [0x5a, 'Secret'],
  confidential: [0x96, 'Confidential'],
  unclassified: [0xab, 'Unclassified'],
});

const alerts = names({ examine: [0, 'Every router is to look at the packet'] });

const stampForms = names({
  timestamps_only: [0, 'Timestamps only'],
  addresses: [1, 'Each with the address of its host'],
  prespecified: [3, 'Only of the hosts named beforehand'],
});

const address = (help: string, look: { filter?: string } = {}) =>
  ipv4('Address', help, { ...look, means: ipv4Means });

/** How far a pointer has come in a list. */
function filled(before: number, all: number): string | undefined {
  if (!Number.isInteger(before) || before < 0 || before > all) return undefined;
  return before === all ? 'at the end: all are passed' : `${before} of ${all} are passed`;
}

const route = {
  ptr: uint(8, 'Pointer', 'where the next address goes, counted from 1', {
    init: 4,
    means: (v, _, { around }) => filled((v - 4) / 4, around.route?.length ?? 0),
  }),
  route: list('Route', 'addresses', address('of a router', { filter: 'ip.rec_rt' })),
};

const timestamp = uint(32, 'Timestamp', 'milliseconds since midnight UTC', {
  filter: 'ip.opt.time_stamp',
  // The highest bit says that it is no such time (RFC 791, 3.1).
  means: (v) => (v >= 2 ** 31 ? 'not since midnight UTC' : clock(v)),
});

function clock(milliseconds: number): string | undefined {
  const day = 86_400_000;
  return milliseconds < day ? new Date(milliseconds).toISOString().slice(11, 23) : undefined;
}

const stamps = list('Stamps', 'one a hop', {
  address: address('of the host that stamps', { filter: 'ip.opt.time_stamp_addr' }),
  timestamp,
});

const authority = (bit: string) => ({ filter: `ip.opt.sec_prot_auth_${bit}` });
const level = uint(8, 'Classification', 'level of protection', { names: levels });
const more = flag('More', 'another byte of flags follows', authority('fti'));

/** RFC 1108, 2.4. */
const authorities = () =>
  group('Protection authority', 'whose rules protect the datagram', {
    genser: flag('GENSER', 'as by the Designated Approving Authority', authority('genser')),
    siop_esi: flag(
      'SIOP-ESI',
      'Department of Defense, Joint Chiefs of Staff',
      authority('siop_esi'),
    ),
    sci: flag('SCI', 'Director of Central Intelligence', authority('sci')),
    nsa: flag('NSA', 'National Security Agency', authority('nsa')),
    doe: flag('DOE', 'Department of Energy', authority('doe')),
    unassigned: uint(2, 'Unassigned', 'must be zero', authority('unassigned')),
    fti: more,
  });

/** RFC 791's option has always 11 bytes; RFC 1108's has 3 and more, and took its number. */
function securityForm(v: Loose, ahead?: Reading): string {
  const size =
    ahead?.left ?? (v.sec_rfc791_sec === undefined ? (v.sec_prot_auth_flags ? 2 : 1) : 9);
  return size === 9 ? 'rfc791' : size === 1 ? 'level' : 'flags';
}

const security = () =>
  choice(
    securityForm,
    {
      rfc791: {
        sec_rfc791_sec: uint(16, 'Security', 'level, 0 is unclassified'),
        sec_rfc791_comp: uint(16, 'Compartments', '0 if the information is in none'),
        sec_rfc791_hr: text('Handling restrictions', 'two letters', { length: 2 }),
        sec_rfc791_tcc: text('Transmission control code', 'three letters', { length: 3 }),
      },
      level: { sec_cl: level },
      flags: {
        sec_cl: level,
        sec_prot_auth_flags: authorities(),
        sec_prot_auth_more: list('Further authorities', 'none is assigned', {
          unassigned: uint(7, 'Unassigned', 'must be zero', authority('unassigned')),
          fti: more,
        }),
      },
    },
    undefined,
    { exact: true },
  );

const sensitivity = uint(8, 'Sensitivity level', 'from 0 up', {
  filter: 'ip.cipso.sensitivity_level',
});
const fill = uint(8, 'Alignment', 'must be zero');

/** FIPS 188. */
const cipsoTags = () =>
  tlv(
    'Tags',
    'how sensitive the datagram is',
    { key: 'tag_type', type: 8, length: 8, counts: 'all' },
    {
      bitmap: option(1, 'Restrictive bit map', {
        fill,
        level: sensitivity,
        categories: bytes('Categories', 'one bit each', { filter: 'ip.cipso.categories' }),
      }),
      enumerated: option(2, 'Enumerated', {
        fill,
        level: sensitivity,
        categories: list('Categories', 'their numbers', uint(16, 'Category', 'its number')),
      }),
      ranges: option(5, 'Ranges', {
        fill,
        level: sensitivity,
        ranges: list('Ranges', 'of categories', {
          high: uint(16, 'Highest', 'category of the range'),
          low: uint(16, 'Lowest', 'category of the range'),
        }),
      }),
      free: option(6, 'Free form', {
        tag_data: bytes('Tag data', 'as the domain defines it', { filter: 'ip.cipso.tag_data' }),
      }),
    },
  );

/** RFC 791, 3.1, and what other RFCs added. */
export const ipOptions = tlv('Options', 'padded to 32 bits', shape, () => ({
  eol: option(0, 'End of options'),
  nop: option(1, 'No operation'),
  rr: option(7, 'Record route', route),
  mtu_probe: option(11, 'MTU probe', {
    mtu: uint(16, 'MTU', 'smallest on the way so far', { means: inBytes }),
  }),
  mtu_reply: option(12, 'MTU reply', {
    mtu: uint(16, 'MTU', 'what the probe came back with', { means: inBytes }),
  }),
  qs: option(25, 'Quick-Start', quickStart('ip.opt')),
  ts: option(68, 'Timestamp', {
    ptr: uint(8, 'Pointer', 'where the next entry goes, counted from 1', { init: 5 }),
    overflow: uint(4, 'Overflow', 'hosts that found no room'),
    flag: uint(4, 'Flag', 'what an entry holds', { names: stampForms }),
    entries: choice(
      'flag',
      { 1: { stamps }, 3: { stamps } },
      { timestamps: list('Timestamps', 'one a hop', timestamp) },
      { exact: true },
    ),
  }),
  tr: option(82, 'Traceroute', {
    id_number: uint(16, 'Id', 'ties the answers to the probe'),
    ohc: uint(16, 'Outbound hops', 'routers passed so far'),
    rhc: uint(16, 'Return hops', 'routers passed on the way back'),
    originator: ipv4('Originator', 'who traces', { means: ipv4Means }),
  }),
  security: option(130, 'Security', { security: security() }),
  lsrr: option(LSRR, 'Loose source route', route),
  esec: option(133, 'Extended security', {
    ext_sec_add_sec_info_format_code: uint(8, 'Format', 'of the additional information'),
    ext_sec_add_sec_info: bytes('Information', 'additional security information'),
  }),
  cipso: option(134, 'Commercial security', {
    doi: uint(32, 'Domain of interpretation', 'who gives the labels a meaning', {
      filter: 'ip.cipso.doi',
    }),
    tags: cipsoTags(),
  }),
  sid: option(136, 'Stream identifier', { sid: uint(16, 'Stream', 'of SATNET') }),
  ssrr: option(SSRR, 'Strict source route', route),
  ra: option(148, 'Router alert', {
    ra: uint(16, 'Value', 'what routers are to do with the packet', { names: alerts }),
  }),
  sdb: option(149, 'Selective directed broadcast', {
    addr: list(
      'Addresses',
      'networks to reach',
      address('of a network', { filter: 'ip.opt.addr' }),
    ),
  }),
}));

/** For the pseudo-header: where the datagram is to arrive, so the last stop of a source route. */
export function addressesOf(bytes: Uint8Array, start: number, body: number): Addresses {
  if (body - start <= 20) return { bytes, size: 4, src: start + 12, dst: start + 16 };
  const at = findOption(shape, [LSRR, SSRR], bytes, start + 20, body);
  const length = bytes[at + 1] ?? 0;
  // Once the pointer is past the route, the destination field itself holds the last stop.
  const underWay = at >= 0 && length >= 7 && at + length <= body && (bytes[at + 2] ?? 0) <= length;
  return { bytes, size: 4, src: start + 12, dst: underWay ? at + length - 4 : start + 16 };
}
